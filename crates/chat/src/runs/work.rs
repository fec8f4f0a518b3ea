//! The task that carries out one run, whatever happens to it on the way.

use super::{live::Live, log::Ending};
use crate::{
    ChatError, Inner,
    abstain::FEATURES,
    error::TurnError,
    phrases,
    turn::{self, Draft, Out, Turn, extract, gather, titles},
};
use chatbox_core::{
    chat::{ConversationChange, Event, Message, MessageState, Run, RunState, Verdict},
    error::StoreError,
    ids::{CollectionId, ConversationId, MessageId, Who},
    models::{ChatModel, ModelError, Role, Skill},
};
use futures::FutureExt;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::time::{Instant, timeout};

/// Time a model has to find a title.
const TITLE_LIMIT: Duration = Duration::from_secs(30);

/// Carries out the run to its end, or abandons it when the engine halts. `messages` are question and answer, if at hand.
pub(crate) async fn carry_out(chat: &Inner, run: Run, messages: Option<(Message, Message)>, live: &Arc<Live>) {
    // What is stored is the owner's, whoever asked: their right to ask may end before the answer does.
    let who = Who { user: run.owner };
    let ended = tokio::select! {
        biased;
        () = chat.halt.cancelled() => None,
        ended = write(chat, who, &run, messages, live) => ended,
    };
    chat.runs.end(live);
    if let Some(ended) = ended {
        // The readers have their end; the run stays tracked until the better title is there.
        tokio::select! {
            () = chat.halt.cancelled() => {}
            () = better_title(chat, who, &run, ended) => {}
        }
    }
}

/// What is left to do after the end.
struct Ended {
    /// The model that may find a better title, with the title in force.
    title: Option<(Arc<dyn ChatModel>, String)>,
    question: String,
    answer: String,
}

async fn write(
    chat: &Inner,
    who: Who,
    run: &Run,
    messages: Option<(Message, Message)>,
    live: &Arc<Live>,
) -> Option<Ended> {
    let started = Instant::now();
    let mut draft = Draft::default();
    let mut out = Out::Log { log: &chat.log, live };
    let turned = AssertUnwindSafe(turn_of(chat, who, run, messages, &mut draft, &mut out)).catch_unwind();
    let outcome = tokio::select! {
        biased;
        () = live.stop.cancelled() => None,
        turned = timeout(chat.settings.run_limit(), turned) => Some(match turned {
            Ok(Ok(result)) => result,
            Ok(Err(_panic)) => Err(TurnError::Fault),
            Err(_) => Err(TurnError::OutOfTime),
        }),
    };
    let (state, message_state, error) = match outcome {
        Some(Ok(())) => (RunState::Done, MessageState::Complete, None),
        Some(Err(error)) => (RunState::Failed, MessageState::Failed, Some(error)),
        None => (RunState::Stopped, MessageState::Stopped, None),
    };
    if let Some(error) = &error {
        tracing::warn!(run = %run.id, %error, "the run failed");
    }
    if let Err(error) = draft.settle(&mut out).await {
        tracing::warn!(run = %run.id, %error, "the last events of the run could not be stored");
    }
    measure(&draft, state, started);
    match close(chat, who, run, live, &mut draft, (state, message_state), error).await {
        Ok(ended) => Some(ended),
        Err(error) => {
            // It stays `Running` in the store and is taken up by the next start.
            tracing::error!(run = %run.id, %error, "the end of the run could not be stored");
            None
        }
    }
}

async fn turn_of(
    chat: &Inner,
    who: Who,
    run: &Run,
    messages: Option<(Message, Message)>,
    draft: &mut Draft,
    out: &mut Out<'_>,
) -> Result<(), TurnError> {
    let asker = run.asker();
    let model = chat.deps.models.model(asker, run.model.as_deref()).await;
    draft.model = model.as_ref().map(|m| m.info().id.clone()).unwrap_or_else(|_| run.model.clone().unwrap_or_default());
    out.emit(Event::Started {
        conversation: run.conversation,
        question: run.question,
        answer: run.answer,
        model: draft.model.clone(),
        attempt: run.attempt,
    })
    .await?;
    if run.attempt > chat.settings.max_attempts {
        return Err(TurnError::GivenUp(chat.settings.max_attempts));
    }
    let conversation = chat.deps.store.conversation(who, run.conversation).await?;
    let tree = chat.deps.store.messages(who, run.conversation).await?;
    let question = match messages {
        Some((question, _)) => question,
        None => chat.deps.store.message(who, run.question).await?,
    };
    let instructions = match conversation.folder {
        Some(folder) => match chat.deps.folders.folder(who, folder).await {
            // Deleted since the conversation was read.
            Err(StoreError::NotFound(_)) => String::new(),
            folder => folder?.instructions,
        },
        None => String::new(),
    };
    let history = gather::history(&tree, run.question);
    let turn = Turn {
        deps: &chat.deps,
        settings: &chat.settings,
        who: asker,
        phrases: phrases::of(&question.content, history.iter().map(|exchange| exchange.question.as_str())),
        history,
        collections: conversation.collections,
        documents: question.documents,
        instructions,
        question: question.content,
        model,
        named_model: run.model.is_some(),
    };
    turn::answer(turn, draft, out).await
}

