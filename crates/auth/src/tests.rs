use super::{Auth, AuthError, Deps, NewPerson, Opened};
use chatbox_core::{
    auth::{Device, Role},
    clock::Clock as _,
    ids::Who,
};
use chatbox_store::Store;
use chatbox_testkit::ManualClock;
use chrono::TimeDelta;
use std::{sync::Arc, time::Duration};

const PASSWORD: &str = "correct horse";

struct House {
    auth: Auth,
    clock: Arc<ManualClock>,
    store: Arc<Store>,
    _folder: tempfile::TempDir,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open_sqlite(&folder.path().join("chatbox.db")).await.unwrap());
        let clock = Arc::new(ManualClock::new());
        let auth = auth(&store, &clock);
        Self { auth, clock, store, _folder: folder }
    }

    /// With an owner who has signed in.
    async fn with_owner() -> (Self, Opened) {
        let house = Self::new().await;
        let secret = house.auth.begin_setup().await.unwrap().unwrap();
        let opened = house.auth.set_up(&secret, ada(), &device()).await.unwrap();
        (house, opened)
    }
}

fn auth(store: &Arc<Store>, clock: &Arc<ManualClock>) -> Auth {
    let (accounts, sessions, keys, clock) = (store.clone(), store.clone(), store.clone(), clock.clone());
    Auth::new(Deps { accounts, sessions, keys, clock }).unwrap()
}

fn ada() -> NewPerson {
    person("ada@example.org", "Ada Lovelace", PASSWORD)
}

fn person(email: &str, name: &str, password: &str) -> NewPerson {
    NewPerson { email: email.to_owned(), name: name.to_owned(), password: password.to_owned() }
}

fn device() -> Device {
    Device { agent: "Browser".to_owned(), address: "192.0.2.7".to_owned() }
}

#[track_caller]
fn unauthenticated<T>(result: Result<T, AuthError>) {
    assert!(matches!(result, Err(AuthError::Unauthenticated)), "expected Unauthenticated");
}

#[tokio::test]
async fn the_setup_link_makes_the_owner_once() {
    let house = House::new().await;
    assert!(house.auth.needs_setup().await.unwrap());
    let older = house.auth.begin_setup().await.unwrap().unwrap();
    let secret = house.auth.begin_setup().await.unwrap().unwrap();
    for wrong in ["", "guess", &older] {
        let refused = house.auth.set_up(wrong, ada(), &device()).await;
        assert!(matches!(refused, Err(AuthError::LinkUsed)), "{wrong:?}");
    }
    // What is not accepted does not use the link up.
    let refused = house.auth.set_up(&secret, person("ada@example.org", "Ada", "short"), &device()).await;
    assert!(matches!(refused, Err(AuthError::Invalid(_))));
    let opened = house.auth.set_up(&secret, ada(), &device()).await.unwrap();
    assert_eq!(
        (opened.account.role, opened.account.id),
        (Role::Owner, Who::local().user),
        "owns what was there before"
    );
    let again = house.auth.set_up(&secret, person("eve@example.org", "Eve", PASSWORD), &device()).await;
    assert!(matches!(again, Err(AuthError::LinkUsed)));
    assert_eq!(house.auth.begin_setup().await.unwrap(), None);
    // A second node that had printed a link of its own finds the account.
    let other = auth(&house.store, &house.clock);
    assert_eq!(other.begin_setup().await.unwrap(), None);
    assert!(house.auth.verify(&opened.access).await.is_ok());
}

