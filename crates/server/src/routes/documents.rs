//! `/documents`, uploads, and the progress of ingestion.

use super::Paging;
use crate::{
    Deps,
    asker::{Asker, Contributor, Json, Path, Query},
    problem::{ApiResult, Problem},
};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, Multipart, State, multipart::Field},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use chatbox_core::{
    blobs::BlobError,
    documents::{
        self, Added, Document, DocumentFilter, DocumentSort, DocumentState, DocumentVersion, TagCount, Version,
    },
    ids::{CollectionId, DocumentId, RevisionId, Who},
    loader::{BlockKind, PageSpan},
    page::Page,
};
use chatbox_rag::{ingest::IngestionSnapshot, library::DocumentAction};
use futures::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Most files in one upload request.
const FILES: usize = 1000;

/// Which documents.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Only this collection.
    collection: Option<CollectionId>,
    /// Only this state.
    state: Option<DocumentState>,
    /// Only titles or paths that contain this.
    contains: Option<String>,
    /// Only those with this tag.
    tag: Option<String>,
    /// What they are ordered by; when they were added if absent.
    #[serde(default)]
    sort: DocumentSort,
    /// `desc` (the newest, largest or last first) if absent.
    #[serde(default)]
    order: Order,
}

/// Directions of a list.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// Upwards.
    Asc,
    /// Downwards.
    #[default]
    Desc,
}

/// Changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentChange {
    /// Collection to move it to.
    collection: Option<CollectionId>,
    /// New path in its collection.
    path: Option<String>,
    /// All its tags: at most 20 of 1 to 40 characters.
    tags: Option<Vec<String>>,
}

/// Files to add.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the multipart form in the OpenAPI document")]
pub(crate) struct Upload {
    /// Any number of files; the file name is the relative path.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<String>,
}

/// What became of an upload's files.
#[derive(Default, Serialize, Deserialize, ToSchema)]
pub(crate) struct Uploaded {
    /// Files that were taken in.
    documents: Vec<UploadedDocument>,
    /// Files that were not.
    rejected: Vec<RejectedFile>,
}

/// A file that was taken in.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct UploadedDocument {
    /// The document.
    pub(crate) document: Document,
    /// Whether it is new.
    pub(crate) added: Added,
}

/// A file that was not taken in.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct RejectedFile {
    /// Its name as sent.
    path: String,
    /// Why.
    problem: Problem,
}

/// The text of a document.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct DocumentText {
    /// If a revision was asked for: the one whose text this is. Another one than that, if it was re-indexed without any change.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<RevisionId>,
    /// Normalised text, which all offsets count in.
    text: String,
    /// Pages.
    pages: Vec<PageSpan>,
    /// Headings.
    headings: Vec<HeadingSpan>,
}

/// The characters of a heading.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct HeadingSpan {
    /// 1 to 6.
    level: u8,
    /// First character.
    start: u32,
    /// One past the last.
    end: u32,
}

/// Which version.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// This revision, as citations name it. If absent: the searchable one's text, the newest one's bytes.
    revision: Option<RevisionId>,
}

/// What to do with a document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Control {
    /// The action.
    action: DocumentAction,
}

/// Uploads have no limit in all; each file has the library's limit.
pub(crate) fn uploads() -> OpenApiRouter<Deps> {
    OpenApiRouter::new().routes(routes!(upload)).layer(DefaultBodyLimit::disable())
}

/// Adds files. The same path again makes a new version; the same bytes under the same path change nothing, so an upload may simply be
/// repeated.
#[utoipa::path(post, path = "/collections/{id}/documents", tag = "library", params(("id" = CollectionId, Path,)),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 202, body = Uploaded), (status = 404, body = Problem)))]
pub(crate) async fn upload(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<CollectionId>,
    mut form: Multipart,
) -> ApiResult<(StatusCode, Json<Uploaded>)> {
    let mut uploaded = Uploaded::default();
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if uploaded.documents.len() + uploaded.rejected.len() == FILES {
            return Err(Problem::invalid(
                "More than 1,000 files in one request.",
                "Send the rest in further requests.",
            ));
        }
        let path = unescaped(field.file_name().unwrap_or_default());
        match add(&deps, who, id, &path, field).await {
            Ok(document) => uploaded.documents.push(document),
            Err(problem) if problem.status == StatusCode::NOT_FOUND.as_u16() => return Err(problem),
            Err(problem) => uploaded.rejected.push(RejectedFile { path, problem }),
        }
    }
    Ok((StatusCode::ACCEPTED, Json(uploaded)))
}

