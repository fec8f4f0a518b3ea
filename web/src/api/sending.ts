/** The machine behind `uploads`: keeps files in the browser, sends them, goes on after breaks, takes over from pages that ended. */
import { mayGoLater, nextBatch, PARALLEL_REQUESTS, pauseAfter } from './batches';
import { alive, ended, forgetKept, hasRoom, holdLock, keep, note, owner, takeOver, type Kept } from './keeping';
import { onReconnect, socket } from './live';
import { isReadable, post, spread, unreadable } from './post';
import { problemOf } from './problem';
import { keys } from './queries';
import { refresh } from './refresh';
import { change, isOpen, useUploads, type Upload } from './uploads';

/** Written at once; sending need not wait for it. */
const KEPT_AT_ONCE = 20;
/** A request that breaks so often while the server is there will not go through. */
const MOST_BREAKS = 5;

const requests = new Map<Upload[], () => void>();
let running = 0;
let breaks = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const get = useUploads.getState;
const known = (id: string) => get().items.find((item) => item.id === id);

export async function keepAndSend(added: readonly Upload[]): Promise<void> {
  pump();
  for (let at = 0; at < added.length; at += KEPT_AT_ONCE) {
    const some = added.slice(at, at + KEPT_AT_ONCE).filter(({ id }) => isOpen(known(id) ?? { state: 'sent' }));
    if (some.length > 0 && !(await keepSome(some))) return;
  }
}

/** False when there is no room, or no way: the rest lives in this page only, and the page says so. */
async function keepSome(items: readonly Upload[]): Promise<boolean> {
  if (!owner) return false;
  try {
    await announced();
    if (!(await hasRoom(items.reduce((sum, { file }) => sum + file.size, 0)))) return false;
    await keep(items.map(({ id, collection, path, file }) => ({ about: { id, owner: owner!, collection, path, size: file.size }, file })));
  } catch {
    return false;
  }
  change(items.map(({ id }) => id), () => ({ kept: true }));
  // Those that arrived or were taken back meanwhile.
  await forgetKept(items.filter(({ id }) => !needsKeeping(known(id))).map(({ id }) => id)).catch(() => {});
  return true;
}

function needsKeeping(item: Upload | undefined): boolean {
  return item !== undefined && (isOpen(item) || item.state === 'failed');
}

export function resend(ids: readonly string[]): void {
  void note(ids, undefined).catch(() => {});
  breaks = 0;
  turned();
}

/** Stops what is under way for these and forgets them; files that shared their request are sent anew. */
export function drop(ids: readonly string[]): void {
  const gone = new Set(ids);
  for (const [batch, abort] of requests) if (batch.some(({ id }) => gone.has(id))) abort();
  forget(ids);
  tidy();
}

export function forget(ids: readonly string[]): void {
  if (owner) void forgetKept(ids).catch(() => {});
}

/** The queue was stopped or let go on, here or in another tab. */
export function turned(): void {
  clearTimeout(timer);
  timer = undefined;
  useUploads.setState({ stalled: false });
  if (get().paused) for (const abort of requests.values()) abort();
  else pump();
}

function pump(): void {
  if (timer !== undefined || get().paused) return;
  while (running < PARALLEL_REQUESTS) {
    const batch = nextBatch(get().items);
    if (batch.length === 0) return;
    running += 1;
    change(batch.map(({ id }) => id), () => ({ state: 'sending' }));
    void deliver(batch).finally(() => {
      running -= 1;
      pump();
      tidy();
      void refresh(keys.documents, keys.collections, keys.tags);
    });
  }
}

async function deliver(batch: Upload[]): Promise<void> {
  const ids = batch.map(({ id }) => id);
  const { answer, abort } = post(batch, (loaded) => {
    const sent = spread(batch, loaded);
    change(ids, ({ id, state }) => (state === 'sending' ? { sent: sent.get(id)! } : {}));
  });
  requests.set(batch, abort);
  try {
    const { rejected, documents } = await answer;
    breaks = 0;
    const refused = new Map(rejected.map(({ path, problem }) => [path, problem]));
    const unchanged = new Set(documents.filter(({ added }) => added === 'unchanged').map(({ document }) => document.path));
    change(ids, ({ path, file, tried }) => {
      const problem = refused.get(path);
      return problem ? { state: 'failed', problem } : { state: unchanged.has(path) && !tried ? 'unchanged' : 'sent', sent: file.size };
    });
    forget(ids.filter((id) => known(id)?.state !== 'failed'));
    for (const { path, id } of batch) if (refused.has(path)) void note([id], refused.get(path)).catch(() => {});
  } catch (error) {
    await broke(batch, error);
  } finally {
    requests.delete(batch);
  }
}

