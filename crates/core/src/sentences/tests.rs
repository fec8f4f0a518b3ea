use super::{LONGEST, split};

fn check(text: &str, expect: &[&str]) {
    let sentences = split(text);
    assert_eq!(sentences.iter().map(|s| s.text).collect::<Vec<_>>(), expect, "{text:?}");
    for sentence in sentences {
        let (start, end) = (sentence.start as usize, sentence.end as usize);
        assert_eq!(text.chars().skip(start).take(end - start).collect::<String>(), sentence.text);
    }
}

#[test]
fn running_text() {
    check("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]);
    check("It cost 3.5 million. The end.", &["It cost 3.5 million.", "The end."]);
    check("He said \"Stop.\" Then he left.", &["He said \"Stop.\"", "Then he left."]);
    check("Open file.txt now. Done.", &["Open file.txt now.", "Done."]);
    check("Yahoo! is old. Yes.", &["Yahoo! is old.", "Yes."]);
    check("Ünïcödé first. Äpfel second.", &["Ünïcödé first.", "Äpfel second."]);
    check("今日は。明日は？", &["今日は。", "明日は？"]);
}

#[test]
fn abbreviations_and_initials() {
    check("Dr. Smith met J. R. Ewing. They spoke.", &["Dr. Smith met J. R. Ewing.", "They spoke."]);
    check("He lives in the U.S. The rest moved.", &["He lives in the U.S.", "The rest moved."]);
    check("The U.S. Army came. It won.", &["The U.S. Army came.", "It won."]);
    check("See No. 5 there. She said no. Then left.", &["See No. 5 there.", "She said no.", "Then left."]);
    check("It has vitamin C. The rest is water.", &["It has vitamin C.", "The rest is water."]);
}

#[test]
fn german_dates_and_ordinals() {
    for whole in [
        "Das Mietverhältnis beginnt am 1. März 2025.",
        "Es endet zum 31. Dez. 2026.",
        "Das Büro liegt im 3. Stock des Hauses.",
        "Sie trafen sich am 12. 3. 2025 in Ulm.",
        "Nach dem 2. Weltkrieg wurde es gebaut.",
    ] {
        check(whole, &[whole]);
    }
    check("Es kostet 12. Die Miete steigt.", &["Es kostet 12.", "Die Miete steigt."]);
    check("The answer is 42. Nobody asked.", &["The answer is 42.", "Nobody asked."]);
}

#[test]
fn layout() {
    check(
        "A line that was wrapped by the page\nand goes on. Next.",
        &["A line that was wrapped by the page\nand goes on.", "Next."],
    );
    check("# Title\nText here.\n\nMore", &["# Title", "Text here.", "More"]);
    check("- one\n- two\n1. three\n2. four", &["- one", "- two", "1. three", "2. four"]);
    check("| a | b |\n| c | d |", &["| a | b |", "| c | d |"]);
    check("Name: Ann\nCity: Rome", &["Name: Ann", "City: Rome"]);
    check("", &[]);
    check(" \n . \n", &[]);
}

#[test]
fn long_ones_are_cut_at_white_space() {
    let text = "word ".repeat(500);
    let sentences = split(&text);
    assert!(sentences.len() > 3);
    assert!(sentences.iter().all(|s| s.text.chars().count() <= LONGEST && !s.text.starts_with(' ')));
    assert_eq!(sentences.iter().map(|s| s.text.split(' ').count()).sum::<usize>(), 500);
    assert!(!split(&"x".repeat(2000)).is_empty());
}

#[test]
fn references_titles_and_other_scripts() {
    check(
        "It grew.[12] Then it fell.[3, 7–9] Nobody knew.",
        &["It grew.[12]", "Then it fell.[3, 7–9]", "Nobody knew."],
    );
    check(
        "As Lee et al. (2010) say, see Fig. S1 or Eq. 3. Good.",
        &["As Lee et al. (2010) say, see Fig. S1 or Eq. 3.", "Good."],
    );
    check("It is state of the art. Next, Art. 5 applies.", &["It is state of the art.", "Next, Art. 5 applies."]);
    check("\"What?\" he asked. She left... Then rain.", &["\"What?\" he asked.", "She left...", "Then rain."]);
    check("彼は「はい。」と言った。次", &["彼は「はい。」", "と言った。", "次"]);
    check("यह पहला है। यह दूसरा है।", &["यह पहला है।", "यह दूसरा है।"]);
    check("a [b] c.[d] e", &["a [b] c.[d] e"]);
}

#[test]
fn hostile_text_takes_linear_time() {
    for piece in [".", ". ", ". ( ", "a.", "\n", "[1", ".[", "x\n", "1. ", "(1. ", "。", "\"", "J. "] {
        let text = piece.repeat(200_000) + "x";
        let sentences = split(&text);
        assert!(sentences.last().is_some_and(|last| last.text.ends_with('x')), "{piece:?}");
    }
}
