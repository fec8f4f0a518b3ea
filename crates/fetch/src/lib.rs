#![doc = include_str!("../README.md")]

mod guard;
mod name;
#[cfg(test)]
mod tests;

use async_trait::async_trait;
use bytes::BytesMut;
use chatbox_core::fetch::{Fetch, FetchError, Fetched};
use guard::PublicNames;
use reqwest::{Client, Url, header, redirect::Policy};
use std::{error::Error as _, sync::Arc, time::Duration};

/// Redirects followed.
const REDIRECTS: usize = 5;
/// Time to connect.
const CONNECT: Duration = Duration::from_secs(10);

/// Limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Most bytes of a page or file.
    pub max_bytes: u64,
    /// Longest time for all of it.
    pub limit: Duration,
    /// Whether addresses of this machine and its networks may be asked, too: for an intranet that everybody here may read anyway.
    pub private: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { max_bytes: 20_000_000, limit: Duration::from_secs(20), private: false }
    }
}

/// The public web.
#[derive(Debug, Clone)]
pub struct Web {
    client: Client,
    settings: Settings,
}

impl Web {
    /// A fetcher with these limits.
    ///
    /// # Errors
    /// `Failed` when there are no root certificates to trust, for example.
    pub fn new(settings: Settings) -> Result<Self, FetchError> {
        let private = settings.private;
        let policy = Policy::custom(move |attempt| {
            if attempt.previous().len() > REDIRECTS {
                return attempt.error("it leads on and on");
            }
            match guard::check(attempt.url(), private) {
                Ok(()) => attempt.follow(),
                Err(FetchError::Refused(why)) => attempt.error(why),
                Err(_) => attempt.stop(),
            }
        });
        let mut builder = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(settings.limit)
            .redirect(policy)
            .no_proxy()
            .referer(false)
            .user_agent(concat!("chatbox/", env!("CARGO_PKG_VERSION")));
        if !private {
            builder = builder.dns_resolver(Arc::new(PublicNames));
        }
        let client = builder.build().map_err(|error| FetchError::Failed(error.to_string()))?;
        Ok(Self { client, settings })
    }
}

#[async_trait]
impl Fetch for Web {
    async fn fetch(&self, url: &str) -> Result<Fetched, FetchError> {
        let url = address(url)?;
        guard::check(&url, self.settings.private)?;
        let accept = "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5";
        let request = self.client.get(url).header(header::ACCEPT, accept);
        let mut response = request.send().await.map_err(failed)?;
        let status = response.status();
        if !status.is_success() {
            return Err(FetchError::Failed(format!("the page answers with {status}")));
        }
        let limit = self.settings.max_bytes;
        if response.content_length().is_some_and(|length| length > limit) {
            return Err(FetchError::TooLarge { limit });
        }
        let media_type = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let path = name::path(response.url(), media_type);
        let mut bytes = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if (bytes.len() + chunk.len()) as u64 > limit {
                return Err(FetchError::TooLarge { limit });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Fetched { bytes: bytes.freeze(), path })
    }
}

/// What a person typed or pasted; `example.org/page` means `https`.
fn address(text: &str) -> Result<Url, FetchError> {
    let text = text.trim();
    let refused = || FetchError::Refused("this is no address of a web page".to_owned());
    match Url::parse(text) {
        Ok(url) if url.has_host() => Ok(url),
        _ if text.contains("://") || text.contains(char::is_whitespace) || !text.contains('.') => Err(refused()),
        _ => Url::parse(&format!("https://{text}")).map_err(|_| refused()),
    }
}

/// The innermost cause says most.
fn failed(error: reqwest::Error) -> FetchError {
    if error.is_timeout() {
        return FetchError::Failed("the page did not answer in time".to_owned());
    }
    let mut cause: &dyn std::error::Error = &error;
    while let Some(inner) = cause.source() {
        if let Some(refused) = inner.downcast_ref::<guard::NotPublic>() {
            return FetchError::Refused(refused.to_string());
        }
        cause = inner;
    }
    match error.is_redirect() {
        true => FetchError::Refused(cause.to_string()),
        false => FetchError::Failed(format!("the page cannot be reached: {cause}")),
    }
}
