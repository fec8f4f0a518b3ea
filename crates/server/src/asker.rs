//! Extractors: who is asking, and bodies, queries and paths whose errors are problems.

use crate::{
    Deps,
    audit::{self, Noted},
    cookies,
    problem::Problem,
};
use axum::{
    extract::{FromRequest, FromRequestParts},
    http::{StatusCode, request::Parts},
};
use chatbox_auth::{Auth, AuthError, By, Pass, Signed};
use chatbox_core::{
    auth::{Account, Device, Permission, Session},
    ids::Who,
};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::time::{MissedTickBehavior, interval};

/// How often a long answer asks whether its session or key is still good: what another process has ended is not told here.
const RECHECK: Duration = Duration::from_secs(30);

/// Who is asking: whoever the token or key belongs to, or the single user. A handler without an extractor of this file is open to everybody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asker(pub(crate) Who);

impl FromRequestParts<Deps> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        let needed = if parts.method.is_safe() { Permission::Read } else { Permission::Ask };
        Ok(Self(permitted(parts, deps, needed).await?.map_or_else(Who::local, |signed| signed.who())))
    }
}

/// Who is asking with a method that changes things, and changes nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader(pub(crate) Who);

impl FromRequestParts<Deps> for Reader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        Ok(Self(permitted(parts, deps, Permission::Read).await?.map_or_else(Who::local, |signed| signed.who())))
    }
}

/// Who is asking, and may add, change and remove documents.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contributor(pub(crate) Who);

impl FromRequestParts<Deps> for Contributor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        let needed = Permission::Contribute;
        Ok(Self(permitted(parts, deps, needed).await?.map_or_else(Who::local, |signed| signed.who())))
    }
}

/// Who is asking, with all that is known of them; nothing for the single user.
#[derive(Debug, Clone)]
pub(crate) struct Known(pub(crate) Option<Signed>);

impl FromRequestParts<Deps> for Known {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        Ok(Self(permitted(parts, deps, Permission::Read).await?))
    }
}

/// Who is asking for an answer that goes on for a while, and what to watch for its end.
#[derive(Debug, Clone)]
pub(crate) struct Caller(pub(crate) Who, pub(crate) Admission);

impl FromRequestParts<Deps> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        // Through a socket one may ask as well: each frame is held against what is allowed then.
        let needed = if parts.method.is_safe() { Permission::Read } else { Permission::Ask };
        Ok(match permitted(parts, deps, needed).await? {
            Some(signed) => Self(signed.who(), Admission(Some(signed.pass()))),
            None => Self(Who::local(), Admission(None)),
        })
    }
}

/// What lets a long answer go on; nothing for the single user.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Admission(Option<Pass>);

impl Admission {
    /// Waits for the end of the session or key, also when another node or `chatbox admin` has ended it; for ever where there is none.
    pub(crate) async fn ended(self, auth: Option<Arc<Auth>>, who: Who) {
        let (Some(auth), Some(pass)) = (auth, self.0) else { return std::future::pending().await };
        let (mut closings, mut rights) = (auth.closings(), auth.rights());
        let mut rechecks = interval(RECHECK);
        rechecks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let ask = tokio::select! {
                closed = closings.recv() => match closed {
                    Ok(closed) if closed == pass => return,
                    Ok(_) => false,
                    // Too many at once to have heard them all.
                    Err(_) => true,
                },
                changed = rights.changed() => changed.is_ok(),
                _ = rechecks.tick() => true,
            };
            if ask && matches!(auth.recheck(who, pass, Permission::Read).await, Err(error) if error.is_refusal()) {
                return;
            }
        }
    }

    /// That whoever opened a socket may still do this: a role may have changed since.
    pub(crate) async fn require(self, auth: Option<&Arc<Auth>>, who: Who, needed: Permission) -> Result<(), AuthError> {
        match (auth, self.0) {
            (Some(auth), Some(pass)) => auth.recheck(who, pass, needed).await,
            _ => Ok(()),
        }
    }
}

/// Who is signed in with a session: what concerns the account itself is not for keys. Nobody is on a server for a single user.
#[derive(Debug, Clone)]
pub(crate) struct Person(pub(crate) Signed, pub(crate) Session);

impl Person {
    /// What lets a long answer go on.
    pub(crate) fn admission(&self) -> Admission {
        Admission(Some(self.0.pass()))
    }
}

impl FromRequestParts<Deps> for Person {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        let signed = identify(parts, deps).await?.ok_or_else(without_accounts)?;
        match signed.by.clone() {
            By::Session(session) => Ok(Self(signed, session)),
            By::ApiKey(_) => Err(Problem::new(
                StatusCode::FORBIDDEN,
                "session-needed",
                "An API key cannot do this.",
                "Sign in with address and password.",
            )),
        }
    }
}

/// Who manages accounts. Nobody does on a server for a single user.
#[derive(Debug, Clone)]
pub(crate) struct Manager(pub(crate) Account);

impl FromRequestParts<Deps> for Manager {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        let signed = permitted(parts, deps, Permission::ManageAccounts).await?.ok_or_else(without_accounts)?;
        Ok(Self(signed.account))
    }
}

/// Where a session is opened or renewed.
#[derive(Debug, Clone)]
pub(crate) struct Origin(pub(crate) Device);

impl FromRequestParts<Deps> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Infallible> {
        let address = deps.peers.address(&parts.extensions, &parts.headers);
        let address = address.map(|address| address.to_string()).unwrap_or_default();
        Ok(Self(Device { agent: audit::agent(&parts.headers), address }))
    }
}

/// Who may connect models: the single user, and whoever has the permission.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Connector;

impl FromRequestParts<Deps> for Connector {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        permitted(parts, deps, Permission::ConnectModels).await?;
        Ok(Self)
    }
}

/// Who may read the audit log: the single user, and whoever has the permission.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Auditor;

impl FromRequestParts<Deps> for Auditor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, deps: &Deps) -> Result<Self, Problem> {
        permitted(parts, deps, Permission::ReadAudit).await?;
        Ok(Self)
    }
}

/// None for the single user, who may do everything.
async fn permitted(parts: &Parts, deps: &Deps, needed: Permission) -> Result<Option<Signed>, Problem> {
    let signed = identify(parts, deps).await?;
    if let Some(signed) = &signed {
        signed.require(needed)?;
    }
    Ok(signed)
}

/// None for the single user.
async fn identify(parts: &Parts, deps: &Deps) -> Result<Option<Signed>, Problem> {
    let Some(auth) = &deps.auth else { return Ok(None) };
    let token = cookies::token(&parts.headers).ok_or(AuthError::Unauthenticated)?;
    let signed = auth.verify(&token).await?;
    Noted::signed(parts, &signed);
    cookies::check_source(&parts.method, &parts.headers)?;
    Ok(Some(signed))
}

pub(crate) fn without_accounts() -> Problem {
    Problem::new(
        StatusCode::CONFLICT,
        "single-user",
        "This server has no accounts: everybody who reaches it is its one user.",
        "Start it without --single-user (auth.single_user) to have accounts.",
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
