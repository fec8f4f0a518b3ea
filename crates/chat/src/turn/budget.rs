//! Fitting a prompt into the model's window: pure, over token counts.

use chatbox_core::models::ModelError;

/// Token counts of what could go into a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Instructions.
    pub(crate) system: usize,
    /// The question with the text around the passages.
    pub(crate) question: usize,
    /// Exchanges, oldest first.
    pub(crate) history: Vec<usize>,
    /// Passages, best first.
    pub(crate) passages: Vec<usize>,
}

/// What goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fit {
    /// Exchanges left out, from the oldest on.
    pub(crate) dropped_history: usize,
    /// Passages taken, from the best on.
    pub(crate) passages: usize,
    /// Tokens of all that is taken.
    pub(crate) tokens: usize,
    /// Tokens left for the answer.
    pub(crate) answer: usize,
}

/// Tokens that a chat template adds to each message (ChatML takes 5, Llama 3 takes 4 to 6).
pub(crate) const PER_MESSAGE: usize = 8;
/// Joined text may split into slightly other tokens than its parts.
const MARGIN: usize = 32;
/// Of what remains after system and question, passages come first up to this share; the rest is history's, then theirs again.
const PASSAGES_FIRST: f32 = 0.65;

/// Fits the parts into a window of `window` tokens of which at least `answer` (but never more than a quarter) are kept for the answer.
/// What does not fit is left out: the oldest exchanges and the lowest passages. Fails only if system and question alone do not fit.
pub(crate) fn fit(parts: &Parts, window: usize, answer: usize) -> Result<Fit, ModelError> {
    let answer = answer.min(window / 4);
    let fixed = parts.system + parts.question + 2 * PER_MESSAGE + MARGIN + answer;
    let Some(mut left) = window.checked_sub(fixed) else { return Err(ModelError::TooLong { window }) };
    let mut passages = 0;
    let mut first_share = (left as f32 * PASSAGES_FIRST) as usize;
    while let Some(tokens) = parts.passages.get(passages).filter(|tokens| **tokens <= first_share) {
        first_share -= tokens;
        left -= tokens;
        passages += 1;
    }
    let mut kept = 0;
    for tokens in parts.history.iter().rev().map(|tokens| tokens + 2 * PER_MESSAGE) {
        if tokens > left {
            break;
        }
        left -= tokens;
        kept += 1;
    }
    while let Some(tokens) = parts.passages.get(passages).filter(|tokens| **tokens <= left) {
        left -= tokens;
        passages += 1;
    }
    let dropped_history = parts.history.len() - kept;
    Ok(Fit { dropped_history, passages, tokens: window - answer - left, answer })
}

#[cfg(test)]
mod tests;
