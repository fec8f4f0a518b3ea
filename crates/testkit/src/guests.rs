//! Contract of conversations that are shared.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, beyond, not_found};
use chatbox_core::{
    auth::{AccountStore, NewAccount, Role},
    chat::{
        ChatStore, Conversation, ConversationChange, ConversationFilter, Event, LoggedEvent, Message, MessageState,
        NewConversation, NewTurn, RunState, TurnKind,
    },
    folders::{FolderChange, FolderStore},
    ids::{ConversationId, UserId, Who},
    page::PageRequest,
    shares::{ShareStore, SharedConversation},
    sharing::{Grant, GroupChange, Level, Principal, SharingStore},
};

fn ask(text: &str) -> NewTurn {
    NewTurn { kind: TurnKind::Ask { parent: None, text: text.to_owned(), documents: Vec::new() }, model: None }
}

fn titled(title: &str) -> ConversationChange {
    ConversationChange { title: Some(title.to_owned()), ..ConversationChange::default() }
}

async fn listed<S: ChatStore>(store: &S, who: Who, shared: bool) -> Vec<ConversationId> {
    let filter = ConversationFilter { shared, ..ConversationFilter::default() };
    let page = store.conversations(who, &filter, &PageRequest::first(10)).await.unwrap();
    page.items.into_iter().map(|one| one.id).collect()
}

