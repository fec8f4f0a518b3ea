import { plural, t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Check, Folder as FolderIcon, FolderMinus, FolderPlus } from 'lucide-react';
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { foldersQuery } from '@/api/queries';
import type { Id } from '@/api/types';
import { grouped } from '@/lib/groups';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Spinner } from '@/ui/feedback';
import { Input, SearchBox } from '@/ui/field';
import { ProblemNotice, toastProblem } from '@/ui/problem';
import { toast } from '@/ui/toast';
import { changeConversations } from '../changing';
import { createFolder, LONGEST_NAME, setFolderOpen } from '../folders';
import { listedConversation } from '../listed';
import { clearSelection } from './selection';

/** From this many folders on it is quicker to search. */
const MANY = 8;

interface MoveDialogProps {
  conversations: readonly Id[];
  onClose(): void;
}

/** Chooses the folder that conversations go into. */
export default function MoveDialog({ conversations, onClose }: MoveDialogProps) {
  const folders = useQuery(foldersQuery);
  const [wanted, setWanted] = useState('');
  const number = conversations.length;
  const places = new Set(conversations.map((id) => listedConversation(id)?.folder ?? null));
  const at = places.size === 1 ? [...places][0]! : undefined;
  const shown = folders.data?.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase())) ?? [];

  function move(folder: Id | null, name: string | null) {
    const before = grouped(conversations, (id) => listedConversation(id)?.folder ?? '');
    onClose();
    clearSelection();
    void changeConversations(conversations, { folder });
    // In a closed folder they would be gone from the list.
    if (folder) setFolderOpen(folder, true);
    toast.show(name === null ? t`Moved out of the folder` : t`Moved to ${name}`, {
      action: {
        label: t`Undo`,
        onClick: () => {
          for (const { name: old, items } of before) void changeConversations(items, { folder: old || null });
        },
      },
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Move to folder`}
      description={number === 1 ? listedConversation(conversations[0]!)?.title || t`New conversation` : plural(number, { one: '# conversation', other: '# conversations' })}
    >
      {folders.isPending && <Spinner label={t`Loading folders`} />}
      {folders.error && <ProblemNotice error={folders.error} onRetry={() => void folders.refetch()} />}
      {folders.data && folders.data.length > MANY && <SearchBox label={t`Search folders`} value={wanted} onValue={setWanted} />}
      {folders.data && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows belong to the buttons inside.
        <ul onKeyDown={arrows} className="-mx-2 max-h-64 overflow-y-auto py-1">
          <Place icon={<FolderMinus aria-hidden />} here={at === null} onChoose={() => move(null, null)}>
            {t`No folder`}
          </Place>
          {shown.map(({ id, name }) => (
            <Place key={id} icon={<FolderIcon aria-hidden />} here={id === at} onChoose={() => move(id, name)}>
              {name}
            </Place>
          ))}
        </ul>
      )}
      <NewFolder onMade={move} />
    </Dialog>
  );
}

function Place({ icon, here, onChoose, children }: { icon: ReactNode; here: boolean; onChoose(): void; children: ReactNode }) {
  return (
    <li>
      <button
        type="button"
        aria-current={here ? 'true' : undefined}
        onClick={onChoose}
        className="flex min-h-9 w-full items-center gap-2 rounded-sm px-2 text-start -outline-offset-2 hover:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
      >
        {icon}
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {children}
        </span>
        {here && <Check aria-hidden className="text-accent!" />}
      </button>
    </li>
  );
}

function NewFolder({ onMade }: { onMade(id: Id, name: string): void }) {
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  function make(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    createFolder({ name: name.trim(), instructions: '', collections: [] })
      .then((made) => onMade(made.id, made.name))
      .catch((error: unknown) => toastProblem(error, t`The folder was not made`))
      .finally(() => setBusy(false));
  }
  return (
    <form onSubmit={make} className="flex gap-2">
      <Input aria-label={t`Name of a new folder`} placeholder={t`New folder`} value={name} maxLength={LONGEST_NAME} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" disabled={!name.trim() || busy}>
        <FolderPlus aria-hidden /> {t`Make and move`}
      </Button>
    </form>
  );
}

function arrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
