//! A job is in one hand at a time.

use super::{LEASE, claim_none, claim_one, enqueue_one, job};
use crate::checks::{at, conflict, somebody};
use chatbox_core::{
    ids::JobId,
    tasks::{Control, JobState, JobStore, Lease, Outcome},
};
use serde_json::json;
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::task::JoinSet;

pub(super) async fn contract(store: &Arc<dyn JobStore>) {
    hands_out_once(store).await;
    takes_back_what_expired(&**store).await;
    heartbeats(&**store).await;
    reports_progress(&**store).await;
    fences_after_the_end(&**store).await;
    gives_back_untouched(&**store).await;
}

async fn hands_out_once(store: &Arc<dyn JobStore>) {
    const JOBS: usize = 120;
    let who = somebody();
    let kinds = ["hands1", "hands2"];
    let jobs: Vec<_> = (0..JOBS).map(|n| job(who, kinds[n % 2], &n.to_string())).collect();
    let all: HashSet<JobId> = store.enqueue(&jobs, at(0)).await.unwrap().into_iter().collect();

    let mut workers = JoinSet::new();
    for worker in 0..12u32 {
        let store = store.clone();
        workers.spawn(async move {
            let mut mine = Vec::new();
            // A claim may miss what others are taking at that moment, so one empty answer does not mean the end.
            let mut empty = 0;
            while empty < 3 {
                let claimed = store.claim(&kinds, 1 + worker % 5, LEASE, at(1)).await.unwrap();
                empty = if claimed.is_empty() { empty + 1 } else { 0 };
                for (job, lease) in claimed {
                    assert_eq!(job.attempt, 1);
                    mine.push(job.id);
                    store.finish(lease, Outcome::Done, at(2)).await.unwrap();
                }
            }
            mine
        });
    }
    let handed: Vec<JobId> = workers.join_all().await.into_iter().flatten().collect();
    assert_eq!(handed.len(), JOBS, "every job once");
    assert_eq!(handed.into_iter().collect::<HashSet<_>>(), all);
}

async fn takes_back_what_expired(store: &dyn JobStore) {
    let who = somebody();
    let id = enqueue_one(store, &job(who, "expire", "a"), at(0)).await;
    let (_, stalled) = claim_one(store, "expire", at(0)).await;
    claim_none(store, "expire", at(29)).await;
    assert_eq!(store.heartbeat(&[stalled], LEASE, at(20)).await.unwrap(), []);
    claim_none(store, "expire", at(49)).await;

    let (job, lease) = claim_one(store, "expire", at(50)).await;
    assert_eq!((job.id, job.attempt), (id, 2));
    assert_ne!(lease.token, stalled.token);
    for outcome in [Outcome::Done, Outcome::Released, Outcome::Dead { error: String::new() }] {
        conflict(store.finish(stalled, outcome, at(51)).await);
    }
    conflict(store.finish(stalled, Outcome::Retry { at: at(60), error: String::new() }, at(51)).await);
    conflict(store.progress(stalled, json!(1), at(51)).await);
    assert_eq!(store.heartbeat(&[stalled, lease], LEASE, at(51)).await.unwrap(), [stalled]);
    let untouched = store.job_by_key(who, "expire", "a").await.unwrap();
    assert_eq!((untouched.state, untouched.progress), (JobState::Running, None));
    store.finish(lease, Outcome::Done, at(52)).await.unwrap();
}

async fn heartbeats(store: &dyn JobStore) {
    let who = somebody();
    assert_eq!(store.heartbeat(&[], LEASE, at(0)).await.unwrap(), []);
    let jobs: Vec<_> = (0..150).map(|n| job(who, "beat", &n.to_string())).collect();
    store.enqueue(&jobs, at(0)).await.unwrap();
    let leases: Vec<Lease> =
        store.claim(&["beat"], 200, LEASE, at(0)).await.unwrap().into_iter().map(|(_, lease)| lease).collect();
    assert_eq!(leases.len(), 150);

    store.control(who, "beat", "3", Control::Pause, at(1)).await.unwrap();
    store.control(who, "beat", "77", Control::Cancel, at(1)).await.unwrap();
    store.finish(leases[149], Outcome::Done, at(1)).await.unwrap();
    let lost = store.heartbeat(&leases, LEASE, at(25)).await.unwrap();
    assert_eq!(lost, [leases[3], leases[77], leases[149]]);
    claim_none(store, "beat", at(54)).await;

    // Expired but not taken: the worker was late and goes on.
    assert_eq!(store.heartbeat(&leases[..3], Duration::from_secs(100), at(60)).await.unwrap(), []);
    assert_eq!(store.claim(&["beat"], 200, LEASE, at(61)).await.unwrap().len(), 150 - 3 - 3);
}

async fn reports_progress(store: &dyn JobStore) {
    let who = somebody();
    enqueue_one(store, &job(who, "progress", "a"), at(0)).await;
    let (_, lease) = claim_one(store, "progress", at(0)).await;
    store.progress(lease, json!({"done": 1}), at(1)).await.unwrap();
    store.progress(lease, json!({"done": 2}), at(2)).await.unwrap();
    let job = store.job_by_key(who, "progress", "a").await.unwrap();
    assert_eq!((job.progress, job.updated_at), (Some(json!({"done": 2})), at(2)));
}

async fn fences_after_the_end(store: &dyn JobStore) {
    let who = somebody();
    enqueue_one(store, &job(who, "fence", "a"), at(0)).await;
    let (_, lease) = claim_one(store, "fence", at(0)).await;
    store.finish(lease, Outcome::Done, at(1)).await.unwrap();
    conflict(store.finish(lease, Outcome::Done, at(2)).await);
    conflict(store.progress(lease, json!(1), at(2)).await);
    assert_eq!(store.heartbeat(&[lease], LEASE, at(2)).await.unwrap(), [lease]);
    let unknown = Lease { job: JobId::new(), token: lease.token };
    conflict(store.finish(unknown, Outcome::Done, at(2)).await);
    assert_eq!(store.job_by_key(who, "fence", "a").await.unwrap().updated_at, at(1));
}

async fn gives_back_untouched(store: &dyn JobStore) {
    let who = somebody();
    enqueue_one(store, &job(who, "release", "a"), at(0)).await;
    let (_, lease) = claim_one(store, "release", at(0)).await;
    store.progress(lease, json!(5), at(1)).await.unwrap();
    store.finish(lease, Outcome::Released, at(2)).await.unwrap();
    let job = store.job_by_key(who, "release", "a").await.unwrap();
    assert_eq!((job.state, job.attempt), (JobState::Queued, 0));
    let (job, lease) = claim_one(store, "release", at(2)).await;
    assert_eq!((job.attempt, job.progress), (1, Some(json!(5))), "the attempt was not counted, the progress kept");
    store.finish(lease, Outcome::Done, at(3)).await.unwrap();
}
