//! The answer as far as it is written, and where its events go.

use crate::{
    cite::{
        check::{Case, Finding, Passage},
        parser::{CitationParser, Cited, Piece},
    },
    error::TurnError,
    runs::{live::Live, log::Log},
};
use chatbox_core::{
    chat::{AnswerInfo, AnswerMode, Citation, Event, Message, MessageState, Source},
    models::{ChatModel, Usage},
};
use std::{collections::VecDeque, sync::Arc};
use tokio::time::Instant;

/// Where events go.
pub(crate) enum Out<'a> {
    /// Into the log of a run.
    Log { log: &'a Log, live: &'a Arc<Live> },
    /// To a caller.
    Call(&'a mut (dyn FnMut(Event) + Send)),
}

impl Out<'_> {
    /// Hands an event over. Nothing happens after the last await in it, so that a cancelled caller knows whether it went out.
    pub(crate) async fn emit(&mut self, event: Event) -> Result<(), TurnError> {
        match self {
            Self::Log { log, live } => log.append(live, event).await?,
            Self::Call(sink) => sink(event),
        }
        Ok(())
    }
}

/// The answer so far. It belongs to the run's task and not to the turn: what is in it survives a stop or a failure of the turn.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) content: String,
    pub(crate) citations: Vec<Citation>,
    pub(crate) sources: Arc<Vec<Source>>,
    pub(crate) model: String,
    /// Not set when the turn failed before it knew.
    pub(crate) mode: Option<AnswerMode>,
    pub(crate) abstained: bool,
    pub(crate) standalone: Option<String>,
    pub(crate) usage: Usage,
    pub(crate) first_text: Option<Instant>,
    /// The model in use, for the title.
    pub(crate) writer: Option<Arc<dyn ChatModel>>,
    /// Finds the citations of a generated answer.
    pub(crate) parser: Option<CitationParser>,
    /// What the parser found and has not gone out yet.
    pub(crate) pieces: VecDeque<Piece>,
    /// Marks that went out and are not checked yet.
    pub(crate) unchecked: VecDeque<Cited>,
}

impl Draft {
    /// Adds text to the answer.
    pub(crate) async fn write(&mut self, out: &mut Out<'_>, text: &str) -> Result<(), TurnError> {
        out.emit(Event::Delta { text: text.to_owned() }).await?;
        self.first_text.get_or_insert_with(Instant::now);
        self.content.push_str(text);
        Ok(())
    }

    /// Shows the passages.
    pub(crate) async fn set_sources(&mut self, out: &mut Out<'_>, sources: Vec<Source>) -> Result<(), TurnError> {
        out.emit(Event::Sources { sources: sources.clone() }).await?;
        self.sources = Arc::new(sources);
        Ok(())
    }

    /// Sends what the parser found; returns the citations to check.
    pub(crate) async fn send_pieces(&mut self, out: &mut Out<'_>) -> Result<Vec<Cited>, TurnError> {
        let mut cited = Vec::new();
        while let Some(piece) = self.pieces.front() {
            match piece {
                Piece::Text(text) => {
                    let text = text.clone();
                    self.write(out, &text).await?;
                }
                Piece::Cited(found) => {
                    cited.push(found.clone());
                    self.unchecked.push_back(found.clone());
                }
                Piece::Unknown(number) => {
                    tracing::debug!(number, "the model cited a source that it was not given");
                    metrics::counter!("chatbox_citations_total", "verdict" => "unknown").increment(1);
                }
            }
            self.pieces.pop_front();
        }
        Ok(cited)
    }

    /// A checked citation.
    pub(crate) async fn cite(&mut self, out: &mut Out<'_>, cited: &Cited, finding: Finding) -> Result<(), TurnError> {
        if let Some(source) = self.sources.get(cited.source as usize - 1) {
            let citation = citation(cited, finding, source);
            out.emit(Event::Cited { citation: citation.clone() }).await?;
            self.citations.push(citation);
        }
        self.unchecked.retain(|waiting| waiting.mark != cited.mark);
        Ok(())
    }

    /// Brings an answer to its end that may have been cut anywhere: sends what is held back, checks what is not checked, by the
    /// words alone.
    pub(crate) async fn settle(&mut self, out: &mut Out<'_>) -> Result<(), TurnError> {
        if let Some(mut parser) = self.parser.take() {
            self.pieces.extend(parser.finish());
        }
        self.send_pieces(out).await?;
        while let Some(cited) = self.unchecked.front().cloned() {
            let sources = self.sources.clone();
            let Some(source) = sources.get(cited.source as usize - 1) else {
                self.unchecked.pop_front();
                continue;
            };
            let context = context(source);
            let finding = Case::new(&cited.part, Passage { text: &source.text, context: &context }).decide(&[]);
            self.cite(out, &cited, finding).await?;
        }
        Ok(())
    }

    /// Puts the answer into its message.
    pub(crate) fn fill(&self, message: &mut Message, state: MessageState, error: Option<&TurnError>) {
        message.content.clone_from(&self.content);
        message.citations.clone_from(&self.citations);
        message.sources = self.sources.to_vec();
        message.state = state;
        message.problem = error.map(TurnError::problem);
        message.answer = Some(AnswerInfo {
            model: self.model.clone(),
            mode: self.mode.unwrap_or(AnswerMode::Plain),
            abstained: self.abstained,
            standalone: self.standalone.clone(),
            usage: self.usage,
        });
    }
}

/// Title and headings: what the passage stands under.
pub(crate) fn context(source: &Source) -> String {
    format!("{} {}", source.title, source.headings.join(" "))
}

fn citation(cited: &Cited, finding: Finding, source: &Source) -> Citation {
    let length = (finding.end - finding.start) as usize;
    Citation {
        number: cited.mark,
        source: source.number,
        document: source.document,
        title: source.title.clone(),
        page: source.page,
        start: source.start + finding.start,
        end: source.start + finding.end,
        quote: source.text.chars().skip(finding.start as usize).take(length).collect(),
        claim: cited.sentence.clone(),
        check: finding.check,
    }
}
