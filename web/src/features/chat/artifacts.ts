import type { Message } from '@/api/types';

/** Something an answer drew: a page or a picture in a fence of its own. */
export interface Artifact {
  kind: 'html' | 'svg';
  title: string;
  code: string;
  /** Whether its fence is closed. */
  complete: boolean;
}

const FENCE = /^(`{3,}|~{3,})[ \t]*(html|svg)\b([^\n]*)\n/gim;
/** Shorter ones are examples of markup, not things to look at. */
const LEAST_LINES = 3;

/** The artifacts of an answer, in the order of the text. */
export function artifactsIn(content: string): Artifact[] {
  const found: Artifact[] = [];
  FENCE.lastIndex = 0;
  for (let open = FENCE.exec(content); open; open = FENCE.exec(content)) {
    const [head, fence, kind, meta] = open;
    const from = open.index + head.length;
    const close = new RegExp(`^ {0,3}\\${fence![0]}{${fence!.length},}[ \\t]*$`, 'm').exec(content.slice(from));
    const code = content.slice(from, close ? from + close.index : undefined);
    FENCE.lastIndex = close ? from + close.index + close[0].length : content.length;
    const whole = { kind: kind!.toLowerCase() as Artifact['kind'], code, complete: close !== null };
    if (isArtifact(whole.kind, code)) found.push({ ...whole, title: titleOf(code, meta ?? '') });
  }
  return found;
}

/** Whether markup is worth a frame of its own. */
export function isArtifact(kind: string, code: string): boolean {
  if (kind === 'svg') return /<svg[\s>]/i.test(code);
  return code.trim().split('\n').length >= LEAST_LINES && /<(?:!doctype|html|body|div|main|section|script|style|canvas|svg|table|form|h1)\b/i.test(code);
}

function titleOf(code: string, meta: string): string {
  const named = /title="([^"]{1,80})"/.exec(meta)?.[1];
  const found = named ?? /<title[^>]*>([^<]{1,80})</i.exec(code)?.[1] ?? /<h1[^>]*>([^<]{1,80})</i.exec(code)?.[1] ?? '';
  return found.replace(/\s+/g, ' ').trim();
}

/** One state of an artifact in the course of a conversation. */
export interface Version extends Artifact {
  /** `message:index`, as the address has it. */
  id: string;
}

/** All states of the artifact that `id` names: those of the same kind and title in the branch, oldest first. */
export function versionsOf(branch: readonly Pick<Message, 'id' | 'content'>[], id: string): Version[] {
  const all = branch.flatMap((message) => artifactsIn(message.content).map((artifact, at): Version => ({ ...artifact, id: `${message.id}:${at}` })));
  const asked = all.find((version) => version.id === id);
  if (!asked) return [];
  return all.filter(({ kind, title }) => kind === asked.kind && title === asked.title);
}
