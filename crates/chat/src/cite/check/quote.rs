//! Finding a claim literally in a passage, whatever the white space and the kind of quotation marks and dashes.

/// Characters `start..end` of the passage that are the claim word for word.
pub(super) fn find(claim: &str, passage: &str) -> Option<(u32, u32)> {
    let claim: Vec<(char, u32)> = folded(claim.trim_matches(is_edge));
    let passage = folded(passage);
    let (first, _) = claim.first()?;
    let at = (0..passage.len().checked_sub(claim.len())? + 1).find(|&at| {
        passage[at].0 == *first
            && claim.iter().zip(&passage[at..]).all(|((a, _), (b, _))| a == b)
            && whole_words(&passage, at, at + claim.len())
    })?;
    let start = passage[at].1;
    let mut end = passage[at + claim.len() - 1].1 + 1;
    // The full stop belongs to the quote.
    if let Some((mark @ ('.' | '!' | '?'), place)) = passage.get(at + claim.len())
        && *place == end
        && *mark != ' '
    {
        end += 1;
    }
    Some((start, end))
}

fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '“' | '”' | '„' | '‘' | '’' | '\'' | '«' | '»' | '.' | '!' | '?' | ':' | ';' | ',' | '…')
}

fn whole_words(passage: &[(char, u32)], start: usize, end: usize) -> bool {
    let joined = |left: Option<&(char, u32)>, right: Option<&(char, u32)>| matches!((left, right), (Some((l, _)), Some((r, _))) if l.is_alphanumeric() && r.is_alphanumeric());
    let before = start.checked_sub(1).and_then(|i| passage.get(i));
    !joined(before, passage.get(start)) && !joined(passage.get(end - 1), passage.get(end))
}

/// Lower case, one space for any white space, plain quotes and dashes, no Markdown emphasis; each with its place in the original.
fn folded(text: &str) -> Vec<(char, u32)> {
    let mut folded: Vec<(char, u32)> = Vec::with_capacity(text.len());
    for (place, c) in text.chars().enumerate() {
        let c = match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '–' | '—' | '‑' => '-',
            '*' | '`' | '\u{ad}' | '\\' => continue,
            c if c.is_whitespace() => ' ',
            c => c.to_lowercase().next().unwrap_or(c),
        };
        if c == ' ' && folded.last().is_none_or(|(last, _)| *last == ' ') {
            continue;
        }
        folded.push((c, place as u32));
    }
    folded
}
