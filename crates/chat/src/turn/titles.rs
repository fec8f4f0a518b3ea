//! Titles of conversations.

use super::gather::complete;
use crate::cite::terms;
use chatbox_core::models::{ChatModel, ModelError};

/// Longest title in characters.
const LONGEST: usize = 60;
/// Tokens of a title.
const TOKENS: usize = 24;
/// Characters of question and answer shown to the model.
const SHOWN: usize = 800;

/// Polite or empty beginnings that say nothing in a title.
const OPENINGS: &[&str] = &[
    "please ",
    "can you tell me ",
    "could you tell me ",
    "tell me ",
    "can you ",
    "could you ",
    "i want to know ",
    "i would like to know ",
    "do you know ",
    "hi ",
    "hello ",
    "hey ",
    "hi, ",
    "hello, ",
    "hey, ",
    "bitte ",
];

/// The question, cleaned and cut at a word; empty when it has no words.
pub(crate) fn from_question(question: &str) -> String {
    let line = question.lines().map(str::trim).find(|line| terms::words(line).next().is_some()).unwrap_or_default();
    let line = line.trim_start_matches(['#', '>', '-', '*', ' ', '"', '“']);
    let mut rest = line;
    while let Some(opening) = OPENINGS.iter().find(|o| rest.get(..o.len()).is_some_and(|s| s.eq_ignore_ascii_case(o))) {
        rest = rest[opening.len()..].trim_start();
    }
    let rest = if rest.is_empty() { line } else { rest };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let mut title = shorten(&words.join(" "));
    if let Some(first) = title.chars().next().filter(|c| c.is_lowercase()) {
        title.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    title
}

/// A title by a capable model.
pub(crate) async fn by_model(model: &dyn ChatModel, question: &str, answer: &str) -> Result<String, ModelError> {
    let shown = |text: &str| text.chars().take(SHOWN).collect::<String>();
    let text = format!("Question: {}\n\nAnswer: {}", shown(question), shown(answer));
    let (title, _) = complete(model, include_str!("../../prompts/title.md"), text, TOKENS).await?;
    let line = title.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let line = line.strip_prefix("Title:").unwrap_or(line).trim();
    Ok(shorten(line.trim_matches(['"', '“', '”', '*', '#', '\'', '.', ' '])))
}

/// Cuts at a word, with an ellipsis.
fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST - 1).collect();
    let at = cut.rfind(' ').filter(|at| *at > LONGEST / 3).unwrap_or(cut.len());
    format!("{}…", cut[..at].trim_end_matches([',', ';', ':', ' ', '-']))
}

#[cfg(test)]
mod tests;
