//! Structure of each format.

use super::{
    check_blocks,
    fixtures::{docx, paragraph, pdf},
    load,
};
use chatbox_core::loader::LoadError;

#[test]
fn plain_text_has_paragraphs() {
    check_blocks("a.txt", "One\r\ntwo.  \r\n\r\n  Three.\n\n\n", "p: One⏎two.\np:   Three.");
}

#[test]
fn code_has_parts() {
    check_blocks("a.rs", "fn a() {\n    b()\n}\n\nfn b() {}\n", "code: fn a() {⏎    b()⏎}\ncode: fn b() {}");
}

#[test]
fn markdown_keeps_its_source() {
    let text = "---\ntitle: \"From the top\"\n---\n# One *two*\n\nText\nmore.\n\n- a\n- b\n  still b\n1. c\n\nName | Age\n--- | ---\nAnn | 3\n\nBelow\n=====\n\n```rust\nfn a() {}\n\n# no heading\n```\n***\n> quoted\n";
    let extracted = load("a.md", text).unwrap();
    assert_eq!(extracted.text, text);
    assert_eq!(extracted.title.as_deref(), Some("From the top"));
    check_blocks(
        "a.md",
        text,
        "h1: # One *two*
        p: Text⏎more.
        li: - a
        li: - b⏎  still b
        li: 1. c
        th: Name | Age⏎--- | ---
        tr: Ann | 3
        h1: Below⏎=====
        code: ```rust⏎fn a() {}⏎⏎# no heading⏎```
        p: > quoted",
    );
    assert_eq!(load("a.md", "Intro.\n\n# `One` *two*\n").unwrap().title.as_deref(), Some("One two"));
}

#[test]
fn html_is_what_a_person_sees() {
    check_blocks(
        "a.html",
        "<html><head><title>The  page</title><style>p{}</style></head><body><nav><a>Home</a></nav><h2>Sub<br>title</h2>\
         <p>One <b>two</b>\n three&nbsp;&amp;<br>next<p>Four<ul><li>a<li><p>b</p><ol><li>c</ol></ul>\
         <table><tr><th>Name<th>Age<tr><td>Ann<td><p>3</p><p>years</p></table>\
         <pre>x  =\n  1</pre><div>rest<div>deeper</div></div><script>alert('<p>no</p>')</script><footer>imprint</footer>",
        "h2: Sub title
        p: One two three &⏎next
        p: Four
        li: - a
        li: - b
        li: 1. c
        th: Name | Age
        tr: Ann | 3 years
        code: x  =⏎  1
        p: rest
        p: deeper",
    );
    assert_eq!(load("a.html", "<title>The  page</title><p>x").unwrap().title.as_deref(), Some("The page"));
}

#[test]
fn html_hides_what_is_hidden() {
    check_blocks(
        "a.html",
        "<p>seen<p hidden>no</p><p style='display:none'>no</p><p style='color:#fff;background:#fff'>no</p><p style='font-size:1px'>no</p>\
         <span aria-hidden=true style='position:absolute;left:-9999px'>no</span><img alt=no title=no><p>also seen<template>no</template>",
        "p: seen\np: also seen",
    );
}

#[test]
fn csv_rows_are_blocks() {
    check_blocks(
        "a.csv",
        "name;age\n\"Ann; the\nelder\";3\n\nBob;4;5\n;;\n",
        "th: name;age\ntr: \"Ann; the⏎elder\";3\ntr: Bob;4;5",
    );
    check_blocks("a.csv", "1,2\n3,4\n", "tr: 1,2\ntr: 3,4");
    check_blocks("a.csv", "a,b\n\"stray,1\nx,2\n", "th: a,b\ntr: \"stray,1\ntr: x,2");
}

#[test]
fn json_is_laid_out() {
    let extracted = load("a.json", r#"{"name":"J\u00fcrgen","tags":[1,2.50],"none":{},"quote":"a\"b"}"#).unwrap();
    let expected = "{\n  \"name\": \"Jürgen\",\n  \"tags\": [\n    1,\n    2.50\n  ],\n  \"none\": {},\n  \"quote\": \"a\\\"b\"\n}\n";
    assert_eq!(extracted.text, expected);
    assert_eq!(extracted.blocks.len(), 4);
    check_blocks("a.jsonl", "{\"a\":1}\n{\"a\":2}\n", "code: {⏎  \"a\": 1⏎}\ncode: {⏎  \"a\": 2⏎}");
}

#[test]
fn docx_has_structure() {
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let listed = |number: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = [
        styled("T", "The title"),
        styled("H1", "One"),
        styled("Mine", "Chapter"),
        paragraph("Plain &amp; &#228; &unknown;text"),
        listed(1, "first"),
        listed(1, "second"),
        listed(2, "dot"),
        format!("<w:tbl>{}{}</w:tbl>", row("Name", "Age"), row("Ann", "3")),
        "<w:p><w:r><w:t>seen</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
         <w:r><w:rPr><w:color w:val='FFFFFF'/><w:sz w:val='2'/></w:rPr><w:t>tiny</w:t></w:r></w:p>"
            .into(),
        styled("Ghost", "not there"),
        "<w:p><w:r><w:t>around</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
         <mc:Fallback><w:t>again</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
            .into(),
    ];
    let file = docx(&body.concat());
    check_blocks(
        "a.docx",
        &file,
        "h1: The title
        h1: One
        h1: Chapter
        p: Plain & ä text
        li: 1. first
        li: 2. second
        li: - dot
        th: Name | Age
        tr: Ann | 3
        p: seen
        p: boxed
        p: around",
    );
    let extracted = load("whatever.bin", file).unwrap();
    assert_eq!(extracted.title.as_deref(), Some("The title"));
    assert_eq!(load("a.docx", docx("")), Err(LoadError::Empty));
}

#[test]
fn pdf_has_pages_and_whole_sentences() {
    let file = pdf(&[
        &[
            (72, 760, 9, "Report on pumps"),
            (72, 700, 20, "The Aldgate pump"),
            (72, 660, 11, "The pump was moved to its present site in 1876, and for some time the wa-"),
            (72, 646, 11, "ter came from springs under Hampstead, which people liked very much then."),
            (72, 610, 11, "A second paragraph stands here and is a little longer than one single line of"),
            (72, 596, 11, "this page."),
            (300, 30, 9, "1"),
        ],
        &[(72, 760, 9, "Report on pumps"), (72, 660, 11, "The last page has few words."), (300, 30, 9, "2")],
    ]);
    let extracted = load("a.pdf", file).unwrap();
    assert_eq!(extracted.pages.len(), 2);
    let wanted = "The pump was moved to its present site in 1876, and for some time the water came from springs under Hampstead, which people liked very much then.";
    assert!(extracted.text.contains(wanted), "{}", extracted.text);
    let second: String = extracted.text.chars().skip(extracted.pages[1].start as usize).collect();
    assert!(second.contains("The last page has few words."));
    assert_eq!(extracted.language.as_deref(), Some("en"));
}
