use super::from_question;

#[test]
fn titles_from_questions() {
    let table = [
        ("what is the refund period?", "What is the refund period?"),
        ("Can you tell me how long   refunds\ntake?", "How long refunds"),
        ("Hi, please tell me who founded Acme", "Who founded Acme"),
        ("\n\n# Summary of the report\nplease", "Summary of the report"),
        (
            "Which of the measures that were proposed in the annual report of 2021 were actually carried out?",
            "Which of the measures that were proposed in the annual…",
        ),
        ("please", "Please"),
        ("???", ""),
        ("Ärger mit dem Vertrag", "Ärger mit dem Vertrag"),
        ("ünïcode", "Ünïcode"),
    ];
    for (question, title) in table {
        assert_eq!(from_question(question), title);
    }
}
