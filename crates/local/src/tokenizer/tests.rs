//! Against token ids that Hugging Face's `tokenizers` computed (`tests/fixtures/make.py`).

use super::{count, encode};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    text: String,
    ids: Vec<u32>,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("../../tests/fixtures/tokens.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn ids_equal_the_reference() {
    let cases = cases();
    assert!(cases.len() > 300);
    for Case { text, ids } in cases {
        assert_eq!(encode(&text, usize::MAX), ids, "{text:?}");
        assert_eq!(count(&text) + 2, ids.len(), "{text:?}");
    }
}

#[test]
fn long_texts_are_cut_in_front_of_the_end_mark() {
    let long = cases().into_iter().max_by_key(|case| case.ids.len()).unwrap();
    assert!(long.ids.len() > 256);
    let cut = encode(&long.text, 256);
    assert_eq!(cut[..255], long.ids[..255]);
    assert_eq!(cut[255..], [102]);
}

#[test]
fn marks_in_a_text_are_text() {
    assert_eq!(encode("[SEP]", 99), [101, 1031, 19802, 1033, 102]);
}
