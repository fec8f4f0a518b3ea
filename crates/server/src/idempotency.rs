//! Creation requests that may be sent twice: `Idempotency-Key`.

use crate::{
    Deps,
    problem::{ApiResult, Problem, stopping},
};
use axum::http::{HeaderMap, StatusCode};
use chatbox_core::{error::StoreError, idempotency::Replay, ids::Who};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Longest key in bytes.
const LONGEST: usize = 200;

/// A stored or fresh answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
}

/// Runs `create` once per key. Without the header it simply runs. `request` is what makes two requests the same.
pub(crate) async fn once<T: Serialize>(
    deps: &Deps,
    who: Who,
    headers: &HeaderMap,
    request: &impl Serialize,
    status: StatusCode,
    create: impl Future<Output = ApiResult<T>> + Send + 'static,
) -> ApiResult<Answer> {
    let Some(key) = key(headers)? else {
        return Ok(Answer { status, body: to_value(&create.await?)? });
    };
    let (key, fingerprint) = (key.to_owned(), fingerprint(request)?);
    let create = async move { to_value(&create.await?) };
    let carry_out = carry_out(deps.clone(), who, key, fingerprint, status, create);
    // In a task of its own: what a client began that went away is finished and remembered, or its next try would do it again.
    match deps.tasks.spawn(carry_out).await {
        Ok(answer) => answer,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err(stopping()),
    }
}

async fn carry_out(
    deps: Deps,
    who: Who,
    key: String,
    fingerprint: String,
    status: StatusCode,
    create: impl Future<Output = ApiResult<Value>> + Send,
) -> ApiResult<Answer> {
    match deps.idempotency.begin(who, &key, &fingerprint, deps.clock.now()).await? {
        Replay::Done { status, body } => {
            let status = StatusCode::from_u16(status).map_err(|_| Problem::not_found("answer"))?;
            return Ok(Answer { status, body });
        }
        Replay::InProgress => {
            return Err(Problem::new(
                StatusCode::CONFLICT,
                "idempotency-in-progress",
                "The same request is being carried out right now.",
                "Wait a second and send it again with the same key.",
            ));
        }
        Replay::Mismatch => {
            return Err(Problem::new(
                StatusCode::CONFLICT,
                "idempotency-mismatch",
                "This Idempotency-Key was used for a different request.",
                "Use a new key for a new request.",
            ));
        }
        Replay::Fresh => {}
    }
    match create.await {
        Ok(body) => {
            deps.idempotency.complete(who, &key, status.as_u16(), body.clone()).await?;
            Ok(Answer { status, body })
        }
        Err(problem) => {
            deps.idempotency.release(who, &key).await?;
            Err(problem)
        }
    }
}

fn key(headers: &HeaderMap) -> ApiResult<Option<&str>> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= LONGEST => Ok(Some(key)),
        _ => Err(Problem::invalid(
            format!("An Idempotency-Key has 1 to {LONGEST} ASCII characters."),
            "Use a UUID, for example.",
        )),
    }
}

/// A hash, so that nothing of what was asked is stored: it may belong to a temporary conversation, or be megabytes.
fn fingerprint(request: &impl Serialize) -> ApiResult<String> {
    let mut hash = Sha256::new();
    serde_json::to_writer(&mut hash, request).map_err(StoreError::failed)?;
    Ok(format!("{:x}", hash.finalize()))
}

fn to_value(value: &impl Serialize) -> ApiResult<Value> {
    serde_json::to_value(value).map_err(|error| StoreError::failed(error).into())
}

impl axum::response::IntoResponse for Answer {
    fn into_response(self) -> axum::response::Response {
        (self.status, axum::Json(self.body)).into_response()
    }
}
