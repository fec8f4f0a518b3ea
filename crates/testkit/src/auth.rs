//! Contracts of accounts, sessions and signing keys.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, conflict, not_found};
use chatbox_core::{
    auth::{
        Account, AccountChange, AccountStore, Device, NewAccount, Role, Rotation, SessionStore, SigningKey,
        SigningKeyStore, TokenHash,
    },
    ids::{SigningKeyId, UserId, Who},
};

fn new(email: &str, role: Role) -> NewAccount {
    let (name, password) = ("Somebody".to_owned(), "$argon2id$hash".to_owned());
    NewAccount { id: UserId::new(), email: email.to_owned(), name, role: role.into(), password }
}

/// Runs all checks of the port's promises; panics at the first broken one. The store holds no accounts.
pub async fn account_store_contract(store: &dyn AccountStore) {
    assert_eq!(store.accounts().await.unwrap(), []);
    let first = new("Zoë@example.org", Role::Owner);
    let owner = store.create_first_account(&first, at(1)).await.unwrap();
    let expected = Account {
        id: first.id,
        email: "Zoë@example.org".to_owned(),
        name: "Somebody".to_owned(),
        role: Role::Owner.into(),
        disabled: false,
        created_at: at(1),
        updated_at: at(1),
    };
    assert_eq!(owner, expected);
    conflict(store.create_first_account(&new("second@example.org", Role::Owner), at(2)).await);
    conflict(store.create_account(&new("ZOË@EXAMPLE.ORG", Role::Member), at(2)).await);
    let member = store.create_account(&new("ada@example.org", Role::Member), at(2)).await.unwrap();
    assert_eq!(store.accounts().await.unwrap(), [member.clone(), owner.clone()], "by address");
    assert_eq!(store.account(member.id).await.unwrap(), member);
    not_found(store.account(UserId::new()).await);

    let (found, hash) = store.account_by_email("zoË@Example.org").await.unwrap().unwrap();
    assert_eq!((found, hash.as_str()), (owner.clone(), "$argon2id$hash"));
    assert_eq!(store.account_by_email("nobody@example.org").await.unwrap(), None);
    store.set_password(owner.id, "$argon2id$other", at(3)).await.unwrap();
    let (found, hash) = store.account_by_email("zoë@example.org").await.unwrap().unwrap();
    assert_eq!((found.updated_at, hash.as_str()), (at(3), "$argon2id$other"));
    not_found(store.set_password(UserId::new(), "x", at(3)).await);

    let out = AccountChange { disabled: Some(true), ..AccountChange::default() };
    let back = AccountChange { disabled: Some(false), ..AccountChange::default() };
    let as_member = AccountChange { role: Some(Role::Member.into()), ..AccountChange::default() };
    conflict(store.change_account(owner.id, out, at(4)).await);
    conflict(store.change_account(owner.id, as_member, at(4)).await);
    let second = store.create_account(&new("second@example.org", Role::Owner), at(4)).await.unwrap();
    assert!(store.change_account(owner.id, out, at(5)).await.unwrap().disabled);
    conflict(store.change_account(second.id, out, at(5)).await);
    conflict(store.change_account(second.id, as_member, at(5)).await);
    let returned = store.change_account(owner.id, back, at(6)).await.unwrap();
    assert_eq!((returned.disabled, returned.role, returned.updated_at), (false, Role::Owner.into(), at(6)));
    let changed = store.change_account(second.id, as_member, at(7)).await.unwrap();
    assert_eq!((changed.disabled, changed.role), (false, Role::Member.into()));
    not_found(store.change_account(UserId::new(), out, at(6)).await);
}

