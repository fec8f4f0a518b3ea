#![doc = include_str!("../README.md")]

mod error;
mod passwords;
pub mod policy;
mod throttle;
mod tokens;

pub use error::AuthError;

use chatbox_core::{
    auth::{
        Account, AccountChange, AccountStore, Device, NewAccount, Permission, Role, Rotation, Session, SessionStore,
        SigningKeyStore, TokenHash,
    },
    clock::Clock,
    error::StoreError,
    ids::{SessionId, UserId, Who},
};
use chrono::{DateTime, TimeDelta, Utc};
use passwords::{Passwords, Verdict};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};
use throttle::Throttle;
use tokens::Keys;
use tokio::sync::broadcast;
use unicode_normalization::UnicodeNormalization;

/// A session that is not used for so long is over.
const SESSION_LIFE: TimeDelta = TimeDelta::days(30);
/// Characters of an address and of a name.
const EMAIL: usize = 254;
const NAME: usize = 100;
/// Closings that an open socket may be behind; one that is further behind asks the store.
const CLOSINGS: usize = 1024;

/// What the engine needs.
#[derive(Clone)]
pub struct Deps {
    /// Accounts.
    pub accounts: Arc<dyn AccountStore>,
    /// Sessions.
    pub sessions: Arc<dyn SessionStore>,
    /// Keys of access tokens.
    pub keys: Arc<dyn SigningKeyStore>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// The auth engine.
pub struct Auth {
    deps: Deps,
    passwords: Passwords,
    keys: Keys,
    throttle: Throttle,
    /// Of the link that makes the first account; none when there is one.
    setup: Mutex<Option<TokenHash>>,
    /// Whether an account was seen: there is always one from then on, and whoever asks need not wake the store.
    settled: AtomicBool,
    closed: broadcast::Sender<SessionId>,
}

/// A session that was just opened or renewed, with its tokens.
#[derive(Clone)]
pub struct Opened {
    /// Whose it is.
    pub account: Account,
    /// The session.
    pub session: Session,
    /// The token for requests.
    pub access: String,
    /// When it is over.
    pub access_expires: DateTime<Utc>,
    /// The token that renews; good once.
    pub refresh: String,
}

/// Who a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The account.
    pub account: Account,
    /// The session.
    pub session: Session,
}

/// Address, name and password of somebody new.
#[derive(Clone)]
pub struct NewPerson {
    /// The address that will be signed in with.
    pub email: String,
    /// What the person is called.
    pub name: String,
    /// The password.
    pub password: String,
}

impl Auth {
    /// # Errors
    /// When the system gives no random numbers.
    pub fn new(deps: Deps) -> Result<Self, AuthError> {
        Ok(Self {
            passwords: Passwords::new()?,
            keys: Keys::new(Arc::clone(&deps.keys)),
            throttle: Throttle::new(),
            setup: Mutex::new(None),
            settled: AtomicBool::new(false),
            closed: broadcast::channel(CLOSINGS).0,
            deps,
        })
    }

