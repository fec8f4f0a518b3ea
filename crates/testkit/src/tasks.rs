//! Contract of the queue's port.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

mod leases;
mod transitions;

use crate::checks::{all_pages, at, not_found, refuses_garbage, somebody};
use chatbox_core::{
    clock::Time,
    ids::{JobId, Who},
    page::PageRequest,
    tasks::{Job, JobFilter, JobState, JobStore, Lease, NewJob, Outcome, priority},
};
use chrono::TimeDelta;
use serde_json::json;
use std::{sync::Arc, time::Duration};

/// Runs all checks of the port's promises; panics at the first broken one. The store may hold other rows.
pub async fn job_store_contract(store: Arc<dyn JobStore>) {
    queues_once_per_key(&*store).await;
    claims_by_priority_then_age(&*store).await;
    waits_for_its_time(&*store).await;
    leases::contract(&store).await;
    transitions::contract(&*store).await;
    lists(&*store).await;
    keeps_owners_apart(&*store).await;
    counts_and_prunes(&*store).await;
}

const LEASE: Duration = Duration::from_secs(30);

fn job(who: Who, kind: &'static str, key: &str) -> NewJob {
    NewJob {
        owner: who.user,
        kind,
        key: key.to_owned(),
        payload: json!({"key": key, "text": "é\u{0}"}),
        priority: priority::NORMAL,
        max_attempts: 3,
    }
}

async fn enqueue_one(store: &dyn JobStore, job: &NewJob, now: Time) -> JobId {
    store.enqueue(std::slice::from_ref(job), now).await.unwrap()[0]
}

/// Claims the one job of this kind that must be due.
async fn claim_one(store: &dyn JobStore, kind: &str, now: Time) -> (Job, Lease) {
    let mut claimed = store.claim(&[kind], 10, LEASE, now).await.unwrap();
    assert_eq!(claimed.len(), 1, "exactly one job of kind {kind} is due");
    claimed.remove(0)
}

async fn claim_none(store: &dyn JobStore, kind: &str, now: Time) {
    assert_eq!(store.claim(&[kind], 10, LEASE, now).await.unwrap(), []);
}

fn keys(claimed: &[(Job, Lease)]) -> Vec<&str> {
    claimed.iter().map(|(job, _)| job.key.as_str()).collect()
}

async fn queues_once_per_key(store: &dyn JobStore) {
    let who = somebody();
    assert_eq!(store.enqueue(&[], at(0)).await.unwrap(), []);
    let (a, b) = (job(who, "once", "a"), job(who, "once", "b"));
    let ids = store.enqueue(&[a.clone(), b.clone(), a.clone()], at(0)).await.unwrap();
    assert_eq!(ids[0], ids[2], "the same key within one call is the same job");
    assert_ne!(ids[0], ids[1]);
    assert_eq!(enqueue_one(store, &a, at(1)).await, ids[0], "queued");

    let stored = store.job_by_key(who, "once", "a").await.unwrap();
    let expected = Job {
        id: ids[0],
        owner: who.user,
        kind: "once".to_owned(),
        key: "a".to_owned(),
        payload: a.payload.clone(),
        state: JobState::Queued,
        priority: priority::NORMAL,
        attempt: 0,
        max_attempts: 3,
        not_before: at(0),
        progress: None,
        error: None,
        created_at: at(0),
        updated_at: at(0),
    };
    assert_eq!(stored, expected);

    let claimed = store.claim(&["once"], 1, LEASE, at(2)).await.unwrap();
    assert_eq!(enqueue_one(store, &a, at(2)).await, ids[0], "running");
    store.finish(claimed[0].1, Outcome::Done, at(3)).await.unwrap();
    let again = enqueue_one(store, &a, at(4)).await;
    assert_ne!(again, ids[0], "a finished job does not stand in the way");
    assert_eq!(store.job_by_key(who, "once", "a").await.unwrap().id, again, "the newest one");
}

async fn claims_by_priority_then_age(store: &dyn JobStore) {
    let who = somebody();
    let of = |kind, key: &str, priority| NewJob { priority, ..job(who, kind, key) };
    let old = [of("rank1", "low", 10), of("rank1", "normal", 50), of("rank2", "other kind", 50)];
    store.enqueue(&old, at(0)).await.unwrap();
    let young = [of("rank1", "younger", 50), of("rank2", "urgent", 100), of("rank3", "nobody asks for", 100)];
    store.enqueue(&young, at(1)).await.unwrap();

    let kinds = ["rank1", "rank2"];
    assert_eq!(store.claim(&[], 5, LEASE, at(2)).await.unwrap(), []);
    assert_eq!(store.claim(&kinds, 0, LEASE, at(2)).await.unwrap(), []);
    let first = store.claim(&kinds, 2, LEASE, at(2)).await.unwrap();
    assert_eq!(keys(&first), ["urgent", "normal"]);
    let (job, lease) = &first[0];
    assert_eq!((job.state, job.attempt, job.updated_at), (JobState::Running, 1, at(2)));
    assert_eq!(lease.job, job.id);
    let rest = store.claim(&kinds, 10, LEASE, at(2)).await.unwrap();
    assert_eq!(keys(&rest), ["other kind", "younger", "low"]);
    assert_eq!(store.claim(&kinds, 10, LEASE, at(2)).await.unwrap(), []);
}

