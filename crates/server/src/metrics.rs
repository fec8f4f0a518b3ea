//! Request metrics and log spans.

use axum::{
    extract::{MatchedPath, Request},
    http::{self, Method},
    middleware::Next,
    response::Response,
};
use std::time::Instant;
use tower_http::request_id::RequestId;

/// One span per request, named by its id.
pub(crate) fn span<B>(request: &http::Request<B>) -> tracing::Span {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or("");
    tracing::info_span!("request", id, method = %request.method(), path = request.uri().path())
}

/// Counts requests and measures their time by route, not by path, so that ids make no new series.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let method = label(request.method());
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::counter!("chatbox_http_requests_total", "route" => route.clone(), "method" => method, "status" => status)
        .increment(1);
    metrics::histogram!("chatbox_http_request_seconds", "route" => route).record(begun.elapsed().as_secs_f64());
    response
}

/// A method anybody may make up makes no new series.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
