//! Accounts.

use super::roles;
use crate::{
    Store,
    columns::{micros, name_key, storable, time},
    entities::{
        accounts::{ActiveModel, Column, Entity, Model},
        roles as role_rows, sessions,
    },
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{Account, AccountChange, AccountStore, NewAccount, Role, RoleKey},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::UserId,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set, Unchanged},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, SqlErr,
    sea_query::Expr,
};

#[async_trait]
impl AccountStore for Store {
    async fn accounts(&self) -> StoreResult<Vec<Account>> {
        let all = Entity::find().find_also_related(role_rows::Entity).order_by_asc(Column::EmailKey);
        let rows = all.all(self.database.read()).await.map_err(StoreError::failed)?;
        rows.into_iter().map(|(row, role)| account(row, role)).collect()
    }

    async fn account(&self, id: UserId) -> StoreResult<Account> {
        one(self.database.read(), id).await
    }

    async fn account_by_email(&self, email: &str) -> StoreResult<Option<(Account, String)>> {
        let theirs = Entity::find().find_also_related(role_rows::Entity).filter(Column::EmailKey.eq(name_key(email)));
        let found = theirs.one(self.database.read()).await.map_err(StoreError::failed)?;
        found
            .map(|(row, role)| {
                let hash = row.password.clone();
                Ok((account(row, role)?, hash))
            })
            .transpose()
    }

    async fn create_account(&self, new: &NewAccount, now: Time) -> StoreResult<Account> {
        let tx = self.database.write().await?;
        let made = insert(&tx, new, now).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(made)
    }

    async fn create_first_account(&self, new: &NewAccount, now: Time) -> StoreResult<Account> {
        let tx = self.database.write().await?;
        if Entity::find().count(&tx).await.map_err(StoreError::failed)? > 0 {
            return Err(StoreError::Conflict("there is an account already".to_owned()));
        }
        let made = insert(&tx, new, now).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(made)
    }

    async fn set_password(&self, id: UserId, password: &str, now: Time) -> StoreResult<()> {
        let tx = self.database.write().await?;
        row(&tx, id).await?;
        let changed = ActiveModel {
            id: Unchanged(id.0),
            password: Set(password.to_owned()),
            updated_at: Set(micros(now)),
            ..Default::default()
        };
        changed.update(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn change_account(&self, id: UserId, change: AccountChange, now: Time) -> StoreResult<Account> {
        let AccountChange { role, disabled } = change;
        let tx = self.database.write().await?;
        let before = row(&tx, id).await?;
        let stays = role.is_none_or(|role| role == RoleKey::BuiltIn(Role::Owner)) && disabled != Some(true);
        if before.role == Role::Owner.name() && before.disabled == 0 && !stays {
            another_owner(&tx, id).await?;
        }
        if disabled == Some(true) {
            let close = sessions::Entity::update_many()
                .col_expr(sessions::Column::ClosedAt, Expr::value(micros(now)))
                .filter(sessions::Column::AccountId.eq(id.0))
                .filter(sessions::Column::ClosedAt.is_null());
            close.exec(&tx).await.map_err(StoreError::failed)?;
        }
        if let Some(role) = role {
            roles::named(&tx, role).await?;
        }
        let (role, role_id) = role.map(roles::columns).unzip();
        let changed = ActiveModel {
            id: Unchanged(id.0),
            role: role.map_or(NotSet, Set),
            role_id: role_id.map_or(NotSet, Set),
            disabled: disabled.map_or(NotSet, |disabled| Set(i64::from(disabled))),
            updated_at: Set(micros(now)),
            ..Default::default()
        };
        changed.update(&tx).await.map_err(StoreError::failed)?;
        let changed = one(&tx, id).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(changed)
    }
}

pub(super) async fn insert(tx: &impl ConnectionTrait, new: &NewAccount, now: Time) -> StoreResult<Account> {
    let own_role = roles::named(tx, new.role).await?;
    let (role, role_id) = roles::columns(new.role);
    let row = Model {
        id: new.id.0,
        email: storable(&new.email),
        email_key: name_key(&new.email),
        name: storable(&new.name),
        role,
        role_id,
        disabled: 0,
        password: new.password.clone(),
        created_at: micros(now),
        updated_at: micros(now),
    };
    Entity::insert(row.clone().into_active_model()).exec_without_returning(tx).await.map_err(address_taken)?;
    account(row, own_role)
}

async fn one(connection: &impl ConnectionTrait, id: UserId) -> StoreResult<Account> {
    let found = Entity::find_by_id(id.0).find_also_related(role_rows::Entity).one(connection).await;
    let (row, role) = found.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("account"))?;
    account(row, role)
}

/// A `Conflict` where nobody else is an owner who may sign in.
pub(crate) async fn another_owner(tx: &impl ConnectionTrait, id: UserId) -> StoreResult<()> {
    let others = Entity::find()
        .filter(Column::Role.eq(Role::Owner.name()))
        .filter(Column::Disabled.eq(0))
        .filter(Column::Id.ne(id.0));
    match others.count(tx).await.map_err(StoreError::failed)? {
        0 => Err(StoreError::Conflict("the last owner stays one".to_owned())),
        _ => Ok(()),
    }
}

pub(crate) async fn row(connection: &impl ConnectionTrait, id: UserId) -> StoreResult<Model> {
    let found = Entity::find_by_id(id.0).one(connection).await.map_err(StoreError::failed)?;
    found.ok_or(StoreError::NotFound("account"))
}

fn address_taken(error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            StoreError::Conflict("an account with this address exists".to_owned())
        }
        _ => StoreError::failed(error),
    }
}

pub(super) fn account(row: Model, own_role: Option<role_rows::Model>) -> StoreResult<Account> {
    Ok(Account {
        id: UserId(row.id),
        email: row.email,
        name: row.name,
        role: roles::held(&row.role, own_role)?,
        disabled: row.disabled != 0,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}
