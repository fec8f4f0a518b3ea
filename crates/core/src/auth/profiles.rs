//! How somebody wants to be called and shown, and the page to be.

use crate::{clock::Time, error::StoreResult, ids::UserId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use utoipa::ToSchema;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// German.
    De,
}

impl Language {
    /// The name as it is stored and written in the API: ISO 639-1.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

impl FromStr for Language {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        [Self::En, Self::De].into_iter().find(|one| one.name() == name).ok_or_else(|| format!("no language {name:?}"))
    }
}

/// What somebody says of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Profile {
    /// What the person is called.
    pub name: String,
    /// The page's language; none is the browser's.
    pub language: Option<Language>,
    /// The IANA name of the zone that times are shown in, e.g. `Europe/Berlin`; none is the browser's.
    pub time_zone: Option<String>,
    /// When the picture was last changed; none where there is no picture.
    pub avatar_changed_at: Option<DateTime<Utc>>,
}

/// Changes to a profile; absent parts stay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProfileChange {
    /// The name from now on.
    pub name: Option<String>,
    /// The language from now on.
    pub language: Option<Option<Language>>,
    /// The time zone from now on.
    pub time_zone: Option<Option<String>>,
}

/// That somebody has a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Avatar {
    /// Whose it is.
    pub account: UserId,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

/// Profiles and pictures.
///
/// Implementors guarantee: each method is one transaction; an account that is not there is `NotFound`; all of it goes with the account.
#[async_trait]
pub trait ProfileStore: Send + Sync {
    /// Somebody's profile.
    async fn profile(&self, id: UserId) -> StoreResult<Profile>;
    /// Changes it; absent parts stay.
    async fn change_profile(&self, id: UserId, change: &ProfileChange, now: Time) -> StoreResult<Profile>;
    /// Who has a picture, in no order that matters.
    async fn avatars(&self) -> StoreResult<Vec<Avatar>>;
    /// Somebody's picture, and when it was last changed.
    async fn avatar(&self, id: UserId) -> StoreResult<Option<(Vec<u8>, Time)>>;
    /// Puts a picture in the place of the one before; none removes it.
    async fn set_avatar(&self, id: UserId, picture: Option<&[u8]>, now: Time) -> StoreResult<()>;
}
