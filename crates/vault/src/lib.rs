#![doc = include_str!("../README.md")]

mod keyring;
mod master;
mod vault;

pub use keyring::Keyring;
pub use master::{BadKey, MasterKey};
pub use vault::{KeyState, Progress, REFRESH, Vault, VaultError};

#[cfg(test)]
mod tests;
