//! Certificate and key in PEM files.

use super::{LOOK, TlsError};
use rustls::{
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use std::{
    fmt::Display,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::SystemTime,
};
use tokio::time::{MissedTickBehavior, interval};

#[derive(Debug)]
pub(super) struct Files {
    certificate: PathBuf,
    key: PathBuf,
    provider: Arc<CryptoProvider>,
    current: RwLock<Arc<CertifiedKey>>,
}

impl Files {
    pub(super) fn open(certificate: PathBuf, key: PathBuf, provider: Arc<CryptoProvider>) -> Result<Self, TlsError> {
        let current = RwLock::new(Arc::new(read(&certificate, &key, &provider)?));
        Ok(Self { certificate, key, provider, current })
    }

    /// Takes new files into use; broken ones are told to the log, and those before stay.
    pub(super) async fn watch(&self) {
        let mut ticks = interval(LOOK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut seen = self.changed();
        loop {
            ticks.tick().await;
            let now = self.changed();
            if now == seen {
                continue;
            }
            seen = now;
            match read(&self.certificate, &self.key, &self.provider) {
                Ok(new) => {
                    *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
                    tracing::info!("took the new TLS certificate into use");
                }
                Err(error) => tracing::error!(%error, "the new TLS certificate cannot be used; the one before stays"),
            }
        }
    }

    fn changed(&self) -> [Option<SystemTime>; 2] {
        [&self.certificate, &self.key].map(|file| fs::metadata(file).and_then(|file| file.modified()).ok())
    }
}

impl ResolvesServerCert for Files {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn read(certificate: &Path, key: &Path, provider: &CryptoProvider) -> Result<CertifiedKey, TlsError> {
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = chain.map_err(|error| wrong(certificate, error))?;
    if chain.is_empty() {
        return Err(wrong(certificate, "there is no certificate in it; it begins with -----BEGIN CERTIFICATE-----"));
    }
    let text = fs::read_to_string(key).map_err(|error| wrong(key, error))?;
    if text.contains("ENCRYPTED") {
        return Err(wrong(
            key,
            "the key is encrypted; decrypt it with `openssl pkey -in … -out …` and protect the file",
        ));
    }
    let private = PrivateKeyDer::from_pem_slice(text.as_bytes())
        .map_err(|_| wrong(key, "there is no private key in it; it begins with -----BEGIN PRIVATE KEY-----"))?;
    CertifiedKey::from_der(chain, private, provider).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => {
            wrong(key, format!("it is not the key of the certificate in {}", certificate.display()))
        }
        other => wrong(certificate, other),
    })
}

fn wrong(file: &Path, problem: impl Display) -> TlsError {
    TlsError::File { file: file.to_owned(), problem: problem.to_string() }
}
