import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Id, Message } from '@/api/types';
import type { Turn } from './tree';

/** How long a message that was asked for stays marked. */
const MARKED_MS = 2_500;

/** Where readers stood in the conversations they left: a message and how far it had been scrolled. */
const left = new Map<Id, { message: Id; offset: number }>();

interface MessagesInput {
  conversation: Id;
  /** The branch in view. */
  turns: Turn[];
  /** All messages; empty while loading. */
  all: readonly Message[];
  list: RefObject<VirtualizerHandle | null>;
  area: RefObject<HTMLElement | null>;
  atEnd: boolean;
  turnTo(message: Id): void;
  /** Stops following the end. */
  leave(): void;
}

/** Bringing messages into view: the one the address names, the one the reader stood at, the next and the previous one. */
export function useMessages({ conversation, turns, all, list, area, atEnd, turnTo, leave }: MessagesInput) {
  const { m: asked } = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [marked, setMarked] = useState<Id | null>(null);
  const [focused, setFocused] = useState<Id | null>(null);
  const handled = useRef<string | null>(null);

  const show = useCallback(
    (id: Id, focus: boolean) => {
      const index = turns.findIndex(({ message }) => message.id === id);
      if (index < 0) return false;
      leave();
      setFocused(id);
      list.current?.scrollToIndex(index, { align: focus ? 'nearest' : 'center' });
      if (focus) afterDrawing(() => area.current?.querySelector<HTMLElement>(`[data-message="${id}"] article`)?.focus({ preventScroll: true }));
      return true;
    },
    [turns, leave, list, area],
  );

  useEffect(() => {
    const wish = asked ? `${conversation} ${asked}` : null;
    if (!asked || handled.current === wish || all.length === 0) return;
    if (show(asked, false)) {
      handled.current = wish;
      afterDrawing(() => {
        setMarked(asked);
        area.current?.querySelector<HTMLElement>(`[data-message="${asked}"] article`)?.focus({ preventScroll: true });
      });
      const timer = setTimeout(() => setMarked(null), MARKED_MS);
      return () => clearTimeout(timer);
    }
    // It stands on another branch, or was deleted.
    if (all.some(({ id }) => id === asked)) turnTo(asked);
    else {
      handled.current = wish;
      void navigate({ to: '.', search: (old) => ({ ...old, m: undefined }), replace: true });
    }
    return undefined;
  }, [asked, conversation, all, show, turnTo, navigate, area]);

  // Coming back to where one was.
  const restored = useRef<Id | null>(null);
  useLayoutEffect(() => {
    if (turns.length === 0 || restored.current === conversation) return;
    restored.current = conversation;
    const place = asked ? undefined : left.get(conversation);
    const index = turns.findIndex(({ message }) => message.id === place?.message);
    if (!place || index < 0) return;
    leave();
    list.current?.scrollToIndex(index, { align: 'start', offset: place.offset });
  }, [conversation, turns, asked, leave, list]);

  const latest = useRef({ turns, atEnd });
  useEffect(() => {
    latest.current = { turns, atEnd };
  });
  useEffect(() => {
    const handle = list.current;
    return () => {
      const { turns: shown, atEnd: end } = latest.current;
      const offset = handle?.scrollOffset ?? 0;
      const index = handle?.findItemIndex(offset) ?? -1;
      const message = shown[index]?.message.id;
      if (end || !message || !handle) left.delete(conversation);
      else left.set(conversation, { message, offset: offset - handle.getItemOffset(index) });
    };
  }, [conversation, list]);

  /** The message the keyboard is at: the focused one, else the last. */
  const current = useCallback(() => turns.find(({ message }) => message.id === focused) ?? turns.at(-1), [turns, focused]);
  const step = useCallback(
    (by: 1 | -1) => {
      const at = turns.findIndex(({ message }) => message.id === focused);
      const next = turns[at < 0 ? turns.length - 1 : at + by];
      if (next) show(next.message.id, true);
    },
    [turns, focused, show],
  );
  return { marked, focused, setFocused, current, step, show };
}

/** After the list has drawn what came into view. */
function afterDrawing(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then));
}