/// The name a form was given: browsers write these three signs, and no others, in this way (HTML, multipart/form-data encoding).
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

async fn add(
    deps: &Deps,
    who: Who,
    collection: CollectionId,
    path: &str,
    field: Field<'_>,
) -> ApiResult<UploadedDocument> {
    let bytes = field.map_err(|error| BlobError::Interrupted(error.to_string())).boxed();
    let (document, added) = deps.rag.add(who, collection, path, bytes).await?;
    Ok(UploadedDocument { document, added })
}

fn broken(error: axum::extract::multipart::MultipartError) -> Problem {
    Problem::invalid(error.body_text(), "Send multipart/form-data with one part named file per file.")
}

/// Documents, newest first.
#[utoipa::path(get, path = "/documents", tag = "library", params(Which, Paging),
    responses((status = 200, body = Page<Document>)))]
pub(crate) async fn list(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Query(which): Query<Which>,
    Query(paging): Query<Paging>,
) -> ApiResult<Json<Page<Document>>> {
    let Which { collection, state, contains, tag, sort, order } = which;
    let contains = contains.filter(|text| !text.trim().is_empty());
    let filter = DocumentFilter { collection, state, contains, tag, sort, ascending: order == Order::Asc };
    Ok(Json(deps.rag.documents(who, &filter, &paging.request()?).await?))
}

/// One document.
#[utoipa::path(get, path = "/documents/{id}", tag = "library", params(("id" = DocumentId, Path,)),
    responses((status = 200, body = Document), (status = 404, body = Problem)))]
pub(crate) async fn show(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<DocumentId>,
) -> ApiResult<Json<Document>> {
    Ok(Json(deps.rag.document(who, id).await?))
}

/// Deletes a document; it is gone from searches at once.
#[utoipa::path(delete, path = "/documents/{id}", tag = "library", params(("id" = DocumentId, Path,)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn remove(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<DocumentId>,
) -> ApiResult<StatusCode> {
    deps.rag.delete_document(who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Moves, renames or tags a document.
#[utoipa::path(patch, path = "/documents/{id}", tag = "library", params(("id" = DocumentId, Path,)),
    request_body = DocumentChange, responses((status = 200, body = Document), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub(crate) async fn change(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<DocumentId>,
    Json(DocumentChange { collection, path, tags }): Json<DocumentChange>,
) -> ApiResult<Json<Document>> {
    Ok(Json(deps.rag.change_document(who, id, documents::DocumentChange { collection, path, tags }).await?))
}

/// Versions that can still be looked at, newest first.
#[utoipa::path(get, path = "/documents/{id}/versions", tag = "library", params(("id" = DocumentId, Path,)),
    responses((status = 200, body = Vec<DocumentVersion>), (status = 404, body = Problem)))]
pub(crate) async fn versions(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<DocumentId>,
) -> ApiResult<Json<Vec<DocumentVersion>>> {
    Ok(Json(deps.rag.versions(who, id).await?))
}

/// All tags, by name.
#[utoipa::path(get, path = "/tags", tag = "library", responses((status = 200, body = Vec<TagCount>)))]
pub(crate) async fn tags(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<Vec<TagCount>>> {
    Ok(Json(deps.rag.tags(who).await?))
}

/// The text of a document.
#[utoipa::path(get, path = "/documents/{id}/text", tag = "library", params(("id" = DocumentId, Path,), Wanted),
    responses((status = 200, body = DocumentText), (status = 404, body = Problem)))]
pub(crate) async fn text(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<DocumentId>,
    Query(wanted): Query<Wanted>,
) -> ApiResult<Json<DocumentText>> {
    let (revision, stored) = deps.rag.document_text(who, id, wanted.revision).await?;
    let headings = stored.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Heading(level) => Some(HeadingSpan { level, start: block.start, end: block.end }),
        _ => None,
    });
    Ok(Json(DocumentText { revision, headings: headings.collect(), text: stored.text, pages: stored.pages }))
}

