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
use sha2::{Digest, Sha256};
use std::{collections::HashSet, os::unix::ffi::OsStrExt as _, path::PathBuf};

/// Characters of the paths in the name of their collection; a name has at most 120.
const SHOWN: usize = 100;

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
    let collection = app.rag.ensure_collection(Who::local(), &mirror_name(paths)?).await?;
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

/// Name of the collection that mirrors these paths. What tells it from others is the hash: names are cut, and compared without regard to
/// case, and what is not in the mirrored folder is deleted.
fn mirror_name(paths: &[PathBuf]) -> anyhow::Result<String> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.canonicalize()).collect::<std::io::Result<_>>()?;
    let shown: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let shown: String = shown.join(", ").chars().filter(|c| !c.is_control()).take(SHOWN).collect();
    let mut hasher = Sha256::new();
    for path in &paths {
        hasher.update(path.as_os_str().as_bytes());
        hasher.update([0]);
    }
    let hash: String = hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{shown} #{hash}"))
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
