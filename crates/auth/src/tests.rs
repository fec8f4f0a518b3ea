mod roles;

use super::{Auth, AuthError, By, Credentials, Deps, Enrolment, NewPerson, Opened, Pass, WantedKey};
use chatbox_core::{
    auth::{Device, Permission, Role},
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
        let store =
            Arc::new(Store::open_sqlite(&folder.path().join("chatbox.db"), chatbox_testkit::sealer()).await.unwrap());
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

    async fn sign_in(&self, email: &str, password: &str) -> Result<Opened, AuthError> {
        self.auth.sign_in(Credentials { email, password, code: None }, &device()).await
    }
}

fn auth(store: &Arc<Store>, clock: &Arc<ManualClock>) -> Auth {
    Auth::new(Deps::over(store.clone(), clock.clone())).unwrap()
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
        (opened.account.role.key(), opened.account.id),
        (Role::Owner.into(), Who::local().user),
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
    let opened = house.sign_in(" ADA@example.org ", PASSWORD).await.unwrap();
    let signed = house.auth.verify(&opened.access).await.unwrap();
    assert_eq!((signed.account, signed.by), (opened.account, By::Session(opened.session)));
    for (email, password) in [("ada@example.org", "wrong"), ("eve@example.org", PASSWORD), ("", "")] {
        let refused = house.sign_in(email, password).await;
        assert!(matches!(refused, Err(AuthError::Wrong)), "{email}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_even_with_the_right_password_at_last() {
    let (house, _) = House::with_owner().await;
    for _ in 0..5 {
        assert!(matches!(house.sign_in("ada@example.org", "guess").await, Err(AuthError::Wrong)));
    }
    let refused = house.sign_in("ada@example.org", PASSWORD).await;
    assert!(matches!(refused, Err(AuthError::TooOften { wait }) if wait == TimeDelta::seconds(1)));
    house.clock.advance(Duration::from_secs(2));
    house.sign_in("ada@example.org", PASSWORD).await.unwrap();
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
    let reused = house.auth.renew(&opened.refresh, &device()).await;
    assert!(matches!(reused, Err(AuthError::Reused(user)) if user == opened.account.id));
    assert_eq!(closings.recv().await.unwrap(), Pass::Session(opened.session.id));
    unauthenticated(house.auth.verify(&thief.access).await);
    unauthenticated(house.auth.renew(&thief.refresh, &device()).await);
    // Another sign-in is not touched.
    let other = house.sign_in("ada@example.org", PASSWORD).await.unwrap();
    house.auth.verify(&other.access).await.unwrap();
}

#[tokio::test]
async fn a_new_password_closes_the_other_sessions() {
    let (house, opened) = House::with_owner().await;
    let here = house.sign_in("ada@example.org", PASSWORD).await.unwrap();
    let signed = house.auth.verify(&here.access).await.unwrap();
    assert!(matches!(house.auth.change_password(&signed, "wrong", "another horse").await, Err(AuthError::Invalid(_))));
    assert!(matches!(house.auth.change_password(&signed, PASSWORD, "short").await, Err(AuthError::Invalid(_))));
    house.auth.change_password(&signed, PASSWORD, "another horse").await.unwrap();
    house.auth.verify(&here.access).await.unwrap();
    unauthenticated(house.auth.verify(&opened.access).await);
    assert!(matches!(house.sign_in("ada@example.org", PASSWORD).await, Err(AuthError::Wrong)));

    house.auth.reset_password("ada@example.org", "third horse!").await.unwrap();
    unauthenticated(house.auth.verify(&here.access).await);
    house.sign_in("ada@example.org", "third horse!").await.unwrap();
    assert!(house.auth.reset_password("nobody@example.org", "third horse!").await.is_err());
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once() {
    let (house, _) = House::with_owner().await;
    house.auth.create_account(person("bob@example.org", "Bob", PASSWORD), Role::Member).await.unwrap();
    let bob = house.sign_in("bob@example.org", PASSWORD).await.unwrap();
    assert!(house.auth.set_disabled("ada@example.org", true).await.is_err(), "the last owner stays");
    let mut closings = house.auth.closings();
    house.auth.set_disabled("bob@example.org", true).await.unwrap();
    assert_eq!(closings.try_recv().unwrap(), Pass::Session(bob.session.id), "open sockets are told");
    unauthenticated(house.auth.verify(&bob.access).await);
    unauthenticated(house.auth.renew(&bob.refresh, &device()).await);
    assert!(matches!(house.sign_in("bob@example.org", PASSWORD).await, Err(AuthError::KeptOut(_))));
    house.auth.set_disabled("bob@example.org", false).await.unwrap();
    house.sign_in("bob@example.org", PASSWORD).await.unwrap();
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
    let bob = house.sign_in("bob@example.org", PASSWORD).await.unwrap();
    let (ada_is, bob_is) = (Who { user: ada.account.id }, Who { user: bob.account.id });
    assert_eq!(house.auth.sessions(ada_is).await.unwrap(), std::slice::from_ref(&ada.session));
    assert!(house.auth.close(ada_is, bob.session.id).await.is_err());
    house.auth.close(bob_is, bob.session.id).await.unwrap();
    unauthenticated(house.auth.verify(&bob.access).await);
    assert!(house.clock.now() > bob.session.created_at - TimeDelta::seconds(1));
}

#[tokio::test]
async fn a_key_does_what_it_may_and_no_more_and_ends_at_once() {
    let (house, opened) = House::with_owner().await;
    let ada = house.auth.verify(&opened.access).await.unwrap();
    let wanted = |permissions: &[Permission], expires_at| WantedKey {
        name: " Backup ".to_owned(),
        permissions: permissions.to_vec(),
        expires_at,
    };
    let reads = [Permission::Read, Permission::Read];
    let (key, secret) = house.auth.create_api_key(&ada, wanted(&reads, None)).await.unwrap();
    assert_eq!((key.name.as_str(), key.permissions.as_slice()), ("Backup", &[Permission::Read][..]));
    assert!(secret.starts_with(&key.start) && key.start.starts_with("cbx_") && secret.len() == 68, "{secret}");
    let signed = house.auth.verify(&secret).await.unwrap();
    assert_eq!(signed.account, ada.account);
    assert!(signed.may(Permission::Read) && !signed.may(Permission::Ask) && !signed.may(Permission::ManageAccounts));
    assert!(matches!(signed.require(Permission::Contribute), Err(AuthError::KeyForbidden)));
    unauthenticated(house.auth.verify(&format!("{secret}0")).await);
    unauthenticated(house.auth.verify("cbx_").await);
    // Nothing beyond what its maker may, and no key makes another.
    let made = house.auth.create_api_key(&signed, wanted(&[Permission::Contribute], None)).await;
    assert!(matches!(made, Err(AuthError::Forbidden)));
    for refused in [
        wanted(&[], None),
        wanted(&reads, Some(house.clock.now())),
        WantedKey { name: String::new(), ..wanted(&reads, None) },
    ] {
        assert!(matches!(house.auth.create_api_key(&ada, refused).await, Err(AuthError::Invalid(_))));
    }

    let used = house.auth.api_keys(ada.who()).await.unwrap()[0].used_at.unwrap();
    house.clock.advance(Duration::from_secs(30));
    house.auth.verify(&secret).await.unwrap();
    assert_eq!(house.auth.api_keys(ada.who()).await.unwrap()[0].used_at, Some(used), "to the minute");
    house.clock.advance(Duration::from_secs(30));
    house.auth.verify(&secret).await.unwrap();
    assert_eq!(house.auth.api_keys(ada.who()).await.unwrap()[0].used_at, Some(house.clock.now()));

    let soon = Some(house.clock.now() + TimeDelta::hours(1));
    let (_, short) = house.auth.create_api_key(&ada, wanted(&reads, soon)).await.unwrap();
    house.auth.verify(&short).await.unwrap();
    house.clock.advance(Duration::from_secs(60 * 60));
    unauthenticated(house.auth.verify(&short).await);

    let mut closings = house.auth.closings();
    house.auth.revoke_api_key(ada.who(), key.id).await.unwrap();
    assert_eq!(closings.try_recv().unwrap(), Pass::ApiKey(key.id));
    unauthenticated(house.auth.recheck(ada.who(), Pass::ApiKey(key.id), Permission::Read).await);
    unauthenticated(house.auth.verify(&secret).await);
}

#[tokio::test]
async fn an_invitation_makes_one_account_with_its_role() {
    let (house, ada) = House::with_owner().await;
    let ada = ada.account;
    let (open, secret) = house.auth.invite(&ada, Some(" bob@example.org "), Role::Viewer).await.unwrap();
    assert_eq!(house.auth.invitation(&secret).await.unwrap(), open);
    assert!(matches!(house.auth.invite(&ada, Some("ada@example.org"), Role::Viewer).await, Err(AuthError::Store(_))));
    assert!(matches!(house.auth.invite(&ada, Some("bob"), Role::Viewer).await, Err(AuthError::Invalid(_))));
    let refused = house.auth.join(&secret, person("", "Bob", "short"), &device()).await;
    assert!(matches!(refused, Err(AuthError::Invalid(_))), "and the link stays good");
    // The address of the link counts, whatever is given.
    let joined = house.auth.join(&secret, person("eve@example.org", "Bob", PASSWORD), &device()).await.unwrap();
    let bob = joined.account;
    assert_eq!((bob.email.as_str(), bob.role.key()), ("bob@example.org", Role::Viewer.into()));
    house.auth.verify(&joined.access).await.unwrap();
    let again = house.auth.join(&secret, person("", "Eve", PASSWORD), &device()).await;
    assert!(matches!(again, Err(AuthError::LinkUsed)));
    assert!(matches!(house.auth.invite(&bob, None, Role::Viewer).await, Err(AuthError::Forbidden)));

    let (withdrawn, secret) = house.auth.invite(&ada, None, Role::Administrator).await.unwrap();
    house.auth.withdraw(&ada, withdrawn.id).await.unwrap();
    assert!(matches!(house.auth.invitation(&secret).await, Err(AuthError::LinkUsed)));
    let (_, secret) = house.auth.invite(&ada, None, Role::Administrator).await.unwrap();
    let carol = house.auth.join(&secret, person("carol@example.org", "Carol", PASSWORD), &device()).await.unwrap();
    assert!(matches!(house.auth.invite(&carol.account, None, Role::Owner).await, Err(AuthError::Forbidden)));
    let (for_owner, secret) = house.auth.invite(&ada, None, Role::Owner).await.unwrap();
    assert!(matches!(house.auth.withdraw(&carol.account, for_owner.id).await, Err(AuthError::Forbidden)));
    house.clock.advance(Duration::from_secs(7 * 24 * 60 * 60));
    let late = house.auth.join(&secret, person("dan@example.org", "Dan", PASSWORD), &device()).await;
    assert!(matches!(late, Err(AuthError::LinkUsed)));
}

/// What an authenticator app shows.
fn code(enrolment: &Enrolment, house: &House) -> String {
    let secret = totp_rs::Secret::Encoded(enrolment.secret.clone()).to_bytes().unwrap();
    let app = totp_rs::TOTP::new(totp_rs::Algorithm::SHA1, 6, 1, 30, secret).unwrap();
    app.generate(house.clock.now().timestamp().unsigned_abs())
}

#[tokio::test]
async fn with_a_second_factor_the_password_alone_is_not_enough() {
    let (house, ada) = House::with_owner().await;
    let ada = ada.account;
    let who = Who { user: ada.id };
    let sign_in = async |code: Option<&str>| {
        house.auth.sign_in(Credentials { email: "ada@example.org", password: PASSWORD, code }, &device()).await
    };
    assert!(matches!(house.auth.confirm_second_factor(&ada, "000000").await, Err(AuthError::Store(_))));
    let enrolment = house.auth.begin_second_factor(&ada).await.unwrap();
    assert_eq!(
        enrolment.uri,
        format!("otpauth://totp/Chatbox:ada%40example%2Eorg?secret={}&issuer=Chatbox", enrolment.secret)
    );
    let wrong = if code(&enrolment, &house) == "123456" { "654321" } else { "123456" };
    assert!(matches!(house.auth.confirm_second_factor(&ada, wrong).await, Err(AuthError::Invalid(_))));
    sign_in(None).await.expect("what is not confirmed does not count");
    let first = code(&enrolment, &house);
    let recovery = house.auth.confirm_second_factor(&ada, &first).await.unwrap();
    assert_eq!(recovery.len(), 10);
    assert!(house.auth.begin_second_factor(&ada).await.is_err());

    assert!(matches!(sign_in(None).await, Err(AuthError::CodeNeeded)));
    assert!(matches!(sign_in(Some(&first)).await, Err(AuthError::WrongCode)), "it was used");
    house.clock.advance(Duration::from_secs(30));
    let second = code(&enrolment, &house);
    house.clock.advance(Duration::from_secs(30));
    sign_in(Some(&format!(" {} {} ", &second[..3], &second[3..]))).await.expect("a step late, with spaces");
    assert!(matches!(sign_in(Some(&second)).await, Err(AuthError::WrongCode)), "it was used");
    house.clock.advance(Duration::from_secs(60));
    assert!(matches!(sign_in(Some(&second)).await, Err(AuthError::WrongCode)), "it is over");

    sign_in(Some(&recovery[3].to_uppercase().replace('-', " "))).await.expect("however it is typed");
    assert!(matches!(sign_in(Some(&recovery[3])).await, Err(AuthError::WrongCode)), "it was used");
    assert_eq!(house.auth.second_factor(who).await.unwrap().unwrap().recovery_codes, 9);

    // Guessing codes waits as guessing passwords does.
    for _ in 0..5 {
        assert!(matches!(sign_in(Some("nonsense")).await, Err(AuthError::WrongCode | AuthError::TooOften { .. })));
    }
    assert!(matches!(sign_in(Some(&recovery[4])).await, Err(AuthError::TooOften { .. })));
    house.clock.advance(Duration::from_secs(15 * 60));

    assert!(matches!(house.auth.remove_second_factor(&ada, "wrong").await, Err(AuthError::Invalid(_))));
    house.clock.advance(Duration::from_secs(15 * 60));
    house.auth.remove_second_factor(&ada, PASSWORD).await.unwrap();
    sign_in(None).await.unwrap();
}

#[tokio::test]
async fn whoever_has_lost_the_device_is_let_in_by_an_administrator() {
    let (house, ada) = House::with_owner().await;
    let bob = house.auth.create_account(person("bob@example.org", "Bob", PASSWORD), Role::Member).await.unwrap();
    let enrolment = house.auth.begin_second_factor(&bob).await.unwrap();
    house.auth.confirm_second_factor(&bob, &code(&enrolment, &house)).await.unwrap();
    assert!(matches!(house.sign_in("bob@example.org", PASSWORD).await, Err(AuthError::CodeNeeded)));
    assert!(matches!(house.auth.remove_second_factor_of(&bob, bob.id).await, Err(AuthError::Forbidden)));
    house.auth.remove_second_factor_of(&ada.account, bob.id).await.unwrap();
    house.sign_in("bob@example.org", PASSWORD).await.unwrap();
}
