//! Collections.

use crate::{
    Database,
    columns::{micros, name_key, number, time},
    entities::{
        collections::{ActiveModel, Column, Entity},
        documents,
    },
    grants::COLLECTIONS,
    pieces::list_of_values,
    tasks,
};
use chatbox_core::{
    clock::{Clock, SystemClock, Time},
    documents::Collection,
    error::{StoreError, StoreResult},
    ids::{CollectionId, DocumentId, UserId, Who},
    sharing::Level,
    tasks::NewJob,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    FromQueryResult, QueryFilter, QuerySelect, SqlErr, Statement, Value, sea_query::Expr,
};
use uuid::Uuid;

pub(super) async fn create(database: &Database, who: Who, name: &str, now: Time) -> StoreResult<Collection> {
    let id = CollectionId::new();
    let row = ActiveModel {
        id: Set(id.0),
        owner: Set(who.user.0),
        name: Set(name.to_owned()),
        name_key: Set(name_key(name)),
        created_at: Set(micros(now)),
        updated_at: Set(micros(now)),
    };
    let tx = database.write().await?;
    Entity::insert(row).exec_without_returning(&tx).await.map_err(name_taken)?;
    let made = find(&tx, who, Some(id)).await?.pop();
    tx.commit().await.map_err(StoreError::failed)?;
    made.ok_or(StoreError::NotFound("collection"))
}

pub(super) async fn all(database: &Database, who: Who) -> StoreResult<Vec<Collection>> {
    find(database.read(), who, None).await
}

pub(super) async fn one(database: &Database, who: Who, id: CollectionId) -> StoreResult<Collection> {
    find(database.read(), who, Some(id)).await?.pop().ok_or(StoreError::NotFound("collection"))
}

pub(super) async fn rename(
    database: &Database,
    who: Who,
    id: CollectionId,
    name: &str,
    now: Time,
) -> StoreResult<Collection> {
    let tx = database.write().await?;
    Entity::update_many()
        .col_expr(Column::Name, Expr::value(name))
        .col_expr(Column::NameKey, Expr::value(name_key(name)))
        .col_expr(Column::UpdatedAt, Expr::value(micros(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Owner.eq(who.user.0))
        .exec(&tx)
        .await
        .map_err(name_taken)?;
    let renamed = find(&tx, who, Some(id)).await?.pop();
    tx.commit().await.map_err(StoreError::failed)?;
    renamed.ok_or(StoreError::NotFound("collection"))
}

pub(super) async fn delete(
    database: &Database,
    who: Who,
    id: CollectionId,
    purge: &(dyn Fn(DocumentId) -> NewJob + Sync),
) -> StoreResult<()> {
    let now = SystemClock.now();
    let tx = database.write().await?;
    let mine = Entity::delete_many().filter(Column::Id.eq(id.0)).filter(Column::Owner.eq(who.user.0));
    if mine.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
        return Err(StoreError::NotFound("collection"));
    }
    let inside =
        Condition::all().add(documents::Column::CollectionId.eq(id.0)).add(documents::Column::DeletedAt.is_null());
    let hidden: Vec<Uuid> = documents::Entity::find()
        .select_only()
        .column(documents::Column::Id)
        .filter(inside.clone())
        .into_tuple()
        .all(&tx)
        .await
        .map_err(StoreError::failed)?;
    documents::Entity::update_many()
        .col_expr(documents::Column::DeletedAt, Expr::value(micros(now)))
        .filter(inside)
        .exec(&tx)
        .await
        .map_err(StoreError::failed)?;
    let jobs: Vec<NewJob> = hidden.into_iter().map(|document| purge(DocumentId(document))).collect();
    tasks::enqueue_due(&tx, &jobs, now).await?;
    tx.commit().await.map_err(StoreError::failed)
}

/// Notes a change in a collection. Also takes its row lock, so that on Postgres two additions under one path and the deletion of the
/// collection come one after the other. `NotFound` when there is no such collection.
pub(super) async fn touch(tx: &DatabaseTransaction, who: Who, id: CollectionId, now: Time) -> StoreResult<()> {
    let touched = Entity::update_many()
        .col_expr(Column::UpdatedAt, Expr::value(micros(now)))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Owner.eq(who.user.0))
        .exec(tx)
        .await
        .map_err(StoreError::failed)?;
    if touched.rows_affected == 0 { Err(StoreError::NotFound("collection")) } else { Ok(()) }
}

fn name_taken(error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            StoreError::Conflict("a collection with this name exists".to_owned())
        }
        _ => StoreError::failed(error),
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    owner: Uuid,
    name: String,
    documents: i64,
    bytes: i64,
    created_at: i64,
    updated_at: i64,
    shares: i64,
}

async fn find(connection: &impl ConnectionTrait, who: Who, id: Option<CollectionId>) -> StoreResult<Vec<Collection>> {
    let mut sql = "SELECT c.id, c.owner, c.name, c.created_at, c.updated_at,
            count(d.size) AS documents, CAST(coalesce(sum(d.size), 0) AS bigint) AS bytes,
            (SELECT count(*) FROM grants g WHERE g.collection_id = c.id) AS shares
        FROM collections c LEFT JOIN documents d ON d.collection_id = c.id AND d.deleted_at IS NULL
        WHERE (c.owner = $1"
        .to_owned();
    let mut values: Vec<Value> = vec![who.user.0.into()];
    let shared = COLLECTIONS.shared(connection, who).await?;
    if !shared.is_empty() {
        sql.push_str(&format!(" OR c.id IN ({})", list_of_values(2, shared.len())));
        values.extend(shared.keys().map(|id| Value::from(*id)));
    }
    sql.push(')');
    if let Some(id) = id {
        values.push(id.0.into());
        sql.push_str(&format!(" AND c.id = ${}", values.len()));
    }
    sql.push_str(" GROUP BY c.id, c.owner, c.name, c.name_key, c.created_at, c.updated_at ORDER BY c.name_key");
    let query = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
    let rows = Row::find_by_statement(query).all(connection).await.map_err(StoreError::failed)?;
    rows.into_iter()
        .map(|row| {
            Ok(Collection {
                id: CollectionId(row.id),
                owner: UserId(row.owner),
                name: row.name,
                documents: number(row.documents)?,
                bytes: number(row.bytes)?,
                created_at: time(row.created_at)?,
                updated_at: time(row.updated_at)?,
                access: if row.owner == who.user.0 {
                    Level::Manage
                } else {
                    shared.get(&row.id).copied().unwrap_or(Level::Read)
                },
                shares: number(row.shares)?,
            })
        })
        .collect()
}
