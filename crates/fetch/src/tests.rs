#![allow(clippy::unwrap_used)]

use crate::{Settings, Web, guard::is_public, name};
use axum::{Router, response::Redirect, routing::get};
use chatbox_core::fetch::{Fetch, FetchError};
use reqwest::Url;
use std::time::Duration;

#[test]
fn special_addresses_are_not_public() {
    let special = [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "ff02::1",
    ];
    for address in special {
        assert!(!is_public(address.parse().unwrap()), "{address}");
    }
    for address in ["1.1.1.1", "8.8.8.8", "100.128.0.1", "198.20.0.1", "2606:4700::1111", "2a00::1", "64:ff9b::808:808"]
    {
        assert!(is_public(address.parse().unwrap()), "{address}");
    }
}

#[test]
fn paths_are_made_of_addresses() {
    let cases = [
        ("https://example.org/", Some("text/html; charset=utf-8"), "example.org/index.html"),
        ("https://example.org/guide/intro", Some("text/html"), "example.org/guide/intro.html"),
        ("https://example.org/guide.php?id=3", Some("text/html"), "example.org/guide id=3.php.html"),
        ("https://example.org/files/Report%202024.pdf", Some("application/pdf"), "example.org/files/Report 2024.pdf"),
        ("https://example.org/files/report", Some("application/pdf"), "example.org/files/report.pdf"),
        ("https://example.org/a%2F..%2Fb/%2e%2e/x.txt", Some("text/plain"), "example.org/x.txt"),
        ("http://[2606:4700::1]:8080/x.md", None, "[2606-4700--1]/x.md"),
    ];
    for (url, media_type, expect) in cases {
        assert_eq!(name::path(&Url::parse(url).unwrap(), media_type), expect, "{url}");
    }
}

#[tokio::test]
async fn only_the_public_web_is_asked() {
    let web = Web::new(Settings::default()).unwrap();
    let refused = [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "no address",
        "",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://user:secret@example.org/",
        "https://10.0.0.1/",
    ];
    for url in refused {
        let outcome = web.fetch(url).await;
        assert!(matches!(outcome, Err(FetchError::Refused(_))), "{url}: {outcome:?}");
    }
}

/// A server on this machine, which only a fetcher that allows private addresses can see.
async fn server() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let routes = Router::new()
        .route("/page", get(|| async { ([("content-type", "text/html")], "<p>hello</p>") }))
        .route("/moved", get(|| async { Redirect::temporary("/page") }))
        .route("/round", get(|| async { Redirect::temporary("/round") }))
        .route("/out", get(|| async { Redirect::temporary("file:///etc/passwd") }))
        .route("/large", get(|| async { "x".repeat(2000) }))
        .route("/slow", get(|| async { tokio::time::sleep(Duration::from_secs(30)).await }));
    #[allow(clippy::disallowed_methods, reason = "the server ends with the runtime of its test")]
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

#[tokio::test]
async fn pages_come_with_their_limits() {
    let address = server().await;
    let settings = Settings { max_bytes: 1000, limit: Duration::from_millis(500), private: true };
    let web = Web::new(settings).unwrap();
    for path in ["page", "moved"] {
        let page = web.fetch(&format!("{address}/{path}")).await.unwrap();
        assert_eq!((&page.bytes[..], &page.path[..]), (&b"<p>hello</p>"[..], "127.0.0.1/page.html"));
    }
    let outcome = async |path: &str| web.fetch(&format!("{address}/{path}")).await.unwrap_err();
    assert_eq!(outcome("large").await, FetchError::TooLarge { limit: 1000 });
    assert!(matches!(outcome("round").await, FetchError::Refused(_)));
    assert!(matches!(outcome("out").await, FetchError::Refused(_)));
    assert!(matches!(outcome("nowhere").await, FetchError::Failed(why) if why.contains("404")));
    assert!(matches!(outcome("slow").await, FetchError::Failed(why) if why.contains("in time")));
}
