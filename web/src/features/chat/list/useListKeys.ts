import type { KeyboardEvent, MouseEvent } from 'react';
import type { Id } from '@/api/types';
import { setFolderOpen } from '../folders';
import { SHARED_PLACE, type Row } from './rows';
import { clearSelection, everything, extended, toggled, useSelection } from './selection';
import type { useRoving } from './useRoving';

interface ListKeys {
  rows: readonly Row[];
  roving: ReturnType<typeof useRoving>;
  onRename(key: string): void;
  onDelete(ids: readonly Id[]): void;
}

type ConversationLine = Extract<Row, { kind: 'conversation' }>;

/** The keys of the list, and what they do together with the mouse: Space and Ctrl select, Shift extends. */
export function useListKeys({ rows, roving, onRename, onDelete }: ListKeys) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented) return;
    const selection = useSelection.getState();
    // Menus and fields in a row have their own keys; so has what is drawn elsewhere but belongs to a row, like an open menu.
    if (!(event.target as Element).matches('[data-focus]')) return;
    const row = rows[roving.activeAt];
    if (!row) return;
    const to = roving.move(event);
    if (to) {
      if (event.shiftKey) useSelection.setState(extended(selection, rows, row.key, to.key));
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      useSelection.setState(everything(rows));
    }
    if (event.key === 'F2' && mayManage(row)) onRename(row.key);
    if (row.kind === 'folder') folderKey(event, row.folder.id);
    if (row.kind === 'shared') folderKey(event, SHARED_PLACE);
    if (row.kind === 'conversation') conversationKey(event, row);
  }

  function folderKey(event: KeyboardEvent, place: Id) {
    if (event.key === forward()) setFolderOpen(place, true);
    if (event.key === backward()) setFolderOpen(place, false);
  }

  function conversationKey(event: KeyboardEvent, row: ConversationLine) {
    const { id } = row.conversation;
    const selection = useSelection.getState();
    if (event.key === ' ') {
      event.preventDefault();
      if (row.target) useSelection.setState(toggled(selection, id, row.key));
    }
    if (event.key === 'Delete' && mayManage(row)) onDelete(selection.ids.size > 0 ? [...selection.ids] : [id]);
    if (event.key !== backward() || row.target === 'pinned') return;
    if (!row.target) roving.focusRow(SHARED_PLACE);
    else if (row.target.folder) roving.focusRow(`folder:${row.target.folder}`);
  }

  function onRowClick(event: MouseEvent, row: ConversationLine) {
    const selection = useSelection.getState();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      if (row.target) useSelection.setState(toggled(selection, row.conversation.id, row.key));
    } else if (event.shiftKey) {
      event.preventDefault();
      useSelection.setState(extended(selection, rows, roving.active ?? row.key, row.key));
    } else clearSelection();
  }

  return { onKeyDown, onRowClick };
}

function mayManage(row: Row): boolean {
  return row.kind === 'folder' || (row.kind === 'conversation' && row.conversation.access === 'manage');
}

function forward(): string {
  return document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
}

function backward(): string {
  return document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
}
