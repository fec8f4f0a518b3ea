use super::world::{ACME, World, assert_gapless, last_message, replay, says, small, text};
use crate::{ChatError, Settings};
use chatbox_core::{
    chat::{Event, MessageState, NewTurn, RunState, TurnKind},
    error::StoreError,
    ids::{UserId, Who},
};
use chatbox_testkit::{ScriptStep, ScriptedModel};
use futures::StreamExt;
use std::{sync::Arc, time::Duration};

fn held() -> ScriptedModel {
    let first = vec![text("Hello wor"), text("ld and "), ScriptStep::Hold, text("more.")];
    ScriptedModel::of_steps([first, vec![text("Whole answer.")]])
}

#[tokio::test]
async fn events_replay_to_the_stored_message() {
    let world = World::new(&[ACME], says(&["It has ", "1,200 people", " [1]."])).await;
    let chat = world.chat();
    let begun = world.ask(&chat, "How many people?").await;
    assert_eq!(begun.answer.state, MessageState::Streaming);
    let events = world.events(&chat, begun.run.id, 0).await;
    assert_gapless(&events);
    assert!(matches!(&events[0].event, Event::Started { attempt: 1, model, .. } if model == "test/scripted"));
    let message = last_message(&events);
    assert_eq!(replay(&events), message.content);
    assert_eq!(message.content, "It has 1,200 people [^1].");
    assert_eq!(world.store.message(world.who, begun.answer.id).await.unwrap(), message);
    assert_eq!(world.store.run(world.who, begun.run.id).await.unwrap().state, RunState::Done);
    let conversation = world.store.conversation(world.who, begun.run.conversation).await.unwrap();
    assert_eq!(conversation.head, Some(begun.answer.id));
    assert!(events.iter().any(|e| matches!(&e.event, Event::Titled { title } if title == "How many people?")));
}

#[tokio::test]
async fn any_reader_resumes_after_any_number() {
    let world = World::new(&[ACME], held()).await;
    let chat = world.chat();
    let begun = world.ask(&chat, "Tell me about Acme").await;
    world.read_until(&chat, begun.run.id, "Hello world and ").await;
    let mut early = chat.follow(world.who, begun.run.id, 0);
    let first = early.next().await.unwrap().unwrap();
    assert_eq!(first.seq, 1);
    world.model.release();
    let all = world.events(&chat, begun.run.id, 0).await;
    assert_gapless(&all);
    for after in 0..all.len() {
        assert_eq!(world.events(&chat, begun.run.id, after as u64).await, all[after..]);
    }
    let rest: Vec<_> = early.map(Result::unwrap).collect().await;
    assert_eq!(rest, all[1..]);
    // Also from another process that never saw the run.
    assert_eq!(world.events(&world.chat(), begun.run.id, 2).await, all[2..]);
}

#[tokio::test]
async fn a_restart_takes_the_run_up() {
    let world = World::new(&[ACME], held()).await;
    let chat = world.chat();
    let begun = world.ask(&chat, "Tell me about Acme").await;
    world.read_until(&chat, begun.run.id, "Hello world and ").await;
    let seen = world.store.last_seq(begun.run.id).await.unwrap();
    let reader = chat.follow(world.who, begun.run.id, seen);
    // Dropped without shutdown: as if the process was killed.
    let holders = Arc::strong_count(&world.store);
    drop(chat);
    let told: Vec<_> = reader.collect().await;
    assert!(matches!(told.as_slice(), [Err(ChatError::ShuttingDown)]));
    while Arc::strong_count(&world.store) >= holders {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.model.open_streams(), 0);
    assert_eq!(world.store.run(world.who, begun.run.id).await.unwrap().state, RunState::Running);

    let chat = world.chat();
    assert_eq!(chat.resume().await.unwrap(), 1);
    let events = world.events(&chat, begun.run.id, 0).await;
    assert_gapless(&events);
    let attempts: Vec<u32> = events
        .iter()
        .filter_map(|e| if let Event::Started { attempt, .. } = e.event { Some(attempt) } else { None })
        .collect();
    assert_eq!(attempts, [1, 2]);
    assert_eq!((replay(&events), last_message(&events).content), ("Whole answer.".into(), "Whole answer.".into()));
    assert_eq!(chat.resume().await.unwrap(), 0);
}

