use super::{list_of_values, padded, pieces, rows_of_values};

#[test]
fn pieces_are_powers_of_two_and_keep_the_order() {
    let check = |length: usize, expect: &[usize]| {
        let list: Vec<usize> = (0..length).collect();
        let lengths: Vec<usize> = pieces(&list, 8).map(<[usize]>::len).collect();
        assert_eq!(lengths, expect);
        assert_eq!(pieces(&list, 8).flatten().copied().collect::<Vec<_>>(), list);
    };
    check(0, &[]);
    check(1, &[1]);
    check(7, &[4, 2, 1]);
    check(8, &[8]);
    check(21, &[8, 8, 4, 1]);
}

#[test]
fn padding_repeats_the_last() {
    assert_eq!(padded(Vec::<u8>::new()), Vec::<u8>::new());
    assert_eq!(padded(vec![1, 2, 3, 4]), [1, 2, 3, 4]);
    assert_eq!(padded(vec![1, 2, 3, 4, 5]), [1, 2, 3, 4, 5, 5, 5, 5]);
}

#[test]
fn placeholders() {
    assert_eq!(rows_of_values(3, 2, 2), "($3, $4), ($5, $6)");
    assert_eq!(list_of_values(2, 3), "$2, $3, $4");
}
