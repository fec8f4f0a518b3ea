//! Answers of a small model: sentences quoted from the passages, or that the documents do not contain the answer.

use super::{
    Draft, Out, Turn,
    gather::{self, source},
    generate,
};
use crate::{
    abstain::FEATURES,
    cite::{
        check::{Finding, plain},
        parser::Cited,
    },
    error::TurnError,
};
use chatbox_core::{
    chat::{Event, Source, TurnStep, Verdict},
    models::ChatModel,
    search::{Search, SearchHit},
};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

mod choose;
mod show;

use choose::{Choice, Quote};

/// Time the similarities of unscored sentences may take; then their words decide.
const SIMILARITY_LIMIT: Duration = Duration::from_secs(10);
/// Tokens and time of a generated lead.
const LEAD_TOKENS: usize = 48;
const LEAD_LIMIT: Duration = Duration::from_secs(20);

/// Quotes the best sentences, or abstains: with a quote that comes near, or without any.
pub(crate) async fn answer(
    turn: &Turn<'_>,
    asked: &str,
    hits: Vec<SearchHit>,
    draft: &mut Draft,
    out: &mut Out<'_>,
) -> Result<(), TurnError> {
    let sources: Vec<Source> = hits.iter().enumerate().map(|(i, hit)| source(i + 1, hit)).collect();
    draft.set_sources(out, sources).await?;
    let (choice, confidence) = best_choice(turn, asked, &hits).await;
    tracing::debug!(confidence, evidence = ?choice.evidence, features = ?choice.features(asked), "chose what to quote");
    out.emit(Event::Step { step: TurnStep::Writing }).await?;
    draft.abstained = confidence < turn.settings.threshold;
    if choice.quotes.is_empty() || confidence < turn.settings.nearest {
        draft.abstained = true;
        let text = if hits.is_empty() { turn.phrases.nothing_found } else { turn.phrases.not_contained };
        return draft.write(out, text).await;
    }
    let mut mark = 0;
    if draft.abstained {
        draft.write(out, &format!("{}\n\n", turn.phrases.no_clear_answer)).await?;
    } else if turn.settings.lead
        && let Some(model) = draft.writer.clone()
        && let Some((text, cited, finding)) = lead(turn, model.as_ref(), asked, &choice.quotes[0], &draft.sources).await
    {
        mark = 1;
        draft.write(out, &format!("{text} [^1]\n\n")).await?;
        draft.cite(out, &cited, finding).await?;
    }
    for (i, quote) in choice.quotes.iter().enumerate() {
        mark += 1;
        let shown = show::quote(&quote.text);
        let gap = if i == 0 { "" } else { "\n\n" };
        draft.write(out, &format!("{gap}> {shown} [^{mark}]")).await?;
        let source = quote.hit as u32 + 1;
        let cited = Cited { mark, source, sentence: shown.clone(), part: shown };
        draft.cite(out, &cited, Finding::quote(quote.start, quote.end)).await?;
    }
    Ok(())
}

/// The best sentences with the probability that they answer the question. A follow-up carries terms over that its answer need not have: of
/// both forms of the question the surer one counts.
async fn best_choice<'a>(turn: &Turn<'_>, asked: &str, hits: &'a [SearchHit]) -> (Choice<'a>, f32) {
    let search = turn.deps.search.as_ref();
    let choice = choose(search, asked, hits).await;
    let confidence = choice.confidence(asked);
    if asked == turn.question {
        return (choice, confidence);
    }
    let own = choose(search, &turn.question, hits).await;
    let own_confidence = own.confidence(&turn.question);
    if own_confidence > confidence { (own, own_confidence) } else { (choice, confidence) }
}

/// What the decision to abstain would look at; none when nothing could be quoted.
pub(crate) async fn features(turn: &Turn<'_>) -> Result<Option<[f32; FEATURES]>, TurnError> {
    let hits = gather::passages(turn, &turn.question).await?;
    let choice = choose(turn.deps.search.as_ref(), &turn.question, &hits).await;
    Ok(choice.features(&turn.question))
}

/// The best sentences. Without similarities when the search cannot give them.
async fn choose<'a>(search: &dyn Search, asked: &str, hits: &'a [SearchHit]) -> Choice<'a> {
    let mut candidates = choose::candidates(asked, hits);
    let unscored = choose::unscored(&candidates);
    let pairs: Vec<(String, String)> =
        unscored.iter().map(|i| (asked.to_owned(), candidates[*i].text.to_owned())).collect();
    if !pairs.is_empty() {
        match timeout(SIMILARITY_LIMIT, search.similarity(&pairs)).await {
            Ok(Ok(cosines)) => {
                unscored.iter().zip(cosines).for_each(|(i, cosine)| candidates[*i].cosine = Some(cosine))
            }
            Ok(Err(error)) => tracing::warn!(%error, "sentences were chosen by their words alone"),
            Err(_) => tracing::warn!("sentences were chosen by their words alone: similarities took too long"),
        }
    }
    choose::choose(asked, hits, candidates)
}

/// A sentence by the model, if it says what the quote says and not just the quote again.
async fn lead(
    turn: &Turn<'_>,
    model: &dyn ChatModel,
    asked: &str,
    quote: &Quote,
    sources: &Arc<Vec<Source>>,
) -> Option<(String, Cited, Finding)> {
    let system = include_str!("../../prompts/lead.md");
    let text = format!("Text: {}\n\nQuestion: {asked}", show::quote(&quote.text));
    let written = timeout(LEAD_LIMIT, gather::complete(model, system, text, LEAD_TOKENS)).await.ok()?.ok()?.0;
    let sentence = chatbox_core::sentences::split(&written).first().map(|s| plain(s.text))?;
    let cited = Cited { mark: 1, source: quote.hit as u32 + 1, sentence: sentence.clone(), part: sentence.clone() };
    let (cited, finding) = generate::check(turn.deps.search.clone(), sources.clone(), cited).await;
    (finding.check.verdict == Verdict::Supported).then_some((show::quote(&sentence), cited, finding))
}

#[cfg(test)]
mod tests;
