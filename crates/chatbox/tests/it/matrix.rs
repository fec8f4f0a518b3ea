//! Every route × role × ownership: who is refused, who finds nothing, who is let through. A new route without a row fails here.

use crate::{
    accounts::{PASSWORD, Tokens, admin, set_up, sign_in},
    program::{Program, reply, text},
};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a route asks of whoever uses it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Needs {
    Read,
    Ask,
    Contribute,
    ConnectModels,
    ManageAccounts,
    ReadAudit,
    /// A session: what concerns the account itself is not for keys.
    Person,
}
use Needs::{Ask, ConnectModels, Contribute, ManageAccounts, Person, Read, ReadAudit};

const ROLES: [&str; 4] = ["owner", "administrator", "member", "viewer"];
/// Own roles, and what they are made of.
const OWN_ROLES: [(&str, &[Needs]); 4] = [
    ("clerk", &[Read, Ask, ManageAccounts]),
    ("auditor", &[Read, ReadAudit]),
    ("librarian", &[Read, Contribute]),
    ("technician", &[Read, ConnectModels]),
];
/// Keys that may do one thing each.
const KEYS: [(&str, Needs); 6] = [
    ("read", Read),
    ("ask", Ask),
    ("contribute", Contribute),
    ("connect_models", ConnectModels),
    ("manage_accounts", ManageAccounts),
    ("read_audit", ReadAudit),
];

impl Needs {
    fn allows(self, role: &str) -> bool {
        if let Some((_, own)) = OWN_ROLES.iter().find(|(name, _)| *name == role) {
            return self == Person || own.contains(&self);
        }
        match self {
            Read | Ask | Person => true,
            Contribute => role != "viewer",
            ConnectModels | ManageAccounts | ReadAudit => role == "owner" || role == "administrator",
        }
    }
}

/// What a guest's share of a conversation, a collection or what is in them must at least be; nothing for what is the owner's alone.
const SHARED: &[(&str, Option<&str>)] = &[
    ("GET /collections/{id}/grants", Some("manage")),
    ("PUT /collections/{id}/grants", Some("manage")),
    ("PATCH /collections/{id}", Some("manage")),
    // Refuses each file by itself; `sharing.rs` looks at that.
    ("POST /collections/{id}/documents", Some("read")),
    ("POST /collections/{id}/links", Some("write")),
    ("GET /documents/{id}", Some("read")),
    ("PATCH /documents/{id}", Some("write")),
    ("GET /documents/{id}/content", Some("read")),
    ("POST /documents/{id}/control", Some("write")),
    ("GET /documents/{id}/text", Some("read")),
    ("GET /documents/{id}/versions", Some("read")),
    ("GET /conversations/{id}/grants", Some("manage")),
    ("PUT /conversations/{id}/grants", Some("manage")),
    ("GET /conversations/{id}", Some("read")),
    ("PATCH /conversations/{id}", Some("write")),
    ("GET /conversations/{id}/export", Some("read")),
    ("POST /conversations/{id}/fork", Some("read")),
    ("GET /conversations/{id}/messages", Some("read")),
    ("POST /conversations/{id}/messages", Some("write")),
    ("POST /conversations/{id}/shares", None),
    ("PATCH /messages/{id}", Some("write")),
    ("GET /runs/{id}", Some("read")),
    ("GET /runs/{id}/events", Some("read")),
    ("POST /runs/{id}/stop", Some("write")),
    ("DELETE /messages/{id}", Some("write")),
    ("DELETE /conversations/{id}", Some("manage")),
    ("DELETE /documents/{id}", Some("write")),
    ("DELETE /collections/{id}", Some("manage")),
];
const LEVELS: [&str; 3] = ["read", "write", "manage"];