async fn waits_for_its_time(store: &dyn JobStore) {
    let who = somebody();
    assert_eq!(store.next_due(&["due"], at(0)).await.unwrap(), None);
    assert_eq!(store.next_due(&[], at(0)).await.unwrap(), None);
    store.enqueue(&[job(who, "due", "a"), job(who, "due", "b")], at(0)).await.unwrap();
    assert_eq!(store.next_due(&["due"], at(0)).await.unwrap(), None, "due already is not to come");

    let claimed = store.claim(&["due"], 2, LEASE, at(0)).await.unwrap();
    let lease_end = at(0) + TimeDelta::from_std(LEASE).unwrap();
    assert_eq!(store.next_due(&["due", "none"], at(0)).await.unwrap(), Some(lease_end));
    let retry = |seconds| Outcome::Retry { at: at(seconds), error: "no luck".to_owned() };
    store.finish(claimed[0].1, retry(20), at(1)).await.unwrap();
    assert_eq!(store.next_due(&["due"], at(1)).await.unwrap(), Some(at(20)));
    store.finish(claimed[1].1, retry(10), at(1)).await.unwrap();
    assert_eq!(store.next_due(&["due"], at(1)).await.unwrap(), Some(at(10)));
    assert_eq!(store.next_due(&["due"], at(10)).await.unwrap(), Some(at(20)));
    assert_eq!(store.next_due(&["none"], at(1)).await.unwrap(), None);

    claim_none(store, "due", at(10) - TimeDelta::microseconds(1)).await;
    let (job, _) = claim_one(store, "due", at(10)).await;
    assert_eq!((job.attempt, job.error.as_deref()), (2, Some("no luck")));
    claim_one(store, "due", at(20)).await;
}

async fn lists(store: &dyn JobStore) {
    let who = somebody();
    let mut expected = Vec::new();
    // Three share each second: pages must not depend on times being different.
    for n in 0..11i64 {
        let kind = if n % 2 == 0 { "list even" } else { "list odd" };
        expected.push(enqueue_one(store, &job(who, kind, &n.to_string()), at(n / 3)).await);
    }
    expected.reverse();
    let ids = |jobs: Vec<Job>| jobs.into_iter().map(|job| job.id).collect::<Vec<_>>();
    for limit in [1, 2, 3, 10, 11, 12] {
        let all = all_pages(limit, async |page| store.jobs(who, &JobFilter::default(), &page).await).await;
        assert_eq!(ids(all), expected, "pages of {limit}");
    }
    let odd = JobFilter { kind: Some("list odd".to_owned()), state: Some(JobState::Queued) };
    let odd = all_pages(2, async |page| store.jobs(who, &odd, &page).await).await;
    assert_eq!(ids(odd), expected.iter().copied().skip(1).step_by(2).collect::<Vec<_>>());
    let done = JobFilter { state: Some(JobState::Done), ..JobFilter::default() };
    assert_eq!(store.jobs(who, &done, &PageRequest::first(5)).await.unwrap().items, []);
    refuses_garbage(async |page| store.jobs(who, &JobFilter::default(), &page).await).await;
}

async fn keeps_owners_apart(store: &dyn JobStore) {
    let (who, other) = (somebody(), somebody());
    enqueue_one(store, &job(who, "apart", "a"), at(0)).await;
    not_found(store.job_by_key(other, "apart", "a").await);
    not_found(store.job_by_key(who, "apart", "b").await);
    for control in transitions::CONTROLS {
        not_found(store.control(other, "apart", "a", control, at(1)).await);
        not_found(store.control(who, "apart", "b", control, at(1)).await);
    }
    assert_eq!(store.jobs(other, &JobFilter::default(), &PageRequest::first(5)).await.unwrap().items, []);
    assert_eq!(store.job_by_key(who, "apart", "a").await.unwrap().state, JobState::Queued);
}

async fn counts_and_prunes(store: &dyn JobStore) {
    let who = somebody();
    let jobs: Vec<_> = ["a", "b", "c", "d"].iter().map(|key| job(who, "count", key)).collect();
    store.enqueue(&jobs, at(0)).await.unwrap();
    let claimed = store.claim(&["count"], 3, LEASE, at(1)).await.unwrap();
    store.finish(claimed[0].1, Outcome::Done, at(10)).await.unwrap();
    store.finish(claimed[1].1, Outcome::Dead { error: "bad".to_owned() }, at(20)).await.unwrap();

    let counts = async || {
        let mut counts = store.job_counts().await.unwrap();
        counts.retain(|count| count.kind == "count");
        counts.sort_by_key(|count| format!("{:?}", count.state));
        counts.into_iter().map(|count| (count.state, count.count)).collect::<Vec<_>>()
    };
    use JobState::{Dead, Done, Queued, Running};
    assert_eq!(counts().await, [(Dead, 1), (Done, 1), (Queued, 1), (Running, 1)]);

    store.prune_jobs(at(10)).await.unwrap();
    assert_eq!(counts().await.len(), 4, "changed at that time is not before it");
    assert!(store.prune_jobs(at(11)).await.unwrap() >= 1);
    assert_eq!(counts().await, [(Dead, 1), (Queued, 1), (Running, 1)]);
    store.prune_jobs(at(1000)).await.unwrap();
    assert_eq!(counts().await, [(Queued, 1), (Running, 1)], "unfinished jobs are never pruned");
    assert_eq!(store.prune_jobs(at(1000)).await.unwrap(), 0);
}
