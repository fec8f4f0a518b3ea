//! Accounts and whatever lets one in.

pub(crate) mod accounts;
mod api_keys;
mod invitations;
mod keys;
mod profiles;
mod roles;
mod second_factor;
mod sessions;
