#![doc = include_str!("../README.md")]

pub mod access;
pub mod audit;
pub mod auth;
pub mod blobs;
pub mod chat;
pub mod documents;
pub mod folders;
pub mod guests;
pub mod idempotency;
pub mod keyword_index;
pub mod privacy;
pub mod prompts;
pub mod roles;
pub mod sealing;
pub mod settings;
pub mod shares;
pub mod sharing;
pub mod tasks;
pub mod vector_index;

mod checks;
mod hash_embedder;
mod manual_clock;
mod one_model;
mod postgres;
mod scripted_model;

pub use hash_embedder::HashEmbedder;
pub use manual_clock::ManualClock;
pub use one_model::OneModel;
pub use postgres::Postgres;
pub use scripted_model::{ScriptStep, ScriptedModel};

use chatbox_core::sealing::Sealer;
use std::sync::Arc;

/// A sealer with always the same key, so that a store can be opened again.
pub fn sealer() -> Arc<dyn Sealer> {
    Arc::new(chatbox_vault::Keyring::of_one([7; 32]))
}
