//! One-time passwords of an authenticator app (TOTP, RFC 6238), and recovery codes for the day when the device is lost.

use crate::{Auth, AuthError, person, random_password, tokens};
use chatbox_core::{
    auth::{Account, SecondFactor, TokenHash},
    clock::Time,
    error::StoreError,
    ids::{UserId, Who},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Algorithm, TOTP};

/// What every authenticator app understands: SHA-1, six digits, 30 seconds (the defaults of RFC 6238 and of the otpauth scheme).
const DIGITS: usize = 6;
const STEP: u64 = 30;
/// Bytes of a secret: the length of an SHA-1 hash (RFC 4226, R6).
const SECRET: usize = 20;
/// Steps that a device's clock may be off, to either side (RFC 6238, 5.2).
const SKEW: u64 = 1;
const RECOVERY_CODES: usize = 10;

/// What an authenticator app needs to know.
#[derive(Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret in Base32, to be typed.
    pub secret: String,
    /// The same as an `otpauth` address, to be shown as a QR code.
    pub uri: String,
}

/// A code that was good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    OfTheApp,
    RecoveryCode,
}

impl Auth {
    /// Somebody's second factor, if it is in use.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn second_factor(&self, who: Who) -> Result<Option<SecondFactor>, AuthError> {
        Ok(self.deps.second_factors.second_factor(who).await?.filter(|factor| factor.confirmed))
    }

    /// Makes a secret; it counts once a code has confirmed it. An earlier one that was not confirmed is forgotten.
    ///
    /// # Errors
    /// `Conflict` when a second factor is in use.
    pub async fn begin_second_factor(&self, account: &Account) -> Result<Enrolment, AuthError> {
        let bytes = tokens::random()?[..SECRET].to_vec();
        let who = Who { user: account.id };
        self.deps.second_factors.begin_second_factor(who, &bytes, self.deps.clock.now()).await?;
        let secret = totp(bytes)?.get_secret_base32();
        let label = utf8_percent_encode(&account.email, NON_ALPHANUMERIC);
        let uri = format!("otpauth://totp/Chatbox:{label}?secret={secret}&issuer=Chatbox");
        Ok(Enrolment { secret, uri })
    }

    /// Puts the second factor into use with a code of the app; returns the recovery codes, which are stored as hashes only.
    ///
    /// # Errors
    /// `Invalid` for a wrong code, `TooOften` after too many of them; `NotFound` when none was begun; `Conflict` when one is in use.
    pub async fn confirm_second_factor(&self, account: &Account, code: &str) -> Result<Vec<String>, AuthError> {
        let who = Who { user: account.id };
        let found = self.deps.second_factors.second_factor(who).await?;
        let factor = found.ok_or(StoreError::NotFound("second factor"))?;
        if factor.confirmed {
            return Err(StoreError::Conflict("a second factor is in use".to_owned()).into());
        }
        let (person, now) = (person(&account.email), self.deps.clock.now());
        if let Some(wait) = self.throttle.wait(&[&person], now) {
            return Err(AuthError::TooOften { wait });
        }
        let Some(step) = step_of(&factor, code, now)? else {
            self.throttle.failed(&[&person], now);
            return Err(AuthError::Invalid(AuthError::WrongCode.to_string()));
        };
        let (codes, hashes) = recovery_codes()?;
        self.deps.second_factors.confirm_second_factor(who, step, &hashes).await?;
        Ok(codes)
    }

    /// Makes new recovery codes; those before are no longer good.
    ///
    /// # Errors
    /// `Invalid` when the password is wrong; `TooOften` after too many wrong ones; `NotFound` where no second factor is in use.
    pub async fn renew_recovery_codes(&self, account: &Account, password: &str) -> Result<Vec<String>, AuthError> {
        self.check_password(account, password).await?;
        let (codes, hashes) = recovery_codes()?;
        self.deps.second_factors.renew_recovery_codes(Who { user: account.id }, &hashes).await?;
        Ok(codes)
    }

    /// Takes one's own second factor out of use.
    ///
    /// # Errors
    /// `Invalid` when the password is wrong; `TooOften` after too many wrong ones.
    pub async fn remove_second_factor(&self, account: &Account, password: &str) -> Result<(), AuthError> {
        self.check_password(account, password).await?;
        Ok(self.deps.second_factors.remove_second_factor(Who { user: account.id }).await?)
    }

    /// Takes somebody's second factor out of use: they have lost their device.
    ///
    /// # Errors
    /// `Forbidden` without the permission or for somebody above oneself.
    pub async fn remove_second_factor_of(&self, by: &Account, id: UserId) -> Result<(), AuthError> {
        self.manages(by, id).await?;
        Ok(self.deps.second_factors.remove_second_factor(Who { user: id }).await?)
    }

    /// The same from the shell, where everything is allowed.
    ///
    /// # Errors
    /// `NotFound` for an unknown address.
    pub async fn remove_second_factor_by_email(&self, email: &str) -> Result<Account, AuthError> {
        let account = self.by_email(email).await?;
        self.deps.second_factors.remove_second_factor(Who { user: account.id }).await?;
        Ok(account)
    }

    /// Which code of this person's it is, if it is one that lets in. Each does so once.
    pub(crate) async fn take_code(
        &self,
        who: Who,
        factor: &SecondFactor,
        code: &str,
    ) -> Result<Option<Taken>, AuthError> {
        let store = &self.deps.second_factors;
        Ok(match step_of(factor, code, self.deps.clock.now())? {
            Some(step) => store.use_step(who, step).await?.then_some(Taken::OfTheApp),
            None => store.use_recovery_code(who, recovery_hash(code)).await?.then_some(Taken::RecoveryCode),
        })
    }
}

/// The step whose code this is, if it is one of now.
fn step_of(factor: &SecondFactor, code: &str, now: Time) -> Result<Option<u64>, AuthError> {
    let code: String = code.chars().filter(|char| !char.is_whitespace()).collect();
    let totp = totp(factor.secret.clone())?;
    let current = now.timestamp().unsigned_abs() / STEP;
    let steps = current.saturating_sub(SKEW)..=current + SKEW;
    // With a skew of 0 `check` is one comparison in constant time.
    Ok(steps.into_iter().find(|step| totp.check(&code, step * STEP)))
}

fn totp(secret: Vec<u8>) -> Result<TOTP, AuthError> {
    TOTP::new(Algorithm::SHA1, DIGITS, 0, STEP, secret).map_err(AuthError::fault)
}

fn recovery_codes() -> Result<(Vec<String>, Vec<TokenHash>), AuthError> {
    let codes = (0..RECOVERY_CODES).map(|_| random_password()).collect::<Result<Vec<_>, _>>()?;
    let hashes = codes.iter().map(|code| recovery_hash(code)).collect();
    Ok((codes, hashes))
}

/// What is stored of a recovery code, however it was typed. It has 100 random bits, so that a quick hash will do.
fn recovery_hash(code: &str) -> TokenHash {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    tokens::hash(&code.to_ascii_lowercase())
}
