//! One turn: decide how to answer, gather, write, check.

pub(crate) mod budget;
pub(crate) mod draft;
pub(crate) mod extract;
pub(crate) mod gather;
mod generate;
mod plain;
pub(crate) mod titles;
mod unsearchable;

pub(crate) use draft::{Draft, Out};

use crate::{
    Deps, Settings,
    error::TurnError,
    phrases::Phrases,
    smalltalk::{self, small_talk},
};
use chatbox_core::{
    chat::{AnswerMode, Event, TurnStep},
    ids::{CollectionId, DocumentId, Who},
    models::{ChatModel, ModelError, Skill},
    search::Holdings,
};
use gather::Exchange;
use std::sync::Arc;

/// What a turn begins with.
pub(crate) struct Turn<'a> {
    pub(crate) deps: &'a Deps,
    pub(crate) settings: &'a Settings,
    pub(crate) who: Who,
    pub(crate) question: String,
    /// Questions and answers before, oldest first.
    pub(crate) history: Vec<Exchange>,
    /// What Chatbox itself says, in the language of the question.
    pub(crate) phrases: &'static Phrases,
    /// Empty means all.
    pub(crate) collections: Vec<CollectionId>,
    /// Only these documents, whatever their collection; empty means all of the collections.
    pub(crate) documents: Vec<DocumentId>,
    /// What the person wants in this folder of conversations; empty for nothing.
    pub(crate) instructions: String,
    /// The model that was found, or why there is none.
    pub(crate) model: Result<Arc<dyn ChatModel>, ModelError>,
    /// The asker named the model: nothing else may answer.
    pub(crate) named_model: bool,
}

impl Turn<'_> {
    /// Our instructions with the person's. Theirs come last and cannot lift the rules about sources.
    pub(crate) fn system(&self, ours: &str) -> String {
        match self.instructions.trim() {
            "" => ours.to_owned(),
            theirs => {
                format!("{ours}\n\nThe user's wishes for this conversation, as far as the rules above allow:\n{theirs}")
            }
        }
    }
}

/// Writes the answer into the draft and tells each step.
pub(crate) async fn answer(mut turn: Turn<'_>, draft: &mut Draft, out: &mut Out<'_>) -> Result<(), TurnError> {
    let model = match std::mem::replace(&mut turn.model, Err(ModelError::TimedOut)) {
        Ok(model) => Some(model),
        // Quoting needs no language model: without one, documents can still be asked.
        Err(ModelError::Missing { .. }) if !turn.named_model => None,
        Err(error) => return Err(error.into()),
    };
    draft.writer.clone_from(&model);
    // Named documents count wherever they are.
    if !turn.documents.is_empty() {
        turn.collections.clear();
    }
    let holdings = turn.deps.search.holdings(turn.who, &turn.collections).await?;
    if let Some(talk) = small_talk(&turn.question) {
        draft.mode = Some(AnswerMode::Plain);
        let about = model.as_ref().map(|m| (m.info().name.as_str(), m.info().skill));
        out.emit(Event::Step { step: TurnStep::Writing }).await?;
        return draft.write(out, &smalltalk::reply(turn.phrases, talk, about, holdings == Holdings::Passages)).await;
    }
    if holdings == Holdings::Nothing && turn.collections.is_empty() {
        let Some(model) = model else { return plain::without_model(&turn, draft, out).await };
        return plain::answer(&turn, model.as_ref(), draft, out).await;
    }
    let capable = model.filter(|model| model.info().skill == Skill::Capable);
    let skill = if capable.is_some() { Skill::Capable } else { Skill::Small };
    draft.mode = Some(AnswerMode::from_passages(skill));
    if holdings != Holdings::Passages {
        return unsearchable::answer(&turn, holdings, draft, out).await;
    }
    let asked = gather::standalone(&turn, capable.as_deref(), draft, out).await?;
    out.emit(Event::Step { step: TurnStep::Searching }).await?;
    let hits = gather::passages(&turn, &asked).await?;
    match capable {
        Some(model) => generate::answer(&turn, &model, hits, draft, out).await,
        None => extract::answer(&turn, &asked, hits, draft, out).await,
    }
}
