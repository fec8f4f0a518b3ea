//! Groups, the directory of people and groups, and with whom what is shared.

use crate::{
    Deps,
    asker::{Asker, Contributor, Json, Known, Manager, Path},
    audit::Noted,
    problem::{ApiResult, Problem},
    routes::auth::required,
};
use axum::{extract::State, http::StatusCode};
use chatbox_core::{
    auth::{Account, Permission},
    ids::{CollectionId, ConversationId, GroupId, UserId, Who},
    sharing::{Grant, Group, Thing},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most grants of one thing.
const GRANTS: usize = 500;

/// With whom something can be shared.
#[derive(Serialize, ToSchema)]
pub(crate) struct Directory {
    /// By address. Nobody on a server for a single user.
    people: Vec<Listed>,
    /// By name.
    groups: Vec<Group>,
}

/// Somebody.
#[derive(Serialize, ToSchema)]
pub(crate) struct Listed {
    id: UserId,
    name: String,
    /// For those who may share: with the permission `contribute`.
    email: Option<String>,
}

/// A group to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewGroup {
    /// 1 to 100 characters.
    name: String,
}

/// Changes to a group; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedGroup {
    /// The name from now on.
    name: Option<String>,
    /// Who is in it from now on.
    members: Option<Vec<UserId>>,
}

/// People and groups, for choosing with whom to share.
#[utoipa::path(get, path = "/directory", tag = "auth", responses((status = 200, body = Directory)))]
pub(crate) async fn directory(Known(signed): Known, State(deps): State<Deps>) -> ApiResult<Json<Directory>> {
    let Some(auth) = &deps.auth else { return Ok(Json(Directory { people: Vec::new(), groups: Vec::new() })) };
    let may_share = signed.is_some_and(|signed| signed.may(Permission::Contribute));
    let listed = |Account { id, name, email, .. }| Listed { id, name, email: may_share.then_some(email) };
    let accounts = auth.accounts().await?.into_iter().filter(|account| !account.disabled);
    Ok(Json(Directory { people: accounts.map(listed).collect(), groups: auth.groups().await? }))
}

/// Makes an empty group.
#[utoipa::path(post, path = "/groups", tag = "auth", request_body = NewGroup,
    responses((status = 201, body = Group), (status = 400, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn create_group(
    Manager(by): Manager,
    State(deps): State<Deps>,
    noted: Noted,
    Json(body): Json<NewGroup>,
) -> ApiResult<(StatusCode, Json<Group>)> {
    noted.target(&body.name);
    Ok((StatusCode::CREATED, Json(required(&deps)?.create_group(&by, &body.name).await?)))
}

/// Renames a group, and says who is in it.
#[utoipa::path(patch, path = "/groups/{id}", tag = "auth", params(("id" = GroupId, Path,)), request_body = ChangedGroup,
    responses((status = 200, body = Group), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn change_group(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<GroupId>,
    Json(body): Json<ChangedGroup>,
) -> ApiResult<Json<Group>> {
    Ok(Json(required(&deps)?.change_group(&by, id, body.name.as_deref(), body.members).await?))
}

/// Removes a group; what was shared with it is so no longer.
#[utoipa::path(delete, path = "/groups/{id}", tag = "auth", params(("id" = GroupId, Path,)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn delete_group(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<GroupId>,
) -> ApiResult<StatusCode> {
    required(&deps)?.delete_group(&by, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// With whom a collection is shared; for those who manage it.
#[utoipa::path(get, path = "/collections/{id}/grants", tag = "library", params(("id" = CollectionId, Path,)),
    responses((status = 200, body = Vec<Grant>), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn grants(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<CollectionId>,
) -> ApiResult<Json<Vec<Grant>>> {
    Ok(Json(deps.sharing.grants(who, id.into()).await?))
}

/// Shares a collection with these and nobody else, at once; for those who manage it.
#[utoipa::path(put, path = "/collections/{id}/grants", tag = "library", params(("id" = CollectionId, Path,)), request_body = Vec<Grant>,
    responses((status = 200, body = Vec<Grant>), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn share(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<CollectionId>,
    Json(grants): Json<Vec<Grant>>,
) -> ApiResult<Json<Vec<Grant>>> {
    set(&deps, who, id.into(), &grants).await
}

/// With whom a conversation is shared; for those who manage it.
#[utoipa::path(get, path = "/conversations/{id}/grants", tag = "chat", params(("id" = ConversationId, Path,)),
    responses((status = 200, body = Vec<Grant>), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn conversation_grants(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
) -> ApiResult<Json<Vec<Grant>>> {
    lasting(&deps, who, id).await?;
    Ok(Json(deps.sharing.grants(who, id.into()).await?))
}

/// Shares a conversation with these and nobody else, at once; for those who manage it. Whoever may write asks with their own documents.
#[utoipa::path(put, path = "/conversations/{id}/grants", tag = "chat", params(("id" = ConversationId, Path,)), request_body = Vec<Grant>,
    responses((status = 200, body = Vec<Grant>), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(crate) async fn share_conversation(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
    Json(grants): Json<Vec<Grant>>,
) -> ApiResult<Json<Vec<Grant>>> {
    lasting(&deps, who, id).await?;
    set(&deps, who, id.into(), &grants).await
}

/// A temporary conversation has nothing that could be shared.
async fn lasting(deps: &Deps, who: Who, id: ConversationId) -> ApiResult<()> {
    match deps.conversations.conversation(who, id).await?.temporary {
        false => Ok(()),
        true => Err(unshareable()),
    }
}

pub(super) fn unshareable() -> Problem {
    Problem::invalid("A temporary conversation cannot be shared: nothing of it is stored.", "Copy its text instead.")
}

async fn set(deps: &Deps, who: Who, thing: Thing, grants: &[Grant]) -> ApiResult<Json<Vec<Grant>>> {
    if grants.len() > GRANTS {
        let detail = format!("A thing is shared with at most {GRANTS} people and groups.");
        return Err(Problem::invalid(detail, "Make a group of them."));
    }
    Ok(Json(deps.sharing.share(who, thing, grants).await?))
}
