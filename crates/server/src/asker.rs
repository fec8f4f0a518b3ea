//! Extractors: who is asking, and bodies, queries and paths whose errors are problems.

use crate::{Deps, cookies, problem::Problem};
use axum::{
    extract::{FromRequest, FromRequestParts},
    http::{StatusCode, request::Parts},
};
use chatbox_auth::{AuthError, Signed, policy};
use chatbox_core::{
    auth::Permission,
    ids::{SessionId, Who},
};

/// Who is asking: whoever the token belongs to, or the one user of a server without accounts. A handler without it is open to everybody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asker(pub(crate) Who);

impl FromRequestParts<Deps> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        Ok(Self(identify(parts, deps).await?.map_or_else(Who::local, |signed| Who { user: signed.account.id })))
    }
}

/// Who is asking, and may add, change and remove documents.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contributor(pub(crate) Who);

impl FromRequestParts<Deps> for Contributor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        let Some(signed) = identify(parts, deps).await? else { return Ok(Self(Who::local())) };
        policy::require(&signed.account, Permission::Contribute)?;
        Ok(Self(Who { user: signed.account.id }))
    }
}

/// Who is asking, and the session it comes from; none on a server without accounts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) Who, pub(crate) Option<SessionId>);

impl FromRequestParts<Deps> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        Ok(match identify(parts, deps).await? {
            Some(signed) => Self(Who { user: signed.account.id }, Some(signed.session.id)),
            None => Self(Who::local(), None),
        })
    }
}

/// Who is signed in, with account and session; on a server without accounts nobody is.
#[derive(Debug, Clone)]
pub(crate) struct Person(pub(crate) Signed);

impl FromRequestParts<Deps> for Person {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        identify(parts, deps).await?.map(Self).ok_or_else(without_accounts)
    }
}

/// None on a server without accounts.
async fn identify(parts: &Parts, deps: &Deps) -> Result<Option<Signed>, Problem> {
    let Some(auth) = &deps.auth else { return Ok(None) };
    let token = cookies::token(&parts.headers).ok_or(AuthError::Unauthenticated)?;
    let signed = auth.verify(&token).await?;
    cookies::check_source(&parts.method, &parts.headers)?;
    Ok(Some(signed))
}

pub(crate) fn without_accounts() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "single-user",
        "This server has no accounts: everybody who reaches it is its one user.",
        "Set auth.accounts in the settings and start it again to have accounts.",
    )
}

/// A JSON body.
#[derive(FromRequest)]
#[from_request(via(axum::Json), rejection(Problem))]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: serde::Serialize> axum::response::IntoResponse for Json<T> {
    fn into_response(self) -> axum::response::Response {
        axum::Json(self.0).into_response()
    }
}

/// Query parameters.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Problem))]
pub(crate) struct Query<T>(pub(crate) T);

/// Path parameters.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Problem))]
pub(crate) struct Path<T>(pub(crate) T);
