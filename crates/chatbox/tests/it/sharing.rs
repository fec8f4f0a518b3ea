//! Sharing collections with people and groups, on the real program.

use crate::{
    accounts::{Tokens, admin, set_up, sign_in},
    program::{PATIENCE, Program, Reply, reply, text},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tokio::time::{sleep, timeout};

pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) token: String,
}

impl Person {
    pub(crate) async fn send(&self, program: &Program, method: Method, path: &str, body: Value) -> Reply {
        let request = program.request(method, path).bearer_auth(&self.token);
        reply(if body.is_null() { request } else { request.json(&body) }).await
    }

    pub(crate) async fn get(&self, program: &Program, path: &str) -> Reply {
        self.send(program, Method::GET, path, Value::Null).await
    }

    pub(crate) async fn made(&self, program: &Program, path: &str, body: Value) -> String {
        let (status, made) = self.send(program, Method::POST, path, body).await;
        assert!(status.is_success(), "{path}: {made}");
        text(&made["id"])
    }

    pub(crate) async fn upload(&self, program: &Program, collection: &str, name: &str, words: &str) -> Reply {
        let body = format!(
            "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{words}\r\n--limit--\r\n"
        );
        let request = program.request(Method::POST, &format!("/collections/{collection}/documents"));
        let request = request.bearer_auth(&self.token).header("content-type", "multipart/form-data; boundary=limit");
        reply(request.body(body)).await
    }

