//! What each subcommand does.

mod admin;
mod ask;
mod audit;
mod doctor;
mod eval;
mod index;
mod ingest;
mod keys;
pub(crate) mod models;
mod serve;
mod stop;
mod worker;

use crate::{
    cli::{Cli, Command},
    compose::App,
    data::DataFolder,
    logging,
    settings::Layers,
};
use std::process::ExitCode;

/// What every command starts from.
pub(crate) struct Base {
    pub(crate) data: DataFolder,
    pub(crate) layers: Layers,
}

pub(crate) fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    // Children limit themselves before anything else happens in them.
    if let Command::Worker(worker) = cli.command {
        return worker::run(&worker).map(|()| ExitCode::SUCCESS);
    }
    let overrides = cli.overrides();
    let data = DataFolder::find(cli.data.as_deref())?;
    let file = cli.config.clone().unwrap_or_else(|| data.settings_file());
    let layers = Layers::read(&file, cli.config.is_some(), std::env::vars_os(), overrides)?;
    let base = Base { data, layers };
    match cli.command {
        Command::Config => print!("{}", base.layers.describe()),
        Command::Openapi => println!("{}", chatbox_server::openapi().to_pretty_json()?),
        Command::Stop => stop::run(&base)?,
        Command::Models(command) => models::run(&base, command)?,
        Command::Doctor(doctor) => return start(&base, true)?.block_on(doctor::run(&base, &doctor)),
        Command::Serve(_) => start(&base, false)?.block_on(serve::run(base))?,
        Command::Ask(ask) => start(&base, true)?.block_on(ask::run(base, ask))?,
        Command::Ingest(ingest) => return start(&base, true)?.block_on(ingest::run(base, ingest)),
        Command::Admin(command) => start(&base, true)?.block_on(admin::run(&base, command))?,
        Command::Audit(command) => start(&base, true)?.block_on(audit::run(&base, command))?,
        Command::Keys(command) => start(&base, true)?.block_on(keys::run(&base, command))?,
        Command::Migrate => start(&base, true)?.block_on(App::migrate(&base))?,
        Command::Index(crate::cli::Index::Rebuild) => start(&base, true)?.block_on(index::rebuild(base))?,
        Command::Eval(eval) => start(&base, true)?.block_on(eval::run(base, eval))?,
        Command::Worker(_) => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Starts logging and a runtime.
fn start(base: &Base, command: bool) -> anyhow::Result<tokio::runtime::Runtime> {
    logging::start(&base.layers.settings.log, command)?;
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}
