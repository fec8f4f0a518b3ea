//! Access tokens that are signed, and secrets that are kept as hashes.

use crate::AuthError;
use chatbox_core::{
    auth::{SigningKey, SigningKeyStore, TokenHash},
    clock::Time,
    ids::{SessionId, SigningKeyId, UserId},
};
use chrono::TimeDelta;
use ed25519_dalek::SigningKey as Pair;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;

/// How long an access token is good for; its session is asked for at every use all the same.
pub(crate) const ACCESS_LIFE: TimeDelta = TimeDelta::minutes(15);
/// A key signs for so long, and is known until its last token is over.
const KEY_LIFE: TimeDelta = TimeDelta::days(30);
const ISSUER: &str = "chatbox";
/// What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410, section 7).
const PKCS8: [u8; 16] = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
/// Unknown key names are looked up in the store no more often than this.
const LOOK_EVERY: TimeDelta = TimeDelta::seconds(5);
/// Tokens whose signature is remembered as good.
const GOOD: u64 = 10_000;

/// What an access token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) sub: UserId,
    pub(crate) sid: SessionId,
    /// Unix seconds.
    pub(crate) exp: i64,
    iat: i64,
    iss: Iss,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Iss {
    #[serde(rename = "chatbox")]
    Chatbox,
}

/// The keys, loaded from the store and renewed when they are old.
pub(crate) struct Keys {
    store: Arc<dyn SigningKeyStore>,
    loaded: RwLock<Arc<Vec<Key>>>,
    /// When the store was last asked; held while it is.
    asked: Mutex<Option<Time>>,
    /// What tokens say whose signature was good: a program sends the same one hundreds of times.
    good: Cache<TokenHash, Claims>,
}

struct Key {
    id: SigningKeyId,
    created_at: Time,
    signs: EncodingKey,
    verifies: DecodingKey,
}

impl Keys {
    pub(crate) fn new(store: Arc<dyn SigningKeyStore>) -> Self {
        Self { store, loaded: RwLock::default(), asked: Mutex::new(None), good: Cache::new(GOOD) }
    }

    /// A token for a session.
    pub(crate) async fn sign(&self, user: UserId, session: SessionId, now: Time) -> Result<String, AuthError> {
        let keys = self.fresh(now).await?;
        let key = keys.first().ok_or_else(|| AuthError::fault("there is no key to sign with"))?;
        let header = Header { kid: Some(key.id.to_string()), ..Header::new(Algorithm::EdDSA) };
        let (iat, exp) = (now.timestamp(), (now + ACCESS_LIFE).timestamp());
        let claims = Claims { sub: user, sid: session, exp, iat, iss: Iss::Chatbox };
        encode(&header, &claims, &key.signs).map_err(AuthError::fault)
    }

    /// What a token says, if one of our keys signed it and it is not over.
    pub(crate) async fn verify(&self, token: &str, now: Time) -> Result<Claims, AuthError> {
        let name = hash(token);
        let claims = match self.good.get(&name) {
            Some(claims) => claims,
            None => {
                let claims = self.check(token, now).await?;
                self.good.insert(name, claims);
                claims
            }
        };
        if claims.exp <= now.timestamp() { Err(AuthError::Unauthenticated) } else { Ok(claims) }
    }

    /// What a token says, if one of our keys signed it.
    async fn check(&self, token: &str, now: Time) -> Result<Claims, AuthError> {
        let header = decode_header(token).map_err(|_| AuthError::Unauthenticated)?;
        let id: SigningKeyId = header.kid.and_then(|id| id.parse().ok()).ok_or(AuthError::Unauthenticated)?;
        let mut keys = self.loaded();
        if !keys.iter().any(|key| key.id == id) {
            // Another node may have made a new key.
            keys = self.look(now).await?;
        }
        let key = keys.iter().find(|key| key.id == id).ok_or(AuthError::Unauthenticated)?;
        let mut rules = Validation::new(Algorithm::EdDSA);
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["exp", "iss", "sub"]);
        // The clock of the program decides, which tests can set.
        rules.validate_exp = false;
        Ok(decode(token, &key.verifies, &rules).map_err(|_| AuthError::Unauthenticated)?.claims)
    }

    fn loaded(&self) -> Arc<Vec<Key>> {
        Arc::clone(&self.loaded.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keys of which the first is young enough to sign.
    async fn fresh(&self, now: Time) -> Result<Arc<Vec<Key>>, AuthError> {
        let young = |keys: &[Key]| keys.first().is_some_and(|key| now - key.created_at < KEY_LIFE);
        let keys = self.loaded();
        if young(&keys) {
            return Ok(keys);
        }
        let keys = self.look(now).await?;
        if young(&keys) {
            return Ok(keys);
        }
        let key = SigningKey { id: SigningKeyId::new(), seed: random()?, created_at: now };
        self.store.add_signing_key(&key, now - KEY_LIFE - ACCESS_LIFE).await?;
        tracing::info!(key = %key.id, "made a new key for access tokens");
        *self.asked.lock().await = None;
        self.look(now).await
    }

    /// Asks the store again, unless that was just done.
    async fn look(&self, now: Time) -> Result<Arc<Vec<Key>>, AuthError> {
        let mut asked = self.asked.lock().await;
        if asked.is_none_or(|at| now - at >= LOOK_EVERY || now < at) {
            let keys: Vec<Key> = self.store.signing_keys().await?.iter().map(key).collect();
            *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
            *asked = Some(now);
        }
        Ok(self.loaded())
    }
}

fn key(stored: &SigningKey) -> Key {
    let public = Pair::from_bytes(&stored.seed).verifying_key();
    Key {
        id: stored.id,
        created_at: stored.created_at,
        signs: EncodingKey::from_ed_der(&[&PKCS8[..], &stored.seed].concat()),
        verifies: DecodingKey::from_ed_der(public.as_bytes()),
    }
}

/// A secret of 256 random bits as 64 hex digits, and what is stored of it.
pub(crate) fn secret() -> Result<(String, TokenHash), AuthError> {
    let secret: String = random()?.iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hash(&secret);
    Ok((secret, hash))
}

/// What is stored of a secret. It is random already, so that a quick hash will do.
pub(crate) fn hash(secret: &str) -> TokenHash {
    TokenHash(Sha256::digest(secret.as_bytes()).into())
}

pub(crate) fn random() -> Result<[u8; 32], AuthError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(AuthError::fault)?;
    Ok(bytes)
}
