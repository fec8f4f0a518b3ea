//! One sign-in.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub agent: String,
    pub address: String,
    pub created_at: i64,
    pub seen_at: i64,
    pub expires_at: i64,
    pub closed_at: Option<i64>,
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