#[tokio::test]
async fn signs_in_with_the_right_password_only() {
    let (house, _) = House::with_owner().await;
    let opened = house.auth.sign_in(" ADA@example.org ", PASSWORD, &device()).await.unwrap();
    let signed = house.auth.verify(&opened.access).await.unwrap();
    assert_eq!((signed.account, signed.session), (opened.account, opened.session));
    for (email, password) in [("ada@example.org", "wrong"), ("eve@example.org", PASSWORD), ("", "")] {
        let refused = house.auth.sign_in(email, password, &device()).await;
        assert!(matches!(refused, Err(AuthError::Wrong)), "{email}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_even_with_the_right_password_at_last() {
    let (house, _) = House::with_owner().await;
    for _ in 0..5 {
        assert!(matches!(house.auth.sign_in("ada@example.org", "guess", &device()).await, Err(AuthError::Wrong)));
    }
    let refused = house.auth.sign_in("ada@example.org", PASSWORD, &device()).await;
    assert!(matches!(refused, Err(AuthError::TooOften { wait }) if wait == TimeDelta::seconds(1)));
    house.clock.advance(Duration::from_secs(2));
    house.auth.sign_in("ada@example.org", PASSWORD, &device()).await.unwrap();
}

#[tokio::test]
async fn what_is_no_address_name_or_password_is_refused() {
    let (house, _) = House::with_owner().await;
    let long = "x".repeat(300);
    for refused in [
        person("", "Bob", PASSWORD),
        person("bob", "Bob", PASSWORD),
        person("bob@", "Bob", PASSWORD),
        person("bob @example.org", "Bob", PASSWORD),
        person(&format!("{long}@example.org"), "Bob", PASSWORD),
        person("bob@example.org", "", PASSWORD),
        person("bob@example.org", &long, PASSWORD),
        person("bob@example.org", "Bob\u{7}", PASSWORD),
        person("bob@example.org", "Bob", "too short"),
    ] {
        let result = house.auth.create_account(refused.clone(), Role::Member).await;
        assert!(matches!(result, Err(AuthError::Invalid(_))), "{} {}", refused.email, refused.name);
    }
    house.auth.create_account(person("bob@example.org", "Bob", PASSWORD), Role::Member).await.unwrap();
    assert!(house.auth.create_account(person("Bob@Example.org", "Bob", PASSWORD), Role::Member).await.is_err());
}

#[tokio::test]
async fn tokens_are_over_after_their_time_and_foreign_ones_are_refused() {
    let (house, opened) = House::with_owner().await;
    house.clock.advance(Duration::from_secs(14 * 60));
    house.auth.verify(&opened.access).await.unwrap();
    house.clock.advance(Duration::from_secs(2 * 60));
    unauthenticated(house.auth.verify(&opened.access).await);

    let renewed = house.auth.renew(&opened.refresh, &device()).await.unwrap();
    house.auth.verify(&renewed.access).await.unwrap();
    let mut forged: Vec<String> = renewed.access.split('.').map(str::to_owned).collect();
    forged[1] = opened.access.split('.').nth(1).unwrap().to_owned();
    let unsigned = format!("{}.{}.", "eyJhbGciOiJub25lIn0", forged[1]);
    let (other, foreign) = House::with_owner().await;
    for token in ["", "x", "a.b.c", &forged.join("."), &unsigned, &foreign.access] {
        unauthenticated(house.auth.verify(token).await);
    }
    drop(other);
}

#[tokio::test]
async fn keys_change_and_old_tokens_stay_good_until_they_are_over() {
    let (house, first) = House::with_owner().await;
    house.clock.advance(Duration::from_secs((30 * 24 - 1) * 3600));
    let late = house.auth.renew(&first.refresh, &device()).await.unwrap();
    house.clock.advance(Duration::from_secs(3600));
    // Another node makes the new key; this one learns it from the store.
    let other = auth(&house.store, &house.clock);
    let next = other.renew(&late.refresh, &device()).await.unwrap();
    let kid = |token: &str| jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    assert_ne!(kid(&late.access), kid(&next.access));
    house.auth.verify(&next.access).await.unwrap();
    other.verify(&next.access).await.unwrap();
}

#[tokio::test]
async fn a_stolen_refresh_token_closes_its_session_for_both() {
    let (house, opened) = House::with_owner().await;
    let mut closings = house.auth.closings();
    let thief = house.auth.renew(&opened.refresh, &device()).await.unwrap();
    unauthenticated(house.auth.renew(&opened.refresh, &device()).await);
    assert_eq!(closings.recv().await.unwrap(), opened.session.id);
    unauthenticated(house.auth.verify(&thief.access).await);
    unauthenticated(house.auth.renew(&thief.refresh, &device()).await);
    // Another sign-in is not touched.
    let other = house.auth.sign_in("ada@example.org", PASSWORD, &device()).await.unwrap();
    house.auth.verify(&other.access).await.unwrap();
}

#[tokio::test]
async fn a_new_password_closes_the_other_sessions() {
    let (house, opened) = House::with_owner().await;
    let here = house.auth.sign_in("ada@example.org", PASSWORD, &device()).await.unwrap();
    let signed = house.auth.verify(&here.access).await.unwrap();
    assert!(matches!(house.auth.change_password(&signed, "wrong", "another horse").await, Err(AuthError::Invalid(_))));
    assert!(matches!(house.auth.change_password(&signed, PASSWORD, "short").await, Err(AuthError::Invalid(_))));
    house.auth.change_password(&signed, PASSWORD, "another horse").await.unwrap();
    house.auth.verify(&here.access).await.unwrap();
    unauthenticated(house.auth.verify(&opened.access).await);
    assert!(matches!(house.auth.sign_in("ada@example.org", PASSWORD, &device()).await, Err(AuthError::Wrong)));

    house.auth.reset_password("ada@example.org", "third horse!").await.unwrap();
    unauthenticated(house.auth.verify(&here.access).await);
    house.auth.sign_in("ada@example.org", "third horse!", &device()).await.unwrap();
    assert!(house.auth.reset_password("nobody@example.org", "third horse!").await.is_err());
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once() {
    let (house, _) = House::with_owner().await;
    house.auth.create_account(person("bob@example.org", "Bob", PASSWORD), Role::Member).await.unwrap();
    let bob = house.auth.sign_in("bob@example.org", PASSWORD, &device()).await.unwrap();
    assert!(house.auth.set_disabled("ada@example.org", true).await.is_err(), "the last owner stays");
    let mut closings = house.auth.closings();
    house.auth.set_disabled("bob@example.org", true).await.unwrap();
    assert_eq!(closings.try_recv().unwrap(), bob.session.id, "open sockets are told");
    unauthenticated(house.auth.verify(&bob.access).await);
    unauthenticated(house.auth.renew(&bob.refresh, &device()).await);
    assert!(matches!(house.auth.sign_in("bob@example.org", PASSWORD, &device()).await, Err(AuthError::Wrong)));
    house.auth.set_disabled("bob@example.org", false).await.unwrap();
    house.auth.sign_in("bob@example.org", PASSWORD, &device()).await.unwrap();
}

#[test]
fn random_passwords_are_accepted_ones() {
    let (one, other) = (super::random_password().unwrap(), super::random_password().unwrap());
    assert!(one.len() == 23 && one != other, "{one} {other}");
    super::passwords::check(&one, "ada@example.org", "Ada").unwrap();
}

#[tokio::test]
async fn sessions_are_listed_and_closed_by_their_owner_only() {
    let (house, ada) = House::with_owner().await;
    house.auth.create_account(person("bob@example.org", "Bob", PASSWORD), Role::Member).await.unwrap();
    let bob = house.auth.sign_in("bob@example.org", PASSWORD, &device()).await.unwrap();
    let (ada_is, bob_is) = (Who { user: ada.account.id }, Who { user: bob.account.id });
    assert_eq!(house.auth.sessions(ada_is).await.unwrap(), std::slice::from_ref(&ada.session));
    assert!(house.auth.close(ada_is, bob.session.id).await.is_err());
    house.auth.close(bob_is, bob.session.id).await.unwrap();
    unauthenticated(house.auth.verify(&bob.access).await);
    assert!(house.clock.now() > bob.session.created_at - TimeDelta::seconds(1));
}
