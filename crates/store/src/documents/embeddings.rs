//! The embedding cache: vectors by content hash and model.

use crate::{
    Database,
    columns::{bytes_vector, vector_bytes},
    entities::embeddings::{ActiveModel, Column, Entity},
    pieces::{padded, pieces},
};
use chatbox_core::error::{StoreError, StoreResult};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict};
use std::collections::HashMap;

/// Hashes or vectors per statement.
const AT_ONCE: usize = 256;

pub(super) async fn cached(database: &Database, model: &str, hashes: &[String]) -> StoreResult<Vec<Option<Vec<f32>>>> {
    let mut found: HashMap<String, Vec<u8>> = HashMap::with_capacity(hashes.len());
    for some in hashes.chunks(AT_ONCE) {
        let rows: Vec<(String, Vec<u8>)> = Entity::find()
            .select_only()
            .columns([Column::Hash, Column::Vector])
            .filter(Column::Model.eq(model))
            .filter(Column::Hash.is_in(padded(some.iter().map(String::as_str).collect())))
            .into_tuple()
            .all(database.read())
            .await
            .map_err(StoreError::failed)?;
        found.extend(rows);
    }
    hashes.iter().map(|hash| found.get(hash).map(|bytes| bytes_vector(bytes)).transpose()).collect()
}

pub(super) async fn cache(database: &Database, model: &str, entries: &[(String, Vec<f32>)]) -> StoreResult<()> {
    let tx = database.write_later().await?;
    for piece in pieces(entries, AT_ONCE) {
        let rows = piece.iter().map(|(hash, vector)| ActiveModel {
            hash: Set(hash.clone()),
            model: Set(model.to_owned()),
            vector: Set(vector_bytes(vector)),
        });
        Entity::insert_many(rows)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .try_insert()
            .exec_without_returning(&tx)
            .await
            .map_err(StoreError::failed)?;
    }
    tx.commit().await.map_err(StoreError::failed)
}
