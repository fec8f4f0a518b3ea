//! Conversations, messages, runs and their logs. Each method is told in the module it calls.

pub(crate) mod conversations;
mod events;
pub(crate) mod guests;
mod messages;
mod runs;
mod search;

use crate::{Store, grants::CONVERSATIONS};
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
    sharing::Level,
};

#[async_trait]
impl ChatStore for Store {
    async fn create_conversation(&self, who: Who, new: NewConversation, now: Time) -> StoreResult<Conversation> {
        conversations::create(&self.database, who, new, now).await
    }

    async fn add_conversation(&self, conversation: &Conversation, messages: &[Message]) -> StoreResult<()> {
        conversations::add(&self.database, conversation, messages).await
    }

    async fn conversations(
        &self,
        who: Who,
        filter: &ConversationFilter,
        page: &PageRequest,
    ) -> StoreResult<Page<Conversation>> {
        conversations::list(&self.database, who, filter, page).await
    }

    async fn search_conversations(&self, who: Who, text: &str, limit: u32) -> StoreResult<Vec<ConversationHit>> {
        search::search(&self.database, who, text, limit).await
    }

    async fn conversation(&self, who: Who, id: ConversationId) -> StoreResult<Conversation> {
        conversations::one(&self.database, who, id).await
    }

    async fn host_of_conversation(&self, who: Who, id: ConversationId, least: Level) -> StoreResult<Who> {
        CONVERSATIONS.host(self.database.read(), who, id.0, least, "conversation").await
    }

    async fn change_conversation(
        &self,
        who: Who,
        id: ConversationId,
        change: ConversationChange,
        now: Time,
    ) -> StoreResult<Conversation> {
        conversations::change(&self.database, who, id, change, now).await
    }

    async fn delete_conversation(&self, who: Who, id: ConversationId) -> StoreResult<()> {
        conversations::delete(&self.database, who, id).await
    }

    async fn messages(&self, who: Who, id: ConversationId) -> StoreResult<Vec<Message>> {
        messages::all(&self.database, who, id).await
    }

    async fn message(&self, who: Who, id: MessageId) -> StoreResult<Message> {
        messages::one(&self.database, who, id).await
    }

    async fn edit_message(&self, who: Who, id: MessageId, content: &str, now: Time) -> StoreResult<Message> {
        messages::edit(&self.database, who, id, content, now).await
    }

    async fn delete_message(&self, who: Who, id: MessageId, now: Time) -> StoreResult<Conversation> {
        messages::delete(&self.database, who, id, now).await
    }

    async fn begin_run(
        &self,
        who: Who,
        conversation: ConversationId,
        turn: NewTurn,
        now: Time,
    ) -> StoreResult<(Run, Message, Message)> {
        runs::begin(&self.database, who, conversation, turn, now).await
    }

    async fn run(&self, who: Who, id: RunId) -> StoreResult<Run> {
        runs::one(&self.database, who, id).await
    }

    async fn take_up_runs(&self) -> StoreResult<Vec<Run>> {
        runs::take_up(&self.database).await
    }

    async fn append_events(&self, events: &[LoggedEvent], now: Time) -> StoreResult<()> {
        if events.is_empty() {
            return Ok(());
        }
        let tx = self.database.write_first().await?;
        events::append(&self.database, &tx, events, now).await?;
        tx.commit().await.map_err(StoreError::failed)
    }

    async fn events(&self, who: Who, run: RunId, after: u64, limit: u32) -> StoreResult<Vec<LoggedEvent>> {
        events::after(&self.database, who, run, after, limit).await
    }

    async fn last_seq(&self, run: RunId) -> StoreResult<u64> {
        events::last_seq(&self.database, run).await
    }

    async fn prune_events(&self, before: Time) -> StoreResult<u64> {
        events::prune(&self.database, before).await
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
        let end = runs::End { state, answer, events, title };
        runs::finish(&self.database, run, end, now).await
    }
}
