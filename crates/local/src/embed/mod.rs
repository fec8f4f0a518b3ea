//! Text to vectors: the port's implementation in the parent, and the child that computes.

mod child;
mod parent;
mod queue;

pub use child::run_embed_worker;
pub use parent::{EmbedSettings, LocalEmbedder};

use chatbox_core::models::EmbedAs;
use serde::{Deserialize, Serialize};

/// Calls that a child works on at a time; each holds a waiting thread there.
const CALLS: usize = 16;

/// Asks for the vectors of the texts in the payload (a JSON array of strings). The answer's payload is their components as
/// little-endian 32-bit floats.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    embed_as: EmbedAs,
}
