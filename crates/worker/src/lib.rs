#![doc = include_str!("../README.md")]

mod call;
mod connection;
mod error;
mod frame;
mod limits;
mod pool;
mod sandbox;
mod serve;
mod stderr;
mod worker;

pub use error::WorkerError;
pub use frame::Frame;
pub use limits::{LIMITS_FLAG, Limits, LimitsError, Sandbox};
pub use pool::Pool;
pub use serve::{Answers, Cancelled, ServeError, serve_stdio};
pub use worker::{Cancel, Spec, Worker};
