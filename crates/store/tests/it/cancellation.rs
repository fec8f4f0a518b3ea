//! A call that is dropped halfway leaves the old or the new state, and the store goes on working.

use crate::stores;
use chatbox_core::{
    chat::{ChatStore, NewTurn, TurnKind},
    clock::{Clock, SystemClock},
    ids::Who,
    settings::SettingStore,
};
use chatbox_store::Store;
use serde_json::json;
use std::{future::poll_fn, pin::pin, task::Poll};

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    check(&stores::sqlite().await.store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    check(&stores::postgres().await).await;
}

async fn check(store: &Store) {
    let (who, now) = (Who::local(), SystemClock.now());
    for polls in 0..40 {
        let conversation = store.create_conversation(who, NewConversation::default(), now).await.unwrap();
        let turn = NewTurn {
            kind: TurnKind::Ask { parent: None, text: "why?".to_owned(), documents: Vec::new() },
            model: None,
        };
        drop_after(polls, store.begin_run(who, conversation.id, turn, now)).await;

        store.set_setting(who, "polls", Some(json!(polls))).await.unwrap();
        assert_eq!(store.setting(who, "polls").await.unwrap(), Some(json!(polls)));
        let messages = store.messages(who, conversation.id).await.unwrap();
        let head = store.conversation(who, conversation.id).await.unwrap().head;
        match messages.as_slice() {
            [] => assert_eq!(head, None),
            [_, answer] => assert_eq!(head, Some(answer.id)),
            some => panic!("half a turn: {some:?}"),
        }
    }
}

/// Polls the future at most this often and drops it.
async fn drop_after<T>(polls: usize, future: impl Future<Output = T>) {
    let mut future = pin!(future);
    let mut polled = 0;
    poll_fn(|context| {
        if polled == polls {
            return Poll::Ready(());
        }
        polled += 1;
        let ended = future.as_mut().poll(context).is_ready();
        if ended || polled == polls { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
