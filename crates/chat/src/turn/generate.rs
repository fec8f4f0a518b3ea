//! Answers written by a capable model from numbered passages, cited while they stream.

use super::{
    Draft, Out, Turn, budget, draft,
    gather::source,
    plain::{exchange_text, messages},
};
use crate::{
    cite::{
        check::{self, Case, Finding, Passage},
        judge::Judge,
        parser::{CitationParser, Cited},
    },
    error::TurnError,
};
use chatbox_core::{
    chat::{Event, Source, TurnStep, Verdict},
    models::{ChatDelta, ChatModel, ChatRequest, ModelError, Usage},
    search::{Search, SearchHit},
};
use futures::{StreamExt, stream::BoxStream, stream::FuturesOrdered};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

/// Time the similarities of one claim may take; then its words decide.
const SIMILARITY_LIMIT: Duration = Duration::from_secs(10);

/// A stream of a model.
pub(crate) type Deltas = BoxStream<'static, Result<ChatDelta, ModelError>>;

/// Writes the answer from the passages.
pub(crate) async fn answer(
    turn: &Turn<'_>,
    model: &Arc<dyn ChatModel>,
    hits: Vec<SearchHit>,
    draft: &mut Draft,
    out: &mut Out<'_>,
) -> Result<(), TurnError> {
    let judge = turn.settings.judge.then(|| Arc::new(Judge::new(model.clone())));
    let model = model.as_ref();
    let (request, sources) = prompt(turn, model, &hits).await?;
    draft.parser = Some(CitationParser::new(sources.len() as u32));
    draft.set_sources(out, sources).await?;
    out.emit(Event::Step { step: TurnStep::Reading }).await?;
    let mut stream = open(model, request).await?;
    let mut checks = FuturesOrdered::new();
    let mut begun = false;
    loop {
        tokio::select! {
            biased;
            Some((cited, finding, usage)) = checks.next(), if !checks.is_empty() => {
                draft.usage += usage;
                draft.cite(out, &cited, finding).await?;
            }
            text = next_text(&mut stream, turn.settings.idle_limit(), &mut draft.usage) => {
                let Some(text) = text? else { break };
                if !begun {
                    begun = true;
                    out.emit(Event::Step { step: TurnStep::Writing }).await?;
                }
                draft.pieces.extend(draft.parser.as_mut().map(|parser| parser.push(&text)).unwrap_or_default());
                for cited in draft.send_pieces(out).await? {
                    checks.push_back(review(turn.deps.search.clone(), draft.sources.clone(), cited, judge.clone()));
                }
            }
        }
    }
    if !begun {
        return Err(nothing_written());
    }
    draft.pieces.extend(draft.parser.take().map(|mut parser| parser.finish()).unwrap_or_default());
    for cited in draft.send_pieces(out).await? {
        checks.push_back(review(turn.deps.search.clone(), draft.sources.clone(), cited, judge.clone()));
    }
    while let Some((cited, finding, usage)) = checks.next().await {
        draft.usage += usage;
        draft.cite(out, &cited, finding).await?;
    }
    let counts = draft.citations.iter().any(|citation| citation.check.verdict != Verdict::Unsupported);
    draft.abstained = !counts && says_not_contained(&draft.content);
    Ok(())
}

/// The prompt that fits the window, and the passages that are in it.
async fn prompt(
    turn: &Turn<'_>,
    model: &dyn ChatModel,
    hits: &[SearchHit],
) -> Result<(ChatRequest, Vec<Source>), TurnError> {
    let system = turn.system(include_str!("../../prompts/answer.md"));
    let sources: Vec<Source> = hits.iter().enumerate().map(|(i, hit)| source(i + 1, hit)).collect();
    let fenced: Vec<String> = sources.iter().map(fence).collect();
    let mut texts = vec![system.clone(), last_message(&[], &turn.question)];
    texts.extend(turn.history.iter().map(exchange_text));
    texts.extend(fenced.iter().cloned());
    let counts = model.count_tokens(&texts).await?;
    let (history, passages) = counts[2..].split_at(turn.history.len());
    let parts = budget::Parts {
        system: counts[0],
        question: counts[1],
        history: history.to_vec(),
        // One more for the line break after each.
        passages: passages.iter().map(|tokens| tokens + 1).collect(),
    };
    let fit = budget::fit(&parts, model.info().window, turn.settings.answer_tokens)?;
    let last = last_message(&fenced[..fit.passages], &turn.question);
    let messages = messages(&system, &turn.history[fit.dropped_history..], last);
    let request = ChatRequest { messages, max_tokens: fit.answer, temperature: 0.0 };
    Ok((request, sources.into_iter().take(fit.passages).collect()))
}

fn last_message(passages: &[String], question: &str) -> String {
    format!("<passages>\n{}\n</passages>\n\nQuestion: {question}", passages.join("\n"))
}

