#![doc = include_str!("../README.md")]

mod attempt;
mod backoff;
mod dispatch;
mod measure;
mod queue;
mod running;
mod settings;
mod signal;

#[cfg(test)]
mod tests;

pub use backoff::{delay, outcome};
pub use queue::{Deps, Queue, QueueBuilder};
pub use settings::Settings;
pub use signal::WakeSignal;
