//! problem+json (RFC 9457): the one shape of every error, and the one place that maps engine errors to HTTP.

use axum::{
    Json,
    extract::{
        Request,
        rejection::{JsonRejection, PathRejection, QueryRejection},
    },
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chatbox_auth::AuthError;
use chatbox_chat::ChatError;
use chatbox_core::{
    blobs::BlobError, error::StoreError, models::ModelError, privacy::PictureError, search::SearchError,
};
use chatbox_rag::RagError;
use serde::{Deserialize, Serialize};
use std::any::Any;
use tower_http::request_id::RequestId;
use utoipa::ToSchema;

/// Result of a handler.
pub(crate) type ApiResult<T> = Result<T, Problem>;

/// What went wrong, for programs (`type`) and people (`detail`, `hint`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Stable name, e.g. `urn:chatbox:not-found`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened.
    pub detail: String,
    /// What to do.
    pub hint: String,
    /// Seconds after which another try makes sense; also in the header `Retry-After`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// Names this request in the server's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, name: &str, detail: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:chatbox:{name}"),
            title: name.replace('-', " "),
            status: status.as_u16(),
            detail: detail.into(),
            hint: hint.into(),
            retry_after: None,
            request_id: None,
        }
    }

    pub(crate) fn invalid(detail: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid", detail, hint)
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not-found",
            format!("There is no such {what}."),
            "It may have been deleted; reload the list.",
        )
    }

    fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "The server could not finish this request; nothing was lost.",
            "Try again. If it happens again, look for the request id in the server's log.",
        )
    }
}

impl IntoResponse for Problem {
    /// The body is written by `render`, which knows the request's id.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the bodies of problems, also of those that axum answers by itself.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).map(str::to_owned);
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>().or_else(|| match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => Some(Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "This address does not know that method.",
            "See /docs for what it offers.",
        )),
        // What axum itself refuses, in a sentence of its own.
        status if status.is_client_error() && is_plain(&response) => {
            Some(Problem::new(status, "invalid", "The request could not be read.", "Send it as /docs describes it."))
        }
        _ => None,
    });
    let Some(problem) = problem else { return response };
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    parts.headers.remove(header::CONTENT_LENGTH);
    if let Some(seconds) = problem.retry_after {
        parts.headers.insert(header::RETRY_AFTER, seconds.into());
    }
    let body = Json(Problem { request_id: id, ..problem }).into_response().into_body();
    Response::from_parts(parts, body)
}

fn is_plain(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"))
}

/// A handler's panic costs its own request only.
pub(crate) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
    Problem::internal(&text.unwrap_or("panic")).into_response()
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(what) => Self::not_found(what),
            StoreError::Beyond(_) => Self::new(
                StatusCode::FORBIDDEN,
                "beyond-share",
                sentence(&error),
                "Ask whoever shared it for the right to do this.",
            ),
            StoreError::Conflict(detail) => {
                Self::new(StatusCode::CONFLICT, "conflict", detail, "Reload, and decide again on what is there now.")
            }
            StoreError::BadCursor => {
                Self::invalid("The cursor was not made by this server.", "Start again without a cursor.")
            }
            StoreError::Failed(_) => Self::internal(&error),
        }
    }
}

impl From<AuthError> for Problem {
    fn from(error: AuthError) -> Self {
        let (detail, hint) = (sentence(&error), error.hint());
        match error {
            AuthError::Unauthenticated | AuthError::Reused(_) => {
                Self::new(StatusCode::UNAUTHORIZED, "signed-out", detail, hint)
            }
            AuthError::Wrong | AuthError::KeptOut(_) => {
                Self::new(StatusCode::UNAUTHORIZED, "wrong-password", detail, hint)
            }
            AuthError::CodeNeeded => Self::new(StatusCode::UNAUTHORIZED, "code-needed", detail, hint),
            AuthError::WrongCode => Self::new(StatusCode::UNAUTHORIZED, "wrong-code", detail, hint),
            AuthError::TooOften { wait } => {
                let seconds = u64::try_from(wait.num_seconds()).unwrap_or_default() + 1;
                let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-attempts", detail, hint);
                Self { retry_after: Some(seconds), ..problem }
            }
            AuthError::Busy => {
                let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many-sign-ins", detail, hint);
                Self { retry_after: Some(1), ..problem }
            }
            AuthError::Forbidden => Self::new(StatusCode::FORBIDDEN, "forbidden", detail, hint),
            AuthError::KeyForbidden => Self::new(StatusCode::FORBIDDEN, "key-forbidden", detail, hint),
            AuthError::LinkUsed => Self::new(StatusCode::CONFLICT, "link-used", detail, hint),
            AuthError::Invalid(_) => Self::invalid(detail, hint),
            AuthError::Store(error) => error.into(),
            AuthError::Fault(_) => Self::internal(&error),
        }
    }
}