async fn close(
    chat: &Inner,
    who: Who,
    run: &Run,
    live: &Live,
    draft: &mut Draft,
    (state, message_state): (RunState, MessageState),
    error: Option<TurnError>,
) -> Result<Ended, ChatError> {
    let question = chat.deps.store.message(who, run.question).await?;
    let mut message = chat.deps.store.message(who, run.answer).await?;
    draft.fill(&mut message, message_state, error.as_ref());
    let conversation = chat.deps.store.conversation(who, run.conversation).await?;
    let title = conversation.title.is_empty().then(|| titles::from_question(&question.content));
    let title = title.filter(|title| !title.is_empty());
    chat.log.finish(live, Ending { state, message: &message, title: title.clone() }).await?;
    let writer = draft.writer.take().filter(|model| model.info().skill == Skill::Capable && state == RunState::Done);
    Ok(Ended { title: writer.zip(title), question: question.content, answer: message.content })
}

/// Lets a capable model replace the title that was cut from the question, unless a person was faster.
async fn better_title(chat: &Inner, who: Who, run: &Run, ended: Ended) {
    let Some((model, plain)) = ended.title else { return };
    let asked = titles::by_model(model.as_ref(), &ended.question, &ended.answer);
    let title = match timeout(TITLE_LIMIT, asked).await {
        Ok(Ok(title)) if !title.is_empty() && title != plain => title,
        Ok(Err(error)) => return tracing::debug!(%error, "no better title"),
        _ => return,
    };
    let store = &chat.deps.store;
    match store.conversation(who, run.conversation).await {
        Ok(conversation) if conversation.title == plain => {
            let change = ConversationChange { title: Some(title), ..ConversationChange::default() };
            if let Err(error) = store.change_conversation(who, run.conversation, change, chat.deps.clock.now()).await {
                tracing::debug!(%error, "the better title could not be stored");
            }
        }
        _ => {}
    }
}

fn measure(draft: &Draft, state: RunState, started: Instant) {
    let outcome = match state {
        RunState::Running => "running",
        RunState::Done if draft.abstained => "abstained",
        RunState::Done => "done",
        RunState::Stopped => "stopped",
        RunState::Failed => "failed",
    };
    metrics::counter!("chatbox_runs_total", "outcome" => outcome).increment(1);
    metrics::histogram!("chatbox_run_seconds").record(started.elapsed().as_secs_f64());
    if let Some(first) = draft.first_text {
        metrics::histogram!("chatbox_first_text_seconds").record((first - started).as_secs_f64());
    }
    metrics::counter!("chatbox_tokens_total", "kind" => "prompt").increment(draft.usage.prompt_tokens);
    metrics::counter!("chatbox_tokens_total", "kind" => "completion").increment(draft.usage.completion_tokens);
    for citation in &draft.citations {
        let verdict = match citation.check.verdict {
            Verdict::Quoted => "quoted",
            Verdict::Supported => "supported",
            Verdict::Unsupported => "unsupported",
        };
        metrics::counter!("chatbox_citations_total", "verdict" => verdict).increment(1);
    }
}

/// A turn without a conversation and without a model.
fn lone_turn<'a>(chat: &'a Inner, who: Who, question: &str, collections: &[CollectionId]) -> Turn<'a> {
    Turn {
        deps: &chat.deps,
        settings: &chat.settings,
        who,
        phrases: phrases::of(question, std::iter::empty()),
        history: Vec::new(),
        collections: collections.to_vec(),
        documents: Vec::new(),
        instructions: String::new(),
        question: question.to_owned(),
        model: Err(ModelError::Missing { model: String::new() }),
        named_model: false,
    }
}

/// What the decision to abstain would look at.
pub(crate) async fn abstain_features(
    chat: &Inner,
    who: Who,
    question: &str,
    collections: &[CollectionId],
) -> Result<Option<[f32; FEATURES]>, ChatError> {
    Ok(extract::features(&lone_turn(chat, who, question, collections)).await?)
}

/// A turn whose events go to `sink` and that is stored nowhere.
pub(crate) async fn once(
    chat: &Inner,
    who: Who,
    question: &str,
    collections: &[CollectionId],
    model: Option<&str>,
    sink: &mut (dyn FnMut(Event) + Send),
) -> Result<Message, ChatError> {
    let mut draft = Draft::default();
    let mut out = Out::Call(sink);
    let found = chat.deps.models.model(who, model).await;
    draft.model = found.as_ref().map(|m| m.info().id.clone()).unwrap_or_default();
    let turn = Turn { model: found, named_model: model.is_some(), ..lone_turn(chat, who, question, collections) };
    timeout(chat.settings.run_limit(), turn::answer(turn, &mut draft, &mut out))
        .await
        .map_err(|_| TurnError::OutOfTime)??;
    draft.settle(&mut out).await?;
    let mut message = Message {
        id: MessageId::new(),
        conversation: ConversationId::new(),
        parent: None,
        role: Role::Assistant,
        content: String::new(),
        state: MessageState::Complete,
        citations: Vec::new(),
        sources: Vec::new(),
        documents: Vec::new(),
        answer: None,
        problem: None,
        run: None,
        author: None,
        created_at: chat.deps.clock.now(),
    };
    draft.fill(&mut message, MessageState::Complete, None);
    Ok(message)
}
