#![doc = include_str!("../README.md")]

pub mod blobs;
pub mod chat;
pub mod clock;
pub mod documents;
pub mod error;
pub mod health;
pub mod idempotency;
pub mod ids;
pub mod index;
pub mod loader;
pub mod models;
pub mod page;
pub mod search;
pub mod sentences;
pub mod settings;
pub mod tasks;
