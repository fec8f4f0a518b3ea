//! The command line.

use crate::settings::Overrides;
use clap::{Args, Parser, Subcommand};
use serde_json::json;
use std::{net::IpAddr, num::NonZeroUsize, path::PathBuf};

/// A self-hosted AI workspace: answers from your documents, with citations you can check.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true)]
pub(crate) struct Cli {
    /// Folder for everything Chatbox keeps; the platform's data folder if absent.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Settings file; `chatbox.yaml` in the data folder if absent.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Starts the server and prints its address.
    Serve(Serve),
    /// Stops the server of this data folder.
    Stop,
    /// Asks a question and prints a cited answer.
    Ask(Ask),
    /// Adds files and folders.
    Ingest(Ingest),
    /// Lists and manages embedded models.
    #[command(subcommand)]
    Models(Models),
    /// Says what is missing or wrong, and how to mend it.
    Doctor(Doctor),
    /// Prints the effective settings and where each comes from.
    Config,
    /// Brings the store to this program's version.
    Migrate,
    /// Manages accounts, also beside a running server.
    #[command(subcommand)]
    Admin(Admin),
    /// Checks and exports the audit log, also beside a running server.
    #[command(subcommand)]
    Audit(Audit),
    /// Manages the keys that what is stored is sealed with, also beside a running server.
    #[command(subcommand)]
    Keys(Keys),
    /// Manages the search index, which can always be made anew.
    #[command(subcommand)]
    Index(Index),
    /// Prints the OpenAPI document.
    Openapi,
    /// Runs one quality measurement on a folder of evaluation data.
    Eval(Eval),
    /// Runs as a limited child of the server.
    #[command(hide = true)]
    Worker(Worker),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address to listen on.
    #[arg(long, value_name = "H")]
    pub(crate) host: Option<IpAddr>,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// One user who need not sign in; only on a loopback address.
    #[arg(long)]
    pub(crate) single_user: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Ask {
    /// The question.
    pub(crate) question: String,
    /// Files and folders to answer from; they are added first where they are new. All documents if absent.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) docs: Vec<PathBuf>,
    /// Model id; the default if absent.
    #[arg(long)]
    pub(crate) model: Option<String>,
    /// Prints one JSON object and nothing else.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Ingest {
    /// Files and folders.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Collection to add them to; made if it does not exist.
    #[arg(long, value_name = "NAME", default_value = "Documents")]
    pub(crate) collection: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Models {
    /// Lists the known models and what is installed.
    List,
    /// Downloads a model (all that Chatbox needs if absent); an interrupted download goes on where it stopped.
    Pull {
        /// Id from `models list`.
        id: Option<String>,
        /// Use this file instead of a download.
        #[arg(long, requires = "id", value_name = "FILE")]
        from: Option<PathBuf>,
        /// Do nothing for models that are there.
        #[arg(long)]
        missing: bool,
    },
    /// Checks the files against their SHA-256.
    Verify {
        /// Id; all if absent.
        id: Option<String>,
    },
    /// Removes a model's files.
    Remove {
        /// Id.
        id: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Prints nothing; the exit code says it.
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Asks a running server instead.
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Admin {
    /// Makes an account and prints its password.
    CreateUser {
        /// The address to sign in with.
        email: String,
        /// What the person is called; what stands before the `@` if absent.
        #[arg(long)]
        name: Option<String>,
        /// `owner`, `administrator`, `member`, `viewer`, or the name of an own role.
        #[arg(long, default_value = "member")]
        role: String,
    },
    /// Lists the accounts: address, role, state, name.
    ListUsers,
    /// Gives an account a new password, prints it, and closes all its sessions.
    ResetPassword {
        /// The address.
        email: String,
    },
    /// Takes an account's second factor out of use: the device was lost.
    RemoveSecondFactor {
        /// The address.
        email: String,
    },
    /// Refuses an account to sign in, and closes all its sessions.
    DisableUser {
        /// The address.
        email: String,
    },
    /// Lets an account sign in again.
    EnableUser {
        /// The address.
        email: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Computes every hash of the chain anew and says whether a line was removed or changed.
    Verify,
    /// Prints the whole log, the oldest line first: one JSON object per line.
    Export,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// Prints a new master key.
    New,
    /// Lists the data keys, and how much is to be sealed anew.
    Status,
    /// Makes a new data key; a running server seals everything with it in the background.
    Rotate,
    /// Seals the data keys with another master key, after which the old one opens nothing.
    ChangeMaster {
        /// File with the new key.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Index {
    /// Makes the index anew from the stored documents.
    Rebuild,
}

#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// `retrieval`, `answers`, `abstain` (fits the weights of the decision to abstain) or `citations` (measures their check).
    pub(crate) name: String,
    /// Folder of the data set, in the layout of BEIR.
    #[arg(long, value_name = "DIR")]
    pub(crate) documents: PathBuf,
    /// Most questions to ask (answers); all if absent.
    #[arg(long)]
    pub(crate) limit: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct Worker {
    /// `extract`, `embed` or `generate`.
    pub(crate) kind: String,
    /// File of the model.
    #[arg(long)]
    pub(crate) model: Option<PathBuf>,
    /// Threads.
    #[arg(long)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Tokens of the window.
    #[arg(long)]
    pub(crate) window: Option<NonZeroUsize>,
    /// Limits, as the parent wrote them.
    #[arg(long)]
    pub(crate) limits: Option<String>,
}

impl Cli {
    /// Flags that are settings.
    pub(crate) fn overrides(&self) -> Overrides {
        let Command::Serve(serve) = &self.command else { return Vec::new() };
        let host = serve.host.map(|host| ("server.host", json!(host)));
        let port = serve.port.map(|port| ("server.port", json!(port)));
        let single_user = serve.single_user.then(|| ("auth.single_user", json!(true)));
        [host, port, single_user].into_iter().flatten().collect()
    }
}
