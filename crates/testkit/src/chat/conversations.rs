//! Conversations and their messages.

use super::{ask, conversation, finish};
use crate::checks::{all_pages, at, conflict, not_found, refuses_garbage, somebody};
use chatbox_core::{
    chat::{ChatStore, Conversation, ConversationChange, ConversationFilter, NewConversation, NewTurn, TurnKind},
    ids::{CollectionId, ConversationId, MessageId, Who},
    page::PageRequest,
    sharing::Level,
};

pub(super) async fn contract(store: &dyn ChatStore) {
    makes_and_changes(store).await;
    lists_last_changed_first(store).await;
    searches(store).await;
    keeps_owners_apart(store).await;
    deletes(store).await;
}

async fn makes_and_changes(store: &dyn ChatStore) {
    let who = somebody();
    let collections = vec![CollectionId::new(), CollectionId::new()];
    let new = NewConversation { model: Some("m".to_owned()), collections: collections.clone(), ..Default::default() };
    let made = store.create_conversation(who, new, at(0)).await.unwrap();
    let expected = Conversation {
        id: made.id,
        owner: who.user,
        title: String::new(),
        model: Some("m".to_owned()),
        collections,
        head: None,
        pinned: false,
        folder: None,
        temporary: false,
        created_at: at(0),
        updated_at: at(0),
        access: Level::Manage,
        shares: 0,
    };
    assert_eq!(made, expected);
    assert_eq!(store.conversation(who, made.id).await.unwrap(), expected);

    let nothing = store.change_conversation(who, made.id, ConversationChange::default(), at(1)).await.unwrap();
    assert_eq!(nothing, Conversation { updated_at: at(1), ..expected.clone() }, "absent fields stay");
    let (_, question, answer) = store.begin_run(who, made.id, ask(None, "hi"), at(2)).await.unwrap();
    let change = ConversationChange {
        title: Some("Ünïcode".to_owned()),
        model: Some(None),
        collections: Some(Vec::new()),
        head: Some(question.id),
        ..ConversationChange::default()
    };
    let changed = store.change_conversation(who, made.id, change, at(3)).await.unwrap();
    let expected = Conversation {
        title: "Ünïcode".to_owned(),
        model: None,
        collections: Vec::new(),
        head: Some(question.id),
        updated_at: at(3),
        ..expected
    };
    assert_eq!(changed, expected);
    assert_eq!(store.conversation(who, made.id).await.unwrap(), expected);

    let elsewhere = conversation(store, who).await;
    for head in [answer.id, MessageId::new()] {
        let change = ConversationChange { head: Some(head), ..ConversationChange::default() };
        not_found(store.change_conversation(who, elsewhere, change, at(4)).await);
    }
}

async fn lists_last_changed_first(store: &dyn ChatStore) {
    let who = somebody();
    let mut ids = Vec::new();
    for n in 0..9 {
        ids.push(store.create_conversation(who, NewConversation::default(), at(n / 3)).await.unwrap().id);
    }
    // The oldest becomes the last changed.
    store.change_conversation(who, ids[0], ConversationChange::default(), at(50)).await.unwrap();
    let mut expected: Vec<ConversationId> = ids[1..].iter().rev().copied().collect();
    expected.insert(0, ids[0]);
    let all_of_them = ConversationFilter::default();
    for limit in [1, 2, 4, 9, 10] {
        let all = all_pages(limit, async |page| store.conversations(who, &all_of_them, &page).await).await;
        assert_eq!(all.iter().map(|one| one.id).collect::<Vec<_>>(), expected, "pages of {limit}");
    }
    refuses_garbage(async |page| store.conversations(who, &all_of_them, &page).await).await;
}

