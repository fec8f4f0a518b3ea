-- Identity providers.

-- Limits.

-- Profiles.

-- Own roles.

-- Shared conversations.

-- Encryption.
