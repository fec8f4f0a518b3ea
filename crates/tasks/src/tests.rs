//! The queue over a real SQLite store, with a clock that only tests move.

mod house;
mod pure;

use chatbox_core::{
    ids::Who,
    tasks::{Control, JobFailure, JobState, JobStore, Wake},
};
use house::{Event, House, KIND, Probe, ended, started};
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::Semaphore;

const SOON: Duration = Duration::from_secs(10);
const A_LEASE: Duration = Duration::from_secs(31);

#[tokio::test]
async fn jobs_run_by_priority_then_age() {
    let house = House::new().await;
    for (key, priority) in [("low", 10), ("high 1", 100), ("middle", 50), ("high 2", 100)] {
        house.add(key, priority, 3).await;
    }
    let mut probe = Probe::new(|_| Box::pin(async { Ok(()) }));
    let queue = house.queue(1, &probe);
    for key in ["high 1", "high 2", "middle", "low"] {
        assert_eq!(probe.next().await, started(key, 1));
        assert_eq!(probe.next().await, ended(key));
    }
    assert!(queue.shutdown(SOON).await);
}

#[tokio::test]
async fn no_more_run_at_once_than_allowed() {
    let house = House::new().await;
    for key in 0..9 {
        house.add(&format!("{key}"), 50, 3).await;
    }
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let gate = Arc::new(Semaphore::new(0));
    let (count, peak, pass) = (Arc::clone(&now), Arc::clone(&most), Arc::clone(&gate));
    let mut probe = Probe::new(move |_| {
        let (count, peak, pass) = (Arc::clone(&count), Arc::clone(&peak), Arc::clone(&pass));
        Box::pin(async move {
            peak.fetch_max(count.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            pass.acquire().await.unwrap().forget();
            count.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        })
    });
    let queue = house.queue(3, &probe);
    for _ in 0..3 {
        assert!(matches!(probe.next().await, Event::Started { .. }));
    }
    gate.add_permits(9);
    let mut finished = 0;
    while finished < 9 {
        finished += usize::from(matches!(probe.next().await, Event::Ended { .. }));
    }
    assert_eq!(most.load(Ordering::SeqCst), 3);
    assert!(queue.shutdown(SOON).await);
}

#[tokio::test]
async fn a_failed_job_waits_before_it_is_tried_again() {
    let house = House::new().await;
    house.add("shaky", 50, 5).await;
    let mut probe = Probe::new(|job| {
        Box::pin(async move {
            if job.key == "shaky" && job.attempt < 3 { Err(JobFailure::Retry("not yet".into())) } else { Ok(()) }
        })
    });
    let queue = house.queue(1, &probe);
    for (attempt, bound) in [(1, 1), (2, 2)] {
        assert_eq!(probe.next().await, started("shaky", attempt));
        assert_eq!(probe.next().await, ended("shaky"));
        let job = house.until("shaky", JobState::Queued).await;
        assert_eq!(job.error.as_deref(), Some("not yet"));
        let wait = job.not_before - house.now();
        assert!(wait.num_milliseconds() <= bound * 1_000, "full jitter up to {bound} s, not {wait}");
        // Were it due already, it would come before this one, which is younger.
        let key = format!("between {attempt}");
        house.add_now(&key, 50, 1).await;
        queue.wake();
        assert_eq!(probe.next().await, started(&key, 1));
        assert_eq!(probe.next().await, ended(&key));
        house.clock.advance(Duration::from_secs(bound as u64));
        queue.wake();
    }
    assert_eq!(probe.next().await, started("shaky", 3));
    assert_eq!(house.until("shaky", JobState::Done).await.attempt, 3);
    assert!(queue.shutdown(SOON).await);
}

#[tokio::test]
async fn a_job_is_dead_after_its_last_attempt_or_a_fatal_failure() {
    let house = House::new().await;
    house.add("tired", 100, 2).await;
    house.add("hopeless", 50, 5).await;
    let mut probe = Probe::new(|job| {
        Box::pin(async move {
            Err(if job.key == "tired" {
                JobFailure::Retry("no luck".into())
            } else {
                JobFailure::Fatal("no way".into())
            })
        })
    });
    let queue = house.queue(1, &probe);
    assert_eq!(probe.next().await, started("tired", 1));
    assert_eq!(probe.next().await, ended("tired"));
    assert_eq!(probe.next().await, started("hopeless", 1));
    assert_eq!(probe.next().await, ended("hopeless"));
    assert_eq!(probe.next().await, Event::Dead { key: "hopeless".into(), error: "no way".into() });
    house.clock.advance(Duration::from_secs(1));
    queue.wake();
    assert_eq!(probe.next().await, started("tired", 2));
    assert_eq!(probe.next().await, ended("tired"));
    assert_eq!(probe.next().await, Event::Dead { key: "tired".into(), error: "no luck".into() });
    assert_eq!(house.job("tired").await.state, JobState::Dead);
    assert!(queue.shutdown(SOON).await);
}

#[tokio::test]
async fn a_panic_costs_one_attempt() {
    let house = House::new().await;
    house.add("clumsy", 50, 2).await;
    let mut probe = Probe::new(|job| {
        Box::pin(async move {
            assert!(job.attempt > 1, "dropped it");
            Ok(())
        })
    });
    let queue = house.queue(1, &probe);
    assert_eq!(probe.next().await, started("clumsy", 1));
    assert_eq!(probe.next().await, Event::Dropped { key: "clumsy".into() });
    let job = house.until("clumsy", JobState::Queued).await;
    assert_eq!(job.error.as_deref(), Some("internal error: dropped it"));
    house.clock.advance(Duration::from_secs(1));
    queue.wake();
    house.until("clumsy", JobState::Done).await;
    assert!(queue.shutdown(SOON).await);
}

#[test]
fn a_killed_process_loses_its_jobs_to_another_after_the_lease() {
    killed_then(false, A_LEASE);
}

#[test]
fn the_only_process_takes_the_jobs_of_its_predecessor_at_once() {
    killed_then(true, Duration::from_secs(1));
}

/// Kills a process that holds a job, starts another and moves the clock by `wait`, after which the job must run again.
fn killed_then(sole_worker: bool, wait: Duration) {
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let first = runtime();
    let (house, mut probe) = first.block_on(async {
        let house = House::new().await;
        house.add("held", 50, 5).await;
        let mut probe = Probe::new(|_| Box::pin(std::future::pending()));
        let queue = house.queue(1, &probe);
        assert_eq!(probe.next().await, started("held", 1));
        // A killed process tidies nothing up.
        std::mem::forget(queue);
        (house, probe)
    });
    drop(first);
    assert_eq!(probe.now(), Some(Event::Dropped { key: "held".into() }));
    runtime().block_on(async {
        let house = house.reopened().await;
        assert_eq!(house.job("held").await.state, JobState::Running);
        let mut probe = Probe::new(|_| Box::pin(async { Ok(()) }));
        house.clock.advance(wait);
        let queue = house.queue_with(crate::Settings { sole_worker, ..crate::Settings::default() }, 1, &probe);
        assert_eq!(probe.next().await, started("held", 2));
        house.until("held", JobState::Done).await;
        assert!(queue.shutdown(SOON).await);
    });
}

#[tokio::test]
async fn a_job_that_kills_its_process_is_given_up() {
    let house = House::new().await;
    house.add("poison", 50, 2).await;
    for _ in 0..2 {
        assert_eq!(house.store.claim(&[KIND], 1, Duration::from_secs(30), house.now()).await.unwrap().len(), 1);
        house.clock.advance(A_LEASE);
    }
    let mut probe = Probe::new(|_| Box::pin(async { Ok(()) }));
    let queue = house.queue(1, &probe);
    let error = "given up after 2 attempts: the program stopped during each of them".to_owned();
    assert_eq!(probe.next().await, Event::Dead { key: "poison".into(), error });
    assert!(queue.shutdown(SOON).await);
}

#[tokio::test]
async fn a_person_pauses_resumes_and_cancels_a_running_job() {
    let house = House::new().await;
    house.add("long", 50, 3).await;
    let mut probe = Probe::new(|_| Box::pin(std::future::pending()));
    let queue = house.queue(1, &probe);
    let who = Who::local();
    assert_eq!(probe.next().await, started("long", 1));
    assert_eq!(queue.control(who, KIND, "long", Control::Pause).await.unwrap().state, JobState::Paused);
    assert_eq!(probe.next().await, Event::Dropped { key: "long".into() });
    queue.control(who, KIND, "long", Control::Resume).await.unwrap();
    assert!(matches!(probe.next().await, Event::Started { .. }));
    assert_eq!(queue.control(who, KIND, "long", Control::Cancel).await.unwrap().state, JobState::Cancelled);
    assert_eq!(probe.next().await, Event::Dropped { key: "long".into() });
    assert_eq!(house.job("long").await.state, JobState::Cancelled, "the dropped attempt stores no outcome");
    assert!(queue.control(who, KIND, "long", Control::Pause).await.is_err());
    assert!(queue.shutdown(SOON).await);
}

#[tokio::test]
async fn a_pause_from_elsewhere_is_noticed_when_the_bell_rings() {
    let house = House::new().await;
    house.add("long", 50, 3).await;
    let mut probe = Probe::new(|_| Box::pin(std::future::pending()));
    let queue = house.queue(1, &probe);
    assert_eq!(probe.next().await, started("long", 1));
    house.store.control(Who::local(), KIND, "long", Control::Pause, house.now()).await.unwrap();
    queue.wake();
    assert_eq!(probe.next().await, Event::Dropped { key: "long".into() });
    assert!(queue.shutdown(SOON).await);
}

#[tokio::test]
async fn the_late_outcome_of_a_stalled_worker_is_refused() {
    let house = House::new().await;
    house.add("contested", 50, 5).await;
    let gates = [Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0))];
    let [mut stalled, mut heir] = gates.clone().map(|gate| {
        Probe::new(move |_| {
            let gate = Arc::clone(&gate);
            Box::pin(async move {
                gate.acquire().await.unwrap().forget();
                Ok(())
            })
        })
    });
    let first = house.queue(1, &stalled);
    assert_eq!(stalled.next().await, started("contested", 1));
    house.clock.advance(A_LEASE);
    // A second process: it has its own bell.
    let second = house.queue(1, &heir);
    assert_eq!(heir.next().await, started("contested", 2));
    gates[0].add_permits(1);
    assert_eq!(stalled.next().await, ended("contested"));
    assert!(first.shutdown(SOON).await, "the late outcome was handed in by now");
    assert_eq!(house.job("contested").await.state, JobState::Running);
    gates[1].add_permits(1);
    assert_eq!(house.until("contested", JobState::Done).await.attempt, 2);
    assert!(second.shutdown(SOON).await);
}

