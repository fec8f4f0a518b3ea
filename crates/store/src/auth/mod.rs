//! Accounts, sessions, and the keys of access tokens.

mod accounts;
mod keys;
mod sessions;
