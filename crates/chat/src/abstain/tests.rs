use super::{Asks, Candidate, THRESHOLD, asks, features, fit, score};

const PASSAGE: &str = "Acme was founded in Ulm in 1987 by Ada Miller. It employs 1,200 people.";

fn check(question: &str, sentence: &str, cosine: f32, answers: bool) {
    let candidate =
        Candidate { sentence, passage: PASSAGE, context: "Acme", passage_cosine: cosine, sentence_cosine: cosine };
    let found = features(question, &candidate);
    assert!(found.iter().all(|f| (0.0..=1.0).contains(f)), "{found:?}");
    assert_eq!(score(&found) >= THRESHOLD, answers, "{question}: {} {found:?}", score(&found));
}

#[test]
fn decides() {
    let founded = "Acme was founded in Ulm in 1987 by Ada Miller.";
    check("When was Acme founded?", founded, 0.7, true);
    check("Who founded Acme?", founded, 0.7, true);
    check("How many people work at Acme?", "It employs 1,200 people.", 0.65, true);
    check("What is the capital of France?", founded, 0.1, false);
    check("How do I bake sourdough bread?", founded, 0.05, false);
    check("Who founded Globex in 1950?", founded, 0.35, false);
    check("Who did not work for Acme?", founded, 0.6, false);
}

#[test]
fn kinds_of_questions() {
    let table = [
        ("Who wrote it?", Asks::Who),
        ("In what year did it open?", Asks::When),
        ("How many rooms are there?", Asks::HowMany),
        ("Where is the office?", Asks::Where),
        ("Why is the sky blue?", Asks::Other),
        ("The man who came: when did he leave?", Asks::When),
    ];
    for (question, expect) in table {
        assert_eq!(asks(question), expect, "{question}");
    }
    assert_eq!(fit("Who founded Acme?", "Acme was founded by Ada Miller."), 1.0);
    assert_eq!(fit("Who founded Acme?", "Acme was founded long ago."), 0.0);
    assert_eq!(fit("When was it?", "It was in 1987."), 1.0);
    assert_eq!(fit("How many are there?", "There are many."), 0.0);
}
