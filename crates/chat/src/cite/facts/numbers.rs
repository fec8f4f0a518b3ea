//! Numbers, in digits or words, with their units.

use super::tokens::{Kind, Token};

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Values it may mean, in the unit's base: two for `1.200`, none for what is only text (`2.4.1`).
    pub values: Vec<f64>,
    /// Base unit, where one is written: `g`, `m`, `s`, `%`, `USD`, …
    pub unit: Option<&'static str>,
    /// "about", "nearly", "more than" stands before it.
    pub approximate: bool,
    /// The bare number as written.
    pub number: String,
    /// As written, with its unit.
    pub text: String,
}

impl Quantity {
    /// Whether this quantity, from a source, says what `claimed` says. A unit that only one of them names is no disagreement.
    pub fn agrees(&self, claimed: &Quantity) -> bool {
        if self.number == claimed.number && (claimed.unit.is_none() || self.unit.is_none()) {
            return true;
        }
        if matches!((self.unit, claimed.unit), (Some(a), Some(b)) if a != b) {
            return false;
        }
        let tolerance = if claimed.approximate { APPROXIMATE } else { EXACT };
        let near = |a: f64, b: f64| (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1e-12);
        self.values.iter().any(|a| claimed.values.iter().any(|b| near(*a, *b)))
    }

    /// Whether it is exactly this number.
    pub fn is(&self, number: f64) -> bool {
        self.values.contains(&number)
    }

    /// Whether both are written with the same digits.
    pub(super) fn same_number(&self, other: &Quantity) -> bool {
        self.number == other.number
    }
}

/// How far "about 1,200" may be from the source's number.
const APPROXIMATE: f64 = 0.05;
/// Rounding of binary fractions only.
const EXACT: f64 = 1e-9;

const ABOUT: &[&str] = &[
    "about",
    "around",
    "approximately",
    "roughly",
    "nearly",
    "almost",
    "over",
    "some",
    "circa",
    "ca",
    "etwa",
    "rund",
    "than",
];

/// Units by their spellings, base unit and factor (SI; times in seconds with a year of 365.25 days).
const UNITS: &[(&[&str], &str, f64)] = &[
    (&["mg", "milligram", "milligrams"], "g", 1e-3),
    (&["g", "gram", "grams", "gramm"], "g", 1.0),
    (&["kg", "kilogram", "kilograms", "kilo", "kilos"], "g", 1e3),
    (&["t", "ton", "tons", "tonne", "tonnes", "tonnen"], "g", 1e6),
    (&["lb", "lbs", "pound", "pounds"], "lb", 1.0),
    (&["oz", "ounce", "ounces"], "oz", 1.0),
    (&["mm", "millimetre", "millimetres", "millimeter", "millimeters"], "m", 1e-3),
    (&["cm", "centimetre", "centimetres", "centimeter", "centimeters"], "m", 1e-2),
    (&["m", "metre", "metres", "meter", "meters"], "m", 1.0),
    (&["km", "kilometre", "kilometres", "kilometer", "kilometers"], "m", 1e3),
    (&["mi", "mile", "miles"], "mi", 1.0),
    (&["ft", "foot", "feet"], "ft", 1.0),
    (&["inch", "inches"], "in", 1.0),
    (&["ml", "millilitre", "millilitres", "milliliter", "milliliters"], "l", 1e-3),
    (&["l", "litre", "litres", "liter", "liters"], "l", 1.0),
    (&["ms", "millisecond", "milliseconds"], "s", 1e-3),
    (&["s", "sec", "second", "seconds", "sekunden"], "s", 1.0),
    (&["min", "mins", "minute", "minutes", "minuten"], "s", 60.0),
    (&["h", "hr", "hrs", "hour", "hours", "stunde", "stunden"], "s", 3600.0),
    (&["day", "days", "tag", "tage", "tagen"], "s", 86_400.0),
    (&["week", "weeks", "woche", "wochen"], "s", 604_800.0),
    (&["month", "months", "monat", "monate", "monaten"], "month", 1.0),
    (&["year", "years", "yr", "yrs", "jahr", "jahre", "jahren"], "month", 12.0),
    (&["%", "percent", "prozent"], "%", 1.0),
    (&["$", "usd", "dollar", "dollars"], "USD", 1.0),
    (&["€", "eur", "euro", "euros"], "EUR", 1.0),
    (&["£", "gbp"], "GBP", 1.0),
    (&["°c", "celsius"], "°C", 1.0),
    (&["°f", "fahrenheit"], "°F", 1.0),
    (&["kb", "kilobyte", "kilobytes"], "B", 1e3),
    (&["mb", "megabyte", "megabytes"], "B", 1e6),
    (&["gb", "gigabyte", "gigabytes"], "B", 1e9),
    (&["tb", "terabyte", "terabytes"], "B", 1e12),
    (&["w", "watt", "watts"], "W", 1.0),
    (&["kw", "kilowatt", "kilowatts"], "W", 1e3),
    (&["mw", "megawatt", "megawatts"], "W", 1e6),
    (&["v", "volt", "volts"], "V", 1.0),
];

const MULTIPLIERS: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("millionen", 1e6),
    ("mio", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("milliarden", 1e9),
    ("trillion", 1e12),
    ("k", 1e3),
];

const NUMBER_WORDS: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("dozen", 12.0),
    ("zwei", 2.0),
    ("drei", 3.0),
    ("vier", 4.0),
    ("fünf", 5.0),
    ("sechs", 6.0),
    ("sieben", 7.0),
    ("acht", 8.0),
    ("neun", 9.0),
    ("zehn", 10.0),
];

