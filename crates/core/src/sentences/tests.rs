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
