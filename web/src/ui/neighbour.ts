/**
 * Gives focus to what stands after this row, or before it, because the row is about to vanish: its own control, the first of the
 * neighbour. Without a neighbour to the element that `fallback` names.
 */
export function focusNeighbour(row: Element | null | undefined, rows: string, fallback: string): void {
  const list = row?.parentElement?.closest('section') ?? document.body;
  const all = [...list.querySelectorAll(rows)];
  const at = row ? all.indexOf(row) : -1;
  const next = at < 0 ? undefined : (all[at + 1] ?? all[at - 1]);
  const target = next?.querySelector<HTMLElement>('a, button') ?? document.querySelector<HTMLElement>(fallback);
  // The menu that asked for this gives focus back to its button when it closes; this comes after.
  setTimeout(() => target?.focus(), 0);
}
