//! `/roles`: what people are here for. For those who manage accounts.

use crate::{
    Deps,
    asker::{Json, Manager, Path},
    audit::Noted,
    problem::{ApiResult, Problem},
    routes::auth::required,
};
use axum::{extract::State, http::StatusCode};
use chatbox_auth::{AuthError, ListedRole};
use chatbox_core::{
    auth::{HeldRole, Permission, RoleChange, RoleKey},
    error::StoreError,
    ids::RoleId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A role.
#[derive(Serialize, ToSchema)]
pub(crate) struct RoleView {
    /// What an account has as `role`: `owner`, `administrator`, `member`, `viewer`, or the id of an own role.
    id: RoleKey,
    /// Its name.
    name: String,
    /// Whether it is always there and cannot be changed.
    built_in: bool,
    /// What it may do.
    permissions: Vec<Permission>,
    /// Whether one may give it and, if it is an own one, change it: it may do nothing that one may not.
    may_give: bool,
}

impl From<ListedRole> for RoleView {
    fn from(listed: ListedRole) -> Self {
        let ListedRole { role, permissions, may_give } = listed;
        let built_in = matches!(role, HeldRole::BuiltIn(_));
        Self { id: role.key(), name: role.to_string(), built_in, permissions, may_give }
    }
}

/// A role to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRole {
    /// 1 to 100 characters.
    name: String,
    /// What it may do: `read`, and others that one has oneself.
    permissions: Vec<Permission>,
}

/// Changes to a role; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedRole {
    /// The name from now on.
    name: Option<String>,
    /// What it may do from now on.
    permissions: Option<Vec<Permission>>,
}

/// The built-in roles, then the own ones by name.
#[utoipa::path(get, path = "/roles", tag = "auth", responses((status = 200, body = Vec<RoleView>), (status = 403, body = Problem)))]
pub(crate) async fn list(Manager(by): Manager, State(deps): State<Deps>) -> ApiResult<Json<Vec<RoleView>>> {
    Ok(Json(required(&deps)?.roles(&by).await?.into_iter().map(RoleView::from).collect()))
}

/// Makes a role.
#[utoipa::path(post, path = "/roles", tag = "auth", request_body = NewRole,
    responses((status = 201, body = RoleView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn create(
    Manager(by): Manager,
    State(deps): State<Deps>,
    noted: Noted,
    Json(body): Json<NewRole>,
) -> ApiResult<(StatusCode, Json<RoleView>)> {
    noted.target(&body.name);
    let made = required(&deps)?.create_role(&by, &body.name, body.permissions).await?;
    noted.detail(names(&made.permissions));
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// Renames a role, and says what it may do. It counts at the next request of whoever has it.
#[utoipa::path(patch, path = "/roles/{id}", tag = "auth", params(("id" = RoleId, Path,)), request_body = ChangedRole,
    responses((status = 200, body = RoleView), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn change(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<RoleId>,
    noted: Noted,
    Json(body): Json<ChangedRole>,
) -> ApiResult<Json<RoleView>> {
    let change = RoleChange { name: body.name, permissions: body.permissions };
    let changed = required(&deps)?.change_role(&by, id, change).await?;
    noted.target(&changed.role);
    noted.detail(names(&changed.permissions));
    Ok(Json(changed.into()))
}

/// Removes a role that nobody has.
#[utoipa::path(delete, path = "/roles/{id}", tag = "auth", params(("id" = RoleId, Path,)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn remove(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<RoleId>,
) -> ApiResult<StatusCode> {
    required(&deps)?.delete_role(&by, id).await.map_err(|error| match error {
        AuthError::Store(StoreError::Conflict(who)) => Problem::new(
            StatusCode::CONFLICT,
            "role-in-use",
            who,
            "Give them another role, and withdraw the invitations, first.",
        ),
        error => error.into(),
    })?;
    Ok(StatusCode::NO_CONTENT)
}

fn names(permissions: &[Permission]) -> String {
    permissions.iter().map(|permission| permission.name()).collect::<Vec<_>>().join(" ")
}
