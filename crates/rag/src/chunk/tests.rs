use super::{ChunkSettings, Draft, chunk, embed_text};
use chatbox_core::{
    documents::RevisionText,
    loader::{Block, BlockKind, PageSpan},
    offsets::slice,
};
use proptest::prelude::*;

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Blocks in the notation `kind text`, one a line; `//` begins a page.
fn parse(lines: &str) -> RevisionText {
    let mut text = String::new();
    let (mut blocks, mut pages) = (Vec::new(), Vec::new());
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let at = text.chars().count() as u32;
        if line == "//" {
            pages.push(at);
            continue;
        }
        let (kind, rest) = line.split_once(' ').unwrap();
        let kind = match kind {
            "1" => BlockKind::Heading(1),
            "2" => BlockKind::Heading(2),
            "p" => BlockKind::Paragraph,
            "-" => BlockKind::ListItem,
            "th" => BlockKind::TableHeader,
            "tr" => BlockKind::TableRow,
            "code" => BlockKind::Code,
            _ => panic!("{kind}"),
        };
        let rest = rest.replace("\\n", "\n");
        blocks.push(Block { kind, start: at, end: at + rest.chars().count() as u32 });
        text.push_str(&rest);
        text.push_str("\n\n");
    }
    let end = text.chars().count() as u32;
    let ends = pages.iter().skip(1).copied().chain([end]);
    let pages = pages.iter().zip(ends).enumerate();
    let pages = pages.map(|(i, (&start, end))| PageSpan { number: i as u32 + 1, start, end }).collect();
    RevisionText { text, blocks, pages }
}

fn cut(text: &RevisionText, target: usize, window: usize) -> Vec<Draft> {
    let drafts = chunk(text, &words, &ChunkSettings { target, window });
    hold(text, &drafts, window);
    drafts
}

/// What must be true of all chunks.
fn hold(text: &RevisionText, drafts: &[Draft], window: usize) {
    let mut at = 0;
    for draft in drafts {
        assert!(draft.start >= at && draft.end > draft.start, "order");
        assert!(slice(&text.text, at, draft.start).trim().is_empty(), "left out before {}", draft.start);
        assert_eq!(slice(&text.text, draft.start, draft.end), draft.text);
        assert_eq!(draft.text.trim(), draft.text);
        let page = text.pages.iter().rev().find(|page| page.start <= draft.start).map(|page| page.number);
        assert_eq!(draft.page, page);
        assert!(text.pages.iter().all(|page| page.start <= draft.start || page.start >= draft.end), "crosses a page");
        if window >= 24 {
            let size = words(&draft.text) + words(&draft.prefix);
            assert!(size <= window, "{size} words in a window of {window}");
        }
        at = draft.end;
    }
    assert!(slice(&text.text, at, u32::MAX).trim().is_empty(), "left out at the end");
}

fn check(lines: &str, target: usize, expect: &[&str]) {
    let drafts = cut(&parse(lines), target, target * 5 / 4);
    let shown: Vec<String> = drafts
        .iter()
        .map(|draft| {
            let page = draft.page.map_or(String::new(), |page| format!("{page}: "));
            let prefix = if draft.prefix.is_empty() { String::new() } else { format!("({}) ", draft.prefix) };
            format!(
                "{page}[{}] {prefix}{}",
                draft.headings.join(" > "),
                draft.text.split_whitespace().collect::<Vec<_>>().join(" ")
            )
        })
        .collect();
    assert_eq!(shown, expect);
}

#[test]
fn paragraphs_are_merged_up_to_the_target() {
    check(
        "p one two three\np four five six\np seven eight nine",
        6,
        &["[] one two three", "[] four five six seven eight nine"],
    );
    check(
        "p one two three\np four five six\np seven eight nine",
        20,
        &["[] one two three four five six seven eight nine"],
    );
    check("", 20, &[]);
}

#[test]
fn long_paragraphs_are_cut_evenly_between_sentences() {
    check(
        "p One two three. Four five six. Seven eight nine. Ten eleven twelve.",
        8,
        &["[] One two three. Four five six.", "[] Seven eight nine. Ten eleven twelve."],
    );
}

#[test]
fn headings_stay_with_what_follows_and_become_the_path() {
    check(
        "1 Top\np intro words here now\n2 First\np a b c d\n2 Second\np e f g h",
        6,
        &["[Top] Top intro words here now", "[Top > First] First a b c d", "[Top > Second] Second e f g h"],
    );
    // A small section joins the next one; both stand under the common path.
    check("1 Top\n2 First\np a\n2 Second\np e f g h i j", 16, &["[Top] Top First a Second e f g h i j"]);
    check("p a b c d e f\n1 Last", 4, &["[] a b c", "[] d e f", "[Last] Last"]);
}

#[test]
fn tables_repeat_their_header() {
    check(
        "p Intro.\nth name age\ntr a 1\ntr b 2\ntr c 3\ntr d 4\ntr e 5\ntr f 6\ntr g 7\ntr h 8\np after",
        12,
        &["[] Intro. name age a 1 b 2 c 3", "[] (name age) d 4 e 5 f 6 g 7 h 8 after"],
    );
}

