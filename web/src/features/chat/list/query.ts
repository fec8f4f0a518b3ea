/** What a person typed into the search field, taken apart. */
export interface Query {
  text: string;
  pinned?: boolean;
  /** Name of a folder, or part of it; `none` for no folder. */
  folder?: string;
}

const FILTER = /(?:^|\s)(pinned|folder):(?:"([^"]*)"?|(\S+))/gi;

/** Takes `pinned:yes` and `folder:name` or `folder:"two words"` out of the text. What is no whole filter yet is text. */
export function parseQuery(typed: string): Query {
  const query: Query = { text: '' };
  const rest = typed.replace(FILTER, (all, name: string, quoted: string | undefined, word: string | undefined) => {
    const value = (quoted ?? word ?? '').trim();
    if (!value) return all;
    if (name.toLowerCase() === 'folder') query.folder = value;
    else if (/^(yes|true|y)$/i.test(value)) query.pinned = true;
    else if (/^(no|false|n)$/i.test(value)) query.pinned = false;
    else return all;
    return ' ';
  });
  query.text = rest.replace(/\s+/g, ' ').trim();
  return query;
}
