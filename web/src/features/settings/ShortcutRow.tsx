import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { RotateCcw, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { bind, conflicts, keysOf, onMac, pressed, useBindings } from '@/lib/bindings';
import { Button, IconButton } from '@/ui/button';
import { Keys } from '@/ui/keys';
import { Notice } from '@/ui/notice';
import type { Listed } from './catalog';

/** Keys that browsers keep for themselves. */
const KEPT = new Set(['$mod+w', '$mod+t', '$mod+n', '$mod+q', '$mod+Shift+w', '$mod+Shift+n', '$mod+Shift+t', '$mod+Tab']);

/** A command whose keys can be changed by pressing others. */
export function ShortcutRow({ command, all }: { command: Listed; all: Listed[] }) {
  const { chosen } = useBindings();
  const [hearing, setHearing] = useState(false);
  const [wanted, setWanted] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { id, title } = command;
  const keys = keysOf(command, chosen);

  function hear(event: KeyboardEvent) {
    if (event.key === 'Tab') return setHearing(false);
    // These keys are the shortcut, they must not do what they do.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setHearing(false);
    const heard = pressed(event, onMac());
    if (heard === null) return;
    setHearing(false);
    if (KEPT.has(heard) || conflicts(heard, id, all, chosen).length > 0) setWanted(heard);
    else give(heard);
  }

  function give(next: string | null | undefined) {
    setWanted(null);
    bind(id, next);
    button.current?.focus();
  }

  return (
    <li className="grid gap-2 px-3 py-1">
      <div className="flex min-h-9 flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 basis-24">{title}</span>
        {id in chosen && (
          <IconButton size="small" label={t`Back to its own keys: ${title}`} onClick={() => give(undefined)}>
            <RotateCcw aria-hidden />
          </IconButton>
        )}
        <Button
          ref={button}
          size="small"
          look={hearing ? 'primary' : 'ghost'}
          aria-label={hearing ? t`Press the new keys for ${title}; Escape leaves it as it is` : t`Change keys: ${title}`}
          onClick={() => {
            setWanted(null);
            setHearing(true);
          }}
          onKeyDown={hearing ? hear : undefined}
          onBlur={() => setHearing(false)}
        >
          {hearing ? <Trans>Press keys …</Trans> : keys ? <Keys keys={keys} /> : <Trans>None</Trans>}
        </Button>
        {keys ? (
          <IconButton size="small" label={t`No keys: ${title}`} onClick={() => give(null)}>
            <X aria-hidden />
          </IconButton>
        ) : (
          <span className="w-7 pointer-coarse:w-9" />
        )}
      </div>
      {wanted && <Conflict keys={wanted} command={command} all={all} onGive={give} onLeave={() => (setWanted(null), button.current?.focus())} />}
    </li>
  );
}

interface ConflictProps {
  keys: string;
  command: Listed;
  all: Listed[];
  onGive(keys: string): void;
  onLeave(): void;
}

/** Why these keys cannot simply be taken, and what can be done. */
function Conflict({ keys, command, all, onGive, onLeave }: ConflictProps) {
  const { chosen } = useBindings();
  const others = conflicts(keys, command.id, all, chosen);
  const names = others.map(({ title }) => `“${title}”`).join(', ');
  const take = () => {
    for (const other of others) bind(other.id, null);
    onGive(keys);
  };
  return (
    <Notice
      tone="warn"
      title={<Keys keys={keys} />}
      className="mb-2"
      actions={
        <>
          {others.length > 0 && (
            <Button size="small" onClick={take}>
              <Trans>Take them from there</Trans>
            </Button>
          )}
          <Button size="small" look="ghost" onClick={onLeave}>
            <Trans>Leave it as it is</Trans>
          </Button>
        </>
      }
    >
      {others.length > 0 ? <Trans>These keys belong to {names}, or begin or continue its keys.</Trans> : <Trans>The browser keeps these keys for itself.</Trans>}
    </Notice>
  );
}
