//! Refuses requests that a foreign page makes a browser send: cross-site requests by `Origin`, DNS rebinding by `Host`.

use crate::problem::Problem;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::net::IpAddr;

/// Which `Host` names the server answers to.
#[derive(Debug, Clone)]
pub struct Guard {
    hosts: Option<Vec<String>>,
}

impl Guard {
    /// A server on a loopback address answers to loopback names and `named` only, and so does every server with `named` hosts: behind
    /// a container's published port, DNS rebinding reaches it as well. Without them, a server on another address answers to every name.
    pub fn new(address: IpAddr, named: &[String]) -> Self {
        let loopback = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let limited = address.is_loopback() || !named.is_empty();
        Self { hosts: limited.then(|| loopback.into_iter().chain(named.iter().cloned()).collect()) }
    }

    /// Whether every `Host` is let in.
    pub fn is_open(&self) -> bool {
        self.hosts.is_none()
    }

    fn allows(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let host =
            headers.get(header::HOST).and_then(|value| value.to_str().ok()).or_else(|| Some(uri.authority()?.as_str()));
        let Some(host) = host else { return false };
        if let Some(hosts) = &self.hosts
            && !hosts.iter().any(|known| known.eq_ignore_ascii_case(without_port(host)))
        {
            return false;
        }
        match headers.get(header::ORIGIN).map(|value| value.to_str()) {
            None => true,
            Some(Ok(origin)) => origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
            Some(Err(_)) => false,
        }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

pub(crate) async fn check(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if guard.allows(request.headers(), request.uri()) {
        return next.run(request).await;
    }
    Problem::new(
        StatusCode::FORBIDDEN,
        "foreign-page",
        "The request came from another site or under a name this server does not answer to.",
        "Open Chatbox under the address it printed, or add the name to server.hosts in the settings.",
    )
    .into_response()
}

#[cfg(test)]
mod tests {
    use super::Guard;
    use axum::http::{HeaderMap, Uri};

    fn check(address: &str, named: &[&str], host: &str, origin: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert("host", host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert("origin", origin.parse().unwrap());
        }
        let named: Vec<String> = named.iter().map(|&name| name.to_owned()).collect();
        Guard::new(address.parse().unwrap(), &named).allows(&headers, &Uri::from_static("/"))
    }

    #[test]
    fn foreign_pages_are_told_from_our_own() {
        assert!(check("127.0.0.1", &["box.lan"], "localhost:8777", None));
        assert!(check("127.0.0.1", &["box.lan"], "[::1]:8777", Some("http://[::1]:8777")));
        assert!(check("127.0.0.1", &["box.lan"], "box.lan", Some("https://box.lan")));
        assert!(!check("127.0.0.1", &["box.lan"], "evil.example:8777", None), "DNS rebinding");
        assert!(!check("127.0.0.1", &["box.lan"], "localhost:8777", Some("http://evil.example")), "cross-site");
        assert!(!check("127.0.0.1", &["box.lan"], "localhost:8777", Some("null")), "sandboxed frame");
        assert!(!check("127.0.0.1", &["box.lan"], "localhost:8777", Some("http://localhost:3000")), "another port");
        assert!(check("0.0.0.0", &[], "anything.example", Some("https://anything.example")));
        assert!(!check("0.0.0.0", &[], "anything.example", Some("https://evil.example")));
        assert!(!check("0.0.0.0", &["box.lan"], "evil.example:8777", None), "DNS rebinding into a container");
        assert!(check("0.0.0.0", &["box.lan"], "box.lan:8777", None));
        assert!(check("0.0.0.0", &["box.lan"], "localhost:8777", Some("http://localhost:8777")));
    }
}
