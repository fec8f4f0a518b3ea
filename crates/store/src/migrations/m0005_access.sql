CREATE TABLE api_keys (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name text NOT NULL,
    start text NOT NULL,
    -- SHA-256.
    hash bytea NOT NULL,
    permissions text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    used_at bigint
);
CREATE UNIQUE INDEX api_keys_by_hash ON api_keys (hash);
CREATE INDEX api_keys_by_account ON api_keys (account_id, id);

CREATE TABLE invitations (
    id uuid NOT NULL PRIMARY KEY,
    -- SHA-256 of the link's secret.
    hash bytea NOT NULL,
    email text,
    role text NOT NULL,
    made_by uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE UNIQUE INDEX invitations_by_hash ON invitations (hash);
CREATE INDEX invitations_by_end ON invitations (expires_at);

CREATE TABLE second_factors (
    account_id uuid NOT NULL PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    secret bytea NOT NULL,
    confirmed bigint NOT NULL,
    -- Of the last code that was used (RFC 6238, 5.2: each is good once).
    step bigint NOT NULL,
    created_at bigint NOT NULL
);

CREATE TABLE recovery_codes (
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- SHA-256.
    hash bytea NOT NULL,
    PRIMARY KEY (account_id, hash) -- clustered
);

CREATE TABLE audit (
    seq bigint NOT NULL PRIMARY KEY,
    at bigint NOT NULL,
    action text NOT NULL,
    actor uuid,
    name text NOT NULL,
    via text NOT NULL,
    target text NOT NULL,
    address text NOT NULL,
    agent text NOT NULL,
    outcome text NOT NULL,
    detail text NOT NULL,
    -- Of name, target and address, folded.
    search_key text NOT NULL,
    hash bytea NOT NULL
);
CREATE INDEX audit_by_time ON audit (at);

-- One row: where the log begins and ends.
CREATE TABLE audit_head (
    id bigint NOT NULL PRIMARY KEY,
    first bigint NOT NULL,
    before bytea NOT NULL,
    last bigint NOT NULL,
    hash bytea NOT NULL
);

CREATE TABLE groups (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL,
    name_key text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX groups_by_name ON groups (name_key);

CREATE TABLE group_members (
    group_id uuid NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, account_id) -- clustered
);
CREATE INDEX group_members_by_account ON group_members (account_id);

-- That a collection is shared: with an account or with a group.
CREATE TABLE grants (
    id uuid NOT NULL PRIMARY KEY,
    collection_id uuid NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
    group_id uuid REFERENCES groups (id) ON DELETE CASCADE,
    level text NOT NULL
);
CREATE INDEX grants_by_collection ON grants (collection_id);
CREATE INDEX grants_by_account ON grants (account_id);
CREATE INDEX grants_by_group ON grants (group_id);
