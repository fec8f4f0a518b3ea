//! Own roles, and how a role is stored with whoever has it.

use crate::{
    Store,
    columns::{from_json, micros, name_key, storable, time, to_json},
    entities::{
        accounts, invitations,
        roles::{ActiveModel, Column, Entity, Model},
    },
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{HeldRole, OwnRole, Permission, RoleChange, RoleKey, RoleStore},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::RoleId,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, SqlErr,
};
use uuid::Uuid;

/// What stands in place of a built-in role's name.
const OWN: &str = "own";
/// People who are named when a role is in use.
const NAMED: u64 = 3;

#[async_trait]
impl RoleStore for Store {
    async fn roles(&self) -> StoreResult<Vec<OwnRole>> {
        let rows = Entity::find().order_by_asc(Column::NameKey).all(self.database.read()).await;
        rows.map_err(StoreError::failed)?.into_iter().map(own).collect()
    }

    async fn role(&self, id: RoleId) -> StoreResult<OwnRole> {
        own(row(self.database.read(), id).await?)
    }

    async fn create_role(&self, name: &str, permissions: &[Permission], most: u64, now: Time) -> StoreResult<OwnRole> {
        let new = Model {
            id: RoleId::new().0,
            name: storable(name),
            name_key: name_key(name),
            permissions: to_json(permissions)?,
            created_at: micros(now),
            updated_at: micros(now),
        };
        let tx = self.database.write().await?;
        if Entity::find().count(&tx).await.map_err(StoreError::failed)? >= most {
            return Err(StoreError::Conflict(format!("there are {most} roles; remove one first")));
        }
        let insert = Entity::insert(new.clone().into_active_model());
        insert.exec_without_returning(&tx).await.map_err(name_taken)?;
        tx.commit().await.map_err(StoreError::failed)?;
        own(new)
    }

    async fn change_role(&self, id: RoleId, change: &RoleChange, now: Time) -> StoreResult<OwnRole> {
        let tx = self.database.write().await?;
        row(&tx, id).await?;
        let (name, key) = match &change.name {
            Some(name) => (Set(storable(name)), Set(name_key(name))),
            None => (NotSet, NotSet),
        };
        let update = ActiveModel {
            id: Unchanged(id.0),
            name,
            name_key: key,
            permissions: change.permissions.as_ref().map(to_json).transpose()?.map_or(NotSet, Set),
            updated_at: Set(micros(now)),
            ..Default::default()
        };
        let changed = update.update(&tx).await.map_err(name_taken)?;
        tx.commit().await.map_err(StoreError::failed)?;
        own(changed)
    }

    async fn delete_role(&self, id: RoleId, now: Time) -> StoreResult<()> {
        let tx = self.database.write().await?;
        row(&tx, id).await?;
        if let Some(holders) = holders(&tx, id, now).await? {
            return Err(StoreError::Conflict(format!("{holders} this role")));
        }
        let over = invitations::Entity::delete_many().filter(invitations::Column::RoleId.eq(id.0));
        over.exec(&tx).await.map_err(StoreError::failed)?;
        Entity::delete_by_id(id.0).exec(&tx).await.map_err(|error| match error.sql_err() {
            // Given since it was looked for.
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => StoreError::Conflict("somebody has this role".to_owned()),
            _ => StoreError::failed(error),
        })?;
        tx.commit().await.map_err(StoreError::failed)
    }
}

/// Who has a role, with the verb; none if nobody has it.
async fn holders(tx: &impl ConnectionTrait, id: RoleId, now: Time) -> StoreResult<Option<String>> {
    let with = || accounts::Entity::find().filter(accounts::Column::RoleId.eq(id.0));
    let people = with().count(tx).await.map_err(StoreError::failed)?;
    let first: Vec<String> = with()
        .select_only()
        .column(accounts::Column::Email)
        .order_by_asc(accounts::Column::EmailKey)
        .limit(NAMED)
        .into_tuple()
        .all(tx)
        .await
        .map_err(StoreError::failed)?;
    let open = invitations::Entity::find()
        .filter(invitations::Column::RoleId.eq(id.0))
        .filter(invitations::Column::ExpiresAt.gt(micros(now)));
    let open = open.count(tx).await.map_err(StoreError::failed)?;
    let others = people.saturating_sub(NAMED);
    let counted = |count: u64, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    };
    let all: Vec<String> =
        first.into_iter().chain(counted(others, "other account")).chain(counted(open, "open invitation")).collect();
    Ok(match all.split_last() {
        None => None,
        Some((one, [])) if people + open == 1 => Some(format!("{one} has")),
        Some((one, [])) => Some(format!("{one} have")),
        Some((last, before)) => Some(format!("{} and {last} have", before.join(", "))),
    })
}

/// The columns of a role.
pub(super) fn columns(role: RoleKey) -> (String, Option<Uuid>) {
    match role {
        RoleKey::BuiltIn(role) => (role.name().to_owned(), None),
        RoleKey::Own(id) => (OWN.to_owned(), Some(id.0)),
    }
}

/// The role of these columns.
pub(super) fn held(role: &str, own_role: Option<Model>) -> StoreResult<HeldRole> {
    match own_role {
        Some(row) => Ok(HeldRole::Own(own(row)?)),
        None => role.parse().map(HeldRole::BuiltIn).map_err(StoreError::failed),
    }
}

/// The own role, if it is one; `NotFound` if it is not there.
pub(super) async fn named(connection: &impl ConnectionTrait, role: RoleKey) -> StoreResult<Option<Model>> {
    Ok(match role {
        RoleKey::BuiltIn(_) => None,
        RoleKey::Own(id) => Some(row(connection, id).await?),
    })
}

async fn row(connection: &impl ConnectionTrait, id: RoleId) -> StoreResult<Model> {
    let found = Entity::find_by_id(id.0).one(connection).await.map_err(StoreError::failed)?;
    found.ok_or(StoreError::NotFound("role"))
}

fn own(row: Model) -> StoreResult<OwnRole> {
    Ok(OwnRole {
        id: RoleId(row.id),
        permissions: from_json(&row.permissions)?,
        name: row.name,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}

fn name_taken(error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Conflict("a role with this name exists".to_owned()),
        _ => StoreError::failed(error),
    }
}