/// Runs all checks of the port's promises; panics at the first broken one. The store holds no groups.
pub async fn guest_contract<S: AccountStore + ChatStore + FolderStore + ShareStore + SharingStore>(store: &S) {
    let [ada, bob, carol, dan] = ["ada", "bob", "carol", "dan"].map(account);
    for new in [&ada, &bob, &carol, &dan] {
        store.create_account(new, at(0)).await.unwrap();
    }
    let [ada, bob, carol, dan] = [ada.id, bob.id, carol.id, dan.id].map(|user| Who { user });
    let folder = FolderChange { name: Some("Hers".to_owned()), ..FolderChange::default() };
    let folder = store.create_folder(ada, folder, at(1)).await.unwrap().id;
    let new = NewConversation { folder: Some(folder), ..NewConversation::default() };
    let id = store.create_conversation(ada, new, at(1)).await.unwrap().id;
    let pin = ConversationChange { pinned: Some(true), ..ConversationChange::default() };
    store.change_conversation(ada, id, pin.clone(), at(2)).await.unwrap();
    let (run, question, answer) = store.begin_run(ada, id, ask("Where do owls sleep?"), at(3)).await.unwrap();
    let event = LoggedEvent { run: run.id, seq: 1, event: Event::Delta { text: "In trees.".to_owned() } };
    store.append_events(std::slice::from_ref(&event), at(3)).await.unwrap();
    let host = async |who, least| store.host_of_conversation(who, id, least).await;

    // Nothing of it is there for others.
    not_found(store.conversation(bob, id).await);
    not_found(store.messages(bob, id).await);
    not_found(store.run(bob, run.id).await);
    not_found(store.events(bob, run.id, 0, 10).await);
    not_found(store.grants(bob, id.into()).await);
    not_found(store.share(bob, id.into(), &[]).await);
    not_found(host(bob, Level::Read).await);

    // Bob reads as one of a group, Carol writes, Dan manages.
    let group = store.create_group("Owl friends", at(4)).await.unwrap().id;
    let members = GroupChange { members: Some(vec![bob.user, carol.user]), ..GroupChange::default() };
    store.change_group(group, &members, at(4)).await.unwrap();
    let to = |principal, level| Grant { principal, level };
    let grants = [
        to(Principal::Group(group), Level::Read),
        to(Principal::Account(carol.user), Level::Write),
        to(Principal::Account(dan.user), Level::Manage),
    ];
    assert_eq!(store.share(ada, id.into(), &grants).await.unwrap().len(), 3);
    let hers = store.conversation(ada, id).await.unwrap();
    assert_eq!((hers.access, hers.shares, hers.pinned, hers.folder), (Level::Manage, 3, true, Some(folder)));
    for (who, level) in [(bob, Level::Read), (carol, Level::Write), (dan, Level::Manage)] {
        let seen = store.conversation(who, id).await.unwrap();
        let expected = Conversation { access: level, pinned: false, folder: None, ..hers.clone() };
        assert_eq!(seen, expected, "the order is the owner's");
        assert_eq!(store.messages(who, id).await.unwrap().len(), 2);
        assert_eq!(store.message(who, answer.id).await.unwrap(), answer);
        assert_eq!(store.run(who, run.id).await.unwrap(), run);
        assert_eq!(store.events(who, run.id, 0, 10).await.unwrap(), std::slice::from_ref(&event));
        assert_eq!(store.events(who, run.id, 1, 10).await.unwrap(), []);
        assert_eq!((listed(store, who, true).await, listed(store, who, false).await), (vec![id], Vec::new()));
        let hits = store.search_conversations(who, "owls", 10).await.unwrap();
        assert_eq!(hits.iter().map(|hit| &hit.conversation).collect::<Vec<_>>(), [&expected]);
        assert_eq!(host(who, level).await.unwrap(), ada);
        // A link for everybody and the place in the list are the owner's business.
        beyond(store.change_conversation(who, id, pin.clone(), at(5)).await);
        let snapshot = SharedConversation { title: String::new(), created_at: at(5), head: None, messages: Vec::new() };
        beyond(store.create_share(who, id, &snapshot, at(5)).await);
    }
    assert_eq!((listed(store, ada, false).await, listed(store, ada, true).await), (vec![id], Vec::new()));

    // What each level may not.
    let head = ConversationChange { head: Some(question.id), ..ConversationChange::default() };
    beyond(store.begin_run(bob, id, ask("Mine?"), at(6)).await);
    beyond(store.change_conversation(bob, id, head.clone(), at(6)).await);
    beyond(store.edit_message(bob, question.id, "Other", at(6)).await);
    beyond(store.delete_message(bob, question.id, at(6)).await);
    beyond(host(bob, Level::Write).await);
    for who in [bob, carol] {
        beyond(store.change_conversation(who, id, titled("Mine"), at(6)).await);
        beyond(store.delete_conversation(who, id).await);
        beyond(store.grants(who, id.into()).await);
        beyond(store.share(who, id.into(), &[]).await);
    }

    // Carol asks: the conversation stays Ada's, the question is Carol's.
    let done = Message { state: MessageState::Complete, content: "In trees.".to_owned(), ..answer };
    store.finish_run(run.id, RunState::Done, &done, &[], None, at(7)).await.unwrap();
    let (asked, hers, answer) = store.begin_run(carol, id, ask("And bats?"), at(8)).await.unwrap();
    assert_eq!((asked.owner, asked.author, asked.asker()), (ada.user, Some(carol.user), carol));
    assert_eq!((hers.author, answer.author, question.author), (Some(carol.user), None, None));
    for who in [ada, bob, carol] {
        assert_eq!(store.run(who, asked.id).await.unwrap(), asked);
        assert_eq!(store.message(who, hers.id).await.unwrap(), hers);
    }
    let stopped = Message { state: MessageState::Stopped, ..answer };
    store.finish_run(asked.id, RunState::Stopped, &stopped, &[], None, at(9)).await.unwrap();
    assert_eq!(store.change_conversation(carol, id, head, at(10)).await.unwrap().access, Level::Write);
    store.edit_message(carol, question.id, "Where do owls live?", at(10)).await.unwrap();
    assert_eq!(store.delete_message(carol, hers.id, at(10)).await.unwrap().access, Level::Write);

    // Dan renames it, and shares it as its owner does.
    let renamed = store.change_conversation(dan, id, titled("Owls"), at(11)).await.unwrap();
    assert_eq!((renamed.title.as_str(), renamed.access, renamed.owner), ("Owls", Level::Manage, ada.user));
    store.share(dan, id.into(), &grants[..1]).await.unwrap();
    not_found(store.conversation(dan, id).await);
    assert_eq!(store.conversation(carol, id).await.unwrap().access, Level::Read, "as one of the group");
    store.delete_group(group).await.unwrap();
    for who in [bob, carol, dan] {
        not_found(store.run(who, run.id).await);
        not_found(store.events(who, run.id, 0, 10).await);
        not_found(store.message(who, question.id).await);
        assert_eq!(store.search_conversations(who, "owls", 10).await.unwrap(), []);
        assert_eq!(listed(store, who, true).await, []);
    }
    store.share(ada, id.into(), &grants[2..]).await.unwrap();
    store.delete_conversation(dan, id).await.unwrap();
    not_found(store.conversation(ada, id).await);
    not_found(store.grants(ada, id.into()).await);
}

fn account(name: &str) -> NewAccount {
    let (email, password) = (format!("{name}@guests.example"), "$argon2id$hash".to_owned());
    NewAccount { id: UserId::new(), email, name: name.to_owned(), role: Role::Member.into(), password }
}