/// The bytes of the newest version, or of the one a citation names. One `Range` is honoured.
#[utoipa::path(get, path = "/documents/{id}/content", tag = "library", params(("id" = DocumentId, Path,), Wanted),
    responses((status = 200, content_type = "application/octet-stream"), (status = 206), (status = 404, body = Problem),
        (status = 416, body = Problem)))]
pub(crate) async fn content(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<DocumentId>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let document = deps.rag.document(who, id).await?;
    let version = deps.rag.version(who, id, wanted.revision).await?;
    let asked = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let (start, end) = asked.map_or(Some((0, version.size)), |text| range(text, version.size)).ok_or_else(|| {
        Problem::new(
            StatusCode::RANGE_NOT_SATISFIABLE,
            "range-not-satisfiable",
            format!("The document has {} bytes.", version.size),
            "Ask for a range within it.",
        )
    })?;
    let body = Body::from_stream(deps.rag.content(&version, start..end).await?);
    let mut response = body.into_response();
    let to_send = response.headers_mut();
    for (name, value) in describe(&document.path, &version) {
        to_send.insert(name, value.parse().map_err(chatbox_core::error::StoreError::failed)?);
    }
    to_send.insert(header::CONTENT_LENGTH, (end - start).into());
    if asked.is_some() {
        let part = format!("bytes {start}-{}/{}", end.saturating_sub(1), version.size);
        to_send.insert(header::CONTENT_RANGE, part.parse().map_err(chatbox_core::error::StoreError::failed)?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// Headers that keep a stranger's bytes from running in our page: only PDFs are shown, all else is a download.
fn describe(path: &str, version: &Version) -> [(header::HeaderName, String); 5] {
    let is_pdf = version.media_type.as_deref() == Some("application/pdf");
    let (kind, disposition) =
        if is_pdf { ("application/pdf", "inline") } else { ("application/octet-stream", "attachment") };
    let name = path.rsplit('/').next().unwrap_or("document");
    let escaped = super::escaped(name);
    [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{disposition}; filename*=UTF-8''{escaped}")),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, format!("\"{}\"", version.hash)),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ]
}

/// `bytes=a-b`, `bytes=a-` and `bytes=-n` as start and end (exclusive); none if nothing of it is there.
fn range(text: &str, size: u64) -> Option<(u64, u64)> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let (start, end) = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) => (first, last.saturating_add(1).min(size)),
        (Ok(first), Err(_)) if last.is_empty() => (first, size),
        (Err(_), Ok(count)) if first.is_empty() => (size.saturating_sub(count), size),
        _ => return None,
    };
    (start < end).then_some((start, end))
}

/// Pauses, resumes, cancels, retries or re-indexes a document.
#[utoipa::path(post, path = "/documents/{id}/control", tag = "library", params(("id" = DocumentId, Path,)),
    request_body = Control, responses((status = 200, body = Document), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub(crate) async fn control(
    Contributor(who): Contributor,
    State(deps): State<Deps>,
    Path(id): Path<DocumentId>,
    Json(body): Json<Control>,
) -> ApiResult<Json<Document>> {
    Ok(Json(deps.rag.control(who, id, body.action).await?))
}

/// How far ingestion is.
#[utoipa::path(get, path = "/ingestion", tag = "library", responses((status = 200, body = IngestionSnapshot)))]
pub(crate) async fn ingestion(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<IngestionSnapshot>> {
    Ok(Json(deps.rag.ingestion(who).await?))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn ranges_follow_rfc_9110() {
        let cases = [
            ("bytes=0-3", Some((0, 4))),
            ("bytes=4-", Some((4, 10))),
            ("bytes=-3", Some((7, 10))),
            ("bytes=-99", Some((0, 10))),
            ("bytes=8-99", Some((8, 10))),
            ("bytes=10-", None),
            ("bytes=5-4", None),
            ("bytes=a-b", None),
            ("lines=1-2", None),
        ];
        for (text, expect) in cases {
            assert_eq!(range(text, 10), expect, "{text}");
        }
    }
}
