//! Accounts, on the real program.

use crate::program::{PATIENCE, Program, Reply, command, data_folder, reply, text};
use futures::{SinkExt, StreamExt};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use std::{path::Path, time::Duration};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

pub(crate) const PASSWORD: &str = "correct horse";

/// What signs a program in.
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
}

impl Tokens {
    pub(crate) fn of(signed_in: &Value) -> Self {
        Self { access: text(&signed_in["access"]), refresh: text(&signed_in["refresh"]) }
    }
}

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// An open socket of whoever this token or key belongs to.
pub(crate) async fn socket(program: &Program, token: &str) -> Result<Socket, Error> {
    let mut request = (program.address.replace("http://", "ws://") + "/api/v1/ws").into_client_request().unwrap();
    request.headers_mut().insert(header::AUTHORIZATION.as_str(), format!("Bearer {token}").parse().unwrap());
    connect_async(request).await.map(|(socket, _)| socket)
}

/// The code the server closes it with, within a second.
pub(crate) async fn closed(socket: &mut Socket) -> Option<u16> {
    let code = async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| u16::from(frame.code)),
                Some(Ok(_)) => {}
                end => panic!("a close frame, not {end:?}"),
            }
        }
    };
    timeout(Duration::from_secs(1), code).await.expect("the socket is closed within a second")
}

async fn post(program: &Program, path: &str, body: Value) -> Reply {
    program.send(Method::POST, path, Some(body)).await
}

async fn with(program: &Program, method: Method, path: &str, token: &str) -> Reply {
    reply(program.request(method, path).bearer_auth(token)).await
}

/// A program with an owner, whose tokens these are.
pub(crate) async fn set_up() -> (Program, Tokens) {
    with_owner(Program::start_with_accounts(data_folder(), &[]).await).await
}

pub(crate) async fn with_owner(mut program: Program) -> (Program, Tokens) {
    let line = program.line().await;
    let secret = line.split_once("/setup#").unwrap_or_else(|| panic!("a setup link, not {line:?}")).1.to_owned();
    let owner =
        json!({"secret": secret, "email": "ada@example.org", "name": "Ada", "password": PASSWORD, "tokens": true});
    let (status, signed_in) = post(&program, "/auth/setup", owner.clone()).await;
    assert_eq!((status, &signed_in["account"]["role"]), (StatusCode::CREATED, &json!("owner")), "{signed_in}");
    let (status, again) = post(&program, "/auth/setup", owner).await;
    assert_eq!((status, &again["type"]), (StatusCode::CONFLICT, &json!("urn:chatbox:link-used")));
    (program, Tokens::of(&signed_in))
}

pub(crate) async fn sign_in(program: &Program, email: &str, password: &str) -> Reply {
    post(program, "/auth/sign-in", json!({"email": email, "password": password, "tokens": true})).await
}

