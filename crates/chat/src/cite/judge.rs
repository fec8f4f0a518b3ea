//! A capable model as the judge of a citation whose words alone do not settle it.

use super::check::Finding;
use chatbox_core::{
    chat::Verdict,
    models::{ChatModel, ModelError, Usage},
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, time::timeout};

/// Time one judgement may take; then the words decide.
const LIMIT: Duration = Duration::from_secs(15);
/// Judgements at the same time: the same endpoint is writing the answer.
const AT_ONCE: usize = 2;
/// Most judgements of one answer; the words decide about the rest.
const MOST: usize = 16;
/// Tokens of a judgement: one word, and room for a model that cannot leave it at that.
const TOKENS: usize = 8;

/// Judges the citations of one answer.
pub(crate) struct Judge {
    model: Arc<dyn ChatModel>,
    turns: Semaphore,
    left: Semaphore,
}

impl Judge {
    pub(crate) fn new(model: Arc<dyn ChatModel>) -> Self {
        Self { model, turns: Semaphore::new(AT_ONCE), left: Semaphore::new(MOST) }
    }

    /// The finding as the model sees it. `passage` is fenced. Without an answer in time the finding stays as it is.
    pub(crate) async fn review(&self, claim: &str, passage: &str, finding: Finding) -> (Finding, Usage) {
        let Ok(left) = self.left.try_acquire() else { return (finding, Usage::default()) };
        left.forget();
        let text = format!("{passage}\n\nClaim: {claim}");
        let asked = async {
            let _turn = self.turns.acquire().await;
            let system = include_str!("../../prompts/judge.md");
            crate::turn::gather::complete(self.model.as_ref(), system, text, TOKENS).await
        };
        match timeout(LIMIT, asked).await.unwrap_or(Err(ModelError::TimedOut)) {
            Ok((answer, usage)) => (judged(finding, agrees(&answer)), usage),
            Err(error) => {
                tracing::debug!(%error, "a citation was checked without the model");
                (finding, Usage::default())
            }
        }
    }
}

fn judged(mut finding: Finding, agrees: Option<bool>) -> Finding {
    let Some(agrees) = agrees else { return finding };
    let (verdict, reason) = match agrees {
        true => (Verdict::Supported, "the source says the same in other words, as the checking model found"),
        false => (Verdict::Unsupported, "the source does not say this, as the checking model found"),
    };
    finding.check.verdict = verdict;
    finding.check.reason = reason.to_owned();
    finding
}

/// Yes or no; none when the model said something else.
fn agrees(answer: &str) -> Option<bool> {
    let word: String = answer.trim().chars().take_while(|c| c.is_alphabetic()).collect();
    match word.to_lowercase().as_str() {
        "yes" | "ja" => Some(true),
        "no" | "nein" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::agrees;

    #[test]
    fn only_a_clear_word_counts() {
        for (answer, expect) in [
            ("yes", Some(true)),
            (" Yes.", Some(true)),
            ("NO", Some(false)),
            ("No, the passage says 1987.", Some(false)),
            ("nothing", None),
            ("I think so", None),
            ("", None),
        ] {
            assert_eq!(agrees(answer), expect, "{answer:?}");
        }
    }
}
