import type { ImportedMessage } from '@/api/types';
import { defined, isObject, text, time, type Converted } from './formats';
import { fenced, paragraphs, withoutFootnotes } from './prose';

/** A conversation of a Claude export: `uuid`, `name` and `chat_messages` in the order in which they were said. */
export function fromClaude(item: unknown): Converted {
  if (!isObject(item) || !Array.isArray(item.chat_messages)) return { flaw: 'shape', title: isObject(item) ? text(item.name) : '' };
  const title = text(item.name);
  const said = (item.chat_messages as unknown[]).filter(isObject);
  const ids = new Set(said.map(({ uuid }) => uuid));
  // Older exports have no tree: each message follows the one before it.
  const isTree = said.some(({ parent_message_uuid: parent }) => ids.has(parent));

  const messages: ImportedMessage[] = [];
  // Messages without any text are left out; what follows them follows what was before.
  const stands = new Map<unknown, string | null>();
  let before: string | null = null;
  for (const [at, message] of said.entries()) {
    const parent: string | null = isTree ? (stands.get(message.parent_message_uuid) ?? null) : before;
    const content = contentOf(message);
    if (!content) {
      stands.set(message.uuid, parent);
      continue;
    }
    const id = text(message.uuid) || `m${at}`;
    messages.push(
      defined({
        id,
        parent,
        role: message.sender === 'human' ? ('user' as const) : ('assistant' as const),
        content,
        created_at: time(message.created_at),
      }) as ImportedMessage,
    );
    stands.set(message.uuid, id);
    before = id;
  }
  if (messages.length === 0) return { flaw: 'empty', title };
  return {
    conversation: defined({
      title,
      created_at: time(item.created_at),
      updated_at: time(item.updated_at),
      pinned: item.is_starred === true,
      head: messages.at(-1)!.id,
      messages,
    }) as Extract<Converted, { conversation: unknown }>['conversation'],
  };
}

/** Text, artifacts and what was attached. `text` is only a fallback: it holds placeholders where a block could not be written as text. */
function contentOf(message: Record<string, unknown>): string {
  const blocks = (Array.isArray(message.content) ? (message.content as unknown[]) : []).filter(isObject).map(blockOf);
  const written = paragraphs(blocks) || text(message.text);
  const own = message.sender === 'human' ? written : withoutFootnotes(written);
  return paragraphs([...attached(message), own]);
}

function blockOf(block: Record<string, unknown>): string {
  switch (block.type) {
    case 'text':
    case 'voice_note':
      return text(block.text);
    case 'tool_use':
      return isObject(block.input) && block.name === 'artifacts' ? artifact(block.input) : '';
    default:
      // Thoughts, results of tools and counters are no part of what was said.
      return '';
  }
}

const LANGUAGES: Record<string, string> = {
  'text/html': 'html',
  'image/svg+xml': 'svg',
  'application/vnd.ant.mermaid': 'mermaid',
  'application/vnd.ant.react': 'jsx',
};

/** What Claude wrote beside the conversation. Changes to it (`update`) name only the pieces that changed and are left out. */
function artifact(input: Record<string, unknown>): string {
  const content = text(input.content);
  if (!content || (input.command !== 'create' && input.command !== 'rewrite')) return '';
  const title = text(input.title);
  const body = input.type === 'text/markdown' ? content : fenced(content, LANGUAGES[text(input.type)] ?? text(input.language));
  return paragraphs([title && `**${title}**`, body]);
}

function attached(message: Record<string, unknown>): string[] {
  const list = (field: string) => (Array.isArray(message[field]) ? (message[field] as unknown[]) : []).filter(isObject);
  const attachments = list('attachments').map(({ file_name: name, extracted_content: content }) =>
    paragraphs([text(name) && `[${text(name)}]`, text(content) && fenced(text(content))]),
  );
  return [...attachments, ...list('files').map(({ file_name: name }) => (text(name) ? `[${text(name)}]` : ''))];
}
