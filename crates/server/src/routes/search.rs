//! `/search`.

use crate::{
    Deps,
    asker::{Json, Reader},
    problem::{ApiResult, Problem},
};
use axum::extract::State;
use chatbox_core::search::{Search as _, SearchQuery, SearchResult};

/// Finds passages.
#[utoipa::path(post, path = "/search", tag = "search", request_body = SearchQuery,
    responses((status = 200, body = SearchResult), (status = 400, body = Problem), (status = 503, body = Problem)))]
pub(crate) async fn search(
    Reader(who): Reader,
    State(deps): State<Deps>,
    Json(query): Json<SearchQuery>,
) -> ApiResult<Json<SearchResult>> {
    Ok(Json(deps.rag.search(who, &query).await?))
}
