//! Citations: finding them in a stream of text, and holding each against its source.

pub mod check;
pub mod facts;
pub(crate) mod judge;
pub mod parser;
pub mod terms;
