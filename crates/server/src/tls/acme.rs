//! Certificates of an ACME server.

use super::TlsError;
use futures::StreamExt;
use rustls::{
    ClientConfig, RootCertStore,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, pem::PemObject},
};
use rustls_acme::{AcmeConfig, AcmeState, caches::DirCache};
use std::{fs, io, os::unix::fs::DirBuilderExt, path::PathBuf, sync::Arc};

pub(super) type Acme = AcmeState<io::Error, io::Error>;

pub(super) fn open(
    domains: &[String],
    contact: Option<String>,
    directory: &str,
    root: Option<PathBuf>,
    cache: PathBuf,
    provider: &Arc<CryptoProvider>,
) -> Result<Acme, TlsError> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&cache);
    made.map_err(|error| TlsError::File { file: cache.clone(), problem: error.to_string() })?;
    let config = match root {
        None => AcmeConfig::new_with_provider(domains, Arc::clone(provider)),
        Some(root) => AcmeConfig::new_with_client_config(domains, client(root, provider)?),
    };
    let contacts = contact.map(|address| format!("mailto:{address}"));
    Ok(config.contact(contacts).directory(directory).cache(DirCache::new(cache)).state())
}

/// Orders certificates and renews them for ever; a failed order is tried again later.
pub(super) async fn run(mut acme: Acme) {
    while let Some(event) = acme.next().await {
        match event {
            Ok(event) => tracing::info!(?event, "ACME"),
            Err(error) => tracing::error!(
                %error,
                "no certificate yet; the ACME server must reach this server under its names on port 443"
            ),
        }
    }
}

/// Trusts this root alone.
fn client(root: PathBuf, provider: &Arc<CryptoProvider>) -> Result<Arc<ClientConfig>, TlsError> {
    let wrong = |problem: String| TlsError::File { file: root.clone(), problem };
    let found = CertificateDer::pem_file_iter(&root).map_err(|error| wrong(error.to_string()))?;
    let mut roots = RootCertStore::empty();
    for certificate in found {
        roots.add(certificate.map_err(|error| wrong(error.to_string()))?)?;
    }
    if roots.is_empty() {
        return Err(wrong("there is no certificate in it".to_owned()));
    }
    let builder = ClientConfig::builder_with_provider(Arc::clone(provider)).with_safe_default_protocol_versions()?;
    Ok(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}
