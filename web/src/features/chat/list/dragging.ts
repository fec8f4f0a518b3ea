import { useState, type DragEvent } from 'react';
import type { Id } from '@/api/types';
import { changeConversations } from '../changing';
import { listedConversation } from '../listed';
import type { Target } from './rows';

/** Only our own rows are taken, and only while they are dragged in this page. */
const KIND = 'application/x-chatbox-conversations';

/** Begins to drag conversations. Elsewhere they can be dropped as addresses. */
export function drag(event: DragEvent, ids: readonly Id[]): void {
  event.dataTransfer.setData(KIND, JSON.stringify(ids));
  event.dataTransfer.setData('text/uri-list', ids.map((id) => `${location.origin}/chat/${id}`).join('\r\n'));
  event.dataTransfer.effectAllowed = 'copyMove';
}

/** Drops on rows that carry their target in `data-drop`. */
export function useDrops() {
  const [over, setOver] = useState<string | null>(null);
  const targetOf = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(KIND)) return null;
    return (event.target as Element).closest<HTMLElement>('[data-drop]')?.dataset.drop ?? null;
  };
  return {
    /** Target under the pointer, as `named` gives it. */
    over,
    handlers: {
      onDragOver(event: DragEvent) {
        const target = targetOf(event);
        setOver(target);
        if (target === null) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      },
      onDragLeave(event: DragEvent) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(null);
      },
      onDrop(event: DragEvent) {
        const target = targetOf(event);
        setOver(null);
        if (target === null) return;
        event.preventDefault();
        void moveTo(JSON.parse(event.dataTransfer.getData(KIND)) as Id[], JSON.parse(target) as Target);
      },
    },
  };
}

export function named(target: Target): string {
  return JSON.stringify(target);
}

async function moveTo(ids: Id[], target: Target): Promise<void> {
  const known = (id: Id) => listedConversation(id);
  if (target === 'pinned') return changeConversations(ids.filter((id) => !known(id)?.pinned), { pinned: true });
  const changed = ids.filter((id) => (known(id)?.folder ?? null) !== target.folder);
  if (changed.length > 0) return changeConversations(changed, { folder: target.folder });
  // Dragged from the pinned ones to where it stands anyway: that means it should no longer be pinned.
  return changeConversations(ids.filter((id) => known(id)?.pinned), { pinned: false });
}
