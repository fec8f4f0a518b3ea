//! Accounts and whatever lets one in.

mod accounts;
mod api_keys;
mod invitations;
mod keys;
mod roles;
mod second_factor;
mod sessions;
