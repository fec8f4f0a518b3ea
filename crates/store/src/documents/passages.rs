//! Reading chunks: for search, for the worker, for a rebuild of the index.

use super::sentences;
use crate::{
    Database,
    columns::{from_json, number},
    grants::COLLECTIONS,
    pieces::{list_of_values, padded},
    sealing::{self, HEADINGS, PREFIX, SealedDatabase},
};
use chatbox_core::{
    documents::{Candidate, Chunk, IndexedChunk, Passage, SentenceVector},
    error::{StoreError, StoreResult},
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, UserId, Who},
};
use sea_orm::{FromQueryResult, Statement, Value};
use std::collections::HashMap;
use uuid::Uuid;

/// Chunk `c` of document `d`, as `ChunkRow` reads it.
const CHUNK: &str = "c.id, c.revision_id, d.id AS document_id, d.collection_id, d.owner, c.ordinal, c.first_char, \
                     c.last_char, c.page, c.headings, c.text, c.prefix, c.embed_hash";

/// Ids per statement.
const AT_ONCE: usize = 256;

pub(super) async fn passages(
    database: &SealedDatabase,
    who: Who,
    ids: &[ChunkId],
    model: &str,
) -> StoreResult<Vec<Passage>> {
    let mut found = HashMap::with_capacity(ids.len());
    for row in visible_rows::<PassageRow>(database, &format!("{CHUNK}, d.title, d.path"), who, ids, model).await? {
        found.insert(ChunkId(row.chunk.id), passage(database, row)?);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

pub(super) async fn candidates(
    database: &Database,
    who: Who,
    ids: &[ChunkId],
    model: &str,
) -> StoreResult<Vec<Candidate>> {
    let mut found = HashMap::with_capacity(ids.len());
    for row in visible_rows::<CandidateRow>(database, "c.id, c.embed_hash", who, ids, model).await? {
        let candidate =
            Candidate { chunk: ChunkId(row.id), embed_hash: row.embed_hash, sentences: vectors(row.sentences)? };
        found.insert(candidate.chunk, candidate);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The columns, and the sentence vectors, of those chunks that the asker can find.
async fn visible_rows<R: FromQueryResult + Send + Sync>(
    database: &Database,
    columns: &str,
    who: Who,
    ids: &[ChunkId],
    model: &str,
) -> StoreResult<Vec<R>> {
    let mut rows = Vec::with_capacity(ids.len());
    let shared: Vec<Uuid> = COLLECTIONS.shared(database.read(), who).await?.into_keys().collect();
    for some in ids.chunks(AT_ONCE) {
        // A cross join is done in the order written: left to itself, SQLite goes through all documents of the owner.
        let some = padded(some.iter().map(|id| id.0).collect());
        let readable = match shared.as_slice() {
            [] => "d.owner = $2".to_owned(),
            some_more => {
                format!("(d.owner = $2 OR d.collection_id IN ({}))", list_of_values(3 + some.len(), some_more.len()))
            }
        };
        let sql = format!(
            "SELECT {columns}, s.data AS sentences
            FROM chunks c
            CROSS JOIN documents d
            LEFT JOIN sentences s ON s.chunk_id = c.id AND s.model = $1
            WHERE c.id IN ({}) AND d.visible_id = c.revision_id AND {readable} AND d.deleted_at IS NULL",
            list_of_values(3, some.len())
        );
        let values = [model.into(), who.user.0.into()]
            .into_iter()
            .chain(some.into_iter().chain(shared.iter().copied()).map(Value::from));
        let query = Statement::from_sql_and_values(database.backend(), sql, values);
        rows.extend(R::find_by_statement(query).all(database.read()).await.map_err(StoreError::failed)?);
    }
    Ok(rows)
}

pub(super) async fn chunks(database: &SealedDatabase, id: RevisionId) -> StoreResult<Vec<Chunk>> {
    let sql = format!(
        "SELECT {CHUNK} FROM chunks c JOIN revisions r ON r.id = c.revision_id JOIN documents d ON d.id = r.document_id
        WHERE c.revision_id = $1 ORDER BY c.ordinal"
    );
    let query = Statement::from_sql_and_values(database.backend(), sql, [id.0.into()]);
    let rows = ChunkRow::find_by_statement(query).all(database.read()).await.map_err(StoreError::failed)?;
    rows.into_iter().map(|row| chunk(database, row)).collect()
}

pub(super) async fn visible(
    database: &SealedDatabase,
    after: Option<ChunkId>,
    limit: u32,
) -> StoreResult<Vec<IndexedChunk>> {
    let sql = format!(
        "SELECT {CHUNK}, d.title, d.language, d.media_type
        FROM chunks c JOIN documents d ON d.visible_id = c.revision_id
        WHERE d.deleted_at IS NULL AND c.id > $1 ORDER BY c.id LIMIT $2"
    );
    let after = after.map_or(Uuid::nil(), |id| id.0);
    let query = Statement::from_sql_and_values(database.backend(), sql, [after.into(), i64::from(limit).into()]);
    let rows = IndexedRow::find_by_statement(query).all(database.read()).await.map_err(StoreError::failed)?;
    rows.into_iter()
        .map(|row| {
            Ok(IndexedChunk {
                chunk: chunk(database, row.chunk)?,
                title: row.title,
                language: row.language,
                media_type: row.media_type,
            })
        })
        .collect()
}

#[derive(FromQueryResult)]
struct ChunkRow {
    id: Uuid,
    revision_id: Uuid,
    document_id: Uuid,
    collection_id: Uuid,
    owner: Uuid,
    ordinal: i64,
    first_char: i64,
    last_char: i64,
    page: Option<i64>,
    headings: String,
    text: String,
    prefix: String,
    embed_hash: String,
}

#[derive(FromQueryResult)]
struct PassageRow {
    #[sea_orm(nested)]
    chunk: ChunkRow,
    title: String,
    path: String,
    sentences: Option<Vec<u8>>,
}

#[derive(FromQueryResult)]
struct CandidateRow {
    id: Uuid,
    embed_hash: String,
    sentences: Option<Vec<u8>>,
}

#[derive(FromQueryResult)]
struct IndexedRow {
    #[sea_orm(nested)]
    chunk: ChunkRow,
    title: String,
    language: Option<String>,
    media_type: Option<String>,
}

fn passage(database: &SealedDatabase, row: PassageRow) -> StoreResult<Passage> {
    let sentences = vectors(row.sentences)?;
    Ok(Passage { chunk: chunk(database, row.chunk)?, title: row.title, path: row.path, sentences })
}

fn vectors(stored: Option<Vec<u8>>) -> StoreResult<Vec<SentenceVector>> {
    Ok(stored.as_deref().map(sentences::decode).transpose()?.unwrap_or_default())
}

fn chunk(database: &SealedDatabase, row: ChunkRow) -> StoreResult<Chunk> {
    let id = row.id;
    Ok(Chunk {
        id: ChunkId(id),
        revision: RevisionId(row.revision_id),
        document: DocumentId(row.document_id),
        collection: CollectionId(row.collection_id),
        owner: UserId(row.owner),
        ordinal: number(row.ordinal)?,
        start: number(row.first_char)?,
        end: number(row.last_char)?,
        page: row.page.map(number).transpose()?,
        headings: from_json(&database.open(&HEADINGS.row(id), row.headings)?)?,
        text: database.open(&sealing::CHUNK.row(id), row.text)?,
        prefix: database.open(&PREFIX.row(id), row.prefix)?,
        embed_hash: row.embed_hash,
    })
}
