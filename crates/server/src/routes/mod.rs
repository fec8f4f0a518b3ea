//! The routes of `/api/v1` and those beside it.

mod accounts;
mod api_keys;
mod audit;
mod auth;
mod chat;
mod collections;
mod documents;
mod export;
mod folders;
mod health;
mod invitations;
mod links;
mod models;
mod privacy;
mod profile;
mod prompts;
mod roles;
mod runs;
mod search;
mod second_factor;
mod shares;
mod sharing;
mod transfer;

pub use export::room;

use crate::{
    Deps,
    problem::{ApiResult, Problem},
    ws,
};
use axum::{Router, http, routing::get};
use chatbox_core::page::PageRequest;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Deserializer};
use utoipa::{
    OpenApi,
    openapi::{Content, OpenApi as Document, Ref, RefOr, ResponseBuilder},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Rows of a page when nobody says.
const PAGE: u32 = 50;

#[derive(OpenApi)]
#[openapi(
    info(title = "Chatbox", description = "Everything the page does goes through this API. See docs/api.md."),
    components(schemas(
        Problem,
        ws::ClientFrame,
        ws::ServerFrame,
        chatbox_core::chat::LoggedEvent,
        chatbox_core::ids::RoleId,
        chatbox_core::documents::DocumentSort,
        documents::Order,
        transfer::Format
    ))
)]
struct Base;

/// The OpenAPI document of the API, as `openapi.json` holds it.
pub fn openapi() -> Document {
    api().1
}

pub(crate) fn api() -> (Router<Deps>, Document) {
    let api = OpenApiRouter::new()
        .routes(routes!(health::status))
        .routes(routes!(auth::show))
        .routes(routes!(auth::set_up))
        .routes(routes!(auth::sign_in))
        .routes(routes!(auth::renew))
        .routes(routes!(auth::sign_out))
        .routes(routes!(auth::sessions, auth::close_others))
        .routes(routes!(auth::close))
        .routes(routes!(auth::change_password))
        .routes(routes!(profile::show, profile::change))
        .merge(profile::avatars())
        .routes(routes!(profile::list))
        .routes(routes!(profile::avatar))
        .routes(routes!(export::export))
        .routes(routes!(privacy::preview))
        .routes(routes!(privacy::delete_own))
        .routes(routes!(privacy::preview_of))
        .routes(routes!(privacy::report))
        .routes(routes!(sharing::directory))
        .routes(routes!(sharing::create_group))
        .routes(routes!(sharing::change_group, sharing::delete_group))
        .routes(routes!(sharing::grants, sharing::share))
        .routes(routes!(sharing::conversation_grants, sharing::share_conversation))
        .routes(routes!(roles::list, roles::create))
        .routes(routes!(roles::change, roles::remove))
        .routes(routes!(audit::list))
        .routes(routes!(audit::export))
        .routes(routes!(api_keys::list, api_keys::create))
        .routes(routes!(api_keys::revoke))
        .routes(routes!(invitations::list, invitations::create))
        .routes(routes!(invitations::withdraw))
        .routes(routes!(invitations::show))
        .routes(routes!(invitations::join))
        .routes(routes!(second_factor::show, second_factor::begin))
        .routes(routes!(second_factor::confirm))
        .routes(routes!(second_factor::remove))
        .routes(routes!(second_factor::renew_recovery_codes))
        .routes(routes!(accounts::remove_second_factor))
        .routes(routes!(accounts::list, accounts::create))
        .routes(routes!(accounts::change, privacy::delete))
        .routes(routes!(accounts::renew_password))
        .routes(routes!(collections::list, collections::create))
        .routes(routes!(collections::rename, collections::remove))
        .merge(documents::uploads())
        .routes(routes!(documents::list))
        .routes(routes!(documents::show, documents::change, documents::remove))
        .routes(routes!(documents::versions))
        .routes(routes!(documents::tags))
        .routes(routes!(links::add))
        .routes(routes!(documents::text))
        .routes(routes!(documents::content))
        .routes(routes!(documents::control))
        .routes(routes!(documents::ingestion))
        .routes(routes!(search::search))
        .routes(routes!(chat::list, chat::create))
        .routes(routes!(chat::show, chat::change, chat::remove))
        .routes(routes!(chat::messages, runs::ask))
        .routes(routes!(chat::search))
        .routes(routes!(chat::fork))
        .routes(routes!(chat::edit, chat::remove_message))
        .routes(routes!(transfer::one))
        .routes(routes!(transfer::all))
        .merge(transfer::imports())
        .routes(routes!(folders::list, folders::create))
        .routes(routes!(folders::change, folders::remove))
        .routes(routes!(prompts::list, prompts::create))
        .routes(routes!(prompts::change, prompts::remove))
        .routes(routes!(shares::create))
        .routes(routes!(shares::list))
        .routes(routes!(shares::revoke))
        .routes(routes!(shares::show))
        .routes(routes!(runs::show))
        .routes(routes!(runs::events))
        .routes(routes!(runs::stop))
        .routes(routes!(models::list))
        .routes(routes!(models::provider, models::connect, models::disconnect))
        .routes(routes!(models::test))
        .routes(routes!(ws::open));
    let (router, mut document) = OpenApiRouter::with_openapi(Base::openapi()).nest("/api/v1", api).split_for_parts();
    complete(&mut document);
    (router, document)
}

