//! What is written to the audit log: one table of routes, and one place that writes.

use crate::{Deps, problem::Problem};
use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chatbox_auth::{By, Signed};
use chatbox_core::audit::{AuditEvent, Outcome, Via};
use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
};

/// Every route that changes who may do what, gives something out, removes something or runs the server, and what it is called in the log.
const ACTIONS: &[(&str, &str)] = &[
    ("POST /auth/setup", "auth.set_up"),
    ("POST /auth/sign-in", "auth.sign_in"),
    ("POST /auth/sign-out", "auth.sign_out"),
    ("POST /auth/join", "auth.join"),
    ("PUT /auth/password", "auth.change_password"),
    ("DELETE /auth/sessions", "auth.close_other_sessions"),
    ("DELETE /auth/sessions/{id}", "auth.close_session"),
    ("POST /auth/second-factor/confirm", "auth.turn_on_second_factor"),
    ("POST /auth/second-factor/remove", "auth.turn_off_second_factor"),
    ("POST /auth/second-factor/recovery-codes", "auth.renew_recovery_codes"),
    ("PATCH /auth/profile", "profile.change"),
    ("PUT /auth/avatar", "profile.change_avatar"),
    ("DELETE /auth/avatar", "profile.remove_avatar"),
    ("GET /auth/export", "account.export"),
    ("POST /auth/delete", "account.delete"),
    ("POST /api-keys", "api_key.create"),
    ("DELETE /api-keys/{id}", "api_key.revoke"),
    ("POST /accounts", "account.create"),
    ("PATCH /accounts/{id}", "account.change"),
    ("DELETE /accounts/{id}", "account.delete"),
    ("POST /accounts/{id}/password", "account.reset_password"),
    ("DELETE /accounts/{id}/second-factor", "account.turn_off_second_factor"),
    ("POST /invitations", "invitation.create"),
    ("DELETE /invitations/{id}", "invitation.withdraw"),
    ("POST /groups", "group.create"),
    ("PATCH /groups/{id}", "group.change"),
    ("DELETE /groups/{id}", "group.delete"),
    ("POST /roles", "role.create"),
    ("PATCH /roles/{id}", "role.change"),
    ("DELETE /roles/{id}", "role.delete"),
    ("PUT /collections/{id}/grants", "collection.share"),
    ("PUT /conversations/{id}/grants", "conversation.share"),
    ("GET /audit/export", "audit.export"),
    ("DELETE /collections/{id}", "collection.delete"),
    ("DELETE /documents/{id}", "document.delete"),
    ("GET /conversations/export", "conversation.export_all"),
    ("GET /conversations/{id}/export", "conversation.export"),
    ("DELETE /conversations/{id}", "conversation.delete"),
    ("POST /conversations/{id}/shares", "share.create"),
    ("DELETE /shares/{id}", "share.revoke"),
    ("DELETE /messages/{id}", "message.delete"),
    ("DELETE /folders/{id}", "folder.delete"),
    ("DELETE /prompts/{id}", "prompt.delete"),
    ("PUT /provider", "provider.connect"),
    ("DELETE /provider", "provider.disconnect"),
];

/// What is found out about a request while it is served.
#[derive(Debug, Clone, Default)]
pub(crate) struct Noted(Arc<Mutex<Note>>);

#[derive(Debug, Default)]
struct Note {
    signed: Option<Signed>,
    name: Option<String>,
    target: Option<String>,
    detail: Option<String>,
    action: Option<&'static str>,
}

impl Noted {
    /// Who it comes from.
    pub(crate) fn signed(parts: &Parts, signed: &Signed) {
        if let Some(Self(note)) = parts.extensions.get::<Self>() {
            note.lock().unwrap_or_else(PoisonError::into_inner).signed = Some(signed.clone());
        }
    }

    /// The address that was typed by somebody who is not signed in.
    pub(crate) fn name(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).name = Some(name.trim().to_owned());
    }

    /// What it is done to, where the path does not name it.
    pub(crate) fn target(&self, target: impl ToString) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).target = Some(target.to_string());
    }

    /// That this one is to be written down, whatever the table says.
    pub(crate) fn action(&self, action: &'static str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).action = Some(action);
    }

    /// What else there is to say.
    pub(crate) fn detail(&self, detail: impl ToString) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).detail = Some(detail.to_string());
    }
}

