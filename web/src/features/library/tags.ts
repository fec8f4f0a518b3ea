/** What the server takes. */
export const MOST_TAGS = 20;
export const LONGEST_TAG = 40;

/** With one more, cleaned; the same list when there is nothing to add. */
export function withTag(tags: readonly string[], text: string): readonly string[] {
  const tag = [...text.trim().replace(/\s+/g, ' ')].slice(0, LONGEST_TAG).join('');
  const same = (one: string) => one.toLocaleLowerCase() === tag.toLocaleLowerCase();
  return tag === '' || tags.length >= MOST_TAGS || tags.some(same) ? tags : [...tags, tag];
}

/** The tags that all of them have. */
export function shared(lists: readonly (readonly string[])[]): string[] {
  const [first = [], ...rest] = lists;
  return first.filter((tag) => rest.every((tags) => tags.includes(tag)));
}

/** What becomes of one document's tags when those that all shared are changed. */
export function retagged(tags: readonly string[], before: readonly string[], after: readonly string[]): string[] {
  const left = tags.filter((tag) => !before.includes(tag) || after.includes(tag));
  return [...left, ...after.filter((tag) => !left.includes(tag))].slice(0, MOST_TAGS);
}
