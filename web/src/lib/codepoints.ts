/** Offsets of the API count code points; JavaScript strings count UTF-16 units. These convert; nothing else may index texts. */

/** UTF-16 index of the code point at `offset`; the text's length when it ends before. */
export function utf16Index(text: string, offset: number, from: { index: number; offset: number } = { index: 0, offset: 0 }): number {
  let { index, offset: at } = from;
  while (at < offset && index < text.length) {
    const unit = text.charCodeAt(index);
    const pair = unit >= 0xd800 && unit <= 0xdbff && index + 1 < text.length;
    index += pair ? 2 : 1;
    at += 1;
  }
  return index;
}

/** The characters `start..end`, counted in code points. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  const first = utf16Index(text, start);
  return text.slice(first, utf16Index(text, end, { index: first, offset: start }));
}

/** Number of code points. */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
