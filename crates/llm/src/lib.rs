#![doc = include_str!("../README.md")]

mod endpoint;
mod openai;
mod providers;
mod wire;

pub use endpoint::{Endpoint, http_client};
pub use openai::OpenAi;
pub use providers::{PROVIDER_SETTING, Providers};

#[cfg(test)]
mod tests;
