import { Unreadable } from './formats';

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

type State = 'start' | 'members' | 'list' | 'end';

/**
 * Takes a JSON text in pieces and hands out the items of its list as soon as each is complete: the list itself, or the one that stands
 * under `key` in an object. So a file may be larger than what fits into memory as one value.
 */
export class JsonItems {
  private state: State = 'start';
  private depth = 0;
  private inText = false;
  private escaped = false;
  /** Text that is not handed out yet, and the parts of it that came before the current piece. */
  private kept: string[] = [];
  private readonly header: Record<string, unknown> = {};

  constructor(
    private readonly key: string,
    private readonly onItem: (json: string) => void,
  ) {}

  /** Members of the object before its list, for instance its format and version. */
  get head(): Readonly<Record<string, unknown>> {
    return this.header;
  }

  push(piece: string): void {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (this.inText) {
        if (this.escaped) this.escaped = false;
        else if (code === BACKSLASH) this.escaped = true;
        else if (code === QUOTE) this.inText = false;
        continue;
      }
      if (code === QUOTE) {
        if (this.state === 'start') throw new Unreadable({ code: 'unknown' });
        this.inText = true;
        continue;
      }
      if (this.state === 'start') {
        if (isSpace(code)) continue;
        if (code !== OPEN_LIST && code !== OPEN_OBJECT) throw new Unreadable({ code: 'not-json', found: piece.slice(at, at + 40) });
        this.state = code === OPEN_LIST ? 'list' : 'members';
        from = at + 1;
        continue;
      }
      if (this.state === 'end') continue;
      if (code === OPEN_LIST || code === OPEN_OBJECT) {
        if (this.depth === 0 && this.state === 'members' && code === OPEN_LIST && this.name(piece.slice(from, at)) === this.key) {
          this.state = 'list';
          this.kept = [];
          from = at + 1;
        } else this.depth += 1;
      } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
        if (this.depth > 0) this.depth -= 1;
        else {
          if (code !== (this.state === 'list' ? CLOSE_LIST : CLOSE_OBJECT)) throw new Unreadable({ code: 'not-json', found: piece.slice(at, at + 40) });
          this.cut(piece.slice(from, at));
          this.state = 'end';
        }
      } else if (code === COMMA && this.depth === 0) {
        this.cut(piece.slice(from, at));
        from = at + 1;
      }
    }
    if (this.state === 'list' || this.state === 'members') this.kept.push(piece.slice(from));
  }

  /** Says that nothing more comes. */
  finish(): void {
    if (this.state === 'start') throw new Unreadable({ code: 'nothing' });
    if (this.state !== 'end') throw new Unreadable({ code: 'cut-off' });
  }

  private name(rest: string): string {
    return /^\s*"([^"]*)"\s*:\s*$/.exec([...this.kept, rest].join(''))?.[1] ?? '';
  }

  private cut(rest: string): void {
    const json = [...this.kept, rest].join('');
    this.kept = [];
    if (json.trim() === '') return;
    if (this.state === 'list') return this.onItem(json);
    const member = /^\s*"([^"]*)"\s*:([\s\S]*)$/.exec(json);
    if (!member) throw new Unreadable({ code: 'not-json', found: json.trim().slice(0, 40) });
    try {
      this.header[member[1]!] = JSON.parse(member[2]!);
    } catch {
      throw new Unreadable({ code: 'not-json', found: json.trim().slice(0, 40) });
    }
  }
}

function isSpace(code: number): boolean {
  // A byte order mark is no part of JSON, but some programs write one.
  return code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff;
}
