//! What is shared with whom: the same for every kind of thing.

use crate::{
    columns::{Named, number},
    entities::{accounts, groups},
    pieces::{list_of_values, padded},
};
use chatbox_core::{
    error::{StoreError, StoreResult},
    ids::{GroupId, UserId, Who},
    sharing::{Grant, Level, Principal},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, Statement, Value};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A kind of thing that can be shared: its table has a column `owner`, its grants have one that names the thing.
pub(crate) struct Shareable {
    /// What one of them is called.
    what: &'static str,
    /// The table of the things.
    things: &'static str,
    /// The table of the grants.
    grants: &'static str,
    /// The column of the grants that names the thing.
    thing: &'static str,
}

/// Collections.
pub(crate) const COLLECTIONS: Shareable =
    Shareable { what: "collection", things: "collections", grants: "grants", thing: "collection_id" };
/// Conversations.
pub(crate) const CONVERSATIONS: Shareable = Shareable {
    what: "conversation",
    things: "conversations",
    grants: "conversation_grants",
    thing: "conversation_id",
};

/// Grants that somebody has, themselves or by a group; `$1` is the person.
const THEIRS: &str =
    "(account_id = $1 OR group_id IN (SELECT m.group_id FROM group_members m WHERE m.account_id = $1))";

impl Shareable {
    /// A query for the ids of what is shared with somebody, for an `IN`; `$1` is the person.
    pub(crate) fn shared_ids(&self) -> String {
        format!("SELECT {} FROM {} WHERE {THEIRS}", self.thing, self.grants)
    }

    /// What others share with somebody, and what they may do with it.
    pub(crate) async fn shared(
        &self,
        connection: &impl ConnectionTrait,
        who: Who,
    ) -> StoreResult<HashMap<Uuid, Level>> {
        self.shared_among(connection, who, None).await
    }

    /// On whose behalf somebody acts on a thing, if they may do what `least` says. `what` is what they have asked for.
    pub(crate) async fn host(
        &self,
        connection: &impl ConnectionTrait,
        who: Who,
        id: Uuid,
        least: Level,
        what: &'static str,
    ) -> StoreResult<Who> {
        let sql = format!("SELECT owner FROM {} WHERE id = $1", self.things);
        let query = Statement::from_sql_and_values(connection.get_database_backend(), sql, [id.into()]);
        let found = OwnerRow::find_by_statement(query).one(connection).await.map_err(StoreError::failed)?;
        let owner = Who { user: UserId(found.ok_or(StoreError::NotFound(what))?.owner) };
        if owner == who {
            return Ok(owner);
        }
        match self.shared_among(connection, who, Some(id)).await?.get(&id) {
            None => Err(StoreError::NotFound(what)),
            Some(level) if *level < least => Err(StoreError::Beyond(what)),
            Some(_) => Ok(owner),
        }
    }

    /// With how many people and groups things are shared; those that are not are left out.
    pub(crate) async fn counts(
        &self,
        connection: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> StoreResult<HashMap<Uuid, u64>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let Self { grants, thing, .. } = self;
        let ids = padded(ids.to_vec());
        let some = list_of_values(1, ids.len());
        let sql = format!(
            "SELECT {thing} AS thing, count(*) AS shares FROM {grants} WHERE {thing} IN ({some}) GROUP BY {thing}"
        );
        let values = ids.into_iter().map(Value::from);
        let query = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
        let rows = CountRow::find_by_statement(query).all(connection).await.map_err(StoreError::failed)?;
        rows.into_iter().map(|row| Ok((row.thing, number(row.shares)?))).collect()
    }

    /// With whom a thing is shared; for those who manage it.
    pub(crate) async fn grants(
        &self,
        connection: &impl ConnectionTrait,
        who: Who,
        id: Uuid,
    ) -> StoreResult<Vec<Grant>> {
        self.host(connection, who, id, Level::Manage, self.what).await?;
        self.grants_of(connection, id).await
    }