/// Route, what it needs, whose thing the path names (empty for none), and a body that is accepted. What removes things comes last.
const ROUTES: &[(&str, Needs, &str, &str)] = &[
    ("GET /auth/sessions", Person, "", ""),
    ("PUT /auth/password", Person, "", r#"{"old": "not the old one", "new": "correct horse"}"#),
    ("GET /auth/profile", Person, "", ""),
    ("PATCH /auth/profile", Person, "", r#"{"time_zone": null}"#),
    ("PUT /auth/avatar", Person, "", "{}"),
    ("DELETE /auth/avatar", Person, "", ""),
    ("GET /avatars", Read, "", ""),
    ("GET /accounts/{id}/avatar", Read, "account", ""),
    ("GET /auth/export", Person, "", ""),
    ("GET /auth/deletion", Person, "", ""),
    ("POST /auth/delete", Person, "", r#"{"password": "not the right one"}"#),
    ("GET /accounts/{id}/deletion", ManageAccounts, "account", ""),
    ("DELETE /accounts/{id}", ManageAccounts, "leaver", ""),
    ("GET /accounts", ManageAccounts, "", ""),
    ("POST /accounts", ManageAccounts, "", r#"{"email": "EMAIL", "name": "New", "role": "viewer"}"#),
    ("PATCH /accounts/{id}", ManageAccounts, "account", "{}"),
    ("POST /accounts/{id}/password", ManageAccounts, "account", ""),
    ("GET /api-keys", Person, "", ""),
    ("POST /api-keys", Person, "", r#"{"name": "Key", "permissions": ["read"]}"#),
    ("GET /auth/second-factor", Person, "", ""),
    ("POST /auth/second-factor", Person, "", ""),
    ("POST /auth/second-factor/confirm", Person, "", r#"{"code": "nonsense"}"#),
    ("POST /auth/second-factor/recovery-codes", Person, "", r#"{"password": "not the right one"}"#),
    ("POST /auth/second-factor/remove", Person, "", r#"{"password": "not the right one"}"#),
    ("GET /invitations", ManageAccounts, "", ""),
    ("POST /invitations", ManageAccounts, "", r#"{"role": "viewer"}"#),
    ("DELETE /invitations/{id}", ManageAccounts, "invitation", ""),
    ("DELETE /accounts/{id}/second-factor", ManageAccounts, "account", ""),
    ("GET /directory", Read, "", ""),
    ("POST /groups", ManageAccounts, "", r#"{"name": "NAME"}"#),
    ("PATCH /groups/{id}", ManageAccounts, "group", r#"{"members": []}"#),
    ("DELETE /groups/{id}", ManageAccounts, "group", ""),
    ("GET /roles", ManageAccounts, "", ""),
    ("POST /roles", ManageAccounts, "", r#"{"name": "NAME", "permissions": ["read"]}"#),
    ("PATCH /roles/{id}", ManageAccounts, "role", "{}"),
    ("DELETE /roles/{id}", ManageAccounts, "role", ""),
    ("GET /collections/{id}/grants", Read, "collection", ""),
    ("PUT /collections/{id}/grants", Contribute, "collection", "[]"),
    ("GET /conversations/{id}/grants", Read, "conversation", ""),
    ("PUT /conversations/{id}/grants", Ask, "conversation", "[]"),
    ("GET /audit", ReadAudit, "", ""),
    ("GET /audit/export", ReadAudit, "", ""),
    ("GET /collections", Read, "", ""),
    ("POST /collections", Contribute, "", r#"{"name": "NAME"}"#),
    ("PATCH /collections/{id}", Contribute, "collection", r#"{"name": "NAME"}"#),
    ("POST /collections/{id}/documents", Contribute, "collection", "multipart"),
    ("POST /collections/{id}/links", Contribute, "collection", r#"{"url": "http://127.0.0.1:9/"}"#),
    ("GET /conversations", Read, "", ""),
    ("POST /conversations", Ask, "", "{}"),
    ("GET /conversations/export", Read, "", ""),
    ("POST /conversations/import", Ask, "", r#"{"conversations": []}"#),
    ("GET /conversations/search", Read, "", ""),
    ("GET /conversations/{id}", Read, "conversation", ""),
    ("PATCH /conversations/{id}", Ask, "conversation", "{}"),
    ("GET /conversations/{id}/export", Read, "conversation", ""),
    ("POST /conversations/{id}/fork", Ask, "conversation", r#"{"message": "MESSAGE"}"#),
    ("GET /conversations/{id}/messages", Read, "conversation", ""),
    ("POST /conversations/{id}/messages", Ask, "conversation", r#"{"text": "Hello"}"#),
    ("POST /conversations/{id}/shares", Ask, "conversation", "{}"),
    ("GET /documents", Read, "", ""),
    ("GET /documents/{id}", Read, "document", ""),
    ("PATCH /documents/{id}", Contribute, "document", r#"{"tags": ["t"]}"#),
    ("GET /documents/{id}/content", Read, "document", ""),
    ("POST /documents/{id}/control", Contribute, "document", r#"{"action": "reindex"}"#),
    ("GET /documents/{id}/text", Read, "document", ""),
    ("GET /documents/{id}/versions", Read, "document", ""),
    ("GET /folders", Read, "", ""),
    ("POST /folders", Ask, "", r#"{"name": "NAME"}"#),
    ("PATCH /folders/{id}", Ask, "folder", "{}"),
    ("GET /ingestion", Read, "", ""),
    ("PATCH /messages/{id}", Ask, "message", r#"{"content": "Changed"}"#),
    ("GET /models", Read, "", ""),
    ("GET /prompts", Read, "", ""),
    ("POST /prompts", Ask, "", r#"{"name": "NAME", "text": "Text"}"#),
    ("PATCH /prompts/{id}", Ask, "prompt", "{}"),
    ("GET /provider", Read, "", ""),
    ("PUT /provider", ConnectModels, "", r#"{"base_url": "http://127.0.0.1:9/v1", "model": "m"}"#),
    ("DELETE /provider", ConnectModels, "", ""),
    ("POST /provider/test", ConnectModels, "", r#"{"base_url": "http://127.0.0.1:9/v1", "model": "m"}"#),
    ("GET /runs/{id}", Read, "run", ""),
    ("GET /runs/{id}/events", Read, "run", ""),
    ("POST /runs/{id}/stop", Ask, "run", ""),
    ("POST /search", Read, "", r#"{"query": "owl"}"#),
    ("GET /shares", Read, "", ""),
    ("GET /status", Read, "", ""),
    ("GET /tags", Read, "", ""),
    ("GET /ws", Read, "", ""),
    ("DELETE /shares/{id}", Ask, "share", ""),
    ("DELETE /messages/{id}", Ask, "message", ""),
    ("DELETE /conversations/{id}", Ask, "conversation", ""),
    ("DELETE /prompts/{id}", Ask, "prompt", ""),
    ("DELETE /folders/{id}", Ask, "folder", ""),
    ("DELETE /documents/{id}", Contribute, "document", ""),
    ("DELETE /collections/{id}", Contribute, "collection", ""),
    ("DELETE /api-keys/{id}", Person, "key", ""),
    ("DELETE /auth/sessions/{id}", Person, "session", ""),
    ("DELETE /auth/sessions", Person, "", ""),
    ("POST /auth/sign-out", Person, "", ""),
];

/// The routes that are open to everybody; another test holds the program to it.
const OPEN: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn every_route_for_every_role_and_owner() {
    let (program, ada) = set_up().await;
    assert_complete(&program).await;
    let mut things = things(&program, &ada.access).await;
    let (mut cells, mut wrong) = (0, Vec::new());
    for (name, permissions) in OWN_ROLES {
        let permissions: Vec<_> = permissions.iter().map(|needs| key_name(*needs)).collect();
        post(&program, "/roles", json!({"name": name, "permissions": permissions})).await;
    }
    for role in ROLES.into_iter().chain(OWN_ROLES.map(|(name, _)| name)) {
        let email = format!("{role}@example.org");
        let made = admin(program.folder.path(), &["create-user", &email, "--role", role]).await.unwrap();
        let password = made.trim().rsplit(' ').next().unwrap().to_owned();
        for (at, (route, needs, owned, body)) in ROUTES.iter().enumerate() {
            // Anew each time: some of them end sessions.
            let tokens = Tokens::of(&sign_in(&program, &email, &password).await.1);
            let body =
                body.replace("EMAIL", &format!("new-{role}@example.org")).replace("NAME", &format!("{role}{at}"));
            renew(&program, route, &mut things).await;
            let status = send(&program, &tokens.access, route, owned, &body, &things).await;
            let is_right = match (needs.allows(role), *owned) {
                (false, _) => status == StatusCode::FORBIDDEN,
                (true, "" | "account" | "leaver" | "invitation" | "group" | "role") => through(status),
                (true, _) => status == StatusCode::NOT_FOUND,
            };
            cells += 1;
            if !is_right {
                wrong.push(format!("{role}, {route}, of somebody else: {status}"));
            }
        }
    }
    // Keys of the owner, who may do everything, with one permission each.
    for (permission, given) in KEYS {
        let body = json!({"name": permission, "permissions": [permission]});
        let key = text(&post(&program, "/api-keys", body).await["secret"]);
        for (at, (route, needs, owned, body)) in ROUTES.iter().enumerate().filter(|(_, row)| row.1 != given) {
            let body = body.replace("EMAIL", "key@example.org").replace("NAME", &format!("{permission}{at}"));
            let status = send(&program, &key, route, owned, &body, &things).await;
            cells += 1;
            if status != StatusCode::FORBIDDEN {
                wrong.push(format!("key that may {permission}, {route}, needs {needs:?}: {status}"));
            }
        }
        // What it may do, on a thing of its own.
        let status = match given {
            Read => send(&program, &key, "GET /collections", "", "", &things).await,
            Ask => send(&program, &key, "POST /conversations", "", "{}", &things).await,
            Contribute => send(&program, &key, "POST /collections", "", r#"{"name": "Of a key"}"#, &things).await,
            ConnectModels => send(&program, &key, "DELETE /provider", "", "", &things).await,
            ReadAudit => send(&program, &key, "GET /audit", "", "", &things).await,
            _ => send(&program, &key, "GET /accounts", "", "", &things).await,
        };
        cells += 1;
        if !status.is_success() {
            wrong.push(format!("key that may {permission}: {status}"));
        }
    }
    guests(&program, &mut cells, &mut wrong).await;
    // Whose things they are.
    for (at, (route, _, owned, body)) in ROUTES.iter().enumerate() {
        let ada = Tokens::of(&sign_in(&program, "ada@example.org", PASSWORD).await.1);
        let body = body.replace("EMAIL", "last@example.org").replace("NAME", &format!("own{at}"));
        renew(&program, route, &mut things).await;
        let status = send(&program, &ada.access, route, owned, &body, &things).await;
        cells += 1;
        if !through(status) {
            wrong.push(format!("owner, {route}, of her own: {status}"));
        }
    }
    println!("{cells} cells of route × role × ownership, all asserted");
    assert!(wrong.is_empty(), "{} of {cells} cells:\n{}", wrong.len(), wrong.join("\n"));
}

/// Somebody with whom things of Ada's are shared, for each level and every route that names one of them. Each has things of its own: some
/// routes remove them.
async fn guests(program: &Program, cells: &mut usize, wrong: &mut Vec<String>) {
    let kinds = ["collection", "document", "conversation", "message", "run"];
    let about: BTreeSet<&str> = ROUTES.iter().filter(|row| kinds.contains(&row.2)).map(|row| row.0).collect();
    assert_eq!(SHARED.iter().map(|row| row.0).collect::<BTreeSet<_>>(), about, "every route has a level");
    let made = admin(program.folder.path(), &["create-user", "guest@example.org", "--role", "member"]).await.unwrap();
    let password = made.trim().rsplit(' ').next().unwrap().to_owned();
    let guest = Tokens::of(&sign_in(program, "guest@example.org", &password).await.1).access;
    let me = reply(program.request(Method::GET, "/auth").bearer_auth(&guest)).await.1["account"]["id"].clone();
    for level in LEVELS {
        let ada = Tokens::of(&sign_in(program, "ada@example.org", PASSWORD).await.1).access;
        let things = shareable(program, &ada, level).await;
        let grants = json!([{"principal": {"kind": "account", "id": me}, "level": level}]);
        for (route, _, owned, body) in ROUTES.iter().filter(|row| about.contains(row.0)) {
            // Anew each time: whoever manages has just taken it from themselves.
            for kind in ["collection", "conversation"] {
                let path = format!("/{kind}s/{}/grants", things[kind]);
                let request = program.request(Method::PUT, &path).bearer_auth(&ada);
                reply(request.header("content-type", "application/json").body(grants.to_string())).await;
            }
            let least = SHARED.iter().find(|row| row.0 == *route).and_then(|row| row.1);
            let body = body.replace("NAME", &format!("shared {level}"));
            let status = send(program, &guest, route, owned, &body, &things).await;
            let may = least.is_some_and(|least| place(level) >= place(least));
            let is_right = if may { through(status) } else { status == StatusCode::FORBIDDEN };
            *cells += 1;
            if !is_right {
                wrong.push(format!("guest who may {level}, {route}, needs {least:?}: {status}"));
            }
        }
    }
}

fn place(level: &str) -> Option<usize> {
    LEVELS.iter().position(|one| *one == level)
}

fn key_name(needs: Needs) -> &'static str {
    KEYS.iter().find(|(_, given)| *given == needs).map_or("", |(name, _)| name)
}

/// Neither refused for who asks, nor hidden, nor a fault.
fn through(status: StatusCode) -> bool {
    !matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND)
        && !status.is_server_error()
}

async fn send(
    program: &Program,
    token: &str,
    route: &str,
    owned: &str,
    body: &str,
    things: &BTreeMap<&str, String>,
) -> StatusCode {
    let (method, path) = route.split_once(' ').unwrap();
    let mut path = path.replace("{id}", things.get(owned).map_or("", String::as_str));
    if path.ends_with("/conversations/search") {
        path.push_str("?q=owl");
    }
    let request = program.request(Method::from_bytes(method.as_bytes()).unwrap(), &path).bearer_auth(token);
    let body = body.replace("MESSAGE", &things["message"]);
    let request: RequestBuilder = match body.as_str() {
        "" => request,
        "multipart" => request.header("content-type", "multipart/form-data; boundary=limit").body(
            "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"more.txt\"\r\n\r\nMore owls.\r\n--limit--\r\n",
        ),
        json => request.header("content-type", "application/json").body(json.to_owned()),
    };
    reply(request).await.0
}

/// Posts as Ada, whose sessions end now and then.
async fn post(program: &Program, path: &str, body: Value) -> Value {
    let ada = Tokens::of(&sign_in(program, "ada@example.org", PASSWORD).await.1);
    post_as(program, &ada.access, path, body).await
}

async fn post_as(program: &Program, token: &str, path: &str, body: Value) -> Value {
    let request = program.request(Method::POST, path).bearer_auth(token);
    let (status, made) = reply(request.header("content-type", "application/json").body(body.to_string())).await;
    assert!(status.is_success(), "{path}: {made}");
    made
}

/// What belongs to nobody and may have been removed by whoever was before.
async fn renew(program: &Program, route: &str, things: &mut BTreeMap<&str, String>) {
    let ada = Tokens::of(&sign_in(program, "ada@example.org", PASSWORD).await.1).access;
    for kind in ["invitation", "group", "role"] {
        // There is room for so many.
        if let Some(old) = things.get(kind) {
            reply(program.request(Method::DELETE, &format!("/{kind}s/{old}")).bearer_auth(&ada)).await;
        }
    }
    let invitation = post_as(program, &ada, "/invitations", json!({"role": "viewer"})).await;
    things.insert("invitation", text(&invitation["invitation"]["id"]));
    let group = post_as(program, &ada, "/groups", json!({"name": format!("G {}", things["invitation"])})).await;
    things.insert("group", text(&group["id"]));
    let role = json!({"name": format!("R {}", things["group"]), "permissions": ["read"]});
    things.insert("role", text(&post_as(program, &ada, "/roles", role).await["id"]));
    if route == "DELETE /accounts/{id}" {
        let email = format!("{}@example.org", things["invitation"]);
        let leaver = json!({"email": email, "name": "Leaver", "role": "viewer"});
        things.insert("leaver", text(&post_as(program, &ada, "/accounts", leaver).await["account"]["id"]));
    }
}

/// One of each kind, all of Ada's, but for an account that others manage.
async fn things(program: &Program, token: &str) -> BTreeMap<&'static str, String> {
    let post = async |path: &str, body: Value| post(program, path, body).await;
    let mut things = shareable(program, token, "Hers").await;
    let folder = post("/folders", json!({"name": "Hers"})).await;
    let prompt = post("/prompts", json!({"name": "hers", "text": "Hers"})).await;
    let share = post(&format!("/conversations/{}/shares", things["conversation"]), json!({})).await;
    let sessions = reply(program.request(Method::GET, "/auth/sessions").bearer_auth(token)).await.1;
    let account = post("/accounts", json!({"email": "target@example.org", "name": "Target", "role": "viewer"})).await;
    let key = post("/api-keys", json!({"name": "Hers", "permissions": ["read"]})).await;
    things.extend([
        ("folder", text(&folder["id"])),
        ("prompt", text(&prompt["id"])),
        ("share", text(&share["id"])),
        ("session", text(&sessions[0]["id"])),
        ("account", text(&account["account"]["id"])),
        ("key", text(&key["key"]["id"])),
    ]);
    things
}

/// A collection with a document and a conversation with an answer, of Ada's.
async fn shareable(program: &Program, token: &str, name: &str) -> BTreeMap<&'static str, String> {
    let post = async |path: &str, body: Value| post(program, path, body).await;
    let collection = text(&post("/collections", json!({"name": name})).await["id"]);
    let body = "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"owl.txt\"\r\n\r\nThe owl is hers.\r\n--limit--\r\n";
    let request = program.request(Method::POST, &format!("/collections/{collection}/documents")).bearer_auth(token);
    let uploaded = reply(request.header("content-type", "multipart/form-data; boundary=limit").body(body)).await.1;
    let document = text(&uploaded["documents"][0]["document"]["id"]);
    while reply(program.request(Method::GET, &format!("/documents/{document}")).bearer_auth(token)).await.1["state"]
        != "ready"
    {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let conversation = text(&post("/conversations", json!({})).await["id"]);
    let request = program.request(Method::POST, &format!("/conversations/{conversation}/messages")).bearer_auth(token);
    let request =
        request.header("content-type", "application/json").body(json!({"text": "Whose is the owl?"}).to_string());
    let events = program.events(request, usize::MAX).await;
    let finished = crate::program::finished(&events);
    BTreeMap::from([
        ("collection", collection),
        ("document", document),
        ("conversation", conversation),
        ("message", text(&finished["parent"])),
        ("run", text(&events[0]["run"])),
    ])
}

/// The table has a row for every route of the program and no other.
async fn assert_complete(program: &Program) {
    let openapi = reply(program.request(Method::GET, "!/openapi.json")).await.1;
    let mut routes = BTreeSet::new();
    let mut open = 0;
    for (path, item) in openapi["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation["security"] == json!([{}]) {
                open += 1;
            } else if !matches!(method.as_str(), "parameters" | "summary" | "description") {
                routes.insert(format!("{} {}", method.to_uppercase(), path.trim_start_matches("/api/v1")));
            }
        }
    }
    let rows: BTreeSet<String> = ROUTES.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(rows.difference(&routes).chain(routes.difference(&rows)).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!((rows.len(), open), (ROUTES.len(), OPEN));
}
