//! Conversations that are never stored: the same tables, in a database that exists in memory only.

use crate::{Database, Store};
use async_trait::async_trait;
use chatbox_core::{
    chat::{
        ChatStore, Conversation, ConversationChange, ConversationFilter, ConversationHit, LoggedEvent, Message,
        NewConversation, NewTurn, Run, RunState,
    },
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{ConversationId, MessageId, RunId, Who},
    page::{Page, PageRequest},
    privacy::Halt,
    sealing::Sealer,
    sharing::Level,
};
use std::{
    collections::HashSet,
    sync::{Arc, PoisonError, RwLock},
};
use uuid::Uuid;

/// Temporary conversations of one person at the same time; the one that was changed longest ago makes room for a new one.
const MOST: u32 = 100;
/// They end when nobody changed them for this long.
const KEPT: chrono::TimeDelta = chrono::TimeDelta::days(1);

/// Lasting and temporary conversations behind one port. A temporary one is reached by its id alone: no list and no search shows it.
#[derive(Debug)]
pub struct Conversations {
    lasting: Store,
    passing: Store,
    /// Ids of the temporary conversations, their messages and runs.
    ids: RwLock<HashSet<Uuid>>,
}

impl Conversations {
    /// Joins the lasting store with an empty one in memory, which `sealer` seals: the keys of the lasting one are renewed, and nobody would
    /// seal this one anew.
    ///
    /// # Errors
    /// `Failed` when the database in memory cannot be made.
    pub async fn new(lasting: Store, sealer: Arc<dyn Sealer>) -> StoreResult<Self> {
        let memory = Database::in_memory().await?;
        memory.migrate().await?;
        Ok(Self { lasting, passing: Store::new(memory, sealer), ids: RwLock::default() })
    }

    fn of(&self, id: Uuid) -> &Store {
        if self.is_passing(id) { &self.passing } else { &self.lasting }
    }

    fn is_passing(&self, id: Uuid) -> bool {
        self.ids.read().unwrap_or_else(PoisonError::into_inner).contains(&id)
    }

    fn note(&self, ids: impl IntoIterator<Item = Uuid>) {
        self.ids.write().unwrap_or_else(PoisonError::into_inner).extend(ids);
    }

    fn marked(&self, conversation: Conversation) -> Conversation {
        Conversation { temporary: self.is_passing(conversation.id.0), ..conversation }
    }

