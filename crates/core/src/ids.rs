//! Typed identifiers. All are UUIDv7, so they sort by creation time.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id, greater than every id made before in this process.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A person, or the one local user.
    UserId,
    /// A named set of documents.
    CollectionId,
    /// A document through all its versions.
    DocumentId,
    /// One version of a document's content.
    RevisionId,
    /// A passage of a revision: the unit of search.
    ChunkId,
    /// A durable job in the queue.
    JobId,
    /// A conversation: a tree of messages.
    ConversationId,
    /// A folder of conversations.
    FolderId,
    /// A text in the prompt library.
    PromptId,
    /// A link to a snapshot of a conversation.
    ShareId,
    /// One message in a conversation.
    MessageId,
    /// One attempt to answer: the owner of an event log.
    RunId,
    /// One sign-in.
    SessionId,
    /// A key that signs access tokens.
    SigningKeyId,
    /// A key for programs.
    ApiKeyId,
    /// A link that lets somebody make an account.
    InvitationId,
    /// People who are named together.
    GroupId,
    /// A role that was made of permissions.
    RoleId,
    /// The removal of everything that was somebody's.
    DeletionId,
}

/// Who is asking. Every engine call and every store query takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Who {
    /// The person on whose behalf the call is made.
    pub user: UserId,
}

impl Who {
    /// The single local user, the same id in every installation.
    pub fn local() -> Self {
        Self { user: UserId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001)) }
    }
}

/// SHA-256 of a blob's bytes as 64 lower-case hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
pub struct BlobHash(String);

impl BlobHash {
    /// The hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BlobHash {
    type Error = InvalidHash;
    fn try_from(text: String) -> Result<Self, InvalidHash> {
        let hex = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if text.len() == 64 && hex { Ok(Self(text)) } else { Err(InvalidHash) }
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not 64 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a blob hash is 64 lower-case hex digits")]
pub struct InvalidHash;
