//! `/audit`: reading the audit log.

use crate::{
    Deps,
    asker::{Auditor, Json, Query},
    problem::{ApiResult, Problem},
    routes::Paging,
};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::header,
    response::IntoResponse,
};
use chatbox_core::{
    audit::{AuditEntry, AuditFilter, Outcome},
    page::Page,
};
use chrono::{DateTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;

/// Which lines are wanted.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Actions that begin so, e.g. `auth.`.
    action: Option<String>,
    /// Lines whose name, target or address contain this.
    contains: Option<String>,
    /// What came of it.
    outcome: Option<Outcome>,
    /// From this time on.
    from: Option<DateTime<Utc>>,
    /// Before this time.
    until: Option<DateTime<Utc>>,
}

/// Lines of the log, the newest first.
#[utoipa::path(get, path = "/audit", tag = "audit", params(Wanted, Paging),
    responses((status = 200, body = Page<AuditEntry>), (status = 400, body = Problem), (status = 403, body = Problem)))]
pub(crate) async fn list(
    _: Auditor,
    State(deps): State<Deps>,
    Query(wanted): Query<Wanted>,
    Query(paging): Query<Paging>,
) -> ApiResult<Json<Page<AuditEntry>>> {
    let Wanted { action, contains, outcome, from, until } = wanted;
    let filter = AuditFilter { action, contains, outcome, from, until };
    Ok(Json(deps.audit.entries(&filter, &paging.request()?).await?))
}

/// The whole log, the oldest line first: one JSON object per line.
#[utoipa::path(get, path = "/audit/export", tag = "audit",
    responses((status = 200, content_type = "application/jsonl", body = String), (status = 403, body = Problem)))]
pub(crate) async fn export(_: Auditor, State(deps): State<Deps>) -> ApiResult<impl IntoResponse> {
    let audit = deps.audit.clone();
    let batches = stream::try_unfold(1, move |next| {
        let audit = audit.clone();
        async move {
            let lines = audit.from(next).await.map_err(std::io::Error::other)?;
            let Some(last) = lines.last().map(|line| line.seq) else { return Ok::<_, std::io::Error>(None) };
            Ok(Some((lines, last + 1)))
        }
    });
    let lines = batches.map_ok(|lines| stream::iter(lines).map(|line| as_json(&line))).try_flatten();
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"chatbox-audit.jsonl\""),
    ];
    Ok((headers, Body::from_stream(lines)))
}

fn as_json(line: &AuditEntry) -> std::io::Result<Bytes> {
    let mut json = serde_json::to_vec(line)?;
    json.push(b'\n');
    Ok(json.into())
}
