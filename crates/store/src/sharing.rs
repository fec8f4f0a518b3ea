//! Groups, and what is shared with whom.

use crate::{
    Store,
    columns::{Named, micros, name_key, storable, time},
    entities::{accounts, collections, grants, group_members, groups},
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{CollectionId, GroupId, UserId, Who},
    sharing::{Grant, Group, GroupChange, Level, Principal, SharingStore},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, SqlErr,
};
use std::collections::{BTreeMap, HashMap};
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

    async fn collection_grants(&self, who: Who, id: CollectionId) -> StoreResult<Vec<Grant>> {
        let tx = self.database.snapshot().await?;
        host(&tx, who, id.0, Level::Manage, "collection").await?;
        grants_of(&tx, id).await
    }

    async fn share_collection(&self, who: Who, id: CollectionId, grants: &[Grant]) -> StoreResult<Vec<Grant>> {
        let tx = self.database.write().await?;
        let owner = host(&tx, who, id.0, Level::Manage, "collection").await?;
        let old = grants::Entity::delete_many().filter(grants::Column::CollectionId.eq(id.0));
        old.exec(&tx).await.map_err(StoreError::failed)?;
        // One for each; the last counts.
        let wanted: BTreeMap<Principal, Level> = grants.iter().map(|grant| (grant.principal, grant.level)).collect();
        for (principal, level) in wanted {
            let (account_id, group_id) = match principal {
                Principal::Account(user) if user == owner.user => continue,
                Principal::Account(user) => {
                    expect_account(&tx, user.0).await?;
                    (Some(user.0), None)
                }
                Principal::Group(group) => {
                    let found = groups::Entity::find_by_id(group.0).one(&tx).await.map_err(StoreError::failed)?;
                    found.ok_or(StoreError::NotFound("group"))?;
                    (None, Some(group.0))
                }
            };
            let (id, collection_id, level) = (Uuid::now_v7(), id.0, level.name().to_owned());
            let row = grants::Model { id, collection_id, account_id, group_id, level }.into_active_model();
            grants::Entity::insert(row).exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        }
        let set = grants_of(&tx, id).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(set)
    }
}

/// Collections of others that somebody may do something with, and what.
pub(crate) async fn shared(connection: &impl ConnectionTrait, who: Who) -> StoreResult<HashMap<Uuid, Level>> {
    shared_among(connection, who, None).await
}

/// On whose behalf somebody acts in a collection, if they may do what `least` says.
pub(crate) async fn host(
    connection: &impl ConnectionTrait,
    who: Who,
    id: Uuid,
    least: Level,
    what: &'static str,
) -> StoreResult<Who> {
    let found = collections::Entity::find_by_id(id).one(connection).await.map_err(StoreError::failed)?;
    let owner = Who { user: UserId(found.ok_or(StoreError::NotFound(what))?.owner) };
    if owner == who {
        return Ok(owner);
    }
    match shared_among(connection, who, Some(id)).await?.get(&id) {
        None => Err(StoreError::NotFound(what)),
        Some(level) if *level < least => Err(StoreError::Beyond(what)),
        Some(_) => Ok(owner),
    }
}

async fn shared_among(
    connection: &impl ConnectionTrait,
    who: Who,
    collection: Option<Uuid>,
) -> StoreResult<HashMap<Uuid, Level>> {
    let groups = group_members::Entity::find()
        .select_only()
        .column(group_members::Column::GroupId)
        .filter(group_members::Column::AccountId.eq(who.user.0))
        .into_query();
    let with =
        Condition::any().add(grants::Column::AccountId.eq(who.user.0)).add(grants::Column::GroupId.in_subquery(groups));
    let found: Vec<(Uuid, String)> = grants::Entity::find()
        .select_only()
        .column(grants::Column::CollectionId)
        .column(grants::Column::Level)
        .filter(with)
        .filter(Condition::all().add_option(collection.map(|id| grants::Column::CollectionId.eq(id))))
        .into_tuple()
        .all(connection)
        .await
        .map_err(StoreError::failed)?;
    let mut shared = HashMap::with_capacity(found.len());
    for (id, level) in found {
        let level = Level::named(&level)?;
        let best = shared.entry(id).or_insert(level);
        *best = level.max(*best);
    }
    Ok(shared)
}

async fn grants_of(connection: &impl ConnectionTrait, id: CollectionId) -> StoreResult<Vec<Grant>> {
    let rows = grants::Entity::find().filter(grants::Column::CollectionId.eq(id.0)).order_by_asc(grants::Column::Id);
    let rows = rows.all(connection).await.map_err(StoreError::failed)?;
    rows.into_iter()
        .map(|row| {
            let principal = match (row.account_id, row.group_id) {
                (Some(account), _) => Principal::Account(UserId(account)),
                (None, Some(group)) => Principal::Group(GroupId(group)),
                (None, None) => return Err(StoreError::failed("something is shared with nobody")),
            };
            Ok(Grant { principal, level: Level::named(&row.level)? })
        })
        .collect()
}

async fn expect_account(connection: &impl ConnectionTrait, id: Uuid) -> StoreResult<()> {
    let found = accounts::Entity::find_by_id(id).one(connection).await.map_err(StoreError::failed)?;
    found.map(|_| ()).ok_or(StoreError::NotFound("account"))
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
