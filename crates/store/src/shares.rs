//! Links to snapshots of conversations.

use crate::{
    Store,
    chat::guests,
    columns::{from_json, integer, micros, number, storable, time, to_json},
    entities::shares::{Column, Entity, Model},
    sealing::{SHARE_TITLE, SNAPSHOT, SealedDatabase},
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{ConversationId, ShareId, Who},
    shares::{Share, ShareStore, SharedConversation},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

#[async_trait]
impl ShareStore for Store {
    async fn create_share(
        &self,
        who: Who,
        conversation: ConversationId,
        snapshot: &SharedConversation,
        now: Time,
    ) -> StoreResult<Share> {
        let id = ShareId::new().0;
        let row = Model {
            id,
            owner: who.user.0,
            conversation_id: conversation.0,
            // 122 random bits.
            token: Uuid::new_v4().simple().to_string(),
            title: self.database.seal(&SHARE_TITLE.row(id), &storable(&snapshot.title))?,
            messages: integer(snapshot.messages.len())?,
            snapshot: self.database.seal(&SNAPSHOT.row(id), &to_json(snapshot)?)?,
            created_at: micros(now),
        };
        let tx = self.database.write().await?;
        guests::own(&tx, who, conversation).await?;
        let insert = Entity::insert(row.clone().into_active_model());
        insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        let Model { id, conversation_id, token, title, messages, created_at, .. } = row;
        share(&self.database, Listed { id, conversation_id, token, title, messages, created_at })
    }

    async fn shares(&self, who: Who) -> StoreResult<Vec<Share>> {
        let rows = Entity::find()
            .select_only()
            .columns([
                Column::Id,
                Column::ConversationId,
                Column::Token,
                Column::Title,
                Column::Messages,
                Column::CreatedAt,
            ])
            .filter(Column::Owner.eq(who.user.0))
            .order_by_desc(Column::CreatedAt)
            .order_by_desc(Column::Id)
            .into_model::<Listed>()
            .all(self.database.read())
            .await
            .map_err(StoreError::failed)?;
        rows.into_iter().map(|row| share(&self.database, row)).collect()
    }

    async fn revoke_share(&self, who: Who, id: ShareId) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let mine = Entity::delete_many().filter(Column::Id.eq(id.0)).filter(Column::Owner.eq(who.user.0));
        if mine.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("shared link"));
        }
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn shared(&self, token: &str) -> StoreResult<SharedConversation> {
        let row = Entity::find().filter(Column::Token.eq(token)).one(self.database.read()).await;
        let row = row.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("shared link"))?;
        from_json(&self.database.open(&SNAPSHOT.row(row.id), row.snapshot)?)
    }
}

/// A link without its snapshot, which may be large.
#[derive(FromQueryResult)]
struct Listed {
    id: Uuid,
    conversation_id: Uuid,
    token: String,
    title: String,
    messages: i64,
    created_at: i64,
}

fn share(database: &SealedDatabase, row: Listed) -> StoreResult<Share> {
    Ok(Share {
        id: ShareId(row.id),
        token: row.token,
        conversation: ConversationId(row.conversation_id),
        title: database.open(&SHARE_TITLE.row(row.id), row.title)?,
        messages: number(row.messages)?,
        created_at: time(row.created_at)?,
    })
}
