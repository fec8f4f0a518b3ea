//! Groups of people.

use crate::{Auth, AuthError, checked_name, policy};
use chatbox_core::{
    auth::{Account, Permission},
    ids::{GroupId, UserId},
    sharing::{Group, GroupChange},
};

/// People in a group.
const MEMBERS: usize = 1000;

impl Auth {
    /// All groups, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn groups(&self) -> Result<Vec<Group>, AuthError> {
        Ok(self.deps.sharing.groups().await?)
    }

    /// Makes an empty group.
    ///
    /// # Errors
    /// `Forbidden` without the permission; `Invalid` for what is no name; `Conflict` for one that is taken.
    pub async fn create_group(&self, by: &Account, name: &str) -> Result<Group, AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        Ok(self.deps.sharing.create_group(&checked(name)?, self.deps.clock.now()).await?)
    }

    /// Renames a group, and says who is in it; absent parts stay.
    ///
    /// # Errors
    /// As [`Auth::create_group`]; `NotFound` for a group or somebody that is not there.
    pub async fn change_group(
        &self,
        by: &Account,
        id: GroupId,
        name: Option<&str>,
        members: Option<Vec<UserId>>,
    ) -> Result<Group, AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        if members.as_ref().is_some_and(|members| members.len() > MEMBERS) {
            return Err(AuthError::Invalid(format!("a group has at most {MEMBERS} members")));
        }
        let change = GroupChange { name: name.map(checked).transpose()?, members };
        Ok(self.deps.sharing.change_group(id, &change, self.deps.clock.now()).await?)
    }

    /// Removes a group; what was shared with it is so no longer.
    ///
    /// # Errors
    /// `Forbidden` without the permission; `NotFound`.
    pub async fn delete_group(&self, by: &Account, id: GroupId) -> Result<(), AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        Ok(self.deps.sharing.delete_group(id).await?)
    }
}

fn checked(name: &str) -> Result<String, AuthError> {
    checked_name(name, "a group has a name of")
}
