import { t } from '@lingui/core/macro';
import { useEffect, useRef, useState } from 'react';
import type { Message } from '@/api/types';
import { newSentences } from './announce';
import { useRuns } from './runs';

/** Reads a streaming answer to screen readers, sentence by sentence. */
export function Announcer({ message }: { message: Message }) {
  const live = useRuns(({ views }) => (message.run ? views[message.run]?.message : undefined)) ?? message;
  const [said, setSaid] = useState('');
  const spoken = useRef({ id: '', next: 0, streamed: false });

  useEffect(() => {
    const at = spoken.current;
    if (at.id !== live.id) spoken.current = { id: live.id, next: 0, streamed: false };
    const streaming = live.state === 'streaming';
    // Only what streams in is announced, not what was there when the page opened.
    if (streaming) spoken.current.streamed = true;
    if (!spoken.current.streamed) return;
    const { text, next } = newSentences(live.content, spoken.current.next, !streaming);
    spoken.current.next = next;
    if (!streaming) spoken.current.streamed = false;
    const ending = streaming ? '' : live.state === 'complete' ? ` ${t`Answer finished.`}` : ` ${t`The answer ended early.`}`;
    if (text || ending) setSaid(text + ending);
  }, [live]);

  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
