-- Identity providers.

-- Limits.

-- Profiles.

-- Own roles.

-- Shared conversations.

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
