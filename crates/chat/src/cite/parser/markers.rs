//! The form of a citation marker.

/// What a further character makes of a held text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Still may be a marker.
    Inside,
    /// The held text is a whole marker; the character comes after it.
    Next,
    /// No marker.
    Not,
}

pub(super) fn step(held: &str, c: char) -> Step {
    if held.ends_with([']', '】']) {
        return Step::Next;
    }
    let last = held.chars().last().unwrap_or(' ');
    let digits = held.chars().rev().take_while(char::is_ascii_digit).count();
    let opened = matches!(last, '[' | '【');
    match c {
        '0'..='9' if digits < 3 => Step::Inside,
        '^' if last == '[' => Step::Inside,
        ' ' => Step::Inside,
        ',' | ';' | '-' | '–' if last.is_ascii_digit() || last == ' ' => Step::Inside,
        // `【1†source】` is how some models write it.
        '†' if held.starts_with('【') => Step::Inside,
        c if held.starts_with('【') && held.contains('†') && c.is_alphanumeric() => Step::Inside,
        ']' if held.starts_with('[') && !opened && held.contains(|c: char| c.is_ascii_digit()) => Step::Inside,
        '】' if held.starts_with('【') && !opened => Step::Inside,
        _ => Step::Not,
    }
}

/// The numbers of a whole marker, or nothing if it is none (`[1 2]`, `[1-]`, an unfinished one).
pub(super) fn numbers(held: &str, most: usize) -> Option<Vec<u32>> {
    let inner = held.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let inner = inner.or_else(|| held.strip_prefix('【').and_then(|rest| rest.strip_suffix('】')))?;
    let inner = inner.split('†').next().unwrap_or(inner);
    let mut numbers = Vec::new();
    for part in inner.split([',', ';']) {
        let part = part.trim().trim_start_matches('^');
        match part.split_once(['-', '–']) {
            Some((from, to)) => {
                let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
                if from > to {
                    return None;
                }
                numbers.extend((from..=to).take(most));
            }
            None => numbers.push(part.parse().ok()?),
        }
    }
    numbers.dedup();
    numbers.truncate(most);
    Some(numbers)
}

/// Words that people index in prose about programs.
const INDEXED: &[&str] = &[
    "array", "arr", "list", "items", "item", "data", "args", "argv", "values", "matrix", "vec", "row", "rows", "tuple",
    "dict", "str",
];

/// Whether the marker is a link's text, a link definition, or the index of an array.
pub(super) fn is_index(before: &str, held: &str, next: Option<char>) -> bool {
    if held.starts_with('【') {
        return false;
    }
    let line_start = before.is_empty() || before.ends_with('\n');
    if before.ends_with(']')
        || next == Some('(')
        || (next == Some(':') && line_start)
        || before.ends_with('[') && next == Some(']')
    {
        return true;
    }
    if next.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return !before.ends_with(char::is_whitespace);
    }
    let word: String = before.chars().rev().take_while(|c| !c.is_whitespace() && *c != '(' && *c != ',').collect();
    let word: String = word.chars().rev().collect();
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let touches = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let camel = letters.chars().skip(1).zip(letters.chars().skip(2)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let single = letters.chars().count() == 1 && letters.chars().all(|c| c.is_ascii_lowercase());
    let last = letters.rsplit('.').next().unwrap_or(letters).to_lowercase();
    touches && (single || camel || letters.contains(['_', '$']) || INDEXED.contains(&last.as_str()))
}
