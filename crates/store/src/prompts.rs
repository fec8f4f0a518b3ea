//! The prompt library.

use crate::{
    Store,
    columns::{micros, name_key, storable, time},
    entities::prompts::{ActiveModel, Column, Entity, Model},
    sealing::{PROMPT, SealedDatabase},
};
use async_trait::async_trait;
use chatbox_core::{
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{PromptId, UserId, Who},
    prompts::{Prompt, PromptStore},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, SqlErr,
};

#[async_trait]
impl PromptStore for Store {
    async fn prompts(&self, who: Who) -> StoreResult<Vec<Prompt>> {
        let mine = Entity::find().filter(Column::Owner.eq(who.user.0)).order_by_asc(Column::NameKey);
        let rows = mine.all(self.database.read()).await.map_err(StoreError::failed)?;
        rows.into_iter().map(|row| prompt(&self.database, row)).collect()
    }

    async fn create_prompt(&self, who: Who, name: &str, text: &str, now: Time) -> StoreResult<Prompt> {
        let id = PromptId::new().0;
        let row = Model {
            id,
            owner: who.user.0,
            name: storable(name),
            name_key: name_key(name),
            text: self.database.seal(&PROMPT.row(id), &storable(text))?,
            created_at: micros(now),
            updated_at: micros(now),
        };
        let tx = self.database.write().await?;
        let insert = Entity::insert(row.clone().into_active_model());
        insert.exec_without_returning(&tx).await.map_err(name_taken)?;
        tx.commit().await.map_err(StoreError::failed)?;
        prompt(&self.database, row)
    }

    async fn change_prompt(
        &self,
        who: Who,
        id: PromptId,
        name: Option<&str>,
        text: Option<&str>,
        now: Time,
    ) -> StoreResult<Prompt> {
        let tx = self.database.write().await?;
        let mine = Entity::find_by_id(id.0).filter(Column::Owner.eq(who.user.0));
        mine.one(&tx).await.map_err(StoreError::failed)?.ok_or(StoreError::NotFound("prompt"))?;
        let mut update = ActiveModel { id: Unchanged(id.0), updated_at: Set(micros(now)), ..Default::default() };
        if let Some(name) = name {
            update.name = Set(storable(name));
            update.name_key = Set(name_key(name));
        }
        if let Some(text) = text {
            update.text = Set(self.database.seal(&PROMPT.row(id.0), &storable(text))?);
        }
        let changed = update.update(&tx).await.map_err(name_taken)?;
        tx.commit().await.map_err(StoreError::failed)?;
        prompt(&self.database, changed)
    }

    async fn delete_prompt(&self, who: Who, id: PromptId) -> StoreResult<()> {
        let tx = self.database.write().await?;
        let mine = Entity::delete_many().filter(Column::Id.eq(id.0)).filter(Column::Owner.eq(who.user.0));
        if mine.exec(&tx).await.map_err(StoreError::failed)?.rows_affected == 0 {
            return Err(StoreError::NotFound("prompt"));
        }
        tx.commit().await.map_err(StoreError::failed)
    }
}

fn name_taken(error: DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => StoreError::Conflict("a prompt with this name exists".to_owned()),
        _ => StoreError::failed(error),
    }
}

fn prompt(database: &SealedDatabase, row: Model) -> StoreResult<Prompt> {
    Ok(Prompt {
        id: PromptId(row.id),
        owner: UserId(row.owner),
        name: row.name,
        text: database.open(&PROMPT.row(row.id), row.text)?,
        created_at: time(row.created_at)?,
        updated_at: time(row.updated_at)?,
    })
}
