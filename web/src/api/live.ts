import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { ApiSocket, type SocketHandlers, type SocketState, type Wire } from './socket';
import { queryClient } from './queries';
import type { IngestionSnapshot } from './types';

type RunHandlers = Omit<SocketHandlers, 'ingestion'>;

const runHandlers = new Set<RunHandlers>();

/** What ingestion is doing right now; null until the server has said so. */
export const useIngestion = create<{ snapshot: IngestionSnapshot | null }>(() => ({ snapshot: null }));

function dial(): Wire {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return new WebSocket(`${scheme}://${location.host}/api/v1/ws`) as unknown as Wire;
}

/** The page's socket. */
export const socket = new ApiSocket(dial, {
  accepted: (frame) => runHandlers.forEach((handler) => handler.accepted(frame)),
  event: (event) => runHandlers.forEach((handler) => handler.event(event)),
  lost: (run) => runHandlers.forEach((handler) => handler.lost(run)),
  ingestion: (snapshot) => useIngestion.setState({ snapshot }),
});

/** Registers who hears of runs. */
export function onRuns(handlers: RunHandlers): () => void {
  runHandlers.add(handlers);
  return () => runHandlers.delete(handlers);
}

/** Connects, once, for the life of the page. */
export function goLive(): void {
  socket.watchIngestion();
  socket.start();
  // What changed while the server was away, and what could not be read then, is read now.
  onReconnect(() => void queryClient.invalidateQueries());
  window.addEventListener('online', () => socket.retryNow());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') socket.retryNow();
  });
}

/** Calls each time the server is back after a break. */
export function onReconnect(back: () => void): () => void {
  let broken = socket.current() === 'waiting';
  return socket.subscribe(() => {
    const state = socket.current();
    if (state === 'waiting') broken = true;
    if (state !== 'open' || !broken) return;
    broken = false;
    back();
  });
}

/** Whether the socket is up, as React state. */
export function useSocketState(): SocketState {
  return useSyncExternalStore(socket.subscribe, socket.current);
}
