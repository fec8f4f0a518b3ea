//! What can be held against a source exactly: numbers with units, dates, and names.

use super::terms;

mod dates;
mod names;
mod numbers;
mod tokens;

pub use dates::Date;
pub use names::{Name, NameKind};
pub use numbers::Quantity;

/// The facts of a text, each with the words it was written in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Calendar dates with at least a month.
    pub dates: Vec<Date>,
    /// Numbers that are not part of a date.
    pub quantities: Vec<Quantity>,
    /// Names and acronyms.
    pub names: Vec<Name>,
}

/// Reads the facts out of a text.
pub fn facts(text: &str) -> Facts {
    let tokens = tokens::tokens(text);
    let (dates, used) = dates::dates(text, &tokens);
    let quantities = numbers::quantities(text, &tokens, &used);
    let names = names::names(text, &tokens);
    Facts { dates, quantities, names }
}

impl Facts {
    /// Whether these facts, read from a source, contain the date. Day and month may stand apart from the year.
    pub fn has_date(&self, date: &Date) -> bool {
        let apart = |date: &Date| {
            let day = Date { year: None, ..date.clone() };
            date.month.is_some()
                && date.year.is_some_and(|year| self.has_year(year))
                && self.dates.iter().any(|d| d.year.is_none() && d.agrees(&day))
        };
        self.dates.iter().any(|known| known.agrees(date)) || apart(date)
    }

    fn has_year(&self, year: i32) -> bool {
        self.dates.iter().any(|d| d.year == Some(year)) || self.quantities.iter().any(|q| q.is(f64::from(year)))
    }

    /// Whether these facts, read from a source, contain the quantity (also as the year, month day or month of a date).
    pub fn has_quantity(&self, quantity: &Quantity) -> bool {
        self.quantities.iter().any(|known| known.agrees(quantity))
            || (quantity.unit.is_none()
                && self.dates.iter().any(|date| {
                    [date.year, date.month.map(i32::from), date.day.map(i32::from)]
                        .into_iter()
                        .flatten()
                        .any(|part| quantity.is(f64::from(part)))
                }))
    }

    /// A quantity of these facts with the same number but another unit.
    pub fn other_unit(&self, quantity: &Quantity) -> Option<&Quantity> {
        self.quantities.iter().find(|known| known.same_number(quantity) && !known.agrees(quantity))
    }
}

/// Whether a source with these words and facts mentions the name.
pub fn mentions(name: &Name, source: &std::collections::HashSet<String>, source_text: &str) -> bool {
    name.words.iter().all(|word| terms::has_term(&terms::stem(word), source))
        || (name.kind == NameKind::Acronym && names::spelled_out(&name.text, source_text))
        || (name.words.len() > 1 && names::abbreviated(&name.words, source))
}

#[cfg(test)]
mod tests;
