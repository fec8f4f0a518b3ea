//! The list of chat models when there is just one.

use async_trait::async_trait;
use chatbox_core::{
    ids::Who,
    models::{ChatModel, ChatModels, ModelError, ModelInfo},
};
use std::sync::Arc;

/// Offers a single model, as the default and under its id; any other id is refused.
#[derive(Clone)]
pub struct OneModel(pub Arc<dyn ChatModel>);

#[async_trait]
impl ChatModels for OneModel {
    async fn list(&self, _who: Who) -> Result<Vec<ModelInfo>, ModelError> {
        Ok(vec![self.0.info().clone()])
    }

    async fn model(&self, _who: Who, id: Option<&str>) -> Result<Arc<dyn ChatModel>, ModelError> {
        match id {
            Some(id) if id != self.0.info().id => Err(ModelError::Refused(format!("there is no model {id}"))),
            _ => Ok(self.0.clone()),
        }
    }
}