    /// Puts these in the place of all, within a transaction; for those who manage it.
    pub(crate) async fn share(
        &self,
        tx: &impl ConnectionTrait,
        who: Who,
        id: Uuid,
        grants: &[Grant],
    ) -> StoreResult<Vec<Grant>> {
        let owner = self.host(tx, who, id, Level::Manage, self.what).await?;
        let backend = tx.get_database_backend();
        let sql = format!("DELETE FROM {} WHERE {} = $1", self.grants, self.thing);
        let old = Statement::from_sql_and_values(backend, sql, [id.into()]);
        tx.execute_raw(old).await.map_err(StoreError::failed)?;
        // One for each; the last counts.
        let wanted: BTreeMap<Principal, Level> = grants.iter().map(|grant| (grant.principal, grant.level)).collect();
        for (principal, level) in wanted {
            let (account, group) = match principal {
                Principal::Account(user) if user == owner.user => continue,
                Principal::Account(user) => {
                    expect_account(tx, user.0).await?;
                    (Some(user.0), None)
                }
                Principal::Group(group) => {
                    let found = groups::Entity::find_by_id(group.0).one(tx).await.map_err(StoreError::failed)?;
                    found.ok_or(StoreError::NotFound("group"))?;
                    (None, Some(group.0))
                }
            };
            let sql = format!(
                "INSERT INTO {} (id, {}, account_id, group_id, level) VALUES ($1, $2, $3, $4, $5)",
                self.grants, self.thing
            );
            let values = [Uuid::now_v7().into(), id.into(), account.into(), group.into(), level.name().into()];
            let add = Statement::from_sql_and_values(backend, sql, values);
            tx.execute_raw(add).await.map_err(StoreError::failed)?;
        }
        self.grants_of(tx, id).await
    }

    async fn shared_among(
        &self,
        connection: &impl ConnectionTrait,
        who: Who,
        one: Option<Uuid>,
    ) -> StoreResult<HashMap<Uuid, Level>> {
        let Self { grants, thing, .. } = self;
        let mut sql = format!("SELECT {thing} AS thing, level FROM {grants} WHERE {THEIRS}");
        let mut values = vec![Value::from(who.user.0)];
        if let Some(one) = one {
            sql.push_str(&format!(" AND {thing} = $2"));
            values.push(one.into());
        }
        let query = Statement::from_sql_and_values(connection.get_database_backend(), sql, values);
        let found = LevelRow::find_by_statement(query).all(connection).await.map_err(StoreError::failed)?;
        let mut shared = HashMap::with_capacity(found.len());
        for row in found {
            let level = Level::named(&row.level)?;
            let best = shared.entry(row.thing).or_insert(level);
            *best = level.max(*best);
        }
        Ok(shared)
    }

    async fn grants_of(&self, connection: &impl ConnectionTrait, id: Uuid) -> StoreResult<Vec<Grant>> {
        let sql =
            format!("SELECT account_id, group_id, level FROM {} WHERE {} = $1 ORDER BY id", self.grants, self.thing);
        let query = Statement::from_sql_and_values(connection.get_database_backend(), sql, [id.into()]);
        let rows = GrantRow::find_by_statement(query).all(connection).await.map_err(StoreError::failed)?;
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
}

/// `NotFound` for an account that is not there.
pub(crate) async fn expect_account(connection: &impl ConnectionTrait, id: Uuid) -> StoreResult<()> {
    let found = accounts::Entity::find_by_id(id).one(connection).await.map_err(StoreError::failed)?;
    found.map(|_| ()).ok_or(StoreError::NotFound("account"))
}

#[derive(FromQueryResult)]
struct OwnerRow {
    owner: Uuid,
}

#[derive(FromQueryResult)]
struct LevelRow {
    thing: Uuid,
    level: String,
}

#[derive(FromQueryResult)]
struct CountRow {
    thing: Uuid,
    shares: i64,
}

#[derive(FromQueryResult)]
struct GrantRow {
    account_id: Option<Uuid>,
    group_id: Option<Uuid>,
    level: String,
}
