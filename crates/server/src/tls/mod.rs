//! TLS in the process: certificate files that are read again when they change, or certificates of an ACME server.

mod acme;
mod files;

use acme::Acme;
use files::Files;
use rustls::{
    ServerConfig,
    crypto::{CryptoProvider, ring},
    server::{Acceptor, ResolvesServerCert},
};
use rustls_acme::is_tls_alpn_challenge;
use std::{
    io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use tokio_rustls::{LazyConfigAcceptor, server::TlsStream};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// Where certificates come from.
#[derive(Debug, Clone)]
pub enum Certificates {
    /// PEM files.
    Files {
        /// The certificate and those between it and its root.
        certificate: PathBuf,
        /// Its key, not encrypted.
        key: PathBuf,
    },
    /// An ACME server (RFC 8555) that asks on this port (TLS-ALPN-01, RFC 8737).
    Acme {
        /// Names to be certified.
        domains: Vec<String>,
        /// An address for warnings.
        contact: Option<String>,
        /// The server's directory.
        directory: String,
        /// PEM file of the only root its own certificate may come from.
        root: Option<PathBuf>,
        /// Folder for the account's key and the certificates.
        cache: PathBuf,
    },
}

/// Why TLS cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file is missing or is not what it should be.
    #[error("{}: {problem}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What is wrong, and what to do.
        problem: String,
    },
    /// The library refused.
    #[error(transparent)]
    Library(#[from] rustls::Error),
}

/// What connections are secured with.
pub struct Tls {
    config: Arc<ServerConfig>,
    /// For the ACME server's questions.
    challenge: Option<Arc<ServerConfig>>,
    upkeep: Mutex<Option<Upkeep>>,
}

enum Upkeep {
    Files(Arc<Files>),
    Acme(Acme),
}

impl Tls {
    /// Reads the files, or what an earlier start got from the ACME server.
    ///
    /// # Errors
    /// `File` for a file that cannot be used.
    pub fn open(certificates: Certificates) -> Result<Self, TlsError> {
        let provider = Arc::new(ring::default_provider());
        match certificates {
            Certificates::Files { certificate, key } => {
                let files = Arc::new(Files::open(certificate, key, Arc::clone(&provider))?);
                let config = config(&provider, Arc::clone(&files) as _)?;
                Ok(Self { config, challenge: None, upkeep: Mutex::new(Some(Upkeep::Files(files))) })
            }
            Certificates::Acme { domains, contact, directory, root, cache } => {
                let acme = acme::open(&domains, contact, &directory, root, cache, &provider)?;
                let config = config(&provider, acme.resolver())?;
                let challenge = Some(acme.challenge_rustls_config_with_provider(provider));
                Ok(Self { config, challenge, upkeep: Mutex::new(Some(Upkeep::Acme(acme))) })
            }
        }
    }

    /// Reads changed files, or renews certificates, until it is dropped. To be called once.
    pub async fn tend(&self) {
        let upkeep = self.upkeep.lock().unwrap_or_else(PoisonError::into_inner).take();
        match upkeep {
            Some(Upkeep::Files(files)) => files.watch().await,
            Some(Upkeep::Acme(acme)) => acme::run(acme).await,
            None => {}
        }
    }

    /// Secures a connection; none for one that the ACME server only asked on.
    pub(crate) async fn secure(&self, tcp: TcpStream) -> io::Result<Option<TlsStream<TcpStream>>> {
        let hello = LazyConfigAcceptor::new(Acceptor::default(), tcp).await?;
        match &self.challenge {
            Some(challenge) if is_tls_alpn_challenge(&hello.client_hello()) => {
                hello.into_stream(Arc::clone(challenge)).await?.shutdown().await?;
                Ok(None)
            }
            _ => hello.into_stream(Arc::clone(&self.config)).await.map(Some),
        }
    }
}

fn config(
    provider: &Arc<CryptoProvider>,
    resolver: Arc<dyn ResolvesServerCert>,
) -> Result<Arc<ServerConfig>, TlsError> {
    let builder = ServerConfig::builder_with_provider(Arc::clone(provider)).with_safe_default_protocol_versions()?;
    let mut config = builder.with_no_client_auth().with_cert_resolver(resolver);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
