/**
 * Every shape that crosses the wire, and nothing else.
 *
 * Written after `crates/core` until the server's OpenAPI file exists; then `npm run api:gen` makes `schema.gen.ts` and this file only
 * re-exports names from it. `field: T | null` is an `Option` that is always sent, `field?: T` one that may be left out.
 */

export type Id = string;
export type Timestamp = string;

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  hint?: string;
  request_id?: string;
}

export interface Page<T> {
  items: T[];
  next?: string;
}

// Library

export interface Collection {
  id: Id;
  owner: Id;
  name: string;
  documents: number;
  bytes: number;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export type DocumentState = 'queued' | 'processing' | 'paused' | 'ready' | 'failed' | 'cancelled';
export type IngestStep = 'extract' | 'chunk' | 'embed' | 'index' | 'done';

export interface DocumentProblem {
  code: string;
  detail: string;
  hint: string;
}

export interface Document {
  id: Id;
  owner: Id;
  collection: Id;
  path: string;
  title: string;
  media_type: string | null;
  language: string | null;
  size: number;
  hash: string;
  pages: number | null;
  chunks: number;
  version: number;
  state: DocumentState;
  step: IngestStep;
  problem?: DocumentProblem;
  warnings?: string[];
  revision: Id;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export type Added = 'created' | 'replaced' | 'unchanged';

export interface UploadAnswer {
  documents: { document: Document; added: Added }[];
  rejected: { path: string; problem: Problem }[];
}

export type DocumentAction = 'pause' | 'resume' | 'cancel' | 'retry' | 'reindex';

/** Offsets count Unicode characters (code points). */
export interface PageSpan {
  number: number;
  start: number;
  end: number;
}

export interface Heading {
  level: number;
  start: number;
  end: number;
}

export interface DocumentText {
  text: string;
  pages: PageSpan[];
  headings: Heading[];
}

export interface ActiveDocument {
  document: Id;
  path: string;
  step: IngestStep;
  done: number;
  total: number;
}

export interface IngestionSnapshot {
  running: number;
  queued: number;
  done: number;
  failed: number;
  /** Documents per second. */
  rate: number;
  eta_seconds?: number | null;
  active: ActiveDocument[];
}

// Chat

export interface Conversation {
  id: Id;
  owner: Id;
  title: string;
  model: string | null;
  collections: Id[];
  head: Id | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export interface ConversationChange {
  title?: string;
  model?: string | null;
  collections?: Id[];
  head?: Id;
}

export type Role = 'system' | 'user' | 'assistant';
export type MessageState = 'streaming' | 'complete' | 'stopped' | 'failed';
export type AnswerMode = 'extractive' | 'generated' | 'plain';
export type Verdict = 'quoted' | 'supported' | 'unsupported';

export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
}

export interface AnswerInfo {
  model: string;
  mode: AnswerMode;
  abstained: boolean;
  standalone?: string;
  usage: Usage;
}

export interface Source {
  number: number;
  chunk: Id;
  document: Id;
  revision: Id;
  title: string;
  path: string;
  page?: number;
  headings: string[];
  start: number;
  end: number;
  text: string;
  score: number;
}

export interface Check {
  verdict: Verdict;
  reason: string;
  score: number;
}

export interface Citation {
  number: number;
  source: number;
  document: Id;
  title: string;
  page?: number;
  start: number;
  end: number;
  quote: string;
  claim: string;
  check: Check;
}

export interface RunProblem {
  code: string;
  detail: string;
  hint: string;
}

export interface Message {
  id: Id;
  conversation: Id;
  parent: Id | null;
  role: Role;
  content: string;
  state: MessageState;
  citations: Citation[];
  sources: Source[];
  answer: AnswerInfo | null;
  problem?: RunProblem;
  run: Id | null;
  created_at: Timestamp;
}

export type RunState = 'running' | 'done' | 'stopped' | 'failed';

export interface Run {
  id: Id;
  owner: Id;
  conversation: Id;
  question: Id;
  answer: Id;
  state: RunState;
  attempt: number;
  model: string | null;
  created_at: Timestamp;
}

export type TurnStep = 'rewriting' | 'searching' | 'reading' | 'writing';

export type RunEvent =
  | { type: 'started'; conversation: Id; question: Id; answer: Id; model: string; attempt: number }
  | { type: 'step'; step: TurnStep }
  | { type: 'standalone'; question: string }
  | { type: 'sources'; sources: Source[] }
  | { type: 'delta'; text: string }
  | { type: 'cited'; citation: Citation }
  | { type: 'titled'; title: string }
  | { type: 'finished'; message: Message };

export interface LoggedEvent {
  run: Id;
  seq: number;
  event: RunEvent;
}

// Models and status

export type Skill = 'small' | 'capable';

export interface ModelInfo {
  id: string;
  name: string;
  window: number;
  skill: Skill;
  local: boolean;
}

export interface Provider {
  base_url: string;
  model: string;
  window: number | null;
  key_set: boolean;
}

export interface ProviderInput {
  base_url: string;
  model: string;
  key?: string;
  window?: number;
}

export interface ProviderTest {
  ok: boolean;
  detail: string;
  hint?: string | null;
  latency_ms: number | null;
}

export type ComponentName = 'store' | 'index' | 'embedder' | 'chat_model';

export interface ComponentHealth {
  name: ComponentName;
  ready: boolean;
  detail: string;
  hint?: string | null;
}

export interface Status {
  version: string;
  ready: boolean;
  components: ComponentHealth[];
  indexed_chunks: number;
  documents: Partial<Record<DocumentState, number>>;
}

// WebSocket frames

export type ClientFrame =
  | { type: 'ask'; ref: string; conversation: Id; text: string; parent: Id | null; model?: string }
  | { type: 'regenerate'; ref: string; question: Id; model?: string }
  | { type: 'stop'; ref: string; run: Id }
  | { type: 'follow'; ref: string; run: Id; after: number }
  | { type: 'unfollow'; ref: string; run: Id }
  | { type: 'watch_ingestion'; ref: string; on: boolean }
  | { type: 'ping'; ref: string };

export interface Accepted {
  type: 'accepted';
  ref: string;
  run: Run;
  question: Message;
  answer: Message;
}

export type ServerFrame =
  | Accepted
  | { type: 'ok'; ref: string }
  | ({ type: 'event' } & LoggedEvent)
  | { type: 'ingestion'; snapshot: IngestionSnapshot }
  | { type: 'error'; ref?: string | null; problem: Problem };

// Routes, in the form openapi-fetch expects.

type Answer<R> = {
  200: { headers: Record<string, unknown>; content: { 'application/json': R } };
  default: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } };
};
type Nothing = {
  204: { headers: Record<string, unknown>; content?: never };
  default: { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } };
};
interface NoParameters {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
}
interface ById extends Omit<NoParameters, 'path'> {
  path: { id: Id };
}
interface ListQuery {
  contains?: string;
  cursor?: string;
  limit?: number;
}
type Get<R, P = NoParameters> = { parameters: P; requestBody?: never; responses: Answer<R> };
type Send<B, R, P = NoParameters> = {
  parameters: P;
  requestBody: { content: { 'application/json': B } };
  responses: R;
};
type Delete<P = NoParameters> = { parameters: P; requestBody?: never; responses: Nothing };

