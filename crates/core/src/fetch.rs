//! Fetching what a person's link leads to.

use async_trait::async_trait;
use bytes::Bytes;

/// What a link led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The bytes, at most as many as the fetcher's limit.
    pub bytes: Bytes,
    /// A relative path made of the final address, with an extension that fits the media type: `example.org/guide/intro.html`.
    pub path: String,
}

/// Why a link could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is no address of the public web.
    #[error("{0}")]
    Refused(String),
    /// The other side did not give it.
    #[error("{0}")]
    Failed(String),
    /// More bytes than allowed.
    #[error("the page is larger than {} MB", limit / 1_000_000)]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

/// Fetches public pages and files.
///
/// Implementors guarantee: nothing but `http` and `https` to public addresses is asked, also after redirects and whatever a name resolves
/// to; bytes and time are bounded; no cookies, no credentials.
#[async_trait]
pub trait Fetch: Send + Sync {
    /// Fetches the page or file.
    async fn fetch(&self, url: &str) -> Result<Fetched, FetchError>;
}
