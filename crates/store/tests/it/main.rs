//! The contract suites on SQLite and Postgres, and what only this crate promises.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cancellation;
mod contracts;
mod migrations;
mod sealing;
mod stores;
mod temporary;