#[tokio::test]
async fn after_three_attempts_a_run_fails_honestly() {
    let world = World::new(&[ACME], ScriptedModel::of_steps([vec![text("again "), ScriptStep::Hold]])).await;
    let chat = world.chat();
    let run = world.ask(&chat, "Tell me about Acme").await.run.id;
    chat.shutdown(Duration::ZERO).await;
    for _ in 0..2 {
        let chat = world.chat();
        assert_eq!(chat.resume().await.unwrap(), 1);
        chat.shutdown(Duration::ZERO).await;
    }
    let chat = world.chat();
    chat.resume().await.unwrap();
    let message = last_message(&world.events(&chat, run, 0).await);
    assert_eq!(message.state, MessageState::Failed);
    assert_eq!(message.problem.unwrap().code, "run_interrupted");
    assert_eq!(world.store.run(world.who, run).await.unwrap().state, RunState::Failed);
}

#[tokio::test]
async fn stopping_keeps_what_was_written() {
    let steps = vec![text("It has 1,200 people [1]. And m"), ScriptStep::Hold];
    let world = World::new(&[ACME], ScriptedModel::of_steps([steps])).await;
    let chat = world.chat();
    let begun = world.ask(&chat, "How many people?").await;
    world.read_until(&chat, begun.run.id, "And m").await;
    let stranger = Who { user: UserId::new() };
    let refused = chat.stop(stranger, begun.run.id).await;
    assert!(matches!(refused, Err(ChatError::Store(StoreError::NotFound(_)))));
    chat.stop(world.who, begun.run.id).await.unwrap();
    let events = world.events(&chat, begun.run.id, 0).await;
    let message = last_message(&events);
    assert_eq!((message.state, message.content.as_str()), (MessageState::Stopped, "It has 1,200 people [^1]. And m"));
    assert_eq!((replay(&events), message.citations.len()), (message.content, 1));
    assert_eq!(world.model.open_streams(), 0);
    assert_eq!(world.store.run(world.who, begun.run.id).await.unwrap().state, RunState::Stopped);
    chat.stop(world.who, begun.run.id).await.unwrap();
}

