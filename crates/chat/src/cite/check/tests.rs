use super::{Case, Passage, plain};
use chatbox_core::chat::Verdict;

const ACME: &str = "Acme was founded in Ulm on 3 May 1987 by Ada Miller. She led the company until 2001. Acme employs 1,200 people \
and sold 40 percent of its shares to Globex for $5 million. The board did not approve the merger. Sales increased by 12 % \
in 2019. The factory produces 5 kg of powder per day. Refunds are possible within 30 days of purchase.";

/// Without similarities: `verdict | part of the reason`.
fn check(claim: &str, passage: &str, verdict: Verdict, reason: &str) {
    let case = Case::new(claim, Passage { text: passage, context: "Acme history" });
    let found = case.decide(&[]);
    assert_eq!(found.check.verdict, verdict, "{claim:?}: {found:?}");
    assert!(found.check.reason.contains(reason), "{claim:?}: {found:?}");
    assert!(found.start < found.end && found.end as usize <= passage.chars().count());
}

#[test]
fn claims_against_a_passage() {
    use Verdict::{Quoted, Supported, Unsupported};
    let table: &[(&str, Verdict, &str)] = &[
        // word for word
        ("She led the company until 2001.", Quoted, "word for word"),
        ("“The board did not approve the merger”", Quoted, "word for word"),
        ("- **Refunds are possible within 30 days** of purchase. [^1]", Quoted, "word for word"),
        ("the factory   produces\n5 kg of powder per day", Quoted, "word for word"),
        ("founded in Ulm on 3 May 1987", Quoted, "word for word"),
        // the same in other words
        ("Acme was founded in Ulm in 1987.", Supported, "other words"),
        ("Ada Miller founded Acme.", Supported, "other words"),
        ("The company has 1200 people.", Supported, "other words"),
        ("Acme sold 40% of its shares to Globex.", Supported, "other words"),
        ("The founding date of Acme is 1987-05-03.", Supported, "other words"),
        ("Acme was founded on May 3, 1987.", Supported, "other words"),
        ("Globex bought shares for 5,000,000 dollars.", Supported, "other words"),
        ("In 2019, sales increased by 12 percent.", Supported, "other words"),
        ("You can get refunds within thirty days of the purchase.", Supported, "other words"),
        ("The merger was not approved by the board.", Supported, "other words"),
        ("The factory produces 5000 g of powder daily.", Supported, "other words"),
        ("Acme employs about 1,190 people.", Supported, "other words"),
        ("Acme was founded in May 1987.", Supported, "other words"),
        // wrong number
        ("Acme was founded in Ulm in 1978.", Unsupported, "1978"),
        ("Acme employs 2,100 people.", Unsupported, "2,100"),
        ("Acme employs 120 people.", Unsupported, "120"),
        ("Sales increased by 21 % in 2019.", Unsupported, "21 %"),
        ("Refunds are possible within fourteen days.", Unsupported, "fourteen days"),
        ("She led the company until 2010.", Unsupported, "2010"),
        ("Acme was sold for $15 million.", Unsupported, "$15 million"),
        // wrong date
        ("Acme was founded on 5 May 1987.", Unsupported, "5 May 1987"),
        ("Acme was founded on 3 June 1987.", Unsupported, "3 June 1987"),
        ("Acme was founded on 1987-03-05.", Unsupported, "1987-03-05"),
        ("Acme was founded in June 1987.", Unsupported, "June 1987"),
        // wrong unit
        ("The factory produces 5 g of powder per day.", Unsupported, "not 5 g"),
        ("The factory produces 5 tons of powder per day.", Unsupported, "not 5 tons"),
        ("Refunds are possible within 30 weeks of purchase.", Unsupported, "not 30 weeks"),
        ("Shares were sold for €5 million.", Unsupported, "not €5 million"),
        // swapped or foreign names
        ("Acme was founded in Berlin in 1987.", Unsupported, "Berlin"),
        ("Acme was founded by John Smith.", Unsupported, "John Smith"),
        ("Acme sold 40 percent of its shares to Initech.", Unsupported, "Initech"),
        ("According to NASA, refunds are possible within 30 days.", Unsupported, "NASA"),
        // negation and opposites
        ("The board approved the merger.", Unsupported, "not so"),
        ("Refunds are not possible within 30 days of purchase.", Unsupported, "does not deny"),
        ("Sales decreased by 12 % in 2019.", Unsupported, "increased"),
        ("Acme never employed 1,200 people.", Unsupported, "does not deny"),
        // about something else
        ("The weather in summer is mostly dry and warm.", Unsupported, "does not say this"),
        ("Acme makes excellent chocolate for children.", Unsupported, "does not say this"),
        ("Quality control happens twice every morning.", Unsupported, "does not say this"),
    ];
    for (claim, verdict, reason) in table {
        check(claim, ACME, *verdict, reason);
    }
}

