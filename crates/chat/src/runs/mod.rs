//! Runs: their log, their readers, and the task that carries one out.

pub(crate) mod follow;
pub(crate) mod live;
pub(crate) mod log;
pub(crate) mod tidy;
pub(crate) mod work;
