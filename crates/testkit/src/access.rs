//! Contracts of API keys, invitations and second factors.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, conflict, not_found};
use chatbox_core::{
    auth::{
        Account, AccountChange, AccountStore, ApiKeyStore, InvitationStore, NewAccount, NewApiKey, NewInvitation,
        Permission, Role, SecondFactor, SecondFactorStore, TokenHash,
    },
    ids::{ApiKeyId, InvitationId, UserId, Who},
};

/// Runs all checks of the port's promises; panics at the first broken one.
pub async fn api_key_store_contract<S: AccountStore + ApiKeyStore>(store: &S) {
    let ada = store.create_account(&account("ada@keys.example"), at(0)).await.unwrap();
    let bob = store.create_account(&account("bob@keys.example"), at(0)).await.unwrap();
    let (who, other) = (Who { user: ada.id }, Who { user: bob.id });
    let new = |byte, expires: Option<i64>| NewApiKey {
        name: "Backup".to_owned(),
        start: "cbx_0011".to_owned(),
        hash: TokenHash([byte; 32]),
        permissions: vec![Permission::Read, Permission::Contribute],
        expires_at: expires.map(at),
    };
    let first = store.create_api_key(who, &new(1, Some(50)), 2, at(1)).await.unwrap();
    assert_eq!((first.user, first.name.as_str(), first.start.as_str()), (ada.id, "Backup", "cbx_0011"));
    assert_eq!(first.permissions, [Permission::Read, Permission::Contribute]);
    assert_eq!((first.created_at, first.expires_at, first.used_at), (at(1), Some(at(50)), None));
    let second = store.create_api_key(who, &new(2, None), 2, at(2)).await.unwrap();
    conflict(store.create_api_key(who, &new(3, None), 2, at(3)).await);
    assert_eq!(store.api_keys(who).await.unwrap(), [second.clone(), first.clone()], "the newest first");
    assert_eq!(store.api_keys(other).await.unwrap(), []);

    assert_eq!(store.api_key_by_hash(TokenHash([1; 32]), at(4)).await.unwrap(), (first.clone(), ada.clone()));
    not_found(store.api_key_by_hash(TokenHash([9; 32]), at(4)).await);
    not_found(store.api_key_by_hash(TokenHash([1; 32]), at(50)).await);
    not_found(store.api_key(first.id, at(50)).await);
    assert_eq!(store.api_keys(who).await.unwrap().len(), 2, "those that are over are still shown");
    store.touch_api_key(first.id, at(5)).await.unwrap();
    assert_eq!(store.api_key(first.id, at(6)).await.unwrap().0.used_at, Some(at(5)));
    assert_eq!(store.api_key(second.id, at(6)).await.unwrap().0.used_at, None);

    not_found(store.revoke_api_key(other, first.id).await);
    not_found(store.revoke_api_key(who, ApiKeyId::new()).await);
    store.revoke_api_key(who, first.id).await.unwrap();
    not_found(store.api_key_by_hash(TokenHash([1; 32]), at(7)).await);
    let out = AccountChange { disabled: Some(true), ..AccountChange::default() };
    store.change_account(ada.id, out, at(8)).await.unwrap();
    not_found(store.api_key(second.id, at(9)).await);
}

