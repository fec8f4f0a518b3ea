//! Passwords: what is accepted, and their hashes.

use crate::AuthError;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// Argon2id with the second choice of OWASP's Password Storage Cheat Sheet (2025): 19 MiB, 2 passes, 1 lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hashes computed at the same time, and those that may wait: 38 MiB at most.
const AT_ONCE: usize = 2;
const WAITING: usize = 64;
/// Characters of a password. The longest is far beyond what people use, and short enough to hash.
const SHORTEST: usize = 10;
const LONGEST: usize = 256;

/// Whether a password is the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is not.
    Wrong,
    /// It is.
    Right,
    /// It is, and its hash was made with other parameters than today's.
    RightButOld,
}

/// Hashes and verifies, a few at a time.
#[derive(Debug)]
pub(crate) struct Passwords {
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    /// Compared with when there is no account, so that an unknown address takes as long as a known one.
    nobody: String,
}

impl Passwords {
    /// # Errors
    /// When the system gives no random numbers.
    pub(crate) fn new() -> Result<Self, AuthError> {
        Ok(Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: AtomicUsize::new(0),
            nobody: hash("nobody has this password")?,
        })
    }

    /// The hash in PHC notation.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, AuthError> {
        let password = normal(password);
        self.in_turn(move || hash(&password)).await
    }

    /// Whether the password is the one of the hash; without a hash it is wrong, in the same time.
    pub(crate) async fn verify(&self, password: &str, known: Option<&str>) -> Result<Verdict, AuthError> {
        let (password, is_known) = (normal(password), known.is_some());
        let known = known.unwrap_or(&self.nobody).to_owned();
        self.in_turn(move || {
            let known = PasswordHash::new(&known).map_err(AuthError::fault)?;
            let is_right = argon().verify_password(password.as_bytes(), &known).is_ok();
            Ok(match (is_right && is_known, is_current(&known)) {
                (false, _) => Verdict::Wrong,
                (true, true) => Verdict::Right,
                (true, false) => Verdict::RightButOld,
            })
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, AuthError> + Send + 'static,
    ) -> Result<T, AuthError> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= WAITING {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(AuthError::Busy);
        }
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        let turn = turn.map_err(AuthError::fault)?;
        let work = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        work.await.map_err(AuthError::fault)?
    }
}

/// Refuses what is too short, too long, or the address or name itself.
pub(crate) fn check(password: &str, email: &str, name: &str) -> Result<(), AuthError> {
    let password = normal(password);
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let is = |other: &str| !other.is_empty() && lower == other.to_lowercase();
    let same = password.chars().collect::<std::collections::HashSet<_>>().len() < 4;
    match () {
        () if length < SHORTEST => Err(AuthError::Invalid(format!("a password has at least {SHORTEST} characters"))),
        () if length > LONGEST => Err(AuthError::Invalid(format!("a password has at most {LONGEST} characters"))),
        () if is(email) || is(name) || same => Err(AuthError::Invalid("this password is too easy to guess".to_owned())),
        () => Ok(()),
    }
}

/// The same characters, however the keyboard composed them.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> Result<String, AuthError> {
    Ok(argon().hash_password(password.as_bytes()).map_err(AuthError::fault)?.to_string())
}

fn is_current(known: &PasswordHash) -> bool {
    let Ok(params) = Params::try_from(known) else { return false };
    let same = (params.m_cost(), params.t_cost(), params.p_cost()) == (MEMORY_KIB, PASSES, LANES);
    same && known.algorithm.as_str() == "argon2id"
}

#[cfg(test)]
mod tests {
    use super::{Passwords, Verdict, check};
    use argon2::{Argon2, Params, password_hash::PasswordHasher};

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash("correct horse").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, passwords.hash("correct horse").await.unwrap(), "salted");
        assert_eq!(passwords.verify("correct horse", Some(&hash)).await.unwrap(), Verdict::Right);
        assert_eq!(passwords.verify("correct house", Some(&hash)).await.unwrap(), Verdict::Wrong);
        assert_eq!(passwords.verify("nobody has this password", None).await.unwrap(), Verdict::Wrong);
        assert!(passwords.verify("correct horse", Some("no hash")).await.is_err());
    }

    #[tokio::test]
    async fn composed_and_decomposed_letters_are_the_same() {
        let passwords = Passwords::new().unwrap();
        let hash = passwords.hash("Stra\u{df}e nach K\u{f6}ln").await.unwrap();
        assert_eq!(passwords.verify("Stra\u{df}e nach Ko\u{308}ln", Some(&hash)).await.unwrap(), Verdict::Right);
    }

    #[tokio::test]
    async fn weaker_parameters_are_told() {
        let weak =
            Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, Params::new(4096, 1, 1, None).unwrap());
        let hash = weak.hash_password(b"correct horse").unwrap().to_string();
        let passwords = Passwords::new().unwrap();
        assert_eq!(passwords.verify("correct horse", Some(&hash)).await.unwrap(), Verdict::RightButOld);
    }

    #[test]
    fn what_is_easy_to_guess_is_refused() {
        for refused in ["short", "ada@example.org", "ADA Lovelace", "aaaaaaaaaaaa", &"x1y2".repeat(100)] {
            assert!(check(refused, "ada@example.org", "Ada Lovelace").is_err(), "{refused}");
        }
        check("correct horse", "ada@example.org", "Ada").unwrap();
    }
}
