CREATE TABLE accounts (
    id uuid NOT NULL PRIMARY KEY,
    email text NOT NULL,
    email_key text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    disabled bigint NOT NULL DEFAULT 0,
    -- PHC notation.
    password text NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX accounts_by_email ON accounts (email_key);

CREATE TABLE sessions (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    agent text NOT NULL,
    address text NOT NULL,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    closed_at bigint
);
CREATE INDEX sessions_by_account ON sessions (account_id, seen_at, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- SHA-256 of each refresh token; those that were used stay for a while, so that a second use is noticed.
CREATE TABLE refresh_tokens (
    hash bytea NOT NULL PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    used_at bigint
);
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_by_use ON refresh_tokens (used_at);

CREATE TABLE signing_keys (
    id uuid NOT NULL PRIMARY KEY,
    seed bytea NOT NULL,
    created_at bigint NOT NULL
);
