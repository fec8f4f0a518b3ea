#![doc = include_str!("../README.md")]

pub mod abstain;
mod abstention;
pub mod answers;
pub mod beir;
pub mod citations;
mod corpus;
pub mod metrics;
pub mod retrieval;
