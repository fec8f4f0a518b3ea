//! `/invitations`: links that let somebody make an account. `/auth/join` takes them.

use crate::{
    Deps,
    asker::{Json, Manager, Origin, Path},
    audit::Noted,
    problem::{ApiResult, Problem},
    routes::auth::{required, signed_in},
};
use axum::{extract::State, http::StatusCode, response::Response};
use chatbox_auth::NewPerson;
use chatbox_core::{
    auth::{HeldRole, Invitation, RoleKey},
    ids::InvitationId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A link to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invite {
    /// Who it is for; whoever has the link gives an address of their own if absent.
    email: Option<String>,
    /// A built-in role or the id of an own one; it may do nothing that one may not oneself.
    role: RoleKey,
}

/// A link that was made: `/join#SECRET` on the page. It is shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct Invited {
    invitation: Invitation,
    secret: String,
}

/// What a link has after `#`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Secret {
    secret: String,
}

/// What a link offers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Offer {
    /// Who it is for; one gives an address of one's own if absent.
    email: Option<String>,
    #[serde(flatten)]
    role: HeldRole,
    expires_at: DateTime<Utc>,
}

/// An account to be made with a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Join {
    /// What the link has after `#`.
    secret: String,
    /// The address to sign in with; that of the link goes before it.
    #[serde(default)]
    email: String,
    /// What to be called: 1 to 100 characters.
    name: String,
    /// 10 to 256 characters.
    password: String,
    /// Whether the tokens are wanted in the answer instead of cookies; for programs.
    #[serde(default)]
    tokens: bool,
}

/// The open links, the newest first.
#[utoipa::path(get, path = "/invitations", tag = "auth", responses((status = 200, body = Vec<Invitation>), (status = 403, body = Problem)))]
pub(crate) async fn list(_: Manager, State(deps): State<Deps>) -> ApiResult<Json<Vec<Invitation>>> {
    Ok(Json(required(&deps)?.invitations().await?))
}

/// Makes a link that is good once, for seven days.
#[utoipa::path(post, path = "/invitations", tag = "auth", request_body = Invite,
    responses((status = 201, body = Invited), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn create(
    Manager(by): Manager,
    State(deps): State<Deps>,
    noted: Noted,
    Json(body): Json<Invite>,
) -> ApiResult<(StatusCode, Json<Invited>)> {
    let (invitation, secret) = required(&deps)?.invite(&by, body.email.as_deref(), body.role).await?;
    noted.detail(&invitation.role);
    noted.target(invitation.email.clone().unwrap_or_else(|| invitation.id.to_string()));
    Ok((StatusCode::CREATED, Json(Invited { invitation, secret })))
}

/// Withdraws a link.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "auth", params(("id" = InvitationId, Path,)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn withdraw(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<InvitationId>,
) -> ApiResult<StatusCode> {
    required(&deps)?.withdraw(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a link offers.
#[utoipa::path(post, path = "/auth/invitation", tag = "auth", security(()), request_body = Secret,
    responses((status = 200, body = Offer), (status = 409, body = Problem)))]
pub(crate) async fn show(State(deps): State<Deps>, Json(body): Json<Secret>) -> ApiResult<Json<Offer>> {
    let Invitation { email, role, expires_at, .. } = required(&deps)?.invitation(&body.secret).await?;
    Ok(Json(Offer { email, role, expires_at }))
}

/// Makes the account a link offers, and signs in.
#[utoipa::path(post, path = "/auth/join", tag = "auth", security(()), request_body = Join,
    responses((status = 201, body = super::auth::SignedIn), (status = 400, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn join(
    State(deps): State<Deps>,
    Origin(device): Origin,
    noted: Noted,
    Json(body): Json<Join>,
) -> ApiResult<Response> {
    let Join { secret, email, name, password, tokens } = body;
    let person = NewPerson { email, name, password };
    let opened = required(&deps)?.join(&secret, person, &device).await?;
    noted.name(&opened.account.email);
    signed_in(StatusCode::CREATED, opened, tokens)
}
