import { Unreadable } from './formats';

/** A file in an archive. */
export interface Entry {
  name: string;
  /** Bytes when taken out. */
  size: number;
  stream(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

// Signatures and sizes: APPNOTE.TXT of PKWARE, 4.3.
const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const LOCATOR_64_BYTES = 20;
const HEADER = 0x02014b50;
const HEADER_BYTES = 46;
const LOCAL_BYTES = 30;
const FULL = 0xffffffff;
const EXTRA_64 = 1;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/** The table of contents of an archive. Only that is read here; an archive of pictures may be gigabytes. */
export async function entriesOf(file: Blob): Promise<Entry[]> {
  const { offset, size } = await directory(file);
  const view = await read(file, offset, size);
  const entries: Entry[] = [];
  for (let at = 0; at + HEADER_BYTES <= view.byteLength && view.getUint32(at, true) === HEADER; ) {
    const [names, extras, comments] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [number, number, number];
    const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + HEADER_BYTES, names));
    const sizes = { full: view.getUint32(at + 24, true), packed: view.getUint32(at + 20, true), place: view.getUint32(at + 42, true) };
    large(view, at + HEADER_BYTES + names, extras, sizes);
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    entries.push({ name, size: sizes.full, stream: () => unpack(file, sizes.place, sizes.packed, method, flags) });
    at += HEADER_BYTES + names + extras + comments;
  }
  return entries;
}

async function directory(file: Blob): Promise<{ offset: number; size: number }> {
  const start = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await read(file, start, file.size - start);
  for (let at = tail.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== END) continue;
    const [size, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
    return offset === FULL || size === FULL ? directory64(file, start + at) : { offset, size };
  }
  throw new Unreadable({ code: 'zip-broken' });
}

async function directory64(file: Blob, end: number): Promise<{ offset: number; size: number }> {
  const locator = await read(file, end - LOCATOR_64_BYTES, LOCATOR_64_BYTES);
  if (locator.getUint32(0, true) !== LOCATOR_64) throw new Unreadable({ code: 'zip-broken' });
  const record = await read(file, Number(locator.getBigUint64(8, true)), 56);
  if (record.getUint32(0, true) !== END_64) throw new Unreadable({ code: 'zip-broken' });
  return { size: Number(record.getBigUint64(40, true)), offset: Number(record.getBigUint64(48, true)) };
}

/** Sizes over 4 GB stand in an extra field, in this order, each only if it did not fit. */
function large(view: DataView, from: number, length: number, sizes: { full: number; packed: number; place: number }): void {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== EXTRA_64) continue;
    let next = at + 4;
    for (const field of ['full', 'packed', 'place'] as const) {
      if (sizes[field] !== FULL) continue;
      sizes[field] = Number(view.getBigUint64(next, true));
      next += 8;
    }
  }
}

async function unpack(file: Blob, place: number, packed: number, method: number, flags: number): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  if (flags & ENCRYPTED || (method !== STORED && method !== DEFLATED)) throw new Unreadable({ code: 'zip-broken' });
  // Names and extras may be of other lengths here than in the table of contents.
  const local = await read(file, place, LOCAL_BYTES);
  const start = place + LOCAL_BYTES + local.getUint16(26, true) + local.getUint16(28, true);
  const stream = file.slice(start, start + packed).stream() as ReadableStream<Uint8Array<ArrayBuffer>>;
  return method === STORED ? stream : stream.pipeThrough(new DecompressionStream('deflate-raw'));
}

async function read(file: Blob, from: number, length: number): Promise<DataView> {
  if (from < 0 || from + length > file.size) throw new Unreadable({ code: 'zip-broken' });
  return new DataView(await file.slice(from, from + length).arrayBuffer());
}
