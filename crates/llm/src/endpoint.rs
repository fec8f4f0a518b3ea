//! Where a model is reached, and the one HTTP client for all of them.

use chatbox_core::models::ModelError;
use serde::{Deserialize, Serialize};
use std::{fmt, time::Duration};

/// Time to open a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// An OpenAI-compatible endpoint.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Address up to and including the version, e.g. `https://api.openai.com/v1`.
    pub base_url: String,
    /// The provider's name of the model.
    pub model: String,
    /// Key, where the endpoint wants one.
    pub key: Option<String>,
    /// Tokens of the model's window.
    #[serde(default = "Endpoint::default_window")]
    pub window: usize,
}

impl Endpoint {
    /// Window assumed when nobody says: what small current models offer at least.
    pub fn default_window() -> usize {
        8192
    }

    /// The address of a call below the base address.
    ///
    /// # Errors
    /// `Refused` when the base address is no http(s) address.
    pub(crate) fn url(&self, path: &str) -> Result<reqwest::Url, ModelError> {
        let text = format!("{}/{path}", self.base_url.trim_end_matches('/'));
        let url = reqwest::Url::parse(&text)
            .map_err(|_| ModelError::Refused(format!("{:?} is not an address", self.base_url)))?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(ModelError::Refused("the address must begin with http:// or https://".into()));
        }
        Ok(url)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("base_url", &self.base_url)
            .field("model", &self.model)
            .field("key", &self.key.as_ref().map(|_| "…"))
            .field("window", &self.window)
            .finish()
    }
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
