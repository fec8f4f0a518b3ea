use super::{Previous, is_follow_up, standalone};

fn check(previous: &str, answer: &str, question: &str, expect: Option<&str>) {
    let got = standalone(question, Some(Previous { question: previous, answer }));
    assert_eq!(got.as_deref(), expect, "{previous:?} then {question:?}");
}

#[test]
fn follow_ups() {
    let refund = "What is the refund period for laptops?";
    check(refund, "30 days.", "And for phones?", Some("And for phones? (refund period laptops)"));
    check(refund, "30 days.", "What about phones?", Some("What about phones? (refund period laptops)"));
    check(refund, "30 days.", "why?", Some("why? (refund period laptops)"));
    check(refund, "30 days.", "How long is it?", Some("How long is it? (refund period laptops)"));
    check("How many people worked at Acme in 2019?", "50", "And in 2021?", Some("And in 2021? (people worked Acme)"));
    check(
        "Who founded Acme?",
        "Acme was founded by Ada Miller.",
        "When did she die?",
        Some("When did she die? (Ada Miller founded Acme)"),
    );
    check("When was Acme founded?", "1987", "Where was it founded?", Some("Where was it founded? (Acme)"));
}

#[test]
fn questions_that_stand_alone() {
    for question in [
        "What is the refund period for phones?",
        "Is it possible to return a phone after thirty days?",
        "Who wrote the report on the company that Acme bought in 2019?",
        "How many employees does Globex have?",
        "Are there any vegetarian dishes on the menu?",
    ] {
        assert!(!is_follow_up(question), "{question}");
        assert_eq!(standalone(question, Some(Previous { question: "Who founded Acme?", answer: "" })), None);
    }
    assert_eq!(standalone("And now?", None), None);
}
