//! A private Postgres for tests.

use std::{
    fs, io,
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// A Postgres server of its own in a temporary folder, reachable through a Unix socket only. It writes nothing to disk for safety's
/// sake and is stopped, and its folder removed, when this is dropped or the process ends in whatever way.
#[derive(Debug)]
pub struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    /// Stops the server when its standard input closes.
    keeper: Child,
    databases: AtomicU32,
}

/// Where Debian puts one folder per major version.
const VERSIONS: &str = "/usr/lib/postgresql";
/// Longest wait for the server to accept connections; usually well under a second.
const START: Duration = Duration::from_secs(60);
/// Runs the server ("$@") until standard input ends, then stops it and removes the folder ($0). Ctrl-C in a terminal reaches it too and
/// is left to the tests.
const KEEPER: &str = r#"trap '' INT TERM HUP; "$@" & cat; kill -INT $!; wait $!; rm -rf "$0""#;

impl Postgres {
    /// Starts a server of the newest installed version. Errors say what is missing.
    pub fn start() -> io::Result<Self> {
        let programs = newest_version()?.join("bin");
        let folder = tempfile::Builder::new().prefix("chatbox-postgres-").tempdir()?.keep();
        let as_user = unprivileged(&folder)?;
        let data = folder.join("data");
        let mut init = as_user.command(&programs.join("initdb"));
        init.arg("-D").arg(&data).args(["-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        run(&mut init)?;

        let mut server = as_user.words(&programs.join("postgres"));
        server.extend(["-D".to_owned(), data.display().to_string(), "-k".to_owned(), folder.display().to_string()]);
        for setting in SETTINGS {
            server.extend(["-c".to_owned(), (*setting).to_owned()]);
        }
        let keeper = Command::new("sh")
            .args(["-c", KEEPER])
            .arg(&folder)
            .args(server)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("log"))?)
            .spawn()?;
        let postgres = Self { folder, programs, keeper, databases: AtomicU32::new(0) };
        postgres.wait_until_ready()?;
        Ok(postgres)
    }

    /// The server all tests of this process share, started by the first one. Panics with the reason when it cannot be started.
    /// Blocks for about a second the first time.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(|| match Self::start() {
            Ok(postgres) => postgres,
            Err(error) => panic!("the tests need a private Postgres: {error}"),
        })
    }

    /// Makes an empty database and returns its `postgres://` address.
    pub fn create_database(&self) -> io::Result<String> {
        let name = format!("test{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut create = Command::new(self.programs.join("createdb"));
        run(create.arg("-h").arg(&self.folder).args(["-U", USER, &name]))?;
        Ok(format!("postgres://{USER}@localhost/{name}?host={}", self.folder.display()))
    }

    fn wait_until_ready(&self) -> io::Result<()> {
        let begin = Instant::now();
        loop {
            let mut ask = Command::new(self.programs.join("pg_isready"));
            if run(ask.arg("-h").arg(&self.folder).args(["-U", USER, "-d", "postgres"])).is_ok() {
                return Ok(());
            }
            if begin.elapsed() > START {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                return Err(io::Error::other(format!("Postgres does not start: {log}")));
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nothing is left to do if waiting fails: the keeper stops the server by itself.
        let _ = self.keeper.wait();
    }
}

const USER: &str = "chatbox";
/// Nothing of a test survives it, so nothing is forced to disk.
const SETTINGS: &[&str] = &[
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "listen_addresses=",
    "max_connections=200",
    "shared_buffers=32MB",
];

fn newest_version() -> io::Result<PathBuf> {
    let missing = || io::Error::other("there is no Postgres under /usr/lib/postgresql; install Debian's postgresql");
    let versions = fs::read_dir(VERSIONS).map_err(|_| missing())?;
    let versions = versions.filter_map(|entry| Some(entry.ok()?.path()));
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    versions.filter(|path| path.join("bin/postgres").exists()).max_by_key(number).ok_or_else(missing)
}

/// How to run a program so that Postgres accepts it: it refuses to run as root.
struct AsUser(Vec<String>);

impl AsUser {
    fn words(&self, program: &Path) -> Vec<String> {
        self.0.iter().cloned().chain([program.display().to_string()]).collect()
    }

    fn command(&self, program: &Path) -> Command {
        let words = self.words(program);
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).current_dir("/");
        command
    }
}

/// Root hands the folder to the user `postgres` that Debian's package makes, and runs the server as that user.
fn unprivileged(folder: &Path) -> io::Result<AsUser> {
    if fs::metadata(folder)?.uid() != 0 {
        return Ok(AsUser(Vec::new()));
    }
    let id = |option: &str| {
        let id = Command::new("id").args([option, "postgres"]).output()?;
        let id = String::from_utf8_lossy(&id.stdout).trim().parse::<u32>();
        id.map_err(|_| io::Error::other("there is no user postgres; install Debian's postgresql"))
    };
    let (user, group) = (id("-u")?, id("-g")?);
    chown(folder, Some(user), Some(group))?;
    // setpriv replaces itself by the program, so that a signal to it reaches the server.
    let words =
        ["setpriv".to_owned(), format!("--reuid={user}"), format!("--regid={group}"), "--init-groups".to_owned()];
    Ok(AsUser(words.into()))
}

fn run(command: &mut Command) -> io::Result<()> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(io::Error::other(format!("{}: {text}", command.get_program().display())))
}
