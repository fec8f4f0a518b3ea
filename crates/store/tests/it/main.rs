//! The contract suites on SQLite and Postgres, and what only this crate promises.

mod cancellation;
mod contracts;
mod migrations;
mod stores;
