//! Keys for programs.

use crate::{Auth, AuthError, By, Pass, Signed, normal, tokens};
use chatbox_core::{
    auth::{ApiKey, NewApiKey, Permission},
    clock::Time,
    error::StoreError,
    ids::{ApiKeyId, Who},
};
use chrono::{DateTime, TimeDelta, Utc};

/// What every key begins with, so that scanners for leaked secrets know it.
pub(crate) const PREFIX: &str = "cbx_";
/// Characters that are shown of a key: the prefix and 32 of its 256 random bits.
const SHOWN: usize = PREFIX.len() + 8;
/// Keys of one account.
const MOST: u64 = 100;
/// Characters of a name.
const NAME: usize = 100;
/// Uses that are closer together are not written down.
const USE_NOTED: TimeDelta = TimeDelta::minutes(1);

/// A key as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedKey {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
}

impl Auth {
    /// Makes a key and returns it with its secret, which is not stored.
    ///
    /// # Errors
    /// `Forbidden` for permissions that the account does not have; `Invalid` for what is not accepted; `Conflict` for too many keys.
    pub async fn create_api_key(&self, signed: &Signed, wanted: WantedKey) -> Result<(ApiKey, String), AuthError> {
        let now = self.deps.clock.now();
        let name = normal(&wanted.name);
        if !(1..=NAME).contains(&name.chars().count()) || name.chars().any(char::is_control) {
            return Err(AuthError::Invalid(format!("a key has a name of 1 to {NAME} characters")));
        }
        if wanted.expires_at.is_some_and(|end| end <= now) {
            return Err(AuthError::Invalid("the key would be over already".to_owned()));
        }
        let mut permissions = wanted.permissions;
        permissions.sort_unstable();
        permissions.dedup();
        if permissions.is_empty() {
            return Err(AuthError::Invalid("a key has at least one permission".to_owned()));
        }
        if !permissions.iter().all(|permission| signed.may(*permission)) {
            return Err(AuthError::Forbidden);
        }
        let secret = format!("{PREFIX}{}", tokens::secret()?.0);
        let new = NewApiKey {
            name,
            start: secret[..SHOWN].to_owned(),
            hash: tokens::hash(&secret),
            permissions,
            expires_at: wanted.expires_at,
        };
        let key = self.deps.api_keys.create_api_key(signed.who(), &new, MOST, now).await?;
        Ok((key, secret))
    }

    /// Somebody's keys, those that are over included, the newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn api_keys(&self, who: Who) -> Result<Vec<ApiKey>, AuthError> {
        Ok(self.deps.api_keys.api_keys(who).await?)
    }

    /// Ends a key, at once.
    ///
    /// # Errors
    /// `NotFound` for one that is not theirs.
    pub async fn revoke_api_key(&self, who: Who, id: ApiKeyId) -> Result<(), AuthError> {
        self.deps.api_keys.revoke_api_key(who, id).await?;
        let _ = self.closed.send(Pass::ApiKey(id));
        Ok(())
    }

    pub(crate) async fn verify_api_key(&self, secret: &str, now: Time) -> Result<Signed, AuthError> {
        let found = self.deps.api_keys.api_key_by_hash(tokens::hash(secret), now).await;
        let (key, account) = found.map_err(|error| match error {
            StoreError::NotFound(_) => AuthError::Unauthenticated,
            error => error.into(),
        })?;
        if key.used_at.is_none_or(|used| now - used >= USE_NOTED) {
            self.deps.api_keys.touch_api_key(key.id, now).await?;
        }
        Ok(Signed { account, by: By::ApiKey(key) })
    }
}
