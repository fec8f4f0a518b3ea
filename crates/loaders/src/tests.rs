mod fixtures;
mod formats;
mod hostile;
mod kinds;

use crate::{Settings, check, extract};
use chatbox_core::loader::{BlockKind, Extracted, LoadError};

fn load(name: &str, bytes: impl AsRef<[u8]>) -> Result<Extracted, LoadError> {
    let result = extract(name, bytes.as_ref().to_vec(), &Settings::default());
    if let Ok(extracted) = &result {
        assert_eq!(check(extracted), Ok(()));
    }
    result
}

/// One line per block: its kind, then its text with line ends shown.
fn blocks(extracted: &Extracted) -> String {
    let chars: Vec<char> = extracted.text.chars().collect();
    let show = |block: &chatbox_core::loader::Block| {
        let text: String = chars[block.start as usize..block.end as usize].iter().collect();
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".into(),
            BlockKind::ListItem => "li".into(),
            BlockKind::TableHeader => "th".into(),
            BlockKind::TableRow => "tr".into(),
            BlockKind::Code => "code".into(),
        };
        format!("{kind}: {}\n", text.replace('\n', "⏎"))
    };
    extracted.blocks.iter().map(show).collect()
}

#[track_caller]
fn check_blocks(name: &str, bytes: impl AsRef<[u8]>, expected: &str) {
    let extracted = load(name, bytes).unwrap();
    let expected: String = expected.trim().lines().map(|line| format!("{}\n", line.trim())).collect();
    assert_eq!(blocks(&extracted), expected);
}
