//! Runs: begun, taken up, finished.

use super::{ask, conversation, delta, finish, full, new_run, regenerate};
use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::{
    chat::{ChatStore, Message, MessageState, NewConversation, Run, RunProblem, RunState},
    ids::RunId,
    models::Role,
};

pub(super) async fn contract(store: &dyn ChatStore) {
    begins(store).await;
    chooses_the_model(store).await;
    branches(store).await;
    bounds_running_runs(store).await;
    takes_up(store).await;
    finishes_in_one_step(store).await;
    refuses_wrong_ends(store).await;
}

async fn begins(store: &dyn ChatStore) {
    let who = somebody();
    let id = conversation(store, who).await;
    let (run, question, answer) = store.begin_run(who, id, ask(None, "Why? é"), at(5)).await.unwrap();
    let expected = Run {
        id: run.id,
        owner: who.user,
        author: None,
        conversation: id,
        question: question.id,
        answer: answer.id,
        state: RunState::Running,
        attempt: 1,
        model: None,
        created_at: at(5),
    };
    assert_eq!(run, expected);
    assert_eq!(store.run(who, run.id).await.unwrap(), expected);
    let asked = Message {
        id: question.id,
        conversation: id,
        parent: None,
        role: Role::User,
        content: "Why? é".to_owned(),
        state: MessageState::Complete,
        citations: Vec::new(),
        sources: Vec::new(),
        documents: Vec::new(),
        answer: None,
        problem: None,
        run: None,
        author: None,
        created_at: at(5),
    };
    let empty = Message {
        id: answer.id,
        parent: Some(question.id),
        role: Role::Assistant,
        content: String::new(),
        state: MessageState::Streaming,
        run: Some(run.id),
        ..asked.clone()
    };
    assert_eq!((&question, &answer), (&asked, &empty));
    assert_eq!(store.messages(who, id).await.unwrap(), [asked, empty], "oldest first");
    let conversation = store.conversation(who, id).await.unwrap();
    assert_eq!((conversation.head, conversation.updated_at), (Some(answer.id), at(5)));
    assert_eq!(store.last_seq(run.id).await.unwrap(), 0);
    assert_eq!(store.events(who, run.id, 0, 10).await.unwrap(), []);
    not_found(store.run(who, RunId::new()).await);
}

/// The turn's model goes before the conversation's.
async fn chooses_the_model(store: &dyn ChatStore) {
    let who = somebody();
    let new = NewConversation { model: Some("test/chosen".to_owned()), ..NewConversation::default() };
    let id = store.create_conversation(who, new, at(0)).await.unwrap().id;
    let (run, question, _) = store.begin_run(who, id, ask(None, "why?"), at(1)).await.unwrap();
    assert_eq!(run.model.as_deref(), Some("test/chosen"));
    assert_eq!(store.run(who, run.id).await.unwrap(), run);
    finish(store, who, &run, "so").await;
    let (run, ..) = store.begin_run(who, id, regenerate(question.id), at(10)).await.unwrap();
    assert_eq!(run.model.as_deref(), Some("test/other"));
}

async fn branches(store: &dyn ChatStore) {
    let who = somebody();
    let id = conversation(store, who).await;
    let (first, question, answer) = store.begin_run(who, id, ask(None, "one"), at(1)).await.unwrap();
    conflict(store.begin_run(who, id, regenerate(question.id), at(2)).await);
    assert_eq!(store.conversation(who, id).await.unwrap().head, Some(answer.id));
    finish(store, who, &first, "done").await;

    let (second, same, sibling) = store.begin_run(who, id, regenerate(question.id), at(10)).await.unwrap();
    assert_eq!(same, question);
    assert_eq!(second.model.as_deref(), Some("test/other"));
    assert_eq!((sibling.parent, sibling.run), (Some(question.id), Some(second.id)));
    assert_eq!(store.conversation(who, id).await.unwrap().head, Some(sibling.id));

    // Going on below the first answer while the second is written, and an edited first question beside it.
    let (_, below, _) = store.begin_run(who, id, ask(Some(answer.id), "two"), at(11)).await.unwrap();
    assert_eq!(below.parent, Some(answer.id));
    let (_, edited, _) = store.begin_run(who, id, ask(None, "one, edited"), at(12)).await.unwrap();
    assert_eq!(edited.parent, None);
    assert_eq!(store.messages(who, id).await.unwrap().len(), 7);
    not_found(store.begin_run(who, id, regenerate(answer.id), at(13)).await);
    let elsewhere = conversation(store, who).await;
    not_found(store.begin_run(who, elsewhere, ask(Some(answer.id), "?"), at(13)).await);
    not_found(store.begin_run(who, elsewhere, regenerate(question.id), at(13)).await);
}

