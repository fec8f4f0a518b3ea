use super::report::RetrievalReport;
use crate::metrics::{Averages, Gains};

#[test]
fn the_report_ends_in_one_object() {
    let mut report = RetrievalReport { data: "tiny".into(), documents: 2, chunks: 3, ..RetrievalReport::default() };
    let mut averages = Averages::default();
    averages.add(&["b", "a"], &Gains::from([("a".to_owned(), 1.0)]));
    let lines = vec![("product".to_owned(), averages), ("vector".to_owned(), averages)];
    report.take("test", lines, vec![3.0, 1.0, 2.0]);
    assert_eq!((report.p50_ms, report.p95_ms), (2.0, 3.0));
    assert_eq!(report.table().lines().count(), 4);
    let json = report.json();
    assert_eq!(json["name"], "retrieval");
    assert_eq!(json["metrics"]["ndcg@10"], 0.6309);
    assert_eq!(json["metrics"]["vector_recall@100"], 1.0);
    assert!(!json.to_string().contains('\n'));
}
