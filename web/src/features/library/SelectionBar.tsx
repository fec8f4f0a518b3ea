import { plural, t } from '@lingui/core/macro';
import { Download, FolderInput, RotateCw, Tags, Trash2, X } from 'lucide-react';
import { useRef } from 'react';
import type { Document } from '@/api/types';
import { Button, IconButton } from '@/ui/button';
import { openDialog } from './dialogs';
import { controlAll, deleteDocuments, downloadAll, STATES_FOR } from './documentActions';
import { NOTHING, useSelection } from './selection';

interface SelectionBarProps {
  documents: readonly Document[];
  /** Chooses everything that matches, also what was not loaded yet; absent when all is chosen. */
  onAll?: (() => void) | undefined;
}

/** What can be done with everything that is ticked. */
export function SelectionBar({ documents, onAll }: SelectionBarProps) {
  const ids = useSelection((state) => state.ids);
  const bar = useRef<HTMLDivElement>(null);
  const chosen = documents.filter(({ id }) => ids.has(id));
  if (chosen.length === 0) return null;
  const clear = () => useSelection.setState(NOTHING);
  const toPage = () => window.document.getElementById('page')?.focus();
  const readable = chosen.filter(({ state }) => STATES_FOR.reindex.includes(state)).map(({ id }) => id);
  const failed = chosen.filter(({ state }) => STATES_FOR.retry.includes(state)).map(({ id }) => id);
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={t`Selected documents`}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // It closes the panel only when nothing is chosen.
        event.preventDefault();
        clear();
        toPage();
      }}
      className="sticky bottom-4 z-20 mx-auto flex max-w-full flex-wrap items-center gap-2 rounded-md border bg-raised p-2 shadow-float"
    >
      <IconButton size="small" label={t`Clear the selection`} onClick={clear}>
        <X aria-hidden />
      </IconButton>
      <span role="status" className="pe-2 font-medium tabular-nums">
        {plural(chosen.length, { one: '# selected', other: '# selected' })}
      </span>
      {onAll && (
        <Button
          size="small"
          look="ghost"
          onClick={() => {
            // The button goes when it is done, and must not take the focus along.
            bar.current?.focus();
            onAll();
          }}
        >
          {t`Select all that match`}
        </Button>
      )}
      <Button size="small" onClick={() => openDialog({ kind: 'move', documents: chosen })}>
        <FolderInput aria-hidden /> {t`Move`}
      </Button>
      <Button size="small" onClick={() => openDialog({ kind: 'tags', documents: chosen })}>
        <Tags aria-hidden /> {t`Tag`}
      </Button>
      {readable.length + failed.length > 0 && (
        <Button
          size="small"
          onClick={() => {
            void controlAll(readable, 'reindex');
            void controlAll(failed, 'retry');
          }}
        >
          <RotateCw aria-hidden /> {t`Read again`}
        </Button>
      )}
      <Button size="small" onClick={() => void downloadAll(chosen)}>
        <Download aria-hidden /> {t`Download`}
      </Button>
      <Button
        size="small"
        look="danger"
        onClick={() => {
          deleteDocuments(chosen);
          clear();
          toPage();
        }}
      >
        <Trash2 aria-hidden /> {t`Delete`}
      </Button>
    </div>
  );
}
