//! Greetings and questions about Chatbox itself: answered without documents and without a model, so that nothing is invented.

use crate::{cite::terms, phrases::Phrases};
use chatbox_core::models::Skill;

/// What is being said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SmallTalk {
    /// "Hello".
    Greeting,
    /// "Thanks".
    Thanks,
    /// "Bye".
    Farewell,
    /// "Who are you?", "What can you do?"
    Self_,
}

const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "hallo",
    "hi there",
    "hello there",
    "hey there",
    "good morning",
    "good afternoon",
    "good evening",
    "guten morgen",
    "guten tag",
    "guten abend",
    "moin",
    "servus",
    "greetings",
    "hi chatbox",
    "hello chatbox",
];
const THANKS: &[&str] = &[
    "thanks",
    "thank you",
    "thanks a lot",
    "thank you very much",
    "thx",
    "danke",
    "danke schön",
    "vielen dank",
    "ok thanks",
    "great thanks",
];
const FAREWELLS: &[&str] = &["bye", "goodbye", "good bye", "see you", "tschüss", "ciao", "auf wiedersehen"];
const ABOUT: &[&str] = &[
    "who are you",
    "what are you",
    "what is chatbox",
    "what can you do",
    "how can you help",
    "how can you help me",
    "help",
    "what can you help me with",
    "how do you work",
    "what do you do",
    "wer bist du",
    "was kannst du",
    "who made you",
    "are you an ai",
    "are you a robot",
    "which model are you",
    "what model are you",
    "what is your name",
    "what's your name",
];

/// Recognises small talk; anything else, or anything longer, is a question.
pub(crate) fn small_talk(text: &str) -> Option<SmallTalk> {
    if text.chars().count() > 60 {
        return None;
    }
    let lower = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = terms::words(&lower).map(|(_, word)| word).collect();
    let said = words.join(" ");
    let polite = said.strip_prefix("hi ").or_else(|| said.strip_prefix("hello ")).unwrap_or(&said);
    let is = |list: &[&str]| list.contains(&said.as_str()) || list.contains(&polite);
    match () {
        () if is(GREETINGS) => Some(SmallTalk::Greeting),
        () if is(THANKS) => Some(SmallTalk::Thanks),
        () if is(FAREWELLS) => Some(SmallTalk::Farewell),
        () if is(ABOUT) => Some(SmallTalk::Self_),
        () => None,
    }
}

/// The honest answer: what Chatbox is and which mode is on. `model` is the name for people, none when no model is installed.
pub(crate) fn reply(phrases: &Phrases, talk: SmallTalk, model: Option<(&str, Skill)>, has_documents: bool) -> String {
    let invitation = if has_documents { phrases.ask } else { phrases.add_first };
    match talk {
        SmallTalk::Greeting => format!("{} {invitation}", phrases.greeting),
        SmallTalk::Thanks => phrases.thanks.to_owned(),
        SmallTalk::Farewell => phrases.farewell.to_owned(),
        SmallTalk::Self_ => {
            let mode = match model {
                Some((name, Skill::Capable)) => phrases.written_by.replace("{model}", name),
                Some((name, Skill::Small)) => phrases.quoted_small.replace("{model}", name),
                None => phrases.quoted.to_owned(),
            };
            format!("{}\n\n{mode}\n\n{invitation}", phrases.about)
        }
    }
}

#[cfg(test)]
mod tests;
