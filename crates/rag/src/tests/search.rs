//! Searching what was ingested.

use super::room::{Process, Room, WHO};
use crate::library::DocumentAction;
use chatbox_core::{
    ids::{CollectionId, UserId, Who},
    offsets::slice,
    search::{Holdings, Search, SearchError, SearchQuery, SearchResult},
};

const MOON: &str =
    "The moon pulls the sea twice a day. Sailors know it.\nSpring tides follow the new moon. Neap tides are weak.";

fn query(text: &str) -> SearchQuery {
    SearchQuery { query: text.to_owned(), collections: Vec::new(), limit: 10, filters: Default::default() }
}

async fn search(process: &Process, text: &str) -> SearchResult {
    process.rag.search(WHO(), &query(text)).await.unwrap()
}

async fn paths(process: &Process, query: &SearchQuery) -> Vec<String> {
    process.rag.search(WHO(), query).await.unwrap().hits.into_iter().map(|hit| hit.path).collect()
}

#[tokio::test]
async fn hits_say_where_they_stand_and_why() {
    let room = Room::new().await;
    let process = room.process();
    process.add("moon.txt", MOON).await;
    process.add("bees.md", "# Bees\nBees dance to tell where flowers are.").await;
    process.work().await;

    let found = search(&process, " Neap tides ").await;
    let best = &found.hits[0];
    let document = room.document("moon.txt").await;
    assert_eq!((best.document, best.revision, best.collection), (document.id, document.revision, document.collection));
    let text = process.rag.document_text(WHO(), best.document, None).await.unwrap().1.text;
    assert_eq!(slice(&text, best.start, best.end), best.text);
    assert!(best.scores.vector.is_some() && best.scores.keyword.is_some());
    assert_eq!(best.scores.sentence, best.sentences.first().map(|sentence| sentence.score));
    let quoted = &best.sentences[0];
    assert_eq!(slice(&best.text, quoted.start, quoted.end), "Neap tides are weak.");
    assert!(best.sentences.windows(2).all(|pair| pair[0].score >= pair[1].score));
    assert!(found.hits.windows(2).all(|pair| pair[0].scores.fused >= pair[1].scores.fused));
    assert!(found.hits.iter().all(|hit| (0.0..=1.0).contains(&hit.scores.fused)));
    assert!(found.timings.total_ms >= found.timings.fetch_ms);
}

#[tokio::test]
async fn the_same_content_comes_once() {
    let room = Room::new().await;
    let process = room.process();
    for path in ["one/note.txt", "two/note.txt", "three/note.txt"] {
        process.add(path, "# Note\nThe gauge stands in the harbour.").await;
    }
    process.add("other.txt", "# Other\nThe gauge was repaired.").await;
    process.work().await;
    assert_eq!(search(&process, "gauge harbour").await.hits.len(), 2);
}

#[tokio::test]
async fn what_is_deleted_takes_no_place() {
    let room = Room::new().await;
    let process = room.process();
    for n in 0..8 {
        process.add(&format!("{n}.txt"), &format!("Tide table number {n}.")).await;
    }
    process.work().await;
    for n in 0..7 {
        let document = room.document(&format!("{n}.txt")).await;
        process.rag.delete_document(WHO(), document.id).await.unwrap();
    }
    // Nothing is purged yet: the indexes still answer with all eight.
    assert_eq!(room.vectors.chunks().len(), 8);
    let one = SearchQuery { limit: 1, ..query("tide table") };
    assert_eq!(paths(&process, &one).await, ["7.txt"]);
}

#[tokio::test]
async fn searches_stay_within_their_scope() {
    let room = Room::new().await;
    let process = room.process();
    process.add("moon.txt", MOON).await;
    let other = process.rag.ensure_collection(WHO(), "Other").await.unwrap().id;
    process.rag.add_bytes(WHO(), other, "sea.txt", "The sea is deep.".into()).await.unwrap();
    process.work().await;

    let within = SearchQuery { collections: vec![other], ..query("sea") };
    assert_eq!(paths(&process, &within).await, ["sea.txt"]);
    let stranger = Who { user: UserId::new() };
    assert!(process.rag.search(stranger, &query("sea")).await.unwrap().hits.is_empty());
    let holds = async |who, collections: &[CollectionId]| process.rag.holdings(who, collections).await.unwrap();
    assert_eq!((holds(WHO(), &[]).await, holds(WHO(), &[other]).await), (Holdings::Passages, Holdings::Passages));
    assert_eq!(holds(stranger, &[]).await, Holdings::Nothing);
    assert_eq!(holds(WHO(), &[CollectionId::new()]).await, Holdings::Nothing);

    // A new version that is not ready does not hide the old one.
    process.rag.add_bytes(WHO(), other, "sea.txt", "The sea is very deep.".into()).await.unwrap();
    assert_eq!(holds(WHO(), &[other]).await, Holdings::Passages);
    assert_eq!(paths(&process, &within).await, ["sea.txt"]);

    // What cannot be searched says why.
    let fresh = process.rag.ensure_collection(WHO(), "Fresh").await.unwrap().id;
    let (document, _) = process.rag.add_bytes(WHO(), fresh, "new.txt", "New.".into()).await.unwrap();
    assert_eq!(holds(WHO(), &[fresh]).await, Holdings::BeingRead);
    process.rag.control(WHO(), document.id, DocumentAction::Cancel).await.unwrap();
    assert_eq!(holds(WHO(), &[fresh]).await, Holdings::Unreadable);
    assert_eq!(holds(WHO(), &[fresh, other]).await, Holdings::Passages);
}

#[tokio::test]
async fn bad_queries_are_refused_in_words() {
    let room = Room::new().await;
    let process = room.process();
    let long = "x".repeat(2001);
    let too_many = vec![CollectionId::new(); 1001];
    let cases = [
        (query("  "), "empty"),
        (query(&long), "2000"),
        (SearchQuery { limit: 0, ..query("x") }, "limit"),
        (SearchQuery { limit: 101, ..query("x") }, "limit"),
        (SearchQuery { collections: too_many, ..query("x") }, "collections"),
    ];
    for (query, expect) in cases {
        match process.rag.search(WHO(), &query).await {
            Err(SearchError::Invalid(text)) => assert!(text.contains(expect), "{text}"),
            other => panic!("{other:?}"),
        }
    }
    assert!(search(&process, &"ü".repeat(2000)).await.hits.is_empty());
}

#[tokio::test]
async fn similarity_of_pairs() {
    let room = Room::new().await;
    let process = room.process();
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let pairs = [pair("low tide", "low tide"), pair("low tide", "high tide"), pair("low tide", "green bees")];
    let found = process.rag.similarity(&pairs).await.unwrap();
    assert!((found[0] - 1.0).abs() < 1e-5 && found[0] > found[1] && found[1] > found[2], "{found:?}");
    assert!(process.rag.similarity(&[]).await.unwrap().is_empty());
}
