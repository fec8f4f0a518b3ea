//! Accounts that go with everything that was their person's.

use crate::{
    Deps,
    asker::{Json, Manager, Path, Person},
    audit::Noted,
    cookies,
    problem::{ApiResult, Problem},
    routes::auth::required,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chatbox_auth::Proof;
use chatbox_core::{
    auth::Account,
    ids::{CollectionId, UserId, Who},
    privacy::{Deletion, Holdings},
    sharing::{Principal, Thing},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// What somebody shows before their account goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeleteAccount {
    /// The password.
    password: Option<String>,
    /// The account's address, where it has no password; the session must be younger than five minutes then.
    email: Option<String>,
}

/// What goes with an account.
#[derive(Serialize, ToSchema)]
pub(crate) struct Farewell {
    /// How much there is of each kind.
    holdings: Holdings,
    /// Collections that others lose, too.
    shared: Vec<SharedCollection>,
}

/// A collection that others see.
#[derive(Serialize, ToSchema)]
pub(crate) struct SharedCollection {
    id: CollectionId,
    name: String,
    documents: u64,
    /// Names of the people and groups that it is shared with.
    with: Vec<String>,
}

/// A deletion that was begun.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeletionBegun {
    deletion: Deletion,
    /// Shows the report (`GET /deletions/{secret}`) for thirty days after its end. It is shown this once.
    secret: String,
}

/// What would go with one's account.
#[utoipa::path(get, path = "/auth/deletion", tag = "auth", responses((status = 200, body = Farewell)))]
pub(crate) async fn preview(Person(signed, _): Person, State(deps): State<Deps>) -> ApiResult<Json<Farewell>> {
    Ok(Json(farewell(&deps, signed.account.id).await?))
}

/// Removes one's account with everything that is one's own. What lets one in goes at once; the rest follows.
#[utoipa::path(post, path = "/auth/delete", tag = "auth", request_body = DeleteAccount,
    responses((status = 202, body = DeletionBegun), (status = 400, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn delete_own(
    Person(signed, _): Person,
    State(deps): State<Deps>,
    noted: Noted,
    Json(body): Json<DeleteAccount>,
) -> ApiResult<Response> {
    noted.target(signed.account.id);
    let proof = Proof { password: body.password.as_deref(), email: body.email.as_deref() };
    let begun = required(&deps)?.delete_own_account(&deps.deletions, &signed, proof).await?;
    noted.detail(said(&begun.deletion));
    let body = Json(DeletionBegun { deletion: begun.deletion, secret: begun.secret });
    let mut response = (StatusCode::ACCEPTED, body).into_response();
    cookies::clear(response.headers_mut());
    Ok(response)
}

/// What would go with somebody's account.
#[utoipa::path(get, path = "/accounts/{id}/deletion", tag = "auth", params(("id" = UserId, Path,)),
    responses((status = 200, body = Farewell), (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn preview_of(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<UserId>,
) -> ApiResult<Json<Farewell>> {
    required(&deps)?.removable(&by, id).await?;
    Ok(Json(farewell(&deps, id).await?))
}

/// Removes somebody's account with everything that is theirs.
#[utoipa::path(delete, path = "/accounts/{id}", tag = "auth", params(("id" = UserId, Path,)),
    responses((status = 202, body = DeletionBegun), (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn delete(
    Manager(by): Manager,
    State(deps): State<Deps>,
    Path(id): Path<UserId>,
    noted: Noted,
) -> ApiResult<(StatusCode, Json<DeletionBegun>)> {
    let begun = required(&deps)?.delete_account(&deps.deletions, &by, id).await?;
    noted.detail(said(&begun.deletion));
    Ok((StatusCode::ACCEPTED, Json(DeletionBegun { deletion: begun.deletion, secret: begun.secret })))
}

/// What was removed, for whoever has the secret: the account that could sign in is gone.
#[utoipa::path(get, path = "/deletions/{secret}", security(()), tag = "auth", params(("secret" = String, Path,)),
    responses((status = 200, body = Deletion), (status = 404, body = Problem)))]
pub(crate) async fn report(State(deps): State<Deps>, Path(secret): Path<String>) -> ApiResult<Json<Deletion>> {
    Ok(Json(deps.deletions.report(&secret).await?))
}

async fn farewell(deps: &Deps, id: UserId) -> ApiResult<Farewell> {
    let (auth, who) = (required(deps)?, Who { user: id });
    let holdings = deps.deletions.holdings(id).await?;
    let collections = deps.rag.collections(who).await?;
    let mut shared = Vec::new();
    let own = collections.into_iter().filter(|collection| collection.owner == id && collection.shares > 0);
    let mut own = own.peekable();
    if own.peek().is_none() {
        return Ok(Farewell { holdings, shared });
    }
    let people: HashMap<UserId, String> =
        auth.accounts().await?.into_iter().map(|Account { id, name, .. }| (id, name)).collect();
    let groups: HashMap<_, _> = auth.groups().await?.into_iter().map(|group| (group.id, group.name)).collect();
    for collection in own {
        let grants = deps.sharing.grants(who, Thing::Collection(collection.id)).await?;
        let name = |principal: Principal| match principal {
            Principal::Account(id) => people.get(&id).cloned(),
            Principal::Group(id) => groups.get(&id).cloned(),
        };
        let with = grants.into_iter().filter_map(|grant| name(grant.principal)).collect();
        let (id, name, documents) = (collection.id, collection.name, collection.documents);
        shared.push(SharedCollection { id, name, documents, with });
    }
    Ok(Farewell { holdings, shared })
}

/// For the audit log: which deletion, and how much.
fn said(deletion: &Deletion) -> String {
    let Holdings { conversations, documents, bytes, .. } = deletion.removed;
    format!("{}: {conversations} conversations, {documents} documents, {bytes} bytes", deletion.id)
}
