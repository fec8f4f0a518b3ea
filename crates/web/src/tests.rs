use crate::{Page, headers, router};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use tower::ServiceExt;

async fn fetch(path: &str, request_headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut request = Request::get(path);
    for (name, value) in request_headers {
        request = request.header(*name, *value);
    }
    let response = router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
}

#[tokio::test]
async fn every_address_is_the_page() {
    let (status, headers, home) = fetch("/", &[]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
    for path in ["/chat/0192", "/library", "/documents/x?start=1"] {
        assert_eq!(fetch(path, &[]).await.2, home, "{path}");
    }
}

#[tokio::test]
async fn what_is_no_page_and_no_file_is_missing() {
    for path in ["/api/v1/nothing", "/assets/old-hash.js", "/pdfjs/cmaps/none.bcmap"] {
        let (status, headers, _) = fetch(path, &[]).await;
        assert_eq!(
            (status, headers[header::CONTENT_TYPE].to_str().unwrap()),
            (StatusCode::NOT_FOUND, "application/problem+json")
        );
    }
}

#[tokio::test]
async fn every_answer_forbids_other_hosts() {
    for path in ["/", "/api/none"] {
        let (_, headers, _) = fetch(path, &[]).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'self';") && policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("http") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
    }
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let (_, headers, _) = fetch("/", &[]).await;
    let tag = headers[header::ETAG].to_str().unwrap();
    let (status, _, body) = fetch("/", &[("if-none-match", tag)]).await;
    assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(fetch("/", &[("if-none-match", "\"other\"")]).await.0, StatusCode::OK);
}

/// Runs over whatever was built; the placeholder has no siblings and no assets.
#[tokio::test]
async fn compressed_siblings_are_served_to_who_takes_them() {
    for name in Page::iter().filter(|name| name.ends_with(".br")).take(5) {
        let path = format!("/{}", name.trim_end_matches(".br"));
        let (_, plain_headers, plain) = fetch(&path, &[]).await;
        let (_, headers, small) = fetch(&path, &[("accept-encoding", "gzip, deflate, br")]).await;
        assert_eq!(headers[header::CONTENT_ENCODING], "br");
        assert_eq!(headers[header::CONTENT_TYPE], plain_headers[header::CONTENT_TYPE]);
        assert_ne!(headers[header::ETAG], plain_headers[header::ETAG]);
        assert!(small.len() < plain.len(), "{path}");
        assert_eq!(fetch(&path, &[("accept-encoding", "br;q=0, gzip")]).await.1[header::CONTENT_ENCODING], "gzip");
    }
    for name in Page::iter().filter(|name| name.starts_with("assets/") && name.ends_with(".js")).take(3) {
        assert!(fetch(&format!("/{name}"), &[]).await.1[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    }
}

#[test]
fn encodings_are_read_from_the_header() {
    let names = |header: &str| headers::accepted(header).map(headers::Encoding::name).collect::<Vec<_>>().join(" ");
    assert_eq!(names("gzip, deflate, br, zstd"), "br gzip");
    assert_eq!(names("GZIP;q=0.5"), "gzip");
    assert_eq!(names("br;q=0, identity"), "");
    assert_eq!(names(""), "");
}

#[test]
fn tags_are_matched_in_lists_and_weak_forms() {
    let tag = headers::etag(&[0xab; 32]);
    assert_eq!(tag.len(), 34);
    assert!(headers::names(&format!("\"x\", W/{tag}"), &tag) && headers::names("*", &tag));
    assert!(!headers::names("\"x\"", &tag));
}
