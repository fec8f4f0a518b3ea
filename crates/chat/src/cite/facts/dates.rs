//! Calendar dates in the forms people write.

use super::tokens::{Kind, Token};

/// A date with at least a month. Absent parts were not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// Year.
    pub year: Option<i32>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Month and day may be the other way round (`03/05/2021`).
    pub ambiguous: bool,
    /// As written.
    pub text: String,
}

impl Date {
    /// Whether this date, from a source, says everything that `claimed` says.
    pub fn agrees(&self, claimed: &Date) -> bool {
        let same = |month: Option<u8>, day: Option<u8>| {
            claimed.year.is_none_or(|y| self.year == Some(y))
                && month.is_none_or(|m| self.month == Some(m))
                && day.is_none_or(|d| self.day == Some(d))
        };
        same(claimed.month, claimed.day) || ((self.ambiguous || claimed.ambiguous) && same(claimed.day, claimed.month))
    }
}

const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar"],
    &["february", "feb", "februar"],
    &["march", "mar", "märz"],
    &["april", "apr"],
    &["may", "mai"],
    &["june", "jun", "juni"],
    &["july", "jul", "juli"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oct", "oktober"],
    &["november", "nov"],
    &["december", "dec", "dezember"],
];

fn month(token: &Token<'_>) -> Option<u8> {
    if !token.starts_upper() {
        return None;
    }
    let lower = token.text.to_lowercase();
    MONTHS.iter().position(|names| names.contains(&lower.as_str())).map(|i| i as u8 + 1)
}

fn day(token: &Token<'_>) -> Option<u8> {
    let plain = token.kind == Kind::Number && token.text.len() <= 2;
    plain.then(|| token.text.parse().ok()).flatten().filter(|d| (1..=31).contains(d))
}

fn year(token: &Token<'_>) -> Option<i32> {
    let plain = token.kind == Kind::Number && token.text.len() == 4 && token.text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| token.text.parse().ok()).flatten().filter(|y| (1000..=2200).contains(y))
}

/// The dates, and for each token whether it belongs to one.
pub(super) fn dates(text: &str, tokens: &[Token<'_>]) -> (Vec<Date>, Vec<bool>) {
    let mut used = vec![false; tokens.len()];
    let mut dates = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = numeric(&tokens[at..]).or_else(|| day_first(&tokens[at..])).or_else(|| month_first(&tokens[at..]));
        match found {
            Some((mut date, len)) => {
                date.text = text[tokens[at].start..tokens[at + len - 1].end()].to_owned();
                dates.push(date);
                used[at..at + len].fill(true);
                at += len;
            }
            None => at += 1,
        }
    }
    (dates, used)
}

fn date(year: Option<i32>, month: u8, day: Option<u8>) -> Date {
    Date { year, month: Some(month), day, ambiguous: false, text: String::new() }
}

/// `2021-05-03`, `2021/05/03`, `3.5.2021`, `03/05/2021`.
fn numeric(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    let parts: Vec<&str> = first.text.split('.').collect();
    if first.kind == Kind::Number && parts.len() == 3 && parts[2].len() == 4 {
        let (day, month) = (parts[0].parse().ok()?, parts[1].parse::<u8>().ok()?);
        return ((1..=31).contains(&day) && (1..=12).contains(&month))
            .then(|| (date(parts[2].parse().ok(), month, Some(day)), 1));
    }
    let [a, s1, b, s2, c, ..] = tokens else { return None };
    let joined = [a, s1, b, s2].windows(2).all(|pair| pair[0].end() == pair[1].start) && s2.end() == c.start;
    if !joined || s1.text != s2.text || !(s1.is_sign('-') || s1.is_sign('/')) {
        return None;
    }
    if let (Some(y), Some(m), Some(d)) = (year(a), day(b), day(c)) {
        return (m <= 12).then(|| (date(Some(y), m, Some(d)), 5));
    }
    let (x, y, year) = (day(a)?, day(b)?, year(c)?);
    match (x <= 12, y <= 12) {
        (true, true) => Some((Date { ambiguous: true, ..date(Some(year), x, Some(y)) }, 5)),
        (false, true) => Some((date(Some(year), y, Some(x)), 5)),
        (true, false) => Some((date(Some(year), x, Some(y)), 5)),
        (false, false) => None,
    }
}

/// `3 May 2021`, `3rd of May`, `3. Mai 2021`.
fn day_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let day = day(tokens.first()?)?;
    let mut at = 1;
    if tokens.get(at).is_some_and(|t| matches!(t.text, "st" | "nd" | "rd" | "th" | ".")) {
        at += 1;
    }
    if tokens.get(at).is_some_and(|t| t.text == "of") {
        at += 1;
    }
    let month = month(tokens.get(at)?)?;
    at += 1;
    let (year, at) = trailing_year(tokens, at);
    Some((date(year, month, Some(day)), at))
}

/// `May 3, 2021`, `May 3rd`, `May 2021`.
fn month_first(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let month = month(tokens.first()?)?;
    let second = tokens.get(1)?;
    if let Some(year) = year(second) {
        return Some((date(Some(year), month, None), 2));
    }
    let day = day(second)?;
    let ordinal = tokens.get(2).is_some_and(|t| matches!(t.text, "st" | "nd" | "rd" | "th"));
    let (year, at) = trailing_year(tokens, 2 + usize::from(ordinal));
    Some((date(year, month, Some(day)), at))
}

fn trailing_year(tokens: &[Token<'_>], at: usize) -> (Option<i32>, usize) {
    let comma = usize::from(tokens.get(at).is_some_and(|t| t.is_sign(',')));
    match tokens.get(at + comma).and_then(year) {
        Some(year) => (Some(year), at + comma + 1),
        None => (None, at),
    }
}
