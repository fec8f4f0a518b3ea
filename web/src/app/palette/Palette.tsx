import { plural, t } from '@lingui/core/macro';
import { Command as List } from 'cmdk';
import { useMemo, useState } from 'react';
import { keysOf, useBindings } from '@/lib/bindings';
import { grouped } from '@/lib/groups';
import { useCommandList } from '@/ui/commands';
import { Dialog } from '@/ui/dialog';
import { Spinner } from '@/ui/feedback';
import { Keys } from '@/ui/keys';
import { showOverlay } from '../overlay';
import { found } from './rank';
import { recent, rememberRecent } from './recent';
import { useLater } from './useLater';
import { usePlaces, type Entry } from './usePlaces';

const PAUSE_MS = 120;

/** Goes anywhere, does anything. */
export default function Palette() {
  const [query, setQuery] = useState('');
  const { entries: places, searching, ready } = usePlaces(useLater(query.trim(), PAUSE_MS));
  const commands = useOffers();
  // What stands first is marked at once; it must not change a moment later.
  const groups = useMemo(() => (ready ? arranged(commands, places, query) : []), [ready, commands, places, query]);
  const shown = groups.reduce((sum, { items }) => sum + items.length, 0);
  const [value, setValue] = useState('');
  // What is found late would be marked by nobody, and Enter would do nothing.
  const values = groups.flatMap(({ name, items }) => items.map(({ id }) => `${name}:${id}`));
  const marked = values.includes(value) ? value : (values[0] ?? '');

  function choose({ id, run }: Entry) {
    rememberRecent(id);
    showOverlay(null);
    // The dialog gives the focus back in a task of its own; a command that comes before would lose what it has focused.
    setTimeout(() => setTimeout(run, 0), 0);
  }

  return (
    <Dialog open look="bare" title={t`Search and commands`} onOpenChange={() => showOverlay(null)}>
      <List value={marked} onValueChange={setValue} shouldFilter={false} loop vimBindings={false} label={t`Search and commands`} className="flex min-h-0 flex-col">
        <div className="flex items-center gap-2 border-b px-4">
          <List.Input
            value={query}
            onValueChange={setQuery}
            placeholder={t`Go to, find or do`}
            className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
          />
          {searching && <Spinner label={t`Searching`} className="text-muted-foreground" />}
        </div>
        <List.List label={t`Results`} className="min-h-0 overflow-y-auto p-2">
          {shown === 0 && ready && !searching && <p className="p-4 text-center text-muted-foreground">{t`Nothing is called that.`}</p>}
          {groups.map(({ name, items }) => (
            <List.Group
              key={name}
              heading={name}
              className="mb-2 last:mb-0 **:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:py-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:font-medium **:[[cmdk-group-heading]]:text-muted-foreground"
            >
              {items.map((entry) => (
                <Row key={`${name}:${entry.id}`} value={`${name}:${entry.id}`} entry={entry} onChoose={choose} />
              ))}
            </List.Group>
          ))}
        </List.List>
        <p role="status" className="sr-only">
          {plural(shown, { one: '# result', other: '# results' })}
        </p>
      </List>
    </Dialog>
  );
}

function Row({ entry, value, onChoose }: { entry: Entry; value: string; onChoose(entry: Entry): void }) {
  return (
    <List.Item
      value={value}
      onSelect={() => onChoose(entry)}
      className="flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-2 py-1 data-[selected=true]:bg-hover forced-colors:data-[selected=true]:outline-2"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <bdi>{entry.title}</bdi>
        </span>
        {entry.detail && entry.detail !== entry.title && (
          <span className="block truncate text-xs text-muted-foreground">
            <bdi>{entry.detail}</bdi>
          </span>
        )}
      </span>
      {entry.keys && <Keys keys={entry.keys} className="shrink-0" />}
    </List.Item>
  );
}

/** The commands that are offered right now, with their keys. */
function useOffers(): Entry[] {
  const { lists } = useCommandList();
  const { chosen } = useBindings();
  return useMemo(
    () =>
      [...lists.values()].flat().flatMap((command) => {
        const keys = keysOf(command, chosen);
        return command.id === 'app.palette' ? [] : [{ ...command, ...(keys ? { keys } : {}) }];
      }),
    [lists, chosen],
  );
}

type Group = ReturnType<typeof byGroup>[number];

/** Without a query what was used last stands first; with one, what answers it best, by groups. */
function arranged(commands: Entry[], places: Entry[], query: string): Group[] {
  if (query.trim() !== '') return byGroup([...found(commands, query), ...places]);
  const ids = recent();
  const last = ids.flatMap((id) => [...commands, ...places].find((entry) => entry.id === id) ?? []);
  const rest = [...places, ...commands].filter(({ id }) => !ids.includes(id));
  return [...(last.length > 0 ? [{ name: t`Recent`, items: last }] : []), ...byGroup(rest)];
}

function byGroup(entries: Entry[]) {
  return grouped(entries, ({ group }) => group);
}
