/** Quotes and lists inside each other that one line opens; nobody writes more, and each is an element inside an element. */
const DEEPEST = 40;
/** An indent of so many spaces belongs to lists inside each other as deep as nobody writes. */
const WIDEST = 200;
/** Marks of emphasis, links and code in one paragraph, list item or table row; readers of Markdown try them in pairs. */
const MOST_MARKS = 1_000;
/** Tags in all: they nest across paragraphs. */
const MOST_TAGS = 2_000;
/** Characters; more is shown as it is written. */
const LONGEST = 200_000;

/** A list item or a table row. */
const STARTS = /^\s*(?:[-*+]\s|\d+[.)]\s|\|)/;

/** Whether a text can be drawn as Markdown in good time. What a model repeats from a hostile document may be made to stop the page. */
export function isDrawable(text: string): boolean {
  if (text.length > LONGEST) return false;
  let fence = '';
  let marks = 0;
  let tags = 0;
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? '' : mark;
    if (fence || mark) continue;
    if (!line.trim() || STARTS.test(line)) marks = 0;
    marks += count(line, '[]*_`~$!');
    tags += count(line, '<');
    if (isDeep(line) || marks > MOST_MARKS || tags > MOST_TAGS) return false;
  }
  return true;
}

function isDeep(line: string): boolean {
  const opening = /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*/.exec(line)![0];
  return (opening.match(/[>*+-]|\d+[.)]/g)?.length ?? 0) > DEEPEST || /^\s*/.exec(line)![0].length > WIDEST;
}

function count(line: string, signs: string): number {
  let found = 0;
  for (const char of line) if (signs.includes(char)) found += 1;
  return found;
}
