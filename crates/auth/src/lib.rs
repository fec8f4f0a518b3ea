#![doc = include_str!("../README.md")]

mod accounts;
mod api_keys;
mod audit;
mod deletion;
mod error;
mod groups;
mod invitations;
mod passwords;
pub mod policy;
mod profile;
mod roles;
mod second_factor;
mod signed;
mod throttle;
mod tokens;

pub use api_keys::WantedKey;
pub use audit::{Audit, Chain};
pub use deletion::{Begun, DELETE_ACCOUNT, DeletionDeps, Deletions, Proof};
pub use error::AuthError;
pub use roles::ListedRole;
pub use second_factor::Enrolment;
use second_factor::Taken;
pub use signed::{By, Credentials, NewPerson, Opened, Pass, Signed};

use chatbox_core::{
    auth::{
        Account, AccountStore, ApiKeyStore, Device, InvitationStore, Permission, ProfileStore, Role, RoleStore,
        Rotation, SecondFactorStore, Session, SessionStore, SigningKeyStore, TokenHash,
    },
    clock::Clock,
    error::StoreError,
    ids::{SessionId, Who},
    sharing::SharingStore,
};
use chrono::TimeDelta;
use passwords::{Passwords, Verdict};
use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};
use throttle::{Culprit, Throttle};
use tokens::Keys;
use tokio::sync::{broadcast, watch};
use unicode_normalization::UnicodeNormalization;

/// A session that is not used for so long is over.
const SESSION_LIFE: TimeDelta = TimeDelta::days(30);
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
    /// Keys for programs.
    pub api_keys: Arc<dyn ApiKeyStore>,
    /// Links that let somebody make an account.
    pub invitations: Arc<dyn InvitationStore>,
    /// One-time passwords.
    pub second_factors: Arc<dyn SecondFactorStore>,
    /// Profiles and pictures.
    pub profiles: Arc<dyn ProfileStore>,
    /// Groups.
    pub sharing: Arc<dyn SharingStore>,
    /// Own roles.
    pub roles: Arc<dyn RoleStore>,
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
    closed: broadcast::Sender<Pass>,
    /// Noted when somebody may do other things than before.
    rights: watch::Sender<()>,
}

