//! What a file is taken for.

use super::{fixtures::zip, load};
use chatbox_core::loader::LoadError;

#[track_caller]
fn is(name: &str, bytes: impl AsRef<[u8]>, media_type: &str) {
    assert_eq!(load(name, bytes).map(|it| it.media_type), Ok(media_type.into()), "{name}");
}

#[track_caller]
fn is_unsupported(name: &str, bytes: impl AsRef<[u8]>, what: &str) {
    assert_eq!(load(name, bytes), Err(LoadError::Unsupported(what.into())), "{name}");
}

#[test]
fn content_decides_between_text_kinds_unless_the_name_knows() {
    is("a.txt", "Just some words.", "text/plain");
    is("a", "Just some words.", "text/plain");
    is("a.txt", "<!DOCTYPE html><p>Hello", "text/html");
    is("a", "<!-- x --><html><p>Hello", "text/html");
    is("a.md", "<p align=center>Hello</p>\n\n# Title", "text/markdown");
    is("a", "# Title\n\nText [link](x).\n", "text/markdown");
    is("a.txt", r#"{"a": 1}"#, "application/json");
    is("a", "{\"a\": 1}\n{\"a\": 2}\n", "application/json");
    is("a.txt", "{not json}", "text/plain");
    is("a", "a,b,c\n1,2,3\n4,5,6\n", "text/csv");
    is("a.txt", "Well, yes, no.\nOne more.\nAnd, so, on.\n", "text/plain");
    is("a.tsv", "a\tb\n1\t2\n", "text/tab-separated-values");
    is("a.py", "import os\n", "text/x-source");
    is("tool", "#!/bin/sh\necho\n", "text/x-source");
    is("a.ts", "export type A<T> = T;\n", "text/x-source");
    is("a.html", "no tags at all", "text/plain");
    is("memo.txt", "From: Ann\nTo: Bob\nDate: today\nSubject: pumps\n\nHello", "text/plain");
}

#[test]
fn others_are_named() {
    is_unsupported("a.xml", "<?xml version='1.0'?><a/>", "XML");
    is_unsupported("a", "<svg xmlns='x'/>", "SVG image");
    is_unsupported("a.txt", "From: a@b.c\nTo: d@e.f\nSubject: x\nMessage-ID: <1@b.c>\n\nHello", "e-mail");
    is_unsupported("a.ipynb", r#"{"cells": [], "nbformat": 4}"#, "Jupyter notebook");
    is_unsupported("a.rtf", r"{\rtf1 hello}", "RTF");
    is_unsupported("a.txt", "GIF89a/*x*/=1;alert(1)", "image/gif");
    is_unsupported("a", [&b"\x7fELF\x02\x01\x01"[..], &[0; 80]].concat(), "application/x-executable");
    is_unsupported("a.pdf", zip(&[("a.txt", b"x")]), "ZIP archive");
    is_unsupported("a", zip(&[("xl/workbook.xml", b"x")]), "XLSX (spreadsheet)");
    is_unsupported("a", [0, 1, 2, 3, 4, 5, 6, 7], "unknown binary data");
}

#[test]
fn a_name_that_promises_more_than_the_content_holds_is_broken() {
    for (name, text) in [("a.jpg", "<html><p>x"), ("a.odt", "This is not a zip."), ("a.wav", "not audio")] {
        assert!(matches!(load(name, text), Err(LoadError::Broken(_))), "{name}");
    }
    for bytes in [&b"\0\x01\x02\x03\x04\x05\x06\x07"[..], b"one \xfe\xff \xc0\xaf two \xed\xb0\x80 three"] {
        let expected = "it is named .txt but its bytes are not text";
        assert_eq!(load("a.txt", bytes), Err(LoadError::Broken(expected.into())));
    }
    assert_eq!(load("a.txt", ""), Err(LoadError::Empty));
    assert_eq!(load("a.txt", " \n\t "), Err(LoadError::Empty));
    assert!(matches!(load("a.json", "{\"a\": }"), Err(LoadError::Broken(_))));
    assert!(matches!(load("a.docx", b"PK\x03\x04cut off"), Err(LoadError::Broken(_))));
    assert!(matches!(load("a.docx", zip(&[])), Err(LoadError::Broken(_))));
}

#[test]
fn encodings() {
    let text = "Größe, naïve café — 日本";
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
    let files = [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.as_bytes()),
        marked(b"\xff\xfe", &wide(u16::to_le_bytes)),
        marked(b"\xfe\xff", &wide(u16::to_be_bytes)),
        marked(b"\xff\xfe\0\0", &text.chars().flat_map(|char| u32::from(char).to_le_bytes()).collect::<Vec<_>>()),
    ];
    for file in files {
        assert_eq!(load("a.txt", &file).unwrap().text, text);
    }
    let plain: Vec<u8> = "Hello there".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(load("a.txt", plain).unwrap().text, "Hello there");
    let legacy = encoding_rs::WINDOWS_1251
        .encode("Однажды весною, в час небывало жаркого заката, в Москве появились два гражданина")
        .0
        .into_owned();
    let extracted = load("a.txt", legacy).unwrap();
    assert_eq!(extracted.text, "Однажды весною, в час небывало жаркого заката, в Москве появились два гражданина");
    assert_eq!((extracted.language.as_deref(), extracted.warnings.len()), (Some("ru"), 1));
    for (encoding, text) in [
        (encoding_rs::WINDOWS_1252, "À la carte, voilà : «À\u{a0}l’été» coûte 3 €"),
        (encoding_rs::IBM866, "Рад был встрече с экономистом этим утром, разговор шёл о ценах"),
        (encoding_rs::SHIFT_JIS, "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。"),
        (encoding_rs::GBK, "从前有座山，山里有座庙，庙里有个老和尚在讲故事。"),
    ] {
        assert_eq!(load("a.txt", encoding.encode(text).0).unwrap().text, text.replace('\u{a0}', " "), "{encoding:?}");
    }
    // A program that writes each half of a surrogate pair by itself.
    let halves = ["A sentence of a log. ".repeat(60).as_bytes(), b"\xed\xa0\xbd\xed\xb8\x80 end"].concat();
    let extracted = load("a.log", halves).unwrap();
    assert!(extracted.text.ends_with(" end") && extracted.text.starts_with("A sentence"));
    assert_eq!(extracted.warnings, ["6 damaged characters could not be read"]);
    let cut = &"Ein ganzer Satz über Größen".as_bytes()[..25];
    assert!(load("a.txt", cut).unwrap().text.starts_with("Ein ganzer Satz über Gr"));
}
