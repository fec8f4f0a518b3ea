//! The logs of runs: durable, gap-free, readable after any number.

use super::{ask, conversation, delta, new_run};
use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::{
    chat::{ChatStore, Event, LoggedEvent, Run, RunState, TurnStep},
    ids::RunId,
};
use std::sync::Arc;
use tokio::task::JoinSet;

pub(super) async fn contract(store: &Arc<dyn ChatStore>) {
    reads_after_a_number(&**store).await;
    keeps_every_kind(&**store).await;
    has_no_gaps(&**store).await;
    appends_many_runs_at_once(&**store).await;
    appends_side_by_side(store).await;
    prunes_old_logs_of_finished_runs(&**store).await;
}

/// Long before the time that other checks use, so that their logs stay.
async fn prunes_old_logs_of_finished_runs(store: &dyn ChatStore) {
    let who = somebody();
    let begin = async || {
        let id = conversation(store, who).await;
        let run = store.begin_run(who, id, ask(None, "why?"), at(-5000)).await.unwrap().0;
        store.append_events(&[delta(&run, 1), delta(&run, 2)], at(-5000)).await.unwrap();
        run
    };
    let end = async |run: &Run, when| {
        let answer = super::full(store.message(who, run.answer).await.unwrap());
        store.finish_run(run.id, RunState::Done, &answer, &[delta(run, 3)], None, at(when)).await.unwrap();
        answer
    };
    let (old, late, running) = (begin().await, begin().await, begin().await);
    let answer = end(&old, -4999).await;
    end(&late, -3000).await;
    assert_eq!(store.prune_events(at(-5000)).await.unwrap(), 0);
    assert_eq!(store.prune_events(at(-4000)).await.unwrap(), 3);
    assert_eq!(store.prune_events(at(-4000)).await.unwrap(), 0);
    assert_eq!((store.events(who, old.id, 0, 9).await.unwrap(), store.last_seq(old.id).await.unwrap()), (vec![], 0));
    assert_eq!(store.message(who, answer.id).await.unwrap(), answer);
    assert_eq!(store.run(who, old.id).await.unwrap().state, RunState::Done);
    assert_eq!(store.last_seq(late.id).await.unwrap(), 3, "it ended not long ago");
    assert_eq!(store.last_seq(running.id).await.unwrap(), 2, "it goes on");
    store.append_events(&[delta(&running, 3)], at(1)).await.unwrap();
}

async fn reads_after_a_number(store: &dyn ChatStore) {
    let who = somebody();
    let run = new_run(store, who).await;
    store.append_events(&[], at(1)).await.unwrap();
    let all: Vec<_> = (1..=300).map(|seq| delta(&run, seq)).collect();
    store.append_events(&all[..1], at(1)).await.unwrap();
    store.append_events(&all[1..], at(2)).await.unwrap();
    assert_eq!(store.last_seq(run.id).await.unwrap(), 300);
    assert_eq!(store.events(who, run.id, 0, 1000).await.unwrap(), all);
    assert_eq!(store.events(who, run.id, 7, 5).await.unwrap(), all[7..12]);
    assert_eq!(store.events(who, run.id, 299, 5).await.unwrap(), all[299..]);
    assert_eq!(store.events(who, run.id, 300, 5).await.unwrap(), []);
    assert_eq!(store.events(who, run.id, u64::MAX, 5).await.unwrap(), []);
    not_found(store.events(who, RunId::new(), 0, 5).await);
    assert_eq!(store.last_seq(RunId::new()).await.unwrap(), 0);
}

async fn keeps_every_kind(store: &dyn ChatStore) {
    let who = somebody();
    let run = new_run(store, who).await;
    let message = super::full(store.message(who, run.answer).await.unwrap());
    let events = [
        Event::Started {
            conversation: run.conversation,
            question: run.question,
            answer: run.answer,
            model: "m".to_owned(),
            attempt: 1,
        },
        Event::Step { step: TurnStep::Searching },
        Event::Standalone { question: "q?".to_owned() },
        Event::Sources { sources: message.sources.clone() },
        Event::Delta { text: "é 😀 \" \\ \n \u{0}".to_owned() },
        Event::Cited { citation: message.citations[0].clone() },
        Event::Titled { title: "t".to_owned() },
        Event::Finished { message: Box::new(message) },
    ];
    let logged: Vec<_> = (1..).zip(events).map(|(seq, event)| LoggedEvent { run: run.id, seq, event }).collect();
    store.append_events(&logged, at(2)).await.unwrap();
    assert_eq!(store.events(who, run.id, 0, 100).await.unwrap(), logged);
}

async fn has_no_gaps(store: &dyn ChatStore) {
    let who = somebody();
    let run = new_run(store, who).await;
    let batch = |seqs: &[u64]| seqs.iter().map(|seq| delta(&run, *seq)).collect::<Vec<_>>();
    for wrong in [&[2u64][..], &[0], &[0, 1], &[1, 3], &[1, 1], &[2, 1]] {
        conflict(store.append_events(&batch(wrong), at(1)).await);
    }
    assert_eq!(store.last_seq(run.id).await.unwrap(), 0, "a refused batch leaves nothing");
    store.append_events(&batch(&[1, 2]), at(1)).await.unwrap();
    for wrong in [&[1u64][..], &[2], &[2, 3], &[4], &[3, 5]] {
        conflict(store.append_events(&batch(wrong), at(1)).await);
    }
    store.append_events(&batch(&[3]), at(1)).await.unwrap();
    assert_eq!(store.last_seq(run.id).await.unwrap(), 3);
    let nobody = Run { id: RunId::new(), ..run.clone() };
    not_found(store.append_events(&[delta(&nobody, 1)], at(1)).await);
}

async fn appends_many_runs_at_once(store: &dyn ChatStore) {
    let who = somebody();
    let mut runs = Vec::new();
    for _ in 0..150 {
        runs.push(new_run(store, who).await);
    }
    for first in [1, 3] {
        // Interleaved, as a group commit collects them.
        let batch: Vec<_> = [first, first + 1].iter().flat_map(|seq| runs.iter().map(|run| delta(run, *seq))).collect();
        store.append_events(&batch, at(2)).await.unwrap();
    }
    let mut bad: Vec<_> = runs.iter().map(|run| delta(run, 5)).collect();
    bad[120].seq = 6;
    conflict(store.append_events(&bad, at(3)).await);
    for run in &runs {
        assert_eq!(store.last_seq(run.id).await.unwrap(), 4, "one bad run refuses the whole batch");
    }
}

async fn appends_side_by_side(store: &Arc<dyn ChatStore>) {
    let who = somebody();
    let mut writers = JoinSet::new();
    let mut runs = Vec::new();
    for _ in 0..16 {
        let run = new_run(&**store, who).await;
        runs.push(run.id);
        let store = store.clone();
        writers.spawn(async move {
            for seq in 1..=20 {
                store.append_events(&[delta(&run, seq)], at(2)).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    for run in runs {
        let seqs: Vec<u64> = store.events(who, run, 0, 100).await.unwrap().iter().map(|event| event.seq).collect();
        assert_eq!(seqs, (1..=20).collect::<Vec<_>>());
    }
}
