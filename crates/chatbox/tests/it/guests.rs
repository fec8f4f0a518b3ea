//! Conversations that are shared with people and groups, on the real program.

use crate::{
    accounts::{Tokens, set_up, sign_in, socket},
    program::{PATIENCE, Program, data_folder, reply, text},
    provider::Provider,
    sharing::{Person, account, owner, person},
};
use futures::{SinkExt, StreamExt};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

async fn share(ada: &Person, program: &Program, conversation: &str, grants: Value) -> (StatusCode, Value) {
    ada.send(program, Method::PUT, &format!("/conversations/{conversation}/grants"), grants).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_does_so_with_their_own_documents() {
    let (program, tokens) = set_up().await;
    let ada = owner(&program, tokens).await;
    let (bob, carol) = (person(&program, "bob", "member").await, person(&program, "carol", "viewer").await);
    let (hers, his) = (
        ada.made(&program, "/collections", json!({"name": "Hers"})).await,
        bob.made(&program, "/collections", json!({"name": "His"})).await,
    );
    ada.upload(&program, &hers, "owl.txt", "The grey owl nests in the old barn near Selby.").await;
    ada.ready(&program, 1).await;
    bob.upload(&program, &his, "bat.txt", "The brown bat sleeps in the tower of Durham.").await;
    bob.ready(&program, 1).await;

    let id = ada.made(&program, "/conversations", json!({})).await;
    let path = format!("/conversations/{id}");
    let owl = json!({"text": "Where does the grey owl nest?"});
    let first = ada.ask(&program, &id, owl.clone()).await;
    assert!(text(&first["content"]).contains("barn"), "{first}");
    for other in [&bob, &carol] {
        assert_eq!(other.get(&program, &path).await.0, StatusCode::NOT_FOUND);
        assert_eq!(share(other, &program, &id, json!([])).await.0, StatusCode::NOT_FOUND);
    }

    // A group of readers, and one who asks.
    let group = ada.made(&program, "/groups", json!({"name": "Birds"})).await;
    let members = json!({"members": [bob.id, carol.id]});
    ada.send(&program, Method::PATCH, &format!("/groups/{group}"), members).await;
    let readers = json!({"principal": {"kind": "group", "id": group}, "level": "read"});
    let (status, set) = share(&ada, &program, &id, json!([readers, account(&bob, "write")])).await;
    assert_eq!((status, set.as_array().unwrap().len()), (StatusCode::OK, 2), "{set}");
    assert_eq!(ada.get(&program, &path).await.1["shares"], 2);
    for (guest, level) in [(&bob, "write"), (&carol, "read")] {
        assert_eq!(guest.get(&program, &path).await.1["access"], level);
        let listed = guest.get(&program, "/conversations?shared=true").await.1;
        assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["id"]), (1, &json!(id)));
        let own = guest.get(&program, "/conversations").await.1;
        assert_eq!(own["items"], json!([]), "not among one's own");
        let hits = guest.get(&program, "/conversations/search?q=grey%20owl").await.1;
        assert!(hits.as_array().unwrap().iter().all(|hit| hit["conversation"]["id"] == json!(id)), "{hits}");
        assert_ne!(hits, json!([]));
        // What was quoted can be read, the document cannot.
        let messages = guest.get(&program, &format!("{path}/messages")).await.1;
        assert_eq!(messages[1]["citations"], first["citations"]);
        let document = format!("/documents/{}", text(&first["citations"][0]["document"]));
        assert_eq!(guest.get(&program, &document).await.0, StatusCode::NOT_FOUND);
        let link = guest.send(&program, Method::POST, &format!("{path}/shares"), json!({})).await;
        assert_eq!(link.0, StatusCode::FORBIDDEN, "links are the owner's");
    }
    let refused = carol.send(&program, Method::POST, &format!("{path}/messages"), owl.clone()).await;
    assert_eq!((refused.0, &refused.1["type"]), (StatusCode::FORBIDDEN, &json!("urn:chatbox:beyond-share")));

    // Bob's question is answered from what Bob may see, whatever Ada has.
    let about_owls = bob.ask(&program, &id, json!({"text": owl["text"], "parent": first["id"]})).await;
    assert_eq!(about_owls["citations"], json!([]), "{about_owls}");
    let about_bats =
        bob.ask(&program, &id, json!({"text": "Where does the brown bat sleep?", "parent": first["id"]})).await;
    assert!(text(&about_bats["content"]).contains("Durham"), "{about_bats}");
    let messages = ada.get(&program, &format!("{path}/messages")).await.1;
    let authors: Vec<_> = messages.as_array().unwrap().iter().filter(|one| one["role"] == "user").collect();
    assert!(authors[0]["author"].is_null());
    assert!(authors[1..].iter().all(|one| one["author"] == json!(bob.id)), "{messages}");
    let run = ada.get(&program, &format!("/runs/{}", text(&about_bats["run"]))).await.1;
    assert_eq!((&run["owner"], &run["author"]), (&json!(ada.id), &json!(bob.id)));

    // Copied, it is the reader's own, and says who wrote what.
    let body = json!({"message": first["id"]});
    let copy = carol.send(&program, Method::POST, &format!("{path}/fork"), body).await.1;
    assert_eq!((&copy["owner"], &copy["access"]), (&json!(carol.id), &json!("manage")));
    let copied = carol.get(&program, &format!("/conversations/{}/messages", text(&copy["id"]))).await.1;
    assert_eq!(copied[0]["author"], json!(ada.id));

    // Taken back, it is gone; so it is with the group.
    share(&ada, &program, &id, json!([readers])).await;
    assert_eq!(bob.get(&program, &path).await.1["access"], "read");
    ada.send(&program, Method::DELETE, &format!("/groups/{group}"), Value::Null).await;
    for guest in [&bob, &carol] {
        assert_eq!(guest.get(&program, &format!("{path}/messages")).await.0, StatusCode::NOT_FOUND);
        assert_eq!(guest.get(&program, &format!("/runs/{}", text(&about_bats["run"]))).await.0, StatusCode::NOT_FOUND);
    }
    let temporary = ada.made(&program, "/conversations", json!({"temporary": true})).await;
    let refused = share(&ada, &program, &temporary, json!([account(&bob, "read")])).await;
    assert_eq!(refused.0, StatusCode::BAD_REQUEST, "{}", refused.1);
    program.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_followed_until_the_share_ends() {
    let words = "so it goes on and on ".repeat(60);
    let provider = Provider::start(&words, Duration::from_millis(200)).await;
    let mut program = Program::start_with_accounts(data_folder(), &provider.settings()).await;
    let line = program.line().await;
    let secret = line.split_once("/setup#").unwrap().1.to_owned();
    let body = json!({"secret": secret, "email": "ada@example.org", "name": "Ada", "password": "correct horse", "tokens": true});
    program.post("/auth/setup", body).await;
    let signed_in = sign_in(&program, "ada@example.org", "correct horse").await.1;
    let ada = owner(&program, Tokens::of(&signed_in)).await;
    let bob = person(&program, "bob", "viewer").await;
    let id = ada.made(&program, "/conversations", json!({})).await;
    share(&ada, &program, &id, json!([account(&bob, "write")])).await;

    // Bob asks; both see the words come.
    let mut hers = socket(&program, &ada.token).await.unwrap();
    let mut his = socket(&program, &bob.token).await.unwrap();
    let ask = json!({"type": "ask", "ref": "a", "conversation": id, "text": "Does it go on?"});
    his.send(Message::text(ask.to_string())).await.unwrap();
    let accepted = next(&mut his, "accepted").await;
    let run = text(&accepted["run"]["id"]);
    let follow = json!({"type": "follow", "ref": "f", "run": run, "after": 0});
    hers.send(Message::text(follow.to_string())).await.unwrap();
    for socket in [&mut hers, &mut his] {
        while next(socket, "event").await["event"]["type"] != "delta" {}
    }
    let request = program.request(Method::GET, &format!("/runs/{run}/events")).bearer_auth(&bob.token);
    let stream = tokio::spawn(async move {
        let response = request.send().await.unwrap();
        let mut bytes = response.bytes_stream();
        while let Some(Ok(_)) = bytes.next().await {}
    });

    // The share ends: Bob is cut off within seconds, the answer goes on for Ada.
    let ended = Instant::now();
    share(&ada, &program, &id, json!([])).await;
    let error = next(&mut his, "error").await;
    assert_eq!(error["problem"]["type"], "urn:chatbox:not-found", "{error}");
    timeout(PATIENCE, stream).await.unwrap().unwrap();
    assert!(ended.elapsed() < Duration::from_secs(6), "{:?}", ended.elapsed());
    his.send(Message::text(json!({"type": "stop", "ref": "s", "run": run}).to_string())).await.unwrap();
    assert_eq!(next(&mut his, "error").await["ref"], "s");
    while next(&mut hers, "event").await["event"]["type"] != "delta" {}
    hers.send(Message::text(json!({"type": "stop", "ref": "s", "run": run}).to_string())).await.unwrap();
    let message = loop {
        let event = next(&mut hers, "event").await;
        if event["event"]["type"] == "finished" {
            break event["event"]["message"].clone();
        }
    };
    assert_eq!(message["state"], "stopped", "{message}");
    let (status, messages) =
        reply(program.request(Method::GET, &format!("/conversations/{id}/messages")).bearer_auth(&ada.token)).await;
    assert_eq!((status, messages.as_array().unwrap().len()), (StatusCode::OK, 2));
}

/// The next frame of this type.
pub(crate) async fn next(socket: &mut crate::accounts::Socket, kind: &str) -> Value {
    let next = async {
        loop {
            if let Message::Text(frame) = socket.next().await.unwrap().unwrap() {
                let frame: Value = serde_json::from_str(&frame).unwrap();
                if frame["type"] == kind {
                    return frame;
                }
            }
        }
    };
    timeout(PATIENCE, next).await.unwrap_or_else(|_| panic!("no frame {kind}"))
}
