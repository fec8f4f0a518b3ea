#![doc = include_str!("../README.md")]
pub mod blobs;
pub mod keyword_index;
pub mod vector_index;

mod hash_embedder;
mod manual_clock;
mod one_model;
mod scripted_model;

pub use hash_embedder::HashEmbedder;
pub use manual_clock::ManualClock;
pub use one_model::OneModel;
pub use scripted_model::{ScriptStep, ScriptedModel};