    /// Waits until so many documents can be searched.
    pub(crate) async fn ready(&self, program: &Program, count: usize) {
        let ready = async {
            loop {
                let page = self.get(program, "/documents?state=ready&limit=200").await.1;
                if page["items"].as_array().is_some_and(|items| items.len() == count) {
                    return;
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(PATIENCE, ready).await.unwrap_or_else(|_| panic!("{count} documents are not ready"));
    }

    /// Asks in a conversation; the answer as it is stored.
    pub(crate) async fn ask(&self, program: &Program, conversation: &str, body: Value) -> Value {
        let request = program.request(Method::POST, &format!("/conversations/{conversation}/messages"));
        crate::program::finished(&program.events(request.bearer_auth(&self.token).json(&body), usize::MAX).await)
    }

    async fn share(&self, program: &Program, collection: &str, grants: &[Value]) -> Reply {
        self.send(program, Method::PUT, &format!("/collections/{collection}/grants"), json!(grants)).await
    }

    /// The documents a search finds.
    async fn finds(&self, program: &Program, query: &str) -> BTreeSet<String> {
        let (status, found) = self.send(program, Method::POST, "/search", json!({"query": query, "limit": 100})).await;
        assert_eq!(status, StatusCode::OK, "{found}");
        found["hits"].as_array().unwrap().iter().map(|hit| text(&hit["document"])).collect()
    }
}

/// Whoever has set the program up.
pub(crate) async fn owner(program: &Program, tokens: Tokens) -> Person {
    let access = reply(program.request(Method::GET, "/auth").bearer_auth(&tokens.access)).await.1;
    Person { id: text(&access["account"]["id"]), token: tokens.access }
}

pub(crate) async fn person(program: &Program, name: &str, role: &str) -> Person {
    let email = format!("{name}@example.org");
    let made = admin(program.folder.path(), &["create-user", &email, "--role", role]).await.unwrap();
    let signed_in = sign_in(program, &email, made.trim().rsplit(' ').next().unwrap()).await.1;
    Person { id: text(&signed_in["account"]["id"]), token: Tokens::of(&signed_in).access }
}

pub(crate) fn account(person: &Person, level: &str) -> Value {
    json!({"principal": {"kind": "account", "id": person.id}, "level": level})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_collection_is_read_written_or_managed_and_nothing_more() {
    let (program, tokens) = set_up().await;
    let ada = owner(&program, tokens).await;
    let (bob, viewer) = (person(&program, "bob", "member").await, person(&program, "vera", "viewer").await);
    let owls = ada.made(&program, "/collections", json!({"name": "Owls"})).await;
    let hidden = ada.made(&program, "/collections", json!({"name": "Hidden"})).await;
    let uploaded = ada.upload(&program, &owls, "owl.txt", "The grey owl nests in the old barn.").await.1;
    let owl = text(&uploaded["documents"][0]["document"]["id"]);
    ada.upload(&program, &hidden, "secret.txt", "The grey owl has a secret nest.").await;
    ada.ready(&program, 2).await;
    let path = format!("/collections/{owls}");
    let (question, document) = ("Where does the grey owl nest?", format!("/documents/{owl}"));

    assert_eq!(bob.get(&program, &document).await.0, StatusCode::NOT_FOUND);
    assert!(bob.finds(&program, question).await.is_empty());

    // Read.
    assert_eq!(ada.share(&program, &owls, &[account(&bob, "read")]).await.0, StatusCode::OK);
    let listed = bob.get(&program, "/collections").await.1;
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["access"]), (1, &json!("read")), "{listed}");
    assert_eq!(bob.finds(&program, question).await, BTreeSet::from([owl.clone()]));
    for part in ["", "/text", "/content", "/versions"] {
        assert_eq!(bob.get(&program, &format!("{document}{part}")).await.0, StatusCode::OK, "{part}");
    }
    let conversation = bob.made(&program, "/conversations", json!({})).await;
    let answer = bob.ask(&program, &conversation, json!({"text": question})).await;
    assert!(text(&answer["content"]).contains("old barn"), "{answer}");
    assert_eq!(answer["citations"][0]["check"]["verdict"], "quoted", "{answer}");
    let refused = bob.upload(&program, &owls, "more.txt", "More owls.").await;
    assert_eq!(refused.1["rejected"][0]["problem"]["type"], "urn:chatbox:beyond-share", "{}", refused.1);
    for (method, path) in [(Method::DELETE, document.as_str()), (Method::DELETE, path.as_str())] {
        assert_eq!(bob.send(&program, method, path, Value::Null).await.0, StatusCode::FORBIDDEN, "{path}");
    }

    // Nothing is fetched for nothing.
    let link = json!({"url": "http://127.0.0.1:9/"});
    let refused = bob.send(&program, Method::POST, &format!("{path}/links"), link).await;
    assert_eq!((refused.0, &refused.1["type"]), (StatusCode::FORBIDDEN, &json!("urn:chatbox:beyond-share")));

    // Write, for those whose role lets them.
    let grants = [account(&bob, "write"), account(&viewer, "write")];
    assert_eq!(ada.share(&program, &owls, &grants).await.0, StatusCode::OK);
    assert_eq!(viewer.upload(&program, &owls, "more.txt", "More owls.").await.0, StatusCode::FORBIDDEN);
    assert_eq!(bob.upload(&program, &owls, "barn.txt", "The barn stands by the river.").await.0, StatusCode::ACCEPTED);
    ada.ready(&program, 3).await;
    assert_eq!(ada.finds(&program, "Where does the barn stand?").await.len(), 3, "what Bob has added is Ada's");
    assert_eq!(viewer.finds(&program, question).await.len(), 2);
    let mine = bob.made(&program, "/collections", json!({"name": "Owls"})).await;
    let moved = bob.send(&program, Method::PATCH, &document, json!({"collection": mine})).await;
    assert_eq!(moved.0, StatusCode::BAD_REQUEST, "{}", moved.1);
    assert_eq!(bob.send(&program, Method::PATCH, &document, json!({"tags": ["bird"]})).await.0, StatusCode::OK);
    assert_eq!(bob.send(&program, Method::PATCH, &path, json!({"name": "Birds"})).await.0, StatusCode::FORBIDDEN);
    assert_eq!(bob.share(&program, &owls, &[]).await.0, StatusCode::FORBIDDEN);

    // Manage.
    ada.share(&program, &owls, &[account(&bob, "manage")]).await;
    assert_eq!(bob.send(&program, Method::PATCH, &path, json!({"name": "Birds"})).await.0, StatusCode::OK);
    assert_eq!(bob.get(&program, &format!("{path}/grants")).await.1, json!([account(&bob, "manage")]));
    assert!(viewer.finds(&program, question).await.is_empty(), "no longer shared");

    // Taken back.
    ada.share(&program, &owls, &[]).await;
    assert_eq!(bob.get(&program, &document).await.0, StatusCode::NOT_FOUND);
    assert!(bob.finds(&program, question).await.is_empty());
    let actions = ada.get(&program, "/audit?action=collection.share&limit=200").await.1;
    assert_eq!(actions["items"].as_array().unwrap().len(), 5, "four by Ada, one that Bob was refused");
}

/// Numbers that come again with the same seed (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

const SEARCHES: usize = 10_000;
const AT_ONCE: usize = 25;

/// Random shares with people and groups; after each change some searches must find what is visible, all of it and nothing else.
#[tokio::test(flavor = "multi_thread")]
async fn no_search_finds_what_is_not_shared() {
    let (program, tokens) = set_up().await;
    let access = reply(program.request(Method::GET, "/auth").bearer_auth(&tokens.access)).await.1;
    let ada = Person { id: text(&access["account"]["id"]), token: tokens.access };
    let mut people = vec![ada];
    for name in ["bob", "carol", "dan", "eve"] {
        people.push(person(&program, name, "member").await);
    }
    // Whose it is, by collection, and which documents are in it.
    let mut collections: Vec<(usize, String, BTreeSet<String>)> = Vec::new();
    for (owner, person) in people.iter().enumerate() {
        for number in 0..3 {
            let id = person.made(&program, "/collections", json!({"name": format!("C{number}")})).await;
            let mut documents = BTreeSet::new();
            for part in 0..2 {
                let words = format!("The grey owl of house {owner} {number} {part} sleeps at noon.");
                let uploaded = person.upload(&program, &id, &format!("{part}.txt"), &words).await.1;
                documents.insert(text(&uploaded["documents"][0]["document"]["id"]));
            }
            collections.push((owner, id, documents));
        }
        person.ready(&program, 6).await;
    }
    let mut groups: Vec<(String, BTreeSet<usize>)> = Vec::new();
    for name in ["One", "Two", "Three"] {
        groups.push((people[0].made(&program, "/groups", json!({"name": name})).await, BTreeSet::new()));
    }
    // With whom each collection is shared: people and groups.
    let mut shares: BTreeMap<usize, (BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
    let mut dice = Dice(20_261_127);
    let (mut searches, mut shared) = (0, 0);
    while searches < SEARCHES {
        if dice.below(3) == 0 {
            let group = dice.below(groups.len());
            groups[group].1 = (0..people.len()).filter(|_| dice.below(3) == 0).collect();
            let members: Vec<_> = groups[group].1.iter().map(|member| people[*member].id.clone()).collect();
            let path = format!("/groups/{}", groups[group].0);
            let changed = people[0].send(&program, Method::PATCH, &path, json!({"members": members})).await;
            assert_eq!(changed.0, StatusCode::OK, "{}", changed.1);
        } else {
            let at = dice.below(collections.len());
            let with: BTreeSet<usize> = (0..people.len()).filter(|_| dice.below(4) == 0).collect();
            let with_groups: BTreeSet<usize> = (0..groups.len()).filter(|_| dice.below(4) == 0).collect();
            let level = ["read", "write", "manage"][dice.below(3)];
            let mut grants: Vec<Value> = with.iter().map(|one| account(&people[*one], level)).collect();
            grants.extend(
                with_groups
                    .iter()
                    .map(|one| json!({"principal": {"kind": "group", "id": groups[*one].0}, "level": level})),
            );
            let (owner, id, _) = &collections[at];
            let set = people[*owner].share(&program, id, &grants).await;
            assert_eq!(set.0, StatusCode::OK, "{}", set.1);
            shares.insert(at, (with, with_groups));
        }
        let visible = |who: usize| -> BTreeSet<String> {
            let may = |at: usize, owner: usize| {
                let none = (BTreeSet::new(), BTreeSet::new());
                let (with, with_groups) = shares.get(&at).unwrap_or(&none);
                owner == who || with.contains(&who) || with_groups.iter().any(|group| groups[*group].1.contains(&who))
            };
            let some = collections.iter().enumerate().filter(|(at, (owner, ..))| may(*at, *owner));
            some.flat_map(|(_, (.., documents))| documents.iter().cloned()).collect()
        };
        let asking: Vec<usize> = (0..AT_ONCE).map(|_| dice.below(people.len())).collect();
        let found = futures::future::join_all(asking.iter().map(|who| people[*who].finds(&program, "grey owl"))).await;
        for (who, found) in asking.iter().zip(found) {
            let visible = visible(*who);
            shared += visible.len() - 6;
            assert_eq!(found, visible, "person {who} after {searches} searches");
        }
        searches += AT_ONCE;
    }
    assert!(shared > searches, "some of it was shared");
    println!("{searches} searches with random shares: each found all that is visible and nothing else");
}
