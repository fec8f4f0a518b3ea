#![doc = include_str!("../README.md")]

mod endpoint;
mod openai;
mod providers;
mod tokens;
mod wire;

pub use endpoint::http_client;
pub use openai::OpenAi;
pub use providers::Providers;

#[cfg(test)]
mod tests;
