import { expect, it } from 'vitest';
import type { Conversation, Folder } from '@/api/types';
import { message } from '../fixtures';
import { copyOf } from '../share/copyOf';
import { byConversation } from './hits';
import type { Listed } from './lists';
import { marked } from './marked';
import { parseQuery, type Query } from './query';
import { matches, relisted } from './relist';
import { rowsOf, step, type Row } from './rows';
import { everything, extended, NOTHING, toggled } from './selection';

const NOW = new Date(2026, 5, 15, 12);
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

function conversation(id: string, days = 0, change: Partial<Conversation> = {}): Conversation {
  return { id, owner: 'o', title: id, model: null, collections: [], head: null, created_at: ago(days), updated_at: ago(days), pinned: false, folder: null, temporary: false, access: 'manage', shares: 0, ...change };
}

const folder = (id: string): Folder => ({ id, owner: 'o', name: id, instructions: '', collections: [], conversations: 0, created_at: ago(0), updated_at: ago(0) });
const whole = (...items: Conversation[]): Listed => ({ items, next: null });
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key);

const SECTIONS = {
  pinned: whole(conversation('p', 1, { pinned: true, folder: 'f' })),
  folders: [folder('e'), folder('f'), folder('g')],
  inFolders: new Map<string, Listed>([
    ['f', { items: [conversation('p', 1, { pinned: true, folder: 'f' })], next: '9' }],
    ['g', whole()],
  ]),
  rest: { items: [conversation('a'), conversation('b', 1), conversation('c', 40)], next: '9' },
};

it('puts pinned ones first, then folders, then the rest by age', () => {
  expect(keys(rowsOf(SECTIONS, new Set(), NOW))).toEqual([
    ...['pinned', 'pinned:p', 'folders', 'folder:e', 'folder:f', 'f:p', 'f:more:9', 'folder:g', 'g:empty'],
    ...['today', 'rest:a', 'yesterday', 'rest:b', 'older', 'rest:c', 'rest:more:9'],
  ]);
});

it('shows nothing of what is being deleted, and no heading over nothing', () => {
  expect(keys(rowsOf(SECTIONS, new Set(['p', 'e', 'f', 'g', 'b', 'c']), NOW))).toEqual(['today', 'rest:a', 'rest:more:9']);
  expect(rowsOf({ pinned: undefined, folders: [], inFolders: new Map(), rest: undefined }, new Set(), NOW)).toEqual([]);
});

it('shows what others share between the folders and the rest, and takes it into no selection', () => {
  const shared = { items: [conversation('s', 0, { access: 'read' })], next: '7' };
  const closed = rowsOf({ ...SECTIONS, shared }, new Set(), NOW);
  expect(keys(closed).slice(8, 11)).toEqual(['g:empty', 'shared', 'today']);
  const open = rowsOf({ ...SECTIONS, shared, sharedOpen: true }, new Set(), NOW);
  expect(keys(open).slice(9, 13)).toEqual(['shared', 'shared:s', 'shared:more:7', 'today']);
  expect([...everything(open).ids]).not.toContain('s');
  expect(step(open, 'shared', 'ArrowDown')?.key).toBe('shared:s');
});

it('goes with the keys from one row that takes the focus to the next', () => {
  const rows = rowsOf(SECTIONS, new Set(), NOW);
  expect(step(rows, 'pinned:p', 'ArrowDown')?.key).toBe('folder:e');
  expect(step(rows, 'rest:a', 'ArrowUp')?.key).toBe('folder:g');
  expect(step(rows, 'pinned:p', 'ArrowUp')).toBeUndefined();
  expect(step(rows, 'rest:a', 'End')?.key).toBe('rest:c');
  expect(step(rows, null, 'ArrowDown')?.key).toBe('pinned:p');
});

