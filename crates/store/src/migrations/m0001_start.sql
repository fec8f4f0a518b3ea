-- Version 1. Written in Postgres' types; `migrations/mod.rs` says what they become on SQLite.
-- Times are microseconds since the Unix epoch. Columns that hold JSON are text, because both databases then keep every character.

CREATE TABLE collections (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX collections_name ON collections (owner, name_key);

-- No foreign key to collections: documents of a removed collection stay, hidden, until they are purged.
CREATE TABLE documents (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    collection_id uuid NOT NULL,
    path text NOT NULL,
    title text NOT NULL,
    search_key text NOT NULL,
    media_type text,
    language text,
    size bigint NOT NULL,
    hash text NOT NULL,
    pages bigint,
    chunks bigint NOT NULL,
    version bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'processing', 'paused', 'ready', 'failed', 'cancelled')),
    step text NOT NULL CHECK (step IN ('extract', 'chunk', 'embed', 'index', 'done')),
    problem text,
    warnings text NOT NULL,
    newest_id uuid NOT NULL,
    visible_id uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    deleted_at bigint
);
CREATE UNIQUE INDEX documents_path ON documents (collection_id, path) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX documents_visible ON documents (visible_id) WHERE visible_id IS NOT NULL;
CREATE INDEX documents_by_owner ON documents (owner, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_by_collection ON documents (collection_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_by_state ON documents (owner, state, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_sizes ON documents (collection_id, size) WHERE deleted_at IS NULL;

CREATE TABLE revisions (
    id uuid NOT NULL PRIMARY KEY,
    document_id uuid NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    version bigint NOT NULL,
    hash text NOT NULL,
    size bigint NOT NULL,
    title text,
    media_type text,
    language text,
    pages bigint,
    warnings text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'processing', 'paused', 'ready', 'failed', 'cancelled')),
    step text NOT NULL CHECK (step IN ('extract', 'chunk', 'embed', 'index', 'done')),
    problem text,
    created_at bigint NOT NULL
);
CREATE INDEX revisions_by_document ON revisions (document_id);
CREATE INDEX revisions_by_hash ON revisions (hash);
CREATE INDEX revisions_unfinished ON revisions (id) WHERE state IN ('queued', 'processing');

CREATE TABLE texts (
    revision_id uuid NOT NULL PRIMARY KEY REFERENCES revisions (id) ON DELETE CASCADE,
    text text NOT NULL,
    blocks text NOT NULL,
    pages text NOT NULL
);

CREATE TABLE chunks (
    id uuid NOT NULL PRIMARY KEY,
    revision_id uuid NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
    ordinal bigint NOT NULL,
    first_char bigint NOT NULL,
    last_char bigint NOT NULL,
    page bigint,
    headings text NOT NULL,
    text text NOT NULL,
    prefix text NOT NULL,
    embed_hash text NOT NULL
);
CREATE UNIQUE INDEX chunks_by_revision ON chunks (revision_id, ordinal);
CREATE INDEX chunks_by_embed_hash ON chunks (embed_hash);

CREATE TABLE sentences (
    chunk_id uuid NOT NULL REFERENCES chunks (id) ON DELETE CASCADE,
    model text NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (chunk_id, model)
);

CREATE TABLE embeddings (
    hash text NOT NULL,
    model text NOT NULL,
    vector bytea NOT NULL,
    PRIMARY KEY (hash, model)
);

CREATE TABLE jobs (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    payload text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'done', 'dead', 'cancelled')),
    priority bigint NOT NULL,
    attempt bigint NOT NULL,
    max_attempts bigint NOT NULL,
    not_before bigint NOT NULL,
    lease_token uuid,
    lease_until bigint,
    progress text,
    error text,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    CHECK ((state = 'running') = (lease_token IS NOT NULL))
);
CREATE UNIQUE INDEX jobs_unfinished ON jobs (kind, key) WHERE state IN ('queued', 'running', 'paused');
CREATE INDEX jobs_by_key ON jobs (kind, key, created_at, id);
CREATE INDEX jobs_ready ON jobs (kind, priority DESC, created_at, id) WHERE state = 'queued';
CREATE INDEX jobs_due ON jobs (kind, not_before) WHERE state = 'queued';
CREATE INDEX jobs_leased ON jobs (kind, lease_until) WHERE state = 'running';
CREATE INDEX jobs_by_owner ON jobs (owner, created_at, id);
CREATE INDEX jobs_by_state ON jobs (kind, state);
CREATE INDEX jobs_final ON jobs (updated_at) WHERE state IN ('done', 'dead', 'cancelled');

CREATE TABLE conversations (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    title text NOT NULL,
    search_key text NOT NULL,
    model text,
    collections text NOT NULL,
    head uuid,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX conversations_by_owner ON conversations (owner, updated_at, id);

CREATE TABLE messages (
    id uuid NOT NULL PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    parent_id uuid,
    role text NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
    content text NOT NULL,
    search_key text NOT NULL,
    state text NOT NULL CHECK (state IN ('streaming', 'complete', 'stopped', 'failed')),
    citations text NOT NULL,
    sources text NOT NULL,
    answer text,
    problem text,
    run_id uuid,
    created_at bigint NOT NULL
);
CREATE INDEX messages_by_conversation ON messages (conversation_id, created_at, id);

CREATE TABLE runs (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    question_id uuid NOT NULL,
    answer_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'done', 'stopped', 'failed')),
    attempt bigint NOT NULL,
    model text,
    created_at bigint NOT NULL
);
CREATE INDEX runs_by_conversation ON runs (conversation_id);
CREATE UNIQUE INDEX runs_running ON runs (question_id) WHERE state = 'running';

-- No foreign key to runs: it would cost a lookup per token. The store checks the run of a log's first event and deletes logs itself.
CREATE TABLE events (
    run_id uuid NOT NULL,
    seq bigint NOT NULL,
    event text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (run_id, seq) -- clustered
);

CREATE TABLE settings (
    owner uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (owner, key) -- clustered
);

CREATE TABLE idempotency (
    owner uuid NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    status bigint,
    body text,
    created_at bigint NOT NULL,
    PRIMARY KEY (owner, key) -- clustered
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);