#[test]
fn another_name_in_the_same_statement() {
    use Verdict::{Supported, Unsupported};
    let passage = "Albert Einstein was born in Ulm. He grew up in Munich. Niels Bohr was born in Copenhagen.";
    let table: &[(&str, Verdict, &str)] = &[
        ("Albert Einstein was born in Ulm.", Verdict::Quoted, ""),
        ("Einstein was born in Ulm.", Verdict::Quoted, ""),
        ("Einstein's birth was in Ulm.", Supported, ""),
        ("Einstein grew up in Munich.", Supported, ""),
        ("Bohr's birth was in Munich.", Unsupported, "not Munich"),
        ("Einstein was born in Copenhagen.", Unsupported, ""),
        ("Einstein was born in Munich.", Unsupported, "not Munich"),
    ];
    for (claim, verdict, reason) in table {
        check(claim, passage, *verdict, reason);
    }
}

#[test]
fn german() {
    let passage =
        "Das Unternehmen wurde 1987 in Ulm gegründet. Es beschäftigt 1.200 Menschen und produziert nicht in Asien.";
    check("Das Unternehmen beschäftigt 1200 Menschen.", passage, Verdict::Supported, "");
    check("Die Gründung des Unternehmens in Ulm war 1978.", passage, Verdict::Unsupported, "1978");
    check("Das Unternehmen produziert in Asien.", passage, Verdict::Unsupported, "not so");
}

#[test]
fn similarity_carries_a_paraphrase() {
    let passage = Passage { text: "The family firm was established in 1987. It rained.", context: "" };
    let case = Case::new("The family company came into existence in 1987.", passage);
    assert_eq!(case.decide(&[]).check.verdict, Verdict::Unsupported);
    let compare = case.to_compare();
    assert_eq!(compare[0].0, 0);
    assert_eq!(case.decide(&[(0, 0.8), (1, 0.1)]).check.verdict, Verdict::Supported);
    assert_eq!(case.decide(&[(0, 0.3), (1, 0.1)]).check.verdict, Verdict::Unsupported);
    // No similarity mends a wrong number.
    let case = Case::new("The family company came into existence in 1988.", passage);
    assert_eq!(case.decide(&[(0, 0.95)]).check.verdict, Verdict::Unsupported);
}

#[test]
fn the_quote_is_the_sentence_that_supports() {
    let text = "Ünïts first. The tower is 330 metres tall. It rained.";
    let found = Case::new("Its height: a tower 330 m tall.", Passage { text, context: "" }).decide(&[]);
    let quote: String = text.chars().skip(found.start as usize).take((found.end - found.start) as usize).collect();
    assert_eq!(quote, "The tower is 330 metres tall.");
    assert_eq!(found.check.verdict, Verdict::Supported);
}

#[test]
fn nothing_to_hold_against() {
    assert_eq!(
        Case::new("A claim.", Passage { text: "…", context: "" }).decide(&[]).check.verdict,
        Verdict::Unsupported
    );
}

#[test]
fn marks_and_markdown_are_not_part_of_a_claim() {
    assert_eq!(plain("1. **Bold** claim[^3]."), "Bold claim.");
    assert_eq!(plain("> quoted [^1] [^x]"), "quoted  [^x]");
    assert_eq!(plain("1990 was good"), "1990 was good");
}
