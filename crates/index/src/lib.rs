#![doc = include_str!("../README.md")]

mod error;
mod keyword;
mod manifest;
mod pool;
mod upkeep;
mod vector;

pub use error::IndexError;
pub use keyword::{ANALYZER_VERSION, KeywordSettings, TantivyIndex};
pub use vector::{QdrantEdgeIndex, VectorSettings};
