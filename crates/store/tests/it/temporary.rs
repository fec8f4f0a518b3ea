//! Conversations that are never stored.

use crate::stores;
use chatbox_core::{
    chat::{ChatStore, ConversationFilter, NewConversation, NewTurn, TurnKind},
    clock::{Clock, SystemClock},
    error::StoreError,
    ids::{UserId, Who},
    page::PageRequest,
    privacy::Halt,
};
use chatbox_store::Conversations;
use chatbox_testkit::{chat::chat_store_contract, sealer};
use std::{fs, sync::Arc};

const SECRET: &str = "the gardener did it";

fn temporary() -> NewConversation {
    NewConversation { temporary: true, ..NewConversation::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn lasting_ones_keep_their_promises() {
    let sqlite = stores::sqlite().await;
    chat_store_contract(Arc::new(Conversations::new(sqlite.store.clone(), sealer()).await.unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn temporary_ones_leave_nothing_on_the_disk() {
    let sqlite = stores::sqlite().await;
    let store = Conversations::new(sqlite.store.clone(), sealer()).await.unwrap();
    let (who, now) = (Who::local(), SystemClock.now());
    let id = store.create_conversation(who, temporary(), now).await.unwrap().id;
    let kind = TurnKind::Ask { parent: None, text: SECRET.to_owned(), documents: Vec::new() };
    let (run, question, _) = store.begin_run(who, id, NewTurn { kind, model: None }, now).await.unwrap();

    assert!(store.conversation(who, id).await.unwrap().temporary);
    assert_eq!(store.message(who, question.id).await.unwrap().content, SECRET);
    assert_eq!(store.run(who, run.id).await.unwrap(), run);
    assert_eq!(store.messages(who, id).await.unwrap().len(), 2);
    let page = PageRequest::first(10);
    assert_eq!(store.conversations(who, &ConversationFilter::default(), &page).await.unwrap().items, []);
    assert_eq!(store.search_conversations(who, "gardener", 10).await.unwrap(), []);

    sqlite.store.database().close().await.unwrap();
    for file in fs::read_dir(sqlite.folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn temporary_ones_end() {
    let sqlite = stores::sqlite().await;
    let store = Conversations::new(sqlite.store.clone(), sealer()).await.unwrap();
    let (who, begin) = (Who::local(), SystemClock.now());
    let old = store.create_conversation(who, temporary(), begin).await.unwrap().id;
    let later = begin + chrono::TimeDelta::hours(25);
    let mut ids = Vec::new();
    for _ in 0..110 {
        ids.push(store.create_conversation(who, temporary(), later).await.unwrap().id);
    }
    let gone = async |id| matches!(store.conversation(who, id).await, Err(StoreError::NotFound(_)));
    assert!(gone(old).await, "a day has passed");
    assert!(gone(ids[0]).await && gone(ids[9]).await, "others needed the room");
    assert!(!gone(ids[109]).await && !gone(ids[20]).await);
    store.delete_conversation(who, ids[109]).await.unwrap();
    assert!(gone(ids[109]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn temporary_ones_go_when_their_person_goes() {
    let sqlite = stores::sqlite().await;
    let store = Conversations::new(sqlite.store.clone(), sealer()).await.unwrap();
    let (who, other, now) = (Who::local(), Who { user: UserId::new() }, SystemClock.now());
    let mine = store.create_conversation(who, temporary(), now).await.unwrap().id;
    let theirs = store.create_conversation(other, temporary(), now).await.unwrap().id;
    store.halt(who).await.unwrap();
    assert!(matches!(store.conversation(who, mine).await, Err(StoreError::NotFound(_))));
    assert_eq!(store.conversation(other, theirs).await.unwrap().id, theirs);
}
