//! `/auth/export`: all of one's data as one archive, in the format of docs/privacy.md.

use crate::{
    Deps,
    archive::Archive,
    asker::Person,
    problem::{ApiResult, Problem},
    routes::{auth::required, transfer},
};
use axum::{
    body::Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use chatbox_auth::Signed;
use chatbox_chat::transfer::Export;
use chatbox_core::{
    audit::AuditEntry,
    documents::{Collection, Document, DocumentFilter, DocumentVersion},
    ids::{CollectionId, Who},
    page::{Page, PageRequest},
    sharing::Thing,
};
use futures::{TryStreamExt, stream};
use serde::Serialize;
use serde_json::json;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};
use tokio::sync::{Semaphore, mpsc};

/// The format of the archive and its version.
const FORMAT: &str = "chatbox.export";
const VERSION: u32 = 1;
/// Exports at the same time: each reads everything somebody has.
const AT_ONCE: usize = 2;
/// Pieces of 64 KiB that wait for whoever reads the archive.
const WAITING: usize = 4;

/// Room for exports, for `Deps`.
pub fn room() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(AT_ONCE))
}

/// A document with its versions, as `documents.json` has it.
#[derive(Serialize)]
struct ExportedDocument {
    /// Where its newest version is in the archive.
    file: String,
    #[serde(flatten)]
    document: Document,
    versions: Vec<DocumentVersion>,
}

/// All of one's data as a ZIP archive, made while it is sent.
#[utoipa::path(get, path = "/auth/export", tag = "auth",
    responses((status = 200, content_type = "application/zip"), (status = 429, body = Problem)))]
