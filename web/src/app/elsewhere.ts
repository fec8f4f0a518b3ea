import type { ComponentType } from 'react';
import { NotFound } from './Ends';

type Page = { default: ComponentType };

// Only the files that exist are in this table.
const PAGES = import.meta.glob<Page>([
  '../features/chat/{PrintPage,SharedPage}.tsx',
  '../features/share/SharesPage.tsx',
  '../features/prompts/PromptsPage.tsx',
  '../features/transfer/TransferPage.tsx',
]);

/** A page of a feature that may not be there yet. */
export function fromElsewhere(name: string): () => Promise<Page> {
  return PAGES[`../features/${name}.tsx`] ?? (() => Promise.resolve({ default: NotFound }));
}
