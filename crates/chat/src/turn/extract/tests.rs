use super::{
    choose::{candidates, choose, unscored},
    show,
};
use chatbox_core::{
    ids::{ChunkId, CollectionId, DocumentId, RevisionId},
    search::{Scores, SearchHit},
};

fn hit(title: &str, text: &str, vector: f32, fused: f32) -> SearchHit {
    SearchHit {
        chunk: ChunkId::new(),
        document: DocumentId::new(),
        revision: RevisionId::new(),
        collection: CollectionId::new(),
        title: title.into(),
        path: title.into(),
        page: None,
        headings: vec![],
        start: 0,
        end: text.chars().count() as u32,
        text: text.into(),
        scores: Scores { vector: Some(vector), keyword: Some(8.0), sentence: None, fused },
        sentences: vec![],
    }
}

/// The quotes for a question without any similarity.
fn check(question: &str, hits: &[SearchHit], expect: &[&str]) {
    let choice = choose(question, hits, candidates(question, hits));
    for quote in &choice.quotes {
        let text: String =
            hits[quote.hit].text.chars().skip(quote.start as usize).take((quote.end - quote.start) as usize).collect();
        assert_eq!(text, quote.text);
    }
    assert_eq!(choice.quotes.iter().map(|q| q.text.as_str()).collect::<Vec<_>>(), expect, "{question}");
}

#[test]
fn quotes() {
    let acme = hit(
        "Acme",
        "Äcme makes tools. Acme was founded in Ulm in 1987 by Ada Miller. She led it until 2001. It employs 1,200 people.",
        0.6,
        1.0,
    );
    let faq = hit("FAQ", "How long can I return goods?\nWithin 30 days of purchase. Shipping is free.", 0.3, 0.4);
    let hits = [acme, faq];
    check("When was Acme founded?", &hits, &["Acme was founded in Ulm in 1987 by Ada Miller."]);
    check("How many people does Acme employ?", &hits, &["She led it until 2001. It employs 1,200 people."]);
    check("How long can I return goods?", &hits[1..], &["Within 30 days of purchase."]);
    check("anything", &[], &[]);
    check("anything", &[hit("x", "…", 0.1, 1.0)], &[]);
}

#[test]
fn a_sentence_cut_by_layout_stays_a_literal_slice() {
    let hits = [hit("Report", "The refund period is thirty\ndays from the day of purchase. More.", 0.7, 1.0)];
    check("What is the refund period?", &hits, &["The refund period is thirty\ndays from the day of purchase."]);
}

#[test]
fn few_sentences_are_compared() {
    let text = "This is one sentence about things. ".repeat(40);
    let hits = [hit("a", &text, 0.5, 1.0), hit("b", "The needle is in here.", 0.4, 0.5)];
    let all = candidates("where is the needle", &hits);
    let compared = unscored(&all);
    assert_eq!(compared.len(), 24);
    assert_eq!(all[compared[0]].text, "The needle is in here.");
}

#[test]
fn shown_words_mean_nothing_else() {
    assert_eq!(show::quote("- **Bold** [^1] <b>x</b>\n wrapped | cell |"), "Bold \\[^1\\] \\<b>x\\</b> wrapped | cell");
}
