import { createContext } from 'react';
import type { Message } from '@/api/types';

/** Whether whoever reads a conversation may ask in it, and change what is in it. */
export const MayWrite = createContext(true);

/** Who wrote a question, if it was somebody else. */
export const AuthorOf = createContext<(message: Message) => string | null>(() => null);
