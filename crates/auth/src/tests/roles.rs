//! Own roles.

use super::{House, PASSWORD, person};
use crate::{AuthError, ListedRole, WantedKey};
use chatbox_core::{
    auth::{AccountChange, Permission, Role, RoleChange, RoleKey},
    error::StoreError,
};

#[tokio::test]
async fn an_own_role_counts_at_once_and_is_given_within_ones_own() {
    use Permission::{Ask, ConnectModels, Contribute, ManageAccounts, Read, ReadAudit};
    let (house, ada) = House::with_owner().await;
    let (auth, ada) = (&house.auth, ada.account);
    let clerk = auth.create_role(&ada, " Clerk ", vec![ManageAccounts, Ask, Read, Ask]).await.unwrap();
    assert_eq!(
        (clerk.role.to_string().as_str(), clerk.permissions.as_slice()),
        ("Clerk", &[Read, Ask, ManageAccounts][..])
    );
    for (name, permissions) in [("", vec![Read]), ("Owner", vec![Read]), ("No reader", vec![Ask])] {
        let refused = auth.create_role(&ada, name, permissions).await;
        assert!(matches!(refused, Err(AuthError::Invalid(_))), "{name}: {refused:?}");
    }
    assert!(matches!(
        auth.create_role(&ada, "CLERK", vec![Read]).await,
        Err(AuthError::Store(StoreError::Conflict(_)))
    ));
    let RoleKey::Own(clerk_id) = clerk.role.key() else { panic!("{clerk:?}") };

    auth.create_account(person("bob@example.org", "Bob", PASSWORD), clerk.role.key()).await.unwrap();
    let opened = house.sign_in("bob@example.org", PASSWORD).await.unwrap();
    let bob = auth.verify(&opened.access).await.unwrap();
    assert!(bob.may(ManageAccounts) && !bob.may(Contribute) && !bob.may(ReadAudit));
    // Only what he may himself, and nobody who may more.
    let carol = auth.create_account(person("carol@example.org", "Carol", PASSWORD), Role::Member).await.unwrap();
    let by = &bob.account;
    assert!(matches!(auth.create_role(by, "More", vec![Read, Contribute]).await, Err(AuthError::Forbidden)));
    assert!(matches!(auth.invite(by, None, Role::Member).await, Err(AuthError::Forbidden)));
    let as_clerk = AccountChange { role: Some(clerk.role.key()), ..AccountChange::default() };
    assert!(
        matches!(auth.change_account(by, carol.id, as_clerk).await, Err(AuthError::Forbidden)),
        "she may contribute"
    );
    let (invitation, secret) = auth.invite(by, None, clerk.role.key()).await.unwrap();
    assert_eq!(
        (invitation.role.key(), auth.invitation(&secret).await.unwrap().role),
        (clerk.role.key(), clerk.role.clone())
    );
    let other = auth.create_role(&ada, "Librarian", vec![Read, Contribute]).await.unwrap();
    let RoleKey::Own(other_id) = other.role.key() else { panic!("{other:?}") };
    let wanted =
        |permissions: &[Permission]| RoleChange { permissions: Some(permissions.to_vec()), ..RoleChange::default() };
    assert!(matches!(auth.change_role(by, other_id, wanted(&[Read])).await, Err(AuthError::Forbidden)));
    assert!(matches!(auth.change_role(by, clerk_id, wanted(&[Read, ConnectModels])).await, Err(AuthError::Forbidden)));
    assert!(matches!(auth.delete_role(by, other_id).await, Err(AuthError::Forbidden)));
    let may_give = |roles: Vec<ListedRole>| {
        roles.into_iter().filter(|one| one.may_give).map(|one| one.role.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(may_give(auth.roles(by).await.unwrap()), ["viewer", "Clerk"]);
    assert_eq!(
        may_give(auth.roles(&ada).await.unwrap()),
        ["owner", "administrator", "member", "viewer", "Clerk", "Librarian"]
    );
    assert_eq!(auth.role_named("clerk").await.unwrap(), clerk.role.key());
    assert_eq!(auth.role_named("member").await.unwrap(), Role::Member.into());
    assert!(matches!(auth.role_named("clark").await, Err(AuthError::Invalid(_))));

    // A key does no more than the role that its owner has now; what goes on is told.
    let wanted_key = WantedKey { name: "Key".to_owned(), permissions: vec![Read, ManageAccounts], expires_at: None };
    let (_, secret_key) = auth.create_api_key(&bob, wanted_key).await.unwrap();
    let rights = auth.rights();
    auth.change_role(&ada, clerk_id, wanted(&[Read])).await.unwrap();
    assert!(rights.has_changed().unwrap());
    for token in [&opened.access, &secret_key] {
        let now = auth.verify(token).await.unwrap();
        assert!(now.may(Read) && !now.may(ManageAccounts) && !now.may(Ask));
        assert!(matches!(auth.recheck(now.who(), now.pass(), ManageAccounts).await, Err(AuthError::Forbidden)));
        auth.recheck(now.who(), now.pass(), Read).await.unwrap();
    }

    let in_use = auth.delete_role(&ada, clerk_id).await;
    let Err(AuthError::Store(StoreError::Conflict(why))) = in_use else { panic!("{in_use:?}") };
    assert_eq!(why, "bob@example.org and 1 open invitation have this role");
    auth.withdraw(&ada, invitation.id).await.unwrap();
    let as_viewer = AccountChange { role: Some(Role::Viewer.into()), ..AccountChange::default() };
    auth.change_account(&ada, by.id, as_viewer).await.unwrap();
    auth.delete_role(&ada, clerk_id).await.unwrap();
    assert!(matches!(auth.change_account(&ada, by.id, as_clerk).await, Err(AuthError::Store(StoreError::NotFound(_)))));
}
