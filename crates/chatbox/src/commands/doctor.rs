//! `chatbox doctor`

mod parts;

use super::Base;
use crate::cli::Doctor;
use anyhow::{Context, bail};
use chatbox_models::{CATALOGUE, Models, State};
use std::{
    fmt::Display,
    io::{Read as _, Write as _},
    net::TcpStream,
    process::ExitCode,
    time::Duration,
};

/// Longest wait for a server's answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// One finding: what is looked at, whether it is fine, and what to do.
struct Finding {
    what: String,
    fine: bool,
    advice: String,
}

impl Finding {
    /// What is looked at and, in brackets, how it was found; an error is followed by what to do.
    fn of(what: impl Display, result: anyhow::Result<String>, advice: &str) -> Self {
        match result {
            Ok(state) if state.is_empty() => Self { what: what.to_string(), fine: true, advice: String::new() },
            Ok(state) => Self { what: format!("{what} ({state})"), fine: true, advice: String::new() },
            Err(error) => Self { what: what.to_string(), fine: false, advice: format!("{error:#}: {advice}") },
        }
    }
}

/// Looks at everything that can be looked at without starting.
pub(crate) async fn run(base: &Base, doctor: &Doctor) -> anyhow::Result<ExitCode> {
    let findings = match &doctor.server {
        Some(url) => vec![server(url)],
        None => {
            let mut findings = vec![data_folder(base)];
            findings.extend(models(base));
            findings.push(port(base));
            findings.extend(parts::all(base).await);
            findings
        }
    };
    let fine = findings.iter().all(|finding| finding.fine);
    if !doctor.quiet {
        for Finding { what, fine, advice } in &findings {
            println!(
                "{} {what}{}",
                if *fine { "ok  " } else { "BAD " },
                if *fine { String::new() } else { format!("\n     {advice}") }
            );
        }
    }
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn data_folder(base: &Base) -> Finding {
    let path = base.data.path();
    let probe = path.join(".doctor");
    let write = || Ok(std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe))?);
    let written = base.data.make().and_then(|()| write());
    Finding {
        what: format!("data folder {}", path.display()),
        fine: written.is_ok(),
        advice: format!(
            "it cannot be written ({}): mend its permissions or name another with --data",
            written.err().map_or(String::new(), |error| format!("{error:#}"))
        ),
    }
}

fn models(base: &Base) -> Vec<Finding> {
    let models = Models::new(base.data.models());
    let finding = |spec: &'static chatbox_models::Spec| {
        let status = models.verify(spec.id);
        Finding {
            what: format!("model {}", spec.id),
            fine: status.is_ok_and(|status| status.state == State::Present),
            advice: format!("missing or damaged: run `chatbox models pull {}`", spec.id),
        }
    };
    CATALOGUE.iter().map(finding).collect()
}

/// The port is free, or it is our own server that holds it.
fn port(base: &Base) -> Finding {
    let server = &base.layers.settings.server;
    let address = (server.host, server.port);
    let free = server.port == 0 || std::net::TcpListener::bind(address).is_ok();
    let ours = !free && base.data.holder().is_some();
    Finding {
        what: format!(
            "address {}:{}{}",
            server.host,
            server.port,
            if ours { " (in use by this folder's server)" } else { "" }
        ),
        fine: free || ours,
        advice: "another program listens there: stop it, or choose another port with --port or server.port".to_owned(),
    }
}

fn server(url: &str) -> Finding {
    let ready = ask(url);
    Finding {
        what: format!("server {url}"),
        fine: ready.is_ok(),
        advice: ready.err().map_or(String::new(), |error| format!("{error:#}")),
    }
}

/// Asks `/readyz` of a plain HTTP server.
fn ask(url: &str) -> anyhow::Result<()> {
    let host = url.strip_prefix("http://").context("the address must begin with http://")?.trim_end_matches('/');
    let mut stream = TcpStream::connect(host).context("nothing listens there: start it with `chatbox serve`")?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).context("the server does not answer")?;
    match answer.split_once("\r\n\r\n") {
        Some((head, _)) if head.starts_with("HTTP/1.1 200") => Ok(()),
        Some((_, body)) => bail!("not ready: {body}"),
        None => bail!("the server's answer cannot be read"),
    }
}
