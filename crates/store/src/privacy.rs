//! What there is of somebody, and its removal.

use crate::{
    Store,
    auth::accounts::another_owner,
    columns::{from_json, micros, number, time, to_json},
    documents::blob_hash,
    entities::{
        accounts,
        deletions::{Column, Entity, Model},
    },
    pieces::{list_of_values, padded},
    tasks,
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{Role, TokenHash},
    clock::{Clock, SystemClock, Time},
    error::{StoreError, StoreResult},
    ids::{BlobHash, DeletionId, DocumentId, UserId},
    privacy::{Deletion, DeletionStore, Holdings},
    tasks::NewJob,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
    sea_query::Expr,
};
use uuid::Uuid;

/// Each kind with the rows that are somebody's ($1).
const KINDS: &[(&str, &str)] = &[
    ("conversations", "SELECT count(*) AS n FROM conversations WHERE owner = $1"),
    ("messages", "SELECT count(*) AS n FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.owner = $1"),
    ("runs", "SELECT count(*) AS n FROM runs WHERE owner = $1"),
    ("folders", "SELECT count(*) AS n FROM folders WHERE owner = $1"),
    ("prompts", "SELECT count(*) AS n FROM prompts WHERE owner = $1"),
    ("links", "SELECT count(*) AS n FROM shares WHERE owner = $1"),
    ("collections", "SELECT count(*) AS n FROM collections WHERE owner = $1"),
    (
        "grants",
        "SELECT (SELECT count(*) FROM grants g JOIN collections c ON c.id = g.collection_id WHERE c.owner = $1)
            + (SELECT count(*) FROM conversation_grants g JOIN conversations c ON c.id = g.conversation_id WHERE c.owner = $1) AS n",
    ),
    ("documents", "SELECT count(*) AS n FROM documents WHERE owner = $1"),
    ("versions", "SELECT count(*) AS n FROM revisions r JOIN documents d ON d.id = r.document_id WHERE d.owner = $1"),
    (
        "passages",
        "SELECT count(*) AS n FROM chunks c JOIN revisions r ON r.id = c.revision_id JOIN documents d ON d.id = r.document_id
            WHERE d.owner = $1",
    ),
    (
        "bytes",
        "SELECT CAST(coalesce(sum(r.size), 0) AS bigint) AS n FROM revisions r JOIN documents d ON d.id = r.document_id
            WHERE d.owner = $1",
    ),
    ("sessions", "SELECT count(*) AS n FROM sessions WHERE account_id = $1"),
    ("api_keys", "SELECT count(*) AS n FROM api_keys WHERE account_id = $1"),
    ("invitations", "SELECT count(*) AS n FROM invitations WHERE made_by = $1"),
    ("second_factors", "SELECT count(*) AS n FROM second_factors WHERE account_id = $1"),
    ("memberships", "SELECT count(*) AS n FROM group_members WHERE account_id = $1"),
    (
        "shared_with",
        "SELECT (SELECT count(*) FROM grants WHERE account_id = $1)
            + (SELECT count(*) FROM conversation_grants WHERE account_id = $1) AS n",
    ),
    ("avatars", "SELECT count(*) AS n FROM avatars WHERE account_id = $1"),
    ("jobs", "SELECT count(*) AS n FROM jobs WHERE owner = $1"),
    (
        "settings",
        "SELECT (SELECT count(*) FROM settings WHERE owner = $1) + (SELECT count(*) FROM idempotency WHERE owner = $1)
            + (SELECT count(*) FROM profiles WHERE account_id = $1) AS n",
    ),
];

/// What goes at once with the account. What refers to it in the database goes with its row.
const AT_ONCE: &[&str] = &[
    "DELETE FROM shares WHERE owner = $1",
    "DELETE FROM collections WHERE owner = $1",
    "DELETE FROM accounts WHERE id = $1",
];

/// What goes after the conversations.
const LATER: &[&str] = &[
    "DELETE FROM runs WHERE owner = $1",
    "DELETE FROM folders WHERE owner = $1",
    "DELETE FROM prompts WHERE owner = $1",
    "DELETE FROM shares WHERE owner = $1",
    "DELETE FROM collections WHERE owner = $1",
    "DELETE FROM settings WHERE owner = $1",
    "DELETE FROM idempotency WHERE owner = $1",
    "DELETE FROM jobs WHERE owner = $1",
];

