//! What every `KeywordIndex` must do. `check` runs on an empty index and leaves it empty; `fill` and `check_filled` go before and
//! after closing and opening again.

use chatbox_core::{
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, UserId, Who},
    index::{EntryKeys, KeywordEntry, KeywordIndex, Scope},
};
use std::collections::HashSet;

/// Runs the whole suite. Panics on the first broken promise.
pub async fn check(index: &dyn KeywordIndex) {
    finds_nothing_when_empty(index).await;
    index.clear().await.expect("clear");
    ranks_better_matches_first(index).await;
    index.clear().await.expect("clear");
    never_fails_on_odd_input(index).await;
    index.clear().await.expect("clear");
    keeps_owners_and_collections_apart(index).await;
    index.clear().await.expect("clear");
    filters_cost_no_recall(index).await;
    index.clear().await.expect("clear");
    replaces_an_entry(index).await;
    index.clear().await.expect("clear");
    removes_revisions(index).await;
    index.clear().await.expect("clear");
    answers_while_entries_come_in(index).await;
    index.clear().await.expect("clear");
    assert_eq!(index.len().await.expect("len"), 0, "cleared");
}

/// Adds entries that `check_filled` looks for.
pub async fn fill(index: &dyn KeywordIndex) -> Vec<KeywordEntry> {
    let (owner, collection) = (UserId::new(), CollectionId::new());
    let mut entries: Vec<_> = (0..60).map(|i| entry(owner, collection, &format!("zebra number{i}"))).collect();
    index.add(entries.clone()).await.expect("add");
    let gone = entries.remove(0);
    index.remove(&[gone.keys.revision]).await.expect("remove");
    entries
}

/// Whether exactly the entries of `fill` are there.
pub async fn check_filled(index: &dyn KeywordIndex, entries: &[KeywordEntry]) {
    assert_eq!(index.len().await.expect("len"), entries.len() as u64);
    let scope = Scope::all(Who { user: entries[0].keys.owner });
    assert_eq!(ids(index, "zebra", &scope, 500).await, entries.iter().map(|entry| entry.keys.chunk).collect());
    for entry in entries.iter().step_by(7) {
        let word = entry.text.split(' ').nth(1).unwrap_or_default();
        assert_eq!(first(index, word, &scope).await, Some(entry.keys.chunk), "{word}");
    }
}

async fn finds_nothing_when_empty(index: &dyn KeywordIndex) {
    index.add(Vec::new()).await.expect("adding nothing");
    index.remove(&[]).await.expect("removing nothing");
    index.remove(&[RevisionId::new()]).await.expect("removing what is not there");
    assert!(ids(index, "anything", &Scope::all(Who { user: UserId::new() }), 10).await.is_empty());
}

async fn ranks_better_matches_first(index: &dyn KeywordIndex) {
    let (owner, collection) = (UserId::new(), CollectionId::new());
    let scope = Scope::all(Who { user: owner });
    let mut both = entry(owner, collection, "The notice period of the contract is three months.");
    both.title = "Contracts".to_owned();
    let one = entry(owner, collection, "A contract about the delivery of apples and pears and other fruit.");
    let other = entry(owner, collection, "Apples are grown in orchards.");
    let mut headed = entry(owner, collection, "Nothing to see here.");
    headed.headings = "Vacation Carry-over".to_owned();
    index.add(vec![one.clone(), both.clone(), other.clone(), headed.clone()]).await.expect("add");
    let hits = index.search("What is the notice period in contracts?", &scope, 10).await.expect("search");
    assert_eq!(hits.iter().map(|hit| hit.chunk).collect::<Vec<_>>(), [both.keys.chunk, one.keys.chunk]);
    assert!(hits[0].score > hits[1].score);
    assert_eq!(first(index, "vacation", &scope).await, Some(headed.keys.chunk), "headings are searched");
    assert_eq!(index.search("contract", &scope, 1).await.expect("search").len(), 1, "the limit holds");
    assert_eq!(index.search("contract", &scope, 0).await.expect("search"), []);
}

