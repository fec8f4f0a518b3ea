//! Contract of the folders port.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{at, not_found, somebody};
use chatbox_core::{
    chat::{ChatStore, ConversationChange, ConversationFilter, NewConversation},
    folders::{Folder, FolderChange, FolderStore},
    ids::CollectionId,
    page::PageRequest,
};

/// Runs all checks of the port's promises; panics at the first broken one. The store may hold other rows, and conversations are in it, too.
pub async fn folder_store_contract(store: &(impl FolderStore + ChatStore)) {
    let (who, other) = (somebody(), somebody());
    let collections = vec![CollectionId::new()];
    let new = FolderChange {
        name: Some("Öl".to_owned()),
        instructions: Some("Be brief.".to_owned()),
        collections: Some(collections.clone()),
    };
    let made = store.create_folder(who, new, at(1)).await.unwrap();
    let expected = Folder {
        id: made.id,
        owner: who.user,
        name: "Öl".to_owned(),
        instructions: "Be brief.".to_owned(),
        collections,
        conversations: 0,
        created_at: at(1),
        updated_at: at(1),
    };
    assert_eq!(made, expected);
    let second = FolderChange { name: Some("a".to_owned()), ..FolderChange::default() };
    let second = store.create_folder(who, second, at(2)).await.unwrap();
    assert_eq!(store.folders(who).await.unwrap(), [second.clone(), expected.clone()], "by name");

    let inside = NewConversation { folder: Some(made.id), ..NewConversation::default() };
    let conversation = store.create_conversation(who, inside.clone(), at(3)).await.unwrap();
    assert_eq!(conversation.folder, Some(made.id));
    assert_eq!(store.folder(who, made.id).await.unwrap().conversations, 1);
    assert_eq!(store.folders(who).await.unwrap()[1].conversations, 1);
    let filter = ConversationFilter { folder: Some(Some(made.id)), ..ConversationFilter::default() };
    let listed = store.conversations(who, &filter, &PageRequest::first(9)).await.unwrap().items;
    assert_eq!(listed, std::slice::from_ref(&conversation));

    let change = FolderChange { instructions: Some(String::new()), ..FolderChange::default() };
    let changed = store.change_folder(who, made.id, change, at(4)).await.unwrap();
    let expected = Folder { instructions: String::new(), conversations: 1, updated_at: at(4), ..expected };
    assert_eq!(changed, expected, "absent fields stay");

    not_found(store.create_conversation(other, inside, at(5)).await);
    not_found(store.folder(other, made.id).await);
    not_found(store.change_folder(other, made.id, FolderChange::default(), at(5)).await);
    not_found(store.delete_folder(other, made.id).await);
    assert_eq!(store.folders(other).await.unwrap(), []);

    let away = ConversationChange { folder: Some(Some(second.id)), ..ConversationChange::default() };
    assert_eq!(store.change_conversation(who, conversation.id, away, at(6)).await.unwrap().folder, Some(second.id));
    store.delete_folder(who, second.id).await.unwrap();
    not_found(store.folder(who, second.id).await);
    assert_eq!(store.conversation(who, conversation.id).await.unwrap().folder, None, "conversations stay");
}