#[async_trait]
impl DeletionStore for Store {
    async fn holdings(&self, id: UserId) -> StoreResult<Holdings> {
        count(self.database.read(), id).await
    }

    async fn begin_deletion(
        &self,
        id: UserId,
        hash: TokenHash,
        job: &(dyn Fn(DeletionId) -> NewJob + Sync),
        now: Time,
    ) -> StoreResult<Deletion> {
        let tx = self.database.write().await?;
        let locked = accounts::Entity::find_by_id(id.0).lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
        let account = locked.ok_or(StoreError::NotFound("account"))?;
        if account.role == Role::Owner.name() && account.disabled == 0 {
            another_owner(&tx, id).await?;
        }
        let made = Model {
            id: DeletionId::new().0,
            hash: hash.0.to_vec(),
            account_id: Some(id.0),
            removed: to_json(&count(&tx, id).await?)?,
            began_at: micros(now),
            ended_at: None,
        };
        let insert = Entity::insert(made.clone().into_active_model());
        insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        let blobs = "INSERT INTO deletion_blobs (deletion_id, hash)
            SELECT DISTINCT x.id, r.hash FROM deletions x
            JOIN documents d ON d.owner = x.account_id JOIN revisions r ON r.document_id = d.id WHERE x.id = $1";
        run(&tx, blobs, vec![made.id.into()]).await?;
        for sql in AT_ONCE {
            run(&tx, sql, vec![id.0.into()]).await?;
        }
        hide(&tx, id, now).await?;
        tasks::enqueue(&tx, &[job(DeletionId(made.id))], now).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        deletion(made)
    }

    async fn deletion(&self, id: DeletionId) -> StoreResult<Deletion> {
        let found = Entity::find_by_id(id.0).one(self.database.read()).await.map_err(StoreError::failed)?;
        deletion(found.ok_or(StoreError::NotFound("deletion"))?)
    }

