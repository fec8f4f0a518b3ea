//! `chatbox serve`

use super::Base;
use crate::{compose::App, health::Components};
use anyhow::{Context, anyhow, bail};
use chatbox_auth::{Audit, Auth, Deletions};
use chatbox_core::{auth::AccountStore, sealing::Reseal};
use chatbox_server::{Certificates, Deps, Guard, Peers, Tls};
use chatbox_vault::{Progress, REFRESH, Vault};
use chrono::TimeDelta;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How often old sessions are removed.
const TIDY: Duration = Duration::from_secs(60 * 60);
/// How often histograms are condensed; the exporter's own default.
const UPKEEP: Duration = Duration::from_secs(5);

/// Serves until SIGTERM or SIGINT, then finishes or hands over what runs.
pub(crate) async fn run(base: Base) -> anyhow::Result<()> {
    let settings = base.layers.settings.server.clone();
    let metrics = PrometheusBuilder::new().install_recorder()?;
    crate::metrics::describe();
    let is_single = base.layers.settings.auth.single_user;
    if is_single && !settings.host.is_loopback() {
        bail!(
            "{} can be reached from other machines, and a single user does not sign in; leave --single-user out, or listen on 127.0.0.1",
            settings.host
        );
    }
    let tls = tls(&base)?;
    let peers = Peers::behind(&settings.proxies).map_err(|problem| anyhow!("server.proxies: {problem}"))?;
    let app = App::open(&base).await?;
    if is_single && app.store.accounts().await?.len() > 1 {
        bail!(
            "several people have accounts here; a single user would see the owner's documents without signing in; leave --single-user out"
        );
    }
    let listener = TcpListener::bind((settings.host, settings.port)).await.with_context(|| {
        format!("cannot listen on {}:{}; choose another port with --port", settings.host, settings.port)
    })?;
    let address = listener.local_addr()?;
    let redirects = match settings.redirect_port {
        None => None,
        Some(_) if tls.is_none() => bail!("server.redirect_port is of no use without server.tls"),
        Some(port) => Some(TcpListener::bind((settings.host, port)).await.with_context(|| {
            format!("cannot listen on {}:{port}; choose another server.redirect_port", settings.host)
        })?),
    };
    let (stopping, tasks) = (CancellationToken::new(), TaskTracker::new());
    let deps = Deps {
        auth: app.auth.clone(),
        audit: app.audit.clone(),
        deletions: app.deletions.clone(),
        portraits: app.loader.clone(),
        exports: chatbox_server::room(),
        peers,
        rag: Arc::clone(&app.rag),
        chat: Arc::clone(&app.chat),
        conversations: app.conversations.clone(),
        folders: app.store.clone(),
        prompts: app.store.clone(),
        shares: app.store.clone(),
        sharing: app.store.clone(),
        fetch: app.web.clone(),
        models: app.providers.clone(),
        provider: app.providers.clone(),
        idempotency: app.store.clone(),
        health: Arc::new(Components::of(&app, &base.data)),
        clock: app.clock.clone(),
        metrics: metrics.clone(),
        stopping: stopping.clone(),
        tasks: tasks.clone(),
    };
    let guard = Guard::new(settings.host, &settings.hosts);
    if guard.is_open() {
        tracing::warn!(
            "any page in a browser can reach this server under a name of its own: set server.hosts to the names it has"
        );
    }
    let router = chatbox_server::router(deps, guard, chatbox_web::router());
    app.start().await?;
    tasks.spawn(upkeep(metrics, stopping.clone()));
    let parts: [Arc<dyn Reseal>; 2] = [app.store.clone(), app.blobs.clone()];
    tasks.spawn(seal(app.vault.clone(), parts, stopping.clone()));
    let retention = base.layers.settings.audit.retention_days.map(|days| TimeDelta::days(days.get().into()));
    tasks.spawn(tidy(app.auth.clone(), app.audit.clone(), app.deletions.clone(), retention, stopping.clone()));
    let scheme = if tls.is_some() { "https" } else { "http" };
    app.announce(&format!("{scheme}://{}", reachable(address)))?;
    println!("Chatbox is at {scheme}://{address}");
    if let Some(auth) = &app.auth
        && let Some(secret) = auth.begin_setup().await?
    {
        println!("Make the owner's account: {scheme}://{}/setup#{secret}", reachable(address));
    }
    let ended = stopping.clone();
    if let Some(tls) = tls.clone() {
        tasks.spawn(stopping.clone().run_until_cancelled_owned(async move { tls.tend().await }));
    }
    if let Some(redirects) = redirects {
        let (port, ended) = (address.port(), stopping.clone());
        let redirect = chatbox_server::redirect(redirects, port, async move { ended.cancelled().await });
        tasks.spawn(async move {
            if let Err(error) = redirect.await {
                tracing::error!(%error, "nobody is sent to TLS any more");
            }
        });
    }
    let server = chatbox_server::serve(listener, tls, router, async move { ended.cancelled().await });
    tokio::pin!(server);
    tokio::select! {
        result = &mut server => {
            stopping.cancel();
            result?;
        }
        name = asked_to_stop()? => {
            tracing::info!(signal = name, "shutting down");
            stopping.cancel();
            let deadline = Duration::from_secs(settings.shutdown_seconds);
            app.stop(deadline).await;
            // Readers that do not take their last bytes must not keep the process.
            let _ = tokio::time::timeout(deadline, server).await;
        }
    }
    tasks.close();
    tasks.wait().await;
    app.close().await;
    Ok(())
}

