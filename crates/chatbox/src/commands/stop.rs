//! `chatbox stop`

use super::Base;
use anyhow::{Context, bail};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    thread::sleep,
    time::{Duration, Instant},
};

/// Asks the holder of the data folder to end, and waits until it has.
pub(crate) fn run(base: &Base) -> anyhow::Result<()> {
    let Some(holder) = base.data.holder() else {
        println!("No chatbox is running on {}.", base.data.path().display());
        return Ok(());
    };
    let holder = holder.process;
    let pid = Pid::from_raw(holder).context("the lock file names no process")?;
    kill_process(pid, Signal::TERM).context("cannot stop it")?;
    let patience = Duration::from_secs(base.layers.settings.server.shutdown_seconds + 20);
    let begun = Instant::now();
    while base.data.holder().is_some() {
        if begun.elapsed() > patience {
            bail!("process {holder} is still there after {} seconds; end it with kill -9 {holder}", patience.as_secs());
        }
        sleep(Duration::from_millis(50));
    }
    println!("Stopped.");
    Ok(())
}