    /// A secret that makes the first account, once; none when there is an account. An earlier one is no longer good.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn begin_setup(&self) -> Result<Option<String>, AuthError> {
        if !self.needs_setup().await? {
            return Ok(None);
        }
        let (secret, hash) = tokens::secret()?;
        *self.setup.lock().unwrap_or_else(PoisonError::into_inner) = Some(hash);
        Ok(Some(secret))
    }

    /// Whether there is no account yet.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn needs_setup(&self) -> Result<bool, AuthError> {
        if !self.settled.load(Ordering::Relaxed) {
            self.settled.store(!self.deps.accounts.accounts().await?.is_empty(), Ordering::Relaxed);
        }
        Ok(!self.settled.load(Ordering::Relaxed))
    }

    /// Makes the owner's account. It takes over what was made before there were accounts.
    ///
    /// # Errors
    /// `LinkUsed` for another secret than the last one; `Invalid` for what is not accepted.
    pub async fn set_up(&self, secret: &str, person: NewPerson, device: &Device) -> Result<Opened, AuthError> {
        let hash = tokens::hash(secret);
        if *self.setup.lock().unwrap_or_else(PoisonError::into_inner) != Some(hash) {
            return Err(AuthError::LinkUsed);
        }
        let new = self.new_account(Who::local().user, person, Role::Owner).await?;
        let made = self.deps.accounts.create_first_account(&new, self.deps.clock.now()).await;
        let account = made.map_err(|error| match error {
            StoreError::Conflict(_) => AuthError::LinkUsed,
            error => error.into(),
        })?;
        *self.setup.lock().unwrap_or_else(PoisonError::into_inner) = None;
        tracing::info!(account = %account.id, "the owner's account was made");
        self.open(account, device).await
    }

    /// Makes an account.
    ///
    /// # Errors
    /// `Invalid` for what is not accepted, `Conflict` for an address that is taken.
    pub async fn create_account(&self, person: NewPerson, role: Role) -> Result<Account, AuthError> {
        let new = self.new_account(UserId::new(), person, role).await?;
        Ok(self.deps.accounts.create_account(&new, self.deps.clock.now()).await?)
    }

    /// All accounts, by address.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn accounts(&self) -> Result<Vec<Account>, AuthError> {
        Ok(self.deps.accounts.accounts().await?)
    }

    /// Opens a session for who knows the password.
    ///
    /// # Errors
    /// `Wrong`, `TooOften` or `Busy`.
    pub async fn sign_in(&self, email: &str, password: &str, device: &Device) -> Result<Opened, AuthError> {
        let (email, now) = (normal(email), self.deps.clock.now());
        let person = person_key(&email);
        let place = format!("place {}", device.address);
        let keys = [person.as_str(), place.as_str()];
        if let Some(wait) = self.throttle.wait(&keys, now) {
            return Err(AuthError::TooOften { wait });
        }
        let found = self.deps.accounts.account_by_email(&email).await?;
        let verdict = self.passwords.verify(password, found.as_ref().map(|(_, hash)| hash.as_str())).await?;
        let account = match found {
            Some((account, _)) if verdict != Verdict::Wrong && !account.disabled => account,
            _ => {
                self.throttle.failed(&keys, self.deps.clock.now());
                return Err(AuthError::Wrong);
            }
        };
        self.throttle.succeeded(&keys);
        if verdict == Verdict::RightButOld {
            let hash = self.passwords.hash(password).await?;
            self.deps.accounts.set_password(account.id, &hash, self.deps.clock.now()).await?;
        }
        self.open(account, device).await
    }

    /// New tokens for a refresh token.
    ///
    /// # Errors
    /// `Unauthenticated` for a token that is not good. One that had been used closes its session.
    pub async fn renew(&self, refresh: &str, device: &Device) -> Result<Opened, AuthError> {
        let (next, hash) = tokens::secret()?;
        let now = self.deps.clock.now();
        let old = tokens::hash(refresh);
        let session = match self.deps.sessions.rotate(old, hash, device, now + SESSION_LIFE, now).await? {
            Rotation::Rotated(session) => session,
            Rotation::Reused(session) => {
                tracing::warn!(session = %session.id, account = %session.user, "a refresh token was used twice: its session is closed");
                let _ = self.closed.send(session.id);
                return Err(AuthError::Unauthenticated);
            }
            Rotation::Unknown => return Err(AuthError::Unauthenticated),
        };
        let account = self.deps.accounts.account(session.user).await?;
        self.opened(account, session, next).await
    }

    /// Who an access token belongs to.
    ///
    /// # Errors
    /// `Unauthenticated` when the token or its session is over.
    pub async fn verify(&self, access: &str) -> Result<Signed, AuthError> {
        let now = self.deps.clock.now();
        let claims = self.keys.verify(access, now).await?;
        let (session, account) = self.deps.sessions.session(claims.sid, now).await.map_err(|error| match error {
            StoreError::NotFound(_) => AuthError::Unauthenticated,
            error => error.into(),
        })?;
        Ok(Signed { account, session })
    }

    /// The open sessions of somebody, the one seen last first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sessions(&self, who: Who) -> Result<Vec<Session>, AuthError> {
        Ok(self.deps.sessions.sessions(who, self.deps.clock.now()).await?)
    }

    /// Closes one of somebody's sessions, at once.
    ///
    /// # Errors
    /// `NotFound` for one that is not theirs.
    pub async fn close(&self, who: Who, session: SessionId) -> Result<(), AuthError> {
        self.deps.sessions.close_session(who, session, self.deps.clock.now()).await?;
        let _ = self.closed.send(session);
        Ok(())
    }

    /// Closes all of somebody's sessions but one, at once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close_others(&self, who: Who, but: Option<SessionId>) -> Result<(), AuthError> {
        for session in self.deps.sessions.close_sessions(who, but, self.deps.clock.now()).await? {
            let _ = self.closed.send(session);
        }
        Ok(())
    }

    /// Replaces one's own password and closes all other sessions.
    ///
    /// # Errors
    /// `Invalid` when the old one is wrong or the new one is not accepted; `TooOften` after too many wrong ones.
    pub async fn change_password(&self, signed: &Signed, old: &str, new: &str) -> Result<(), AuthError> {
        let Account { id, email, name, .. } = &signed.account;
        let person = person_key(email);
        if let Some(wait) = self.throttle.wait(&[&person], self.deps.clock.now()) {
            return Err(AuthError::TooOften { wait });
        }
        let known = self.deps.accounts.account_by_email(email).await?.map(|(_, hash)| hash);
        if self.passwords.verify(old, known.as_deref()).await? == Verdict::Wrong {
            self.throttle.failed(&[&person], self.deps.clock.now());
            return Err(AuthError::Invalid("the current password is wrong".to_owned()));
        }
        passwords::check(new, email, name)?;
        let hash = self.passwords.hash(new).await?;
        self.deps.accounts.set_password(*id, &hash, self.deps.clock.now()).await?;
        self.close_others(Who { user: *id }, Some(signed.session.id)).await
    }

    /// Sets somebody's password and closes all their sessions.
    ///
    /// # Errors
    /// `NotFound` for an unknown address; `Invalid` when the password is not accepted.
    pub async fn reset_password(&self, email: &str, new: &str) -> Result<Account, AuthError> {
        let account = self.by_email(email).await?;
        passwords::check(new, &account.email, &account.name)?;
        let hash = self.passwords.hash(new).await?;
        self.deps.accounts.set_password(account.id, &hash, self.deps.clock.now()).await?;
        self.close_others(Who { user: account.id }, None).await?;
        Ok(account)
    }

    /// Changes somebody's account from the shell, where everything is allowed.
    ///
    /// # Errors
    /// `NotFound` for an unknown address; `Conflict` for the last owner.
    pub async fn set_disabled(&self, email: &str, disabled: bool) -> Result<Account, AuthError> {
        let account = self.by_email(email).await?;
        self.change(account.id, AccountChange { disabled: Some(disabled), role: None }).await
    }

    /// Makes an account with a random password, which is returned.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for a role above one's own; else as [`Auth::create_account`].
    pub async fn admit(
        &self,
        by: &Account,
        email: String,
        name: String,
        role: Role,
    ) -> Result<(Account, String), AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        policy::may_give(by, role)?;
        let password = random_password()?;
        let account = self.create_account(NewPerson { email, name, password: password.clone() }, role).await?;
        Ok((account, password))
    }

    /// Changes role and state of an account. Disabling closes its sessions.
    ///
    /// # Errors
    /// `Forbidden` without the permission, for somebody above oneself, or for a role above one's own; `Conflict` for the last owner.
    pub async fn change_account(&self, by: &Account, id: UserId, change: AccountChange) -> Result<Account, AuthError> {
        self.manages(by, id).await?;
        if let Some(role) = change.role {
            policy::may_give(by, role)?;
        }
        self.change(id, change).await
    }

    /// Gives an account a random password, which is returned, and closes its sessions.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for somebody above oneself.
    pub async fn renew_password(&self, by: &Account, id: UserId) -> Result<String, AuthError> {
        let account = self.manages(by, id).await?;
        let password = random_password()?;
        self.reset_password(&account.email, &password).await?;
        Ok(password)
    }

    /// The account, if this one may change it.
    async fn manages(&self, by: &Account, id: UserId) -> Result<Account, AuthError> {
        policy::require(by, Permission::ManageAccounts)?;
        let account = self.deps.accounts.account(id).await?;
        policy::may_give(by, account.role)?;
        Ok(account)
    }

    async fn change(&self, id: UserId, change: AccountChange) -> Result<Account, AuthError> {
        // Disabling closes the sessions in the same transaction; those who hold them are told which.
        let closing = if change.disabled == Some(true) { self.sessions(Who { user: id }).await? } else { Vec::new() };
        let changed = self.deps.accounts.change_account(id, change, self.deps.clock.now()).await?;
        for session in closing {
            let _ = self.closed.send(session.id);
        }
        Ok(changed)
    }

    /// Whether somebody's session is open.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn is_open(&self, who: Who, session: SessionId) -> Result<bool, AuthError> {
        match self.deps.sessions.session(session, self.deps.clock.now()).await {
            Ok((_, account)) => Ok(account.id == who.user),
            Err(StoreError::NotFound(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes sessions that ended, and the hashes of refresh tokens that were used, longer ago than a session lives.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tidy(&self) -> Result<u64, AuthError> {
        Ok(self.deps.sessions.purge_sessions(self.deps.clock.now() - SESSION_LIFE).await?)
    }

    /// Tells of each session that is closed from now on.
    pub fn closings(&self) -> broadcast::Receiver<SessionId> {
        self.closed.subscribe()
    }

    async fn by_email(&self, email: &str) -> Result<Account, AuthError> {
        let found = self.deps.accounts.account_by_email(&normal(email)).await?;
        found.map(|(account, _)| account).ok_or(AuthError::Store(StoreError::NotFound("account")))
    }

    async fn new_account(&self, id: UserId, person: NewPerson, role: Role) -> Result<NewAccount, AuthError> {
        let (email, name) = (normal(&person.email), normal(&person.name));
        check_email(&email)?;
        if !(1..=NAME).contains(&name.chars().count()) || name.chars().any(char::is_control) {
            return Err(AuthError::Invalid(format!("a name has 1 to {NAME} characters")));
        }
        passwords::check(&person.password, &email, &name)?;
        let password = self.passwords.hash(&person.password).await?;
        Ok(NewAccount { id, email, name, role, password })
    }

    async fn open(&self, account: Account, device: &Device) -> Result<Opened, AuthError> {
        let (refresh, hash) = tokens::secret()?;
        let now = self.deps.clock.now();
        let session = self.deps.sessions.open_session(account.id, device, hash, now + SESSION_LIFE, now).await?;
        self.opened(account, session, refresh).await
    }

    async fn opened(&self, account: Account, session: Session, refresh: String) -> Result<Opened, AuthError> {
        let now = self.deps.clock.now();
        let access = self.keys.sign(account.id, session.id, now).await?;
        Ok(Opened { account, session, access, access_expires: now + tokens::ACCESS_LIFE, refresh })
    }
}

/// A password for somebody who will change it: 100 random bits in letters and digits that are not mistaken for each other.
///
/// # Errors
/// When the system gives no random numbers.
pub fn random_password() -> Result<String, AuthError> {
    // 32 signs, so that each takes five bits of a byte evenly.
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let random = tokens::random()?;
    let signs: Vec<char> = random[..20].iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
    Ok(signs.chunks(5).map(String::from_iter).collect::<Vec<_>>().join("-"))
}

/// What failures are counted by.
fn person_key(email: &str) -> String {
    format!("person {}", email.to_lowercase())
}

/// Without space around it, the same characters however they were composed.
fn normal(text: &str) -> String {
    text.trim().nfc().collect()
}

/// Something before and after one `@`, no space, no control characters: what mail servers take differs, and no mail is sent.
fn check_email(email: &str) -> Result<(), AuthError> {
    let parts = email.split_once('@').filter(|(before, after)| {
        !before.is_empty()
            && after.len() > 2
            && !after.contains('@')
            && !after.starts_with('.')
            && !after.ends_with('.')
    });
    let is_clean = email.len() <= EMAIL && !email.chars().any(|char| char.is_whitespace() || char.is_control());
    match parts {
        Some(_) if is_clean => Ok(()),
        _ => Err(AuthError::Invalid("this is no e-mail address".to_owned())),
    }
}

#[cfg(test)]
mod tests;
