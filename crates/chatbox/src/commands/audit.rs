//! `chatbox audit`: also beside a running server.

use super::{
    Base,
    admin::{self, Shell},
};
use crate::cli::Audit as Command;
use anyhow::bail;
use chatbox_auth::Chain;
use std::io::{BufWriter, Write};

/// Carries out one command.
pub(crate) async fn run(base: &Base, command: Command) -> anyhow::Result<()> {
    let Shell { store, audit, .. } = admin::open(base).await?;
    match command {
        Command::Verify => match audit.verify().await? {
            Chain::Whole { lines, first, hash } => {
                println!("{lines} lines from number {first} on, every one as it was written. Hash of the last: {hash}");
            }
            Chain::Broken { seq, why } => {
                bail!(
                    "line {seq} of the audit log is not what was written: {why}; compare with an earlier export or backup"
                );
            }
        },
        Command::Export => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            let mut next = 1;
            loop {
                let lines = audit.from(next).await?;
                let Some(last) = lines.last() else { break };
                next = last.seq + 1;
                for line in &lines {
                    serde_json::to_writer(&mut out, line)?;
                    out.write_all(b"\n")?;
                }
            }
            out.flush()?;
        }
    }
    Ok(store.database().close().await?)
}
