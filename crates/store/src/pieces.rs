//! Statements over lists of any length, made from few different statements: each distinct text is prepared and kept once per
//! connection, so lengths are powers of two.

/// Splits a list into pieces whose lengths are powers of two, at most `max` (itself a power of two).
pub(crate) fn pieces<T>(mut list: &[T], max: usize) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = 1 << list.len().min(max).checked_ilog2()?;
        let (piece, rest) = list.split_at(length);
        list = rest;
        Some(piece)
    })
}

/// Repeats the last item until the length is a power of two: for `IN (…)`, where repetition changes nothing.
pub(crate) fn padded<T: Clone>(mut list: Vec<T>) -> Vec<T> {
    if let Some(last) = list.last().cloned() {
        list.resize(list.len().next_power_of_two(), last);
    }
    list
}

/// `($1, $2), ($3, $4)` for `rows` rows of `columns` values, numbered from `first`.
pub(crate) fn rows_of_values(first: usize, rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let values: Vec<_> = (0..columns).map(|column| format!("${}", first + row * columns + column)).collect();
        format!("({})", values.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// `$1, $2, $3` for `count` values, numbered from `first`.
pub(crate) fn list_of_values(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
