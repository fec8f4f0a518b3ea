//! `chatbox admin`: accounts, also beside a running server.

use super::Base;
use crate::{cli::Admin, compose};
use anyhow::{Context, bail};
use chatbox_auth::{Audit, Auth, NewPerson};
use chatbox_core::{
    audit::{AuditEvent, Outcome, Via},
    auth::Account,
    clock::SystemClock,
};
use chatbox_store::{DatabaseOptions, Store};
use chatbox_vault::Vault;
use std::{fmt::Display, sync::Arc};

/// What commands work on that run beside a server.
pub(super) struct Shell {
    pub(super) store: Arc<Store>,
    pub(super) vault: Arc<Vault>,
    pub(super) audit: Audit,
}

/// Opens the store; migrating is left to `serve` and `migrate`.
pub(super) async fn open(base: &Base) -> anyhow::Result<Shell> {
    if !base.data.database().exists() && base.layers.settings.store.url.is_none() {
        bail!("there is nothing at {} yet; start `chatbox serve` once", base.data.path().display());
    }
    let database = compose::open_database(&base.data, &base.layers.settings, DatabaseOptions::default()).await?;
    database.check_version().await?;
    let clock = Arc::new(SystemClock);
    let (store, vault) = compose::sealed_store(base, database, &clock).await?;
    let audit = Audit::new(store.clone(), clock);
    Ok(Shell { store, vault, audit })
}

/// Carries out one command, writes it to the audit log, and says what is true then.
pub(crate) async fn run(base: &Base, command: Admin) -> anyhow::Result<()> {
    let Shell { store, audit, .. } = open(base).await?;
    let auth = compose::accounts(&store, &Arc::new(SystemClock))?;
    let written = described(&command);
    let done = carry_out(&auth, command).await;
    if let Some((action, target)) = written {
        record(&audit, action, target, &done).await?;
    }
    store.database().close().await?;
    print!("{}", done?);
    Ok(())
}

/// Writes to the audit log what was done from the shell.
pub(super) async fn record<T, E: Display>(
    audit: &Audit,
    action: &str,
    target: String,
    done: &Result<T, E>,
) -> anyhow::Result<()> {
    let (outcome, detail) = match done {
        Ok(_) => (Outcome::Done, String::new()),
        Err(error) => (Outcome::Failed, error.to_string()),
    };
    let (action, name) = (action.to_owned(), format!("uid {}", rustix::process::getuid().as_raw()));
    let (address, agent) = (String::new(), "chatbox".to_owned());
    let event = AuditEvent { action, actor: None, name, via: Via::Shell, target, address, agent, outcome, detail };
    audit.record(&event).await.context("it could not be written to the audit log").map(drop)
}

/// What it is called in the audit log, and what it is done to; none for what changes nothing.
fn described(command: &Admin) -> Option<(&'static str, String)> {
    let (action, email) = match command {
        Admin::CreateUser { email, .. } => ("account.create", email),
        Admin::ListUsers => return None,
        Admin::ResetPassword { email } => ("account.reset_password", email),
        Admin::RemoveSecondFactor { email } => ("account.turn_off_second_factor", email),
        Admin::DisableUser { email } | Admin::EnableUser { email } => ("account.change", email),
    };
    Some((action, email.clone()))
}

async fn carry_out(auth: &Auth, command: Admin) -> anyhow::Result<String> {
    Ok(match command {
        Admin::CreateUser { email, name, role } => {
            let role = auth.role_named(&role).await?;
            let password = chatbox_auth::random_password()?;
            let name = name.unwrap_or_else(|| email.split('@').next().unwrap_or_default().to_owned());
            let person = NewPerson { email, name, password: password.clone() };
            let Account { email, role, .. } = auth.create_account(person, role).await?;
            format!("Made {email}, {role}. Password: {password}\n")
        }
        Admin::ListUsers => {
            let line = |Account { email, name, role, disabled, .. }: Account| {
                format!("{email}\t{role}\t{}\t{name}\n", if disabled { "disabled" } else { "active" })
            };
            auth.accounts().await?.into_iter().map(line).collect()
        }
        Admin::ResetPassword { email } => {
            let password = chatbox_auth::random_password()?;
            let Account { email, .. } = auth.reset_password(&email, &password).await?;
            format!("New password of {email}: {password}\n")
        }
        Admin::RemoveSecondFactor { email } => {
            let Account { email, .. } = auth.remove_second_factor_by_email(&email).await?;
            format!("{email} signs in with the password alone.\n")
        }
        Admin::DisableUser { email } => {
            let Account { email, .. } = auth.set_disabled(&email, true).await?;
            format!("{email} can no longer sign in; all sessions are closed.\n")
        }
        Admin::EnableUser { email } => {
            let Account { email, .. } = auth.set_disabled(&email, false).await?;
            format!("{email} can sign in.\n")
        }
    })
}
