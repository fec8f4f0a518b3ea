//! What somebody is here for: a built-in role, or one that was made of permissions.

use super::Permission;
use crate::{clock::Time, error::StoreResult, ids::RoleId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

/// A role that is always there; each may do what the next may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
// The author of a message is a `Role`, too.
#[schema(as = AccountRole)]
pub enum Role {
    /// Whose installation it is; there is always one.
    Owner,
    /// Runs it: accounts, models, limits.
    Administrator,
    /// Works with it.
    Member,
    /// Asks and reads what others share.
    Viewer,
}

impl Role {
    /// All roles, the mightiest first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Administrator, Self::Member, Self::Viewer];

    /// The name as it is stored and written in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Member => "member",
            Self::Viewer => "viewer",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(name: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or_else(|| format!("the roles are {}", known()))
    }
}

/// Which role: in the API the name of a built-in one, or the id of an own one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RoleKey {
    /// One that is always there.
    BuiltIn(Role),
    /// One that was made.
    Own(RoleId),
}

impl From<Role> for RoleKey {
    fn from(role: Role) -> Self {
        Self::BuiltIn(role)
    }
}

impl fmt::Display for RoleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(role) => role.fmt(f),
            Self::Own(id) => id.fmt(f),
        }
    }
}

impl FromStr for RoleKey {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(id) => Ok(Self::Own(id)),
            Err(_) => {
                text.parse().map(Self::BuiltIn).map_err(|known: String| format!("{known}, or the id of an own one"))
            }
        }
    }
}

impl TryFrom<String> for RoleKey {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<RoleKey> for String {
    fn from(key: RoleKey) -> Self {
        key.to_string()
    }
}

impl PartialSchema for RoleKey {
    fn schema() -> RefOr<Schema> {
        String::schema()
    }
}

impl ToSchema for RoleKey {}

/// A role that was made: a name and what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRole {
    /// Its id.
    pub id: RoleId,
    /// Its name; unique without regard to case.
    pub name: String,
    /// What it may do, each once, in their order.
    pub permissions: Vec<Permission>,
    /// Creation.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// The role somebody has, with all there is to decide by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "RoleName")]
pub enum HeldRole {
    /// One that is always there.
    BuiltIn(Role),
    /// One that was made.
    Own(OwnRole),
}

impl HeldRole {
    /// Which it is.
    pub fn key(&self) -> RoleKey {
        match self {
            Self::BuiltIn(role) => RoleKey::BuiltIn(*role),
            Self::Own(own) => RoleKey::Own(own.id),
        }
    }
}

impl From<Role> for HeldRole {
    fn from(role: Role) -> Self {
        Self::BuiltIn(role)
    }
}

/// What it is called.
impl fmt::Display for HeldRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(role) => role.fmt(f),
            Self::Own(own) => f.write_str(&own.name),
        }
    }
}

/// How a role is written in the API.
#[derive(Serialize, ToSchema)]
struct RoleName {
    /// What the person is here for: `owner`, `administrator`, `member`, `viewer`, or the id of an own role.
    role: RoleKey,
    /// What an own role is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    role_name: Option<String>,
}

impl From<HeldRole> for RoleName {
    fn from(held: HeldRole) -> Self {
        let role = held.key();
        let role_name = match held {
            HeldRole::BuiltIn(_) => None,
            HeldRole::Own(own) => Some(own.name),
        };
        Self { role, role_name }
    }
}

impl PartialSchema for HeldRole {
    fn schema() -> RefOr<Schema> {
        RoleName::schema()
    }
}

impl ToSchema for HeldRole {}

/// Changes to an own role; absent parts stay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoleChange {
    /// The name from now on.
    pub name: Option<String>,
    /// What it may do from now on.
    pub permissions: Option<Vec<Permission>>,
}

/// Own roles.
///
/// Implementors guarantee: each method is one transaction; a name that is taken is a `Conflict`; a change counts for whoever has the role
/// at once; a role that an account or an open invitation has stays: to remove it is a `Conflict` that says whose it is.
#[async_trait]
pub trait RoleStore: Send + Sync {
    /// All of them, by name.
    async fn roles(&self) -> StoreResult<Vec<OwnRole>>;
    /// One of them.
    async fn role(&self, id: RoleId) -> StoreResult<OwnRole>;
    /// Makes one; a `Conflict` when there are `most`.
    async fn create_role(&self, name: &str, permissions: &[Permission], most: u64, now: Time) -> StoreResult<OwnRole>;
    /// Changes it; absent parts stay.
    async fn change_role(&self, id: RoleId, change: &RoleChange, now: Time) -> StoreResult<OwnRole>;
    /// Removes it.
    async fn delete_role(&self, id: RoleId, now: Time) -> StoreResult<()>;
}
