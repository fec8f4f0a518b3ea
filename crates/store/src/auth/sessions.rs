//! Sessions and their refresh tokens.

use super::accounts::account;
use crate::{
    Store,
    columns::{micros, storable, time},
    entities::{
        accounts, refresh_tokens, roles,
        sessions::{ActiveModel, Column, Entity, Model},
    },
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{Account, Device, Rotation, Session, SessionStore, TokenHash},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{SessionId, UserId, Who},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// Characters kept of what a device says of itself.
const LONGEST: usize = 256;

#[async_trait]
impl SessionStore for Store {
    async fn open_session(
        &self,
        user: UserId,
        device: &Device,
        token: TokenHash,
        expires: Time,
        now: Time,
    ) -> StoreResult<Session> {
        let row = Model {
            id: SessionId::new().0,
            account_id: user.0,
            agent: said(&device.agent),
            address: said(&device.address),
            created_at: micros(now),
            seen_at: micros(now),
            expires_at: micros(expires),
            closed_at: None,
        };
        let tx = self.database.write().await?;
        Entity::insert(row.clone().into_active_model())
            .exec_without_returning(&tx)
            .await
            .map_err(StoreError::failed)?;
        add_token(&tx, row.id, token).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        session(row)
    }

    async fn rotate(
        &self,
        token: TokenHash,
        next: TokenHash,
        device: &Device,
        expires: Time,
        now: Time,
    ) -> StoreResult<Rotation> {
        let tx = self.database.write().await?;
        let shown = refresh_tokens::Entity::find_by_id(token.0.to_vec()).one(&tx).await.map_err(StoreError::failed)?;
        let Some(shown) = shown else { return Ok(Rotation::Unknown) };
        let open = is_open(now).add(Column::Id.eq(shown.session_id));
        let found = Entity::find().filter(open).one(&tx).await.map_err(StoreError::failed)?;
        let Some(found) = found else { return Ok(Rotation::Unknown) };
        // Only one of two that come at the same time finds it unused.
        let use_up = refresh_tokens::Entity::update_many()
            .col_expr(refresh_tokens::Column::UsedAt, Expr::value(micros(now)))
            .filter(refresh_tokens::Column::Hash.eq(token.0.to_vec()))
            .filter(refresh_tokens::Column::UsedAt.is_null());
        let is_fresh = use_up.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 1;
        if !is_fresh {
            let closed =
                ActiveModel { id: Unchanged(found.id), closed_at: Set(Some(micros(now))), ..Default::default() };
            closed.update(&tx).await.map_err(StoreError::failed)?;
            tx.commit().await.map_err(StoreError::failed)?;
            return Ok(Rotation::Reused(session(found)?));
        }
        add_token(&tx, found.id, next).await?;
        let renewed = ActiveModel {
            id: Unchanged(found.id),
            agent: Set(said(&device.agent)),
            address: Set(said(&device.address)),
            seen_at: Set(micros(now)),
            expires_at: Set(micros(expires)),
            ..Default::default()
        };
        let renewed = renewed.update(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(Rotation::Rotated(session(renewed)?))
    }

    async fn session(&self, id: SessionId, now: Time) -> StoreResult<(Session, Account)> {
        // Asked at every request: one query for session, account and role.
        let with = Entity::find_by_id(id.0).find_also_related(accounts::Entity).and_also_related(roles::Entity);
        let open = with.filter(is_open(now));
        let able = open.filter(accounts::Column::Disabled.eq(0));
        match able.one(self.database.read()).await.map_err(StoreError::failed)? {
            Some((found, Some(owner), role)) => Ok((session(found)?, account(owner, role)?)),
            _ => Err(StoreError::NotFound("session")),
        }
    }

    async fn sessions(&self, who: Who, now: Time) -> StoreResult<Vec<Session>> {
        let mine = Entity::find().filter(is_open(now)).filter(Column::AccountId.eq(who.user.0));
        let newest = mine.order_by_desc(Column::SeenAt).order_by_desc(Column::Id);
        newest.all(self.database.read()).await.map_err(StoreError::failed)?.into_iter().map(session).collect()
    }

    async fn close_session(&self, who: Who, id: SessionId, now: Time) -> StoreResult<()> {
        if close(self, Condition::all().add(Column::Id.eq(id.0)).add(Column::AccountId.eq(who.user.0)), now)
            .await?
            .is_empty()
        {
            return Err(StoreError::NotFound("session"));
        }
        Ok(())
    }

    async fn close_sessions(&self, who: Who, but: Option<SessionId>, now: Time) -> StoreResult<Vec<SessionId>> {
        let mut wanted = Condition::all().add(Column::AccountId.eq(who.user.0));
        if let Some(but) = but {
            wanted = wanted.add(Column::Id.ne(but.0));
        }
        close(self, wanted, now).await
    }

    async fn purge_sessions(&self, before: Time) -> StoreResult<u64> {
        let tx = self.database.write().await?;
        let over = Condition::any().add(Column::ExpiresAt.lt(micros(before))).add(Column::ClosedAt.lt(micros(before)));
        let old = refresh_tokens::Entity::delete_many().filter(refresh_tokens::Column::UsedAt.lt(micros(before)));
        old.exec(&tx).await.map_err(StoreError::failed)?;
        let removed = Entity::delete_many().filter(over).exec(&tx).await.map_err(StoreError::failed)?.rows_affected;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(removed)
    }
}

/// Neither closed nor over.
fn is_open(now: Time) -> Condition {
    Condition::all().add(Column::ClosedAt.is_null()).add(Column::ExpiresAt.gt(micros(now)))
}

async fn close(store: &Store, wanted: Condition, now: Time) -> StoreResult<Vec<SessionId>> {
    let tx = store.database.write().await?;
    let open = Entity::find().filter(wanted).filter(Column::ClosedAt.is_null());
    let ids: Vec<_> = open.all(&tx).await.map_err(StoreError::failed)?.into_iter().map(|row| row.id).collect();
    let closing = Entity::update_many()
        .col_expr(Column::ClosedAt, Expr::value(micros(now)))
        .filter(Column::Id.is_in(ids.iter().copied()));
    closing.exec(&tx).await.map_err(StoreError::failed)?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok(ids.into_iter().map(SessionId).collect())
}

async fn add_token(tx: &impl ConnectionTrait, session: uuid::Uuid, token: TokenHash) -> StoreResult<()> {
    let row = refresh_tokens::Model { hash: token.0.to_vec(), session_id: session, used_at: None };
    let insert = refresh_tokens::Entity::insert(row.into_active_model());
    insert.exec_without_returning(tx).await.map_err(StoreError::failed)?;
    Ok(())
}

fn said(text: &str) -> String {
    storable(text).chars().take(LONGEST).collect()
}

fn session(row: Model) -> StoreResult<Session> {
    Ok(Session {
        id: SessionId(row.id),
        user: UserId(row.account_id),
        agent: row.agent,
        address: row.address,
        created_at: time(row.created_at)?,
        seen_at: time(row.seen_at)?,
        expires_at: time(row.expires_at)?,
    })
}
