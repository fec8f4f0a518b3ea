/** Text of other programs, so that it reads here as it read there. */

const FENCED_OR_INLINE = /(```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|`[^`\n]*`)/;

/** `[^3]` is a footnote elsewhere and a citation here; outside of code it becomes `[3]`. */
export function withoutFootnotes(markdown: string): string {
  if (!markdown.includes('[^')) return markdown;
  return markdown
    .split(FENCED_OR_INLINE)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/^\[\^(\d{1,4})\]:[ \t]*/gm, '[$1] ').replace(/\[\^(\d{1,4})\]/g, '[$1]')))
    .join('');
}

/** Code in a fence that is longer than any in it. */
export function fenced(code: string, language = ''): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/\n$/, '')}\n${fence}`;
}

/** Paragraphs one below the other; empty ones are left out. */
export function paragraphs(parts: readonly string[]): string {
  return parts.map((part) => part.trim()).filter(Boolean).join('\n\n');
}
