//! Groups, and what is shared with whom.

use crate::{
    Store,
    columns::{micros, name_key, storable, time},
    entities::{group_members, groups},
    grants::{COLLECTIONS, CONVERSATIONS, Shareable, expect_account},
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{GroupId, UserId, Who},
    sharing::{Grant, Group, GroupChange, SharingStore, Thing},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, SqlErr,
};
use std::collections::BTreeMap;
use uuid::Uuid;

#[async_trait]
impl SharingStore for Store {
    async fn groups(&self) -> StoreResult<Vec<Group>> {
        let tx = self.database.snapshot().await?;
        let rows = groups::Entity::find().order_by_asc(groups::Column::NameKey).all(&tx).await;
        let members = group_members::Entity::find().order_by_asc(group_members::Column::AccountId).all(&tx).await;
        let mut of: BTreeMap<Uuid, Vec<UserId>> = BTreeMap::new();
        for member in members.map_err(StoreError::failed)? {
            of.entry(member.group_id).or_default().push(UserId(member.account_id));
        }
        let rows = rows.map_err(StoreError::failed)?.into_iter();
        rows.map(|row| group(of.remove(&row.id).unwrap_or_default(), row)).collect()
    }

    async fn create_group(&self, name: &str, now: Time) -> StoreResult<Group> {
        let row = groups::Model {
            id: GroupId::new().0,
            name: storable(name),
            name_key: name_key(name),
            created_at: micros(now),
            updated_at: micros(now),
        };
        let tx = self.database.write().await?;
        let insert = groups::Entity::insert(row.clone().into_active_model());
        insert.exec_without_returning(&tx).await.map_err(name_taken)?;
        tx.commit().await.map_err(StoreError::failed)?;
        group(Vec::new(), row)
    }

    async fn change_group(&self, id: GroupId, change: &GroupChange, now: Time) -> StoreResult<Group> {
        let tx = self.database.write().await?;
        let found = groups::Entity::find_by_id(id.0).lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
        found.ok_or(StoreError::NotFound("group"))?;
        let (name, key) = match &change.name {
            Some(name) => (Set(storable(name)), Set(name_key(name))),
            None => (NotSet, NotSet),
        };
        let update = groups::ActiveModel {
            id: Unchanged(id.0),
            name,
            name_key: key,
            updated_at: Set(micros(now)),
            ..Default::default()
        };
        let row = update.update(&tx).await.map_err(name_taken)?;
        if let Some(members) = &change.members {
            let old = group_members::Entity::delete_many().filter(group_members::Column::GroupId.eq(id.0));
            old.exec(&tx).await.map_err(StoreError::failed)?;
            let mut members: Vec<Uuid> = members.iter().map(|member| member.0).collect();
            members.sort_unstable();
            members.dedup();
            for account_id in members {
                expect_account(&tx, account_id).await?;
                let member = group_members::Model { group_id: id.0, account_id }.into_active_model();
                let insert = group_members::Entity::insert(member).exec_without_returning(&tx).await;
                insert.map_err(StoreError::failed)?;
            }
        }
        let members = group_members::Entity::find()
            .filter(group_members::Column::GroupId.eq(id.0))
            .order_by_asc(group_members::Column::AccountId);
        let members = members.all(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        group(members.into_iter().map(|member| UserId(member.account_id)).collect(), row)
    }

    async fn delete_group(&self, id: GroupId) -> StoreResult<()> {
        let tx = self.database.write().await?;
        if groups::Entity::delete_by_id(id.0).exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("group"));
        }
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn grants(&self, who: Who, thing: Thing) -> StoreResult<Vec<Grant>> {
        let tx = self.database.snapshot().await?;
        let (kind, id) = of(thing);
        kind.grants(&tx, who, id).await
    }

    async fn share(&self, who: Who, thing: Thing, grants: &[Grant]) -> StoreResult<Vec<Grant>> {
        let tx = self.database.write().await?;
        let (kind, id) = of(thing);
        let set = kind.share(&tx, who, id, grants).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(set)
    }
}

fn of(thing: Thing) -> (Shareable, Uuid) {
    match thing {
        Thing::Collection(id) => (COLLECTIONS, id.0),
        Thing::Conversation(id) => (CONVERSATIONS, id.0),
    }
}

fn group(members: Vec<UserId>, row: groups::Model) -> StoreResult<Group> {
    let (created_at, updated_at) = (time(row.created_at)?, time(row.updated_at)?);
    Ok(Group { id: GroupId(row.id), name: row.name, members, created_at, updated_at })
}

fn name_taken(error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Conflict("a group with this name exists".to_owned()),
        _ => StoreError::failed(error),
    }
}
