//! `/models` and `/provider`.

use crate::{
    Deps,
    asker::{Asker, Connector, Json},
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{StatusCode, Uri},
};
use chatbox_core::models::{Endpoint, ModelInfo};
use serde::{Deserialize, Serialize};
use std::time::Instant;
use utoipa::ToSchema;

/// A connected provider, without its key.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct Provider {
    /// Address up to and including the version.
    base_url: String,
    /// The provider's name of the model.
    model: String,
    /// Tokens of the model's window.
    window: usize,
    /// Whether a key is stored.
    key_set: bool,
}

impl From<Endpoint> for Provider {
    fn from(endpoint: Endpoint) -> Self {
        let Endpoint { base_url, model, key, window } = endpoint;
        Self { base_url, model, window, key_set: key.is_some() }
    }
}

/// How a test went.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct ProviderTest {
    /// Whether a real request was answered.
    ok: bool,
    /// What happened.
    detail: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// Milliseconds until the answer was whole.
    latency_ms: u64,
}

/// The models that can be used, the default first.
#[utoipa::path(get, path = "/models", tag = "models", responses((status = 200, body = Vec<ModelInfo>)))]
pub(crate) async fn list(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<Vec<ModelInfo>>> {
    Ok(Json(deps.models.list(who).await?))
}

/// The connected provider, or null.
#[utoipa::path(get, path = "/provider", tag = "models", responses((status = 200, body = Option<Provider>)))]
pub(crate) async fn provider(_: Asker, State(deps): State<Deps>) -> ApiResult<Json<Option<Provider>>> {
    Ok(Json(deps.provider.endpoint().await?.map(Provider::from)))
}

/// Connects a provider for everybody. Without a key, the stored key for the same address is kept.
#[utoipa::path(put, path = "/provider", tag = "models", request_body = Endpoint,
    responses((status = 200, body = Provider), (status = 400, body = Problem), (status = 403, body = Problem), (status = 502, body = Problem)))]
pub(crate) async fn connect(
    _: Connector,
    State(deps): State<Deps>,
    Json(endpoint): Json<Endpoint>,
) -> ApiResult<Json<Option<Provider>>> {
    check_address(&endpoint.base_url)?;
    deps.provider.set_endpoint(Some(endpoint)).await?;
    Ok(Json(deps.provider.endpoint().await?.map(Provider::from)))
}

/// Forgets the provider and its key.
#[utoipa::path(delete, path = "/provider", tag = "models", responses((status = 204), (status = 403, body = Problem)))]
pub(crate) async fn disconnect(_: Connector, State(deps): State<Deps>) -> ApiResult<StatusCode> {
    deps.provider.set_endpoint(None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a real request to an endpoint; a failure is explained in the answer.
#[utoipa::path(post, path = "/provider/test", tag = "models", request_body = Endpoint,
    responses((status = 200, body = ProviderTest), (status = 403, body = Problem)))]
pub(crate) async fn test(_: Connector, State(deps): State<Deps>, Json(endpoint): Json<Endpoint>) -> Json<ProviderTest> {
    let begun = Instant::now();
    let result = deps.provider.test_endpoint(endpoint).await;
    let latency_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    Json(match result {
        Ok(()) => ProviderTest { ok: true, detail: "The model answered.".into(), hint: None, latency_ms },
        Err(error) => {
            let problem = Problem::from(error);
            ProviderTest { ok: false, detail: problem.detail, hint: Some(problem.hint), latency_ms }
        }
    })
}

fn check_address(text: &str) -> ApiResult<()> {
    let address = text.parse::<Uri>().ok().filter(|address| {
        matches!(address.scheme_str(), Some("http" | "https")) && address.host().is_some_and(|host| !host.is_empty())
    });
    let hint = "Give it as http://host:port/v1 or https://host/v1.";
    address.map(|_| ()).ok_or_else(|| Problem::invalid(format!("{text:?} is no address of a model service."), hint))
}