#[test]
fn pages_are_never_crossed() {
    check(
        "//\np one two\n//\np three four\n1 H\n//\np five",
        100,
        &["1: [] one two", "2: [] three four H", "3: [H] five"],
    );
    let text = RevisionText {
        text: "One two three. Four five six.".into(),
        blocks: Vec::new(),
        pages: vec![PageSpan { number: 7, start: 0, end: 8 }, PageSpan { number: 8, start: 8, end: 29 }],
    };
    let drafts = cut(&text, 100, 100);
    assert_eq!(
        drafts.iter().map(|d| (d.page, d.text.as_str())).collect::<Vec<_>>(),
        [(Some(7), "One two"), (Some(8), "three. Four five six.")]
    );
}

#[test]
fn code_is_cut_at_blank_lines() {
    check("code fn a() {\\n  one;\\n}\\n\\nfn b() {\\n  two;\\n}", 6, &["[] fn a() { one; }", "[] fn b() { two; }"]);
}

#[test]
fn giants_are_cut_at_words_and_characters() {
    let sentence = "word ".repeat(1000);
    let text = RevisionText { text: sentence, blocks: Vec::new(), pages: Vec::new() };
    assert!(cut(&text, 50, 60).len() >= 17);
    let text = RevisionText { text: "x".repeat(100_000), blocks: Vec::new(), pages: Vec::new() };
    let drafts = chunk(&text, &words, &ChunkSettings { target: 50, window: 60 });
    assert_eq!(drafts.iter().map(|draft| draft.text.len()).sum::<usize>(), 100_000);
    assert!(drafts.iter().all(|draft| draft.text.len() <= 60 * 16));
}

#[test]
fn settings_leave_room_for_the_title() {
    let settings = ChunkSettings::default();
    assert_eq!(settings.fitted("a b c", 256, &words).window, 249);
    assert_eq!(settings.fitted(&"a ".repeat(400), 256, &words).window, 172);
    assert_eq!(settings.fitted("", 128, &words), ChunkSettings { target: 124, window: 124 });
}

#[test]
fn what_is_embedded() {
    let headings = ["Guide".to_owned(), "Setup".to_owned()];
    assert_eq!(embed_text("Guide", &headings, "", "## Setup ##\nDo it."), "Guide\n## Setup ##\nDo it.");
    assert_eq!(embed_text("Guide", &headings, "a | b", "1 | 2"), "Guide\nSetup\na | b\n1 | 2");
    assert_eq!(embed_text("", &[], "", "Setup notes"), "Setup notes");
    assert_eq!(embed_text("Set", &[], "", "Setup notes"), "Set\nSetup notes");
    let long = embed_text(&"t".repeat(500), &["h".repeat(150), "i".repeat(150)], "", "text");
    assert_eq!(long, format!("{}\n{}\ntext", "t".repeat(160), "i".repeat(150)));
}

#[test]
fn large_texts_take_linear_time() {
    let paragraph = "The quick brown fox jumps over the lazy dog. It barks at 3.5 m. Nobody cares about e.g. that!\n\n";
    let text = RevisionText { text: paragraph.repeat(60_000), blocks: Vec::new(), pages: Vec::new() };
    let drafts = chunk(&text, &|text| text.len() / 5, &ChunkSettings::default());
    assert!(drafts.len() > 4_000);
    let one = RevisionText { text: text.text.replace('\n', " "), ..text };
    assert!(chunk(&one, &|text| text.len() / 5, &ChunkSettings::default()).len() > 4_000);
}

fn block() -> impl Strategy<Value = (u8, String, bool)> {
    (0u8..8, "[A-Za-z0-9.!?é。\n ]{0,120}", proptest::bool::weighted(0.2))
}

proptest! {
    #[test]
    fn everything_is_covered_in_order(blocks in proptest::collection::vec(block(), 0..30), target in 1usize..80) {
        let mut text = RevisionText { text: String::new(), blocks: Vec::new(), pages: Vec::new() };
        for (kind, content, page) in blocks {
            let start = text.text.chars().count() as u32;
            let end = start + content.chars().count() as u32;
            if page {
                text.pages.push(PageSpan { number: text.pages.len() as u32 + 1, start, end });
            }
            let kind = match kind {
                0 => BlockKind::Heading(1 + (content.len() % 6) as u8),
                1 => BlockKind::ListItem,
                2 => BlockKind::TableHeader,
                3 => BlockKind::TableRow,
                4 => BlockKind::Code,
                _ => BlockKind::Paragraph,
            };
            // Every eighth kind leaves a gap without a block.
            if !content.contains('Q') {
                text.blocks.push(Block { kind, start, end });
            }
            text.text.push_str(&content);
            text.text.push('\n');
        }
        let settings = ChunkSettings { target, window: target * 5 / 4 };
        let drafts = chunk(&text, &words, &settings);
        hold(&text, &drafts, settings.window);
        prop_assert_eq!(chunk(&text, &words, &settings), drafts);
    }
}
