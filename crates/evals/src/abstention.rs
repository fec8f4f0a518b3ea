//! Abstaining as a classification of questions: positive is "the documents do not answer it".

/// A question with how sure something is that the documents answer it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scored {
    pub(crate) unanswerable: bool,
    /// Higher is surer; the scale does not matter.
    pub(crate) score: f32,
}

/// Share of the answerable questions that a useful threshold still answers: one that abstains on everything has a high F1 where most
/// questions cannot be answered.
const ANSWERED: f64 = 0.6;

/// What a decision is worth.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Quality {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    /// Share of the answerable questions that are answered.
    pub(crate) answered: f64,
}

/// The worth of a decision, from pairs of whether a question is unanswerable and whether it was abstained from.
pub(crate) fn quality(decisions: impl Iterator<Item = (bool, bool)> + Clone) -> Quality {
    let count = |wanted: fn(&(bool, bool)) -> bool| decisions.clone().filter(wanted).count() as f64;
    let both = count(|(unanswerable, abstained)| *unanswerable && *abstained);
    let share = |part: f64, of: f64| if of == 0.0 { 0.0 } else { part / of };
    let precision = share(both, count(|(_, abstained)| *abstained));
    let recall = share(both, count(|(unanswerable, _)| *unanswerable));
    let f1 = share(2.0 * precision * recall, precision + recall);
    let answered = share(count(|(unanswerable, abstained)| !unanswerable && !abstained), count(|(u, _)| !u));
    Quality { precision, recall, f1, answered }
}

/// The worth of abstaining below a threshold.
pub(crate) fn below(scored: &[Scored], threshold: f32) -> Quality {
    quality(scored.iter().map(|one| (one.unanswerable, one.score < threshold)))
}

/// The threshold with the best F1 among those that still answer enough (`ANSWERED`), and the one with the best F1 of all.
pub(crate) fn best_thresholds(scored: &[Scored]) -> (f32, f32) {
    let mut candidates: Vec<f32> = scored.iter().map(|one| one.score).collect();
    candidates.sort_by(f32::total_cmp);
    candidates.dedup();
    let step = candidates.len().div_ceil(400).max(1);
    let rated: Vec<(f32, Quality)> =
        candidates.into_iter().step_by(step).map(|threshold| (threshold, below(scored, threshold))).collect();
    let best = |useful: fn(&Quality) -> bool| {
        let useful = rated.iter().filter(|(_, quality)| useful(quality));
        useful.max_by(|(_, a), (_, b)| a.f1.total_cmp(&b.f1)).map_or(0.0, |(threshold, _)| *threshold)
    };
    (best(|quality| quality.answered >= ANSWERED), best(|_| true))
}

/// The threshold that answers this share of the answerable questions.
pub(crate) fn threshold_answering(scored: &[Scored], share: f64) -> f32 {
    let mut scores: Vec<f32> = scored.iter().filter(|one| !one.unanswerable).map(|one| one.score).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let last = (scores.len() as f64 * share).ceil() as usize;
    last.checked_sub(1).and_then(|at| scores.get(at)).copied().unwrap_or(f32::NEG_INFINITY)
}

#[cfg(test)]
mod tests {
    use super::{Scored, below, best_thresholds, quality};

    #[test]
    fn abstention_is_scored_as_a_classification() {
        let decisions = [(true, true), (true, false), (false, true), (false, false)];
        let found = quality(decisions.into_iter());
        assert_eq!((found.precision, found.recall, found.f1, found.answered), (0.5, 0.5, 0.5, 0.5));
        assert_eq!(quality([(true, false)].into_iter()).f1, 0.0);
    }

    #[test]
    fn a_useful_threshold_still_answers() {
        let of = |unanswerable, score| Scored { unanswerable, score };
        let scored = [
            of(true, 0.1),
            of(true, 0.3),
            of(false, 0.4),
            of(true, 0.5),
            of(true, 0.6),
            of(false, 0.9),
            of(false, 1.0),
        ];
        let (useful, any) = best_thresholds(&scored);
        assert_eq!((useful, any), (0.9, 0.9), "{scored:?}");
        assert_eq!(below(&scored, useful).answered, 2.0 / 3.0);
        let hard = [of(true, 0.5), of(true, 0.9), of(false, 0.4), of(false, 0.8), of(true, 0.95)];
        assert!(below(&hard, best_thresholds(&hard).0).answered >= 0.6);
    }
}
