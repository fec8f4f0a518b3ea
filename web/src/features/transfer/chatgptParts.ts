import { isObject, text, time } from './formats';
import { fenced, paragraphs, withoutFootnotes } from './prose';

/** What a node says. */
export interface Part {
  role: 'user' | 'assistant';
  content: string;
  created_at: string | undefined;
}

/** Nodes that were never shown: instructions, profiles, thoughts. */
export function isHidden(message: Record<string, unknown>): boolean {
  const metadata = isObject(message.metadata) ? message.metadata : {};
  return metadata.is_visually_hidden_from_conversation === true || metadata.is_user_system_message === true;
}

/** What a person would have read; null for what only the program needed. */
export function bodyOf(message: Record<string, unknown>): Part | null {
  const author = isObject(message.author) ? text(message.author.role) : '';
  const content = isObject(message.content) ? message.content : {};
  const said = author === 'user' ? own(content) : author === 'assistant' ? answered(message, content) : author === 'tool' ? returned(content) : '';
  if (!said.trim()) return null;
  return { role: author === 'user' ? 'user' : 'assistant', content: said, created_at: time(message.create_time) };
}

function own(content: Record<string, unknown>): string {
  return content.content_type === 'text' || content.content_type === 'multimodal_text' ? parts(content) : '';
}

function answered(message: Record<string, unknown>, content: Record<string, unknown>): string {
  const to = text(message.recipient) || 'all';
  switch (content.content_type) {
    case 'text':
    case 'multimodal_text':
      if (to.startsWith('canmore.')) return canvas(parts(content));
      // What goes to a tool is a call; what it asked for is of no use without it.
      return to === 'all' ? withoutFootnotes(withReferences(parts(content), message)) : '';
    case 'code':
      if (to.startsWith('canmore.')) return canvas(text(content.text));
      return to === 'python' || to === 'all' ? code(content) : '';
    default:
      return '';
  }
}

/** Results of tools that were shown: pictures, and what a program printed. */
function returned(content: Record<string, unknown>): string {
  if (content.content_type === 'execution_output') return text(content.text).trim() ? fenced(text(content.text), 'text') : '';
  const pictures = content.content_type === 'multimodal_text' ? list(content.parts).filter(isPicture) : [];
  return pictures.map(() => PICTURE).join('\n\n');
}

const PICTURE = '[image]';

function parts(content: Record<string, unknown>): string {
  return paragraphs(
    list(content.parts).map((part) => {
      if (typeof part === 'string') return part;
      if (isPicture(part)) return PICTURE;
      // A spoken turn: the sound itself is not in the file, what was understood is.
      return isObject(part) && part.content_type === 'audio_transcription' ? text(part.text) : '';
    }),
  );
}

function isPicture(part: unknown): boolean {
  return isObject(part) && part.content_type === 'image_asset_pointer';
}

function code(content: Record<string, unknown>): string {
  const language = text(content.language);
  return text(content.text).trim() ? fenced(text(content.text), language === 'unknown' || !language ? 'python' : language) : '';
}

/** A document written beside the conversation. Changes to it name only patterns and are left out. */
function canvas(call: string): string {
  let made: unknown;
  try {
    made = JSON.parse(call);
  } catch {
    return '';
  }
  if (!isObject(made) || !text(made.content)) return '';
  const kind = text(made.type);
  const body = kind.startsWith('code/') ? fenced(text(made.content), kind.slice('code/'.length)) : text(made.content);
  return paragraphs([text(made.name) && `**${text(made.name)}**`, body]);
}

/** Marks of web sources become the links they stood for; those without one go. */
function withReferences(markdown: string, message: Record<string, unknown>): string {
  const metadata = isObject(message.metadata) ? message.metadata : {};
  let read = markdown;
  for (const reference of list(metadata.content_references).filter(isObject)) {
    const mark = text(reference.matched_text);
    if (mark.trim()) read = read.replace(mark, () => text(reference.alt));
  }
  return read.replace(/\uE200[^\uE201]*\uE201/g, '').replace(/【[^】]*†[^】]*】/g, '');
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