async fn never_fails_on_odd_input(index: &dyn KeywordIndex) {
    let (owner, collection) = (UserId::new(), CollectionId::new());
    let scope = Scope::all(Who { user: owner });
    let wanted = entry(owner, collection, "the quick brown fox");
    let mut odd = entry(owner, collection, "\u{0}\u{feff}🦊🦊 ((\"' \u{202e}");
    odd.title = "🦊".repeat(3_000);
    let mut long = entry(owner, collection, &"a".repeat(200_000));
    long.headings = "AND OR NOT".to_owned();
    index.add(vec![wanted.clone(), odd, long]).await.expect("odd entries are taken");
    for nothing in ["", " \t\n", "🦊", "\"", "((", "+-&|!{}[]^~*?:\\/", "\u{0}", "\u{202e}\u{200d}", "---"] {
        assert!(ids(index, nothing, &scope, 10).await.is_empty(), "{nothing:?}");
    }
    for question in
        ["\"quick fox", "title:fox AND (", "fox*", "-fox", "FOX!!!", "fox🦊", "a\u{0}fox", "the the the fox"]
    {
        assert_eq!(first(index, question, &scope).await, Some(wanted.keys.chunk), "{question:?}");
    }
    let endless = format!("fox {}", "lorem ipsum 12345 ".repeat(6_000));
    assert_eq!(first(index, &endless, &scope).await, Some(wanted.keys.chunk), "100,000 characters");
    ids(index, &"x".repeat(100_000), &scope, 10).await;
}

async fn keeps_owners_and_collections_apart(index: &dyn KeywordIndex) {
    let owners = [UserId::new(), UserId::new()];
    let collections = [CollectionId::new(), CollectionId::new()];
    let mut all = Vec::new();
    for owner in owners {
        for collection in collections {
            all.extend((0..20).map(|_| entry(owner, collection, "the same words everywhere")));
        }
    }
    index.add(all.clone()).await.expect("add");
    let chunks = |admits: &dyn Fn(&EntryKeys) -> bool| -> HashSet<ChunkId> {
        all.iter().filter(|entry| admits(&entry.keys)).map(|entry| entry.keys.chunk).collect()
    };
    for owner in owners {
        let scope = Scope::all(Who { user: owner });
        assert_eq!(ids(index, "words", &scope, 500).await, chunks(&|keys| keys.owner == owner));
        let one = Scope { collections: Some(vec![collections[0]]), ..scope.clone() };
        let wanted = chunks(&|keys| keys.owner == owner && keys.collection == collections[0]);
        assert_eq!(ids(index, "words", &one, 500).await, wanted);
        let both = Scope { collections: Some(collections.to_vec()), ..scope.clone() };
        assert_eq!(ids(index, "words", &both, 500).await.len(), 40);
        let none = Scope { collections: Some(Vec::new()), ..scope };
        assert!(ids(index, "words", &none, 500).await.is_empty(), "an empty list admits nothing");
    }
    let stranger = Scope { collections: Some(collections.to_vec()), ..Scope::all(Who { user: UserId::new() }) };
    assert!(ids(index, "words", &stranger, 10).await.is_empty());
    // What is shared is found besides one's own, and nothing else.
    let guest = Scope { shared: vec![collections[1]], ..Scope::all(Who { user: UserId::new() }) };
    assert_eq!(ids(index, "words", &guest, 500).await, chunks(&|keys| keys.collection == collections[1]));
    let both = Scope { shared: vec![collections[1]], ..Scope::all(Who { user: owners[0] }) };
    let wanted = chunks(&|keys| keys.owner == owners[0] || keys.collection == collections[1]);
    assert_eq!(ids(index, "words", &both, 500).await, wanted);
    let only = Scope { collections: Some(vec![collections[0]]), ..both };
    let wanted = chunks(&|keys| keys.owner == owners[0] && keys.collection == collections[0]);
    assert_eq!(ids(index, "words", &only, 500).await, wanted);
}

async fn filters_cost_no_recall(index: &dyn KeywordIndex) {
    let (owner, collection) = (UserId::new(), CollectionId::new());
    let mut entries: Vec<_> =
        (0..500).map(|i| entry(owner, collection, &format!("common words and rare{}", i % 7))).collect();
    for (i, entry) in entries.iter_mut().enumerate() {
        entry.keys.language = Some(if i % 100 == 3 { "de" } else { "en" }.to_owned());
        entry.keys.media_type = (i % 100 == 5).then(|| "application/pdf".to_owned());
    }
    index.add(entries.clone()).await.expect("add");
    let all = Scope::all(Who { user: owner });
    let documents: Vec<_> = entries.iter().step_by(100).map(|entry| entry.keys.document).collect();
    let by = |admits: &dyn Fn(&EntryKeys) -> bool| -> HashSet<ChunkId> {
        entries.iter().filter(|entry| admits(&entry.keys)).map(|entry| entry.keys.chunk).collect()
    };
    let scope = Scope { documents: Some(documents.clone()), ..all.clone() };
    assert_eq!(ids(index, "common words", &scope, 10).await, by(&|keys| documents.contains(&keys.document)));
    let scope = Scope { languages: Some(vec!["de".to_owned()]), ..all.clone() };
    assert_eq!(ids(index, "common", &scope, 10).await, by(&|keys| keys.language.as_deref() == Some("de")));
    let scope = Scope { media_types: Some(vec!["application/pdf".to_owned()]), ..all.clone() };
    assert_eq!(ids(index, "common", &scope, 10).await, by(&|keys| keys.media_type.is_some()));
    let contradiction = Scope { languages: Some(vec!["de".to_owned()]), ..scope };
    assert!(ids(index, "common", &contradiction, 10).await.is_empty());
}

