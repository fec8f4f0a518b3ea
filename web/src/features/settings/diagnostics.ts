import type { Status } from '@/api/types';

/** What a report of a fault needs to say about this installation: no names, no texts, no addresses. In English, for those who mend. */
export function diagnostics({ version, ready, components, documents, indexed_chunks, storage }: Status, socket: string, browser: string): string {
  const pairs = (entries: [string, number][]) => entries.map(([name, value]) => `${name} ${value}`).join(', ') || 'none';
  return [
    `Chatbox ${version}, ${ready ? 'ready' : 'not ready'}, live connection ${socket}`,
    ...components.map(({ name, ready: works, detail, hint }) => `${name}: ${works ? 'ready' : 'NOT READY'}, ${detail}${hint ? ` (${hint})` : ''}`),
    `documents: ${pairs(Object.entries(documents))}`,
    `passages: ${indexed_chunks}`,
    `bytes: ${pairs(storage.map(({ name, bytes }) => [name, bytes]))}`,
    `browser: ${browser}`,
  ].join('\n');
}
