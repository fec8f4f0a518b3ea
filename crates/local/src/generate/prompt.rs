//! The conversation as tokens, by the chat template in the model's file.

use chatbox_core::models::{Prompt, Role};
use llama_cpp_2::{
    model::{LlamaChatMessage, LlamaChatTemplate, LlamaModel},
    token::LlamaToken,
};

/// The prompt's tokens, ready for the assistant's words. Only the template may use the model's control tokens: `<|im_end|>` inside a
/// message is text and cannot end it.
pub(super) fn tokens(model: &LlamaModel, messages: &[Prompt]) -> Result<Vec<LlamaToken>, String> {
    let vocabulary = model.vocab();
    let frame = frame(model, messages)?;
    let mut tokens = Vec::new();
    if vocabulary.should_add_bos() {
        tokens.push(vocabulary.bos());
    }
    for (at, part) in frame.iter().enumerate() {
        vocabulary.tokenize_into(part.as_bytes(), &mut tokens, false, true);
        if let Some(message) = messages.get(at) {
            vocabulary.tokenize_into(message.text.trim().as_bytes(), &mut tokens, false, false);
        }
    }
    // Templates that write the first token themselves would double it.
    if tokens.len() > 1 && vocabulary.should_add_bos() && tokens[1] == vocabulary.bos() {
        tokens.remove(0);
    }
    Ok(tokens)
}

/// The template's own text: in front of the first message, between messages, behind the last.
fn frame(model: &LlamaModel, messages: &[Prompt]) -> Result<Vec<String>, String> {
    let template = match model.chat_template(None) {
        Ok(template) => template,
        Err(_) => chatml()?,
    };
    apply(model, &template, messages).or_else(|_| apply(model, &chatml()?, messages))
}

fn apply(model: &LlamaModel, template: &LlamaChatTemplate, messages: &[Prompt]) -> Result<Vec<String>, String> {
    let place = |at: usize| format!("MESSAGE{at}HERE");
    let chat: Result<Vec<_>, _> =
        messages.iter().enumerate().map(|(at, it)| LlamaChatMessage::new(role(it.role).into(), place(at))).collect();
    let chat = chat.map_err(|error| error.to_string())?;
    let text = model.apply_chat_template(template, &chat, true).map_err(|error| error.to_string())?;
    let (mut parts, mut rest) = (Vec::new(), text.as_str());
    for at in 0..messages.len() {
        let (before, after) = rest.split_once(&place(at)).ok_or("the chat template leaves a message out")?;
        parts.push(before.to_owned());
        rest = after;
    }
    parts.push(rest.to_owned());
    Ok(parts)
}

/// The most common template, known to llama.cpp by this name; for files without one, or with one that llama.cpp does not know.
fn chatml() -> Result<LlamaChatTemplate, String> {
    LlamaChatTemplate::new("chatml").map_err(|error| error.to_string())
}

fn role(role: Role) -> &'static str {
    match role {
        Role::System => "system",
        Role::User => "user",
        Role::Assistant => "assistant",
    }
}
