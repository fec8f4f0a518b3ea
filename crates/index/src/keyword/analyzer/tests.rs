use super::*;

fn check_entry(text: &str, language: &str, expect: &str) {
    let terms: Vec<String> = entry_terms(text, Some(language)).into_iter().map(|term| term.text).collect();
    assert_eq!(terms.join(" "), expect, "{text}");
}

fn check_question(text: &str, languages: &[&str], expect: &str) {
    let stop = ["what", "is", "the"];
    let terms: Vec<String> =
        question_terms(text, languages, |word| stop.contains(&word)).into_iter().map(|term| term.text).collect();
    assert_eq!(terms.join(" "), expect, "{text}");
}

#[test]
fn words_are_lowered_stemmed_and_freed_of_accents() {
    check_entry("The Running Naïve Cafés!", "en", "the run naiv cafe");
    check_entry("Die Häuser der Straße", "de", "die haus der strass");
    check_entry("Les élèves étaient là", "fr", "le elev etaient la");
    check_entry("Быстрые лисы", "ru", "быстр лис");
    check_entry("cafe\u{301}", "en", "cafe");
    check_entry("Łódź København", "xx", "lodz kobenhavn");
}

#[test]
fn identifiers_stand_whole_and_in_parts() {
    check_entry("parse_http_url", "en", "parse_http_url pars http url");
    check_entry("camelCaseName", "en", "camelcasename camel case name");
    check_entry("HTTPServer", "en", "httpserver http server");
    check_entry("a.b.config", "en", "a.b.config config");
    check_entry("std::vec", "en", "std vec");
    check_entry("10mg 3.14 v2", "en", "10mg 10 mg 3.14 3 14 v2 2");
    check_entry("mRNA TNFa DNA", "en", "mrna tnfa dna");
    check_entry("state-of-the-art", "en", "state of the art");
}

#[test]
fn parts_of_one_word_share_its_number() {
    let terms = entry_terms("one snake_case two", Some("en"));
    let numbers: Vec<usize> = terms.iter().map(|term| term.word).collect();
    assert_eq!(numbers, [0, 1, 1, 1, 2]);
}

#[test]
fn scripts_without_blanks_become_pairs() {
    check_entry("東京都", "zh", "東 京 都 東京 京都");
    check_question("東京都", &["en"], "東京 京都");
    check_question("猫", &["en"], "猫");
    check_question("がく", &["en"], "がく");
    check_question("ﾃｽﾄ", &["en"], "テス スト");
    check_question("ภาษา", &["en"], "ภา าษ ษา");
    check_question("한국어", &["en"], "한국 국어");
    check_entry("AI技術とは", "ja", "ai 技 術 と は 技術 術と とは");
}

#[test]
fn a_question_keeps_its_stop_words_when_it_has_nothing_else() {
    check_question("What is the contract?", &["en"], "contract");
    check_question("What is the what?", &["en"], "what is the what");
    check_question("?!", &["en"], "");
}

#[test]
fn a_question_has_the_stems_of_every_language_once() {
    check_question("Häuser", &["de", "en"], "haus hauser");
    check_question("contract", &["de", "en"], "contract");
}

#[test]
fn odd_text_gives_bounded_terms() {
    let terms = entry_terms(&"x".repeat(200_000), None);
    assert_eq!(terms.len(), 1);
    assert_eq!(terms[0].text.len(), MAX_TERM);
    assert!(entry_terms("\u{0} 🦊 (\"' _ __ . \u{301}", None).iter().all(|term| !term.text.is_empty()));
    assert!(entry_terms(&"a_".repeat(100), None).len() <= MAX_PARTS + 1);
}