async fn bounds_running_runs(store: &dyn ChatStore) {
    let who = somebody();
    let id = conversation(store, who).await;
    let mut runs = Vec::new();
    while runs.len() < 4 {
        runs.push(store.begin_run(who, id, ask(None, "go"), at(1)).await.unwrap().0);
    }
    conflict(store.begin_run(who, id, ask(None, "one too many"), at(2)).await);
    assert_eq!(store.messages(who, id).await.unwrap().len(), 8, "a refused question is not stored");
    finish(store, who, &runs[1], "done").await;
    store.begin_run(who, id, ask(None, "now"), at(3)).await.unwrap();
}

async fn takes_up(store: &dyn ChatStore) {
    let who = somebody();
    let (running, ended) = (new_run(store, who).await, new_run(store, who).await);
    finish(store, who, &ended, "done").await;
    for attempt in [2, 3] {
        let mut taken = store.take_up_runs().await.unwrap();
        taken.retain(|run| run.owner == who.user);
        assert_eq!(taken, [Run { attempt, ..running.clone() }]);
    }
    assert_eq!(store.run(who, running.id).await.unwrap().attempt, 3);
    assert_eq!(store.run(who, ended.id).await.unwrap().attempt, 1);
}

async fn finishes_in_one_step(store: &dyn ChatStore) {
    let who = somebody();
    let run = new_run(store, who).await;
    store.append_events(&[delta(&run, 1)], at(2)).await.unwrap();
    let answer = full(store.message(who, run.answer).await.unwrap());

    // A gap in the last events undoes all of it.
    conflict(store.finish_run(run.id, RunState::Done, &answer, &[delta(&run, 3)], Some("Title"), at(3)).await);
    assert_eq!(store.run(who, run.id).await.unwrap().state, RunState::Running);
    assert_eq!(store.message(who, run.answer).await.unwrap().state, MessageState::Streaming);
    assert_eq!(store.conversation(who, run.conversation).await.unwrap().title, "");

    let last = [delta(&run, 2), delta(&run, 3)];
    store.finish_run(run.id, RunState::Done, &answer, &last, Some("Title"), at(4)).await.unwrap();
    assert_eq!(store.run(who, run.id).await.unwrap().state, RunState::Done);
    assert_eq!(store.message(who, run.answer).await.unwrap(), answer);
    assert_eq!(store.events(who, run.id, 1, 10).await.unwrap(), last);
    let conversation = store.conversation(who, run.conversation).await.unwrap();
    assert_eq!((conversation.title.as_str(), conversation.updated_at), ("Title", at(4)));

    let (next, ..) = store.begin_run(who, run.conversation, ask(Some(run.answer), "more"), at(5)).await.unwrap();
    let failed = Message {
        state: MessageState::Failed,
        problem: Some(RunProblem { code: "c".to_owned(), detail: "d".to_owned(), hint: "h".to_owned() }),
        ..store.message(who, next.answer).await.unwrap()
    };
    store.finish_run(next.id, RunState::Failed, &failed, &[], Some("Other"), at(6)).await.unwrap();
    assert_eq!(store.message(who, next.answer).await.unwrap(), failed);
    assert_eq!(store.run(who, next.id).await.unwrap().state, RunState::Failed);
    let title = store.conversation(who, run.conversation).await.unwrap().title;
    assert_eq!(title, "Title", "only an empty title is replaced");
}

async fn refuses_wrong_ends(store: &dyn ChatStore) {
    let who = somebody();
    let (run, other) = (new_run(store, who).await, new_run(store, who).await);
    let answer = full(store.message(who, run.answer).await.unwrap());
    conflict(store.finish_run(run.id, RunState::Running, &answer, &[], None, at(2)).await);
    let foreign = full(store.message(who, other.answer).await.unwrap());
    conflict(store.finish_run(run.id, RunState::Done, &foreign, &[], None, at(2)).await);
    not_found(store.finish_run(RunId::new(), RunState::Done, &answer, &[], None, at(2)).await);

    store.finish_run(run.id, RunState::Stopped, &answer, &[], None, at(3)).await.unwrap();
    conflict(store.finish_run(run.id, RunState::Done, &answer, &[], None, at(4)).await);
    assert_eq!(store.run(who, run.id).await.unwrap().state, RunState::Stopped, "a run ends once");
}
