//! `chatbox eval`

use super::Base;
use crate::{cli::Eval, compose::App};
use anyhow::bail;
use chatbox_core::ids::Who;

/// Measures on the data folder named with `--data`, which keeps the corpus for the next time.
pub(crate) async fn run(base: Base, eval: Eval) -> anyhow::Result<()> {
    let app = App::open(&base).await?;
    app.start().await?;
    let mut tell = |text: &str| eprintln!("{text}");
    let (who, folder) = (Who::local(), &eval.documents);
    let result = match eval.name.as_str() {
        "retrieval" => chatbox_evals::retrieval::retrieval(folder, &app.rag, &*app.store, who, &mut tell)
            .await
            .map(|report| (report.table(), report.json())),
        "answers" => {
            chatbox_evals::answers::answers(folder, &app.rag, &app.chat, &*app.store, who, eval.limit, &mut tell)
                .await
                .map(|report| (report.table(), report.json()))
        }
        "abstain" => chatbox_evals::abstain::abstain(folder, &app.rag, &app.chat, &*app.store, who, &mut tell)
            .await
            .map(|report| (report.table(), report.json())),
        "citations" => chatbox_evals::citations::citations(folder, &app.rag, eval.limit, &mut tell)
            .await
            .map(|report| (report.table(), report.json())),
        name => bail!("there is no measurement {name:?}: use retrieval, answers, abstain or citations"),
    };
    app.shut_down().await;
    let (table, json) = result?;
    print!("{table}");
    println!("{json}");
    Ok(())
}
