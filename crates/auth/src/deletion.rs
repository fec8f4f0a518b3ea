//! Removing an account with everything that was its person's: at once what lets them in and shows it to others, then the rest as a job.

use crate::{Audit, Auth, AuthError, By, Signed, tokens};
use async_trait::async_trait;
use chatbox_core::{
    audit::{AuditEvent, Outcome, Via},
    auth::Account,
    clock::Clock,
    error::{StoreError, StoreResult},
    ids::{DeletionId, UserId, Who},
    privacy::{Deletion, DeletionStore, Halt, Holdings, Shelves},
    tasks::{Job, JobFailure, JobHandler, JobProgress, JobStore, NewJob, Wake, priority},
};
use chrono::TimeDelta;
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// Kind of the job that removes what is left of an account; its key is the deletion's id.
pub const DELETE_ACCOUNT: &str = "delete_account";
/// Documents, conversations or files per step.
const AT_ONCE: u32 = 64;
/// The job must not be given up: what is left belongs to nobody who could ask for it again. The next start begins anew.
const ATTEMPTS: u32 = 1000;
/// How young a session must be where there is no password to ask for.
const FRESH: TimeDelta = TimeDelta::minutes(5);
/// How long a report is kept.
const REPORT_LIFE: TimeDelta = TimeDelta::days(30);

/// What removes accounts.
#[derive(Clone)]
pub struct DeletionDeps {
    /// Accounts that go.
    pub store: Arc<dyn DeletionStore>,
    /// The durable queue's rows.
    pub jobs: Arc<dyn JobStore>,
    /// Tells the queue that there is work.
    pub wake: Arc<dyn Wake>,
    /// Whatever works for people.
    pub halts: Vec<Arc<dyn Halt>>,
    /// Documents.
    pub shelves: Arc<dyn Shelves>,
    /// Where it is written down.
    pub audit: Arc<Audit>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Accounts that go.
#[derive(Clone)]
pub struct Deletions {
    deps: DeletionDeps,
}

/// What somebody shows before their account goes.
#[derive(Clone, Copy)]
pub struct Proof<'a> {
    /// The password.
    pub password: Option<&'a str>,
    /// The account's address, where there is no password.
    pub email: Option<&'a str>,
}

/// A deletion that was begun, with the secret that shows its report.
#[derive(Clone)]
pub struct Begun {
    /// The deletion.
    pub deletion: Deletion,
    /// The secret, which is not stored.
    pub secret: String,
}

impl Auth {
    /// Removes one's own account.
    ///
    /// # Errors
    /// `Invalid` when the password is wrong, or the address, or the session too old for it; `TooOften`; `Conflict` for the last owner.
    pub async fn delete_own_account(
        &self,
        deletions: &Deletions,
        signed: &Signed,
        proof: Proof<'_>,
    ) -> Result<Begun, AuthError> {
        let By::Session(session) = &signed.by else { return Err(AuthError::Forbidden) };
        let account = &signed.account;
        let known = self.deps.accounts.account_by_email(&account.email).await?;
        let has_password = known.is_some_and(|(_, hash)| !hash.is_empty());
        if has_password {
            self.check_password(account, proof.password.unwrap_or_default()).await?;
        } else {
            let is_typed = proof.email.is_some_and(|email| email.trim().eq_ignore_ascii_case(&account.email));
            if !is_typed {
                return Err(AuthError::Invalid("this is not the account's address".to_owned()));
            }
            if session.created_at + FRESH < self.deps.clock.now() {
                return Err(AuthError::Invalid("sign out and in again, then do this within five minutes".to_owned()));
            }
        }
        self.delete(deletions, account.id).await
    }

    /// Removes somebody's account.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for somebody above oneself; `Invalid` for oneself; `Conflict` for the last owner.
    pub async fn delete_account(&self, deletions: &Deletions, by: &Account, id: UserId) -> Result<Begun, AuthError> {
        self.removable(by, id).await?;
        self.delete(deletions, id).await
    }

    /// The account, if this one may remove it.
    ///
    /// # Errors
    /// As [`Auth::delete_account`].
    pub async fn removable(&self, by: &Account, id: UserId) -> Result<Account, AuthError> {
        let account = self.manages(by, id).await?;
        if account.id == by.id {
            return Err(AuthError::Invalid("your own account is removed under Settings, Account".to_owned()));
        }
        Ok(account)
    }

    async fn delete(&self, deletions: &Deletions, id: UserId) -> Result<Begun, AuthError> {
        // They end in the same transaction; those who hold them are told which.
        let passes = self.passes(Who { user: id }).await?;
        let begun = deletions.begin(id).await?;
        self.tell_closed(passes);
        Ok(begun)
    }
}

