//! Where the master key comes from.

use crate::{commands::Base, settings::Encryption};
use anyhow::{Context, bail};
use chatbox_core::{clock::SystemClock, sealing::DataKeyStore};
use chatbox_store::Database;
use chatbox_vault::{MasterKey, Vault, VaultError};
use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::Path,
    process::Stdio,
    sync::Arc,
    time::Duration,
};
use tokio::process::Command;

/// Longest wait for the command that prints the key.
const PATIENCE: Duration = Duration::from_secs(30);

/// Opens the data keys of a database with the operator's master key.
pub(crate) async fn open(base: &Base, database: &Database, clock: &Arc<SystemClock>) -> anyhow::Result<Vault> {
    let known = database.data_keys().await;
    let is_sealed = !known
        .context("the data keys cannot be read; run `chatbox migrate` if an earlier version made this store")?
        .is_empty();
    let file = base.data.master_key();
    let master = master(&base.layers.settings.encryption, &file, is_sealed).await?;
    match Vault::open(master, Arc::new(database.clone()), clock.clone()).await {
        Err(error @ VaultError::WrongMaster) => Err(error).with_context(|| {
            format!(
                "give the right one in encryption.key_file, .key or .key_command, or put it back at {}",
                file.display()
            )
        }),
        opened => Ok(opened?),
    }
}

/// The first that is set of key, file and command; else the file in the data folder, which is made for a store that is not sealed yet.
async fn master(settings: &Encryption, file: &Path, is_sealed: bool) -> anyhow::Result<MasterKey> {
    if let Some(key) = &settings.key {
        return MasterKey::parse(key).context("encryption.key");
    }
    if let Some(named) = &settings.key_file {
        return read(named).context("encryption.key_file");
    }
    if !settings.key_command.is_empty() {
        return printed(&settings.key_command).await.context("encryption.key_command");
    }
    match fs::exists(file)? {
        true => read(file),
        false if is_sealed => bail!(
            "the store is sealed, and its master key {} is missing: put it back, or name it in encryption.key_file, .key or .key_command",
            file.display()
        ),
        false => make(file).with_context(|| format!("cannot make the master key {}", file.display())),
    }
}

pub(crate) fn read(file: &Path) -> anyhow::Result<MasterKey> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read the master key {}", file.display()))?;
    if fs::metadata(file)?.mode() & 0o077 != 0 {
        tracing::warn!("other users can read the master key {}; make it yours alone (chmod 600)", file.display());
    }
    MasterKey::parse(&text).with_context(|| file.display().to_string())
}

fn make(file: &Path) -> anyhow::Result<MasterKey> {
    let key = MasterKey::random()?;
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(mut made) => {
            writeln!(made, "{}", key.to_hex().as_str())?;
            made.sync_all()?;
        }
        // Another process was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return read(file),
        Err(error) => return Err(error.into()),
    }
    tracing::info!("made the master key {}: keep a copy apart from the backups of the data", file.display());
    Ok(key)
}

/// What a command prints.
async fn printed(command: &[String]) -> anyhow::Result<MasterKey> {
    let [program, args @ ..] = command else { bail!("it names no program") };
    let mut child = Command::new(program);
    child.args(args).stdin(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
    let done = tokio::time::timeout(PATIENCE, child.output()).await;
    let output = done.with_context(|| format!("{program} did not end within {} seconds", PATIENCE.as_secs()))?;
    let output = output.with_context(|| format!("cannot start {program}"))?;
    if !output.status.success() {
        bail!("{program} failed ({})", output.status);
    }
    Ok(MasterKey::parse(str::from_utf8(&output.stdout).unwrap_or_default())?)
}
