import { i18n } from '@lingui/core';
import { create } from 'zustand';
import type { Id, Message } from '@/api/types';
import { plain } from './marks';

interface Speech {
  /** The answer being read aloud. */
  message: Id | null;
  toggle(message: Message): void;
}

/** Whether this browser can read aloud. */
export function canSpeak(): boolean {
  return typeof speechSynthesis !== 'undefined';
}

/** Reading aloud, one answer at a time, with the voices of the browser. */
export const useSpeech = create<Speech>((set, get) => ({
  message: null,
  toggle(message) {
    const reading = get().message;
    speechSynthesis.cancel();
    set({ message: null });
    if (reading === message.id) return;
    const spoken = new SpeechSynthesisUtterance(plain(message.content));
    spoken.lang = i18n.locale;
    const ended = () => {
      if (get().message === message.id) set({ message: null });
    };
    spoken.addEventListener('end', ended);
    spoken.addEventListener('error', ended);
    set({ message: message.id });
    speechSynthesis.speak(spoken);
  },
}));
