//! Sentence vectors: one blob per chunk and model.
//!
//! Layout, little-endian: number of sentences (u32), components of a vector (u32), then first and last character of each sentence
//! (u32 each), then the vectors (i8 each) one after the other.

use crate::{
    Database,
    entities::{
        chunks,
        sentences::{ActiveModel, Column, Entity},
    },
    pieces::{padded, pieces},
};
use chatbox_core::{
    documents::SentenceVector,
    error::{StoreError, StoreResult},
    ids::ChunkId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict};
use std::collections::HashSet;
use uuid::Uuid;

/// Chunks per statement.
const AT_ONCE: usize = 64;

/// Chunks that were purged in the meantime are passed over.
pub(super) async fn put(
    database: &Database,
    model: &str,
    sentences: &[(ChunkId, Vec<SentenceVector>)],
) -> StoreResult<()> {
    let tx = database.write_later().await?;
    for piece in pieces(sentences, AT_ONCE) {
        let ids = padded(piece.iter().map(|(id, _)| id.0).collect());
        let stored: HashSet<Uuid> = chunks::Entity::find()
            .select_only()
            .column(chunks::Column::Id)
            .filter(chunks::Column::Id.is_in(ids))
            .lock_shared()
            .into_tuple::<Uuid>()
            .all(&tx)
            .await
            .map_err(StoreError::failed)?
            .into_iter()
            .collect();
        let rows = piece.iter().filter(|(id, _)| stored.contains(&id.0)).map(|(id, vectors)| {
            Ok(ActiveModel { chunk_id: Set(id.0), model: Set(model.to_owned()), data: Set(encode(vectors)?) })
        });
        let replace = OnConflict::columns([Column::ChunkId, Column::Model]).update_column(Column::Data).to_owned();
        Entity::insert_many(rows.collect::<StoreResult<Vec<_>>>()?)
            .on_conflict(replace)
            .try_insert()
            .exec_without_returning(&tx)
            .await
            .map_err(StoreError::failed)?;
    }
    tx.commit().await.map_err(StoreError::failed)
}

fn encode(sentences: &[SentenceVector]) -> StoreResult<Vec<u8>> {
    let dimensions = sentences.first().map_or(0, |sentence| sentence.vector.len());
    if sentences.iter().any(|sentence| sentence.vector.len() != dimensions) {
        return Err(StoreError::failed("sentence vectors of one chunk differ in length"));
    }
    let mut data = Vec::with_capacity(8 + sentences.len() * (8 + dimensions));
    for length in [sentences.len(), dimensions] {
        data.extend(u32::try_from(length).map_err(StoreError::failed)?.to_le_bytes());
    }
    for sentence in sentences {
        data.extend(sentence.start.to_le_bytes());
        data.extend(sentence.end.to_le_bytes());
    }
    data.extend(sentences.iter().flat_map(|sentence| sentence.vector.iter().map(|x| x.cast_unsigned())));
    Ok(data)
}

pub(super) fn decode(data: &[u8]) -> StoreResult<Vec<SentenceVector>> {
    decode_whole(data).ok_or_else(|| StoreError::failed("stored sentence vectors are cut off"))
}

fn decode_whole(data: &[u8]) -> Option<Vec<SentenceVector>> {
    let (head, rest) = data.split_at_checked(8)?;
    let count = number_at(head, 0)? as usize;
    let dimensions = number_at(head, 1)? as usize;
    let (spans, vectors) = rest.split_at_checked(count.checked_mul(8)?)?;
    if vectors.len() != count.checked_mul(dimensions)? {
        return None;
    }
    (0..count)
        .map(|n| {
            let vector = vectors[n * dimensions..][..dimensions].iter().map(|x| x.cast_signed()).collect();
            Some(SentenceVector { start: number_at(spans, 2 * n)?, end: number_at(spans, 2 * n + 1)?, vector })
        })
        .collect()
}

fn number_at(data: &[u8], index: usize) -> Option<u32> {
    data.as_chunks::<4>().0.get(index).map(|bytes| u32::from_le_bytes(*bytes))
}
