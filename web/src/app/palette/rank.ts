/** How well a text answers what is typed: 0 not at all, more is better. Every word must be found; accents and case do not count. */
export function rank(text: string, query: string): number {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const plainText = plain(text);
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) least = Math.min(least, place(plainText, word));
  // Among equals the shorter one is more of what was typed.
  return least === 0 ? 0 : least + 1 / (1 + plainText.length);
}

function place(text: string, word: string): number {
  if (text.startsWith(word)) return 4;
  const at = text.indexOf(word);
  if (at < 0) return initials(text).includes(word) && word.length > 1 ? 1 : 0;
  return /[\s\-_/.(:]/.test(text[at - 1] ?? '') ? 3 : 2;
}

/** "go to library" is "gtl". */
function initials(text: string): string {
  return text
    .split(/[\s\-_/.(:]+/)
    .map((word) => word.charAt(0))
    .join('');
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What answers the query, best first; in the order given where nothing is typed. */
export function found<T extends { title: string; words?: string }>(entries: readonly T[], query: string): T[] {
  if (query.trim() === '') return [...entries];
  return entries
    .map((entry, at) => ({ entry, at, score: Math.max(rank(entry.title, query), rank(`${entry.title} ${entry.words ?? ''}`, query) * 0.9) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ entry }) => entry);
}
