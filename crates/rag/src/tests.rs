//! Ingestion, library and rebuild through the engine's public calls, over a real SQLite store.

mod crash;
mod documents;
mod fakes;
mod killable;
mod library;
mod pure;
mod rebuild;
mod room;
mod search;
