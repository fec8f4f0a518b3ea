import { BlobReader, configure, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { Unreadable } from './formats';

// Exports are read in a worker already.
configure({ useWebWorkers: false });

/** A file in an archive. */
export interface Entry {
  name: string;
  /** Bytes when taken out. */
  size: number;
  /** Fails while it is read when the archive is damaged. */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** The files of an archive. Only its table of contents is read here; an archive of pictures may be gigabytes. */
export async function entriesOf(file: Blob): Promise<Entry[]> {
  const entries = await new ZipReader(new BlobReader(file)).getEntries().catch(() => {
    throw new Unreadable({ code: 'zip-broken' });
  });
  return entries.flatMap((entry) => (entry.directory ? [] : [{ name: entry.filename, size: entry.uncompressedSize, stream: () => unpack((to) => entry.getData(to)) }]));
}

function unpack(write: (to: WritableStream) => Promise<unknown>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>>();
  // Whoever reads hears of it, also when it failed before anything was written.
  write(writable).catch((error: unknown) => writable.abort(error).catch(() => {}));
  return readable;
}