impl Deps {
    /// With one store for everything.
    pub fn over<S>(store: Arc<S>, clock: Arc<dyn Clock>) -> Self
    where
        S: AccountStore
            + SessionStore
            + SigningKeyStore
            + ApiKeyStore
            + InvitationStore
            + SecondFactorStore
            + ProfileStore
            + SharingStore
            + RoleStore
            + 'static,
    {
        Self {
            accounts: store.clone(),
            sessions: store.clone(),
            keys: store.clone(),
            api_keys: store.clone(),
            invitations: store.clone(),
            second_factors: store.clone(),
            profiles: store.clone(),
            sharing: store.clone(),
            roles: store,
            clock,
        }
    }
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
            rights: watch::Sender::new(()),
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
        let new = self.new_account(Who::local().user, person, Role::Owner.into()).await?;
        let made = self.deps.accounts.create_first_account(&new, self.deps.clock.now()).await;
        let account = made.map_err(|error| match error {
            StoreError::Conflict(_) => AuthError::LinkUsed,
            error => error.into(),
        })?;
        *self.setup.lock().unwrap_or_else(PoisonError::into_inner) = None;
        tracing::info!(account = %account.id, "the owner's account was made");
        self.open(account, device).await
    }

    /// Opens a session for who knows the password, and has a code where a second factor is in use.
    ///
    /// # Errors
    /// `Wrong`, `CodeNeeded`, `WrongCode`, `TooOften` or `Busy`.
    pub async fn sign_in(&self, given: Credentials<'_>, device: &Device) -> Result<Opened, AuthError> {
        let Credentials { email, password, code } = given;
        let (email, now) = (normal(email), self.deps.clock.now());
        let (person, place) = (person(&email), Culprit::Place(device.address.clone()));
        let keys = [&person, &place];
        if let Some(wait) = self.throttle.wait(&keys, now) {
            return Err(AuthError::TooOften { wait });
        }
        let found = self.deps.accounts.account_by_email(&email).await?;
        let verdict = self.passwords.verify(password, found.as_ref().map(|(_, hash)| hash.as_str())).await?;
        let account = match found {
            Some((account, _)) if verdict != Verdict::Wrong && !account.disabled => account,
            Some((account, _)) if verdict != Verdict::Wrong => {
                self.throttle.failed(&keys, self.deps.clock.now());
                return Err(AuthError::KeptOut(account.id));
            }
            _ => {
                self.throttle.failed(&keys, self.deps.clock.now());
                return Err(AuthError::Wrong);
            }
        };
        let mut by_recovery_code = false;
        if let Some(factor) = self.second_factor(Who { user: account.id }).await? {
            let code = code.ok_or(AuthError::CodeNeeded)?;
            match self.take_code(Who { user: account.id }, &factor, code).await? {
                Some(taken) => by_recovery_code = taken == Taken::RecoveryCode,
                None => {
                    self.throttle.failed(&keys, self.deps.clock.now());
                    return Err(AuthError::WrongCode);
                }
            }
        }
        // Not the place's: whoever has an account here could guess at others for ever.
        self.throttle.succeeded(&[&person]);
        if verdict == Verdict::RightButOld {
            let hash = self.passwords.hash(password).await?;
            self.deps.accounts.set_password(account.id, &hash, self.deps.clock.now()).await?;
        }
        Ok(Opened { by_recovery_code, ..self.open(account, device).await? })
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
                let _ = self.closed.send(Pass::Session(session.id));
                return Err(AuthError::Reused(session.user));
            }
            Rotation::Unknown => return Err(AuthError::Unauthenticated),
        };
        let account = self.deps.accounts.account(session.user).await?;
        self.opened(account, session, next).await
    }

    /// Who an access token or an API key belongs to.
    ///
    /// # Errors
    /// `Unauthenticated` when it, or the token's session, is over.
    pub async fn verify(&self, access: &str) -> Result<Signed, AuthError> {
        let now = self.deps.clock.now();
        if access.starts_with(api_keys::PREFIX) {
            return self.verify_api_key(access, now).await;
        }
        let claims = self.keys.verify(access, now).await?;
        let (session, account) = self.deps.sessions.session(claims.sid, now).await.map_err(|error| match error {
            StoreError::NotFound(_) => AuthError::Unauthenticated,
            error => error.into(),
        })?;
        Ok(Signed { account, by: By::Session(session) })
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
        let _ = self.closed.send(Pass::Session(session));
        Ok(())
    }

    /// Closes all of somebody's sessions but one, at once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close_others(&self, who: Who, but: Option<SessionId>) -> Result<(), AuthError> {
        for session in self.deps.sessions.close_sessions(who, but, self.deps.clock.now()).await? {
            let _ = self.closed.send(Pass::Session(session));
        }
        Ok(())
    }

    /// That a session or key of somebody is still good, and may do this by what is given now.
    ///
    /// # Errors
    /// `Unauthenticated` when it is over; `Forbidden` or `KeyForbidden` when the permission is gone.
    pub async fn recheck(&self, who: Who, pass: Pass, needed: Permission) -> Result<(), AuthError> {
        let now = self.deps.clock.now();
        let found = match pass {
            Pass::Session(id) => self.deps.sessions.session(id, now).await.map(|(one, of)| (of, By::Session(one))),
            Pass::ApiKey(id) => self.deps.api_keys.api_key(id, now).await.map(|(one, of)| (of, By::ApiKey(one))),
        };
        match found {
            Ok((account, by)) if account.id == who.user => Signed { account, by }.require(needed),
            Ok(_) | Err(StoreError::NotFound(_)) => Err(AuthError::Unauthenticated),
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

    /// Tells of each session that is closed and each key that is revoked from now on.
    pub fn closings(&self) -> broadcast::Receiver<Pass> {
        self.closed.subscribe()
    }

    /// Tells that some role was given or changed: whatever goes on asks again whether it may.
    pub fn rights(&self) -> watch::Receiver<()> {
        self.rights.subscribe()
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
        Ok(Opened {
            account,
            session,
            access,
            access_expires: now + tokens::ACCESS_LIFE,
            refresh,
            by_recovery_code: false,
        })
    }
}

/// A password for somebody who will change it, or a recovery code: 100 random bits in letters and digits that are not mistaken for each other.
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

/// Whoever tries this address.
fn person(email: &str) -> Culprit {
    Culprit::Person(email.to_lowercase())
}

/// Characters of a name.
const NAME: usize = 100;

/// The name of somebody or something as it is stored; `whose` begins the sentence that refuses it.
fn checked_name(name: &str, whose: &str) -> Result<String, AuthError> {
    let name = normal(name);
    if (1..=NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control) {
        return Ok(name);
    }
    Err(AuthError::Invalid(format!("{whose} 1 to {NAME} characters")))
}

/// Without space around it, the same characters however they were composed.
fn normal(text: &str) -> String {
    text.trim().nfc().collect()
}

#[cfg(test)]
mod tests;
