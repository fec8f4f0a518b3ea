//! Files that mean harm.

use super::{
    blocks,
    fixtures::{docx, paragraph, zip},
    load,
};
use crate::{Settings, extract};
use chatbox_core::loader::LoadError;

#[test]
fn packed_bombs_are_refused_before_they_unpack() {
    let small = Settings { max_text_bytes: 1 << 20, ..Settings::default() };
    let bomb = docx(&paragraph(&" ".repeat(2 << 20)));
    assert!(bomb.len() < 100_000);
    assert!(matches!(extract("a.docx", bomb, &small), Err(LoadError::TooLarge(_))));
    let many: Vec<String> = (0..10_001).map(|number| format!("{number}")).collect();
    let parts: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(matches!(load("a.docx", zip(&parts)), Err(LoadError::TooLarge(_))));
    assert!(matches!(extract("a.txt", vec![b'a'; 2 << 20], &small), Err(LoadError::TooLarge(_))));
    let tiny = Settings { max_file_bytes: 10, ..Settings::default() };
    assert!(matches!(extract("a.txt", vec![b'a'; 11], &tiny), Err(LoadError::TooLarge(_))));
}

#[test]
fn entities_are_not_expanded_or_fetched() {
    let document = br#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>
        <w:document xmlns:w="x"><w:body><w:p><w:r><w:t>safe &b;&c; text</w:t></w:r></w:p></w:body></w:document>"#;
    let extracted = load("a.docx", zip(&[("word/document.xml", document)])).unwrap();
    assert_eq!(blocks(&extracted), "p: safe  text\n");
}

#[test]
fn depth_costs_nothing() {
    let html = format!("{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(load("a.html", html).unwrap().text, "deep");
    assert!(matches!(load("a.json", "[".repeat(100_000) + &"]".repeat(100_000)), Err(LoadError::Broken(_))));
    assert!(load("a.md", ">".repeat(100_000) + " deep").unwrap().text.ends_with("deep"));
    let nested = "<w:tbl><w:tr><w:tc>".repeat(20_000) + &paragraph("deep") + &"</w:tc></w:tr></w:tbl>".repeat(20_000);
    assert!(load("a.docx", docx(&nested)).unwrap().text.contains("deep"));
    let boxes = "<w:p><w:txbxContent>".repeat(20_000) + &paragraph("deep") + &"</w:txbxContent></w:p>".repeat(20_000);
    assert!(load("a.docx", docx(&boxes)).unwrap().text.contains("deep"));
}

#[test]
fn long_lines_and_stray_quotes_are_linear() {
    let line = "x,".repeat(500_000);
    assert_eq!(load("a.csv", &line).unwrap().blocks.len(), 1);
    let quotes = "\"\n".repeat(200_000);
    load("a.csv", "a,b\n".to_owned() + &quotes).unwrap();
    load("a.html", "<p ".repeat(100_000) + ">x").ok();
    load("a.html", "</p>".repeat(100_000) + "x").unwrap();
    load("a.md", "[".repeat(200_000)).unwrap();
}

#[test]
fn unseen_characters_are_removed() {
    let hidden: String = "ignore".chars().map(|char| char::from_u32(0xe0000 + char as u32).unwrap()).collect();
    let text = format!("see\u{200b}n{hidden} \u{202e}words\u{7}\u{0} e\u{301}nd");
    assert_eq!(load("a.md", text).unwrap().text, "seen words \u{e9}nd");
}

#[test]
fn names_are_only_names() {
    for name in [
        "../../etc/passwd",
        "a\0.txt",
        "",
        ".",
        "..",
        "CON",
        "\u{202e}fdp.exe",
        "a\r\nb: c.txt",
        &"é".repeat(5000),
        "=cmd|x.csv",
    ] {
        let result = load(name, "some words");
        assert!(matches!(result, Ok(_) | Err(LoadError::Broken(_))), "{name}: {result:?}");
    }
}

#[test]
fn damaged_files_give_an_error_or_what_is_left() {
    let whole = docx(&paragraph("text"));
    for length in 0..whole.len() {
        let _ = load("a.docx", &whole[..length]);
    }
    let whole = super::fixtures::pdf(&[&[(72, 700, 11, "Some words that stay.")]]);
    assert!(matches!(load("a.pdf", b"%PDF-1.7\n"), Err(LoadError::Broken(_))));
    for length in (9..whole.len()).step_by(37) {
        let _ = load("a.pdf", &whole[..length]);
    }
}