/// What the settings say about TLS.
fn tls(base: &Base) -> anyhow::Result<Option<Arc<Tls>>> {
    let settings = &base.layers.settings.server.tls;
    let certificates = match (&settings.certificate, &settings.certificate_key, &settings.acme) {
        (None, None, acme) if acme.domains.is_empty() => return Ok(None),
        (None, None, acme) => Certificates::Acme {
            domains: acme.domains.clone(),
            contact: acme.contact.clone(),
            directory: acme.directory.clone(),
            root: acme.root.clone(),
            cache: base.data.acme(),
        },
        (Some(_), Some(_), acme) if !acme.domains.is_empty() => {
            bail!("server.tls has files and an ACME server; leave one of them out")
        }
        (Some(certificate), Some(key), _) => Certificates::Files { certificate: certificate.clone(), key: key.clone() },
        _ => bail!("server.tls.certificate and server.tls.certificate_key go together"),
    };
    Ok(Some(Arc::new(Tls::open(certificates).context("server.tls")?)))
}

/// Where this machine reaches a server that listens there.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Keeps histograms small while nobody reads them.
async fn upkeep(metrics: PrometheusHandle, stopping: CancellationToken) {
    let mut ticks = tokio::time::interval(UPKEEP);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = ticks.tick() => metrics.run_upkeep(),
        }
    }
}

/// Seals with the newest data key whatever is not.
async fn seal(vault: Arc<Vault>, parts: [Arc<dyn Reseal>; 2], stopping: CancellationToken) {
    let mut ticks = tokio::time::interval(REFRESH);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = ticks.tick() => {}
        }
        // Goes on at the next start if the server stops in the middle.
        let done = tokio::select! {
            () = stopping.cancelled() => return,
            done = vault.tend(&parts) => done,
        };
        match done {
            Ok(None | Some(Progress { count: 0, .. })) => {}
            Ok(Some(Progress { number, count })) => {
                tracing::info!(key = %number, count, "sealed everything with the newest key")
            }
            Err(error) => tracing::warn!(%error, "not everything was sealed with the newest key"),
        }
    }
}

/// Removes what is left of old sessions, and old lines of the audit log.
async fn tidy(
    auth: Option<Arc<Auth>>,
    audit: Arc<Audit>,
    deletions: Arc<Deletions>,
    retention: Option<TimeDelta>,
    stopping: CancellationToken,
) {
    let mut ticks = tokio::time::interval(TIDY);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = ticks.tick() => {}
        }
        if let Some(auth) = &auth {
            match auth.tidy().await {
                Ok(0) => {}
                Ok(sessions) => tracing::info!(sessions, "removed old sessions"),
                Err(error) => tracing::warn!(%error, "old sessions were not removed"),
            }
        }
        if let Err(error) = deletions.tidy().await {
            tracing::warn!(%error, "old reports of deletions were not removed");
        }
        if let Some(age) = retention {
            match audit.trim(age).await {
                Ok(0) => {}
                Ok(lines) => tracing::info!(lines, "removed old lines of the audit log"),
                Err(error) => tracing::warn!(%error, "old lines of the audit log were not removed"),
            }
        }
    }
}

fn asked_to_stop() -> anyhow::Result<impl Future<Output = &'static str>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        }
    })
}
