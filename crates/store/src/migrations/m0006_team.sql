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

-- Shared conversations.

-- Encryption.
