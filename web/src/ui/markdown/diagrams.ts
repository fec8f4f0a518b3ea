/**
 * What opens an element, as it stands or as Mermaid's or HTML's codes. Mermaid measures labels by putting them into the page as markup,
 * before it takes out what could run; only the content policy would stand in the way then. Line breaks, and stereotypes of classes
 * (`<<interface>>`), are Mermaid's own.
 */
const OPENING = /<br\s*\/?>|<<[\w -]*>>|(?:<|[#&](?:amp;)*#?(?:lt|0*60|x0*3c);?)(?=[a-z!/?#&])/gi;

/** Joins words and takes no room; no element's name begins with it. */
const JOINER = '\u2060';

/** A diagram's source in which no label is markup; it looks the same when it is drawn. */
export function withoutMarkup(source: string): string {
  return source.replace(OPENING, (found) => (found.endsWith('>') ? found : found + JOINER));
}

/** As its author wrote it. */
export function withMarkup(source: string): string {
  return source.replaceAll(JOINER, '');
}
