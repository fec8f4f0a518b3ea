import { t } from '@lingui/core/macro';
import { keysOf, useBindings } from '@/lib/bindings';
import { grouped } from '@/lib/groups';
import { Keys } from '@/ui/keys';
import { useListed, type Listed } from './catalog';
import { ShortcutRow } from './ShortcutRow';

/** All commands with their keys, by group; those without keys only where keys can be given. */
export function ShortcutList({ editable = false }: { editable?: boolean }) {
  const { chosen } = useBindings();
  const all = useListed();
  const shown = editable ? all : all.filter((command) => keysOf(command, chosen) !== undefined);
  return (
    <div className="grid gap-6">
      {grouped(shown, ({ group }) => group).map(({ name, items }) => (
        <section key={name} aria-label={name} className="grid gap-2">
          <h3 className="text-sm font-medium text-muted-foreground">{name}</h3>
          <ul className="divide-y divide-border rounded-md border">
            {items.map((command) =>
              editable ? <ShortcutRow key={command.id} command={command} all={all} /> : <Row key={command.id} command={command} keys={keysOf(command, chosen)!} />,
            )}
          </ul>
        </section>
      ))}
      {shown.length === 0 && <p className="text-muted-foreground">{t`No command has a key.`}</p>}
    </div>
  );
}

function Row({ command, keys }: { command: Listed; keys: string }) {
  return (
    <li className="flex min-h-10 items-center gap-3 px-3 py-1">
      <span className="min-w-0 flex-1">{command.title}</span>
      <Keys keys={keys} />
    </li>
  );
}
