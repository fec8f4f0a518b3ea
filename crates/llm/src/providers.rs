//! The chat models that can be used right now: the connected provider, then the embedded model.

use crate::OpenAi;
use async_trait::async_trait;
use chatbox_core::{
    ids::Who,
    models::{ChatModel, ChatModels, Endpoint, ModelError, ModelInfo, ProviderSetup},
    settings::SettingStore,
};
use std::{sync::Arc, time::Duration};

/// Key under which the page's endpoint is stored.
const SETTING: &str = "provider";
/// A test of an endpoint gives up after this.
const TEST: Duration = Duration::from_secs(30);

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

    async fn all(&self) -> Result<Vec<Arc<dyn ChatModel>>, ModelError> {
        let mut models: Vec<Arc<dyn ChatModel>> = Vec::new();
        if let Some(endpoint) = self.endpoint().await? {
            models.push(Arc::new(OpenAi::new(self.client.clone(), endpoint)?));
        }
        models.extend(self.embedded.clone());
        Ok(models)
    }

    /// Adds the stored key where the person gave none; never for another address.
    async fn with_key(&self, mut endpoint: Endpoint) -> Result<Endpoint, ModelError> {
        if endpoint.key.is_none() {
            let stored = self.endpoint().await?.filter(|stored| stored.base_url == endpoint.base_url);
            endpoint.key = stored.and_then(|stored| stored.key);
        }
        Ok(endpoint)
    }
}

fn unavailable(error: impl std::fmt::Display) -> ModelError {
    ModelError::Unavailable(error.to_string())
}

#[async_trait]
impl ChatModels for Providers {
    async fn list(&self, _: Who) -> Result<Vec<ModelInfo>, ModelError> {
        Ok(self.all().await?.iter().map(|model| model.info().clone()).collect())
    }

    async fn model(&self, _: Who, id: Option<&str>) -> Result<Arc<dyn ChatModel>, ModelError> {
        let models = self.all().await?;
        let chosen = match id {
            Some(id) => models.iter().find(|model| model.info().id == id),
            None => models.first(),
        };
        chosen.cloned().ok_or_else(|| ModelError::Missing { model: id.unwrap_or("for chat").to_owned() })
    }
}

#[async_trait]
impl ProviderSetup for Providers {
    async fn endpoint(&self) -> Result<Option<Endpoint>, ModelError> {
        match self.settings.setting(Who::local(), SETTING).await.map_err(unavailable)? {
            Some(value) => serde_json::from_value(value)
                .map(Some)
                .map_err(|error| ModelError::Refused(format!("the stored provider cannot be read: {error}"))),
            None => Ok(self.configured.clone()),
        }
    }

    async fn set_endpoint(&self, endpoint: Option<Endpoint>) -> Result<(), ModelError> {
        let value = match endpoint {
            Some(endpoint) => {
                let endpoint = self.with_key(endpoint).await?;
                OpenAi::new(self.client.clone(), endpoint.clone())?;
                Some(serde_json::to_value(endpoint).map_err(unavailable)?)
            }
            None => None,
        };
        self.settings.set_setting(Who::local(), SETTING, value).await.map_err(unavailable)
    }

    async fn test_endpoint(&self, endpoint: Endpoint) -> Result<(), ModelError> {
        let model = OpenAi::new(self.client.clone(), self.with_key(endpoint).await?)?;
        tokio::time::timeout(TEST, model.test()).await.map_err(|_| ModelError::TimedOut)?
    }
}
