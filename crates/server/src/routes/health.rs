//! `/status` for the page; `/healthz`, `/readyz` and `/metrics` for operators.

use crate::{
    Deps,
    asker::{Asker, Json},
    problem::ApiResult,
};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use chatbox_core::{
    documents::DocumentState,
    health::{ComponentHealth, StoragePart},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The program at a glance.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct Status {
    /// Version of the program.
    version: String,
    /// Whether every part is ready.
    ready: bool,
    /// The parts.
    components: Vec<ComponentHealth>,
    /// Searchable chunks in the index.
    indexed_chunks: u64,
    /// Documents per state.
    documents: BTreeMap<String, u64>,
    /// What the data folder holds, in bytes; up to a minute old.
    storage: Vec<StoragePart>,
}

/// The program at a glance.
#[utoipa::path(get, path = "/status", tag = "status", responses((status = 200, body = Status)))]
pub(crate) async fn status(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<Status>> {
    let components = deps.health.check().await;
    Ok(Json(Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ready: components.iter().all(|part| part.ready),
        components,
        indexed_chunks: deps.health.indexed_chunks().await,
        storage: deps.health.storage().await,
        documents: deps
            .rag
            .document_counts(who)
            .await?
            .into_iter()
            .map(|(state, count)| (name(state), count))
            .collect(),
    }))
}

/// The process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// Every part is ready, or 503 and which is not.
pub(crate) async fn readyz(State(deps): State<Deps>) -> impl IntoResponse {
    let components = deps.health.check().await;
    let ready = components.iter().all(|part| part.ready);
    (if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(components))
}

/// Prometheus text format.
pub(crate) async fn metrics(State(deps): State<Deps>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], deps.metrics.render())
}

/// The state as JSON spells it.
fn name(state: DocumentState) -> String {
    serde_json::to_value(state).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
