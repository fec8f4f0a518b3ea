import type { TokensResult } from 'shiki';
import { bundledLanguagesInfo, createHighlighter } from '@/ui/markdown/plugins/shiki';

/** A stretch of a line in one colour; it ends at this unit of the line. */
export interface Coloured {
  end: number;
  style: Record<string, string>;
}

/** Beyond this, colours cost more than they tell. */
const MOST_LINES = 6_000;
const MOST_UNITS = 400_000;
/** So many lines at a time, so that the page never stops for them. */
const STEP = 150;
/** Nobody reads lines that are longer; machines write them. */
const LONGEST_LINE = 2_000;

/**
 * Gives the lines of a file their colours, a part at a time: `onLines` gets each line's stretches, by its index, again and again with more
 * of them. Does nothing for languages that nobody knows here. Aborting stops it.
 */
export async function colour(text: string, language: string, signal: AbortSignal, onLines: (lines: ReadonlyMap<number, Coloured[]>) => void): Promise<void> {
  const known = bundledLanguagesInfo.find(({ id, aliases }) => id === language || aliases?.includes(language));
  if (!known) return;
  const lines = text.slice(0, MOST_UNITS).split('\n').slice(0, MOST_LINES);
  const highlighter = await createHighlighter({ langs: [known.id], themes: ['github-light', 'github-dark'] });
  const done = new Map<number, Coloured[]>();
  let state: TokensResult['grammarState'];
  for (let from = 0; from < lines.length && !signal.aborted; from += STEP) {
    const part = lines.slice(from, from + STEP).map((line) => (line.length > LONGEST_LINE ? '' : line));
    const result = highlighter.codeToTokens(part.join('\n'), {
      lang: known.id,
      themes: { light: 'github-light', dark: 'github-dark' },
      defaultColor: 'light-dark()',
      ...(state ? { grammarState: state } : {}),
    });
    state = result.grammarState;
    result.tokens.forEach((tokens, at) => {
      let end = 0;
      const line = tokens.map(({ content, htmlStyle }) => ({ end: (end += content.length), style: typeof htmlStyle === 'object' ? htmlStyle : {} }));
      done.set(from + at, line);
    });
    onLines(new Map(done));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
