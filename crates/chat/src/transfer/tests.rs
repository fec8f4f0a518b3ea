#![allow(clippy::unwrap_used)]

use super::*;
use chatbox_core::{
    chat::Check,
    ids::{ChunkId, DocumentId, RevisionId, UserId, Who},
};
use chrono::{DateTime, TimeDelta};

fn at(seconds: i64) -> Time {
    DateTime::from_timestamp(1_767_225_600, 0).unwrap() + TimeDelta::seconds(seconds)
}

fn said(id: &str, parent: Option<&str>, role: Role) -> PortableMessage {
    PortableMessage {
        id: id.to_owned(),
        parent: parent.map(str::to_owned),
        role,
        content: id.to_uppercase(),
        created_at: None,
        state: None,
        citations: Vec::new(),
        sources: Vec::new(),
        answer: None,
    }
}

fn conversation(messages: Vec<PortableMessage>) -> PortableConversation {
    PortableConversation { title: " Two\nlines ".to_owned(), messages, ..PortableConversation::default() }
}

fn cited(source: u32, number: u32, verdict: Verdict) -> Citation {
    Citation {
        number,
        source,
        document: DocumentId::new(),
        title: "Manual".to_owned(),
        page: None,
        start: 0,
        end: 5,
        quote: "five  bar".to_owned(),
        claim: "It is five.".to_owned(),
        check: Check { verdict, reason: String::new(), score: 1.0 },
    }
}

fn source(number: u32) -> Source {
    Source {
        number,
        chunk: ChunkId::new(),
        document: DocumentId::new(),
        revision: RevisionId::new(),
        title: format!("Manual {number}"),
        path: "manual.pdf".to_owned(),
        page: Some(number),
        headings: Vec::new(),
        start: 0,
        end: 5,
        text: "five bar".to_owned(),
        score: 0.5,
    }
}

#[test]
fn a_tree_in_any_order_is_taken_in() {
    let who = Who { user: UserId::new() };
    let messages = vec![
        said("answer", Some("question"), Role::Assistant),
        said("other", Some("question"), Role::Assistant),
        said("question", None, Role::User),
        said("followup", Some("answer"), Role::User),
    ];
    let from = PortableConversation { head: Some("followup".to_owned()), ..conversation(messages) };
    let (imported, messages) = import(who, &from, at(0)).unwrap();
    assert_eq!((imported.title.as_str(), imported.owner), ("Two lines", who.user));
    let texts: Vec<_> = messages.iter().map(|message| message.content.as_str()).collect();
    assert_eq!(texts[0], "QUESTION");
    let in_view: Vec<_> = branch(&messages, imported.head).iter().map(|one| one.content.as_str()).collect();
    assert_eq!(in_view, ["QUESTION", "ANSWER", "FOLLOWUP"]);
    assert!(messages.iter().all(|message| message.conversation == imported.id));
}

#[test]
fn times_never_run_backwards() {
    let who = Who { user: UserId::new() };
    let mut messages =
        vec![said("a", None, Role::User), said("b", Some("a"), Role::Assistant), said("c", Some("b"), Role::User)];
    messages[0].created_at = Some(at(100));
    messages[1].created_at = Some(at(50));
    let (imported, messages) = import(who, &conversation(messages), at(0)).unwrap();
    let times: Vec<_> = messages.iter().map(|message| message.created_at).collect();
    assert!(times.is_sorted() && times[0] == at(100), "{times:?}");
    assert_eq!((imported.created_at, imported.updated_at), (at(100), times[2]));
}

#[test]
fn what_is_no_tree_is_refused() {
    let refused = |messages| import(Who { user: UserId::new() }, &conversation(messages), at(0)).unwrap_err();
    assert_eq!(refused(vec![]), ImportError::Empty);
    let twice = vec![said("a", None, Role::User), said("a", None, Role::User)];
    assert_eq!(refused(twice), ImportError::Twice("a".to_owned()));
    assert_eq!(refused(vec![said("a", Some("x"), Role::User)]), ImportError::Lost("a".to_owned()));
    let circle = vec![said("a", Some("b"), Role::User), said("b", Some("a"), Role::User)];
    assert_eq!(refused(circle), ImportError::Circle("a".to_owned()));
    assert_eq!(refused(vec![said("a", None, Role::System)]), ImportError::Role("a".to_owned()));
}

