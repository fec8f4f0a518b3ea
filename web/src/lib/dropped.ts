/** Reads files and whole folders out of a drop, with the paths they had relative to what was dropped. */
export interface DroppedFile {
  path: string;
  file: File;
}

/** Files that operating systems leave in folders and nobody means to add. */
const LITTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

export async function droppedFiles(data: DataTransfer): Promise<DroppedFile[]> {
  // Entries must be taken before the first await: the list is emptied when the event ends.
  const entries = [...data.items].flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry()] : []));
  if (entries.some((entry) => entry === null)) return pickedFiles(data.files);
  const nested = await Promise.all(entries.map((entry) => filesBelow(entry!)));
  return nested.flat().filter(isWanted);
}

/** Files from an `<input type="file">`, with or without `webkitdirectory`. */
export function pickedFiles(files: FileList): DroppedFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })).filter(isWanted);
}

/** Whether a drag carries files, as opposed to text or links. */
export function carriesFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

async function filesBelow(entry: FileSystemEntry): Promise<DroppedFile[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path, file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: DroppedFile[] = [];
  for (;;) {
    // Chrome hands out at most 100 entries at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const child of some) found.push(...(await filesBelow(child)));
  }
}

function isWanted({ path }: DroppedFile): boolean {
  return !LITTER.has(path.split('/').at(-1) ?? '');
}
