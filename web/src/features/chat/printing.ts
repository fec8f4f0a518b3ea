import { allLoaded } from '@/ui/markdown/plugins/load';

const LOOK_EVERY_MS = 50;
/** A diagram that has not come by then is left out. */
const PATIENCE_MS = 5_000;

/** Diagrams are drawn when they come into view; on paper all of them are. */
export async function drawAll(): Promise<void> {
  await allLoaded();
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  for (const block of document.querySelectorAll<HTMLElement>('[data-streamdown="mermaid-block"]')) {
    block.scrollIntoView({ block: 'center' });
    for (let waited = 0; waited < PATIENCE_MS && !block.querySelector('[role="img"] svg, figure'); waited += LOOK_EVERY_MS)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  document.querySelector('h1')?.scrollIntoView({ block: 'center' });
}

/** The browser's own dialog, once everything is on the page. */
export async function printAll(): Promise<void> {
  await drawAll();
  window.print();
}
