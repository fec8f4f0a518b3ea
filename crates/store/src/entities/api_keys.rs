//! A key for programs.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub name: String,
    pub start: String,
    pub hash: Vec<u8>,
    pub permissions: String,
    pub created_at: i64,
    pub expires_at: Option<i64>,
    pub used_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

/// Whose it is, read in one go with it.
impl Related<super::accounts::Entity> for Entity {
    fn to() -> RelationDef {
        Entity::belongs_to(super::accounts::Entity).from(Column::AccountId).to(super::accounts::Column::Id).into()
    }
}

impl ActiveModelBehavior for ActiveModel {}
