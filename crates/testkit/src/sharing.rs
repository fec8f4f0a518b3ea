//! Contract of groups and of what is shared with whom.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, beyond, conflict, not_found};
use chatbox_core::{
    auth::{AccountStore, NewAccount, Role},
    documents::DocumentStore,
    ids::{CollectionId, GroupId, UserId, Who},
    sharing::{Grant, GroupChange, Level, Principal, SharingStore},
};

/// Runs all checks of the port's promises; panics at the first broken one. The store holds no groups.
pub async fn sharing_store_contract<S: AccountStore + DocumentStore + SharingStore>(store: &S) {
    let [ada, bob, carol] = ["ada", "bob", "carol"].map(account);
    for new in [&ada, &bob, &carol] {
        store.create_account(new, at(0)).await.unwrap();
    }
    let [ada, bob, carol] = [ada.id, bob.id, carol.id].map(|user| Who { user });
    groups(store, bob, carol).await;

    let made = store.create_collection(ada, "Hers", at(1)).await.unwrap();
    let other = store.create_collection(ada, "Not shared", at(1)).await.unwrap();
    assert_eq!((made.access, made.shares), (Level::Manage, 0));
    let host = async |who, least| store.host_of_collection(who, made.id, least).await;
    assert_eq!(host(ada, Level::Manage).await.unwrap(), ada);
    not_found(host(bob, Level::Read).await);
    not_found(store.share(bob, made.id.into(), &[]).await);
    not_found(store.grants(bob, made.id.into()).await);

    let group = store.create_group("Readers", at(2)).await.unwrap().id;
    let with = |members: &[Who]| GroupChange {
        members: Some(members.iter().map(|who| who.user).collect()),
        ..GroupChange::default()
    };
    store.change_group(group, &with(&[bob, carol]), at(3)).await.unwrap();
    let to = |principal, level| Grant { principal, level };
    let readers = to(Principal::Group(group), Level::Read);
    let writer = to(Principal::Account(carol.user), Level::Write);
    let mut set = store.share(ada, made.id.into(), &[readers, writer]).await.unwrap();
    set.sort_unstable();
    let mut wanted = [readers, writer];
    wanted.sort_unstable();
    assert_eq!(set, wanted);
    assert_eq!(store.collection(ada, made.id).await.unwrap().shares, 2);

    // The best of what one has counts.
    assert_eq!(host(bob, Level::Read).await.unwrap(), ada);
    beyond(host(bob, Level::Write).await);
    assert_eq!(host(carol, Level::Write).await.unwrap(), ada);
    beyond(host(carol, Level::Manage).await);
    beyond(store.share(carol, made.id.into(), &[]).await);
    beyond(store.grants(carol, made.id.into()).await);
    let seen = async |who| {
        let all = store.collections(who).await.unwrap();
        all.iter().map(|one| (one.id, one.access)).collect::<Vec<_>>()
    };
    assert_eq!(seen(bob).await, [(made.id, Level::Read)]);
    assert_eq!(seen(carol).await, [(made.id, Level::Write)]);
    assert_eq!(store.shared_collections(bob).await.unwrap(), [made.id]);
    assert_eq!(store.shared_collections(ada).await.unwrap(), []);
    not_found(store.host_of_collection(bob, other.id, Level::Read).await);

    // Those who manage share as the owner does; the owner needs no grant.
    let all = [to(Principal::Account(bob.user), Level::Manage), to(Principal::Account(ada.user), Level::Read)];
    assert_eq!(store.share(ada, made.id.into(), &all).await.unwrap(), all[..1]);
    not_found(host(carol, Level::Read).await);
    assert_eq!(store.grants(bob, made.id.into()).await.unwrap(), all[..1]);
    for stranger in [Principal::Account(UserId::new()), Principal::Group(GroupId::new())] {
        not_found(store.share(bob, made.id.into(), &[to(stranger, Level::Read)]).await);
    }
    assert_eq!(store.grants(bob, made.id.into()).await.unwrap(), all[..1], "nothing of it was done");
    store.share(bob, made.id.into(), &[readers]).await.unwrap();
    beyond(store.share(bob, made.id.into(), &[]).await);

    // Whoever leaves the group is out, and with the group all of them are.
    store.change_group(group, &with(&[carol]), at(4)).await.unwrap();
    not_found(host(bob, Level::Read).await);
    assert_eq!(host(carol, Level::Read).await.unwrap(), ada);
    store.delete_group(group).await.unwrap();
    not_found(host(carol, Level::Read).await);
    assert_eq!(store.grants(ada, made.id.into()).await.unwrap(), []);
    not_found(store.grants(ada, CollectionId::new().into()).await);
}

async fn groups<S: SharingStore>(store: &S, bob: Who, carol: Who) {
    let group = store.create_group("Zebras", at(1)).await.unwrap();
    assert_eq!((group.name.as_str(), group.members.as_slice(), group.created_at), ("Zebras", &[][..], at(1)));
    conflict(store.create_group("ZEBRAS", at(1)).await);
    let other = store.create_group("apes", at(1)).await.unwrap();
    let members = Some(vec![carol.user, bob.user, bob.user]);
    let changed = store.change_group(group.id, &GroupChange { name: None, members }, at(2)).await.unwrap();
    let mut both = vec![bob.user, carol.user];
    both.sort_unstable();
    assert_eq!((changed.name.as_str(), &changed.members, changed.updated_at), ("Zebras", &both, at(2)));
    let renamed = GroupChange { name: Some("Bees".to_owned()), members: None };
    assert_eq!(store.change_group(group.id, &renamed, at(3)).await.unwrap().members, both);
    conflict(store.change_group(other.id, &renamed, at(3)).await);
    not_found(store.change_group(GroupId::new(), &renamed, at(3)).await);
    let stranger = GroupChange { name: None, members: Some(vec![UserId::new()]) };
    not_found(store.change_group(group.id, &stranger, at(3)).await);
    let names: Vec<_> = store.groups().await.unwrap().into_iter().map(|group| (group.name, group.members)).collect();
    assert_eq!(names, [("apes".to_owned(), Vec::new()), ("Bees".to_owned(), both)], "by name, and nothing was lost");
    for id in [group.id, other.id] {
        store.delete_group(id).await.unwrap();
        not_found(store.delete_group(id).await);
    }
}

fn account(name: &str) -> NewAccount {
    let (email, password) = (format!("{name}@sharing.example"), "$argon2id$hash".to_owned());
    NewAccount { id: UserId::new(), email, name: name.to_owned(), role: Role::Member.into(), password }
}
