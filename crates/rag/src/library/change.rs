//! Moving, renaming and tagging documents, and their history.

use super::name::clean_path;
use crate::{Rag, RagError};
use chatbox_core::{
    documents::{Document, DocumentChange, DocumentState, DocumentVersion, TagCount},
    ids::{DocumentId, Who},
    sharing::Level,
};

/// Longest tag in characters, and most tags of a document.
const TAG: usize = 40;
const TAGS: usize = 20;

impl Rag {
    /// Moves, renames or tags a document, in whatever state it is. Searches find it in its new place once its passages are written again,
    /// seconds later; until then they find it in the old one.
    ///
    /// # Errors
    /// `Invalid` for a bad path or tag, `NotFound`, `Conflict` when the path is taken, `WrongState` when the work on a ready document that is
    /// to move does not end.
    pub async fn change_document(
        &self,
        who: Who,
        id: DocumentId,
        change: DocumentChange,
    ) -> Result<Document, RagError> {
        let change = DocumentChange {
            collection: change.collection,
            path: change.path.as_deref().map(clean_path).transpose()?,
            tags: change.tags.map(clean_tags).transpose()?,
        };
        let asker = who;
        let who = self.deps.documents.host_of_document(asker, id, Level::Write).await?;
        if let Some(collection) = change.collection {
            let other = self.deps.documents.host_of_collection(asker, collection, Level::Write).await?;
            if other != who {
                let text = "a document does not move between collections of two people; download it and add it there";
                return Err(RagError::Invalid(text.to_owned()));
            }
        }
        let before = self.document(who, id).await?;
        // Tags are in no index: nothing is written again for them.
        let may_move = change.collection.is_some() || change.path.is_some();
        if may_move && before.state == DocumentState::Ready {
            self.wait_for_end(who, before.revision).await?;
            self.begin_tally(who).await?;
        }
        let job = |revision| self.ingest_job(who.user, revision);
        let after = self.deps.documents.change_document(who, id, change, &job, self.deps.clock.now()).await?;
        self.changed();
        Ok(after)
    }

    /// Versions that are still stored, newest first.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn versions(&self, who: Who, id: DocumentId) -> Result<Vec<DocumentVersion>, RagError> {
        let who = self.deps.documents.host_of_document(who, id, Level::Read).await?;
        Ok(self.deps.documents.versions(who, id).await?)
    }

    /// All tags, by name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tags(&self, who: Who) -> Result<Vec<TagCount>, RagError> {
        Ok(self.deps.documents.tags(who).await?)
    }
}

/// Tags without white space around them, each once, in the order given.
fn clean_tags(tags: Vec<String>) -> Result<Vec<String>, RagError> {
    let mut clean: Vec<String> = Vec::new();
    for tag in tags {
        let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
        if tag.is_empty() || tag.chars().count() > TAG || tag.chars().any(char::is_control) {
            return Err(RagError::Invalid(format!("a tag has 1 to {TAG} characters")));
        }
        if !clean.contains(&tag) {
            clean.push(tag);
        }
    }
    if clean.len() > TAGS {
        return Err(RagError::Invalid(format!("a document has at most {TAGS} tags")));
    }
    Ok(clean)
}
