import { allLoaded } from '@/ui/markdown/plugins/load';

const LOOK_EVERY_MS = 50;
/** The page is at rest when nothing was drawn for so long. */
const REST_MS = 300;
/** A diagram that has not come by then is left out. */
const PATIENCE_MS = 10_000;
/** However much is missing, the dialog opens then. */
const LONGEST_MS = 60_000;

/** Diagrams are drawn when they come into view; on paper all of them are. */
export async function drawAll(): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  await allLoaded();
  await atRest(end);
  const left = new WeakSet<Element>();
  // Asked anew each time: a text that is drawn once more, as when its HTML is understood, has other elements.
  const next = () => [...document.querySelectorAll('[data-streamdown="mermaid-block"]')].find((block) => !isDrawn(block) && !left.has(block));
  for (let block = next(); block && Date.now() < end; block = next()) {
    block.scrollIntoView({ block: 'center' });
    const patience = Date.now() + PATIENCE_MS;
    while (!isDrawn(block) && block.isConnected && Date.now() < patience) await pause(LOOK_EVERY_MS);
    left.add(block);
  }
  document.querySelector('h1')?.scrollIntoView({ block: 'center' });
}

/** The browser's own dialog, once everything is on the page. */
export async function printAll(): Promise<void> {
  await drawAll();
  window.print();
}

function isDrawn(block: Element): boolean {
  return block.querySelector('[role="img"] svg, figure') !== null;
}

/** Returns when the page has not changed for a while, at the latest at `end`. */
async function atRest(end: number): Promise<void> {
  let changed = Date.now();
  const observer = new MutationObserver(() => (changed = Date.now()));
  observer.observe(document.body, { childList: true, subtree: true });
  do await pause(REST_MS);
  while (Date.now() - changed < REST_MS && Date.now() < end);
  observer.disconnect();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
