CREATE TABLE folders (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    instructions text NOT NULL,
    collections text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE INDEX folders_by_owner ON folders (owner, name_key, id);

ALTER TABLE conversations ADD COLUMN pinned bigint NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN folder_id uuid REFERENCES folders (id) ON DELETE SET NULL;
CREATE INDEX conversations_pinned ON conversations (owner, updated_at, id) WHERE pinned = 1;
CREATE INDEX conversations_by_folder ON conversations (folder_id, updated_at, id);

-- The documents a question was limited to.
ALTER TABLE messages ADD COLUMN documents text NOT NULL DEFAULT '[]';
CREATE INDEX messages_by_parent ON messages (parent_id);

ALTER TABLE documents ADD COLUMN tags text NOT NULL DEFAULT '[]';
CREATE INDEX documents_by_title ON documents (owner, search_key, id) WHERE deleted_at IS NULL;
CREATE INDEX documents_by_size ON documents (owner, size, id) WHERE deleted_at IS NULL;

CREATE TABLE prompts (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    text text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX prompts_by_name ON prompts (owner, name_key);

CREATE TABLE shares (
    id uuid NOT NULL PRIMARY KEY,
    owner uuid NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    token text NOT NULL,
    title text NOT NULL,
    messages bigint NOT NULL,
    snapshot text NOT NULL,
    created_at bigint NOT NULL
);
CREATE UNIQUE INDEX shares_by_token ON shares (token);
CREATE INDEX shares_by_owner ON shares (owner, created_at, id);
CREATE INDEX shares_by_conversation ON shares (conversation_id);
