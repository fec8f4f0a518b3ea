//! The data folder: where things lie, and the lock that keeps two programs out of one folder.

use anyhow::{Context, bail};
use std::{
    fs::{self, File},
    io::{self, Read as _, Seek as _, Write as _},
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

/// Where Chatbox keeps everything.
#[derive(Debug, Clone)]
pub(crate) struct DataFolder(PathBuf);

impl DataFolder {
    /// The folder the user named, or the platform's.
    pub(crate) fn find(named: Option<&Path>) -> anyhow::Result<Self> {
        let path = match named {
            Some(path) => std::path::absolute(path)?,
            None => directories::ProjectDirs::from("", "", "chatbox")
                .context("no home folder: name a data folder with --data")?
                .data_dir()
                .to_owned(),
        };
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn settings_file(&self) -> PathBuf {
        self.0.join("chatbox.yaml")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("chatbox.db")
    }

    /// The master key, where no other is set.
    pub(crate) fn master_key(&self) -> PathBuf {
        self.0.join("master.key")
    }

    /// What an ACME server gave.
    pub(crate) fn acme(&self) -> PathBuf {
        self.0.join("acme")
    }

    pub(crate) fn blobs(&self) -> PathBuf {
        self.0.join("blobs")
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    pub(crate) fn models(&self) -> PathBuf {
        self.0.join("models")
    }

    fn lock_file(&self) -> PathBuf {
        self.0.join("lock")
    }

    /// Makes the folder, for its owner only.
    pub(crate) fn make(&self) -> anyhow::Result<()> {
        make_private(&self.0).with_context(|| format!("cannot make the data folder {}", self.0.display()))
    }

    /// Makes the folder and takes it for this process.
    pub(crate) fn lock(&self) -> anyhow::Result<DataLock> {
        self.make()?;
        let mut options = File::options();
        let mut file = options.read(true).write(true).create(true).truncate(false).open(self.lock_file())?;
        if file.try_lock().is_err() {
            let Holder { process, address } = read_holder(&mut file).context("its lock names no process")?;
            bail!(
                "{} is in use by another chatbox (process {process}): {}stop it with `chatbox stop`, or name another folder with --data",
                self.0.display(),
                address.map_or(String::new(), |address| format!("ask and add documents at {address}, or "))
            );
        }
        let mut lock = DataLock { file };
        lock.write(&std::process::id().to_string())?;
        Ok(lock)
    }

    /// Who holds the folder, if anybody does.
    pub(crate) fn holder(&self) -> Option<Holder> {
        let mut file = File::open(self.lock_file()).ok()?;
        if file.try_lock_shared().is_ok() {
            return None;
        }
        read_holder(&mut file)
    }
}

/// A process that holds the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) process: i32,
    /// Where it can be reached, if it is a server.
    pub(crate) address: Option<String>,
}

fn read_holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    let mut lines = text.lines();
    Some(Holder { process: lines.next()?.trim().parse().ok()?, address: lines.next().map(str::to_owned) })
}

/// Held until dropped, also by a crash: the system releases it with the process.
#[derive(Debug)]
pub(crate) struct DataLock {
    file: File,
}

impl DataLock {
    /// Tells others where this server can be reached.
    pub(crate) fn announce(&mut self, address: &str) -> io::Result<()> {
        self.write(&format!("{}\n{address}", std::process::id()))
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(text.as_bytes())
    }
}

/// What this program puts into its folder.
const OURS: [&str; 8] = ["acme", "blobs", "chatbox.db", "chatbox.yaml", "index", "lock", "master.key", "models"];

/// A folder that is made here is its owner's alone. One that was there becomes so if nothing but ours is in it: somebody may have named
/// a folder that others use.
fn make_private(path: &Path) -> io::Result<()> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above)?;
    }
    match fs::DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
        made => return made,
    }
    if fs::metadata(path)?.mode() & 0o077 != 0 && holds_only_ours(path)? {
        // It may belong to another user who lets us write, as mounted volumes do.
        if let Err(error) = fs::set_permissions(path, fs::Permissions::from_mode(0o700)) {
            tracing::warn!(%error, "other users can look into the data folder");
        }
    }
    Ok(())
}

fn holds_only_ours(path: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let is_ours = name.to_str().is_some_and(|name| OURS.contains(&name) || name.starts_with("chatbox.db-"));
        if !is_ours {
            return Ok(false);
        }
    }
    Ok(true)
}
