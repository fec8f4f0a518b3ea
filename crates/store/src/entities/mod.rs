//! One module per table, the same for both databases. `migrations/*.sql` has their keys, indexes and checks.
// sea-orm's derives make everything `pub`; the module itself is private.
#![allow(unreachable_pub)]

pub(crate) mod accounts;
pub(crate) mod api_keys;
pub(crate) mod audit;
pub(crate) mod audit_head;
pub(crate) mod avatars;
pub(crate) mod chunks;
pub(crate) mod collections;
pub(crate) mod conversations;
pub(crate) mod data_keys;
pub(crate) mod deletions;
pub(crate) mod documents;
pub(crate) mod embeddings;
pub(crate) mod events;
pub(crate) mod folders;
pub(crate) mod group_members;
pub(crate) mod groups;
pub(crate) mod idempotency;
pub(crate) mod invitations;
pub(crate) mod jobs;
pub(crate) mod messages;
pub(crate) mod profiles;
pub(crate) mod prompts;
pub(crate) mod recovery_codes;
pub(crate) mod refresh_tokens;
pub(crate) mod revisions;
pub(crate) mod roles;
pub(crate) mod runs;
pub(crate) mod second_factors;
pub(crate) mod sentences;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod shares;
pub(crate) mod signing_keys;
pub(crate) mod texts;
