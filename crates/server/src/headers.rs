//! What every answer says about how browsers are to treat it.

use crate::{cookies, peers::Peers};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// Data is no page: nothing in it runs, nothing frames it.
const DATA: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// The API's own description, which draws its pictures inline.
const DOCS: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                    frame-ancestors 'none'";
/// Two years, as browsers' preload lists want it (<https://hstspreload.org>).
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// Adds what the handler has not set itself.
pub(crate) async fn secure(State(peers): State<Peers>, request: Request, next: Next) -> Response {
    let is_docs = request.uri().path().starts_with("/docs");
    let is_tls = peers.is_tls(request.extensions(), request.headers());
    // The page says by its origin whether it came over TLS, also behind a proxy that nobody has named.
    let origin = request.headers().get(header::ORIGIN).is_some_and(|origin| origin.as_bytes().starts_with(b"https://"));
    let mut response = next.run(request).await;
    if is_tls || origin {
        cookies::secure(response.headers_mut());
    }
    let wanted = [
        (header::CONTENT_SECURITY_POLICY, if is_docs { DOCS } else { DATA }),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let hsts = is_tls.then_some((header::STRICT_TRANSPORT_SECURITY, HSTS));
    for (name, value) in wanted.into_iter().chain(hsts) {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
