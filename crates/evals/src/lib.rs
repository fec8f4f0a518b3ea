#![doc = include_str!("../README.md")]

pub mod beir;
pub mod metrics;
pub mod retrieval;
