//! Product tests: the real program on a free port with a temporary data folder and the real embedded models.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs, unreachable_pub)]

mod accounts;
mod audit;
mod chat;
mod cli;
mod documents;
mod encryption;
mod folders;
mod guests;
mod matrix;
mod operations;
mod privacy;
mod program;
mod provider;
mod resume;
mod roles;
mod sharing;
mod sockets;
mod tls;
mod traces;
mod transfer;
