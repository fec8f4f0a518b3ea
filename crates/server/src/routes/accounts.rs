//! `/accounts`: who may come in. For those who manage accounts.

use crate::{
    Deps,
    asker::{Json, Manager, Path},
    audit::Noted,
    problem::{ApiResult, Problem},
    routes::auth::required,
};
use axum::{extract::State, http::StatusCode};
use chatbox_core::{
    auth::{Account, AccountChange, RoleKey},
    ids::UserId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody who is to be let in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAccount {
    /// The address to sign in with.
    email: String,
    /// What the person is called: 1 to 100 characters.
    name: String,
    /// A built-in role or the id of an own one; it may do nothing that one may not oneself.
    role: RoleKey,
}

/// An account that was made, with the password to pass on. It is shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct Admitted {
    account: Account,
    password: String,
}

/// A new password to pass on. It is shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct RenewedPassword {
    password: String,
}

/// Changes to an account; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedAccount {
    /// The role from now on: a built-in one or the id of an own one; it may do nothing that one may not oneself.
    role: Option<RoleKey>,
    /// Whether signing in is refused from now on; the sessions end then.
    disabled: Option<bool>,
}

/// All accounts, by address.
#[utoipa::path(get, path = "/accounts", tag = "auth", responses((status = 200, body = Vec<Account>), (status = 403, body = Problem)))]
pub(crate) async fn list(_: Manager, State(deps): State<Deps>) -> ApiResult<Json<Vec<Account>>> {
    Ok(Json(required(&deps)?.accounts().await?))
}

/// Makes an account with a random password.
#[utoipa::path(post, path = "/accounts", tag = "auth", request_body = NewAccount,
    responses((status = 201, body = Admitted), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn create(
    Manager(by): Manager,
    State(deps): State<Deps>,
    noted: Noted,
    Json(body): Json<NewAccount>,
) -> ApiResult<(StatusCode, Json<Admitted>)> {
    let NewAccount { email, name, role } = body;
    noted.target(&email);
    let (account, password) = required(&deps)?.admit(&by, email, name, role).await?;
    Ok((StatusCode::CREATED, Json(Admitted { account, password })))
}

/// Changes role and state of an account.
#[utoipa::path(patch, path = "/accounts/{id}", tag = "auth", params(("id" = UserId, Path,)), request_body = ChangedAccount,
    responses((status = 200, body = Account), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn change(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<UserId>,
    noted: Noted,
    Json(body): Json<ChangedAccount>,
) -> ApiResult<Json<Account>> {
    let change = AccountChange { role: body.role, disabled: body.disabled };
    let changed = required(&deps)?.change_account(&by, id, change).await?;
    noted.target(&changed.email);
    noted.detail(match (body.disabled, body.role) {
        (Some(true), _) => "kept-out".to_owned(),
        (Some(false), _) => "let-in".to_owned(),
        (None, role) => role.map_or_else(String::new, |_| changed.role.to_string()),
    });
    Ok(Json(changed))
}

/// Gives an account a new random password; its sessions end.
#[utoipa::path(post, path = "/accounts/{id}/password", tag = "auth", params(("id" = UserId, Path,)),
    responses((status = 200, body = RenewedPassword), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn renew_password(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<UserId>,
) -> ApiResult<Json<RenewedPassword>> {
    Ok(Json(RenewedPassword { password: required(&deps)?.renew_password(&by, id).await? }))
}

/// Takes an account's second factor out of use: the device was lost.
#[utoipa::path(delete, path = "/accounts/{id}/second-factor", tag = "auth", params(("id" = UserId, Path,)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn remove_second_factor(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<UserId>,
) -> ApiResult<StatusCode> {
    required(&deps)?.remove_second_factor_of(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