pub(crate) async fn export(person: Person, State(deps): State<Deps>) -> ApiResult<Response> {
    let auth = required(&deps)?.clone();
    let room = deps.exports.clone().try_acquire_owned().map_err(|_| {
        let detail = "Other exports are being made.";
        let busy = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-many-exports", detail, "Try again in a minute.");
        Problem { retry_after: Some(60), ..busy }
    })?;
    let (out, pieces) = mpsc::channel(WAITING);
    let (own, admission) = (deps.clone(), person.admission());
    let Person(signed, _) = person;
    deps.tasks.spawn(async move {
        let _room = room;
        let who = signed.who();
        let made = tokio::select! {
            made = write(&own, &signed, Archive::new(out.clone())) => made,
            () = admission.ended(Some(auth), who) => Err(crate::problem::stopping()),
            () = own.stopping.cancelled() => Err(crate::problem::stopping()),
        };
        if let Err(problem) = made {
            tracing::info!(problem = problem.kind, "an export broke off");
            // The answer has begun: breaking it off is the one way to say that it is not whole.
            let _ = out.send(Err(std::io::Error::other(problem.kind))).await;
        }
    });
    let body = stream::unfold(pieces, |mut pieces| async move { pieces.recv().await.map(|piece| (piece, pieces)) });
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"chatbox-export.zip\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}

async fn write(deps: &Deps, signed: &Signed, mut archive: Archive) -> ApiResult<()> {
    let who = signed.who();
    let mut counts = BTreeMap::new();
    about_account(deps, signed, &mut archive, &mut counts).await?;
    let collections = about_library(deps, who, &mut archive, &mut counts).await?;
    let mut conversations = 0_u64;
    for id in transfer::all_ids(deps, who).await? {
        if let Some(portable) = transfer::read(deps, who, id).await? {
            archive.json(&format!("conversations/{id}.json"), &Export::of(vec![portable])).await?;
            conversations += 1;
        }
    }
    counts.insert("conversations", conversations);
    let (files, versions) = files(deps, who, &collections, &mut archive).await?;
    counts.extend([("files", files), ("older_versions", versions)]);
    let lines = log(deps, signed, &mut archive).await?;
    counts.insert("audit_lines", lines);
    let manifest = json!({"format": FORMAT, "version": VERSION, "made_at": deps.clock.now(), "counts": counts});
    archive.json("manifest.json", &manifest).await?;
    archive.finish().await
}

type Counts = BTreeMap<&'static str, u64>;

async fn about_account(deps: &Deps, signed: &Signed, archive: &mut Archive, counts: &mut Counts) -> ApiResult<()> {
    let (auth, who) = (required(deps)?, signed.who());
    let groups = auth.groups().await?.into_iter().filter(|group| group.members.contains(&who.user));
    let groups: Vec<String> = groups.map(|group| group.name).collect();
    let has_second_factor = auth.second_factor(who).await?.is_some();
    let profile = auth.profile(who).await?;
    let account =
        json!({"account": signed.account, "profile": profile, "groups": groups, "second_factor": has_second_factor});
    archive.json("account.json", &account).await?;
    if let Some((picture, _)) = auth.avatar(who.user).await? {
        archive.begin("avatar.webp", picture.len() as u64)?;
        archive.write(&picture).await?;
    }
    let (sessions, keys) = (auth.sessions(who).await?, auth.api_keys(who).await?);
    let invitations: Vec<_> =
        auth.invitations().await?.into_iter().filter(|invitation| invitation.made_by == who.user).collect();
    let (folders, prompts) = (deps.folders.folders(who).await?, deps.prompts.prompts(who).await?);
    let shares = deps.shares.shares(who).await?;
    counts.extend([
        ("sessions", sessions.len() as u64),
        ("api_keys", keys.len() as u64),
        ("invitations", invitations.len() as u64),
        ("folders", folders.len() as u64),
        ("prompts", prompts.len() as u64),
        ("shares", shares.len() as u64),
    ]);
    archive.json("sessions.json", &sessions).await?;
    archive.json("api_keys.json", &keys).await?;
    archive.json("invitations.json", &invitations).await?;
    archive.json("folders.json", &folders).await?;
    archive.json("prompts.json", &prompts).await?;
    archive.json("shares.json", &shares).await
}

/// Collections and the list of documents; returns where each of one's own collections is in the archive.
async fn about_library(
    deps: &Deps,
    who: Who,
    archive: &mut Archive,
    counts: &mut Counts,
) -> ApiResult<HashMap<CollectionId, String>> {
    let (own, shared): (Vec<Collection>, Vec<Collection>) =
        deps.rag.collections(who).await?.into_iter().partition(|collection| collection.owner == who.user);
    let folders = folders(&own);
    let mut listed = Vec::new();
    for collection in &own {
        let grants = deps.sharing.grants(who, Thing::Collection(collection.id)).await?;
        listed.push(json!({"folder": folders[&collection.id], "collection": collection, "grants": grants}));
    }
    counts.insert("collections", own.len() as u64);
    archive.json("collections.json", &json!({"own": listed, "shared_with_me": shared})).await?;
    archive.begin("documents.json", 0)?;
    archive.write(b"[").await?;
    let mut count = 0_u64;
    let mut pages = Pages::new(&folders);
    while let Some(page) = pages.next(deps, who).await? {
        for document in page {
            let versions = deps.rag.versions(who, document.id).await.map(Some).or_else(absent)?.unwrap_or_default();
            let file = file_of(&folders, &document);
            let text = serde_json::to_vec(&ExportedDocument { file, document, versions });
            archive.write(if count == 0 { b"\n" } else { b",\n" }).await?;
            archive.write(&text.map_err(chatbox_core::error::StoreError::failed)?).await?;
            count += 1;
        }
    }
    archive.write(b"\n]\n").await?;
    counts.insert("documents", count);
    Ok(folders)
}

/// The bytes: of each document its newest version under its path, and the older ones that are kept.
async fn files(
    deps: &Deps,
    who: Who,
    folders: &HashMap<CollectionId, String>,
    archive: &mut Archive,
) -> ApiResult<(u64, u64)> {
    let (mut files, mut older) = (0, 0);
    let mut pages = Pages::new(folders);
    let mut written = HashSet::new();
    while let Some(page) = pages.next(deps, who).await? {
        for document in page {
            // One that was changed or renamed while it was read may be met twice.
            let file = file_of(folders, &document);
            if !written.insert(document.id) {
                continue;
            }
            let Some(newest) = deps.rag.version(who, document.id, None).await.map(Some).or_else(absent)? else {
                continue;
            };
            files += u64::from(copy(deps, &newest, &file, archive).await?);
            for one in deps.rag.versions(who, document.id).await.map(Some).or_else(absent)?.unwrap_or_default() {
                if one.version == document.version {
                    continue;
                }
                let asked = deps.rag.version(who, document.id, Some(one.revision)).await;
                let Some(version) = asked.map(Some).or_else(absent)? else { continue };
                let name = document.path.rsplit('/').next().unwrap_or_default();
                let file = format!("versions/{}/{}-{name}", document.id, one.version);
                older += u64::from(copy(deps, &version, &file, archive).await?);
            }
        }
    }
    Ok((files, older))
}

/// False if the file was removed meanwhile.
async fn copy(
    deps: &Deps,
    version: &chatbox_core::documents::Version,
    file: &str,
    archive: &mut Archive,
) -> ApiResult<bool> {
    let Some(mut bytes) = deps.rag.content(version, 0..version.size).await.map(Some).or_else(absent)? else {
        return Ok(false);
    };
    archive.begin(file, version.size)?;
    while let Some(piece) = bytes.try_next().await? {
        archive.write(&piece).await?;
    }
    Ok(true)
}

/// Lines of the audit log about somebody. Of what others did to the account, not from where they did it.
async fn log(deps: &Deps, signed: &Signed, archive: &mut Archive) -> ApiResult<u64> {
    let (id, email) = (signed.account.id, &signed.account.email);
    let target = id.to_string();
    archive.begin("audit.jsonl", 0)?;
    let (mut count, mut next) = (0, 0);
    loop {
        let lines = deps.audit.from(next).await?;
        let Some(last) = lines.last() else { return Ok(count) };
        next = last.seq + 1;
        for AuditEntry { seq, at, mut event, hash } in lines {
            let is_own = event.actor == Some(id) || event.name.eq_ignore_ascii_case(email);
            if !is_own && !event.target.contains(&target) && !event.target.eq_ignore_ascii_case(email) {
                continue;
            }
            if !is_own {
                event.address.clear();
                event.agent.clear();
            }
            let line = serde_json::to_vec(&AuditEntry { seq, at, event, hash });
            archive.write(&line.map_err(chatbox_core::error::StoreError::failed)?).await?;
            archive.write(b"\n").await?;
            count += 1;
        }
    }
}

/// The documents of some collections, page by page.
struct Pages {
    left: Vec<CollectionId>,
    cursor: Option<String>,
}

impl Pages {
    fn new(folders: &HashMap<CollectionId, String>) -> Self {
        Self { left: folders.keys().copied().collect(), cursor: None }
    }

    async fn next(&mut self, deps: &Deps, who: Who) -> ApiResult<Option<Vec<Document>>> {
        let Some(collection) = self.left.last().copied() else { return Ok(None) };
        let filter = DocumentFilter { collection: Some(collection), ..DocumentFilter::default() };
        let request = PageRequest { cursor: self.cursor.take(), limit: PageRequest::MAX };
        let Page { items, next } = deps.rag.documents(who, &filter, &request).await?;
        if next.is_none() {
            self.left.pop();
        }
        self.cursor = next;
        Ok(Some(items))
    }
}

/// A folder for each collection, named like it as far as file systems allow.
fn folders(collections: &[Collection]) -> HashMap<CollectionId, String> {
    let mut taken = HashSet::new();
    let name = |collection: &Collection| {
        let is_bad = |char: char| char.is_control() || "/\\:*?\"<>|".contains(char);
        let clean: String = collection.name.chars().map(|char| if is_bad(char) { '_' } else { char }).collect();
        let clean = clean.trim_matches(['.', ' ']);
        let mut name = if clean.is_empty() { "_".to_owned() } else { clean.to_owned() };
        if !taken.insert(name.to_lowercase()) {
            name = format!("{name} ({})", collection.id);
        }
        (collection.id, name)
    };
    collections.iter().map(name).collect()
}

fn file_of(folders: &HashMap<CollectionId, String>, document: &Document) -> String {
    let folder = folders.get(&document.collection).map_or("_", String::as_str);
    format!("documents/{folder}/{}", document.path)
}

/// What was removed while it was read is left out.
fn absent<T, E: Into<Problem>>(error: E) -> ApiResult<Option<T>> {
    let problem = error.into();
    if problem.status == StatusCode::NOT_FOUND.as_u16() { Ok(None) } else { Err(problem) }
}