    async fn deletion_by_hash(&self, hash: TokenHash) -> StoreResult<Deletion> {
        let found = Entity::find().filter(Column::Hash.eq(hash.0.to_vec())).one(self.database.read()).await;
        deletion(found.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("deletion"))?)
    }

    async fn unfinished_deletions(&self) -> StoreResult<Vec<DeletionId>> {
        let found = Entity::find().filter(Column::EndedAt.is_null()).order_by_asc(Column::Id);
        let found = found.all(self.database.read()).await.map_err(StoreError::failed)?;
        Ok(found.into_iter().map(|row| DeletionId(row.id)).collect())
    }

    async fn documents_to_purge(&self, id: UserId, limit: u32) -> StoreResult<Vec<DocumentId>> {
        let tx = self.database.write_later().await?;
        hide(&tx, id, SystemClock.now()).await?;
        let sql = "SELECT id FROM documents WHERE owner = $1 ORDER BY id LIMIT $2";
        let found = ids(&tx, sql, vec![id.0.into(), i64::from(limit).into()]).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(found.into_iter().map(DocumentId).collect())
    }

    async fn erase_rows(&self, id: UserId, limit: u32) -> StoreResult<u64> {
        let tx = self.database.write_later().await?;
        let removed = match erase_conversations(&tx, id, limit).await? {
            0 => {
                let mut removed = 0;
                for sql in LATER {
                    removed += run(&tx, sql, vec![id.0.into()]).await?;
                }
                removed
            }
            removed => removed,
        };
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(removed)
    }

    async fn blobs_to_remove(&self, id: DeletionId, limit: u32) -> StoreResult<Vec<BlobHash>> {
        let sql = "SELECT hash FROM deletion_blobs WHERE deletion_id = $1 ORDER BY hash LIMIT $2";
        let database = self.database.read();
        let query = Statement::from_sql_and_values(
            database.get_database_backend(),
            sql,
            [id.0.into(), i64::from(limit).into()],
        );
        let rows = database.query_all_raw(query).await.map_err(StoreError::failed)?;
        rows.iter().map(|row| blob_hash(row.try_get("", "hash").map_err(StoreError::failed)?)).collect()
    }

    async fn forget_blobs(&self, id: DeletionId, hashes: &[BlobHash]) -> StoreResult<()> {
        if hashes.is_empty() {
            return Ok(());
        }
        let hashes = padded(hashes.to_vec());
        let sql = format!(
            "DELETE FROM deletion_blobs WHERE deletion_id = $1 AND hash IN ({})",
            list_of_values(2, hashes.len())
        );
        let values = [id.0.into()].into_iter().chain(hashes.iter().map(|hash| hash.as_str().into())).collect();
        let tx = self.database.write_later().await?;
        run(&tx, &sql, values).await?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn end_deletion(&self, id: DeletionId, now: Time) -> StoreResult<Deletion> {
        let tx = self.database.write_later().await?;
        let end = Entity::update_many()
            .col_expr(Column::AccountId, Expr::value(None::<Uuid>))
            .col_expr(Column::EndedAt, Expr::value(micros(now)))
            .filter(Column::Id.eq(id.0))
            .filter(Column::EndedAt.is_null());
        end.exec(&tx).await.map_err(StoreError::failed)?;
        let found = Entity::find_by_id(id.0).one(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        deletion(found.ok_or(StoreError::NotFound("deletion"))?)
    }

    async fn prune_deletions(&self, before: Time) -> StoreResult<u64> {
        let tx = self.database.write_later().await?;
        let old = Entity::delete_many().filter(Column::EndedAt.lt(micros(before)));
        let removed = old.exec(&tx).await.map_err(StoreError::failed)?.rows_affected;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(removed)
    }
}

/// Removes some conversations with the logs of their runs, which nothing in the database ties to them.
pub(crate) async fn erase_conversations(tx: &impl ConnectionTrait, id: UserId, limit: u32) -> StoreResult<u64> {
    let sql = "SELECT id FROM conversations WHERE owner = $1 ORDER BY id LIMIT $2";
    let some = padded(ids(tx, sql, vec![id.0.into(), i64::from(limit).into()]).await?);
    if some.is_empty() {
        return Ok(0);
    }
    let list = list_of_values(1, some.len());
    let values: Vec<Value> = some.into_iter().map(Value::from).collect();
    let logs = format!("DELETE FROM events WHERE run_id IN (SELECT id FROM runs WHERE conversation_id IN ({list}))");
    run(tx, &logs, values.clone()).await?;
    run(tx, &format!("DELETE FROM conversations WHERE id IN ({list})"), values).await
}

async fn hide(tx: &impl ConnectionTrait, id: UserId, now: Time) -> StoreResult<()> {
    let sql = "UPDATE documents SET deleted_at = $2 WHERE owner = $1 AND deleted_at IS NULL";
    run(tx, sql, vec![id.0.into(), micros(now).into()]).await?;
    Ok(())
}

async fn count(connection: &impl ConnectionTrait, id: UserId) -> StoreResult<Holdings> {
    let mut counted = serde_json::Map::new();
    for (kind, sql) in KINDS {
        let query = Statement::from_sql_and_values(connection.get_database_backend(), *sql, [id.0.into()]);
        let row = connection.query_one_raw(query).await.map_err(StoreError::failed)?;
        let row = row.ok_or_else(|| StoreError::failed("a count has no row"))?;
        let stored: i64 = row.try_get("", "n").map_err(StoreError::failed)?;
        counted.insert((*kind).to_owned(), number::<u64>(stored)?.into());
    }
    serde_json::from_value(counted.into()).map_err(StoreError::failed)
}

async fn run(tx: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> StoreResult<u64> {
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    Ok(tx.execute_raw(statement).await.map_err(StoreError::failed)?.rows_affected())
}

async fn ids(tx: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> StoreResult<Vec<Uuid>> {
    let query = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    let rows = tx.query_all_raw(query).await.map_err(StoreError::failed)?;
    rows.iter().map(|row| row.try_get("", "id").map_err(StoreError::failed)).collect()
}

fn deletion(row: Model) -> StoreResult<Deletion> {
    Ok(Deletion {
        id: DeletionId(row.id),
        account: row.account_id.map(UserId),
        removed: from_json(&row.removed)?,
        began_at: time(row.began_at)?,
        ended_at: row.ended_at.map(time).transpose()?,
    })
}
