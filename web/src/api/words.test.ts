import { i18n } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { afterEach, expect, it } from 'vitest';
import { ApiError, problemOf, unreachable } from './problem';
import { inWords } from './words';

afterEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

it('says what is known in the language of the page, and marks the rest as the words of the server', () => {
  const busy = { type: 'urn:chatbox:busy', title: 'busy', detail: 'Too many answers are being written right now.', hint: 'Wait.' };
  const said = inWords(busy);
  expect([said.title, said.detail?.foreign, said.hint]).toEqual([
    'Too much at once',
    false,
    { text: 'Wait until another answer is finished and ask again.', foreign: false },
  ]);
  expect(inWords({ type: 'urn:chatbox:brand-new', title: 'brand new', detail: 'tea only' })).toEqual({
    title: 'Brand new',
    detail: { text: 'Tea only.', foreign: true },
  });
});

it('knows the codes of answers and documents too', () => {
  expect(inWords({ code: 'needs_ocr', detail: 'page 3 is a picture', hint: 'old hint' })).toMatchObject({
    title: 'Pictures without text',
    detail: { text: 'Page 3 is a picture.', foreign: true },
    hint: { foreign: false },
  });
});

it('says in the language of the page what varies in a sentence', () => {
  const kind = '';
  const { id } = msg`Files of type ${kind} cannot be read yet.`;
  i18n.loadAndActivate({ locale: 'de', messages: { [id]: ['Dateien vom Typ ', ['kind'], ' sind noch nicht lesbar.'] } });
  expect(inWords({ code: 'unsupported', detail: 'files of type image/gif cannot be read yet' }).detail).toEqual({
    text: 'Dateien vom Typ image/gif sind noch nicht lesbar.',
    foreign: false,
  });
});

it('says who still has a role', () => {
  const said = (detail: string) => inWords({ type: 'urn:chatbox:role-in-use', title: 'role in use', detail }).detail;
  expect(said('ada@x.org has this role')).toEqual({ text: 'These still have this role: ada@x.org.', foreign: false });
  expect(said('ada@x.org, bob@x.org and 4 other accounts have this role')?.text).toBe('These still have this role: ada@x.org, bob@x.org, +4.');
  expect(said('ada@x.org, bob@x.org and 2 open invitations have this role')?.text).toBe('These still have this role: ada@x.org, bob@x.org; open invitations: 2.');
  expect(said('1 open invitation has this role')?.text).toBe('Open invitations with this role: 1.');
});

it('adds nothing that was not said', () => {
  expect(inWords({ type: 'urn:chatbox:busy', title: 'busy' })).toEqual({ title: 'Too much at once' });
});

it('reads our own words when they are shown, not when the page was loaded', () => {
  const failure = new ApiError(unreachable);
  const words = problemOf(failure);
  const before = words.title;
  const { id } = msg`The server cannot be reached`;
  i18n.loadAndActivate({ locale: 'de', messages: { [id]: 'Der Server ist nicht zu erreichen' } });
  expect([before, words.title]).toEqual(['The server cannot be reached', 'Der Server ist nicht zu erreichen']);
});
