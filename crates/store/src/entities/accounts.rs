//! A person who may sign in.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    pub email_key: String,
    pub name: String,
    pub role: String,
    pub role_id: Option<Uuid>,
    pub disabled: i64,
    pub password: String,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

/// An own role, read in one go with it.
impl Related<super::roles::Entity> for Entity {
    fn to() -> RelationDef {
        Entity::belongs_to(super::roles::Entity).from(Column::RoleId).to(super::roles::Column::Id).into()
    }
}

impl ActiveModelBehavior for ActiveModel {}
