//! Who a request comes from, and what lets it in.

use crate::{AuthError, policy};
use chatbox_core::{
    auth::{Account, ApiKey, Permission, Session},
    ids::{ApiKeyId, SessionId, Who},
};
use chrono::{DateTime, Utc};

/// What requests are let in by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pass {
    /// A session's access token.
    Session(SessionId),
    /// An API key.
    ApiKey(ApiKeyId),
}

/// A session that was just opened or renewed, with its tokens.
#[derive(Clone)]
pub struct Opened {
    /// Whose it is.
    pub account: Account,
    /// The session.
    pub session: Session,
    /// The token for requests.
    pub access: String,
    /// When it is over.
    pub access_expires: DateTime<Utc>,
    /// The token that renews; good once.
    pub refresh: String,
    /// Whether a recovery code let them in.
    pub by_recovery_code: bool,
}

/// Who a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The account.
    pub account: Account,
    /// What lets it in.
    pub by: By,
}

/// What let a request in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// A session.
    Session(Session),
    /// A key for programs.
    ApiKey(ApiKey),
}

impl Signed {
    /// On whose behalf engines are called.
    pub fn who(&self) -> Who {
        Who { user: self.account.id }
    }

    /// What the request is let in by.
    pub fn pass(&self) -> Pass {
        match &self.by {
            By::Session(session) => Pass::Session(session.id),
            By::ApiKey(key) => Pass::ApiKey(key.id),
        }
    }

    /// Whether the account's role has the permission, and the key, if it is one.
    pub fn may(&self, permission: Permission) -> bool {
        let given = match &self.by {
            By::Session(_) => true,
            By::ApiKey(key) => key.permissions.contains(&permission),
        };
        given && policy::allows(&self.account.role, permission)
    }

    /// # Errors
    /// `Forbidden` where the role, `KeyForbidden` where the key does not have the permission.
    pub fn require(&self, permission: Permission) -> Result<(), AuthError> {
        policy::require(&self.account, permission)?;
        if self.may(permission) { Ok(()) } else { Err(AuthError::KeyForbidden) }
    }
}

/// What somebody signs in with.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    /// The address.
    pub email: &'a str,
    /// The password.
    pub password: &'a str,
    /// A code of the second factor, or a recovery code.
    pub code: Option<&'a str>,
}

/// Address, name and password of somebody new.
#[derive(Clone)]
pub struct NewPerson {
    /// The address that will be signed in with.
    pub email: String,
    /// What the person is called.
    pub name: String,
    /// The password.
    pub password: String,
}
