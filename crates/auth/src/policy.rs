//! Who may do what: the one place that decides. Pure.

use crate::AuthError;
use chatbox_core::auth::{Account, HeldRole, Permission, Role};

/// Whether a role has a permission.
pub fn allows(role: &HeldRole, permission: Permission) -> bool {
    match role {
        HeldRole::Own(own) => own.permissions.contains(&permission),
        // The mightiest role comes first.
        HeldRole::BuiltIn(role) => *role <= least(permission),
    }
}

/// The least built-in role that has it.
fn least(permission: Permission) -> Role {
    match permission {
        Permission::Read | Permission::Ask => Role::Viewer,
        Permission::Contribute => Role::Member,
        Permission::ConnectModels | Permission::ManageAccounts | Permission::ReadAudit => Role::Administrator,
    }
}

/// # Errors
/// `Forbidden` when the account's role does not have the permission.
pub fn require(account: &Account, permission: Permission) -> Result<(), AuthError> {
    if allows(&account.role, permission) { Ok(()) } else { Err(AuthError::Forbidden) }
}

/// Nobody lifts anybody above themselves, or has power over who is there: whatever a role may, its giver may, and an owner is made by owners.
///
/// # Errors
/// `Forbidden` for a role above the account's own.
pub fn may_give(account: &Account, role: &HeldRole) -> Result<(), AuthError> {
    let owner = HeldRole::BuiltIn(Role::Owner);
    let lacks = |permission: &Permission| allows(role, *permission) && !allows(&account.role, *permission);
    if account.role != owner && (*role == owner || Permission::ALL.iter().any(lacks)) {
        return Err(AuthError::Forbidden);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{allows, may_give};
    use Permission::{Ask, ConnectModels, Contribute, ManageAccounts, Read, ReadAudit};
    use chatbox_core::{
        auth::{Account, HeldRole, OwnRole, Permission, Role},
        ids::{RoleId, UserId},
    };

    fn own(permissions: &[Permission]) -> HeldRole {
        let (name, now) = ("Own".to_owned(), chrono::DateTime::UNIX_EPOCH);
        let permissions = permissions.to_vec();
        HeldRole::Own(OwnRole { id: RoleId::new(), name, permissions, created_at: now, updated_at: now })
    }

    #[test]
    fn each_role_may_do_what_the_next_may() {
        let table = [
            (Role::Owner, &[Read, Ask, Contribute, ConnectModels, ManageAccounts, ReadAudit][..]),
            (Role::Administrator, &[Read, Ask, Contribute, ConnectModels, ManageAccounts, ReadAudit]),
            (Role::Member, &[Read, Ask, Contribute]),
            (Role::Viewer, &[Read, Ask]),
        ];
        for (role, may) in table {
            for permission in Permission::ALL {
                assert_eq!(allows(&role.into(), permission), may.contains(&permission), "{role} {permission:?}");
                assert_eq!(allows(&own(may), permission), may.contains(&permission), "own {permission:?}");
            }
        }
        assert_eq!(table.map(|(role, _)| role), Role::ALL);
    }

    #[test]
    fn nobody_gives_what_they_do_not_have() {
        let account = |role: &HeldRole| Account {
            id: UserId::new(),
            email: String::new(),
            name: String::new(),
            role: role.clone(),
            disabled: false,
            created_at: chrono::DateTime::UNIX_EPOCH,
            updated_at: chrono::DateTime::UNIX_EPOCH,
        };
        let [owner, administrator, member, viewer] = Role::ALL.map(HeldRole::from);
        let everything = own(&Permission::ALL);
        let clerk = own(&[Read, Ask, ManageAccounts]);
        let auditor = own(&[Read, ReadAudit]);
        // Whoever gives, and what: the rest is refused.
        let table = [
            (&owner, vec![&owner, &administrator, &member, &viewer, &everything, &clerk, &auditor]),
            (&administrator, vec![&administrator, &member, &viewer, &everything, &clerk, &auditor]),
            (&everything, vec![&administrator, &member, &viewer, &everything, &clerk, &auditor]),
            (&member, vec![&member, &viewer]),
            (&viewer, vec![&viewer]),
            (&clerk, vec![&viewer, &clerk]),
            (&auditor, vec![&auditor]),
        ];
        for (by, gives) in &table {
            for (role, _) in &table {
                let may = may_give(&account(by), role).is_ok();
                assert_eq!(may, gives.contains(role), "{by} gives {role}");
            }
        }
    }
}
