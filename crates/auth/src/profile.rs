//! How somebody wants to be called and shown.

use crate::{Auth, AuthError, checked_name};
use chatbox_core::{
    auth::{Avatar, Profile, ProfileChange},
    clock::Time,
    ids::{UserId, Who},
};
use chrono_tz::Tz;

impl Auth {
    /// Somebody's profile.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn profile(&self, who: Who) -> Result<Profile, AuthError> {
        Ok(self.deps.profiles.profile(who.user).await?)
    }

    /// Changes one's profile; absent parts stay.
    ///
    /// # Errors
    /// `Invalid` for a name that is not accepted, and for what is no IANA time zone.
    pub async fn change_profile(&self, who: Who, change: ProfileChange) -> Result<Profile, AuthError> {
        let name = change.name.as_deref().map(|name| checked_name(name, "a name has")).transpose()?;
        if let Some(Some(zone)) = &change.time_zone
            && zone.parse::<Tz>().is_err()
        {
            return Err(AuthError::Invalid("there is no such time zone; its name is like Europe/Berlin".to_owned()));
        }
        let change = ProfileChange { name, ..change };
        Ok(self.deps.profiles.change_profile(who.user, &change, self.deps.clock.now()).await?)
    }

    /// Who has a picture.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn avatars(&self) -> Result<Vec<Avatar>, AuthError> {
        Ok(self.deps.profiles.avatars().await?)
    }

    /// Somebody's picture, and when it was last changed.
    ///
    /// # Errors
    /// `NotFound` where there is no such account.
    pub async fn avatar(&self, id: UserId) -> Result<Option<(Vec<u8>, Time)>, AuthError> {
        Ok(self.deps.profiles.avatar(id).await?)
    }

    /// Puts a picture, already made small, in the place of one's own; none removes it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn set_avatar(&self, who: Who, picture: Option<&[u8]>) -> Result<(), AuthError> {
        Ok(self.deps.profiles.set_avatar(who.user, picture, self.deps.clock.now()).await?)
    }
}
