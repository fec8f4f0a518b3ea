//! HTML as a person sees it. Works on the stream of tags, without a tree: time is linear in the length whatever the nesting.

mod hidden;
mod walk;

use chatbox_core::loader::{Extracted, LoadError};
use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::{RawKind, Rawtext, Rcdata, ScriptData},
    },
};
use std::cell::RefCell;

pub(crate) fn load(text: &str, limit: usize) -> Result<Extracted, LoadError> {
    if text.len() > limit {
        return Err(crate::extract::too_large(text.len() as u64, limit as u64));
    }
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(walk::Walk::new(limit))), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink(RefCell<walk::Walk>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut walk = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => walk.text(&text),
            Token::TagToken(tag) => {
                match tag.kind {
                    TagKind::StartTag => walk.start(&tag),
                    TagKind::EndTag => walk.end(&tag.name),
                }
                if let Some(raw) = raw_kind(&tag) {
                    return TokenSinkResult::RawData(raw);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose content is not markup (HTML standard, 13.2.6.4).
fn raw_kind(tag: &Tag) -> Option<RawKind> {
    if tag.kind != TagKind::StartTag {
        return None;
    }
    match &*tag.name {
        "title" | "textarea" => Some(Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Rawtext),
        "script" => Some(ScriptData),
        _ => None,
    }
}
