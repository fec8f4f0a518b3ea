//! Own roles, on the real program.

use crate::{
    accounts::{admin, closed, set_up, socket},
    guests::next,
    program::text,
    sharing::{owner, person},
};
use futures::SinkExt;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

#[tokio::test(flavor = "multi_thread")]
async fn an_own_role_counts_at_the_next_request_and_frame() {
    let (program, tokens) = set_up().await;
    let ada = owner(&program, tokens).await;
    let body = json!({"name": "Librarian", "permissions": ["read", "ask", "contribute"]});
    let (status, role) = ada.send(&program, Method::POST, "/roles", body).await;
    assert_eq!((status, &role["built_in"]), (StatusCode::CREATED, &json!(false)), "{role}");
    let path = format!("/roles/{}", text(&role["id"]));
    let unknown = admin(program.folder.path(), &["create-user", "x@example.org", "--role", "librarians"]).await;
    assert!(unknown.unwrap_err().contains("viewer, Librarian"));
    let bob = person(&program, "bob", "librarian").await;
    let access = bob.get(&program, "/auth").await.1;
    assert_eq!(access["permissions"], json!(["read", "ask", "contribute"]));
    assert_eq!((&access["account"]["role"], &access["account"]["role_name"]), (&role["id"], &json!("Librarian")));
    let collections = async || bob.send(&program, Method::POST, "/collections", json!({"name": "New"})).await.0;
    assert_eq!(collections().await, StatusCode::CREATED);
    assert_eq!(bob.get(&program, "/roles").await.0, StatusCode::FORBIDDEN);

    // What is ticked now counts at once, on what is open as well.
    let conversation = bob.made(&program, "/conversations", json!({})).await;
    let mut open = socket(&program, &bob.token).await.unwrap();
    let ask = json!({"type": "ask", "ref": "a", "conversation": conversation, "text": "Hello"}).to_string();
    open.send(Message::text(ask.clone())).await.unwrap();
    assert_eq!(next(&mut open, "accepted").await["ref"], "a");
    let change = |permissions: Value| ada.send(&program, Method::PATCH, &path, json!({"permissions": permissions}));
    assert_eq!(change(json!(["read"])).await.0, StatusCode::OK);
    assert_eq!(collections().await, StatusCode::FORBIDDEN);
    open.send(Message::text(ask)).await.unwrap();
    let refused = next(&mut open, "error").await;
    assert_eq!((&refused["ref"], &refused["problem"]["type"]), (&json!("a"), &json!("urn:chatbox:forbidden")));
    assert_eq!(change(json!(["ask"])).await.0, StatusCode::BAD_REQUEST, "a role reads at least");

    // It stays while somebody has it, and says who.
    let invited = ada.send(&program, Method::POST, "/invitations", json!({"role": role["id"]})).await;
    assert_eq!((invited.0, &invited.1["invitation"]["role_name"]), (StatusCode::CREATED, &json!("Librarian")));
    let (status, in_use) = ada.send(&program, Method::DELETE, &path, Value::Null).await;
    assert_eq!((status, &in_use["type"]), (StatusCode::CONFLICT, &json!("urn:chatbox:role-in-use")));
    assert!(text(&in_use["detail"]).contains("bob@example.org and 1 open invitation"), "{in_use}");
    let other = json!({"role": "viewer"});
    ada.send(&program, Method::PATCH, &format!("/accounts/{}", bob.id), other).await;
    let invitation = format!("/invitations/{}", text(&invited.1["invitation"]["id"]));
    ada.send(&program, Method::DELETE, &invitation, Value::Null).await;
    assert_eq!(ada.send(&program, Method::DELETE, &path, Value::Null).await.0, StatusCode::NO_CONTENT);
    let listed = ada.get(&program, "/roles").await.1;
    let names: Vec<_> = listed.as_array().unwrap().iter().map(|role| text(&role["id"])).collect();
    assert_eq!(names, ["owner", "administrator", "member", "viewer"]);
    let refused = ada.send(
        &program,
        Method::POST,
        "/accounts",
        json!({"email": "c@example.org", "name": "C", "role": role["id"]}),
    );
    assert_eq!(refused.await.0, StatusCode::NOT_FOUND);

    // A disabled account's socket is closed as before.
    admin(program.folder.path(), &["list-users"]).await.unwrap();
    ada.send(&program, Method::PATCH, &format!("/accounts/{}", bob.id), json!({"disabled": true})).await;
    assert_eq!(closed(&mut open).await, Some(1008));
}
