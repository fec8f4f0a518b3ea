use super::DataSet;
use std::fs;

#[test]
fn reads_the_layout() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    assert!(DataSet::open(folder.path()).is_err());
    fs::create_dir(folder.path().join("qrels")).unwrap();
    write(
        "corpus.jsonl",
        "{\"_id\": \"a\", \"title\": \"T\", \"text\": \"one\"}\n{\"_id\": \"b\", \"text\": \"two\"}\n",
    );
    write(
        "queries.jsonl",
        "{\"_id\": \"2\", \"text\": \"second\"}\n{\"_id\": \"1\", \"text\": \"first\", \"more\": 1}\n",
    );
    write("qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\ta\t1\n1\tb\t2\n\n9\ta\t1\n");

    let data = DataSet::open(folder.path()).unwrap();
    let corpus: Vec<_> = data.corpus().unwrap().map(|document| document.unwrap().title).collect();
    assert_eq!(corpus, ["T", ""]);
    let judged = data.judged("test").unwrap().unwrap();
    assert_eq!(judged.len(), 1);
    assert_eq!((judged[0].0.text.as_str(), judged[0].1["b"]), ("first", 2.0));
    assert_eq!(data.judged("train").unwrap(), None);

    write("qrels/train.tsv", "query-id\tcorpus-id\tscore\n1\ta\n");
    let error = data.judged("train").unwrap_err().to_string();
    assert!(error.contains("line 2"), "{error}");
}
