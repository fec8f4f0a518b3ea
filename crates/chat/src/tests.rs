//! The engine through its public calls, with the real SQLite store.

mod runs;
mod turns;
mod world;
