//! Adding what a link leads to.

use super::documents::UploadedDocument;
use crate::{
    Deps,
    asker::{Contributor, Json, Path},
    problem::{ApiResult, Problem},
};
use axum::{extract::State, http::StatusCode};
use chatbox_core::{error::StoreError, fetch::FetchError, ids::CollectionId, sharing::Level};
use serde::Deserialize;
use utoipa::ToSchema;

/// Longest address in bytes.
const ADDRESS: usize = 2_000;

/// A link to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Link {
    /// Address of a public page or file.
    url: String,
}

/// Fetches a public page or file and adds it. Adding the same address again makes a new version if the page has changed.
#[utoipa::path(post, path = "/collections/{id}/links", tag = "library", params(("id" = CollectionId, Path,)),
    request_body = Link, responses((status = 202, body = UploadedDocument), (status = 400, body = Problem),
        (status = 404, body = Problem), (status = 502, body = Problem)))]
pub(crate) async fn add(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<CollectionId>,
    Json(Link { url }): Json<Link>,
) -> ApiResult<(StatusCode, Json<UploadedDocument>)> {
    if url.len() > ADDRESS {
        return Err(Problem::invalid("The address is longer than 2,000 characters.", "Use a shorter one."));
    }
    // Before anything is fetched for nothing.
    if deps.rag.collection(who, id).await?.access < Level::Write {
        return Err(StoreError::Beyond("collection").into());
    }
    let page = deps.fetch.fetch(&url).await?;
    let (document, added) = deps.rag.add_bytes(who, id, &page.path, page.bytes).await?;
    Ok((StatusCode::ACCEPTED, Json(UploadedDocument { document, added })))
}

impl From<FetchError> for Problem {
    fn from(error: FetchError) -> Self {
        let detail = crate::problem::sentence(&error);
        match error {
            FetchError::Refused(_) => Self::new(
                StatusCode::BAD_REQUEST,
                "link-refused",
                detail,
                "Use the address of a public page, or save the page and upload the file.",
            ),
            FetchError::Failed(_) => Self::new(
                StatusCode::BAD_GATEWAY,
                "link-failed",
                detail,
                "Check the address in your browser; if it opens there, save the page and upload the file.",
            ),
            FetchError::TooLarge { .. } => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "link-too-large", detail, "Download it and upload the file.")
            }
        }
    }
}
