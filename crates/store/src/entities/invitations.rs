//! A link that lets somebody make an account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hash: Vec<u8>,
    pub email: Option<String>,
    pub role: String,
    pub role_id: Option<Uuid>,
    pub made_by: Uuid,
    pub created_at: i64,
    pub expires_at: i64,
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
