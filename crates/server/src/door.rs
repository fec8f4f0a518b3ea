//! Where connections come in, with TLS or without.

use crate::tls::Tls;
use axum::{
    Router,
    extract::{Request, connect_info::Connected},
    http::{StatusCode, Uri, header, uri::Authority},
    response::{IntoResponse, Response},
    serve::{IncomingStream, Listener},
};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};
use tokio_rustls::server::TlsStream;
use tokio_util::either::Either;

/// Longest time a connection may take to be secured.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Most connections that are being secured; more wait in the system's queue.
const HANDSHAKES: usize = 1024;

type Stream = Either<TcpStream, Box<TlsStream<TcpStream>>>;

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    pub(crate) is_tls: bool,
}

impl Connected<IncomingStream<'_, Door>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        Self { address: *stream.remote_addr(), is_tls: matches!(stream.io(), Either::Right(_)) }
    }
}

/// Accepts connections. Those that are slow to be secured, or say something else, hold up nobody.
pub(crate) struct Door {
    tcp: TcpListener,
    tls: Option<Arc<Tls>>,
    handshakes: JoinSet<Option<(Stream, SocketAddr)>>,
}

impl Door {
    pub(crate) fn new(tcp: TcpListener, tls: Option<Arc<Tls>>) -> Self {
        Self { tcp, tls, handshakes: JoinSet::new() }
    }
}

impl Listener for Door {
    type Io = Stream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Stream, SocketAddr) {
        loop {
            let (stream, address) = tokio::select! {
                Some(done) = self.handshakes.join_next() => match done {
                    Ok(Some(secured)) => return secured,
                    Ok(None) | Err(_) => continue,
                },
                // `TcpListener`'s own waits and tries again where accepting fails.
                accepted = Listener::accept(&mut self.tcp), if self.handshakes.len() < HANDSHAKES => accepted,
            };
            let Some(tls) = &self.tls else { return (Either::Left(stream), address) };
            let tls = Arc::clone(tls);
            self.handshakes.spawn(async move {
                match timeout(HANDSHAKE, tls.secure(stream)).await {
                    Ok(Ok(Some(secured))) => Some((Either::Right(Box::new(secured)), address)),
                    Ok(Ok(None)) => None,
                    Ok(Err(error)) => {
                        tracing::debug!(%address, %error, "no TLS came about");
                        None
                    }
                    Err(_) => None,
                }
            });
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.tcp.local_addr()
    }
}

/// Serves until `stopped`, then finishes the requests under way.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    tls: Option<Arc<Tls>>,
    router: Router,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let service = router.into_make_service_with_connect_info::<Peer>();
    axum::serve(Door::new(listener, tls), service).with_graceful_shutdown(stopped).await
}

/// Sends whoever comes without TLS to the same place with it, on `port`, until `stopped`.
///
/// # Errors
/// When the listener fails.
pub async fn redirect(
    listener: TcpListener,
    port: u16,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = Router::new().fallback(move |request: Request| async move { with_tls(&request, port) });
    axum::serve(listener, router).with_graceful_shutdown(stopped).await
}

fn with_tls(request: &Request, port: u16) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.and_then(|host| host.parse::<Authority>().ok());
    let target = host.and_then(|host| {
        let authority = if port == 443 { host.host().to_owned() } else { format!("{}:{port}", host.host()) };
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        Uri::builder().scheme("https").authority(authority).path_and_query(path).build().ok()
    });
    match target {
        Some(target) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, target.to_string())]).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}
