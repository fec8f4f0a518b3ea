import { t } from '@lingui/core/macro';
import { create } from 'zustand';
import { remember, remembered, watchRemembered } from './storage';

/** What a binding can hang on: the stable name, and the keys it has by itself. */
export interface Bindable {
  id: string;
  keys?: string;
}

/** Keys the person chose, by command; `null` means none at all. */
export type Chosen = Readonly<Record<string, string | null>>;

const STORE = 'shortcuts';

export const useBindings = create<{ chosen: Chosen }>(() => ({ chosen: stored() }));

/** Gives a command other keys, `null` for none; `undefined` goes back to its own. */
export function bind(id: string, keys: string | null | undefined): void {
  const { [id]: _, ...rest } = useBindings.getState().chosen;
  const chosen = keys === undefined ? rest : { ...rest, [id]: keys };
  remember(STORE, Object.keys(chosen).length > 0 ? JSON.stringify(chosen) : null);
  useBindings.setState({ chosen });
}

export function bindAllAnew(): void {
  remember(STORE, null);
  useBindings.setState({ chosen: {} });
}

/** Keeps the bindings in step with other tabs; once, at the start. */
export function watchBindings(): void {
  watchRemembered(STORE, () => useBindings.setState({ chosen: stored() }));
}

/** The keys of a command right now; none when undefined. */
export function keysOf({ id, keys }: Bindable, chosen: Chosen): string | undefined {
  const own = chosen[id];
  return own === undefined ? keys : (own ?? undefined);
}

/** Other commands that hear to the same keys, or whose keys begin with them. */
export function conflicts<C extends Bindable>(keys: string, id: string, commands: readonly C[], chosen: Chosen): C[] {
  return commands.filter((other) => {
    const theirs = keysOf(other, chosen);
    return other.id !== id && theirs !== undefined && overlap(keys, theirs);
  });
}

/** Whether both would fire, or one keeps the other from ever being completed. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((keys) => keys.toLowerCase().split(' '));
  return a!.slice(0, b!.length).join(' ') === b!.slice(0, a!.length).join(' ');
}

const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock', 'NumLock', 'Dead', 'Unidentified']);

/** The keys of a press as bindings are written; null while only modifiers are held. */
export function pressed(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>, mac: boolean): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  // `+` joins keys and cannot be one.
  if (MODIFIERS.has(key) || key === '+') return null;
  const mod = mac ? metaKey : ctrlKey;
  const other = mac ? ctrlKey : metaKey;
  const parts = [mod && '$mod', other && (mac ? 'Control' : 'Meta'), altKey && 'Alt', shiftKey && !isSymbol(key) && 'Shift'];
  return [...parts.filter(Boolean), key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key].join('+');
}

/** `?`, `/`, `!`: which of them needs Shift depends on the keyboard's country, so Shift does not count. */
function isSymbol(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/[0-9]/.test(key);
}

/** The bindings tinykeys needs for these keys: a symbol is meant with and without Shift. */
export function variants(keys: string): string[] {
  const last = keys.split(/[ +]/).at(-1) ?? '';
  if (keys.includes(' ') || !isSymbol(last)) return [keys];
  const bare = keys.replace('Shift+', '');
  return [bare, bare.replace(/[^+]*$/, (key) => `Shift+${key}`)];
}

/** Whether the keys may be pressed while a text is being written without meaning the text. */
export function worksWhileTyping(keys: string): boolean {
  return /\$mod|Control|Meta|Alt|Escape|F\d/.test(keys.split(' ')[0]!);
}

export function onMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}

/** The presses one after the other, each as its keys, as they are written on the keyboard. */
export function shownKeys(keys: string, mac = onMac()): string[][] {
  const names: Record<string, string> = {
    $mod: mac ? '⌘' : t({ message: 'Ctrl', context: 'key' }),
    Control: mac ? '⌃' : t({ message: 'Ctrl', context: 'key' }),
    Meta: mac ? '⌘' : 'Meta',
    Alt: mac ? '⌥' : 'Alt',
    Shift: mac ? '⇧' : t({ message: 'Shift', context: 'key' }),
    Escape: t({ message: 'Esc', context: 'key' }),
    Enter: t({ message: 'Enter', context: 'key' }),
    Space: t({ message: 'Space', context: 'key' }),
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
  };
  return keys.split(' ').map((press) => press.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)));
}

function stored(): Chosen {
  try {
    const value: unknown = JSON.parse(remembered(STORE) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, keys]) => keys === null || (typeof keys === 'string' && keys !== '')));
  } catch {
    return {};
  }
}
