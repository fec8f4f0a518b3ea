//! Invitations.

use super::{accounts::insert, roles};
use crate::{
    Store,
    columns::{micros, storable, time},
    entities::{
        invitations::{Column, Entity, Model},
        roles as role_rows,
    },
};
use async_trait::async_trait;
use chatbox_core::{
    auth::{Account, Invitation, InvitationStore, NewAccount, NewInvitation, TokenHash},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{InvitationId, UserId},
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder};

#[async_trait]
impl InvitationStore for Store {
    async fn create_invitation(&self, new: &NewInvitation, most: u64, now: Time) -> StoreResult<Invitation> {
        let (role, role_id) = roles::columns(new.role);
        let row = Model {
            id: InvitationId::new().0,
            hash: new.hash.0.to_vec(),
            email: new.email.as_deref().map(storable),
            role,
            role_id,
            made_by: new.made_by.0,
            created_at: micros(now),
            expires_at: micros(new.expires_at),
        };
        let tx = self.database.write().await?;
        let over = Entity::delete_many().filter(Column::ExpiresAt.lte(micros(now)));
        over.exec(&tx).await.map_err(StoreError::failed)?;
        if Entity::find().count(&tx).await.map_err(StoreError::failed)? >= most {
            return Err(StoreError::Conflict(format!("{most} invitations are open; withdraw one first")));
        }
        let own_role = roles::named(&tx, new.role).await?;
        let add = Entity::insert(row.clone().into_active_model());
        add.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        invitation(row, own_role)
    }

    async fn invitations(&self, now: Time) -> StoreResult<Vec<Invitation>> {
        let with = Entity::find().find_also_related(role_rows::Entity);
        let open = with.filter(Column::ExpiresAt.gt(micros(now))).order_by_desc(Column::Id);
        let rows = open.all(self.database.read()).await.map_err(StoreError::failed)?;
        rows.into_iter().map(|(row, role)| invitation(row, role)).collect()
    }

    async fn invitation_by_hash(&self, hash: TokenHash, now: Time) -> StoreResult<Invitation> {
        let with = Entity::find().find_also_related(role_rows::Entity);
        let open = with.filter(Column::Hash.eq(hash.0.to_vec())).filter(Column::ExpiresAt.gt(micros(now)));
        let found = open.one(self.database.read()).await.map_err(StoreError::failed)?;
        let (row, role) = found.ok_or(StoreError::NotFound("invitation"))?;
        invitation(row, role)
    }

    async fn accept_invitation(&self, hash: TokenHash, new: &NewAccount, now: Time) -> StoreResult<Account> {
        let tx = self.database.write().await?;
        // Only one of two that come at the same time finds it.
        let use_up =
            Entity::delete_many().filter(Column::Hash.eq(hash.0.to_vec())).filter(Column::ExpiresAt.gt(micros(now)));
        if use_up.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("invitation"));
        }
        let made = insert(&tx, new, now).await?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(made)
    }

    async fn withdraw_invitation(&self, id: InvitationId) -> StoreResult<()> {
        let tx = self.database.write().await?;
        if Entity::delete_by_id(id.0).exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("invitation"));
        }
        tx.commit().await.map_err(StoreError::failed)
    }
}

fn invitation(row: Model, own_role: Option<role_rows::Model>) -> StoreResult<Invitation> {
    Ok(Invitation {
        id: InvitationId(row.id),
        email: row.email,
        role: roles::held(&row.role, own_role)?,
        made_by: UserId(row.made_by),
        created_at: time(row.created_at)?,
        expires_at: time(row.expires_at)?,
    })
}