/// What `chatbox admin` prints.
pub(crate) async fn admin(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = command(folder).arg("admin").args(arguments).output().await.unwrap();
    let (said, problem) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    if output.status.success() { Ok(said) } else { Err(problem) }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_open_to_whoever_is_not_signed_in() {
    let (program, Tokens { access, .. }) = set_up().await;
    let openapi = reply(program.request(Method::GET, "!/openapi.json")).await.1;
    let (mut closed, mut open) = (0, Vec::new());
    for (path, item) in openapi["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Ok(method) = Method::from_bytes(method.to_uppercase().as_bytes()) else { continue };
            if operation["security"] == json!([{}]) {
                open.push(format!("{method} {path}"));
                continue;
            }
            let filled = path.replace("{id}", "01900000-0000-7000-8000-000000000009");
            let filled = filled.replace("{token}", "x").replace("{name}", "x");
            for token in ["", "x.y.z", &format!("{access}x")] {
                let mut request = program.request(method.clone(), &filled);
                if !token.is_empty() {
                    request = request.bearer_auth(token);
                }
                let (status, body) = reply(request).await;
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path} with {token:?}: {body}");
            }
            closed += 1;
        }
    }
    let expected = [
        "GET /api/v1/auth",
        "POST /api/v1/auth/invitation",
        "POST /api/v1/auth/join",
        "POST /api/v1/auth/renew",
        "POST /api/v1/auth/setup",
        "POST /api/v1/auth/sign-in",
        "GET /api/v1/deletions/{secret}",
        "GET /api/v1/shared/{token}",
    ];
    assert_eq!(open, expected, "what is open to everybody");
    assert!(closed >= 50, "{closed} closed");
    println!("{closed} operations are closed to whoever is not signed in, {} are open", open.len());
    assert_eq!(with(&program, Method::GET, "/collections", &access).await.0, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_renews_and_a_stolen_token_closes_it_everywhere() {
    let (program, tokens) = set_up().await;
    let mut socket = socket(&program, &tokens.access).await.unwrap();
    let unsigned = connect_async(program.address.replace("http://", "ws://") + "/api/v1/ws").await;
    assert!(matches!(unsigned, Err(Error::Http(response)) if response.status() == 401));

    let renew = async |token: &str| post(&program, "/auth/renew", json!({"refresh": token})).await;
    let (status, renewed) = renew(&tokens.refresh).await;
    assert_eq!(status, StatusCode::OK, "{renewed}");
    let renewed = Tokens::of(&renewed);
    assert_eq!(with(&program, Method::GET, "/collections", &renewed.access).await.0, StatusCode::OK);

    // Two who hammer with the token that was used.
    let hammer = futures::future::join_all((0..20).map(|_| renew(&tokens.refresh))).await;
    assert!(hammer.iter().all(|(status, _)| *status == StatusCode::UNAUTHORIZED), "{hammer:?}");
    assert_eq!(closed(&mut socket).await, Some(1008));
    for token in [&tokens.access, &renewed.access] {
        assert_eq!(with(&program, Method::GET, "/collections", token).await.0, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(renew(&renewed.refresh).await.0, StatusCode::UNAUTHORIZED);
    let ada = Tokens::of(&sign_in(&program, "ada@example.org", PASSWORD).await.1);
    let written = with(&program, Method::GET, "/audit?action=auth.reuse_token", &ada.access).await.1;
    assert_eq!(written["items"][0]["outcome"], "refused", "{written}");
}

#[tokio::test(flavor = "multi_thread")]
async fn cookies_do_for_pages_of_this_server_only() {
    let (program, _) = set_up().await;
    let body = json!({"email": "ada@example.org", "password": PASSWORD});
    let request = program.request(Method::POST, "/auth/sign-in").header("origin", &program.address);
    let request = request.header("content-type", "application/json").body(body.to_string());
    let response = timeout(PATIENCE, request.send()).await.unwrap().unwrap();
    let set: Vec<_> = response.headers().get_all("set-cookie").iter().map(|c| c.to_str().unwrap().to_owned()).collect();
    let signed_in: Value = serde_json::from_str(&response.text().await.unwrap()).unwrap();
    assert!(signed_in["access"].is_null() && signed_in["refresh"].is_null(), "no script can read them: {signed_in}");
    assert!(set.iter().all(|cookie| cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict")), "{set:?}");
    let cookies = set.iter().map(|cookie| cookie.split(';').next().unwrap()).collect::<Vec<_>>().join("; ");

    let send = async |method: Method, path: &str, origin: Option<&str>| {
        let mut request = program.request(method, path).header("cookie", &cookies);
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        reply(request.header("content-type", "application/json").body(json!({"name": "New"}).to_string())).await.0
    };
    let own = program.address.clone();
    assert_eq!(send(Method::POST, "/collections", Some(&own)).await, StatusCode::CREATED);
    assert_eq!(send(Method::POST, "/collections", None).await, StatusCode::FORBIDDEN);
    assert_eq!(send(Method::POST, "/collections", Some("http://evil.example")).await, StatusCode::FORBIDDEN);
    let (status, access) = reply(program.request(Method::GET, "/auth").header("cookie", &cookies)).await;
    assert_eq!((status, &access["account"]["email"]), (StatusCode::OK, &json!("ada@example.org")));
    assert_eq!(send(Method::POST, "/auth/sign-out", Some(&own)).await, StatusCode::NO_CONTENT);
    let access = reply(program.request(Method::GET, "/auth").header("cookie", &cookies)).await.1;
    assert_eq!((&access["accounts"], &access["account"]), (&json!(true), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_waits_and_says_how_long() {
    let (program, _) = set_up().await;
    for _ in 0..5 {
        let (status, body) = sign_in(&program, "ada@example.org", "guess").await;
        assert_eq!((status, &body["type"]), (StatusCode::UNAUTHORIZED, &json!("urn:chatbox:wrong-password")));
    }
    let body = json!({"email": "ada@example.org", "password": PASSWORD}).to_string();
    let request = program.request(Method::POST, "/auth/sign-in").header("content-type", "application/json").body(body);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!(wait >= 1, "never zero");
    tokio::time::sleep(Duration::from_secs(wait)).await;
    assert_eq!(sign_in(&program, "ada@example.org", PASSWORD).await.0, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_manages_accounts_beside_the_server() {
    let (program, _) = set_up().await;
    let folder = program.folder.path();
    let made = admin(folder, &["create-user", "bob@example.org", "--name", "Bob"]).await.unwrap();
    let password = made.trim().rsplit(' ').next().unwrap().to_owned();
    let list = admin(folder, &["list-users"]).await.unwrap();
    assert!(
        list.contains("ada@example.org\towner\tactive") && list.contains("bob@example.org\tmember\tactive\tBob"),
        "{list}"
    );
    assert!(admin(folder, &["create-user", "BOB@example.org"]).await.unwrap_err().contains("exists"));
    assert!(admin(folder, &["create-user", "bob@"]).await.unwrap_err().contains("no e-mail address"));
    assert!(admin(folder, &["create-user", "eve@example.org", "--role", "king"]).await.unwrap_err().contains("member"));

    // What one makes, the other does not see.
    let bob = Tokens::of(&sign_in(&program, "bob@example.org", &password).await.1);
    let ada = Tokens::of(&sign_in(&program, "ada@example.org", PASSWORD).await.1);
    let request = program.request(Method::POST, "/collections").bearer_auth(&ada.access);
    reply(request.header("content-type", "application/json").body(json!({"name": "Ada's"}).to_string())).await;
    assert_eq!(with(&program, Method::GET, "/collections", &bob.access).await.1, json!([]));

    let reset = admin(folder, &["reset-password", "bob@example.org"]).await.unwrap();
    assert_eq!(with(&program, Method::GET, "/collections", &bob.access).await.0, StatusCode::UNAUTHORIZED);
    let password = reset.trim().rsplit(' ').next().unwrap().to_owned();
    let bob = Tokens::of(&sign_in(&program, "bob@example.org", &password).await.1);
    admin(folder, &["disable-user", "bob@example.org"]).await.unwrap();
    assert_eq!(with(&program, Method::GET, "/collections", &bob.access).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&program, "bob@example.org", &password).await.0, StatusCode::UNAUTHORIZED);
    admin(folder, &["enable-user", "bob@example.org"]).await.unwrap();
    assert_eq!(sign_in(&program, "bob@example.org", &password).await.0, StatusCode::OK);
    assert!(admin(folder, &["disable-user", "ada@example.org"]).await.unwrap_err().contains("last owner"));
    assert!(admin(folder, &["disable-user", "nobody@example.org"]).await.unwrap_err().contains("not found"));

    // After a restart the accounts are there, and no new link is printed.
    let folder = program.stop().await;
    let alone = command(folder.path()).args(["serve", "--port", "0", "--single-user"]).output().await.unwrap();
    let error = String::from_utf8_lossy(&alone.stderr).into_owned();
    assert!(!alone.status.success() && error.contains("several people have accounts"), "{error}");
    let again = Program::start_with_accounts(folder, &[]).await;
    assert_eq!(reply(again.request(Method::GET, "/auth")).await.1["needs_setup"], json!(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_opens_what_it_may_and_its_end_is_felt_at_once() {
    let (program, ada) = set_up().await;
    let make = async |permissions: Value| {
        let request = program.request(Method::POST, "/api-keys").bearer_auth(&ada.access);
        let body = json!({"name": "Script", "permissions": permissions}).to_string();
        let (status, made) = reply(request.header("content-type", "application/json").body(body)).await;
        assert_eq!(status, StatusCode::CREATED, "{made}");
        (text(&made["secret"]), text(&made["key"]["id"]))
    };
    let (reads, _) = make(json!(["read"])).await;
    assert_eq!(with(&program, Method::GET, "/collections", &reads).await.0, StatusCode::OK);
    let mut looks = socket(&program, &reads).await.unwrap();
    let ask =
        json!({"type": "ask", "ref": "a", "conversation": "01900000-0000-7000-8000-000000000009", "text": "Hello"});
    looks.send(Message::text(ask.to_string())).await.unwrap();
    let refused = crate::guests::next(&mut looks, "error").await;
    assert_eq!(refused["problem"]["type"], "urn:chatbox:key-forbidden", "{refused}");
    let asks = with(&program, Method::POST, "/auth/sign-out", &reads).await;
    assert_eq!((asks.0, &asks.1["type"]), (StatusCode::FORBIDDEN, &json!("urn:chatbox:session-needed")));

    let (key, id) = make(json!(["read", "ask"])).await;
    let mut open = socket(&program, &key).await.unwrap();
    let listed = with(&program, Method::GET, "/api-keys", &ada.access).await.1;
    assert!(listed.as_array().unwrap().iter().all(|one| one["used_at"].is_string()), "{listed}");
    assert!(!listed.to_string().contains(&key) && key.starts_with(&text(&listed[0]["start"])), "{listed}");
    let revoked = with(&program, Method::DELETE, &format!("/api-keys/{id}"), &ada.access).await.0;
    assert_eq!(revoked, StatusCode::NO_CONTENT);
    assert_eq!(closed(&mut open).await, Some(1008));
    assert_eq!(with(&program, Method::GET, "/collections", &key).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(with(&program, Method::GET, "/collections", &reads).await.0, StatusCode::OK, "the other one stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_lets_one_person_in() {
    let (program, ada) = set_up().await;
    let request = program.request(Method::POST, "/invitations").bearer_auth(&ada.access);
    let body = json!({"email": "bob@example.org", "role": "viewer"}).to_string();
    let made = reply(request.header("content-type", "application/json").body(body)).await.1;
    let secret = text(&made["secret"]);
    let offer = post(&program, "/auth/invitation", json!({"secret": secret})).await.1;
    assert_eq!((&offer["email"], &offer["role"]), (&json!("bob@example.org"), &json!("viewer")));
    let join = json!({"secret": secret, "name": "Bob", "password": PASSWORD, "tokens": true});
    let (status, joined) = post(&program, "/auth/join", join.clone()).await;
    assert_eq!((status, &joined["account"]["role"]), (StatusCode::CREATED, &json!("viewer")), "{joined}");
    let bob = Tokens::of(&joined);
    assert_eq!(with(&program, Method::GET, "/collections", &bob.access).await.0, StatusCode::OK);
    for (path, body) in [("/auth/join", join), ("/auth/invitation", json!({"secret": secret}))] {
        let (status, problem) = post(&program, path, body).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("urn:chatbox:link-used")), "{path}");
    }
}
