//! Conversations out and in: `/conversations/export`, `/conversations/{id}/export`, `/conversations/import`.

use crate::{
    Deps,
    asker::{Asker, Json, Path, Query},
    idempotency::{self, Answer},
    problem::{ApiResult, Problem},
};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use chatbox_chat::transfer::{self, Export, PortableConversation};
use chatbox_core::{
    chat::ConversationFilter,
    error::StoreError,
    ids::{ConversationId, Who},
    page::PageRequest,
};
use futures::{Stream, stream};
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, sync::Arc, vec};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// Most conversations and bytes of one import.
const CONVERSATIONS: usize = 200;
const BYTES: usize = 32 * 1024 * 1024;

/// How an export looks.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Form {
    /// `json` (everything, for an import) or `markdown` (the branch in view, for people); `json` if absent.
    #[serde(default)]
    format: Format,
    /// Whether Markdown has the numbers and the list of sources; it does if absent.
    citations: Option<bool>,
}

/// Formats of exports.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// Everything.
    #[default]
    Json,
    /// The branch in view.
    Markdown,
}

/// Conversations that come from elsewhere.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Import {
    /// At most 200.
    conversations: Vec<PortableConversation>,
}

/// What became of an import.
#[derive(Default, Serialize, Deserialize, ToSchema)]
pub(crate) struct Imported {
    /// The new conversations, in the order of the request without the rejected ones.
    conversations: Vec<ConversationId>,
    /// Those that could not be taken in.
    rejected: Vec<RejectedConversation>,
}

/// A conversation that could not be taken in.
#[derive(Serialize, Deserialize, ToSchema)]
pub(crate) struct RejectedConversation {
    /// Its place in the request, from 0.
    index: u32,
    /// Its title.
    title: String,
    /// Why.
    problem: Problem,
}

/// One conversation as a file.
#[utoipa::path(get, path = "/conversations/{id}/export", tag = "chat", params(("id" = ConversationId, Path,), Form),
    responses((status = 200, content((Export = "application/json"), (String = "text/markdown"))), (status = 404, body = Problem)))]
pub(crate) async fn one(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<ConversationId>,
    Query(form): Query<Form>,
) -> ApiResult<Response> {
    let conversation = deps.conversations.conversation(who, id).await?;
    let messages = deps.conversations.messages(who, id).await?;
    let (kind, end, text) = match form.format {
        Format::Json => {
            let export = Export::of(vec![transfer::export(&conversation, &messages)]);
            let text = serde_json::to_string_pretty(&export).map_err(StoreError::failed)?;
            ("application/json", "json", text)
        }
        Format::Markdown => {
            let text = transfer::markdown(&conversation, &messages, form.citations.unwrap_or(true));
            ("text/markdown; charset=utf-8", "md", text)
        }
    };
    let name = if conversation.title.is_empty() { "conversation" } else { &conversation.title };
    Ok((attachment(kind, &format!("{name}.{end}")), text).into_response())
}

