import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** Something a person can do, offered by the palette and bound to a key. */
export interface Command {
  /** Stable name, e.g. `chat.new`: bindings are stored under it. */
  id: string;
  /** In the page's language. */
  title: string;
  /** Heading in the palette, in the page's language. */
  group: string;
  /** Keys it has until the person chooses others, as tinykeys writes them: `n`, `Shift+?`, `$mod+k`. */
  keys?: string;
  run(): void;
}

/** What can be done right now. Rooms add theirs while they are on the screen. */
export const useCommandList = create<{ lists: Map<symbol, Command[]> }>(() => ({ lists: new Map() }));

/** Offers commands while the calling component is on the screen. They may be new objects on every render. */
export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const shape = commands.map(({ id, title, keys }) => `${id}\n${title}\n${keys ?? ''}`).join('\n');
  useEffect(() => {
    const key = Symbol('commands');
    const offered = latest.current.map((command) => ({ ...command, run: () => latest.current.find(({ id }) => id === command.id)?.run() }));
    useCommandList.setState(({ lists }) => ({ lists: new Map(lists).set(key, offered) }));
    return () =>
      useCommandList.setState(({ lists }) => {
        const rest = new Map(lists);
        rest.delete(key);
        return { lists: rest };
      });
  }, [shape]);
}