/// Runs all checks of the port's promises; panics at the first broken one.
pub async fn session_store_contract<S: AccountStore + SessionStore>(store: &S) {
    let ada = store.create_account(&new("ada@sessions.example", Role::Member), at(0)).await.unwrap();
    let bob = store.create_account(&new("bob@sessions.example", Role::Member), at(0)).await.unwrap();
    let (who, other) = (Who { user: ada.id }, Who { user: bob.id });
    let device = Device { agent: "Browser".to_owned(), address: "192.0.2.7".to_owned() };
    let open = async |user, token, now| store.open_session(user, &device, token, at(100), at(now)).await.unwrap();
    let first = open(ada.id, hash(1), 1).await;
    assert_eq!((first.user, first.agent.as_str(), first.address.as_str()), (ada.id, "Browser", "192.0.2.7"));
    assert_eq!((first.created_at, first.seen_at, first.expires_at), (at(1), at(1), at(100)));
    assert_eq!(store.session(first.id, at(2)).await.unwrap(), (first.clone(), ada.clone()));
    not_found(store.session(first.id, at(100)).await);

    // A token works once; its second use closes the session for everybody.
    let moved = Device { agent: "Browser 2".to_owned(), address: "192.0.2.8".to_owned() };
    let rotate = async |token, next, now| store.rotate(token, next, &moved, at(200), at(now)).await.unwrap();
    assert_eq!(rotate(hash(99), hash(2), 3).await, Rotation::Unknown);
    let Rotation::Rotated(renewed) = rotate(hash(1), hash(2), 3).await else { panic!("the first use is good") };
    assert_eq!((renewed.id, renewed.address.as_str(), renewed.seen_at), (first.id, "192.0.2.8", at(3)));
    assert_eq!(renewed.expires_at, at(200));
    assert!(matches!(rotate(hash(2), hash(3), 4).await, Rotation::Rotated(_)));
    assert!(matches!(rotate(hash(1), hash(4), 5).await, Rotation::Reused(session) if session.id == first.id));
    not_found(store.session(first.id, at(5)).await);
    assert_eq!(rotate(hash(3), hash(5), 6).await, Rotation::Unknown, "the session is closed");

    // Of two that come at the same time one gets it.
    open(ada.id, hash(10), 7).await;
    let (left, right) = tokio::join!(rotate(hash(10), hash(11), 8), rotate(hash(10), hash(12), 8));
    let good = [&left, &right].into_iter().filter(|one| matches!(one, Rotation::Rotated(_))).count();
    let caught = [&left, &right].into_iter().filter(|one| matches!(one, Rotation::Reused(_))).count();
    assert_eq!((good, caught), (1, 1), "{left:?} {right:?}");

    let (one, two) = (open(ada.id, hash(20), 10).await, open(ada.id, hash(21), 11).await);
    let theirs = open(bob.id, hash(22), 12).await;
    assert_eq!(store.sessions(who, at(13)).await.unwrap(), [two.clone(), one.clone()], "the one seen last first");
    not_found(store.close_session(other, one.id, at(13)).await);
    assert_eq!(store.close_sessions(who, Some(two.id), at(13)).await.unwrap(), [one.id]);
    not_found(store.session(one.id, at(14)).await);
    store.close_session(who, two.id, at(14)).await.unwrap();
    not_found(store.close_session(who, two.id, at(14)).await);
    assert_eq!(store.sessions(who, at(15)).await.unwrap(), []);

    let out = AccountChange { disabled: Some(true), ..AccountChange::default() };
    store.change_account(bob.id, out, at(16)).await.unwrap();
    not_found(store.session(theirs.id, at(17)).await);
    assert_eq!(rotate(hash(22), hash(23), 17).await, Rotation::Unknown);
    assert!(store.purge_sessions(at(18)).await.unwrap() >= 5);
    assert_eq!(rotate(hash(20), hash(24), 19).await, Rotation::Unknown);
}

/// Runs all checks of the port's promises; panics at the first broken one. The store holds no keys.
pub async fn signing_key_store_contract(store: &dyn SigningKeyStore) {
    assert_eq!(store.signing_keys().await.unwrap(), []);
    let key = |byte, now| SigningKey { id: SigningKeyId::new(), seed: [byte; 32], created_at: at(now) };
    let (old, middle, new) = (key(1, 1), key(2, 2), key(3, 3));
    store.add_signing_key(&old, at(0)).await.unwrap();
    store.add_signing_key(&middle, at(0)).await.unwrap();
    assert_eq!(store.signing_keys().await.unwrap(), [middle.clone(), old]);
    store.add_signing_key(&new, at(2)).await.unwrap();
    assert_eq!(store.signing_keys().await.unwrap(), [new, middle], "those made before are gone");
}

fn hash(byte: u8) -> TokenHash {
    TokenHash([byte; 32])
}
