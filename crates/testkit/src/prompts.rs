//! Contract of the prompt library.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, conflict, not_found, somebody};
use chatbox_core::prompts::{Prompt, PromptStore};

/// Runs all checks of the port's promises; panics at the first broken one. The store may hold other rows.
pub async fn prompt_store_contract(store: &dyn PromptStore) {
    let (who, other) = (somebody(), somebody());
    let made = store.create_prompt(who, "Übung", "Say {{what=hello}}.", at(1)).await.unwrap();
    let expected = Prompt {
        id: made.id,
        owner: who.user,
        name: "Übung".to_owned(),
        text: "Say {{what=hello}}.".to_owned(),
        created_at: at(1),
        updated_at: at(1),
    };
    assert_eq!(made, expected);
    conflict(store.create_prompt(who, "übung", "other", at(2)).await);
    let first = store.create_prompt(who, "first", "1", at(2)).await.unwrap();
    store.create_prompt(other, "übung", "theirs", at(2)).await.unwrap();
    assert_eq!(store.prompts(who).await.unwrap(), [first.clone(), expected.clone()], "by name");

    conflict(store.change_prompt(who, first.id, Some("ÜBUNG"), None, at(3)).await);
    let changed = store.change_prompt(who, made.id, None, Some("new"), at(3)).await.unwrap();
    assert_eq!(changed, Prompt { text: "new".to_owned(), updated_at: at(3), ..expected });
    not_found(store.change_prompt(other, made.id, None, Some("x"), at(4)).await);
    not_found(store.delete_prompt(other, made.id).await);
    store.delete_prompt(who, made.id).await.unwrap();
    not_found(store.delete_prompt(who, made.id).await);
    assert_eq!(store.prompts(who).await.unwrap(), [first]);
}
