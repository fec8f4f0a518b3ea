/**
 * Names for the shapes that cross the wire. They come from `schema.gen.ts`, which is made from the server's OpenAPI document; nothing
 * else in the page names that file.
 */
import type { components, paths } from './schema.gen';

export type { paths };
type S = components['schemas'];

/** Lists that are left out when they are empty. */
type LeftOutWhenEmpty = 'warnings' | 'sentences';
type ListKeys<T> = Exclude<{ [K in keyof T]-?: NonNullable<T[K]> extends readonly unknown[] ? K : never }[keyof T], LeftOutWhenEmpty>;

/**
 * A shape as the server sends it. The document calls every list optional that may be missing in what the server reads; in what it
 * sends, lists are always there.
 */
export type Sent<T> = T extends readonly (infer E)[]
  ? Sent<E>[]
  : T extends object
    ? { [K in ListKeys<T>]-?: Sent<NonNullable<T[K]>> } & { [K in keyof T as K extends ListKeys<T> ? never : K]: Sent<T[K]> }
    : T;

export type Id = string;
export type Problem = Partial<S['Problem']> & Pick<S['Problem'], 'type' | 'title' | 'status'>;

export interface Page<T> {
  items: T[];
  next?: string | null;
}

// Accounts
export type Account = S['Account'];
export type Permission = S['Permission'];
export type AuditEntry = S['AuditEntry'];
export type Level = S['Level'];
export type Principal = S['Principal'];
export type Grant = S['Grant'];
export type Group = S['Group'];
export type RoleView = S['RoleView'];
export type Directory = S['Directory'];
export type Profile = S['Profile'];
export type Holdings = Required<S['Holdings']>;
export type Farewell = Sent<S['Farewell']> & { holdings: Holdings };

// Library
export type Collection = Sent<S['Collection']>;
export type Document = Sent<S['Document']>;
export type DocumentState = S['DocumentState'];
export type DocumentAction = S['DocumentAction'];
export type DocumentChange = S['DocumentChange'];
export type DocumentText = Sent<S['DocumentText']>;
export type IngestStep = S['IngestStep'];
export type IngestionSnapshot = Sent<S['IngestionSnapshot']>;
export type UploadAnswer = Sent<S['Uploaded']>;

// Chat
export type AnswerMode = S['AnswerMode'];
export type Citation = Sent<S['Citation']>;
export type Conversation = Sent<S['Conversation']>;
/** Changes to a conversation; absent fields stay, `null` is the default model, or no folder. */
export type ConversationChange = { [K in keyof S['Change']]: K extends 'model' | 'folder' ? string | null : NonNullable<S['Change'][K]> };
export type ConversationHit = Sent<S['ConversationHit']>;
export type Folder = Sent<S['Folder']>;
export type ImportedConversation = S['ImportedConversation'];
export type ImportedMessage = S['ImportedMessage'];
export type Prompt = S['Prompt'];
export type Share = S['Share'];
export type SharedConversation = Sent<S['SharedConversation']>;
export type LoggedEvent = Sent<S['LoggedEvent']>;
export type Message = Sent<S['Message']>;
export type RunEvent = LoggedEvent['event'];
export type Source = Sent<S['Source']>;
export type TurnStep = S['TurnStep'];

// Models and status
export type ComponentHealth = S['ComponentHealth'];
export type ModelInfo = S['ModelInfo'];
export type Provider = S['Provider'];
export type ProviderInput = S['Endpoint'];
export type ProviderTest = S['ProviderTest'];
export type Status = Sent<S['Status']>;

// WebSocket frames
export type ClientFrame = S['ClientFrame'];
export type ServerFrame = Sent<S['ServerFrame']>;
export type Accepted = Extract<ServerFrame, { type: 'accepted' }>;
