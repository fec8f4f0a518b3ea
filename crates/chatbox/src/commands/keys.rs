//! `chatbox keys`: also beside a running server.

use super::{
    Base,
    admin::{self, Shell},
};
use crate::{cli::Keys as Command, keys};
use chatbox_blobs::FolderBlobs;
use chatbox_core::{clock::Time, sealing::Reseal};
use chatbox_vault::{KeyState, MasterKey};

/// Carries out one command.
pub(crate) async fn run(base: &Base, command: Command) -> anyhow::Result<()> {
    if let Command::New = command {
        println!("{}", MasterKey::random()?.to_hex().as_str());
        return Ok(());
    }
    let Shell { store, vault, audit } = admin::open(base).await?;
    match command {
        Command::New => {}
        Command::Status => {
            for KeyState { number, created_at, complete_at } in vault.states().await? {
                let state = match complete_at {
                    Some(at) => format!("everything was sealed with it by {}", minute(at)),
                    None => "not everything is sealed with it yet".to_owned(),
                };
                println!("data key {number}, made {}: {state}", minute(created_at));
            }
            let blobs = FolderBlobs::beside(&base.data.blobs(), vault.clone());
            for part in [store.as_ref() as &dyn Reseal, &blobs] {
                println!("{}: {} to be sealed with the key in use", part.name(), part.left().await?);
            }
        }
        Command::Rotate => {
            let done = vault.rotate().await;
            admin::record(&audit, "encryption.rotate_key", String::new(), &done).await?;
            println!(
                "The new data key comes into use at {}. The server then seals everything with it in the background, now or at its next start; \
                 `chatbox keys status` says how far it is.",
                minute(done?)
            );
        }
        Command::ChangeMaster { to } => {
            let done = vault.change_master(&keys::read(&to)?).await;
            admin::record(&audit, "encryption.change_master_key", String::new(), &done).await?;
            done?;
            println!(
                "The data keys are sealed with the key in {0}. Set encryption.key_file to it (or put it in place of {1}) before the next start; \
                 a running server goes on.",
                to.display(),
                base.data.master_key().display()
            );
        }
    }
    Ok(store.database().close().await?)
}

fn minute(time: Time) -> String {
    time.format("%Y-%m-%d %H:%M UTC").to_string()
}
