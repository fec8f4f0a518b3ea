import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What a sentence of the server says in the language of the page; the parts are what its pattern caught. */
type Say = (...parts: string[]) => MessageDescriptor;

/** Sentences about documents in which something varies, or which one code has several of. */
const SAID: [RegExp, Say][] = [
  // Why it could not be read
  [/^files of type unknown binary data cannot be read yet$/, () => msg`The file's content is of no kind that is known.`],
  [/^files of type (.+) cannot be read yet$/, (kind) => msg`Files of type ${kind} cannot be read yet.`],
  [/^the file is protected with a password$/, () => msg`The file is protected by a password.`],
  [/^the file holds pictures of text; text recognition is not available yet$/, () => msg`The file consists of pictures of text; text recognition is not available yet.`],
  [/^the file is damaged: it is named \.(\S+) but its bytes are not text$/, (ending) => msg`The file is named .${ending}, but its content is not text.`],
  [/^the file is damaged: it is named \.(\S+) but holds plain text$/, (ending) => msg`The file is named .${ending}, but its content is plain text.`],
  [/^the file is damaged: it is not valid JSON: (.+)$/, (why) => msg`The file is damaged: it is not valid JSON (${why}).`],
  [/^the file is damaged: its text cannot be decoded$/, () => msg`The file is damaged: its text cannot be decoded.`],
  [/^the file is damaged: no page of it could be read$/, () => msg`The file is damaged: no page of it could be read.`],
  [/^the file is damaged: its structure cannot be read$/, () => msg`The file is damaged: its structure cannot be read.`],
  [/^the file is damaged: it is a packed file (?:whose directory is missing or cut off|with nothing in it)$/, () => msg`The file is damaged: it is cut off, or nothing is in it.`],
  [/^the file is damaged: (.+)$/, (why) => msg`The file is damaged (${why}).`],
  [/^the file is too large: (\d+) MB, the limit is (\d+) MB$/, (size, limit) => msg`The file is too large: ${size} MB, and at most ${limit} MB are allowed.`],
  [/^the file is too large: (\d+) pages, the limit is (\d+)$/, (pages, limit) => msg`The file is too large: ${pages} pages, and at most ${limit} are allowed.`],
  [/^the file is too large: it holds more than (\d+) MB of text$/, (limit) => msg`The file is too large: it holds more than ${limit} MB of text.`],
  [/^the file is too large: (.+)$/, (why) => msg`The file is too large (${why}).`],
  [/^reading the file took longer than (\d+) seconds and was stopped$/, (seconds) => msg`Reading the file took longer than ${seconds} seconds and was stopped.`],
  [/^the file made its reader fail \((.+)\); nothing else was affected$/, (why) => msg`The file made its reader fail (${why}); nothing else was affected.`],
  [/^the file reader is not available: (.+)$/, (why) => msg`The reader of files is not available (${why}).`],
  [/^the stored file is gone$/, () => msg`The stored file is gone.`],
  // What to do about it
  [/^Text in pictures is not recognised yet/, () => msg`Text in pictures is not recognised yet: add what it says as text, or a PDF with recognised text.`],
  [/^Whatever its name says, its content is no known document/, () => msg`Open it in the program that made it and save it anew as PDF, DOCX or text.`],
  [/^Convert it to PDF, DOCX, HTML, Markdown, CSV, JSON or plain text/, () => msg`Convert it to PDF, DOCX, HTML, Markdown, CSV, JSON or plain text and add it again.`],
  [/^It is tried again by itself/, () => msg`It is tried again by itself; nothing needs to be done.`],
  [/^Add the file again\.$/, () => msg`Add the file again.`],
  // Accounts
  [/^a password has at least (\d+) characters\.?$/i, (least) => msg`A password has at least ${least} characters.`],
  [/^a password has at most (\d+) characters\.?$/i, (most) => msg`A password has at most ${most} characters.`],
  [/^this password is too easy to guess\.?$/i, () => msg`This password is too easy to guess.`],
  [/^the current password is wrong\.?$/i, () => msg`The current password is wrong.`],
  [/^this is no e-mail address\.?$/i, () => msg`This is no e-mail address.`],
  [/^(\d+) open invitations? ha(?:s|ve) this role\.?$/, (count) => msg`Open invitations with this role: ${count}.`],
  [/^(.+) and (\d+) open invitations? have this role\.?$/, (who, count) => msg`These still have this role: ${listed(who)}; open invitations: ${count}.`],
  [/^(.+) ha(?:s|ve) this role\.?$/, (who) => msg`These still have this role: ${listed(who)}.`],
  [/^the last owner stays one\.?$/i, () => msg`The last owner stays one: make somebody else an owner first.`],
  [/^a name has 1 to (\d+) characters\.?$/i, (most) => msg`A name has 1 to ${most} characters.`],
  [/^there is no such time zone/i, () => msg`There is no such time zone.`],
  [/^this is not the account's address\.?$/i, () => msg`This is not the account's address.`],
  [/^sign out and in again, then do this within five minutes\.?$/i, () => msg`Sign out and in again, then do this within five minutes.`],
  [/^this is no PNG, JPEG or WebP picture\.?$/i, () => msg`This is no PNG, JPEG or WebP picture.`],
  [/^the picture cannot be read\.?$/i, () => msg`The picture cannot be read.`],
  [/^the picture is too large: at most (\d+) pixels to a side and (\d+) million pixels\.?$/i, (side, all) => msg`The picture may have at most ${side} pixels to a side and ${all} million pixels in all.`],
  [/^Save it as PNG or JPEG and choose that file\.?$/, () => msg`Save it as PNG or JPEG and choose that file.`],
  [/^Open it in another program, save it anew and choose that file\.?$/, () => msg`Open it in another program, save it anew and choose that file.`],
  // What was left out
  [/^damaged pages were left out: (.+)$/, (pages) => msg`Damaged pages were left out: ${pages}`],
  [/^pages that are pictures were left out: (.+)$/, (pages) => msg`Pages that are pictures were left out: ${pages}`],
  [/^(\d+) damaged characters could not be read$/, (many) => msg`Damaged characters that could not be read: ${many}`],
  [/^some damaged characters could not be read$/, () => msg`Some damaged characters could not be read.`],
  [/^the encoding was guessed: (.+)$/, (encoding) => msg`The encoding was guessed: ${encoding}`],
];

/** Addresses, of which the last is joined with a word, and how many others there are. */
function listed(who = ''): string {
  return who.replace(' and ', ', ').replace(/(\d+) other accounts?$/, '+$1');
}

/** The sentence in the language of the page, when it is known. */
export function inPageLanguage(text: string): string | undefined {
  for (const [pattern, say] of SAID) {
    const found = pattern.exec(text);
    if (found) return i18n._(say(...found.slice(1)));
  }
  return undefined;
}
