#![doc = include_str!("../README.md")]

mod catalogue;
mod download;
mod error;
mod files;
mod pip;
mod pull;
#[cfg(test)]
mod tests;

pub use catalogue::{CATALOGUE, Kind, Spec, Wheel, spec};
pub use error::ModelsError;
pub use files::{Models, State, Status};
pub use pull::{Progress, Stage};
