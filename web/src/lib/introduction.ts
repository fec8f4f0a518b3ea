import { remember, remembered } from './storage';

const KEY = 'introduction';

/** The introduction ends in this conversation. */
export function introduce(conversation: string): void {
  remember(KEY, conversation);
}

/** Whether the introduction ended in it and nothing was said about that yet. */
export function isIntroduction(conversation: string): boolean {
  return remembered(KEY) === conversation;
}

export function endIntroduction(): void {
  remember(KEY, null);
}
