//! A document through all its versions; content fields are those of the searchable version, or of the first until there is one.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner: Uuid,
    pub collection_id: Uuid,
    pub path: String,
    pub title: String,
    pub search_key: String,
    pub media_type: Option<String>,
    pub language: Option<String>,
    pub size: i64,
    pub hash: String,
    pub pages: Option<i64>,
    pub chunks: i64,
    pub version: i64,
    pub state: String,
    pub step: String,
    pub problem: Option<String>,
    pub warnings: String,
    pub tags: String,
    pub newest_id: Uuid,
    pub visible_id: Option<Uuid>,
    pub created_at: i64,
    pub updated_at: i64,
    pub deleted_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
