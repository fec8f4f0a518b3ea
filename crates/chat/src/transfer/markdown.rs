//! A branch as Markdown, for people.

use super::branch;
use chatbox_core::{
    chat::{Citation, Conversation, Message, Verdict, marks::next_mark},
    models::Role,
};
use std::collections::BTreeMap;

/// The branch in view. With citations, numbers stand in the text and the sources below each answer.
pub fn markdown(conversation: &Conversation, messages: &[Message], citations: bool) -> String {
    let title = if conversation.title.is_empty() { "Conversation" } else { &conversation.title };
    let mut text = format!("# {title}\n\n{}\n", conversation.created_at.format("%Y-%m-%d %H:%M UTC"));
    for message in branch(messages, conversation.head) {
        let who = if message.role == Role::User { "You" } else { "Chatbox" };
        text.push_str(&format!("\n## {who}\n\n"));
        text.push_str(&content(message, citations));
        text.push('\n');
    }
    text
}

fn content(message: &Message, citations: bool) -> String {
    let numbers = numbers(message);
    let mut text = String::with_capacity(message.content.len());
    let mut rest = message.content.as_str();
    while let Some((before, mark, after)) = next_mark(rest) {
        // The space before a mark goes with it.
        text.push_str(before.trim_end_matches([' ', '\t']));
        let shown = cited(message).find(|citation| Ok(citation.number) == mark.parse());
        if let Some(number) = shown.and_then(|citation| numbers.get(&citation.source)).filter(|_| citations) {
            text.push_str(&format!(" [{number}]"));
        }
        rest = after;
    }
    text.push_str(rest);
    if citations && !numbers.is_empty() {
        text.push_str("\n\nSources:\n");
        let mut listed: Vec<_> = numbers.iter().map(|(source, number)| (number, source)).collect();
        listed.sort();
        for (number, source) in listed {
            let Some(source) = message.sources.iter().find(|one| one.number == *source) else { continue };
            let page = source.page.map(|page| format!(", page {page}")).unwrap_or_default();
            let quote = cited(message).find(|one| one.source == source.number).map(|one| one.quote.as_str());
            let quote = quote.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            text.push_str(&format!("\n{number}. {}{page}: “{quote}”", source.title));
        }
    }
    text
}

/// The numbers readers see, by source: 1 for the source the text cites first.
fn numbers(message: &Message) -> BTreeMap<u32, usize> {
    let mut valid: Vec<_> = cited(message).collect();
    valid.sort_by_key(|citation| citation.number);
    let mut numbers = BTreeMap::new();
    for citation in valid {
        let next = numbers.len() + 1;
        numbers.entry(citation.source).or_insert(next);
    }
    numbers
}

/// The citations readers see.
fn cited(message: &Message) -> impl Iterator<Item = &Citation> {
    message.citations.iter().filter(|citation| citation.check.verdict != Verdict::Unsupported)
}