    /// Ends what is old, and the oldest when there are too many.
    async fn make_room(&self, who: Who, now: Time) -> StoreResult<()> {
        let page = PageRequest::first(PageRequest::MAX);
        let all = self.passing.conversations(who, &ConversationFilter::default(), &page).await?.items;
        for (place, conversation) in (1..).zip(all) {
            if place < MOST && conversation.updated_at + KEPT > now {
                continue;
            }
            match self.delete_conversation(who, conversation.id).await {
                // An answer is being written: it ends at the next look.
                Ok(()) | Err(StoreError::Conflict(_) | StoreError::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Halt for Conversations {
    async fn halt(&self, who: Who) -> StoreResult<()> {
        let page = PageRequest::first(PageRequest::MAX);
        loop {
            let all = self.passing.conversations(who, &ConversationFilter::default(), &page).await?.items;
            if all.is_empty() {
                return Ok(());
            }
            for conversation in all {
                self.delete_conversation(who, conversation.id).await?;
            }
        }
    }
}

#[async_trait]
impl ChatStore for Conversations {
    async fn create_conversation(&self, who: Who, new: NewConversation, now: Time) -> StoreResult<Conversation> {
        if !new.temporary {
            return self.lasting.create_conversation(who, new, now).await;
        }
        self.make_room(who, now).await?;
        // Folders are lists, and in no list does a temporary conversation stand.
        let made = self.passing.create_conversation(who, NewConversation { folder: None, ..new }, now).await?;
        self.note([made.id.0]);
        Ok(self.marked(made))
    }

    async fn add_conversation(&self, conversation: &Conversation, messages: &[Message]) -> StoreResult<()> {
        if !conversation.temporary {
            return self.lasting.add_conversation(conversation, messages).await;
        }
        self.passing.add_conversation(conversation, messages).await?;
        self.note(messages.iter().map(|message| message.id.0).chain([conversation.id.0]));
        Ok(())
    }

    async fn conversations(
        &self,
        who: Who,
        filter: &ConversationFilter,
        page: &PageRequest,
    ) -> StoreResult<Page<Conversation>> {
        self.lasting.conversations(who, filter, page).await
    }

    async fn search_conversations(&self, who: Who, text: &str, limit: u32) -> StoreResult<Vec<ConversationHit>> {
        self.lasting.search_conversations(who, text, limit).await
    }

    async fn conversation(&self, who: Who, id: ConversationId) -> StoreResult<Conversation> {
        Ok(self.marked(self.of(id.0).conversation(who, id).await?))
    }

    async fn host_of_conversation(&self, who: Who, id: ConversationId, least: Level) -> StoreResult<Who> {
        self.of(id.0).host_of_conversation(who, id, least).await
    }

    async fn change_conversation(
        &self,
        who: Who,
        id: ConversationId,
        change: ConversationChange,
        now: Time,
    ) -> StoreResult<Conversation> {
        Ok(self.marked(self.of(id.0).change_conversation(who, id, change, now).await?))
    }

    async fn delete_conversation(&self, who: Who, id: ConversationId) -> StoreResult<()> {
        if !self.is_passing(id.0) {
            return self.lasting.delete_conversation(who, id).await;
        }
        let messages = self.passing.messages(who, id).await?;
        self.passing.delete_conversation(who, id).await?;
        let mut ids = self.ids.write().unwrap_or_else(PoisonError::into_inner);
        ids.remove(&id.0);
        for message in messages {
            ids.remove(&message.id.0);
            if let Some(run) = message.run {
                ids.remove(&run.0);
            }
        }
        Ok(())
    }

    async fn messages(&self, who: Who, id: ConversationId) -> StoreResult<Vec<Message>> {
        self.of(id.0).messages(who, id).await
    }

    async fn message(&self, who: Who, id: MessageId) -> StoreResult<Message> {
        self.of(id.0).message(who, id).await
    }

    async fn edit_message(&self, who: Who, id: MessageId, content: &str, now: Time) -> StoreResult<Message> {
        self.of(id.0).edit_message(who, id, content, now).await
    }

    async fn delete_message(&self, who: Who, id: MessageId, now: Time) -> StoreResult<Conversation> {
        Ok(self.marked(self.of(id.0).delete_message(who, id, now).await?))
    }

    async fn begin_run(
        &self,
        who: Who,
        conversation: ConversationId,
        turn: NewTurn,
        now: Time,
    ) -> StoreResult<(Run, Message, Message)> {
        let begun = self.of(conversation.0).begin_run(who, conversation, turn, now).await?;
        if self.is_passing(conversation.0) {
            self.note([begun.0.id.0, begun.1.id.0, begun.2.id.0]);
        }
        Ok(begun)
    }

    async fn run(&self, who: Who, id: RunId) -> StoreResult<Run> {
        self.of(id.0).run(who, id).await
    }

    async fn take_up_runs(&self) -> StoreResult<Vec<Run>> {
        self.lasting.take_up_runs().await
    }

    async fn append_events(&self, events: &[LoggedEvent], now: Time) -> StoreResult<()> {
        if !events.iter().any(|event| self.is_passing(event.run.0)) {
            return self.lasting.append_events(events, now).await;
        }
        let (passing, lasting): (Vec<_>, Vec<_>) =
            events.iter().cloned().partition(|event| self.is_passing(event.run.0));
        self.lasting.append_events(&lasting, now).await?;
        self.passing.append_events(&passing, now).await
    }

    async fn events(&self, who: Who, run: RunId, after: u64, limit: u32) -> StoreResult<Vec<LoggedEvent>> {
        self.of(run.0).events(who, run, after, limit).await
    }

    async fn last_seq(&self, run: RunId) -> StoreResult<u64> {
        self.of(run.0).last_seq(run).await
    }

    async fn prune_events(&self, before: Time) -> StoreResult<u64> {
        Ok(self.lasting.prune_events(before).await? + self.passing.prune_events(before).await?)
    }

    async fn finish_run(
        &self,
        run: RunId,
        state: RunState,
        answer: &Message,
        events: &[LoggedEvent],
        title: Option<&str>,
        now: Time,
    ) -> StoreResult<()> {
        self.of(run.0).finish_run(run, state, answer, events, title, now).await
    }
}
