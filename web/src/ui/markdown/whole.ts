import { createContext } from 'react';

/** On paper everything stands in full: nobody can unfold it there. */
export const Whole = createContext(false);
