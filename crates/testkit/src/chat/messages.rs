//! Messages that are edited, deleted, found and brought in, and conversations that are put into order.

use super::{ask, conversation, finish, full, regenerate};
use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::{
    chat::{ChatStore, Conversation, ConversationChange, ConversationFilter, Message, NewTurn, TurnKind},
    ids::{ConversationId, DocumentId, FolderId, MessageId, Who},
    models::Role,
    page::PageRequest,
    sharing::Level,
};

pub(super) async fn contract(store: &dyn ChatStore) {
    edits(store).await;
    deletes_what_is_below(store).await;
    finds_places(store).await;
    brings_in(store).await;
    limits_questions(store).await;
    pins_without_a_change(store).await;
}

async fn edits(store: &dyn ChatStore) {
    let who = somebody();
    let id = conversation(store, who).await;
    let (run, question, answer) = store.begin_run(who, id, ask(None, "wrog?"), at(1)).await.unwrap();
    let edited = store.edit_message(who, question.id, "Wrong é?", at(2)).await.unwrap();
    assert_eq!(edited, Message { content: "Wrong é?".to_owned(), ..question.clone() });
    assert_eq!(store.message(who, question.id).await.unwrap(), edited);
    assert_eq!(store.conversation(who, id).await.unwrap().updated_at, at(2));
    not_found(store.edit_message(who, answer.id, "x", at(3)).await);
    not_found(store.edit_message(somebody(), question.id, "x", at(3)).await);
    finish(store, who, &run, "so").await;
    let hits = store.search_conversations(who, "WRONG", 9).await.unwrap();
    assert_eq!(hits.len(), 1, "the new text is found");
}

/// A question with two answers, one of which was followed up.
async fn deletes_what_is_below(store: &dyn ChatStore) {
    let who = somebody();
    let id = conversation(store, who).await;
    let (run, question, first) = store.begin_run(who, id, ask(None, "why?"), at(1)).await.unwrap();
    conflict(store.delete_message(who, question.id, at(2)).await);
    finish(store, who, &run, "because").await;
    let (run, _, second) = store.begin_run(who, id, regenerate(question.id), at(2)).await.unwrap();
    finish(store, who, &run, "other").await;
    let (run, followup, third) = store.begin_run(who, id, ask(Some(second.id), "and?"), at(3)).await.unwrap();
    finish(store, who, &run, "also").await;

    not_found(store.delete_message(somebody(), second.id, at(4)).await);
    // The head was below: it moves to the branch beside.
    let after = store.delete_message(who, second.id, at(4)).await.unwrap();
    assert_eq!((after.id, after.head, after.updated_at), (id, Some(first.id), at(4)));
    for gone in [second.id, followup.id, third.id] {
        not_found(store.message(who, gone).await);
    }
    not_found(store.run(who, run.id).await);
    let left = async || store.messages(who, id).await.unwrap().into_iter().map(|m| m.id).collect::<Vec<_>>();
    assert_eq!(left().await, [question.id, first.id]);
    let after = store.delete_message(who, first.id, at(5)).await.unwrap();
    assert_eq!(after.head, Some(question.id), "nothing beside: the message above");
    let after = store.delete_message(who, question.id, at(6)).await.unwrap();
    assert_eq!((after.head, left().await), (None, vec![]));
}

