import { create } from 'zustand';
import type { Id } from '@/api/types';

/** The question that is being edited; one at a time. */
export const useEditing = create<{ message: Id | null }>(() => ({ message: null }));
