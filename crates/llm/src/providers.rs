//! The chat models that can be used right now: the connected provider, then the embedded model.

use crate::{Endpoint, OpenAi};
use async_trait::async_trait;
use chatbox_core::{
    ids::Who,
    models::{ChatModel, ChatModels, ModelError, ModelInfo},
    settings::SettingStore,
};
use std::sync::Arc;

/// Key under which the page's provider is stored; the value is an `Endpoint`.
pub const PROVIDER_SETTING: &str = "provider";

/// The connected provider (from the page, else from the settings file) and the embedded model.
pub struct Providers {
    settings: Arc<dyn SettingStore>,
    configured: Option<Endpoint>,
    embedded: Option<Arc<dyn ChatModel>>,
    client: reqwest::Client,
}

impl Providers {
    /// `configured` comes from the settings file and yields to what the page has stored.
    pub fn new(
        settings: Arc<dyn SettingStore>,
        configured: Option<Endpoint>,
        embedded: Option<Arc<dyn ChatModel>>,
        client: reqwest::Client,
    ) -> Self {
        Self { settings, configured, embedded, client }
    }

    /// The endpoint in force, if any.
    ///
    /// # Errors
    /// `Unavailable` when the settings cannot be read.
    pub async fn endpoint(&self, who: Who) -> Result<Option<Endpoint>, ModelError> {
        let stored = self.settings.setting(who, PROVIDER_SETTING).await;
        let stored = stored.map_err(|error| ModelError::Unavailable(error.to_string()))?;
        match stored {
            Some(value) => serde_json::from_value(value)
                .map(Some)
                .map_err(|error| ModelError::Refused(format!("the stored provider cannot be read: {error}"))),
            None => Ok(self.configured.clone()),
        }
    }

    /// Stores (or with `None` forgets) the page's endpoint.
    ///
    /// # Errors
    /// `Refused` for an endpoint that cannot be right, `Unavailable` when it cannot be stored.
    pub async fn set_endpoint(&self, who: Who, endpoint: Option<Endpoint>) -> Result<(), ModelError> {
        if let Some(endpoint) = &endpoint {
            self.connect(endpoint.clone())?;
        }
        let value = endpoint.map(|endpoint| serde_json::json!(endpoint));
        let stored = self.settings.set_setting(who, PROVIDER_SETTING, value).await;
        stored.map_err(|error| ModelError::Unavailable(error.to_string()))
    }

    /// A model at any endpoint, for trying it out.
    ///
    /// # Errors
    /// `Refused` for an endpoint that cannot be right.
    pub fn connect(&self, endpoint: Endpoint) -> Result<OpenAi, ModelError> {
        OpenAi::new(self.client.clone(), endpoint)
    }

    async fn all(&self, who: Who) -> Result<Vec<Arc<dyn ChatModel>>, ModelError> {
        let mut models: Vec<Arc<dyn ChatModel>> = Vec::new();
        if let Some(endpoint) = self.endpoint(who).await? {
            models.push(Arc::new(self.connect(endpoint)?));
        }
        models.extend(self.embedded.clone());
        Ok(models)
    }
}

#[async_trait]
impl ChatModels for Providers {
    async fn list(&self, who: Who) -> Result<Vec<ModelInfo>, ModelError> {
        Ok(self.all(who).await?.iter().map(|model| model.info().clone()).collect())
    }

    async fn model(&self, who: Who, id: Option<&str>) -> Result<Arc<dyn ChatModel>, ModelError> {
        let models = self.all(who).await?;
        let chosen = match id {
            Some(id) => models.iter().find(|model| model.info().id == id),
            None => models.first(),
        };
        chosen.cloned().ok_or_else(|| ModelError::Missing { model: id.unwrap_or("for chat").to_owned() })
    }
}
