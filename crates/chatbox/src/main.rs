//! Chatbox: a self-hosted AI workspace. This is the composition root: command line, settings, wiring.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks to people")]

mod cli;
mod commands;
mod compose;
mod data;
mod health;
mod keys;
mod logging;
mod metrics;
mod rebuild;
mod settings;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("chatbox: {error:#}");
            ExitCode::FAILURE
        }
    }
}