export interface paths {
  '/api/v1/status': { parameters: NoParameters; get: Get<Status> };
  '/api/v1/collections': {
    parameters: NoParameters;
    get: Get<Collection[]>;
    post: Send<
      { name: string },
      Answer<Collection>,
      Omit<NoParameters, 'header'> & { header?: { 'Idempotency-Key'?: string } }
    >;
  };
  '/api/v1/collections/{id}': {
    parameters: ById;
    patch: Send<{ name: string }, Answer<Collection>, ById>;
    delete: Delete<ById>;
  };
  '/api/v1/documents': {
    parameters: NoParameters;
    get: Get<
      Page<Document>,
      Omit<NoParameters, 'query'> & { query?: ListQuery & { collection?: Id; state?: DocumentState } }
    >;
  };
  '/api/v1/documents/{id}': { parameters: ById; get: Get<Document, ById>; delete: Delete<ById> };
  '/api/v1/documents/{id}/text': {
    parameters: ById;
    get: Get<DocumentText, Omit<ById, 'query'> & { query?: { revision?: Id } }>;
  };
  '/api/v1/documents/{id}/control': {
    parameters: ById;
    post: Send<{ action: DocumentAction }, Answer<Document>, ById>;
  };
  '/api/v1/ingestion': { parameters: NoParameters; get: Get<IngestionSnapshot> };
  '/api/v1/conversations': {
    parameters: NoParameters;
    get: Get<Page<Conversation>, Omit<NoParameters, 'query'> & { query?: ListQuery }>;
    post: Send<{ model?: string; collections?: Id[] }, Answer<Conversation>>;
  };
  '/api/v1/conversations/{id}': {
    parameters: ById;
    get: Get<Conversation, ById>;
    patch: Send<ConversationChange, Answer<Conversation>, ById>;
    delete: Delete<ById>;
  };
  '/api/v1/conversations/{id}/messages': { parameters: ById; get: Get<Message[], ById> };
  '/api/v1/runs/{id}': { parameters: ById; get: Get<Run, ById> };
  '/api/v1/models': { parameters: NoParameters; get: Get<ModelInfo[]> };
  '/api/v1/provider': {
    parameters: NoParameters;
    get: Get<Provider | null>;
    put: Send<ProviderInput, Answer<Provider>>;
    delete: Delete;
  };
  '/api/v1/provider/test': { parameters: NoParameters; post: Send<Omit<ProviderInput, 'window'>, Answer<ProviderTest>> };
}
