//! Own roles: a name and what it may do.

use crate::{Auth, AuthError, checked_name, normal, policy};
use chatbox_core::{
    auth::{Account, HeldRole, Permission, Role, RoleChange, RoleKey},
    ids::RoleId,
};

/// Own roles of an installation.
const MOST: u64 = 100;

/// A role with what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRole {
    /// The role.
    pub role: HeldRole,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// Whether the one who asks may give it and, if it is an own one, change it.
    pub may_give: bool,
}

impl Auth {
    /// All roles: the built-in ones, the mightiest first, then the own ones by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn roles(&self, by: &Account) -> Result<Vec<ListedRole>, AuthError> {
        let own = self.deps.roles.roles().await?.into_iter().map(HeldRole::Own);
        Ok(Role::ALL.into_iter().map(HeldRole::BuiltIn).chain(own).map(|role| listed(by, role)).collect())
    }

    /// Which role is meant by a name: a built-in one, or an own one however its letters are written. For the shell.
    ///
    /// # Errors
    /// `Invalid` when there is none, with the names there are.
    pub async fn role_named(&self, name: &str) -> Result<RoleKey, AuthError> {
        if let Ok(role) = name.parse() {
            return Ok(RoleKey::BuiltIn(role));
        }
        let own = self.deps.roles.roles().await?;
        let found = own.iter().find(|role| role.name.to_lowercase() == normal(name).to_lowercase());
        found.map(|role| RoleKey::Own(role.id)).ok_or_else(|| {
            let names: Vec<_> =
                Role::ALL.iter().map(|role| role.name()).chain(own.iter().map(|role| role.name.as_str())).collect();
            AuthError::Invalid(format!("the roles are {}", names.join(", ")))
        })
    }

    /// Makes a role.
    ///
    /// # Errors
    /// `Forbidden` without the permission, or for permissions that the account does not have; `Invalid` for what is not accepted;
    /// `Conflict` for a name that is taken, and for too many.
    pub async fn create_role(
        &self,
        by: &Account,
        name: &str,
        permissions: Vec<Permission>,
    ) -> Result<ListedRole, AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        let (name, permissions) = (own_name(name)?, checked(permissions)?);
        within(by, &permissions)?;
        let made = self.deps.roles.create_role(&name, &permissions, MOST, self.deps.clock.now()).await?;
        Ok(listed(by, HeldRole::Own(made)))
    }

    /// Renames a role, and says what it may do; absent parts stay. It counts at the next request of whoever has it.
    ///
    /// # Errors
    /// As [`Auth::create_role`], also for a role that may do now what the account may not; `NotFound`.
    pub async fn change_role(&self, by: &Account, id: RoleId, change: RoleChange) -> Result<ListedRole, AuthError> {
        self.manages_role(by, id).await?;
        let name = change.name.as_deref().map(own_name).transpose()?;
        let permissions = change.permissions.map(checked).transpose()?;
        within(by, permissions.as_deref().unwrap_or_default())?;
        let change = RoleChange { name, permissions };
        let changed = self.deps.roles.change_role(id, &change, self.deps.clock.now()).await?;
        self.rights.send_replace(());
        Ok(listed(by, HeldRole::Own(changed)))
    }

    /// Removes a role that nobody has.
    ///
    /// # Errors
    /// `Forbidden` as for a change; `NotFound`; `Conflict` while somebody has it, with whom.
    pub async fn delete_role(&self, by: &Account, id: RoleId) -> Result<(), AuthError> {
        self.manages_role(by, id).await?;
        Ok(self.deps.roles.delete_role(id, self.deps.clock.now()).await?)
    }

    /// The role, with all there is to decide by.
    pub(crate) async fn role(&self, key: RoleKey) -> Result<HeldRole, AuthError> {
        Ok(match key {
            RoleKey::BuiltIn(role) => HeldRole::BuiltIn(role),
            RoleKey::Own(id) => HeldRole::Own(self.deps.roles.role(id).await?),
        })
    }

    async fn manages_role(&self, by: &Account, id: RoleId) -> Result<(), AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        policy::may_give(by, &self.role(RoleKey::Own(id)).await?)
    }
}

fn listed(by: &Account, role: HeldRole) -> ListedRole {
    let permissions = Permission::ALL.into_iter().filter(|permission| policy::allows(&role, *permission)).collect();
    ListedRole { permissions, may_give: policy::may_give(by, &role).is_ok(), role }
}

/// Nobody makes a role that may do more than they may.
fn within(by: &Account, permissions: &[Permission]) -> Result<(), AuthError> {
    permissions.iter().try_for_each(|permission| policy::require(by, *permission))
}

/// Each once, in their order. Without `read` nothing could be opened.
fn checked(mut permissions: Vec<Permission>) -> Result<Vec<Permission>, AuthError> {
    permissions.sort_unstable();
    permissions.dedup();
    if permissions.contains(&Permission::Read) {
        return Ok(permissions);
    }
    Err(AuthError::Invalid("a role may at least read".to_owned()))
}

fn own_name(name: &str) -> Result<String, AuthError> {
    let name = checked_name(name, "a role has a name of")?;
    // In the API and in the shell a role is told by its name or its id.
    if name.to_lowercase().parse::<RoleKey>().is_ok() {
        return Err(AuthError::Invalid("a built-in role has this name".to_owned()));
    }
    Ok(name)
}
