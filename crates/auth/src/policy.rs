//! Who may do what: the one place that decides. Pure.

use crate::AuthError;
use chatbox_core::auth::{Account, Permission, Role};

/// Whether a role has a permission.
pub fn allows(role: Role, permission: Permission) -> bool {
    let least = match permission {
        Permission::Read | Permission::Ask => Role::Viewer,
        Permission::Contribute => Role::Member,
        Permission::ConnectModels | Permission::ManageAccounts | Permission::ReadAudit => Role::Administrator,
    };
    // The mightiest role comes first.
    role <= least
}

/// # Errors
/// `Forbidden` when the account's role does not have the permission.
pub fn require(account: &Account, permission: Permission) -> Result<(), AuthError> {
    if allows(account.role, permission) { Ok(()) } else { Err(AuthError::Forbidden) }
}

/// Nobody lifts anybody above themselves, or has power over who is there.
///
/// # Errors
/// `Forbidden` for a role above the account's own.
pub fn may_give(account: &Account, role: Role) -> Result<(), AuthError> {
    if account.role <= role { Ok(()) } else { Err(AuthError::Forbidden) }
}

#[cfg(test)]
mod tests {
    use super::allows;
    use chatbox_core::auth::{Permission, Role};

    #[test]
    fn each_role_may_do_what_the_next_may() {
        use Permission::{Ask, ConnectModels, Contribute, ManageAccounts, Read, ReadAudit};
        let table = [
            (Role::Owner, &[Read, Ask, Contribute, ConnectModels, ManageAccounts, ReadAudit][..]),
            (Role::Administrator, &[Read, Ask, Contribute, ConnectModels, ManageAccounts, ReadAudit]),
            (Role::Member, &[Read, Ask, Contribute]),
            (Role::Viewer, &[Read, Ask]),
        ];
        for (role, may) in table {
            for permission in Permission::ALL {
                assert_eq!(allows(role, permission), may.contains(&permission), "{role} {permission:?}");
            }
        }
        assert_eq!(table.map(|(role, _)| role), Role::ALL);
    }
}
