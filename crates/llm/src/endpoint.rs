//! The addresses below an endpoint, and the one HTTP client for all of them.

use chatbox_core::models::{Endpoint, ModelError};
use std::time::Duration;

/// Time to open a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// The address of a call below the endpoint's base address; `Refused` when that is no http(s) address.
pub(crate) fn url(endpoint: &Endpoint, path: &str) -> Result<reqwest::Url, ModelError> {
    let text = format!("{}/{path}", endpoint.base_url.trim_end_matches('/'));
    let url = reqwest::Url::parse(&text)
        .map_err(|_| ModelError::Refused(format!("{:?} is not an address", endpoint.base_url)))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(ModelError::Refused("the address must begin with http:// or https://".into()));
    }
    Ok(url)
}

/// The client all endpoints share: bounded connecting, no redirects (a key must not travel to another host).
///
/// # Errors
/// `Unavailable` when the system's certificates cannot be read.
pub fn http_client() -> Result<reqwest::Client, ModelError> {
    reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("chatbox/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| ModelError::Unavailable(error.to_string()))
}