/// A question with two answers, the second cited and in view.
fn cited_conversation() -> (Conversation, Vec<Message>) {
    let mut messages = vec![
        said("q", None, Role::User),
        said("first", Some("q"), Role::Assistant),
        said("second", Some("q"), Role::Assistant),
    ];
    messages[2].content = "It is five [^1]. It is blue [^2]. Really [^3]".to_owned();
    messages[2].citations =
        vec![cited(2, 1, Verdict::Quoted), cited(1, 2, Verdict::Unsupported), cited(2, 3, Verdict::Supported)];
    messages[2].sources = vec![source(1), source(2), source(3)];
    let who = Who { user: UserId::new() };
    import(who, &PortableConversation { head: Some("second".to_owned()), ..conversation(messages) }, at(0)).unwrap()
}

#[test]
fn an_export_comes_back_the_same() {
    let (original, messages) = cited_conversation();
    let text = serde_json::to_string(&Export::of(vec![export(&original, &messages)])).unwrap();
    let read: Export = serde_json::from_str(&text).unwrap();
    let again = import(Who { user: original.owner }, &read.conversations[0], at(999)).unwrap();
    assert_eq!(strip(export(&again.0, &again.1)), strip(export(&original, &messages)));
}

/// Without ids, which are fresh in every store.
fn strip(mut portable: PortableConversation) -> PortableConversation {
    let ids: HashMap<String, String> =
        portable.messages.iter().enumerate().map(|(n, message)| (message.id.clone(), n.to_string())).collect();
    for message in &mut portable.messages {
        message.id = ids[&message.id].clone();
        message.parent = message.parent.take().map(|parent| ids[&parent].clone());
    }
    portable.head = portable.head.map(|head| ids[&head].clone());
    portable
}

#[test]
fn markdown_has_the_branch_in_view_with_its_sources() {
    let (conversation, messages) = cited_conversation();
    let text = markdown(&conversation, &messages, true);
    assert!(
        text.contains("It is five [1]. It is blue. Really [1]\n\nSources:\n\n1. Manual 2, page 2: “five bar”"),
        "{text}"
    );
    assert!(!text.contains("FIRST"), "another branch");
    let plain = markdown(&conversation, &messages, false);
    assert!(plain.contains("It is five. It is blue. Really\n") && !plain.contains("Sources"), "{plain}");
}

#[test]
fn forks_copy_one_branch_or_all() {
    let (original, mut messages) = cited_conversation();
    let who = Who { user: original.owner };
    let first = messages.iter().find(|message| message.content == "FIRST").unwrap().id;
    let (copy, copies) = fork(who, (&original, &messages), first, false, at(5)).unwrap();
    assert_eq!(copies.iter().map(|one| one.content.as_str()).collect::<Vec<_>>(), ["Q", "FIRST"]);
    assert_eq!((copy.head, copies[1].parent), (Some(copies[1].id), Some(copies[0].id)));
    assert!(copy.id != original.id && copies.iter().all(|one| one.conversation == copy.id));
    let (copy, copies) = fork(who, (&original, &messages), first, true, at(5)).unwrap();
    assert_eq!((copies.len(), copy.title.as_str()), (3, "Two lines"));
    assert_eq!(fork(who, (&original, &messages), MessageId::new(), true, at(5)), None);

    // Whoever copies what somebody else has shared has it as their own, and sees who wrote what.
    let guest = Who { user: UserId::new() };
    let authors = |messages: &[Message]| messages.iter().map(|one| one.author).collect::<Vec<_>>();
    let (copy, copies) = fork(guest, (&original, &messages), first, false, at(5)).unwrap();
    assert_eq!((copy.owner, authors(&copies)), (guest.user, vec![Some(original.owner), None]));
    messages[0].author = Some(guest.user);
    let (_, copies) = fork(guest, (&original, &messages), first, false, at(5)).unwrap();
    assert_eq!(authors(&copies), [None, None]);
    let (_, copies) = fork(who, (&original, &messages), first, false, at(5)).unwrap();
    assert_eq!(authors(&copies), [Some(guest.user), None]);
}

#[test]
fn snapshots_show_cited_passages_only() {
    let (conversation, messages) = cited_conversation();
    let shown = snapshot(&conversation, &messages, false, at(5));
    assert_eq!(shown.messages.len(), 2);
    assert_eq!(shown.messages[1].sources.iter().map(|one| one.number).collect::<Vec<_>>(), [2]);
    assert_eq!(snapshot(&conversation, &messages, true, at(5)).messages.len(), 3);
}
