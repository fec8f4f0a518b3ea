use super::{content_terms, coverage, has_term, stem, term_set};

#[test]
fn stems() {
    let table = [
        ("founded", "found"),
        ("Founding", "found"),
        ("running", "run"),
        ("killed", "kill"),
        ("cities", "city"),
        ("passes", "pass"),
        ("created", "creat"),
        ("create", "creat"),
        ("Berlin’s", "berlin"),
        ("won", "win"),
        ("species", "specy"),
        ("bus", "bus"),
        ("2021", "2021"),
        ("Größe", "größe"),
    ];
    for (word, expect) in table {
        assert_eq!(stem(word), expect, "{word}");
    }
}

#[test]
fn content() {
    assert_eq!(content_terms("When was the Treaty of Rome signed?"), ["treaty", "rom", "sign"]);
    assert_eq!(content_terms("what is it about"), Vec::<String>::new());
}

#[test]
fn covers() {
    let set = term_set("The German company was founded in Rome");
    assert_eq!(coverage(&content_terms("Which company was founded?"), &set), 1.0);
    assert_eq!(coverage(&content_terms("company founders in Paris"), &set), 2.0 / 3.0);
    assert!(has_term("germany", &set));
    assert_eq!(coverage(&[], &set), 1.0);
}
