//! Writing the audit log down, and finding what was done to it.

use crate::AuthError;
use chatbox_core::{
    audit::{AuditEntry, AuditEvent, AuditFilter, AuditHead, AuditStore, Link, link},
    clock::{Clock, Time},
    ids::{ApiKeyId, UserId},
    page::{Page, PageRequest},
};
use chrono::TimeDelta;
use moka::sync::Cache;
use std::{sync::Arc, time::Duration};

/// Lines that are read at a time.
const BATCH: u32 = 1000;
/// A key that is used again and again is written down once in this time for each address, a request that is refused for each path.
const ONCE_IN: Duration = Duration::from_secs(60 * 60);
/// Keys and people remembered for that.
const REMEMBERED: u64 = 10_000;

/// The audit log. Without accounts it is written as well.
pub struct Audit {
    store: Arc<dyn AuditStore>,
    clock: Arc<dyn Clock>,
    used: Cache<(ApiKeyId, String), ()>,
    refused: Cache<(UserId, String), ()>,
}

/// What a look at the whole chain has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    /// Every line is there and as it was written.
    Whole {
        /// Lines.
        lines: u64,
        /// Where it begins; greater than 1 when old lines were removed as the settings say.
        first: u64,
        /// The hash of the last line, 64 hex digits: noted elsewhere, it proves that nothing was written anew.
        hash: String,
    },
    /// Something was removed or changed.
    Broken {
        /// The first line that is not what it should be.
        seq: u64,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl Audit {
    /// A log over a store.
    pub fn new(store: Arc<dyn AuditStore>, clock: Arc<dyn Clock>) -> Self {
        let used = Cache::builder().max_capacity(REMEMBERED).time_to_live(ONCE_IN).build();
        let refused = Cache::builder().max_capacity(REMEMBERED).time_to_live(ONCE_IN).build();
        Self { store, clock, used, refused }
    }

    /// Writes a line; it is there when this returns.
    ///
    /// # Errors
    /// When the store fails: then whatever was done must not be said to be done.
    pub async fn record(&self, event: &AuditEvent) -> Result<AuditEntry, AuthError> {
        Ok(self.store.append_audit(event, self.clock.now()).await?)
    }

    /// Whether this use of a key is to be written down: the first one from an address in an hour.
    pub fn is_first_use(&self, key: ApiKeyId, address: &str) -> bool {
        self.used.entry((key, address.to_owned())).or_insert(()).is_fresh()
    }

    /// Whether this refusal is to be written down: the first one of somebody for the same request in an hour.
    pub fn is_first_refusal(&self, who: UserId, request: &str) -> bool {
        self.refused.entry((who, request.to_owned())).or_insert(()).is_fresh()
    }

    /// The lines that are wanted, the newest first.
    ///
    /// # Errors
    /// `BadCursor`, or when the store fails.
    pub async fn entries(&self, filter: &AuditFilter, page: &PageRequest) -> Result<Page<AuditEntry>, AuthError> {
        Ok(self.store.audit_entries(filter, page).await?)
    }

    /// Some lines from a place on, the oldest first; none behind the end.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn from(&self, seq: u64) -> Result<Vec<AuditEntry>, AuthError> {
        Ok(self.store.audit_from(seq, BATCH).await?)
    }

    /// Goes through the whole log and computes every hash anew.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn verify(&self) -> Result<Chain, AuthError> {
        loop {
            // Read first: what is written meanwhile is longer, not shorter.
            let head = self.store.audit_head().await?;
            let chain = self.walk(&head).await?;
            let is_whole = matches!(chain, Chain::Whole { .. });
            if is_whole || self.store.audit_head().await?.first == head.first {
                return Ok(chain);
            }
            // Old lines were removed meanwhile, as the settings say.
        }
    }

    async fn walk(&self, head: &AuditHead) -> Result<Chain, AuthError> {
        let (mut next, mut before) = (head.first, head.before);
        while next <= head.last {
            let lines = self.store.audit_from(next, BATCH).await?;
            if lines.is_empty() {
                return Ok(Chain::Broken { seq: next, why: "it and all after it were removed" });
            }
            for line in lines.into_iter().take_while(|line| line.seq <= head.last) {
                if line.seq != next {
                    return Ok(Chain::Broken { seq: next, why: "it was removed" });
                }
                before = link(&before, line.seq, line.at, &line.event).map_err(AuthError::fault)?;
                if line.hash != hex(&before) {
                    return Ok(Chain::Broken { seq: next, why: "it, or its hash, was changed" });
                }
                next += 1;
            }
        }
        if before != head.hash {
            return Ok(Chain::Broken { seq: head.last, why: "the log was written anew behind it" });
        }
        Ok(Chain::Whole { lines: next - head.first, first: head.first, hash: hex(&before) })
    }

    /// Removes lines that are older; returns how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn trim(&self, age: TimeDelta) -> Result<u64, AuthError> {
        let before: Time = self.clock.now() - age;
        Ok(self.store.trim_audit(before).await?)
    }
}

fn hex(hash: &Link) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
