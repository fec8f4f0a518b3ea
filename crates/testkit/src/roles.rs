//! Contract of own roles.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, conflict, not_found};
use chatbox_core::{
    auth::{
        AccountChange, AccountStore, Device, HeldRole, InvitationStore, NewAccount, NewInvitation, Permission, Role,
        RoleChange, RoleKey, RoleStore, SessionStore, TokenHash,
    },
    error::StoreError,
    ids::{RoleId, UserId},
};

/// Runs all checks of the port's promises; panics at the first broken one. The store holds no roles and no invitations that are open.
pub async fn role_store_contract<S: AccountStore + InvitationStore + RoleStore + SessionStore>(store: &S) {
    use Permission::{Ask, Contribute, Read};
    assert_eq!(store.roles().await.unwrap(), []);
    let made = store.create_role("Librarian", &[Read, Contribute], 2, at(1)).await.unwrap();
    assert_eq!((made.name.as_str(), made.permissions.as_slice()), ("Librarian", &[Read, Contribute][..]));
    assert_eq!((made.created_at, made.updated_at), (at(1), at(1)));
    conflict(store.create_role("LIBRARIAN", &[Read], 2, at(1)).await);
    let other = store.create_role("auditor", &[Read], 2, at(2)).await.unwrap();
    conflict(store.create_role("One too many", &[Read], 2, at(2)).await);
    assert_eq!(store.roles().await.unwrap(), [other.clone(), made.clone()], "by name");
    assert_eq!(store.role(made.id).await.unwrap(), made);
    not_found(store.role(RoleId::new()).await);

    // Whoever has it has what it may do, from the same query as everything else.
    let key = RoleKey::Own(made.id);
    let [ada, bob] = ["ada", "bob"].map(|name| account(name, key));
    let person = store.create_account(&ada, at(3)).await.unwrap();
    assert_eq!(person.role, HeldRole::Own(made.clone()));
    not_found(store.create_account(&account("nobody", RoleKey::Own(RoleId::new())), at(3)).await);
    let session = store.open_session(ada.id, &Device::default(), TokenHash([77; 32]), at(99), at(3)).await.unwrap();
    let change = RoleChange { name: Some("Archivist".to_owned()), permissions: Some(vec![Read, Ask]) };
    let changed = store.change_role(made.id, &change, at(4)).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.permissions.as_slice()), ("Archivist", &[Read, Ask][..]));
    assert_eq!((changed.created_at, changed.updated_at), (at(1), at(4)));
    assert_eq!(store.session(session.id, at(5)).await.unwrap().1.role, HeldRole::Own(changed.clone()));
    assert_eq!(store.account(ada.id).await.unwrap().role, HeldRole::Own(changed.clone()));
    assert_eq!(store.account_by_email(&ada.email).await.unwrap().unwrap().0.role.key(), key);
    assert!(store.accounts().await.unwrap().iter().any(|one| one.role == HeldRole::Own(changed.clone())));
    let nothing = store.change_role(made.id, &RoleChange::default(), at(6)).await.unwrap();
    assert_eq!((&nothing.name, &nothing.permissions), (&changed.name, &changed.permissions), "absent parts stay");
    let taken = RoleChange { name: Some("Auditor".to_owned()), permissions: None };
    conflict(store.change_role(made.id, &taken, at(6)).await);
    not_found(store.change_role(RoleId::new(), &change, at(6)).await);

    // It stays while somebody has it or may come to have it.
    let new = |byte, role| NewInvitation {
        email: None,
        role,
        made_by: ada.id,
        hash: TokenHash([byte; 32]),
        expires_at: at(50),
    };
    let invitation = store.create_invitation(&new(71, key), 1000, at(7)).await.unwrap();
    assert_eq!(invitation.role.key(), key);
    not_found(store.create_invitation(&new(72, RoleKey::Own(RoleId::new())), 1000, at(7)).await);
    let why = |refused| match refused {
        Err(StoreError::Conflict(why)) => why,
        other => panic!("{other:?}"),
    };
    let both = why(store.delete_role(made.id, at(8)).await);
    assert_eq!(both, "ada@roles.example and 1 open invitation have this role");
    store.accept_invitation(TokenHash([71; 32]), &bob, at(8)).await.unwrap();
    assert_eq!(why(store.delete_role(made.id, at(9)).await), "ada@roles.example and bob@roles.example have this role");
    let into = |role| AccountChange { role: Some(role), ..AccountChange::default() };
    store.change_account(bob.id, into(RoleKey::Own(other.id)), at(9)).await.unwrap();
    assert_eq!(why(store.delete_role(made.id, at(9)).await), "ada@roles.example has this role");
    let member = store.change_account(ada.id, into(Role::Member.into()), at(9)).await.unwrap();
    assert_eq!(member.role, Role::Member.into());
    not_found(store.change_account(ada.id, into(RoleKey::Own(RoleId::new())), at(9)).await);
    // An invitation that is over holds nothing.
    store.create_invitation(&new(73, key), 1000, at(10)).await.unwrap();
    store.delete_role(made.id, at(51)).await.unwrap();
    not_found(store.delete_role(made.id, at(51)).await);
    store.change_account(bob.id, into(Role::Viewer.into()), at(52)).await.unwrap();
    store.delete_role(other.id, at(52)).await.unwrap();
}

fn account(name: &str, role: RoleKey) -> NewAccount {
    let (email, password) = (format!("{name}@roles.example"), "$argon2id$hash".to_owned());
    NewAccount { id: UserId::new(), email, name: name.to_owned(), role, password }
}
