import { fromChatbox } from './chatbox';
import { fromChatGpt } from './chatgpt';
import { fromClaude } from './claude';
import { isObject, originOf, text, Unreadable, type Converted, type Origin } from './formats';
import { JsonItems } from './items';
import { entriesOf, type Entry } from './zip';

/** The name and the newest version of our own exports. */
const FORMAT = 'chatbox.conversations';
const VERSION = 1;

const CONVERT: Record<Origin, (item: unknown) => Converted> = { chatbox: fromChatbox, chatgpt: fromChatGpt, claude: fromClaude };

/** Large exports come in several files: `conversations-000.json` and so on. */
const CONVERSATIONS = /(?:^|\/)conversations(?:[-_]\d+)?\.json$/i;

interface Heard {
  /** One conversation, with the program it comes from. */
  item(converted: Converted, origin: Origin): void;
  /** Bytes read of all there are. */
  progress(read: number, total: number): void;
}

/** Reads the conversations of an export: a JSON file, or the archive it came in. Waits for each piece, so that it can be slowed down. */
export async function readExport(file: Blob, { item, progress }: Heard, room: () => Promise<void> = async () => {}): Promise<void> {
  const entries = await filesOf(file);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  let read = 0;
  for (const entry of entries) {
    let origin: Origin | null = null;
    const items = new JsonItems('conversations', (json) => {
      const value = parsed(json);
      if (value === undefined) return item({ flaw: 'unreadable', title: titleIn(json) }, origin ?? 'chatbox');
      const one = originOf(value) ?? origin;
      if (one === null) throw new Unreadable({ code: 'unknown', found: shape(value) });
      origin = one;
      item(CONVERT[one](value), one);
    });
    const reader = entry.stream().getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new Unreadable({ code: 'zip-broken' });
      });
      if (done) break;
      items.push(decoder.decode(value, { stream: true }));
      check(items.head);
      read += value.byteLength;
      progress(read, total);
      await room();
    }
    items.push(decoder.decode());
    items.finish();
    check(items.head);
    if (origin === null && !(items.head.format === FORMAT)) throw new Unreadable(Object.keys(items.head).length > 0 ? { code: 'unknown', found: shape(items.head) } : { code: 'nothing' });
  }
}

async function filesOf(file: Blob): Promise<Entry[]> {
  const begin = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (begin.length === 0) throw new Unreadable({ code: 'nothing' });
  const isZip = begin[0] === 0x50 && begin[1] === 0x4b;
  if (!isZip) return [{ name: '', size: file.size, stream: () => file.stream() as ReadableStream<Uint8Array<ArrayBuffer>> }];
  const entries = await entriesOf(file);
  const wanted = entries.filter(({ name }) => CONVERSATIONS.test(name)).toSorted((a, b) => a.name.localeCompare(b.name));
  if (wanted.length > 0) return wanted;
  throw new Unreadable({ code: 'zip-other', found: entries.slice(0, 3).map(({ name }) => name).join(', ') });
}

function check({ format, version }: Readonly<Record<string, unknown>>): void {
  if (format !== undefined && format !== FORMAT) throw new Unreadable({ code: 'unknown', found: text(format) });
  if (format === FORMAT && typeof version === 'number' && version > VERSION) throw new Unreadable({ code: 'too-new' });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** What can be told of an item that is no JSON. */
function titleIn(json: string): string {
  return /"(?:title|name)"\s*:\s*"((?:[^"\\]|\\.){1,200})"/.exec(json)?.[1] ?? '';
}

/** The first names in a value, for people to recognise it by. */
function shape(value: unknown): string {
  return isObject(value) ? Object.keys(value).slice(0, 4).join(', ') : JSON.stringify(value).slice(0, 40);
}
