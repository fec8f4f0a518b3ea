/** A blank in a prompt: `{{name}}`, or `{{name=default}}`. */
export interface Blank {
  name: string;
  value: string;
}

const BLANK = /\{\{\s*([^{}=]{1,64}?)\s*(?:=\s*([^{}]*?)\s*)?\}\}/gu;

/** The blanks of a prompt, each name once, in the order of the text. */
export function blanks(text: string): Blank[] {
  const found = new Map<string, string>();
  for (const [, name, value] of text.matchAll(BLANK)) if (name && !found.get(name)) found.set(name, value ?? '');
  return [...found].map(([name, value]) => ({ name, value }));
}

/** The prompt with its blanks filled; one that is left empty keeps nothing. */
export function filled(text: string, values: Record<string, string>): string {
  return text.replace(BLANK, (_, name: string, value?: string) => values[name] ?? value ?? '');
}
