#![doc = include_str!("../README.md")]

mod headers;
#[cfg(test)]
mod tests;

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{Response, StatusCode, header},
    routing::get,
};
use headers::{Encoding, accepted, etag, media_type, names, secure};
use rust_embed::{EmbeddedFile, RustEmbed};

/// The built page. `build.rs` sets the folder.
#[derive(RustEmbed)]
#[folder = "$CHATBOX_PAGE"]
struct Page;

/// Whether this build carries only the page that says how to build the real one.
pub const PLACEHOLDER: bool = matches!(env!("CHATBOX_PAGE_BUILT").as_bytes(), b"false");

/// What every path that is no file shows: the page finds out itself where it is.
const INDEX: &str = "index.html";
/// The frame in which artifacts run.
const ARTIFACT: &str = "artifact.html";
/// Paths below these are files or nothing.
const NO_PAGES: [&str; 3] = ["api/", "assets/", "pdfjs/"];
/// Vite writes the hash of the content into the names of these.
const HASHED: &str = "assets/";

/// Routes that answer `GET` and `HEAD` of every path with the page's files. Meant as the fallback of the whole program.
pub fn router() -> Router {
    Router::new().fallback(get(serve))
}

async fn serve(request: Request) -> Response<Body> {
    let path = request.uri().path().trim_start_matches('/');
    let name = if path.is_empty() { INDEX } else { path };
    // Compressed siblings are answers to negotiation, not files of their own.
    let hidden = name.ends_with(".br") || name.ends_with(".gz");
    if !hidden && let Some(file) = Page::get(name) {
        let mut response = answer(name, file, &request);
        if name == ARTIFACT {
            headers::artifact(response.headers_mut());
        }
        return response;
    }
    match Page::get(INDEX) {
        Some(file) if !NO_PAGES.iter().any(|prefix| name.starts_with(prefix)) => answer(INDEX, file, &request),
        _ => missing(),
    }
}

/// The file in the best encoding the browser takes, or 304 when it has it already.
fn answer(name: &str, plain: EmbeddedFile, request: &Request) -> Response<Body> {
    let wanted =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (file, encoding) = accepted(wanted)
        .find_map(|encoding| Page::get(&format!("{name}.{}", encoding.suffix())).map(|file| (file, Some(encoding))))
        .unwrap_or((plain, None));
    let tag = etag(&file.metadata.sha256_hash());
    let caching = if name.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };

    let mut response = Response::builder()
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "accept-encoding");
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| names(known, &tag)) {
        return finish(response.status(StatusCode::NOT_MODIFIED).body(Body::empty()));
    }
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, Encoding::name(encoding));
    }
    finish(response.header(header::CONTENT_TYPE, media_type(name)).body(Body::from(file.data)))
}

fn missing() -> Response<Body> {
    const PROBLEM: &str = r#"{"type":"urn:chatbox:not-found","title":"Not found","status":404,"detail":"There is nothing at this address.","hint":"Check the address; /docs lists the routes of the API."}"#;
    finish(
        Response::builder()
            .status(StatusCode::NOT_FOUND)
            .header(header::CONTENT_TYPE, "application/problem+json")
            .header(header::CACHE_CONTROL, "no-store")
            .body(Body::from(PROBLEM)),
    )
}

/// Adds what every answer carries. Building cannot fail: all parts are constants or ASCII made here.
fn finish(built: Result<Response<Body>, axum::http::Error>) -> Response<Body> {
    let mut response = built.unwrap_or_else(|_| {
        let mut empty = Response::new(Body::empty());
        *empty.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        empty
    });
    secure(response.headers_mut());
    response
}
