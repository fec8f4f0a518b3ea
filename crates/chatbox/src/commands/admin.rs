//! `chatbox admin`: accounts, also beside a running server.

use super::Base;
use crate::{cli::Admin, compose};
use anyhow::bail;
use chatbox_auth::NewPerson;
use chatbox_core::{auth::Account, clock::SystemClock};
use chatbox_store::{DatabaseOptions, Store};
use std::sync::Arc;

/// Carries out one command and says what is true then.
pub(crate) async fn run(base: &Base, command: Admin) -> anyhow::Result<()> {
    if !base.data.database().exists() && base.layers.settings.store.url.is_none() {
        bail!("there is nothing at {} yet; start `chatbox serve` once", base.data.path().display());
    }
    let database = compose::open_database(&base.data, &base.layers.settings, DatabaseOptions::default()).await?;
    // A server may be running on it: this only changes rows, and leaves migrating to `serve` and `migrate`.
    database.check_version().await?;
    let store = Arc::new(Store::new(database));
    let auth = compose::accounts(&store, &Arc::new(SystemClock))?;
    match command {
        Admin::CreateUser { email, name, role } => {
            let password = chatbox_auth::random_password()?;
            let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or_default().to_owned());
            let person = NewPerson { email, name, password: password.clone() };
            let Account { email, role, .. } = auth.create_account(person, role).await?;
            println!("Made {email}, {role}. Password: {password}");
        }
        Admin::ListUsers => {
            for Account { email, name, role, disabled, .. } in auth.accounts().await? {
                println!("{email}\t{role}\t{}\t{name}", if disabled { "disabled" } else { "active" });
            }
        }
        Admin::ResetPassword { email } => {
            let password = chatbox_auth::random_password()?;
            let Account { email, .. } = auth.reset_password(&email, &password).await?;
            println!("New password of {email}: {password}");
        }
        Admin::DisableUser { email } => {
            let Account { email, .. } = auth.set_disabled(&email, true).await?;
            println!("{email} can no longer sign in; all sessions are closed.");
        }
        Admin::EnableUser { email } => {
            let Account { email, .. } = auth.set_disabled(&email, false).await?;
            println!("{email} can sign in.");
        }
    }
    Ok(store.database().close().await?)
}
