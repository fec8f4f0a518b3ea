import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './problem';
import { ApiSocket, FIRST_DELAY_MS, LARGEST_FRAME, LONGEST_DELAY_MS, type Wire } from './socket';
import type { ClientFrame, ServerFrame } from './types';

class FakeWire implements Wire {
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: ClientFrame[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close(): void {
    this.closed = true;
  }
  says(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  /** Sent frames without their refs. */
  frames(): unknown[] {
    return this.sent.map(({ ref: _, ...frame }) => frame);
  }
}

let wires: FakeWire[];
let heard: string[];
let socket: ApiSocket;
const last = () => wires.at(-1)!;
const delta = (run: string, seq: number): ServerFrame => ({ type: 'event', run, seq, event: { type: 'delta', text: String(seq) } });

beforeEach(() => {
  vi.useFakeTimers();
  wires = [];
  heard = [];
  socket = new ApiSocket(
    () => {
      wires.push(new FakeWire());
      return last();
    },
    {
      accepted: ({ run }) => heard.push(`accepted ${run.id}`),
      event: ({ run, seq }) => heard.push(`${run} ${seq}`),
      ingestion: ({ done }) => heard.push(`ingestion ${done}`),
      lost: (run) => heard.push(`lost ${run}`),
    },
  );
  socket.start();
});
afterEach(() => vi.useRealTimers());

describe('requests', () => {
  it('are matched to answers by ref, in any order', async () => {
    last().onopen?.();
    const first = socket.request({ type: 'stop', run: 'a' });
    const second = socket.request({ type: 'stop', run: 'b' });
    const [one, two] = last().sent;
    last().says({ type: 'error', ref: two!.ref, problem: { type: 't', title: 'Gone', status: 404, detail: '', hint: '' } });
    last().says({ type: 'ok', ref: one!.ref });
    await expect(first).resolves.toMatchObject({ type: 'ok' });
    await expect(second).rejects.toMatchObject({ problem: { title: 'Gone' } });
  });

  it('wait for a connection that is being made, but not for ever', async () => {
    const early = socket.request({ type: 'stop', run: 'a' });
    last().onopen?.();
    await vi.waitFor(() => expect(last().frames()).toEqual([{ type: 'stop', run: 'a' }]));
    last().says({ type: 'ok', ref: last().sent[0]!.ref });
    await expect(early).resolves.toMatchObject({ type: 'ok' });

    last().onclose?.();
    vi.advanceTimersByTime(FIRST_DELAY_MS * 2);
    const hanging = expect(socket.request({ type: 'stop', run: 'b' })).rejects.toBeInstanceOf(ApiError);
    vi.advanceTimersByTime(3_000);
    await hanging;
  });

  it('fail when they are larger than the server takes, and the connection stays', async () => {
    last().onopen?.();
    // Two bytes each.
    const text = 'ü'.repeat(LARGEST_FRAME / 2);
    await expect(socket.request({ type: 'ask', conversation: 'c', text, parent: null })).rejects.toMatchObject({ problem: { type: 'urn:chatbox:too-long' } });
    expect(last().sent).toEqual([]);
    expect(last().closed).toBe(false);
  });

  it('fail at once while the connection is down, and when it breaks', async () => {
    last().onopen?.();
    const open = socket.request({ type: 'stop', run: 'a' });
    last().onclose?.();
    await expect(open).rejects.toMatchObject({ problem: { status: 0 } });
    await expect(socket.request({ type: 'stop', run: 'a' })).rejects.toBeInstanceOf(ApiError);
  });
});

describe('runs', () => {
  beforeEach(() => last().onopen?.());

  it('are heard in order, once, without gaps', () => {
    socket.follow('r', 0);
    for (const seq of [1, 2, 2, 1, 3]) last().says(delta('r', seq));
    last().says(delta('r', 5));
    expect(heard).toEqual(['r 1', 'r 2', 'r 3']);
    // The gap is filled by following again from the last event that was seen.
    expect(last().frames().at(-1)).toEqual({ type: 'follow', run: 'r', after: 3 });
    for (const seq of [4, 5]) last().says(delta('r', seq));
    expect(heard).toEqual(['r 1', 'r 2', 'r 3', 'r 4', 'r 5']);
  });

  it('go on after a reconnect from the last event seen', () => {
    socket.follow('r', 0);
    last().says(delta('r', 1));
    last().onclose?.();
    vi.advanceTimersByTime(FIRST_DELAY_MS * 2);
    expect(wires).toHaveLength(2);
    last().onopen?.();
    expect(last().frames()).toEqual([{ type: 'follow', run: 'r', after: 1 }]);
  });

  it('are followed from acceptance on, and no more after their end', () => {
    const run = { id: 'r', owner: 'o', conversation: 'c', question: 'q', answer: 'a', state: 'running', attempt: 1, model: null, created_at: '' } as const;
    const message = { id: 'a', conversation: 'c', parent: 'q', role: 'assistant', content: '', state: 'complete', citations: [], sources: [], documents: [], answer: null, run: 'r', created_at: '' } as const;
    last().says({ type: 'accepted', ref: 'x', run, question: { ...message, citations: [], sources: [], documents: [] }, answer: { ...message, citations: [], sources: [], documents: [] } });
    last().says(delta('r', 1));
    last().says({ type: 'event', run: 'r', seq: 2, event: { type: 'finished', message: { ...message, citations: [], sources: [], documents: [] } } });
    last().says(delta('r', 3));
    expect(heard).toEqual(['accepted r', 'r 1', 'r 2']);
  });

  it('that the server does not know are lost', async () => {
    socket.follow('r', 0);
    last().says({ type: 'error', ref: last().sent.at(-1)!.ref, problem: { type: 't', title: 'Not found', status: 404, detail: '', hint: '' } });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(['lost r']);
  });
});

describe('the connection', () => {
  it('is tried again with growing pauses and watches ingestion each time', () => {
    socket.watchIngestion();
    for (let attempt = 0; attempt < 12; attempt += 1) {
      last().onclose?.();
      expect(socket.current()).toBe('waiting');
      vi.advanceTimersByTime(LONGEST_DELAY_MS * 1.3);
    }
    expect(wires).toHaveLength(13);
    last().onopen?.();
    expect(last().frames()).toEqual([{ type: 'watch_ingestion', on: true }]);
    last().says({ type: 'ingestion', snapshot: { running: 0, queued: 0, done: 7, failed: 0, rate: 0, active: [] } });
    expect(heard).toEqual(['ingestion 7']);
  });

  it('is given up when a ping stays without answer', async () => {
    last().onopen?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wires[0]!.closed).toBe(true);
    expect(wires.length).toBeGreaterThan(1);
  });

  it('is tried at once when asked to', () => {
    last().onclose?.();
    socket.retryNow();
    expect(wires).toHaveLength(2);
    vi.advanceTimersByTime(FIRST_DELAY_MS * 2);
    expect(wires).toHaveLength(2);
  });
});