async fn searches(store: &dyn ChatStore) {
    let who = somebody();
    let titled = conversation(store, who).await;
    let change = ConversationChange { title: Some("Ärger mit 100% Rabatt".to_owned()), ..Default::default() };
    store.change_conversation(who, titled, change, at(1)).await.unwrap();
    let asked = conversation(store, who).await;
    store.begin_run(who, asked, ask(None, "Where is file_name\\x?"), at(2)).await.unwrap();
    let answered = conversation(store, who).await;
    let (run, ..) = store.begin_run(who, answered, ask(None, "?"), at(3)).await.unwrap();
    finish(store, who, &run, "In the ÖFFENTLICHE folder").await;

    let find = async |text: &str| {
        let filter = containing(text);
        let page = store.conversations(who, &filter, &PageRequest::first(10)).await.unwrap();
        page.items.into_iter().map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(find("ärger").await, [titled], "without regard to case, beyond ASCII");
    assert_eq!(find("100% r").await, [titled]);
    assert_eq!(find("100%R").await, [], "% is no wildcard");
    assert_eq!(find("FILE_NAME\\X").await, [asked]);
    assert_eq!(find("file-name").await, [], "_ is no wildcard");
    assert_eq!(find("öffentliche").await, [answered]);
    assert_eq!(find("nowhere").await, []);
    assert_eq!(find("").await.len(), 3);
    assert_eq!(store.conversations(somebody(), &containing("ärger"), &PageRequest::first(10)).await.unwrap().items, []);
}

fn containing(text: &str) -> ConversationFilter {
    ConversationFilter { contains: Some(text.to_owned()), ..ConversationFilter::default() }
}

async fn keeps_owners_apart(store: &dyn ChatStore) {
    let (who, other) = (somebody(), somebody());
    let id = conversation(store, who).await;
    let (run, question, answer) = store.begin_run(who, id, ask(None, "secret"), at(1)).await.unwrap();

    not_found(store.conversation(other, id).await);
    not_found(store.change_conversation(other, id, ConversationChange::default(), at(2)).await);
    not_found(store.delete_conversation(other, id).await);
    not_found(store.messages(other, id).await);
    not_found(store.message(other, question.id).await);
    not_found(store.message(other, answer.id).await);
    not_found(store.run(other, run.id).await);
    not_found(store.events(other, run.id, 0, 10).await);
    not_found(store.begin_run(other, id, ask(None, "mine?"), at(2)).await);
    not_found(store.begin_run(other, id, super::regenerate(question.id), at(2)).await);
    assert_eq!(
        store.conversations(other, &ConversationFilter::default(), &PageRequest::first(10)).await.unwrap().items,
        []
    );

    // A message of another owner's conversation is no parent and no question either.
    let theirs = conversation(store, other).await;
    not_found(store.begin_run(other, theirs, ask(Some(answer.id), "mine?"), at(2)).await);
    let stolen = NewTurn { kind: TurnKind::Regenerate { question: question.id }, model: None };
    not_found(store.begin_run(other, theirs, stolen, at(2)).await);
    assert_eq!(store.messages(other, theirs).await.unwrap(), []);
    assert_eq!(store.conversation(other, theirs).await.unwrap().head, None, "a refused turn changes nothing");
    assert_eq!(store.messages(who, id).await.unwrap(), [question, answer]);
    assert_eq!(store.conversation(who, id).await.unwrap().updated_at, at(1));
}

async fn deletes(store: &dyn ChatStore) {
    let who = somebody();
    let (id, kept) = (conversation(store, who).await, conversation(store, who).await);
    let (run, question, _) = store.begin_run(who, id, ask(None, "a"), at(1)).await.unwrap();
    let (other_run, ..) = store.begin_run(who, kept, ask(None, "b"), at(1)).await.unwrap();
    store.append_events(&[super::delta(&run, 1), super::delta(&other_run, 1)], at(1)).await.unwrap();
    conflict(store.delete_conversation(who, id).await);
    finish(store, who, &run, "done").await;
    store.delete_conversation(who, id).await.unwrap();

    gone(store, who, id).await;
    not_found(store.message(who, question.id).await);
    not_found(store.run(who, run.id).await);
    not_found(store.events(who, run.id, 0, 10).await);
    assert_eq!(store.last_seq(run.id).await.unwrap(), 0);
    assert_eq!(store.messages(who, kept).await.unwrap().len(), 2);
    assert_eq!(store.last_seq(other_run.id).await.unwrap(), 1);
}

async fn gone(store: &dyn ChatStore, who: Who, id: ConversationId) {
    not_found(store.conversation(who, id).await);
    not_found(store.messages(who, id).await);
    not_found(store.delete_conversation(who, id).await);
}
