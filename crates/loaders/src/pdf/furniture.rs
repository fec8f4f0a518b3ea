//! Running headers, footers and page numbers: said once or not at all.

use super::layout::Line;
use std::collections::{HashMap, HashSet};

/// Lines at each end of a page that can be furniture.
const EDGE: usize = 2;
/// Pages from which repetition means something.
const PAGES: usize = 3;

/// Removes lines at page ends that repeat on more than half of the pages, keeping the first, and bare page numbers. Lines are the same
/// when they are it word for word, or but for a number that counts with the pages: one that differs otherwise is what the page says.
pub(super) fn remove(pages: &mut [Vec<Line>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (page, lines) in pages.iter().enumerate() {
        let mut keys: Vec<String> = edges(lines).flat_map(|at| keys(&lines[at].text(), page)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let several = pages.len() >= PAGES;
    let count = pages.len();
    let mut kept: HashSet<String> = HashSet::new();
    for (page, lines) in pages.iter_mut().enumerate() {
        let mut gone: Vec<usize> = edges(lines)
            .filter(|at| {
                let often = |key: &String| seen.get(key).is_some_and(|times| times * 2 > count);
                let repeated = if several { keys(&lines[*at].text(), page).into_iter().find(often) } else { None };
                let is_repeated = repeated.is_some();
                let first = repeated.is_some_and(|key| kept.insert(key));
                let number = count > 1 && is_page_number(&lines[*at].text());
                number || (is_repeated && !first)
            })
            .collect();
        gone.sort_unstable();
        gone.dedup();
        for at in gone.into_iter().rev() {
            lines.remove(at);
        }
    }
}

/// The highest and lowest lines of a page, wherever they stand in reading order.
fn edges(lines: &[Line]) -> impl Iterator<Item = usize> + use<> {
    let mut by_height: Vec<usize> = (0..lines.len()).collect();
    by_height.sort_by(|a, b| lines[*b].baseline.total_cmp(&lines[*a].baseline));
    let top: Vec<usize> = by_height.iter().copied().take(EDGE).collect();
    let bottom: Vec<usize> = by_height.into_iter().rev().take(EDGE).filter(|at| !top.contains(at)).collect();
    top.into_iter().chain(bottom)
}

/// The text itself, and once for each of its numbers with what that number is beyond the page's.
fn keys(text: &str, page: usize) -> Vec<String> {
    let mut keys = vec![text.to_owned()];
    let mut from = 0;
    while let Some(start) = text[from..].find(|char: char| char.is_ascii_digit()).map(|at| from + at) {
        let end = text[start..].find(|char: char| !char.is_ascii_digit()).map_or(text.len(), |at| start + at);
        if let Ok(number) = text[start..end].parse::<i64>() {
            keys.push(format!("{}#{}#{}", &text[..start], number - page as i64, &text[end..]));
        }
        from = end;
    }
    keys
}

/// `7`, `- 7 -`, `Page 7`, `7 / 12`, `Page 7 of 12`.
fn is_page_number(text: &str) -> bool {
    if text.chars().count() > 24 {
        return false;
    }
    let mut numbers = 0;
    let plain = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        let is_number = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        numbers += usize::from(is_number);
        is_number || matches!(word.to_lowercase().as_str(), "page" | "of" | "seite" | "von" | "página" | "de" | "p")
    });
    plain && (1..=2).contains(&numbers)
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn lines_are_the_same_but_for_the_number_of_the_page() {
        let same = |a: &str, b: &str| keys(a, 3).iter().any(|key| keys(b, 4).contains(key));
        assert!(same("Annual report", "Annual report"));
        assert!(same("Page 4 of 12", "Page 5 of 12"));
        assert!(same("12 May 2024, page 9", "12 May 2024, page 10"));
        assert!(!same("The speed is 452 km/h.", "The speed is 460 km/h."));
        assert!(!same("Page 4 of 12", "Page 4 of 17"));
        assert!(!same("99999999999999999999999", "99999999999999999999998"));
    }
}
