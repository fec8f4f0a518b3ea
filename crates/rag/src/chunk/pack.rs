//! Packing atoms into chunks of even size.

use super::{
    ChunkSettings,
    atoms::{Atom, Edge, Outline},
};
use std::ops::Range;

/// A section smaller than this part of the target is joined with the next one on its page.
const SMALL_SECTION: usize = 4;

/// The ranges of atoms that make up the chunks, in order and complete.
pub(super) fn pack<'a>(outline: &'a Outline, settings: &'a ChunkSettings) -> impl Iterator<Item = Range<usize>> + 'a {
    groups(&outline.atoms, settings.target).into_iter().flat_map(move |group| {
        let mut left: usize = outline.atoms[group.clone()].iter().map(|atom| atom.tokens).sum();
        let mut start = group.start;
        std::iter::from_fn(move || {
            let first = outline.atoms.get(start).filter(|_| start < group.end)?;
            let room = settings.window.saturating_sub(outline.around(first)).max(1);
            let end = start + cut(&outline.atoms[start..group.end], left, room, settings.target);
            let chunk = start..end;
            left -= outline.atoms[chunk.clone()].iter().map(|atom| atom.tokens).sum::<usize>();
            start = end;
            Some(chunk)
        })
    })
}

/// Stretches that must not be packed together: pages, and sections that are not small.
fn groups(atoms: &[Atom], target: usize) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut tokens = 0;
    for (number, atom) in atoms.iter().enumerate() {
        let heading_follows_enough = atom.edge == Edge::Heading && tokens >= target / SMALL_SECTION;
        match groups.last_mut() {
            Some(group) if atom.edge != Edge::Page && !heading_follows_enough => group.end = number + 1,
            _ => {
                groups.push(number..number + 1);
                tokens = 0;
            }
        }
        tokens += atom.tokens;
    }
    groups
}

/// How many of the atoms the next chunk takes, when `left` tokens are to be shared evenly among chunks of at most `room`.
fn cut(atoms: &[Atom], left: usize, room: usize, target: usize) -> usize {
    if left <= room {
        return atoms.len();
    }
    let chunks = left.div_ceil(room).max((left + target / 2) / target.max(1));
    let goal = left as f32 / chunks as f32;
    let mut best = (1, f32::INFINITY);
    let mut size = 0;
    for (taken, pair) in atoms.windows(2).enumerate() {
        size += pair[0].tokens;
        if size > room {
            break;
        }
        if size as f32 >= goal / 2.0 {
            let cost = (size as f32 - goal).abs() / goal + price(&pair[0], &pair[1]);
            if cost < best.1 {
                best = (taken + 1, cost);
            }
        } else {
            best.0 = taken + 1;
        }
    }
    best.0
}

/// What it costs to cut between two atoms, where 1 is as bad as being off the goal by all of it.
fn price(before: &Atom, after: &Atom) -> f32 {
    let edge = match after.edge {
        Edge::Page | Edge::Heading | Edge::Block => 0.0,
        Edge::Item => 0.05,
        Edge::Sentence => 0.2,
        Edge::Word => 0.6,
        Edge::Char => 0.8,
    };
    if before.leads { edge + 2.0 } else { edge }
}
