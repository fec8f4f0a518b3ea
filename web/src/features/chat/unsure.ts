import type { Id, Message } from '@/api/types';

/** A question that was sent when the connection broke: it may have arrived all the same, and must not be asked twice. */
interface Unsure {
  text: string;
  parent: Id | null;
  /** Messages that were there before. */
  known: ReadonlySet<Id>;
}

/** By conversation. */
const questions = new Map<Id, Unsure>();

export function doubt(conversation: Id, question: Unsure): void {
  questions.set(conversation, question);
}

export function beSure(conversation: Id): void {
  questions.delete(conversation);
}

/** The text of the doubtful question, once, if these messages of its conversation hold it. */
export function arrived(conversation: Id, messages: readonly Message[]): string | null {
  const question = questions.get(conversation);
  if (!question || !isAmong(question, messages)) return null;
  beSure(conversation);
  return question.text;
}

/** Names the message that says that a question was not sent. */
export const notSent = (conversation: Id) => `not sent ${conversation}`;

/** Pure, for tests. */
export function isAmong({ text, parent, known }: Unsure, messages: readonly Pick<Message, 'id' | 'role' | 'parent' | 'content'>[]): boolean {
  return messages.some((one) => one.role === 'user' && (one.parent ?? null) === parent && one.content === text && !known.has(one.id));
}
