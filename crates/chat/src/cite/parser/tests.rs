use super::{CitationParser, Piece};
use proptest::prelude::*;

/// Text and citations of an answer fed in one piece.
fn parse(pieces: &[&str], sources: u32) -> (String, Vec<(u32, u32, String)>, Vec<u32>) {
    let mut parser = CitationParser::new(sources);
    let mut out: Vec<Piece> = pieces.iter().flat_map(|piece| parser.push(piece)).collect();
    out.extend(parser.finish());
    let (mut text, mut cited, mut unknown) = (String::new(), Vec::new(), Vec::new());
    for piece in out {
        match piece {
            Piece::Text(more) => text.push_str(&more),
            Piece::Cited(c) => cited.push((c.mark, c.source, c.part)),
            Piece::Unknown(number) => unknown.push(number),
        }
    }
    (text, cited, unknown)
}

fn check(input: &str, text: &str, cited: &[(u32, u32, &str)]) {
    let (got, marks, _) = parse(&[input], 5);
    assert_eq!(got, text, "{input:?}");
    let marks: Vec<(u32, u32, &str)> = marks.iter().map(|(k, s, part)| (*k, *s, part.as_str())).collect();
    assert_eq!(marks, cited, "{input:?}");
}

#[test]
fn markers_become_marks() {
    check("It is so [1].", "It is so [^1].", &[(1, 1, "It is so.")]);
    check("It is so.[2] Next one is.", "It is so.[^1] Next one is.", &[(1, 2, "It is so.")]);
    check("It is so. [2] Next one is.", "It is so. [^1] Next one is.", &[(1, 2, "It is so.")]);
    check("It is so [1, 2].", "It is so [^1][^2].", &[(1, 1, "It is so."), (2, 2, "It is so.")]);
    check("It is so [1][3].", "It is so [^1][^2].", &[(1, 1, "It is so."), (2, 3, "It is so.")]);
    check(
        "It is so [1-3].",
        "It is so [^1][^2][^3].",
        &[(1, 1, "It is so."), (2, 2, "It is so."), (3, 3, "It is so.")],
    );
    check("It is so 【4】.", "It is so [^1].", &[(1, 4, "It is so.")]);
    check("It is so 【4†source】.", "It is so [^1].", &[(1, 4, "It is so.")]);
    check("It is so [^2].", "It is so [^1].", &[(1, 2, "It is so.")]);
    check("Founded in 1990[1].", "Founded in 1990[^1].", &[(1, 1, "Founded in 1990.")]);
}

#[test]
fn each_mark_has_its_part() {
    check(
        "Ann was born in Ulm [1], and Bob was born in Rome [2]. Then more text.",
        "Ann was born in Ulm [^1], and Bob was born in Rome [^2]. Then more text.",
        &[(1, 1, "Ann was born in Ulm"), (2, 2, "and Bob was born in Rome.")],
    );
    check(
        "One is here [1].\n- Two is [2]\n- Three is [3]",
        "One is here [^1].\n- Two is [^2]\n- Three is [^3]",
        &[(1, 1, "One is here."), (2, 2, "- Two is"), (3, 3, "- Three is")],
    );
}

#[test]
fn other_brackets_stay() {
    for text in [
        "see [text](http://x)",
        "see [1](http://x)",
        "code `a[1]` here",
        "```\na[1] = b[2]\n```\n",
        "~~~\n[1]\n~~~\n",
        "a[1] = 2",
        "my_list[2] is",
        "list[1] is",
        "[2021] was",
        "[1 2]",
        "[1",
        "[",
        "[]",
        "[a1]",
        "\\[1]",
        "[1]: http://x",
        "- [ ] task",
        "- [x] task",
        "``a ` [1]`` b",
        "value x[1][2]",
    ] {
        let (got, cited, unknown) = parse(&[text], 5);
        assert_eq!((got.as_str(), cited.len(), unknown.len()), (text, 0, 0));
    }
}

#[test]
fn unknown_sources_are_dropped_and_noted() {
    let (text, cited, unknown) = parse(&["It is so [9][1]. It is [0]"], 5);
    assert_eq!((text.as_str(), unknown.as_slice()), ("It is so [^1]. It is ", [9, 0].as_slice()));
    assert_eq!(cited.len(), 1);
}

#[test]
fn text_flows_and_only_a_possible_marker_waits() {
    let mut parser = CitationParser::new(3);
    assert_eq!(parser.push("Hello wor"), [Piece::Text("Hello wor".into())]);
    assert_eq!(parser.push("ld ["), [Piece::Text("ld ".into())]);
    assert_eq!(parser.push("1"), []);
    assert_eq!(parser.push("]"), []);
    assert_eq!(parser.push(". "), [Piece::Text("[^1]. ".into())]);
    assert_eq!(parser.push("Next"), [Piece::Text("Next".into())]);
    let pieces = parser.push(" wo");
    assert!(matches!(&pieces[..], [Piece::Text(_), Piece::Cited(c), Piece::Text(_)] if c.sentence == "Hello world."));
    assert_eq!(parser.finish(), []);
}

#[test]
fn a_mark_alone_belongs_to_the_sentence_before() {
    check("So it is.\n\n[1]\n\nMore.", "So it is.\n\n[^1]\n\nMore.", &[(1, 1, "So it is.")]);
}

#[test]
fn footnotes_of_the_model_do_not_look_like_marks() {
    check("[^1]: note", "\\[^1]: note", &[]);
}

#[test]
fn a_stray_backtick_does_not_swallow_the_answer() {
    check("A ` here.\n\nSo it is [1].", "A ` here.\n\nSo it is [^1].", &[(1, 1, "So it is.")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_chunking_gives_the_same(
        input in proptest::collection::vec(prop_oneof![
            Just("[1]"), Just("[2, 3]"), Just("[1"), Just("]"), Just("【2】"), Just("`"), Just("```\n"), Just("\n\n"), Just("\n"), Just(". "),
            Just("Dr. "), Just("Word "), Just("word"), Just("ünï "), Just("(x)"), Just("[^4]"), Just("- "), Just("? "), Just("9"), Just("\\"),
        ], 0..40),
        cuts in proptest::collection::vec(1usize..5, 0..80),
    ) {
        let text = input.concat();
        let chars: Vec<char> = text.chars().collect();
        let mut pieces = Vec::new();
        let mut at = 0;
        let mut cuts = cuts.into_iter();
        while at < chars.len() {
            let to = (at + cuts.next().unwrap_or(7)).min(chars.len());
            pieces.push(chars[at..to].iter().collect::<String>());
            at = to;
        }
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        let (whole, cited, unknown) = parse(&[&text], 3);
        prop_assert_eq!(parse(&pieces, 3), (whole.clone(), cited.clone(), unknown));
        // Every mark in the text is handed out once, in order.
        let marks: Vec<u32> = cited.iter().map(|c| c.0).collect();
        prop_assert_eq!(marks, (1..=cited.len() as u32).collect::<Vec<_>>());
    }
}
