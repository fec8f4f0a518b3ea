//! What a child may use, and how it binds itself to it.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, time::Duration};

/// The flag under which `Worker` hands the limits to the child; its value is `Limits` in text form.
pub const LIMITS_FLAG: &str = "--limits";

/// What a child may use. `Display` and `FromStr` are the text form for the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Address space in bytes (`RLIMIT_AS`). Mapped files count, so leave it out for models.
    pub memory: Option<u64>,
    /// CPU seconds that one request may use (`RLIMIT_CPU`, moved forward at each request; only with one handler thread).
    pub cpu_seconds: Option<u64>,
    /// Bytes that a written file may have (`RLIMIT_FSIZE`).
    pub file_size: u64,
    /// Open files (`RLIMIT_NOFILE`).
    pub open_files: u64,
    /// Added to the process's niceness, 0 to 19.
    pub nice: u8,
    /// System calls that are refused.
    pub sandbox: Sandbox,
    /// Requests after which the child asks to be replaced.
    pub retire_after: Option<u32>,
    /// Resident bytes above which the child asks to be replaced after a request.
    pub retire_above: Option<u64>,
    /// Payload bytes that one frame may carry, in both directions.
    pub frame: usize,
    /// Process that must still be the parent; `Worker` fills it in.
    #[serde(default)]
    pub parent: Option<u32>,
}

/// System calls that are refused (seccomp, Linux on x86-64 and aarch64; without effect elsewhere).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sandbox {
    /// None.
    Off,
    /// No network, no new programs, no reaching into other processes. Files can be opened.
    Compute,
    /// As `Compute`, and no file can be opened, created or changed after the start.
    Parse,
}

/// The text is not the text form of `Limits`.
#[derive(Debug, thiserror::Error)]
#[error("not a description of limits: {0}")]
pub struct LimitsError(#[from] serde_json::Error);

impl Limits {
    /// For a parser of strangers' bytes: `memory` bytes of address space, no files, no network, lowest claim to the CPU, replaced
    /// after 200 requests or when more than a quarter of the memory stays in use.
    pub fn parsing(memory: u64) -> Self {
        Self {
            memory: Some(memory),
            cpu_seconds: None,
            file_size: 0,
            open_files: 64,
            nice: 10,
            sandbox: Sandbox::Parse,
            retire_after: Some(200),
            retire_above: Some(memory / 4),
            frame: 256 << 20,
            parent: None,
        }
    }

    /// For models that were chosen by the operator: no network, no programs; memory is the model's own affair.
    pub fn models() -> Self {
        Self {
            memory: None,
            cpu_seconds: None,
            file_size: 0,
            open_files: 256,
            nice: 0,
            sandbox: Sandbox::Compute,
            retire_after: None,
            retire_above: None,
            frame: 64 << 20,
            parent: None,
        }
    }

    /// Binds this process. Call it before any other thread exists.
    pub(crate) fn apply(&self) -> Result<(), String> {
        die_with_parent(self.parent)?;
        if self.nice > 0 {
            rustix::process::nice(i32::from(self.nice.min(19))).map_err(|error| format!("nice: {error}"))?;
        }
        limit(Resource::Core, 0)?;
        limit(Resource::Fsize, self.file_size)?;
        limit(Resource::Nofile, self.open_files)?;
        if let Some(memory) = self.memory {
            limit(Resource::As, memory)?;
        }
        self.sandbox.enter()
    }

    /// Moves the CPU limit to this request's budget beyond what was used so far.
    pub(crate) fn grant_cpu(&self) {
        let Some(seconds) = self.cpu_seconds else { return };
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).tv_sec;
        let current = Some(u64::try_from(used).unwrap_or(0) + seconds.max(1) + 1);
        // A failure leaves the former, lower limit in force.
        let _ = setrlimit(Resource::Cpu, Rlimit { current, maximum: getrlimit(Resource::Cpu).maximum });
    }

    pub(crate) fn cpu_budget(&self) -> Duration {
        Duration::from_secs(self.cpu_seconds.unwrap_or(0))
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Limits {
    type Err = LimitsError;

    fn from_str(text: &str) -> Result<Self, LimitsError> {
        Ok(serde_json::from_str(text)?)
    }
}

/// Lowers a limit; never above what the process was given.
fn limit(resource: Resource, value: u64) -> Result<(), String> {
    let value = getrlimit(resource).maximum.map_or(value, |maximum| maximum.min(value));
    setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) })
        .map_err(|error| format!("{resource:?}: {error}"))
}

fn die_with_parent(parent: Option<u32>) -> Result<(), String> {
    #[cfg(target_os = "linux")]
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))
        .map_err(|error| format!("parent-death signal: {error}"))?;
    let now = rustix::process::getppid().map(|pid| pid.as_raw_nonzero().get().unsigned_abs());
    match parent {
        // It died before the signal was asked for.
        Some(parent) if now != Some(parent) => Err("the parent is gone".into()),
        _ => Ok(()),
    }
}
