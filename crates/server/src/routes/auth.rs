//! `/auth`: setting up, signing in and out, and one's sessions.

use crate::{
    Deps,
    asker::{Json, Origin, Path, Person, without_accounts},
    audit::Noted,
    cookies,
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use chatbox_auth::{Auth, AuthError, Credentials, NewPerson, Opened};
use chatbox_core::{
    auth::{Account, Permission, Session},
    ids::SessionId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// How one gets in, and who is in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Access {
    /// Whether there are accounts; without, everybody who reaches the server is its one user.
    accounts: bool,
    /// Whether the owner's account is still to be made, with the link the server printed.
    needs_setup: bool,
    /// Who is signed in.
    account: Option<Account>,
    /// What they may do.
    permissions: Vec<Permission>,
}

/// The owner's account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Setup {
    /// What the printed link has after `#`.
    secret: String,
    /// The address to sign in with.
    email: String,
    /// What to be called: 1 to 100 characters.
    name: String,
    /// 10 to 256 characters.
    password: String,
    /// Whether the tokens are wanted in the answer instead of cookies; for programs.
    #[serde(default)]
    tokens: bool,
}

/// Address and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    /// The address.
    email: String,
    /// The password.
    password: String,
    /// Six digits of the authenticator app, or a recovery code; where a second factor is in use.
    code: Option<String>,
    /// Whether the tokens are wanted in the answer instead of cookies; for programs.
    #[serde(default)]
    tokens: bool,
}

/// What renews the tokens.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Renew {
    /// The refresh token; that of the cookie if absent.
    refresh: Option<String>,
}

/// A session that was opened or renewed.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignedIn {
    /// Who is signed in.
    account: Account,
    /// The session.
    session: Session,
    /// When the access token is over.
    access_expires_at: DateTime<Utc>,
    /// The token for `Authorization: Bearer`; only when tokens were asked for.
    access: Option<String>,
    /// The token that renews, good once; only when tokens were asked for.
    refresh: Option<String>,
}

/// An open session.
#[derive(Serialize, ToSchema)]
pub(crate) struct OpenSession {
    #[serde(flatten)]
    session: Session,
    /// Whether it is the one that asks.
    current: bool,
}

/// The old and the new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    /// The password so far.
    old: String,
    /// The one from now on: 10 to 256 characters.
    new: String,
}