/// All conversations as one file, one after the other as they are read: the file may be larger than memory.
#[utoipa::path(get, path = "/conversations/export", tag = "chat", responses((status = 200, body = Export)))]
pub(crate) async fn all(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Response> {
    let body = Body::from_stream(every(deps, who));
    Ok((attachment("application/json", "chatbox-conversations.json"), body).into_response())
}

enum Reading {
    Begin,
    Next { ids: vec::IntoIter<ConversationId>, first: bool },
    Over,
}

fn every(deps: Deps, who: Who) -> impl Stream<Item = Result<Bytes, StoreError>> {
    stream::try_unfold(Reading::Begin, move |reading| {
        let deps = deps.clone();
        async move {
            Ok(match reading {
                Reading::Begin => {
                    let ids = all_ids(&deps, who).await?.into_iter();
                    let (format, version) = (transfer::FORMAT, transfer::VERSION);
                    let head = format!("{{\"format\":\"{format}\",\"version\":{version},\"conversations\":[");
                    Some((head.into(), Reading::Next { ids, first: true }))
                }
                Reading::Next { mut ids, first } => loop {
                    let Some(id) = ids.next() else { break Some((Bytes::from_static(b"]}"), Reading::Over)) };
                    let Some(portable) = read(&deps, who, id).await? else { continue };
                    let text = serde_json::to_string(&portable).map_err(StoreError::failed)?;
                    let comma = if first { "" } else { "," };
                    break Some((format!("{comma}{text}").into(), Reading::Next { ids, first: false }));
                },
                Reading::Over => None,
            })
        }
    })
}

/// Last changed first. One that changes while the list is read moves to its beginning: that is read again until it holds nothing new.
pub(super) async fn all_ids(deps: &Deps, who: Who) -> Result<Vec<ConversationId>, StoreError> {
    let (mut ids, mut seen) = (Vec::new(), HashSet::new());
    let mut cursor = None;
    let mut whole = false;
    loop {
        let request = PageRequest { cursor, limit: PageRequest::MAX };
        let page = deps.conversations.conversations(who, &ConversationFilter::default(), &request).await?;
        let before = ids.len();
        ids.extend(page.items.into_iter().map(|conversation| conversation.id).filter(|id| seen.insert(*id)));
        if whole && ids.len() == before {
            return Ok(ids);
        }
        whole |= page.next.is_none();
        cursor = page.next;
    }
}

/// None if it was deleted meanwhile.
pub(super) async fn read(
    deps: &Deps,
    who: Who,
    id: ConversationId,
) -> Result<Option<PortableConversation>, StoreError> {
    let read = async {
        let conversation = deps.conversations.conversation(who, id).await?;
        let messages = deps.conversations.messages(who, id).await?;
        Ok(transfer::export(&conversation, &messages))
    };
    match read.await {
        Err(StoreError::NotFound(_)) => Ok(None),
        read => read.map(Some),
    }
}

/// Imports may be larger than other requests.
pub(crate) fn imports() -> OpenApiRouter<Deps> {
    OpenApiRouter::new().routes(routes!(import)).layer(DefaultBodyLimit::max(BYTES))
}

/// Takes conversations in, each whole or not at all.
#[utoipa::path(post, path = "/conversations/import", tag = "chat", request_body = Import,
    responses((status = 201, body = Imported), (status = 413, body = Problem)))]
pub(crate) async fn import(
    Asker(who): Asker,
    State(deps): State<Deps>,
    headers: HeaderMap,
    Json(body): Json<Import>,
) -> ApiResult<Answer> {
    let count = body.conversations.len();
    if count > CONVERSATIONS {
        return Err(Problem::invalid(
            format!("{count} conversations in one request; at most {CONVERSATIONS} are allowed."),
            "Send the rest in further requests.",
        ));
    }
    let (own, conversations) = (deps.clone(), Arc::new(body.conversations));
    let all = conversations.clone();
    let import = async move {
        let mut imported = Imported::default();
        for (index, portable) in (0..).zip(all.iter()) {
            match transfer::import(who, portable, own.clock.now()) {
                Ok((conversation, messages)) => {
                    own.conversations.add_conversation(&conversation, &messages).await?;
                    imported.conversations.push(conversation.id);
                }
                Err(error) => {
                    let detail = format!("The conversation cannot be read: {error}.");
                    let problem = Problem::invalid(detail, "Mend it in the file, or leave it out.");
                    imported.rejected.push(RejectedConversation { index, title: portable.title.clone(), problem });
                }
            }
        }
        Ok(imported)
    };
    idempotency::once(&deps, who, &headers, &("import", &*conversations), StatusCode::CREATED, import).await
}

fn attachment(kind: &'static str, name: &str) -> [(header::HeaderName, String); 2] {
    let disposition = format!("attachment; filename*=UTF-8''{}", super::escaped(name));
    [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)]
}