/// Gives every operation the id `METHOD_PATH` (handlers of different files share names, operation ids must not), and the answers that any
/// operation of its kind may give.
fn complete(document: &mut Document) {
    for (path, item) in &mut document.paths.paths {
        let words: Vec<&str> =
            path.trim_start_matches("/api/v1").split(['/', '{', '}']).filter(|word| !word.is_empty()).collect();
        let methods = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in methods {
            if let Some(operation) = operation {
                operation.operation_id = Some(format!("{method}_{}", words.join("_")));
                let takes_body = operation.request_body.is_some();
                let takes_any = takes_body || path.contains('{') || operation.parameters.is_some();
                let shared = [
                    (takes_any, "400", "A part of the request is not accepted."),
                    (operation.security.is_none(), "401", "Nobody is signed in; only on a server with accounts."),
                    (
                        operation.security.is_none(),
                        "403",
                        "Role, key or share do not allow it, or it comes from a foreign page.",
                    ),
                    (takes_any, "404", "What it is about is not there."),
                    (takes_body, "413", "The body is too large."),
                    (takes_body, "415", "The body is not of the type that is expected."),
                    (takes_body, "422", "The body does not have the shape that is expected."),
                    (path.contains("/auth/"), "409", "The server has no accounts, or it contradicts what is there."),
                    (path.contains("/auth/"), "429", "Too many failed attempts, or too much at once."),
                ];
                let responses = &mut operation.responses.responses;
                for (status, response) in responses.iter_mut() {
                    // Handlers name the body of a refusal only; `problem` gives it its type.
                    if status.as_str() >= "400"
                        && let RefOr::T(response) = response
                        && let Some(problem) = response.content.shift_remove("application/json")
                    {
                        response.content.insert("application/problem+json".to_owned(), problem);
                    }
                }
                for (_, status, words) in shared.into_iter().filter(|(applies, ..)| *applies) {
                    responses.entry(status.to_owned()).or_insert_with(|| {
                        let problem = Content::new(Some(Ref::from_schema_name("Problem")));
                        let response = ResponseBuilder::new().description(words);
                        response.content("application/problem+json", problem).build().into()
                    });
                }
            }
        }
    }
}

/// Routes for operators, and the answer to unknown API addresses.
pub(crate) fn unlisted() -> Router<Deps> {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .route("/api/{*rest}", axum::routing::any(|| async { Problem::not_found("address") }))
}

/// Compresses API answers only: page files are compressed at build time, streams and downloads must not be held back.
pub(crate) fn is_api_json(
    _: http::StatusCode,
    _: http::Version,
    headers: &http::HeaderMap,
    _: &http::Extensions,
) -> bool {
    headers.get(http::header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

/// What RFC 5987 leaves as it is in a file name, as far as every browser agrees.
const ATTR_CHAR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');

/// A file name as RFC 5987 has it in a header.
fn escaped(name: &str) -> impl std::fmt::Display {
    utf8_percent_encode(name, ATTR_CHAR)
}

/// Tells `null` from absent.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Which part of a list is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// `next` of the page before.
    cursor: Option<String>,
    /// Rows wanted, 1 to 200; 50 if absent.
    limit: Option<u32>,
}

impl Paging {
    pub(crate) fn request(self) -> ApiResult<PageRequest> {
        let limit = self.limit.unwrap_or(PAGE);
        if !(1..=PageRequest::MAX).contains(&limit) {
            return Err(Problem::invalid(format!("limit is {limit}."), "Use a limit from 1 to 200."));
        }
        Ok(PageRequest { cursor: self.cursor, limit })
    }
}
