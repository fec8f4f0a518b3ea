//! `chatbox ask`

use super::{
    Base,
    ingest::{add_and_wait, collect, report},
};
use crate::{cli::Ask, compose::App};
use chatbox_core::{
    chat::{Citation, Message, Verdict},
    ids::{CollectionId, Who},
};
use serde::Serialize;
use std::{collections::HashSet, path::PathBuf};

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Answer {
    answer: String,
    abstained: bool,
    citations: Vec<CitedQuote>,
}

/// A citation that passed its check.
#[derive(Debug, Serialize)]
struct CitedQuote {
    document: String,
    title: String,
    page: Option<u32>,
    start: u32,
    end: u32,
    quote: String,
}

/// Adds the documents where they are new, and answers from them.
pub(crate) async fn run(base: Base, ask: Ask) -> anyhow::Result<()> {
    let app = App::open(&base).await?;
    app.start().await?;
    let collections = if ask.docs.is_empty() { Vec::new() } else { vec![add_folder(&app, &ask.docs).await?] };
    let message =
        app.chat.answer_once(Who::local(), &ask.question, &collections, ask.model.as_deref(), &mut |_| {}).await;
    app.shut_down().await;
    let message = message?;
    if let Some(problem) = &message.problem {
        anyhow::bail!("{}. {}", problem.detail, problem.hint);
    }
    if ask.json {
        println!("{}", serde_json::to_string(&answer(&message))?);
    } else {
        print(&message);
    }
    Ok(())
}

/// A collection that mirrors the named files and folders.
async fn add_folder(app: &App, paths: &[PathBuf]) -> anyhow::Result<CollectionId> {
    let files = collect(paths)?;
    let named: Vec<String> =
        paths.iter().map(|path| Ok(path.canonicalize()?.display().to_string())).collect::<std::io::Result<_>>()?;
    let name: String = named.join(", ").chars().take(120).collect();
    let collection = app.rag.ensure_collection(Who::local(), &name).await?;
    let present: HashSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
    for document in app.rag.all_documents(Who::local(), collection.id).await? {
        if !present.contains(document.path.as_str()) {
            app.rag.delete_document(Who::local(), document.id).await?;
        }
    }
    let added = add_and_wait(app, collection.id, &files).await?;
    report(&added.rejected, &added.documents);
    Ok(collection.id)
}

fn answer(message: &Message) -> Answer {
    let supported = supported(message);
    let mut text = message.content.clone();
    for citation in &message.citations {
        let place = supported.iter().position(|kept| kept.number == citation.number);
        let mark = place.map_or(String::new(), |place| format!("[{}]", place + 1));
        text = text.replace(&format!("[^{}]", citation.number), &mark);
    }
    let path = |citation: &Citation| {
        message
            .sources
            .iter()
            .find(|source| source.number == citation.source)
            .map_or(String::new(), |source| source.path.clone())
    };
    let citations = supported.iter().map(|citation| CitedQuote {
        document: path(citation),
        title: citation.title.clone(),
        page: citation.page,
        start: citation.start,
        end: citation.end,
        quote: citation.quote.clone(),
    });
    let abstained = message.answer.as_ref().is_some_and(|answer| answer.abstained);
    Answer { answer: text, abstained, citations: citations.collect() }
}

fn supported(message: &Message) -> Vec<&Citation> {
    message.citations.iter().filter(|citation| citation.check.verdict != Verdict::Unsupported).collect()
}

fn print(message: &Message) {
    let answer = answer(message);
    println!("{}", answer.answer);
    for (number, citation) in answer.citations.iter().enumerate() {
        let page = citation.page.map_or(String::new(), |page| format!(", page {page}"));
        println!("\n[{}] {}{page}\n    “{}”", number + 1, citation.document, citation.quote);
    }
    if answer.abstained {
        println!("\nNearest passages:");
        for source in &message.sources {
            println!("- {}{}", source.path, source.page.map_or(String::new(), |page| format!(", page {page}")));
        }
    }
}