async fn replaces_an_entry(index: &dyn KeywordIndex) {
    let owner = UserId::new();
    let scope = Scope::all(Who { user: owner });
    let mut entry = entry(owner, CollectionId::new(), "first wording");
    index.add(vec![entry.clone()]).await.expect("add");
    index.add(vec![entry.clone()]).await.expect("add the same again");
    assert_eq!(index.len().await.expect("len"), 1);
    let (old, new) = (entry.keys.revision, RevisionId::new());
    entry.keys.revision = new;
    entry.text = "second attempt".to_owned();
    index.add(vec![entry.clone()]).await.expect("add another");
    assert_eq!(index.len().await.expect("len"), 1);
    assert!(ids(index, "wording", &scope, 10).await.is_empty(), "the old text is gone");
    assert_eq!(first(index, "attempt", &scope).await, Some(entry.keys.chunk));
    index.remove(&[old]).await.expect("remove");
    assert_eq!(index.len().await.expect("len"), 1, "it belongs to the new revision");
    index.remove(&[new]).await.expect("remove");
    assert_eq!(index.len().await.expect("len"), 0);
}

async fn removes_revisions(index: &dyn KeywordIndex) {
    let (owner, collection) = (UserId::new(), CollectionId::new());
    let mut entries: Vec<_> = (0..40).map(|_| entry(owner, collection, "zebra crossing")).collect();
    for pair in entries.chunks_mut(2) {
        pair[1].keys.revision = pair[0].keys.revision;
    }
    index.add(entries.clone()).await.expect("add");
    let gone = [entries[0].keys.revision, entries[20].keys.revision];
    index.remove(&gone).await.expect("remove");
    index.remove(&gone).await.expect("remove again");
    assert_eq!(index.len().await.expect("len"), 36);
    let kept: HashSet<_> =
        entries.iter().filter(|entry| !gone.contains(&entry.keys.revision)).map(|entry| entry.keys.chunk).collect();
    assert_eq!(ids(index, "zebra", &Scope::all(Who { user: owner }), 100).await, kept);
}

async fn answers_while_entries_come_in(index: &dyn KeywordIndex) {
    let (owner, collection) = (UserId::new(), CollectionId::new());
    let scope = Scope::all(Who { user: owner });
    let early: Vec<_> = (0..20).map(|i| entry(owner, collection, &format!("early bird{i}"))).collect();
    index.add(early.clone()).await.expect("add");
    let adding = async {
        for i in 0..8 {
            let late = entry(owner, collection, &format!("late worm{i}"));
            index.add(vec![late.clone()]).await.expect("add");
            assert_eq!(
                first(index, &format!("worm{i}"), &scope).await,
                Some(late.keys.chunk),
                "found as soon as it is added"
            );
        }
    };
    let searching = async {
        for _ in 0..50 {
            assert_eq!(ids(index, "early", &scope, 100).await.len(), early.len(), "what was there stays there");
        }
    };
    futures::join!(adding, searching);
}

fn entry(owner: UserId, collection: CollectionId, text: &str) -> KeywordEntry {
    let keys = EntryKeys {
        chunk: ChunkId::new(),
        revision: RevisionId::new(),
        document: DocumentId::new(),
        collection,
        owner,
        language: None,
        media_type: None,
    };
    KeywordEntry { keys, title: String::new(), headings: String::new(), text: text.to_owned() }
}

async fn first(index: &dyn KeywordIndex, question: &str, scope: &Scope) -> Option<ChunkId> {
    index.search(question, scope, 1).await.expect("search").first().map(|hit| hit.chunk)
}

async fn ids(index: &dyn KeywordIndex, question: &str, scope: &Scope, limit: usize) -> HashSet<ChunkId> {
    let hits = index.search(question, scope, limit).await.expect("search");
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score), "best first");
    let ids: HashSet<ChunkId> = hits.iter().map(|hit| hit.chunk).collect();
    assert_eq!(ids.len(), hits.len(), "no chunk comes twice");
    ids
}