impl Deletions {
    /// Accounts that go, over these parts.
    pub fn new(deps: DeletionDeps) -> Self {
        Self { deps }
    }

    /// What there is of somebody.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn holdings(&self, id: UserId) -> StoreResult<Holdings> {
        self.deps.store.holdings(id).await
    }

    /// The deletion whose secret this is.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn report(&self, secret: &str) -> StoreResult<Deletion> {
        self.deps.store.deletion_by_hash(tokens::hash(secret)).await
    }

    /// Queues what an earlier process did not finish, if its job got lost. Call at start.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn resume(&self) -> StoreResult<()> {
        let jobs: Vec<NewJob> = self.deps.store.unfinished_deletions().await?.into_iter().map(job).collect();
        self.deps.jobs.enqueue(&jobs, self.deps.clock.now()).await?;
        self.deps.wake.wake();
        Ok(())
    }

    /// Removes old reports.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tidy(&self) -> StoreResult<u64> {
        self.deps.store.prune_deletions(self.deps.clock.now() - REPORT_LIFE).await
    }

    async fn begin(&self, id: UserId) -> Result<Begun, AuthError> {
        let (secret, hash) = tokens::secret()?;
        let deletion = self.deps.store.begin_deletion(id, hash, &job, self.deps.clock.now()).await?;
        self.deps.wake.wake();
        tracing::info!(deletion = %deletion.id, "an account was removed; its data follows");
        Ok(Begun { deletion, secret })
    }

    /// Repeats what an interruption may have left half done: each step is harmless where there is nothing left.
    async fn erase(&self, id: DeletionId) -> StoreResult<()> {
        let DeletionDeps { store, halts, shelves, clock, .. } = &self.deps;
        let user = match store.deletion(id).await {
            Ok(Deletion { account: Some(user), .. }) => user,
            Ok(_) | Err(StoreError::NotFound(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let who = Who { user };
        for part in halts {
            part.halt(who).await?;
        }
        loop {
            let documents = store.documents_to_purge(user, AT_ONCE).await?;
            if documents.is_empty() {
                break;
            }
            shelves.purge_documents(who, &documents).await?;
        }
        while store.erase_rows(user, AT_ONCE).await? > 0 {}
        loop {
            let blobs = store.blobs_to_remove(id, AT_ONCE).await?;
            if blobs.is_empty() {
                break;
            }
            shelves.remove_blobs(&blobs).await?;
            store.forget_blobs(id, &blobs).await?;
        }
        if store.holdings(user).await? != Holdings::default() {
            return Err(StoreError::failed("something was added while the account's data was removed"));
        }
        self.write_down(id).await?;
        store.end_deletion(id, clock.now()).await?;
        tracing::info!(deletion = %id, "all data of a removed account is gone");
        Ok(())
    }

    /// In the audit log, before it is forgotten whose data it was: a line too many is better than none.
    async fn write_down(&self, id: DeletionId) -> StoreResult<()> {
        let removed = self.deps.store.deletion(id).await?.removed;
        let Holdings { conversations, documents, bytes, .. } = removed;
        let event = AuditEvent {
            action: "account.erase".to_owned(),
            actor: None,
            name: String::new(),
            via: Via::System,
            target: id.to_string(),
            address: String::new(),
            agent: String::new(),
            outcome: Outcome::Done,
            detail: format!("{conversations} conversations, {documents} documents, {bytes} bytes"),
        };
        self.deps.audit.record(&event).await.map_err(StoreError::failed)?;
        Ok(())
    }
}

/// The job belongs to nobody: it outlives the account.
fn job(id: DeletionId) -> NewJob {
    NewJob {
        owner: UserId(Uuid::nil()),
        kind: DELETE_ACCOUNT,
        key: id.to_string(),
        payload: json!({ "deletion": id }),
        priority: priority::NORMAL,
        max_attempts: ATTEMPTS,
    }
}

#[async_trait]
impl JobHandler for Deletions {
    async fn run(&self, job: &Job, _progress: &dyn JobProgress) -> Result<(), JobFailure> {
        let id = job.key.parse().map_err(|_| JobFailure::Fatal("the job's key is no id".to_owned()))?;
        match self.erase(id).await {
            Ok(()) => Ok(()),
            Err(error) => {
                tracing::warn!(deletion = %id, %error, "an account's data is not all gone yet");
                Err(JobFailure::Retry("the storage failed".to_owned()))
            }
        }
    }

    async fn dead(&self, job: &Job, error: &str) {
        tracing::error!(key = job.key, error, "an account's data could not be removed; the next start tries again");
    }
}