pub(super) fn quantities(text: &str, tokens: &[Token<'_>], used: &[bool]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if used[at] {
            at += 1;
            continue;
        }
        match number(&tokens[at..]) {
            Some((values, len)) => {
                let end = at + len;
                found.push(with_unit(text, tokens, at, end, values));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The values of a number that begins here, and how many tokens it takes.
fn number(tokens: &[Token<'_>]) -> Option<(Vec<f64>, usize)> {
    let first = tokens.first()?;
    if first.kind == Kind::Number {
        let mut values = parse(first.text);
        let mut len = 1;
        while let Some(factor) = tokens.get(len).and_then(|next| multiplier(first, next)) {
            values.iter_mut().for_each(|value| *value *= factor);
            len += 1;
        }
        return Some((values, len));
    }
    in_words(tokens)
}

/// `5 million`, `5k`, `$5m`; a lone `m` or `k` only when it touches the digits and money stands before is left to units.
fn multiplier(number: &Token<'_>, next: &Token<'_>) -> Option<f64> {
    let lower = next.text.to_lowercase();
    let factor = MULTIPLIERS.iter().find(|(name, _)| *name == lower)?.1;
    (lower.len() > 1 || (lower == "k" && number.end() == next.start)).then_some(factor)
}

fn word_value(token: &Token<'_>) -> Option<f64> {
    let lower = token.text.to_lowercase();
    NUMBER_WORDS.iter().find(|(name, _)| *name == lower).map(|(_, value)| *value)
}

/// `twenty-five`, `two hundred`, `three million`. A lone "one" is no number: it is mostly a pronoun.
fn in_words(tokens: &[Token<'_>]) -> Option<(Vec<f64>, usize)> {
    let mut total = word_value(tokens.first()?)?;
    let mut len = 1;
    loop {
        let dash = usize::from(tokens.get(len).is_some_and(|t| t.is_sign('-')));
        let Some(next) = tokens.get(len + dash) else { break };
        let lower = next.text.to_lowercase();
        if let Some(value) = word_value(next).filter(|v| (1.0..10.0).contains(v) && (20.0..100.0).contains(&total)) {
            total += value;
        } else if let Some((_, factor)) = MULTIPLIERS.iter().find(|(name, _)| name.len() > 2 && *name == lower) {
            total *= factor;
        } else {
            break;
        }
        len += dash + 1;
    }
    (len > 1 || !tokens[0].text.eq_ignore_ascii_case("one")).then(|| (vec![total], len))
}

fn with_unit(text: &str, tokens: &[Token<'_>], start: usize, end: usize, mut values: Vec<f64>) -> Quantity {
    let before = start.checked_sub(1).map(|i| &tokens[i]);
    let mut first = start;
    let mut last = end;
    let mut unit = None;
    if let Some(sign) = before.filter(|t| t.kind == Kind::Sign && t.end() == tokens[start].start)
        && let Some(found) = find_unit(sign.text)
    {
        unit = Some(found);
        first = start - 1;
    } else {
        let degree = usize::from(tokens.get(end).is_some_and(|t| t.is_sign('°')));
        let dash = usize::from(tokens.get(end).is_some_and(|t| t.is_sign('-')));
        let skip = degree + dash;
        if let Some(next) = tokens.get(end + skip) {
            let name = if degree == 1 { format!("°{}", next.text) } else { next.text.to_owned() };
            let per_cent = next.text == "per" && tokens.get(end + 1).is_some_and(|t| t.text == "cent");
            unit = if per_cent { find_unit("%") } else { find_unit(&name) };
            last = if unit.is_some() { end + skip + 1 + usize::from(per_cent) } else { end };
        }
    }
    if let Some((_, factor)) = unit {
        values.iter_mut().for_each(|value| *value *= factor);
    }
    let about = first.checked_sub(1).is_some_and(|i| ABOUT.contains(&tokens[i].text.to_lowercase().as_str()));
    Quantity {
        values,
        unit: unit.map(|(base, _)| base),
        approximate: about,
        number: text[tokens[start].start..tokens[end - 1].end()].to_lowercase(),
        text: text[tokens[first].start..tokens[last - 1].end()].to_owned(),
    }
}

fn find_unit(name: &str) -> Option<(&'static str, f64)> {
    let lower = name.to_lowercase();
    UNITS.iter().find(|(names, ..)| names.contains(&lower.as_str())).map(|(_, base, factor)| (*base, *factor))
}

/// What digits with separators may mean: `1,200` is 1200, `1,5` is 1.5, `1.200` is either.
fn parse(text: &str) -> Vec<f64> {
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
    let digits: String = groups.concat();
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let thousands = groups.len() > 1 && groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3);
    let whole = || digits.parse::<f64>().ok();
    let fraction = || {
        let (head, tail) = groups.split_at(groups.len() - 1);
        format!("{}.{}", head.concat(), tail[0]).parse::<f64>().ok()
    };
    let values = match separators.as_slice() {
        [] => vec![whole()],
        [','] if thousands => vec![whole()],
        ['.'] if thousands => vec![fraction(), whole()],
        [',' | '.'] => vec![fraction()],
        [first, .., last] if first != last && groups[1..groups.len() - 1].iter().all(|g| g.len() == 3) => {
            vec![fraction()]
        }
        _ if thousands => vec![whole()],
        _ => vec![],
    };
    values.into_iter().flatten().collect()
}
