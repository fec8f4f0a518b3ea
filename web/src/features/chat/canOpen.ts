import { createContext } from 'react';

/** Whether citations lead to their documents; not where somebody reads who does not have them. */
export const CanOpen = createContext(true);