/** Lost connections are waited out; refusals and files that cannot be read are told. */
async function broke(batch: readonly Upload[], error: unknown): Promise<void> {
  const ids = batch.map(({ id }) => id);
  const again = (more: number) => change(ids, (item) => (item.state === 'sending' ? { state: 'waiting', sent: 0, tried: true, breaks: item.breaks + more } : {}));
  if (error instanceof DOMException && error.name === 'AbortError') return again(0);
  const problem = problemOf(error);
  if (!mayGoLater(problem.status)) return fail(ids, () => problem);

  const readable = await Promise.all(batch.map(({ file }) => isReadable(file)));
  const gone = ids.filter((_, at) => !readable[at]);
  fail(gone, () => unreadable);
  const there = socket.current() === 'open';
  const hopeless = batch.filter((item) => there && problem.status === 0 && (known(item.id)?.breaks ?? 0) >= MOST_BREAKS).map(({ id }) => id);
  fail(hopeless, () => problem);
  again(there ? 1 : 0);
  if (gone.length < batch.length) stall();
}

function fail(ids: readonly string[], why: () => NonNullable<Upload['problem']>): void {
  change(ids, ({ state }) => (state === 'sending' ? { state: 'failed', problem: why() } : {}));
  if (owner && ids.length > 0) void note(ids, { ...why() }).catch(() => {});
}

function stall(): void {
  breaks += 1;
  if (timer !== undefined) return;
  useUploads.setState({ stalled: true });
  timer = setTimeout(turned, pauseAfter(breaks));
}

// The socket knows first that the server is back.
onReconnect(turned);
window.addEventListener('online', turned);

/** Once nothing is on its way, what arrived or was taken back is forgotten; what needs attention stays. */
function tidy(): void {
  const { items } = get();
  if (items.length === 0 || items.some(isOpen)) return;
  const counted = items.filter(({ state }) => state !== 'cancelled');
  const sent = counted.filter(({ state }) => state === 'sent' || state === 'unchanged').length;
  useUploads.setState({
    items: items.filter(({ state }) => state === 'failed' || state === 'unchanged'),
    ...(items.some(({ state }) => state === 'sent') ? { last: { sent, of: counted.length } } : {}),
  });
}

const siblings = 'BroadcastChannel' in globalThis ? new BroadcastChannel('chatbox.uploads') : null;
const watched = new Set<string>();
let holding: Promise<void> | undefined;

/** Takes our lock before anything is kept, and tells the other pages, which take over when it is released. */
function announced(): Promise<void> {
  holding ??= holdLock(owner!).then(() => siblings?.postMessage(owner));
  return holding;
}

function watch(other: string): void {
  if (watched.has(other) || other === owner) return;
  watched.add(other);
  void ended(other).then(adopt);
}

siblings?.addEventListener('message', ({ data }: MessageEvent<string>) => watch(data));

/** Goes on with files of pages that ended, and looks again whenever one ends. */
export async function adopt(): Promise<void> {
  if (!owner) return;
  try {
    await announced();
    const living = await alive();
    for (const other of living) watch(other);
    const taken = await takeOver(owner, living);
    if (taken.length === 0) return;
    useUploads.setState(({ items }) => ({ items: [...items, ...taken.map(adopted)] }));
    pump();
  } catch {
    // Without a database nothing was kept.
  }
}

function adopted({ about: { id, collection, path, problem }, file }: { about: Kept; file: File }): Upload {
  return { id, collection, path, file, state: problem ? 'failed' : 'waiting', sent: 0, problem, kept: true, tried: true, breaks: 0 };
}
