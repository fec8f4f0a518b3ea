import { ApiError, tooLong, unreachable } from './problem';
import type { Accepted, ClientFrame, IngestionSnapshot, LoggedEvent, ServerFrame } from './types';

/** The part of `WebSocket` that is used; tests bring their own. */
export interface Wire {
  onopen: (() => void) | null;
  onmessage: ((message: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface SocketHandlers {
  accepted(frame: Accepted): void;
  event(event: LoggedEvent): void;
  ingestion(snapshot: IngestionSnapshot): void;
  /** A followed run is gone; read its message again. */
  lost(run: string): void;
}

export type SocketState = 'connecting' | 'open' | 'waiting';
type WithoutRef<F> = F extends { ref: string } ? Omit<F, 'ref'> : never;
type Request = WithoutRef<ClientFrame>;
type Reply = Extract<ServerFrame, { type: 'accepted' | 'ok' }>;

interface Waiting {
  resolve(frame: Reply): void;
  reject(error: unknown): void;
}

export const FIRST_DELAY_MS = 400;
export const LONGEST_DELAY_MS = 10_000;
const PING_EVERY_MS = 20_000;
const REPLY_WITHIN_MS = 15_000;
/** Bytes of the largest frame the server takes; `FRAME` in crates/server/src/ws.rs. */
export const LARGEST_FRAME = 256 * 1024;
const CONNECT_WITHIN_MS = 3_000;

/**
 * The one WebSocket of the page. Reconnects with growing pauses, and after each reconnect follows every unfinished run from the last
 * event that was seen and watches ingestion again. Events of a run are handed on in order, once each, without gaps.
 */
export class ApiSocket {
  private wire: Wire | null = null;
  private state: SocketState = 'connecting';
  private attempt = 0;
  private refs = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pinger: ReturnType<typeof setInterval> | undefined;
  private watching = false;
  private readonly waiting = new Map<string, Waiting>();
  private readonly followed = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly dial: () => Wire,
    private readonly handlers: SocketHandlers,
  ) {}

  /** Opens the connection and keeps it open. */
  start(): void {
    if (this.wire) return;
    clearTimeout(this.timer);
    this.change('connecting');
    const wire = this.dial();
    this.wire = wire;
    wire.onopen = () => this.opened();
    wire.onmessage = (message) => this.received(String(message.data));
    wire.onclose = () => this.closed(wire);
  }

  /** Tries again at once instead of waiting for the pause to end. */
  retryNow(): void {
    if (this.state === 'waiting') this.start();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SocketState => this.state;

  /**
   * Sends a frame and waits for its answer. While the connection is being made it waits for that. Rejects with `ApiError` when refused, when
   * the frame is larger than the server takes, or when the connection is down or breaks.
   */
  async request(request: Request): Promise<Reply> {
    if (this.state === 'connecting') await this.settled();
    const wire = this.wire;
    if (!wire || this.state !== 'open') throw new ApiError(unreachable);
    const ref = String(++this.refs);
    const text = JSON.stringify({ ...request, ref });
    if (new TextEncoder().encode(text).length > LARGEST_FRAME) throw new ApiError(tooLong);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.settle(ref)?.reject(new ApiError(unreachable)), REPLY_WITHIN_MS);
      this.waiting.set(ref, {
        resolve: (frame) => (clearTimeout(late), resolve(frame)),
        reject: (error) => (clearTimeout(late), reject(error)),
      });
      wire.send(text);
    });
  }

  /** Once it is known whether the connection can be made, or has taken too long. */
  private settled(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => (clearTimeout(late), stop(), resolve());
      const late = setTimeout(done, CONNECT_WITHIN_MS);
      const stop = this.subscribe(() => {
        if (this.state !== 'connecting') done();
      });
    });
  }

  /** Follows a run from the event after `after`; survives reconnects, ends by itself when the run does. */
  follow(run: string, after: number): void {
    if (this.followed.has(run)) return;
    this.followed.set(run, after);
    if (this.state === 'open') this.sendFollow(run);
  }

  watchIngestion(): void {
    this.watching = true;
    if (this.state === 'open') this.request({ type: 'watch_ingestion', on: true }).catch(ignore);
  }

  private opened(): void {
    this.attempt = 0;
    this.change('open');
    this.pinger = setInterval(() => this.ping(), PING_EVERY_MS);
    for (const run of this.followed.keys()) this.sendFollow(run);
    if (this.watching) this.watchIngestion();
  }

  private closed(wire: Wire): void {
    if (this.wire !== wire) return;
    this.wire = null;
    clearInterval(this.pinger);
    for (const ref of [...this.waiting.keys()]) this.settle(ref)?.reject(new ApiError(unreachable));
    const pause = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.attempt++);
    this.timer = setTimeout(() => this.start(), pause * (0.75 + Math.random() / 2));
    this.change('waiting');
  }

  private received(text: string): void {
    const frame = JSON.parse(text) as ServerFrame;
    switch (frame.type) {
      case 'event':
        return this.ordered({ run: frame.run, seq: frame.seq, event: frame.event });
      case 'ingestion':
        return this.handlers.ingestion(frame.snapshot);
      case 'accepted':
        // The server follows the run from its first event on.
        this.followed.set(frame.run.id, 0);
        this.handlers.accepted(frame);
        return this.settle(frame.ref)?.resolve(frame);
      case 'ok':
        return this.settle(frame.ref)?.resolve(frame);
      case 'error':
        if (frame.ref) this.settle(frame.ref)?.reject(new ApiError(frame.problem));
    }
  }

  private ordered(logged: LoggedEvent): void {
    const last = this.followed.get(logged.run);
    if (last === undefined || logged.seq <= last) return;
    if (logged.seq > last + 1) return this.sendFollow(logged.run);
    if (logged.event.type === 'finished') this.followed.delete(logged.run);
    else this.followed.set(logged.run, logged.seq);
    this.handlers.event(logged);
  }

  private sendFollow(run: string): void {
    const after = this.followed.get(run) ?? 0;
    this.request({ type: 'follow', run, after }).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.problem.status === 0) return;
      this.followed.delete(run);
      this.handlers.lost(run);
    });
  }

  /** A peer that vanished without closing is noticed by its silence. */
  private ping(): void {
    const wire = this.wire;
    this.request({ type: 'ping' }).catch(() => {
      wire?.close();
      if (wire) this.closed(wire);
    });
  }

  private settle(ref: string): Waiting | undefined {
    const waiting = this.waiting.get(ref);
    this.waiting.delete(ref);
    return waiting;
  }

  private change(state: SocketState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}

function ignore(): void {
  // The next reconnect asks again.
}