it('selects one, a stretch, or all', () => {
  const rows = rowsOf(SECTIONS, new Set(), NOW);
  const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids];
  const one = toggled(NOTHING, 'c', 'rest:c');
  expect(ids(one)).toEqual(['c']);
  expect(ids(extended(one, rows, 'rest:c', 'rest:a'))).toEqual(['a', 'b', 'c']);
  expect(ids(extended(NOTHING, rows, 'rest:a', 'rest:b'))).toEqual(['a', 'b']);
  expect(ids(toggled(one, 'c', 'rest:c'))).toEqual([]);
  expect(ids(everything(rows))).toEqual(['p', 'a', 'b', 'c']);
});

it('moves a conversation to the list and the place where it belongs now', () => {
  const list = whole(conversation('a', 1), conversation('b', 3));
  const ids = (changed: Conversation, next: string | null = null) => relisted({ ...list, next }, { pinned: false, folder: 'none' }, changed).items.map(({ id }) => id);
  expect(ids(conversation('new', 2))).toEqual(['a', 'new', 'b']);
  expect(ids(conversation('b', 0))).toEqual(['b', 'a']);
  expect(ids(conversation('b', 3, { folder: 'f' }))).toEqual(['a']);
  expect(ids(conversation('old', 9))).toEqual(['a', 'b', 'old']);
  expect(ids(conversation('old', 9), 'more')).toEqual(['a', 'b']);
  expect(matches({ pinned: true }, conversation('x', 0, { pinned: true, folder: 'f' }))).toBe(true);
});

it.each<[string, Query]>([
  ['pump  noise', { text: 'pump noise' }],
  ['pinned:yes', { text: '', pinned: true }],
  ['noise PINNED:no folder:Work', { text: 'noise', pinned: false, folder: 'Work' }],
  ['folder:"Annual report" budget', { text: 'budget', folder: 'Annual report' }],
  ['folder:"Annual re', { text: '', folder: 'Annual re' }],
  ['folder: x', { text: 'folder: x' }],
  ['pinned:maybe', { text: 'pinned:maybe' }],
  ['see http://folder:8080', { text: 'see http://folder:8080' }],
])('reads %j', (typed, query) => {
  expect(parseQuery(typed)).toEqual(query);
});

it.each([
  ['Cavitation happens', 'cavit', '[Cavit]ation happens'],
  ['zwei Cafés, ein CAFE', 'cafe', 'zwei [Café]s, ein [CAFE]'],
  ['größer als İstanbul', 'grösser', 'größer als İstanbul'],
  ['no', 'yes', 'no'],
  ['a.b', '.', 'a[.]b'],
  ['all', ' ', 'all'],
  ['😀 pump 😀', 'PUMP', '😀 [pump] 😀'],
])('marks in %j what was searched for', (text, wanted, expected) => {
  expect(marked(text, wanted).map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join('')).toBe(expected);
});

it('shows hits of one conversation together', () => {
  const found = (id: string) => ({ id, role: 'user' as const, excerpt: id, created_at: ago(0) });
  const [a, b] = [conversation('a'), conversation('b')];
  const hits = [{ conversation: a, message: found('1') }, { conversation: b }, { conversation: a, message: found('2') }, { conversation: a, message: found('1') }];
  expect(byConversation(hits).map(({ conversation: { id }, messages }) => [id, ...messages.map((one) => one.id)])).toEqual([['a', '1', '2'], ['b']]);
});

it('copies a shared conversation without what belongs to its owner', () => {
  const messages = [message('q', 'not shown', 'user', { content: 'Q', documents: ['d'] }), message('a', 'q', 'assistant', { content: 'A', run: 'r' })];
  const copy = copyOf({ title: 'T', created_at: ago(0), head: 'a', messages });
  expect(copy).toMatchObject({ title: 'T', head: 'a', messages: [{ id: 'q', parent: null }, { id: 'a', parent: 'q' }] });
  expect(copy.messages.flatMap((one) => Object.keys(one)).filter((key) => ['run', 'documents', 'conversation', 'problem'].includes(key))).toEqual([]);
});
