use super::{Averages, Gains, hit, ndcg, recall, reciprocal_rank};

fn gains(list: &[(&str, f64)]) -> Gains {
    list.iter().map(|(document, gain)| ((*document).to_owned(), *gain)).collect()
}

fn close(got: f64, expect: f64) {
    assert!((got - expect).abs() < 1e-9, "{got} is not {expect}");
}

#[test]
fn binary_gains_by_hand() {
    let gains = gains(&[("a", 1.0), ("b", 1.0), ("z", 0.0), ("y", -1.0)]);
    // Places 2 and 4: (1/log2(3) + 1/log2(5)) / (1 + 1/log2(3)).
    let ranking = ["x", "a", "z", "b"];
    close(ndcg(&ranking, &gains, 10), (1.0 / 3f64.log2() + 1.0 / 5f64.log2()) / (1.0 + 1.0 / 3f64.log2()));
    close(ndcg(&ranking, &gains, 1), 0.0);
    close(recall(&ranking, &gains, 2), 0.5);
    close(recall(&ranking, &gains, 100), 1.0);
    close(reciprocal_rank(&ranking, &gains, 10), 0.5);
    close(hit(&ranking, &gains), 0.0);
    close(hit(&["b"], &gains), 1.0);
}

#[test]
fn graded_gains_by_hand() {
    let gains = gains(&[("a", 3.0), ("b", 1.0)]);
    close(ndcg(&["b", "a"], &gains, 10), (1.0 + 3.0 / 3f64.log2()) / (3.0 + 1.0 / 3f64.log2()));
    close(ndcg(&["a", "b"], &gains, 10), 1.0);
}

#[test]
fn nothing_relevant_or_nothing_found() {
    close(ndcg(&["a"], &Gains::new(), 10), 0.0);
    close(recall(&[], &gains(&[("a", 1.0)]), 10), 0.0);
    let mut averages = Averages::default();
    averages.add(&["a"], &Gains::new());
    assert_eq!(averages, Averages::default());
}

/// The figures of a reference implementation in Python for the same three queries.
#[test]
fn averages_agree_with_the_reference() {
    let mut averages = Averages::default();
    averages.add(&["d3", "d1", "d9"], &gains(&[("d1", 1.0), ("d2", 1.0)]));
    averages.add(&["d4"], &gains(&[("d4", 1.0)]));
    averages.add(&["d7", "d8"], &gains(&[("d5", 2.0), ("d8", 1.0)]));
    let four = |x: f64| (x * 1e4).round() / 1e4;
    assert_eq!(averages.queries, 3);
    let got = [averages.ndcg_10, averages.recall_10, averages.recall_100, averages.mrr_10, averages.hit_1];
    assert_eq!(got.map(four), REFERENCE);
}

const REFERENCE: [f64; 5] = [0.5422, 0.6667, 0.6667, 0.6667, 0.3333];
