//! The same suites on both databases.

use crate::stores;
use chatbox_testkit::{
    access::{api_key_store_contract, invitation_store_contract, second_factor_store_contract},
    audit::audit_store_contract,
    auth::{account_store_contract, session_store_contract, signing_key_store_contract},
    chat::chat_store_contract,
    documents::document_store_contract,
    folders::folder_store_contract,
    guests::guest_contract,
    idempotency::idempotency_store_contract,
    privacy::{deletion_store_contract, profile_store_contract},
    prompts::prompt_store_contract,
    roles::role_store_contract,
    settings::setting_store_contract,
    shares::share_store_contract,
    sharing::sharing_store_contract,
    tasks::job_store_contract,
};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn documents_on_sqlite() {
    document_store_contract(&stores::sqlite().await.store).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_on_postgres() {
    document_store_contract(&stores::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_on_sqlite() {
    let sqlite = stores::sqlite().await;
    job_store_contract(Arc::new(sqlite.store.clone())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_on_postgres() {
    job_store_contract(Arc::new(stores::postgres().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chat_on_sqlite() {
    let sqlite = stores::sqlite().await;
    chat_store_contract(Arc::new(sqlite.store.clone())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chat_on_postgres() {
    chat_store_contract(Arc::new(stores::postgres().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn folders_prompts_and_shares_on_both() {
    let sqlite = stores::sqlite().await;
    for store in [sqlite.store.clone(), stores::postgres().await] {
        folder_store_contract(&store).await;
        prompt_store_contract(&store).await;
        share_store_contract(&store).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_and_what_lets_in_on_both() {
    let sqlite = stores::sqlite().await;
    for store in [sqlite.store.clone(), stores::postgres().await] {
        account_store_contract(&store).await;
        session_store_contract(&store).await;
        signing_key_store_contract(&store).await;
        api_key_store_contract(&store).await;
        invitation_store_contract(&store).await;
        second_factor_store_contract(&store).await;
        sharing_store_contract(&store).await;
        guest_contract(&store).await;
        role_store_contract(&store).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn profiles_and_deletions_on_both() {
    let sqlite = stores::sqlite().await;
    for store in [sqlite.store.clone(), stores::postgres().await] {
        deletion_store_contract(&store).await;
        profile_store_contract(&store).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn audit_on_both() {
    let sqlite = stores::sqlite().await;
    audit_store_contract(Arc::new(sqlite.store.clone())).await;
    audit_store_contract(Arc::new(stores::postgres().await)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_on_both() {
    setting_store_contract(&stores::sqlite().await.store).await;
    setting_store_contract(&stores::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn idempotency_on_both() {
    let sqlite = stores::sqlite().await;
    idempotency_store_contract(Arc::new(sqlite.store.clone())).await;
    idempotency_store_contract(Arc::new(stores::postgres().await)).await;
}
