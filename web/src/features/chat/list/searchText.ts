import { create } from 'zustand';

/** What is searched for among the conversations; stays while the person goes from page to page. */
export const useSearchText = create<{ text: string }>(() => ({ text: '' }));