impl<S: Sync> FromRequestParts<S> for Noted {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Writes down what a request did, once it is known what came of it. What cannot be written down is not said to be done.
pub(crate) async fn record(State(deps): State<Deps>, path: MatchedPath, mut request: Request, next: Next) -> Response {
    let named = path.as_str().split('/').zip(request.uri().path().split('/'));
    let ids: Vec<String> = named.filter(|(word, _)| word.starts_with('{')).map(|(_, id)| id.to_owned()).collect();
    let route = path.as_str().strip_prefix("/api/v1").unwrap_or_default();
    let action = action(request.method().as_str(), route);
    let asked = format!("{} {}", request.method(), request.uri().path());
    let noted = Noted::default();
    request.extensions_mut().insert(noted.clone());
    let address = deps.peers.address(request.extensions(), request.headers());
    let address = address.map(|address| address.to_string()).unwrap_or_default();
    let agent = agent(request.headers());
    let response = next.run(request).await;
    let note = std::mem::take(&mut *noted.0.lock().unwrap_or_else(PoisonError::into_inner));
    let key = note.signed.as_ref().and_then(|signed| match &signed.by {
        By::ApiKey(key) => Some(key.id),
        By::Session(_) => None,
    });
    let refused = note.signed.as_ref().filter(|_| response.status() == StatusCode::FORBIDDEN);
    let (action, target) = match (note.action.or(action), refused, key) {
        (Some(action), ..) => (action, note.target.unwrap_or_else(|| ids.join(" "))),
        (None, Some(signed), _) if deps.audit.is_first_refusal(signed.account.id, &asked) => ("request", asked),
        (None, None, Some(key)) if deps.audit.is_first_use(key, &address) => ("api_key.use", key.to_string()),
        _ => return response,
    };
    let (outcome, why) = outcome(&response);
    let detail = note.detail.unwrap_or(why);
    let via = match (&note.signed, key) {
        (_, Some(_)) => Via::ApiKey,
        (Some(_), None) => Via::Session,
        (None, None) => Via::Open,
    };
    let actor = note.signed.as_ref().map(|signed| signed.account.id);
    let name = note.signed.map(|signed| signed.account.email).or(note.name).unwrap_or_default();
    let action = action.to_owned();
    let event = AuditEvent { action, actor, name, via, target, address, agent, outcome, detail };
    match deps.audit.record(&event).await {
        Ok(_) => response,
        Err(error) => {
            tracing::error!(%error, action = event.action, "the audit log could not be written");
            unwritten().into_response()
        }
    }
}

/// What a route is called in the log.
fn action(method: &str, route: &str) -> Option<&'static str> {
    let is = |known: &str| known.split_once(' ') == Some((method, route));
    ACTIONS.iter().find(|(known, _)| is(known)).map(|(_, action)| *action)
}

fn outcome(response: &Response) -> (Outcome, String) {
    let why = || response.extensions().get::<Problem>().map(|problem| problem.kind.clone()).unwrap_or_default();
    match response.status() {
        status if status.is_success() || status.is_redirection() => (Outcome::Done, String::new()),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => (Outcome::Refused, why()),
        _ => (Outcome::Failed, why()),
    }
}

pub(crate) fn agent(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    agent.unwrap_or_default()
}

fn unwritten() -> Problem {
    Problem::new(
        StatusCode::INSUFFICIENT_STORAGE,
        "not-recorded",
        "This could not be written to the audit log, so it is not known to be done.",
        "Free space on the server's disk, then look whether it was done, and do it again if not.",
    )
}

#[cfg(test)]
mod tests {
    use super::ACTIONS;
    use std::collections::BTreeSet;

    /// Routes that change something and are of no interest to an auditor: one's own work, and what ends nothing and opens nothing.
    const NOT_WRITTEN: &[&str] = &[
        "POST /auth/invitation",
        "POST /auth/renew",
        "POST /auth/second-factor",
        "POST /collections",
        "PATCH /collections/{id}",
        "POST /collections/{id}/documents",
        "POST /collections/{id}/links",
        "POST /conversations",
        "POST /conversations/import",
        "PATCH /conversations/{id}",
        "POST /conversations/{id}/fork",
        "POST /conversations/{id}/messages",
        "PATCH /documents/{id}",
        "POST /documents/{id}/control",
        "POST /folders",
        "PATCH /folders/{id}",
        "PATCH /messages/{id}",
        "POST /prompts",
        "PATCH /prompts/{id}",
        "POST /provider/test",
        "POST /runs/{id}/stop",
        "POST /search",
    ];

    #[test]
    fn every_route_that_changes_something_is_written_down_or_named_here() {
        let mut changes = BTreeSet::new();
        let mut all = BTreeSet::new();
        for (path, item) in crate::openapi().paths.paths {
            let path = path.trim_start_matches("/api/v1").to_owned();
            let operations = [
                ("GET", item.get),
                ("PUT", item.put),
                ("POST", item.post),
                ("PATCH", item.patch),
                ("DELETE", item.delete),
            ];
            for (method, _) in operations.into_iter().filter(|(_, operation)| operation.is_some()) {
                all.insert(format!("{method} {path}"));
                if method != "GET" {
                    changes.insert(format!("{method} {path}"));
                }
            }
        }
        let known: BTreeSet<String> =
            ACTIONS.iter().map(|(route, _)| *route).chain(NOT_WRITTEN.iter().copied()).map(str::to_owned).collect();
        assert_eq!(changes.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "neither written nor named");
        assert_eq!(known.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "no such route");
    }
}
