//! Settings that people change in the page.

use crate::{
    Store,
    columns::{from_json, to_json},
    entities::settings::{ActiveModel, Column, Entity},
    sealing::SETTING,
};
use async_trait::async_trait;
use chatbox_core::{
    error::{StoreError, StoreResult},
    ids::Who,
    sealing::Place,
    settings::SettingStore,
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use serde_json::Value;

#[async_trait]
impl SettingStore for Store {
    async fn setting(&self, who: Who, key: &str) -> StoreResult<Option<Value>> {
        let found = Entity::find_by_id((who.user.0, key.to_owned())).one(self.database.read()).await;
        let found = found.map_err(StoreError::failed)?;
        found.map(|row| from_json(&self.database.open(&place(who, key), row.value)?)).transpose()
    }

    async fn set_setting(&self, who: Who, key: &str, value: Option<Value>) -> StoreResult<()> {
        let tx = self.database.write().await?;
        match value {
            Some(value) => {
                let value = self.database.seal(&place(who, key), &to_json(&value)?)?;
                let row = ActiveModel { owner: Set(who.user.0), key: Set(key.to_owned()), value: Set(value) };
                let replace = OnConflict::columns([Column::Owner, Column::Key]).update_column(Column::Value).to_owned();
                Entity::insert(row)
                    .on_conflict(replace)
                    .exec_without_returning(&tx)
                    .await
                    .map_err(StoreError::failed)?;
            }
            None => {
                Entity::delete_by_id((who.user.0, key.to_owned())).exec(&tx).await.map_err(StoreError::failed)?;
            }
        }
        tx.commit().await.map_err(StoreError::failed)
    }
}

fn place(who: Who, key: &str) -> Place {
    SETTING.row(who.user.0).name(key)
}
