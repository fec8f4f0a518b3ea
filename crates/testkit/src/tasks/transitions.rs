//! Moves between states: those of the one transition table, and no others.

use super::{claim_none, claim_one, enqueue_one, job};
use crate::checks::{at, conflict, somebody};
use chatbox_core::{
    ids::Who,
    tasks::{Control, Job, JobState, JobStore, Lease, Outcome},
};
use serde_json::json;

pub(super) const CONTROLS: [Control; 4] = [Control::Pause, Control::Resume, Control::Cancel, Control::Retry];

pub(super) async fn contract(store: &dyn JobStore) {
    obeys_the_table(store).await;
    pauses_and_goes_on(store).await;
    takes_running_jobs_away(store).await;
    starts_again(store).await;
    retries_one_key_at_a_time(store).await;
}

/// A job in this state, with the lease it has or had.
async fn job_in(store: &dyn JobStore, who: Who, kind: &'static str, state: JobState) -> Option<Lease> {
    enqueue_one(store, &job(who, kind, "a"), at(0)).await;
    match state {
        JobState::Queued => return None,
        JobState::Paused => drop(store.control(who, kind, "a", Control::Pause, at(1)).await.unwrap()),
        JobState::Cancelled => drop(store.control(who, kind, "a", Control::Cancel, at(1)).await.unwrap()),
        JobState::Running | JobState::Done | JobState::Dead => {}
    }
    if matches!(state, JobState::Paused | JobState::Cancelled) {
        return None;
    }
    let (_, lease) = claim_one(store, kind, at(1)).await;
    match state {
        JobState::Done => store.finish(lease, Outcome::Done, at(1)).await.unwrap(),
        JobState::Dead => store.finish(lease, Outcome::Dead { error: "bad".to_owned() }, at(1)).await.unwrap(),
        _ => {}
    }
    Some(lease)
}

async fn obeys_the_table(store: &dyn JobStore) {
    use JobState::{Cancelled, Dead, Done, Paused, Queued, Running};
    for from in [Queued, Running, Paused, Done, Dead, Cancelled] {
        for control in CONTROLS {
            let to = match (control, from) {
                (Control::Pause, Queued | Running) => Some(Paused),
                (Control::Resume, Paused) | (Control::Retry, Dead | Cancelled) => Some(Queued),
                (Control::Cancel, Queued | Running | Paused) => Some(Cancelled),
                _ => None,
            };
            let who = somebody();
            let lease = job_in(store, who, "table", from).await;
            let answer = store.control(who, "table", "a", control, at(2)).await;
            let after = store.job_by_key(who, "table", "a").await.unwrap();
            match to {
                Some(to) => {
                    assert!(from.allows(to));
                    assert_eq!(answer.unwrap(), after);
                    assert_eq!((after.state, after.updated_at), (to, at(2)), "{control:?} from {from:?}");
                }
                None => {
                    conflict(answer);
                    assert_eq!(after.state, from, "{control:?} from {from:?} changes nothing");
                }
            }
            // Leaves nothing behind that the next round could claim.
            if after.state == Running {
                store.finish(lease.unwrap(), Outcome::Done, at(3)).await.unwrap();
            } else if !after.state.is_final() {
                store.control(who, "table", "a", Control::Cancel, at(3)).await.unwrap();
            }
        }
    }
}

async fn pauses_and_goes_on(store: &dyn JobStore) {
    let who = somebody();
    enqueue_one(store, &job(who, "pause", "a"), at(0)).await;
    let (_, lease) = claim_one(store, "pause", at(0)).await;
    store.progress(lease, json!(7), at(1)).await.unwrap();
    store.control(who, "pause", "a", Control::Pause, at(2)).await.unwrap();
    claim_none(store, "pause", at(1000)).await;
    store.control(who, "pause", "a", Control::Resume, at(3)).await.unwrap();
    let (job, lease) = claim_one(store, "pause", at(3)).await;
    assert_eq!(job.progress, Some(json!(7)), "a pause keeps the progress");
    assert!(job.attempt < job.max_attempts, "a pause does not use up attempts");
    store.finish(lease, Outcome::Done, at(4)).await.unwrap();
}

async fn takes_running_jobs_away(store: &dyn JobStore) {
    for (control, key) in [(Control::Pause, "a"), (Control::Cancel, "b")] {
        let who = somebody();
        enqueue_one(store, &job(who, "away", key), at(0)).await;
        let (_, lease) = claim_one(store, "away", at(0)).await;
        let stopped = store.control(who, "away", key, control, at(1)).await.unwrap();
        conflict(store.progress(lease, json!(1), at(2)).await);
        conflict(store.finish(lease, Outcome::Done, at(2)).await);
        assert_eq!(store.job_by_key(who, "away", key).await.unwrap(), stopped);
    }
}

async fn starts_again(store: &dyn JobStore) {
    let who = somebody();
    enqueue_one(store, &job(who, "again", "a"), at(0)).await;
    let (first, lease) = claim_one(store, "again", at(0)).await;
    store.finish(lease, Outcome::Dead { error: "broken".to_owned() }, at(1)).await.unwrap();
    let dead = store.job_by_key(who, "again", "a").await.unwrap();
    assert_eq!((dead.state, dead.error.as_deref()), (JobState::Dead, Some("broken")));
    claim_none(store, "again", at(1000)).await;

    let queued = store.control(who, "again", "a", Control::Retry, at(2)).await.unwrap();
    assert_eq!((queued.id, queued.attempt, queued.error), (first.id, 0, None));
    let (job, lease) = claim_one(store, "again", at(2)).await;
    assert_eq!(job.attempt, 1, "attempts at zero");
    store.finish(lease, Outcome::Done, at(3)).await.unwrap();
}

async fn retries_one_key_at_a_time(store: &dyn JobStore) {
    let who = somebody();
    let new = job(who, "key again", "a");
    let first = enqueue_one(store, &new, at(0)).await;
    store.control(who, "key again", "a", Control::Cancel, at(1)).await.unwrap();
    let second = enqueue_one(store, &new, at(2)).await;
    assert_ne!(first, second);
    conflict(store.control(who, "key again", "a", Control::Retry, at(3)).await);
    let newest: Job = store.job_by_key(who, "key again", "a").await.unwrap();
    assert_eq!((newest.id, newest.state), (second, JobState::Queued));
    store.control(who, "key again", "a", Control::Cancel, at(4)).await.unwrap();
}
