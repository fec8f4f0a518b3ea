//! A row as a job.

use crate::{
    columns::{Named, from_json, number, time},
    entities::jobs::Model,
};
use chatbox_core::{
    error::StoreResult,
    ids::{JobId, UserId},
    tasks::{Job, JobState},
};

pub(super) fn job(row: Model) -> StoreResult<Job> {
    Ok(Job {
        id: JobId(row.id),
        owner: UserId(row.owner),
        kind: row.kind,
        key: row.key,
        payload: from_json(&row.payload)?,
        state: JobState::named(&row.state)?,
        priority: number(row.priority)?,
        attempt: number(row.attempt)?,
        max_attempts: number(row.max_attempts)?,
        not_before: time(row.not_before)?,
        progress: row.progress.as_deref().map(from_json).transpose()?,
        error: row.error,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}
