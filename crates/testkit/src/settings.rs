//! Contract of the settings port.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::somebody;
use chatbox_core::settings::SettingStore;
use serde_json::json;

/// Runs all checks of the port's promises; panics at the first broken one.
pub async fn setting_store_contract(store: &dyn SettingStore) {
    let (who, other) = (somebody(), somebody());
    assert_eq!(store.setting(who, "provider").await.unwrap(), None);

    let value = json!({"url": "http://localhost", "text": "a\u{0}b é 😀", "list": [1, 2.5, null]});
    store.set_setting(who, "provider", Some(value.clone())).await.unwrap();
    assert_eq!(store.setting(who, "provider").await.unwrap(), Some(value));
    assert_eq!(store.setting(who, "PROVIDER").await.unwrap(), None, "keys are exact");
    assert_eq!(store.setting(other, "provider").await.unwrap(), None, "settings belong to their owner");

    store.set_setting(other, "provider", Some(json!(2))).await.unwrap();
    store.set_setting(who, "provider", Some(json!(1))).await.unwrap();
    assert_eq!(store.setting(who, "provider").await.unwrap(), Some(json!(1)), "setting again replaces");
    store.set_setting(who, "provider", None).await.unwrap();
    store.set_setting(who, "provider", None).await.unwrap();
    assert_eq!(store.setting(who, "provider").await.unwrap(), None);
    assert_eq!(store.setting(other, "provider").await.unwrap(), Some(json!(2)));
    store.set_setting(who, "nothing", Some(json!(null))).await.unwrap();
    assert_eq!(store.setting(who, "nothing").await.unwrap(), Some(json!(null)), "null is a value");
}
