//! `/folders` of conversations.

use crate::{
    Deps,
    asker::{Asker, Json, Path},
    idempotency::{self, Answer},
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use chatbox_core::{
    folders::{self, Folder},
    ids::{CollectionId, FolderId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest name and longest instructions in characters.
const NAME: usize = 120;
const INSTRUCTIONS: usize = 8_000;

/// A folder to be made.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFolder {
    /// 1 to 120 characters.
    name: String,
    /// What a model is told in every conversation of the folder; up to 8,000 characters.
    #[serde(default)]
    instructions: String,
    /// What its new conversations answer from; all if empty.
    #[serde(default)]
    collections: Vec<CollectionId>,
}

/// Changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FolderChange {
    /// 1 to 120 characters.
    name: Option<String>,
    /// Up to 8,000 characters.
    instructions: Option<String>,
    /// Empty for all.
    collections: Option<Vec<CollectionId>>,
}

/// All folders, by name.
#[utoipa::path(get, path = "/folders", tag = "chat", responses((status = 200, body = Vec<Folder>)))]
pub(crate) async fn list(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<Vec<Folder>>> {
    Ok(Json(deps.folders.folders(who).await?))
}

/// Makes a folder.
#[utoipa::path(post, path = "/folders", tag = "chat", request_body = NewFolder,
    responses((status = 201, body = Folder)))]
pub(crate) async fn create(
    Asker(who): Asker,
    State(deps): State<Deps>,
    headers: HeaderMap,
    Json(body): Json<NewFolder>,
) -> ApiResult<Answer> {
    let NewFolder { name, instructions, collections } = body.clone();
    let new = FolderChange { name: Some(name), instructions: Some(instructions), collections: Some(collections) };
    let (new, now, folders) = (checked(new)?, deps.clock.now(), deps.folders.clone());
    let create = async move { Ok(folders.create_folder(who, new, now).await?) };
    idempotency::once(&deps, who, &headers, &("folders", &body), StatusCode::CREATED, create).await
}

/// Changes a folder.
#[utoipa::path(patch, path = "/folders/{id}", tag = "chat", request_body = FolderChange,
    params(("id" = FolderId, Path,)), responses((status = 200, body = Folder), (status = 404, body = Problem)))]
pub(crate) async fn change(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<FolderId>,
    Json(body): Json<FolderChange>,
) -> ApiResult<Json<Folder>> {
    Ok(Json(deps.folders.change_folder(who, id, checked(body)?, deps.clock.now()).await?))
}

/// Removes a folder; its conversations stay.
#[utoipa::path(delete, path = "/folders/{id}", tag = "chat", params(("id" = FolderId, Path,)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn remove(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<FolderId>,
) -> ApiResult<StatusCode> {
    deps.folders.delete_folder(who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn checked(change: FolderChange) -> ApiResult<folders::FolderChange> {
    let name = change.name.map(|name| name.trim().to_owned());
    if name.as_ref().is_some_and(|name| name.is_empty() || name.chars().count() > NAME) {
        return Err(Problem::invalid("A folder's name has 1 to 120 characters.", "Shorten it."));
    }
    if change.instructions.as_ref().is_some_and(|text| text.chars().count() > INSTRUCTIONS) {
        return Err(Problem::invalid("Instructions have at most 8,000 characters.", "Shorten them."));
    }
    Ok(folders::FolderChange { name, instructions: change.instructions, collections: change.collections })
}
