//! Answers without documents: the model's own knowledge, and said so.

use super::{Draft, Out, Turn, budget, gather::Exchange, generate};
use crate::error::TurnError;
use chatbox_core::{
    chat::{AnswerMode, Event, TurnStep},
    models::{ChatModel, ChatRequest, Prompt, Role, Skill},
};

/// What a small model may write from its own, unreliable knowledge.
const SMALL_TOKENS: usize = 160;

/// No documents and no model.
pub(crate) async fn without_model(turn: &Turn<'_>, draft: &mut Draft, out: &mut Out<'_>) -> Result<(), TurnError> {
    draft.mode = Some(AnswerMode::Plain);
    out.emit(Event::Step { step: TurnStep::Writing }).await?;
    draft.write(out, turn.phrases.no_documents_no_model).await
}

/// The model answers by itself.
pub(crate) async fn answer(
    turn: &Turn<'_>,
    model: &dyn ChatModel,
    draft: &mut Draft,
    out: &mut Out<'_>,
) -> Result<(), TurnError> {
    draft.mode = Some(AnswerMode::Plain);
    let small = model.info().skill == Skill::Small;
    // A small model loses its way in longer instructions.
    let system = match small {
        true => include_str!("../../prompts/plain_small.md").to_owned(),
        false => turn.system(include_str!("../../prompts/plain.md")),
    };
    let most = if small { SMALL_TOKENS } else { turn.settings.answer_tokens };
    let mut texts = vec![system.clone(), turn.question.clone()];
    texts.extend(turn.history.iter().map(exchange_text));
    let counts = model.count_tokens(&texts).await?;
    let parts =
        budget::Parts { system: counts[0], question: counts[1], history: counts[2..].to_vec(), passages: Vec::new() };
    let fit = budget::fit(&parts, model.info().window, most)?;
    let messages = messages(&system, &turn.history[fit.dropped_history..], turn.question.clone());
    let request = ChatRequest { messages, max_tokens: fit.answer, temperature: if small { 0.0 } else { 0.3 } };
    out.emit(Event::Step { step: TurnStep::Reading }).await?;
    let mut stream = generate::open(model, request).await?;
    let mut begun = false;
    while let Some(text) = generate::next_text(&mut stream, turn.settings.idle_limit(), &mut draft.usage).await? {
        if !begun {
            begun = true;
            out.emit(Event::Step { step: TurnStep::Writing }).await?;
            let note = if small { turn.phrases.small_note } else { turn.phrases.capable_note };
            draft.write(out, &format!("_{note}_\n\n")).await?;
        }
        draft.write(out, &text).await?;
    }
    if begun { Ok(()) } else { Err(generate::nothing_written()) }
}

/// Both messages of an exchange, for counting.
pub(crate) fn exchange_text(exchange: &Exchange) -> String {
    format!("{}\n{}", exchange.question, exchange.answer)
}

/// A prompt in its stable order: instructions, then history oldest first, then what is new.
pub(crate) fn messages(system: &str, history: &[Exchange], last: String) -> Vec<Prompt> {
    let mut messages = vec![Prompt { role: Role::System, text: system.to_owned() }];
    for exchange in history {
        messages.push(Prompt { role: Role::User, text: exchange.question.clone() });
        messages.push(Prompt { role: Role::Assistant, text: exchange.answer.clone() });
    }
    messages.push(Prompt { role: Role::User, text: last });
    messages
}
