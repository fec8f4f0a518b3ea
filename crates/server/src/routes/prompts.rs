//! `/prompts`: the prompt library.

use crate::{
    Deps,
    asker::{Asker, Json, Path},
    idempotency::{self, Answer},
    problem::{ApiResult, Problem},
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use chatbox_core::{ids::PromptId, prompts::Prompt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest name and longest text in characters.
const NAME: usize = 64;
const TEXT: usize = 20_000;

/// A prompt to be made.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPrompt {
    /// 1 to 64 letters, digits, `-` or `_`; unique without regard to case.
    name: String,
    /// 1 to 20,000 characters; `{{name}}` and `{{name=default}}` are asked for when it is used.
    text: String,
}

/// Changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PromptChange {
    /// New name.
    name: Option<String>,
    /// New text.
    text: Option<String>,
}

/// All prompts, by name.
#[utoipa::path(get, path = "/prompts", tag = "chat", responses((status = 200, body = Vec<Prompt>)))]
pub(crate) async fn list(Asker(who): Asker, State(deps): State<Deps>) -> ApiResult<Json<Vec<Prompt>>> {
    Ok(Json(deps.prompts.prompts(who).await?))
}

/// Makes a prompt.
#[utoipa::path(post, path = "/prompts", tag = "chat", request_body = NewPrompt,
    responses((status = 201, body = Prompt), (status = 409, body = Problem)))]
pub(crate) async fn create(
    Asker(who): Asker,
    State(deps): State<Deps>,
    headers: HeaderMap,
    Json(body): Json<NewPrompt>,
) -> ApiResult<Answer> {
    check(Some(&body.name), Some(&body.text))?;
    let (prompts, now, new) = (deps.prompts.clone(), deps.clock.now(), body.clone());
    let create = async move { Ok(prompts.create_prompt(who, &new.name, &new.text, now).await?) };
    idempotency::once(&deps, who, &headers, &("prompts", &body), StatusCode::CREATED, create).await
}

/// Changes a prompt.
#[utoipa::path(patch, path = "/prompts/{id}", tag = "chat", request_body = PromptChange,
    params(("id" = PromptId, Path,)),
    responses((status = 200, body = Prompt), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub(crate) async fn change(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<PromptId>,
    Json(body): Json<PromptChange>,
) -> ApiResult<Json<Prompt>> {
    let (name, text) = (body.name.as_deref(), body.text.as_deref());
    check(name, text)?;
    Ok(Json(deps.prompts.change_prompt(who, id, name, text, deps.clock.now()).await?))
}

/// Removes a prompt.
#[utoipa::path(delete, path = "/prompts/{id}", tag = "chat", params(("id" = PromptId, Path,)),
    responses((status = 204), (status = 404, body = Problem)))]
pub(crate) async fn remove(
    Asker(who): Asker,
    State(deps): State<Deps>,
    Path(id): Path<PromptId>,
) -> ApiResult<StatusCode> {
    deps.prompts.delete_prompt(who, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn check(name: Option<&str>, text: Option<&str>) -> ApiResult<()> {
    let speakable = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if name.is_some_and(|name| !(1..=NAME).contains(&name.chars().count()) || !speakable(name)) {
        return Err(Problem::invalid(
            "A prompt's name has 1 to 64 letters, digits, hyphens or underscores.",
            "Write it as you would type it after a slash.",
        ));
    }
    if text.is_some_and(|text| text.trim().is_empty() || text.chars().count() > TEXT) {
        return Err(Problem::invalid("A prompt has 1 to 20,000 characters.", "Shorten it."));
    }
    Ok(())
}
