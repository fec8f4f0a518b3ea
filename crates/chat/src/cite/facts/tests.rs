use super::{NameKind, facts, mentions};
use crate::cite::terms::term_set;

fn quantities(text: &str) -> Vec<(Vec<f64>, Option<&'static str>)> {
    facts(text).quantities.into_iter().map(|q| (q.values, q.unit)).collect()
}

#[test]
fn numbers() {
    let table: &[(&str, &[f64], Option<&str>)] = &[
        ("it has 1,200 rooms", &[1200.0], None),
        ("it has 1200 rooms", &[1200.0], None),
        ("es hat 1.200 Zimmer", &[1.2, 1200.0], None),
        ("about 3.25", &[3.25], None),
        ("1,234,567.89 in all", &[1_234_567.89], None),
        ("twenty-five people", &[25.0], None),
        ("two hundred people", &[200.0], None),
        ("5 million people", &[5e6], None),
        ("5 km away", &[5000.0], Some("m")),
        ("a 5-kg bag", &[5000.0], Some("g")),
        ("$30 each", &[30.0], Some("USD")),
        ("12 % of it", &[12.0], Some("%")),
        ("12 per cent of it", &[12.0], Some("%")),
        ("20 °C outside", &[20.0], Some("°C")),
        ("two hours", &[7200.0], Some("s")),
        ("version 2.4.1", &[], None),
        ("10\u{202f}000 rows", &[10_000.0], None),
    ];
    for (text, values, unit) in table {
        assert_eq!(quantities(text), [(values.to_vec(), *unit)], "{text}");
    }
    assert_eq!(quantities("the one that counts"), []);
}

#[test]
fn dates() {
    for text in
        ["on 3 May 2021", "on May 3, 2021", "on 2021-05-03", "am 3. Mai 2021", "am 3.5.2021", "the 3rd of May, 2021"]
    {
        let found = facts(text);
        assert_eq!(found.dates.len(), 1, "{text}");
        let date = &found.dates[0];
        assert_eq!((date.year, date.month, date.day), (Some(2021), Some(5), Some(3)), "{text}");
        assert!(found.quantities.is_empty(), "{text}");
    }
    let source = facts("Signed on 3 May 2021.");
    assert!(source.has_date(&facts("in May 2021").dates[0]));
    assert!(!source.has_date(&facts("in June 2021").dates[0]));
    assert!(source.has_date(&facts("05/03/2021").dates[0]));
    assert!(source.has_quantity(&facts("in 2021").quantities[0]));
    assert!(facts("On 3 May it rained. In 2021 it was dry.").has_date(&facts("3 May 2021").dates[0]));
    assert!(facts("They may go in 10 days.").dates.is_empty());
}

#[test]
fn names() {
    let found = |text| facts(text).names.into_iter().map(|n| (n.text, n.kind)).collect::<Vec<_>>();
    assert_eq!(
        found("Founded by Marie Curie of the WHO in Paris."),
        [
            ("Founded".into(), NameKind::Maybe),
            ("Marie Curie".into(), NameKind::Proper),
            ("WHO".into(), NameKind::Acronym),
            ("Paris".into(), NameKind::Proper)
        ]
    );
    assert_eq!(found("Die Firma wurde in der Stadt gegründet."), []);
    let who = &facts("It is the WHO.").names[0];
    let source = "The World Health Organization is here.";
    assert!(mentions(who, &term_set(source), source));
    let long = &facts("It is the World Health Organization.").names[0];
    assert!(mentions(long, &term_set("The WHO is here."), "The WHO is here."));
}
