//! Why somebody is not let in.

use chatbox_core::{error::StoreError, ids::UserId};
use chrono::TimeDelta;

/// Why a call to the auth engine failed.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// No token, or one that is not good any more.
    #[error("you are not signed in")]
    Unauthenticated,
    /// A refresh token that had been used: somebody has a copy. Told to the log only: outside it is as [`AuthError::Unauthenticated`].
    #[error("you are not signed in")]
    Reused(UserId),
    /// Address and password do not belong together.
    #[error("the address or the password is wrong")]
    Wrong,
    /// They do, but the account may not sign in. Told to the log only: outside it is as [`AuthError::Wrong`].
    #[error("the address or the password is wrong")]
    KeptOut(UserId),
    /// The password is right; a code of the second factor is needed as well.
    #[error("a code of your authenticator app is needed")]
    CodeNeeded,
    /// The code is wrong, over, or was used.
    #[error("the code is wrong or was used already")]
    WrongCode,
    /// Too many failures before.
    #[error("too many failed attempts")]
    TooOften {
        /// When the next attempt counts.
        wait: TimeDelta,
    },
    /// More people sign in than can be checked at the same time.
    #[error("too many people are signing in right now")]
    Busy,
    /// The role does not allow it.
    #[error("your role does not allow this")]
    Forbidden,
    /// The API key does not have the permission, though its owner may.
    #[error("this API key does not allow this")]
    KeyForbidden,
    /// The link was used, withdrawn, or its time is over.
    #[error("this link is not good any more")]
    LinkUsed,
    /// The new password, name or address is not accepted.
    #[error("{0}")]
    Invalid(String),
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A fault in the program or the system; the text is for the log.
    #[error("signing in failed: {0}")]
    Fault(String),
}

impl AuthError {
    pub(crate) fn fault(source: impl std::fmt::Display) -> Self {
        Self::Fault(source.to_string())
    }

    /// Whether somebody is refused; anything else may be otherwise at the next try.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Unauthenticated | Self::Forbidden | Self::KeyForbidden)
    }

    /// What the person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unauthenticated | Self::Reused(_) => "Sign in again.",
            Self::Wrong | Self::KeptOut(_) => "Check both; an administrator can set a new password.",
            Self::CodeNeeded => "Enter the code your app shows, or a recovery code.",
            Self::WrongCode => {
                "Enter the code your app shows now; each is good once. Check the clock of the device, or use a recovery code."
            }
            Self::TooOften { .. } => "Wait, then try again.",
            Self::Busy => "Try again in a moment.",
            Self::Forbidden => "Ask an administrator or the owner.",
            Self::KeyForbidden => "Make a key that may, under Settings, Account.",
            Self::LinkUsed => {
                "Sign in if you have an account; else ask whoever runs the server for a new link (it prints one at its start while there is no account)."
            }
            Self::Invalid(_) => "Change it and try again.",
            Self::Store(_) | Self::Fault(_) => "Try again; if it keeps failing, look into the server's log.",
        }
    }
}