impl From<ModelError> for Problem {
    fn from(error: ModelError) -> Self {
        let status = match error {
            ModelError::Missing { .. } | ModelError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            ModelError::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            ModelError::TooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            ModelError::TimedOut => StatusCode::GATEWAY_TIMEOUT,
            ModelError::Unauthorized | ModelError::Refused(_) | ModelError::Broken(_) => StatusCode::BAD_GATEWAY,
        };
        Self::new(status, &error.code().replace('_', "-"), sentence(&error), error.hint())
    }
}

impl From<BlobError> for Problem {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::NotFound(_) => Self::not_found("file"),
            BlobError::TooLarge { limit } => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                format!("The file is larger than {} MB.", limit / 1_000_000),
                "Split it, or raise the limit in the settings.",
            ),
            BlobError::Interrupted(_) => Self::invalid("The upload broke off.", "Send the file again."),
            BlobError::Failed(_) => Self::internal(&error),
        }
    }
}

impl From<PictureError> for Problem {
    fn from(error: PictureError) -> Self {
        let detail = sentence(&error);
        match error {
            PictureError::Unsupported => Self::invalid(detail, "Save it as PNG or JPEG and choose that file."),
            PictureError::TooLarge(_) => Self::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "picture-too-large",
                detail,
                "Make it smaller and choose that file.",
            ),
            PictureError::Broken => {
                Self::invalid(detail, "Open it in another program, save it anew and choose that file.")
            }
            PictureError::Unavailable(_) => {
                let hint = "Try again; `chatbox doctor` says what is missing.";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail, hint)
            }
        }
    }
}

impl From<RagError> for Problem {
    fn from(error: RagError) -> Self {
        match error {
            RagError::Invalid(_) => Self::invalid(sentence(&error), "Change it and try again."),
            RagError::WrongState { ref hint, .. } => {
                Self::new(StatusCode::CONFLICT, "wrong-state", sentence(&error), hint.clone())
            }
            RagError::Store(error) => error.into(),
            RagError::Blob(error) => error.into(),
            RagError::Model(error) => error.into(),
        }
    }
}

impl From<ChatError> for Problem {
    fn from(error: ChatError) -> Self {
        let (detail, hint) = (sentence(&error), error.hint());
        match error {
            ChatError::Store(error) => error.into(),
            ChatError::Model(error) => error.into(),
            ChatError::Search(error) => error.into(),
            ChatError::Empty | ChatError::TooLong { .. } => Self::invalid(detail, hint),
            ChatError::Busy => Self::new(StatusCode::TOO_MANY_REQUESTS, "busy", detail, hint),
            ChatError::Interrupted => Self::new(StatusCode::CONFLICT, "interrupted", detail, hint),
            ChatError::ShuttingDown => stopping(),
        }
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Invalid(_) => Self::invalid(sentence(&error), "Change the query and search again."),
            SearchError::Model(error) => error.into(),
            SearchError::Store(error) => error.into(),
        }
    }
}

pub(crate) fn stopping() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "stopping",
        "The server is shutting down.",
        "Try again in a moment; what was accepted goes on after the restart.",
    )
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        Self::new(status, "invalid", rejection.body_text(), "Send JSON as /docs describes it.")
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::invalid(rejection.body_text(), "See /docs for the parameters.")
    }
}

impl From<PathRejection> for Problem {
    fn from(rejection: PathRejection) -> Self {
        Self::invalid(rejection.body_text(), "See /docs for the form of the address.")
    }
}

/// The error's text as a sentence.
pub(crate) fn sentence(error: &dyn std::fmt::Display) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