/// Runs all checks of the port's promises; panics at the first broken one. The store holds no invitations.
pub async fn invitation_store_contract<S: AccountStore + InvitationStore>(store: &S) {
    let ada = store.create_account(&account("ada@invitations.example"), at(0)).await.unwrap();
    let new = |byte, email: Option<&str>| NewInvitation {
        email: email.map(str::to_owned),
        role: Role::Viewer.into(),
        made_by: ada.id,
        hash: TokenHash([byte; 32]),
        expires_at: at(50),
    };
    let named = store.create_invitation(&new(1, Some("bob@invitations.example")), 2, at(1)).await.unwrap();
    assert_eq!((named.email.as_deref(), named.role.key()), (Some("bob@invitations.example"), Role::Viewer.into()));
    assert_eq!((named.made_by, named.created_at, named.expires_at), (ada.id, at(1), at(50)));
    let open = store.create_invitation(&new(2, None), 2, at(2)).await.unwrap();
    conflict(store.create_invitation(&new(3, None), 2, at(3)).await);
    assert_eq!(store.invitations(at(4)).await.unwrap(), [open.clone(), named.clone()], "the newest first");
    assert_eq!(store.invitation_by_hash(TokenHash([1; 32]), at(4)).await.unwrap(), named);
    not_found(store.invitation_by_hash(TokenHash([1; 32]), at(50)).await);
    not_found(store.invitation_by_hash(TokenHash([9; 32]), at(4)).await);

    // An address that is taken does not use it up.
    conflict(store.accept_invitation(TokenHash([2; 32]), &account("ADA@invitations.example"), at(5)).await);
    let bob = NewAccount { role: Role::Viewer.into(), ..account("bob@invitations.example") };
    let carol = account("carol@invitations.example");
    not_found(store.accept_invitation(TokenHash([9; 32]), &bob, at(5)).await);
    not_found(store.accept_invitation(TokenHash([1; 32]), &bob, at(50)).await);
    let (left, right) = tokio::join!(
        store.accept_invitation(TokenHash([2; 32]), &bob, at(5)),
        store.accept_invitation(TokenHash([2; 32]), &carol, at(5))
    );
    let made: Vec<Account> = [left, right].into_iter().flatten().collect();
    assert_eq!(made.len(), 1, "good once");
    assert_eq!(store.account(made[0].id).await.unwrap(), made[0]);

    store.withdraw_invitation(named.id).await.unwrap();
    not_found(store.withdraw_invitation(named.id).await);
    not_found(store.withdraw_invitation(InvitationId::new()).await);
    assert_eq!(store.invitations(at(6)).await.unwrap(), []);
    store.create_invitation(&new(4, None), 1, at(7)).await.unwrap();
    let later = NewInvitation { expires_at: at(99), ..new(5, None) };
    store.create_invitation(&later, 1, at(51)).await.expect("those that are over do not count");
}

/// Runs all checks of the port's promises; panics at the first broken one.
pub async fn second_factor_store_contract<S: AccountStore + SecondFactorStore>(store: &S) {
    let ada = store.create_account(&account("ada@factors.example"), at(0)).await.unwrap();
    let who = Who { user: ada.id };
    assert_eq!(store.second_factor(who).await.unwrap(), None);
    not_found(store.confirm_second_factor(who, 1, &[]).await);
    store.begin_second_factor(who, b"first", at(1)).await.unwrap();
    store.begin_second_factor(who, b"second", at(2)).await.unwrap();
    let pending = SecondFactor { secret: b"second".to_vec(), confirmed: false, recovery_codes: 0 };
    assert_eq!(store.second_factor(who).await.unwrap(), Some(pending));
    let codes = [TokenHash([1; 32]), TokenHash([2; 32])];
    store.confirm_second_factor(who, 7, &codes).await.unwrap();
    let confirmed = SecondFactor { secret: b"second".to_vec(), confirmed: true, recovery_codes: 2 };
    assert_eq!(store.second_factor(who).await.unwrap(), Some(confirmed));
    conflict(store.begin_second_factor(who, b"third", at(3)).await);

    assert!(!store.use_step(who, 7).await.unwrap(), "it was used to confirm");
    let (left, right) = tokio::join!(store.use_step(who, 8), store.use_step(who, 8));
    assert!(left.unwrap() != right.unwrap(), "once");
    assert!(!store.use_step(who, 6).await.unwrap(), "an earlier one");
    assert!(store.use_recovery_code(who, codes[0]).await.unwrap());
    assert!(!store.use_recovery_code(who, codes[0]).await.unwrap());
    assert!(!store.use_recovery_code(Who { user: UserId::new() }, codes[1]).await.unwrap());
    assert_eq!(store.second_factor(who).await.unwrap().unwrap().recovery_codes, 1);

    let renewed = [TokenHash([3; 32]), TokenHash([4; 32])];
    store.renew_recovery_codes(who, &renewed).await.unwrap();
    assert!(!store.use_recovery_code(who, codes[1]).await.unwrap(), "those before are no longer good");
    assert!(store.use_recovery_code(who, renewed[0]).await.unwrap());
    store.remove_second_factor(who).await.unwrap();
    store.remove_second_factor(who).await.unwrap();
    not_found(store.renew_recovery_codes(who, &renewed).await);
    assert_eq!(store.second_factor(who).await.unwrap(), None);
    assert!(!store.use_step(who, 9).await.unwrap());
    assert!(!store.use_recovery_code(who, renewed[1]).await.unwrap());
}

fn account(email: &str) -> NewAccount {
    let (name, password) = ("Somebody".to_owned(), "$argon2id$hash".to_owned());
    NewAccount { id: UserId::new(), email: email.to_owned(), name, role: Role::Member.into(), password }
}
