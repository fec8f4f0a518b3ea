#![doc = include_str!("../README.md")]

mod archive;
mod asker;
mod audit;
mod cookies;
mod door;
mod guard;
mod headers;
mod idempotency;
mod metrics;
mod peers;
mod problem;
mod routes;
mod tls;
mod ws;

pub use door::{redirect, serve};
pub use guard::Guard;
pub use peers::Peers;
pub use problem::Problem;
pub use routes::{openapi, room};
pub use tls::{Certificates, Tls, TlsError};

use axum::{Router, extract::DefaultBodyLimit, middleware};
use chatbox_auth::{Audit, Auth, Deletions};
use chatbox_chat::Chat;
use chatbox_core::{
    chat::ChatStore,
    clock::Clock,
    fetch::Fetch,
    folders::FolderStore,
    health::Health,
    idempotency::IdempotencyStore,
    models::{ChatModels, ProviderSetup},
    privacy::Portraits,
    prompts::PromptStore,
    shares::ShareStore,
    sharing::SharingStore,
};
use chatbox_rag::Rag;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, Predicate as _, predicate::DefaultPredicate},
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};

/// Largest JSON body in bytes; uploads have their own limit per file.
const JSON_LIMIT: usize = 1024 * 1024;

/// What the handlers call.
#[derive(Clone)]
pub struct Deps {
    /// Accounts; none where everybody who reaches the server is its one user.
    pub auth: Option<Arc<Auth>>,
    /// The audit log.
    pub audit: Arc<Audit>,
    /// Accounts that go.
    pub deletions: Arc<Deletions>,
    /// Makes small pictures of people.
    pub portraits: Arc<dyn Portraits>,
    /// Room for exports of all of somebody's data, made by `room`.
    pub exports: Arc<Semaphore>,
    /// Where requests come from.
    pub peers: Peers,
    /// The retrieval engine.
    pub rag: Arc<Rag>,
    /// The chat engine.
    pub chat: Arc<Chat>,
    /// Conversations and messages.
    pub conversations: Arc<dyn ChatStore>,
    /// Folders of conversations.
    pub folders: Arc<dyn FolderStore>,
    /// The prompt library.
    pub prompts: Arc<dyn PromptStore>,
    /// Links to snapshots.
    pub shares: Arc<dyn ShareStore>,
    /// With whom what is shared.
    pub sharing: Arc<dyn SharingStore>,
    /// Fetches what links lead to.
    pub fetch: Arc<dyn Fetch>,
    /// Chat models.
    pub models: Arc<dyn ChatModels>,
    /// The connected provider.
    pub provider: Arc<dyn ProviderSetup>,
    /// Answers to repeated creations.
    pub idempotency: Arc<dyn IdempotencyStore>,
    /// State of the parts.
    pub health: Arc<dyn Health>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What `/metrics` renders.
    pub metrics: PrometheusHandle,
    /// Cancelled on shutdown: sockets and streams end.
    pub stopping: CancellationToken,
    /// Work that goes on when its client has gone away; to be awaited on shutdown.
    pub tasks: TaskTracker,
}

/// Everything the binary serves: the API, its docs, health, metrics, and `page` for all other paths.
pub fn router(deps: Deps, guard: Guard, page: Router) -> Router {
    let (api, openapi) = routes::api();
    let peers = deps.peers.clone();
    Router::new()
        .merge(api.route_layer(middleware::from_fn_with_state(deps.clone(), audit::record)))
        .merge(routes::unlisted())
        .with_state(deps)
        .merge(utoipa_swagger_ui::SwaggerUi::new("/docs").url("/openapi.json", openapi))
        .merge(page)
        .layer(
            ServiceBuilder::new()
                .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
                .layer(TraceLayer::new_for_http().make_span_with(metrics::span))
                .layer(middleware::from_fn(metrics::count))
                .layer(PropagateRequestIdLayer::x_request_id())
                .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(routes::is_api_json)))
                .layer(middleware::from_fn_with_state(peers, headers::secure))
                .layer(middleware::from_fn(problem::render))
                .layer(CatchPanicLayer::custom(problem::panicked))
                .layer(middleware::from_fn_with_state(guard, guard::check))
                .layer(DefaultBodyLimit::max(JSON_LIMIT)),
        )
}
