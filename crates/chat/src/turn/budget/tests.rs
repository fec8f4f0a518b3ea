use super::{Fit, PER_MESSAGE, Parts, fit};
use chatbox_core::models::ModelError;
use proptest::prelude::*;

#[test]
fn everything_fits_or_the_ends_go() {
    let parts = Parts { system: 100, question: 50, history: vec![200, 200, 200], passages: vec![300; 8] };
    let all = fit(&parts, 8192, 1024).unwrap();
    assert_eq!((all.dropped_history, all.passages, all.answer), (0, 8, 1024));
    let some = fit(&parts, 1800, 1024).unwrap();
    assert_eq!((some.dropped_history, some.passages, some.answer), (1, 2, 450));
    assert_eq!(fit(&parts, 200, 100), Err(ModelError::TooLong { window: 200 }));
}

proptest! {
    #[test]
    fn never_over_the_window(
        system in 0usize..300,
        question in 0usize..2_000,
        history in proptest::collection::vec(0usize..900, 0..20),
        passages in proptest::collection::vec(1usize..700, 0..20),
        window in 256usize..9_000,
        answer in 1usize..2_000,
    ) {
        let parts = Parts { system, question, history: history.clone(), passages: passages.clone() };
        match fit(&parts, window, answer) {
            Err(error) => {
                prop_assert_eq!(error, ModelError::TooLong { window });
                prop_assert!(system + question + window / 4 + 100 > window);
            }
            Ok(Fit { dropped_history, passages: taken, tokens, answer }) => {
                let used = system + question + 2 * PER_MESSAGE
                    + history[dropped_history..].iter().map(|t| t + 2 * PER_MESSAGE).sum::<usize>()
                    + passages[..taken].iter().sum::<usize>();
                prop_assert!(used <= tokens);
                prop_assert!(tokens + answer <= window);
                // Nothing was left out that would have fitted: neither the next passage nor the next exchange.
                let left = window - tokens - answer;
                if let Some(next) = passages.get(taken) { prop_assert!(*next > left); }
                if dropped_history > 0 {
                    prop_assert!(history[dropped_history - 1] + 2 * PER_MESSAGE > left);
                }
            }
        }
    }
}
