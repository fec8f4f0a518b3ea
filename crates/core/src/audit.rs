//! The audit log: who did what, when, from where, and what came of it.

use crate::{
    clock::Time,
    error::StoreResult,
    ids::UserId,
    page::{Page, PageRequest},
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// What something was done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A page or program that is signed in.
    Session,
    /// A key for programs.
    ApiKey,
    /// `chatbox` in a shell.
    Shell,
    /// Nothing that says who it is: signing in, a server for a single user.
    Open,
    /// The program by itself.
    System,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was not allowed.
    Refused,
    /// It was allowed and did not work.
    Failed,
}

/// Something to be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditEvent {
    /// What was done, e.g. `auth.sign_in` or `document.delete`.
    pub action: String,
    /// Who did it, as far as it is known.
    pub actor: Option<UserId>,
    /// The address of that account at the time, or the one that was typed.
    pub name: String,
    /// What it was done with.
    pub via: Via,
    /// What it was done to: an id or an address.
    pub target: String,
    /// From where.
    pub address: String,
    /// What the browser or program calls itself.
    pub agent: String,
    /// What came of it.
    pub outcome: Outcome,
    /// Why it did not work, or what else there is to say.
    pub detail: String,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    /// Its place: 1 for the first, without gaps.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    #[serde(flatten)]
    pub event: AuditEvent,
    /// Binds it to all lines before it: 64 hex digits.
    pub hash: String,
}

/// SHA-256.
pub type Link = [u8; 32];

/// What the first line is bound to.
pub const START: Link = [0; 32];

/// The hash of a line: SHA-256 over the hash of the line before it and the line as JSON, times in microseconds.
///
/// # Errors
/// Never for what a store gives back.
pub fn link(before: &Link, seq: u64, at: Time, event: &AuditEvent) -> Result<Link, serde_json::Error> {
    let line = serde_json::to_vec(&(seq, at.timestamp_micros(), event))?;
    Ok(Sha256::new().chain_update(before).chain_update(&line).finalize().into())
}

/// Where the log begins and ends, kept beside it: lines that were cut off at either end are missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// The place of the first line that is kept.
    pub first: u64,
    /// The hash of the line before it.
    pub before: Link,
    /// The place of the last line; `first - 1` if there is none.
    pub last: u64,
    /// The hash of that line.
    pub hash: Link,
}

/// Which lines are wanted; absent parts let everything through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    /// Actions that begin so, e.g. `auth.`.
    pub action: Option<String>,
    /// Lines whose name, target or address contain this, without regard to case.
    pub contains: Option<String>,
    /// What came of it.
    pub outcome: Option<Outcome>,
    /// From this time on.
    pub from: Option<Time>,
    /// Before this time.
    pub until: Option<Time>,
}

/// The audit log.
///
/// Implementors guarantee: each method is one transaction; lines are written one after the other, also by several processes; a line that is
/// there is never changed, and removed by `trim_audit` only, from the old end.
#[async_trait]
pub trait AuditStore: Send + Sync {
    /// Writes a line; it is there when this returns.
    async fn append_audit(&self, event: &AuditEvent, now: Time) -> StoreResult<AuditEntry>;
    /// The lines that are wanted, the newest first.
    async fn audit_entries(&self, filter: &AuditFilter, page: &PageRequest) -> StoreResult<Page<AuditEntry>>;
    /// At most `limit` lines from a place on, the oldest first.
    async fn audit_from(&self, seq: u64, limit: u32) -> StoreResult<Vec<AuditEntry>>;
    /// Where it begins and ends.
    async fn audit_head(&self) -> StoreResult<AuditHead>;
    /// Removes the lines before this time; returns how many.
    async fn trim_audit(&self, before: Time) -> StoreResult<u64>;
}