#[tokio::test]
async fn shutdown_gives_running_jobs_back_uncounted() {
    let house = House::new().await;
    house.add("long", 50, 3).await;
    let mut probe = Probe::new(|_| Box::pin(std::future::pending()));
    let queue = house.queue(1, &probe);
    assert_eq!(probe.next().await, started("long", 1));
    assert!(queue.shutdown(SOON).await);
    assert_eq!(probe.next().await, Event::Dropped { key: "long".into() });
    let job = house.job("long").await;
    assert_eq!((job.state, job.attempt, job.error), (JobState::Queued, 0, None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_share_the_work_and_do_nothing_twice() {
    let house = House::new().await;
    for key in 0..60 {
        house.add(&format!("{key}"), 50, 3).await;
    }
    let mut probe = Probe::new(|_| Box::pin(async { Ok(()) }));
    let queues = [house.queue(3, &probe), house.queue(3, &probe)];
    let mut runs: HashMap<String, usize> = HashMap::new();
    let mut finished = 0;
    while finished < 60 {
        match probe.next().await {
            Event::Started { key, .. } => *runs.entry(key).or_default() += 1,
            Event::Ended { .. } => finished += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(runs.len() == 60 && runs.values().all(|count| *count == 1));
    for queue in queues {
        assert!(queue.shutdown(SOON).await);
    }
    assert_eq!(probe.now(), None);
}

#[tokio::test]
async fn finished_jobs_are_forgotten_in_time() {
    let house = House::new().await;
    house.add("old", 50, 3).await;
    let mut probe = Probe::new(|_| Box::pin(async { Ok(()) }));
    let queue = house.queue(1, &probe);
    assert_eq!(probe.next().await, started("old", 1));
    house.until("old", JobState::Done).await;
    assert!(queue.shutdown(SOON).await);
    house.clock.advance(Duration::from_secs(8 * 24 * 3600));
    // Looks once at start.
    let queue = house.queue(1, &probe);
    house.until_gone("old").await;
    assert!(queue.shutdown(SOON).await);
}
