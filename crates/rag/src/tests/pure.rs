use crate::{
    RagError,
    ingest::Rate,
    library::{clean_name, clean_path},
};
use chatbox_core::clock::Clock;
use chatbox_testkit::ManualClock;
use std::time::Duration;

#[test]
fn paths() {
    let check = |path: &str, expect: &str| match clean_path(path) {
        Ok(cleaned) => assert_eq!(cleaned, expect, "{path:?}"),
        Err(RagError::Invalid(text)) => assert!(text.starts_with(expect) && !expect.is_empty(), "{path:?}: {text}"),
        Err(error) => panic!("{error}"),
    };
    check("notes.txt", "notes.txt");
    check("a/b/c.md", "a/b/c.md");
    check("./a//b/./c.md", "a/b/c.md");
    check(" a / b.txt ", "a/b.txt");
    check(".hidden", ".hidden");
    check("..notes", "..notes");
    check("C:notes", "C:notes");
    check("Cafe\u{301}.txt", "Caf\u{e9}.txt");
    check("", "the file has no name");
    check(" ", "the file has no name");
    check("./.", "the file has no name");
    check("folder/", "the path names a folder");
    check("/etc/passwd", "the path is absolute");
    check("C:/windows", "the path is absolute");
    check("../secret", "the path leads out");
    check("a/../../b", "the path leads out");
    check("a\\b", "the path contains a backslash");
    check("a\0b", "the path contains control");
    check("a\nb", "the path contains control");
    check("invoice\u{202E}fdp.exe", "the path contains control");
    check(&"x".repeat(256), "a part of the path is longer");
    check(&"x/".repeat(600), "the path is longer");
    check(&"x".repeat(255), &"x".repeat(255));
}

#[test]
fn names() {
    assert_eq!(clean_name("  My papers ").unwrap(), "My papers");
    assert_eq!(clean_name(&"é".repeat(120)).unwrap().chars().count(), 120);
    for bad in ["", "  ", "a\tb", &"x".repeat(121)] {
        assert!(matches!(clean_name(bad), Err(RagError::Invalid(_))), "{bad:?}");
    }
}

#[test]
fn the_rate_looks_back_half_a_minute() {
    let clock = ManualClock::new();
    let mut rate = Rate::default();
    assert_eq!((rate.per_second(clock.now()), rate.eta(5, clock.now())), (0.0, None));
    rate.begin(clock.now());
    for _ in 0..10 {
        rate.record(clock.now());
        rate.record(clock.now());
        clock.advance(Duration::from_secs(1));
    }
    // 20 in the 10 full seconds and the one that has begun.
    assert!((rate.per_second(clock.now()) - 20.0 / 11.0).abs() < 1e-9);
    assert_eq!(rate.eta(10, clock.now()), Some(6));
    clock.advance(Duration::from_secs(24));
    assert!((rate.per_second(clock.now()) - 10.0 / 30.0).abs() < 1e-9, "half of them are out of the window");
    clock.advance(Duration::from_secs(30));
    assert_eq!(rate.eta(1, clock.now()), None);
}