async fn finds_places(store: &dyn ChatStore) {
    let who = somebody();
    let titled = conversation(store, who).await;
    let change = ConversationChange { title: Some("Größe der Pumpe".to_owned()), ..Default::default() };
    store.change_conversation(who, titled, change, at(2)).await.unwrap();
    let asked = conversation(store, who).await;
    let long = format!("{} GRÖSSE größe_1% {}", "x".repeat(500), "y".repeat(500));
    let (run, question, _) = store.begin_run(who, asked, ask(None, &long), at(3)).await.unwrap();
    finish(store, who, &run, "The größe[^1] is 5.").await;

    let hits = store.search_conversations(who, "GRÖßE", 10).await.unwrap();
    let found: Vec<_> = hits.iter().map(|hit| (hit.conversation.id, hit.message.as_ref().map(|m| m.role))).collect();
    assert_eq!(found, [(asked, Some(Role::Assistant)), (asked, Some(Role::User)), (titled, None)]);
    let place = hits[1].message.as_ref().unwrap();
    assert_eq!((place.id, place.created_at), (question.id, at(3)));
    assert!(place.excerpt.contains("größe_1%") && place.excerpt.chars().count() <= 200, "{}", place.excerpt);
    assert_eq!(hits[0].message.as_ref().unwrap().excerpt, "The größe is 5.");
    assert_eq!(store.search_conversations(who, "größe", 2).await.unwrap().len(), 2);
    assert_eq!(store.search_conversations(who, "grossé", 10).await.unwrap().len(), 1, "accents do not count");
    for nothing in ["", "size", "größe%1"] {
        assert_eq!(store.search_conversations(who, nothing, 10).await.unwrap(), []);
    }
    assert_eq!(store.search_conversations(somebody(), "größe", 10).await.unwrap(), []);
}

async fn brings_in(store: &dyn ChatStore) {
    let who = somebody();
    let id = ConversationId::new();
    let question = Message {
        id: MessageId::new(),
        conversation: id,
        parent: None,
        role: Role::User,
        run: None,
        created_at: at(1),
        documents: vec![DocumentId::new()],
        ..full(template(store, who).await)
    };
    let answer = Message {
        id: MessageId::new(),
        parent: Some(question.id),
        role: Role::Assistant,
        created_at: at(2),
        documents: Vec::new(),
        ..question.clone()
    };
    let whole = Conversation {
        id,
        owner: who.user,
        title: "Brought in".to_owned(),
        model: None,
        collections: Vec::new(),
        head: Some(question.id),
        pinned: true,
        folder: None,
        temporary: false,
        created_at: at(1),
        updated_at: at(2),
        access: Level::Manage,
        shares: 0,
    };
    store.add_conversation(&whole, &[question.clone(), answer.clone()]).await.unwrap();
    assert_eq!(store.conversation(who, id).await.unwrap(), whole);
    assert_eq!(store.messages(who, id).await.unwrap(), [question, answer]);
    conflict(store.add_conversation(&whole, &[]).await);
}

/// An answer to make others of.
async fn template(store: &dyn ChatStore, who: Who) -> Message {
    let id = conversation(store, who).await;
    let (run, _, answer) = store.begin_run(who, id, ask(None, "?"), at(0)).await.unwrap();
    finish(store, who, &run, "!").await;
    answer
}

async fn limits_questions(store: &dyn ChatStore) {
    let who = somebody();
    let id = conversation(store, who).await;
    let documents = vec![DocumentId::new(), DocumentId::new()];
    let kind = TurnKind::Ask { parent: None, text: "in these?".to_owned(), documents: documents.clone() };
    let (_, question, answer) = store.begin_run(who, id, NewTurn { kind, model: None }, at(1)).await.unwrap();
    assert_eq!((question.documents, answer.documents), (documents.clone(), Vec::new()));
    assert_eq!(store.message(who, question.id).await.unwrap().documents, documents);
}

async fn pins_without_a_change(store: &dyn ChatStore) {
    let who = somebody();
    let (pinned, other) = (conversation(store, who).await, conversation(store, who).await);
    let change = ConversationChange { pinned: Some(true), folder: Some(None), ..Default::default() };
    let after = store.change_conversation(who, pinned, change, at(9)).await.unwrap();
    assert_eq!((after.pinned, after.updated_at), (true, at(0)), "order is no content");
    let list = async |pinned: Option<bool>, folder| {
        let filter = ConversationFilter { pinned, folder, ..Default::default() };
        let page = store.conversations(who, &filter, &PageRequest::first(10)).await.unwrap();
        page.items.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(list(Some(true), None).await, [pinned]);
    assert_eq!(list(Some(false), None).await, [other]);
    assert_eq!(list(None, Some(None)).await.len(), 2);
    assert_eq!(list(None, Some(Some(FolderId::new()))).await, []);
    let change = ConversationChange { folder: Some(Some(FolderId::new())), ..Default::default() };
    not_found(store.change_conversation(who, other, change, at(10)).await);
}
