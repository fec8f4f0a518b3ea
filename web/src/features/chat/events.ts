import type { LoggedEvent, Message, TurnStep } from '@/api/types';

/** A run as far as its events have come. */
export interface RunView {
  /** Last event applied. */
  seq: number;
  /** The answer as it stands. */
  message: Message;
  /** What the run is doing; none before its first step and after its end. */
  step: TurnStep | null;
  /** The question as it was searched for, if it differs from the message. */
  standalone: string | null;
  /** A title the run gave to the conversation. */
  title: string | null;
}

/** A run before its first event. */
export function opened(answer: Message): RunView {
  return { seq: 0, message: answer, step: null, standalone: null, title: null };
}

/** The run after one more event. Events that were seen before change nothing, so a replay may overlap. */
export function applied(view: RunView, { seq, event }: LoggedEvent): RunView {
  if (seq <= view.seq) return view;
  const message = view.message;
  switch (event.type) {
    case 'started':
      // After a restart of the server the answer is written anew.
      return {
        ...opened({ ...message, content: '', citations: [], sources: [], state: 'streaming', problem: undefined }),
        title: view.title,
        seq,
      };
    case 'step':
      return { ...view, seq, step: event.step };
    case 'standalone':
      return { ...view, seq, standalone: event.question };
    case 'sources':
      return { ...view, seq, message: { ...message, sources: event.sources } };
    case 'delta':
      return { ...view, seq, message: { ...message, content: message.content + event.text } };
    case 'cited': {
      const others = message.citations.filter(({ number }) => number !== event.citation.number);
      const citations = [...others, event.citation].sort((a, b) => a.number - b.number);
      return { ...view, seq, message: { ...message, citations } };
    }
    case 'titled':
      return { ...view, seq, title: event.title };
    case 'finished':
      return { ...view, seq, step: null, message: event.message };
    default:
      // A newer server may send kinds of events this page does not know.
      return { ...view, seq };
  }
}