/// A passage as data: nothing in it can look like the end of its fence or like a turn of the conversation.
fn fence(source: &Source) -> String {
    let title: String = harmless(&source.title).chars().filter(|c| !matches!(c, '"' | '\n' | '\r')).take(200).collect();
    let page = source.page.map(|page| format!(" page=\"{page}\"")).unwrap_or_default();
    let headings = harmless(&source.headings.join(" > "));
    let headings = if headings.is_empty() { headings } else { format!("({headings})\n") };
    format!(
        "<passage number=\"{}\" title=\"{title}\"{page}>\n{headings}{}\n</passage>",
        source.number,
        harmless(&source.text)
    )
}

/// Breaks tags that mean something to us or to a chat template, by a look-alike of `<`.
fn harmless(text: &str) -> String {
    const TAGS: &[&str] =
        &["passage", "/passage", "|", "system", "/system", "start_of_turn", "end_of_turn", "s>", "/s>"];
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        safe.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let after = rest.trim_start();
        let is_tag = TAGS.iter().any(|tag| after.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)));
        safe.push(if is_tag { '‹' } else { '<' });
    }
    safe.push_str(rest);
    safe.replace("[INST]", "(INST)").replace("[/INST]", "(/INST)")
}

/// Starts the model; a worker that just died gets a second try.
pub(crate) async fn open(model: &dyn ChatModel, request: ChatRequest) -> Result<Deltas, ModelError> {
    for last_try in [false, true] {
        let failed = match model.stream(request.clone()).await {
            Ok(mut stream) => match stream.next().await {
                Some(Err(error)) => error,
                first => return Ok(futures::stream::iter(first).chain(stream).boxed()),
            },
            Err(error) => error,
        };
        if last_try || !matches!(failed, ModelError::Unavailable(_)) {
            return Err(failed);
        }
        tracing::debug!(error = %failed, "asking the model once more");
    }
    Err(ModelError::TimedOut)
}

/// The next text; none at the end. Cancel-safe.
pub(crate) async fn next_text(
    stream: &mut Deltas,
    limit: Duration,
    usage: &mut Usage,
) -> Result<Option<String>, ModelError> {
    loop {
        match timeout(limit, stream.next()).await {
            Err(_) => return Err(ModelError::TimedOut),
            Ok(None) => return Ok(None),
            Ok(Some(Ok(ChatDelta::Text(text)))) if text.is_empty() => {}
            Ok(Some(Ok(ChatDelta::Text(text)))) => return Ok(Some(text)),
            Ok(Some(Ok(ChatDelta::Done(spent)))) => {
                *usage += spent;
                return Ok(None);
            }
            Ok(Some(Err(error))) => return Err(error),
        }
    }
}

/// The model ended without a word.
pub(crate) fn nothing_written() -> TurnError {
    ModelError::Broken("the model wrote nothing".to_owned()).into()
}

/// Holds one citation against its source, and asks the judge where the words leave a doubt.
async fn review(
    search: Arc<dyn Search>,
    sources: Arc<Vec<Source>>,
    cited: Cited,
    judge: Option<Arc<Judge>>,
) -> (Cited, Finding, Usage) {
    let (cited, finding) = check(search, sources.clone(), cited).await;
    let source = sources.get(cited.source as usize - 1);
    match judge.zip(source).filter(|_| !finding.settled) {
        Some((judge, source)) => {
            let (finding, usage) = judge.review(&check::plain(&cited.part), &fence(source), finding).await;
            (cited, finding, usage)
        }
        None => (cited, finding, Usage::default()),
    }
}

/// Holds one citation against its source, with similarities where they can be had.
pub(crate) async fn check(search: Arc<dyn Search>, sources: Arc<Vec<Source>>, cited: Cited) -> (Cited, Finding) {
    let Some(source) = sources.get(cited.source as usize - 1) else {
        let finding = Case::new(&cited.part, Passage { text: "", context: "" }).decide(&[]);
        return (cited, finding);
    };
    let context = draft::context(source);
    let case = Case::new(&cited.part, Passage { text: &source.text, context: &context });
    let compare = case.to_compare();
    let pairs: Vec<(String, String)> =
        compare.iter().map(|(_, sentence)| (case.claim().to_owned(), (*sentence).to_owned())).collect();
    let mut similar = Vec::new();
    if !pairs.is_empty() {
        match timeout(SIMILARITY_LIMIT, search.similarity(&pairs)).await {
            Ok(Ok(cosines)) => similar = compare.iter().map(|(i, _)| *i).zip(cosines).collect(),
            Ok(Err(error)) => tracing::warn!(%error, "a citation was checked by its words alone"),
            Err(_) => tracing::warn!("a citation was checked by its words alone: similarities took too long"),
        }
    }
    let finding = case.decide(&similar);
    (cited, finding)
}

/// Whether an answer without supported citations says that the documents do not have it.
fn says_not_contained(answer: &str) -> bool {
    const PHRASES: &[&str] = &[
        "do not contain",
        "does not contain",
        "don't contain",
        "doesn't contain",
        "do not mention",
        "does not mention",
        "do not provide",
        "does not provide",
        "no information",
        "not mentioned",
        "not in the documents",
        "cannot find",
        "could not find",
        "not specified",
        "enthalten keine",
        "nicht enthalten",
        "keine information",
        "keine angabe",
        "nicht erwähnt",
    ];
    let lower = answer.to_lowercase().replace('’', "'");
    PHRASES.iter().any(|phrase| lower.contains(phrase))
}
