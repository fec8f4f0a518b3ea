-- Identity providers.

-- Limits.

-- Profiles.
CREATE TABLE profiles (
    account_id uuid NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    -- Absent parts are as the browser says.
    language text,
    time_zone text
);

-- Not in the accounts' rows, which are read with every request.
CREATE TABLE avatars (
    account_id uuid NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    -- WebP.
    picture bytea NOT NULL,
    changed_at bigint NOT NULL
);

CREATE TABLE deletions (
    id uuid NOT NULL PRIMARY KEY,
    -- SHA-256 of the secret that shows the report.
    hash bytea NOT NULL,
    -- Whose data is being removed; nobody any more once all is gone.
    account_id uuid,
    removed text NOT NULL,
    began_at bigint NOT NULL,
    ended_at bigint
);
CREATE UNIQUE INDEX deletions_by_hash ON deletions (hash);

-- Stored files that may be nobody's any more.
CREATE TABLE deletion_blobs (
    deletion_id uuid NOT NULL REFERENCES deletions (id) ON DELETE CASCADE,
    hash text NOT NULL,
    PRIMARY KEY (deletion_id, hash) -- clustered
);

-- Own roles.
CREATE TABLE roles (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL,
    name_key text NOT NULL,
    permissions text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX roles_by_name ON roles (name_key);
-- Where it is set, `role` says `own`.
ALTER TABLE accounts ADD COLUMN role_id uuid REFERENCES roles (id);
ALTER TABLE invitations ADD COLUMN role_id uuid REFERENCES roles (id);
CREATE INDEX accounts_by_role ON accounts (role_id);
CREATE INDEX invitations_by_role ON invitations (role_id);

-- Shared conversations.
CREATE TABLE conversation_grants (
    id uuid NOT NULL PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
    group_id uuid REFERENCES groups (id) ON DELETE CASCADE,
    level text NOT NULL
);
CREATE INDEX conversation_grants_by_conversation ON conversation_grants (conversation_id);
CREATE INDEX conversation_grants_by_account ON conversation_grants (account_id);
CREATE INDEX conversation_grants_by_group ON conversation_grants (group_id);
-- Who wrote a question, and who asked in a run, if it was not the owner of the conversation.
ALTER TABLE messages ADD COLUMN author uuid;
ALTER TABLE runs ADD COLUMN author uuid;

-- Encryption.
-- Each is sealed with the master key.
CREATE TABLE data_keys (
    number bigint NOT NULL PRIMARY KEY,
    wrapped bytea NOT NULL,
    created_at bigint NOT NULL,
    complete_at bigint
);
-- What is sealed is searched by opening it.
ALTER TABLE messages DROP COLUMN search_key;
ALTER TABLE conversations DROP COLUMN search_key;