/// How one gets in, and who is in. Needs no session.
#[utoipa::path(get, path = "/auth", tag = "auth", security(()), responses((status = 200, body = Access)))]
pub(crate) async fn show(State(deps): State<Deps>, headers: HeaderMap) -> ApiResult<Json<Access>> {
    let Some(auth) = &deps.auth else {
        let permissions =
            Permission::ALL.into_iter().filter(|permission| *permission != Permission::ManageAccounts).collect();
        return Ok(Json(Access { accounts: false, needs_setup: false, account: None, permissions }));
    };
    let signed = match cookies::token(&headers) {
        Some(token) => match auth.verify(&token).await {
            Ok(signed) => Some(signed),
            Err(AuthError::Unauthenticated) => None,
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    let needs_setup = signed.is_none() && auth.needs_setup().await?;
    let may = |permission: &Permission| signed.as_ref().is_some_and(|signed| signed.may(*permission));
    let permissions = Permission::ALL.into_iter().filter(may).collect();
    let account = signed.map(|signed| signed.account);
    Ok(Json(Access { accounts: true, needs_setup, account, permissions }))
}

/// Makes the owner's account with the link the server printed, and signs in.
#[utoipa::path(post, path = "/auth/setup", tag = "auth", security(()), request_body = Setup,
    responses((status = 201, body = SignedIn), (status = 400, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn set_up(
    State(deps): State<Deps>,
    Origin(device): Origin,
    noted: Noted,
    Json(body): Json<Setup>,
) -> ApiResult<Response> {
    let Setup { secret, email, name, password, tokens } = body;
    noted.name(&email);
    let person = NewPerson { email, name, password };
    let opened = required(&deps)?.set_up(&secret, person, &device).await?;
    signed_in(StatusCode::CREATED, opened, tokens)
}

/// Opens a session.
#[utoipa::path(post, path = "/auth/sign-in", tag = "auth", security(()), request_body = SignIn,
    responses((status = 200, body = SignedIn), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub(crate) async fn sign_in(
    State(deps): State<Deps>,
    Origin(device): Origin,
    noted: Noted,
    Json(body): Json<SignIn>,
) -> ApiResult<Response> {
    noted.name(&body.email);
    let given = Credentials { email: &body.email, password: &body.password, code: body.code.as_deref() };
    let opened = required(&deps)?.sign_in(given, &device).await.inspect_err(|error| {
        if matches!(error, AuthError::KeptOut(_)) {
            noted.detail("kept-out");
        }
    })?;
    if opened.by_recovery_code {
        noted.detail("recovery-code");
    }
    signed_in(StatusCode::OK, opened, body.tokens)
}

/// Gives new tokens for a refresh token, which is used up.
#[utoipa::path(post, path = "/auth/renew", tag = "auth", security(()), request_body = Renew,
    responses((status = 200, body = SignedIn), (status = 401, body = Problem)))]
pub(crate) async fn renew(
    State(deps): State<Deps>,
    Origin(device): Origin,
    headers: HeaderMap,
    noted: Noted,
    Json(body): Json<Renew>,
) -> ApiResult<Response> {
    let tokens = body.refresh.is_some();
    let refresh = body.refresh.or_else(|| cookies::refresh(&headers)).ok_or(AuthError::Unauthenticated)?;
    let opened = required(&deps)?.renew(&refresh, &device).await.inspect_err(|error| {
        if let AuthError::Reused(user) = error {
            noted.action("auth.reuse_token");
            noted.target(user);
        }
    })?;
    signed_in(StatusCode::OK, opened, tokens)
}

/// Closes the session that asks.
#[utoipa::path(post, path = "/auth/sign-out", tag = "auth", responses((status = 204)))]
pub(crate) async fn sign_out(Person(signed, session): Person, State(deps): State<Deps>) -> ApiResult<Response> {
    required(&deps)?.close(signed.who(), session.id).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookies::clear(response.headers_mut());
    Ok(response)
}

/// One's open sessions, the one seen last first.
#[utoipa::path(get, path = "/auth/sessions", tag = "auth", responses((status = 200, body = Vec<OpenSession>)))]
pub(crate) async fn sessions(
    Person(signed, current): Person,
    State(deps): State<Deps>,
) -> ApiResult<Json<Vec<OpenSession>>> {
    let all = required(&deps)?.sessions(signed.who()).await?;
    let open = all.into_iter().map(|session| OpenSession { current: session.id == current.id, session });
    Ok(Json(open.collect()))
}

/// Closes all of one's sessions but the one that asks.
#[utoipa::path(delete, path = "/auth/sessions", tag = "auth", responses((status = 204)))]
pub(crate) async fn close_others(Person(signed, session): Person, State(deps): State<Deps>) -> ApiResult<StatusCode> {
    required(&deps)?.close_others(signed.who(), Some(session.id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Closes one of one's sessions.
#[utoipa::path(delete, path = "/auth/sessions/{id}", tag = "auth", params(("id" = SessionId, Path,)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn close(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    Path(id): Path<SessionId>,
) -> ApiResult<StatusCode> {
    required(&deps)?.close(signed.who(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes one's password and closes all other sessions.
#[utoipa::path(put, path = "/auth/password", tag = "auth", request_body = NewPassword,
    responses((status = 204), (status = 400, body = Problem)))]
pub(crate) async fn change_password(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    Json(body): Json<NewPassword>,
) -> ApiResult<StatusCode> {
    required(&deps)?.change_password(&signed, &body.old, &body.new).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn required(deps: &Deps) -> ApiResult<&Arc<Auth>> {
    deps.auth.as_ref().ok_or_else(without_accounts)
}

pub(super) fn signed_in(status: StatusCode, opened: Opened, tokens: bool) -> ApiResult<Response> {
    let Opened { account, session, access, access_expires: access_expires_at, refresh, .. } = opened;
    let given = if tokens { (Some(access.clone()), Some(refresh.clone())) } else { (None, None) };
    let body = SignedIn { account, session, access_expires_at, access: given.0, refresh: given.1 };
    let mut response = (status, Json(body)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    if !tokens {
        cookies::set(response.headers_mut(), &access, &refresh)?;
    }
    Ok(response)
}