#[tokio::test]
async fn a_slow_reader_blocks_nobody_and_misses_nothing() {
    let pieces: Vec<ScriptStep> = (0..3_000).map(|i| text(&format!("{i} "))).collect();
    let world = World::new(&[ACME], ScriptedModel::of_steps([pieces])).await;
    let chat = world.chat_with(Settings { commit_window_ms: 0, ..Settings::default() });
    let begun = world.ask(&chat, "Count please").await;
    let mut slow = chat.follow(world.who, begun.run.id, 0);
    slow.next().await.unwrap().unwrap();
    let fast = world.events(&chat, begun.run.id, 0).await;
    assert_gapless(&fast);
    let rest: Vec<_> = slow.map(Result::unwrap).collect().await;
    assert_eq!(rest, fast[1..]);
    let expect: String = (0..3_000).map(|i| format!("{i} ")).collect();
    assert_eq!(replay(&fast), expect);
    // Deltas of one window are one event.
    assert!(fast.len() < 2_000, "{} events", fast.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_runs_at_once() {
    let world = Arc::new(World::new(&[ACME], says(&["It has ", "1,200 ", "people", " [1]."])).await);
    let chat = world.chat();
    let mut begun = Vec::new();
    for _ in 0..50 {
        begun.push(world.ask(&chat, "How many people?").await);
    }
    let readers = begun.iter().map(|begun| world.events(&chat, begun.run.id, 0));
    for events in futures::future::join_all(readers).await {
        assert_gapless(&events);
        assert_eq!(replay(&events), "It has 1,200 people [^1].");
        assert_eq!(last_message(&events).state, MessageState::Complete);
    }
    chat.shutdown(Duration::from_secs(10)).await;
}

#[tokio::test]
async fn regenerated_answers_are_siblings_and_edits_are_branches() {
    let world = World::new(&[ACME], small(&[])).await;
    let chat = world.chat();
    let first = world.ask(&chat, "When was Acme founded?").await;
    let conversation = first.run.conversation;
    world.events(&chat, first.run.id, 0).await;
    let kind = TurnKind::Regenerate { question: first.question.id };
    let again = chat.begin(world.who, conversation, NewTurn { kind, model: None }).await.unwrap();
    world.events(&chat, again.run.id, 0).await;
    assert_eq!((again.question.id, again.answer.parent), (first.question.id, first.answer.parent));
    let edited = world.begin(&chat, conversation, first.question.parent, "Who founded Acme?").await;
    world.events(&chat, edited.run.id, 0).await;
    assert_eq!(edited.question.parent, None);
    assert_eq!(world.store.messages(world.who, conversation).await.unwrap().len(), 5);
    // The edited question is a first one: nothing is carried over from the other branch.
    assert_eq!(world.search.queries.lock().unwrap().last().unwrap(), "Who founded Acme?");
}

#[tokio::test]
async fn shutdown_finishes_what_it_can() {
    let world = World::new(&[ACME], held()).await;
    let chat = world.chat();
    let begun = world.ask(&chat, "Tell me about Acme").await;
    world.model.release();
    chat.shutdown(Duration::from_secs(20)).await;
    let message = world.store.message(world.who, begun.answer.id).await.unwrap();
    assert_eq!((message.state, message.content.as_str()), (MessageState::Complete, "Hello world and more."));
    let kind = TurnKind::Ask { parent: None, text: "more".into(), documents: Vec::new() };
    let refused = chat.begin(world.who, begun.run.conversation, NewTurn { kind, model: None }).await;
    assert!(matches!(refused, Err(ChatError::ShuttingDown)));
}

#[tokio::test]
async fn limits() {
    let world = World::new(&[ACME], held()).await;
    let chat = world.chat_with(Settings { max_runs: 1, question_chars: 40, ..Settings::default() });
    let begun = world.ask(&chat, "Tell me about Acme").await;
    let ask = |text: &str| {
        let kind = TurnKind::Ask { parent: None, text: text.into(), documents: Vec::new() };
        chat.begin(world.who, begun.run.conversation, NewTurn { kind, model: None })
    };
    assert!(matches!(ask("And more").await, Err(ChatError::Busy)));
    assert!(matches!(ask(" \n").await, Err(ChatError::Empty)));
    assert!(matches!(ask(&"x".repeat(41)).await, Err(ChatError::TooLong { limit: 40 })));
    let stranger = Who { user: UserId::new() };
    let told: Vec<_> = chat.follow(stranger, begun.run.id, 0).collect().await;
    assert!(matches!(told.as_slice(), [Err(ChatError::Store(StoreError::NotFound(_)))]));
    chat.shutdown(Duration::ZERO).await;
}

#[tokio::test]
async fn a_log_is_kept_for_a_day_and_the_message_for_ever() {
    let world = World::new(&[ACME], says(&["It has 1,200 people [1]."])).await;
    let chat = world.chat();
    let run = world.ask(&chat, "How many people?").await.run.id;
    let all = world.events(&chat, run, 0).await;
    let message = last_message(&all);
    chat.shutdown(Duration::from_secs(20)).await;

    world.clock.advance(Duration::from_secs(23 * 3600));
    let chat = world.chat();
    chat.resume().await.unwrap();
    assert_eq!(world.events(&chat, run, 0).await, all);
    chat.shutdown(Duration::from_secs(20)).await;

    world.clock.advance(Duration::from_secs(2 * 3600));
    let chat = world.chat();
    chat.resume().await.unwrap();
    while world.store.last_seq(run).await.unwrap() > 0 {
        tokio::task::yield_now().await;
    }
    for after in [0, 2, all.len() as u64] {
        let left = world.events(&chat, run, after).await;
        assert_eq!((left.len(), left[0].seq), (1, after + 1));
        assert_eq!(last_message(&left), message);
    }
}

#[tokio::test]
async fn a_silent_model_runs_out_of_time() {
    let world = World::new(&[ACME], ScriptedModel::of_steps([vec![text("Hello "), ScriptStep::Hold]])).await;
    let chat = world.chat_with(Settings { idle_limit_seconds: 0, ..Settings::default() });
    let begun = world.ask(&chat, "Tell me about Acme").await;
    let message = last_message(&world.events(&chat, begun.run.id, 0).await);
    assert_eq!((message.state, message.content.as_str()), (MessageState::Failed, "Hello "));
    assert_eq!(message.problem.unwrap().code, "model_timed_out");
}
