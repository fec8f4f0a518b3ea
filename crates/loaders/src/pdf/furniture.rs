//! Running headers, footers and page numbers: said once or not at all.

use super::layout::Line;
use std::collections::{HashMap, HashSet};

/// Lines at each end of a page that can be furniture.
const EDGE: usize = 2;
/// Pages from which repetition means something.
const PAGES: usize = 3;

/// Removes lines at page ends that repeat on more than half of the pages (digits aside), keeping the first, and bare page numbers.
pub(super) fn remove(pages: &mut [Vec<Line>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for lines in pages.iter() {
        let mut keys: Vec<String> = edges(lines).map(|at| key(&lines[at])).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    let several = pages.len() >= PAGES;
    let count = pages.len();
    let mut kept: HashSet<String> = HashSet::new();
    for lines in pages.iter_mut() {
        let mut gone: Vec<usize> = edges(lines)
            .filter(|at| {
                let key = key(&lines[*at]);
                let repeated = several && seen.get(&key).is_some_and(|times| times * 2 > count);
                let first = repeated && kept.insert(key);
                let number = count > 1 && is_page_number(&lines[*at].text());
                number || (repeated && !first)
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

/// The text with every number alike.
fn key(line: &Line) -> String {
    let mut out = String::new();
    for char in line.text().chars() {
        match char.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(char),
        }
    }
    out
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
