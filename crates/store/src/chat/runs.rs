//! Runs: begun, taken up, finished.

use super::{events, guests, messages};
use crate::{
    columns::{Named, micros, number, storable, time},
    entities::{
        conversations, messages as message_rows,
        runs::{Column, Entity, Model},
    },
    grants::CONVERSATIONS,
    sealing::{SealedDatabase, TITLE},
};
use chatbox_core::{
    chat::{LoggedEvent, Message, MessageState, NewTurn, Run, RunState, TurnKind},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::{ConversationId, MessageId, RunId, UserId, Who},
    models::Role,
    sharing::Level,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, IntoActiveModel, PaginatorTrait,
    QueryFilter, SqlErr, Statement, sea_query::Expr,
};

/// Answers that may be written in one conversation at the same time.
const MAX_RUNNING: u64 = 4;

pub(super) async fn begin(
    database: &SealedDatabase,
    who: Who,
    conversation: ConversationId,
    turn: NewTurn,
    now: Time,
) -> StoreResult<(Run, Message, Message)> {
    // Made in this order: messages with the same time are sorted by id.
    let (question_id, answer_id) = (MessageId::new(), MessageId::new());
    let tx = database.write().await?;
    let inside = guests::row(&tx, who, conversation, Level::Write).await?;
    let author = guests::author(who, &inside);
    // The head moves first: that locks the conversation's row, so that the runs counted below stay so many.
    move_head(&tx, conversation, answer_id, now).await?;
    let (question, is_new) = question(database, &tx, conversation, (question_id, author), turn.kind, now).await?;
    let running = Entity::find()
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::State.eq(RunState::Running.name()))
        .count(&tx)
        .await
        .map_err(StoreError::failed)?;
    if running >= MAX_RUNNING {
        return Err(StoreError::Conflict(format!("{MAX_RUNNING} answers are being written in this conversation")));
    }
    let run = Run {
        id: RunId::new(),
        owner: UserId(inside.owner),
        author,
        conversation,
        question: question.id,
        answer: answer_id,
        state: RunState::Running,
        attempt: 1,
        model: turn.model.or(inside.model),
        created_at: now,
    };
    let answer = Message {
        id: answer_id,
        parent: Some(question.id),
        role: Role::Assistant,
        content: String::new(),
        state: MessageState::Streaming,
        citations: Vec::new(),
        sources: Vec::new(),
        documents: Vec::new(),
        answer: None,
        problem: None,
        run: Some(run.id),
        author: None,
        created_at: now,
        conversation,
    };
    if is_new {
        messages::insert(database, &tx, &question).await?;
    }
    messages::insert(database, &tx, &answer).await?;
    insert(&tx, &run).await?;
    tx.commit().await.map_err(StoreError::failed)?;
    Ok((run, question, answer))
}

/// The message to answer, and whether it is yet to be stored.
async fn question(
    database: &SealedDatabase,
    tx: &DatabaseTransaction,
    conversation: ConversationId,
    (new_id, author): (MessageId, Option<UserId>),
    kind: TurnKind,
    now: Time,
) -> StoreResult<(Message, bool)> {
    match kind {
        TurnKind::Ask { parent, text, documents } => {
            if let Some(parent) = parent {
                messages::in_conversation(database, tx, conversation, parent).await?;
            }
            let question = Message {
                id: new_id,
                conversation,
                parent,
                role: Role::User,
                content: storable(&text),
                state: MessageState::Complete,
                citations: Vec::new(),
                sources: Vec::new(),
                documents,
                answer: None,
                problem: None,
                run: None,
                author,
                created_at: now,
            };
            Ok((question, true))
        }
        TurnKind::Regenerate { question } => {
            let question = messages::in_conversation(database, tx, conversation, question).await?;
            if question.role != Role::User {
                return Err(StoreError::NotFound("question"));
            }
            Ok((question, false))
        }
    }
}

async fn move_head(
    tx: &DatabaseTransaction,
    conversation: ConversationId,
    head: MessageId,
    now: Time,
) -> StoreResult<()> {
    let moved = conversations::Entity::update_many()
        .col_expr(conversations::Column::Head, Expr::value(head.0))
        .col_expr(conversations::Column::UpdatedAt, Expr::value(micros(now)))
        .filter(conversations::Column::Id.eq(conversation.0))
        .exec(tx)
        .await
        .map_err(StoreError::failed)?;
    if moved.rows_affected == 0 { Err(StoreError::NotFound("conversation")) } else { Ok(()) }
}

async fn insert(tx: &DatabaseTransaction, run: &Run) -> StoreResult<()> {
    let row = Model {
        id: run.id.0,
        owner: run.owner.0,
        author: run.author.map(|author| author.0),
        conversation_id: run.conversation.0,
        question_id: run.question.0,
        answer_id: run.answer.0,
        state: run.state.name().to_owned(),
        attempt: i64::from(run.attempt),
        model: run.model.clone(),
        created_at: micros(run.created_at),
    };
    let inserted = Entity::insert(row.into_active_model()).exec_without_returning(tx).await;
    inserted.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            StoreError::Conflict("an answer to this message is being written".to_owned())
        }
        _ => StoreError::failed(error),
    })
}

pub(super) async fn one(database: &SealedDatabase, who: Who, id: RunId) -> StoreResult<Run> {
    let row = Entity::find_by_id(id.0).one(database.read()).await.map_err(StoreError::failed)?;
    let row = row.ok_or(StoreError::NotFound("run"))?;
    if row.owner != who.user.0 {
        CONVERSATIONS.host(database.read(), who, row.conversation_id, Level::Read, "run").await?;
    }
    run(row)
}

pub(super) async fn take_up(database: &SealedDatabase) -> StoreResult<Vec<Run>> {
    let tx = database.write().await?;
    let sql = "UPDATE runs SET attempt = attempt + 1 WHERE state = 'running' RETURNING *";
    let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await;
    let mut runs = Vec::new();
    for row in rows.map_err(StoreError::failed)? {
        runs.push(run(Model::from_query_result(&row, "").map_err(StoreError::failed)?)?);
    }
    tx.commit().await.map_err(StoreError::failed)?;
    runs.sort_by_key(|run| (run.created_at, run.id));
    Ok(runs)
}

/// How a run ends.
pub(super) struct End<'a> {
    pub(super) state: RunState,
    pub(super) answer: &'a Message,
    pub(super) events: &'a [LoggedEvent],
    pub(super) title: Option<&'a str>,
}

pub(super) async fn finish(database: &SealedDatabase, id: RunId, end: End<'_>, now: Time) -> StoreResult<()> {
    if end.state == RunState::Running || end.answer.state == MessageState::Streaming {
        return Err(StoreError::Conflict("a finished run and its answer are not going on".to_owned()));
    }
    let tx = database.write().await?;
    let run = Entity::find_by_id(id.0).one(&tx).await.map_err(StoreError::failed)?;
    let run = run.ok_or(StoreError::NotFound("run"))?;
    if run.answer_id != end.answer.id.0 {
        return Err(StoreError::Conflict("this run writes another message".to_owned()));
    }
    let ended = Entity::update_many()
        .col_expr(Column::State, Expr::value(end.state.name()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(RunState::Running.name()))
        .exec(&tx)
        .await
        .map_err(StoreError::failed)?;
    if ended.rows_affected == 0 {
        return Err(StoreError::Conflict("the run has ended already".to_owned()));
    }
    store_answer(database, &tx, end.answer).await?;
    if !end.events.is_empty() {
        events::append(database, &tx, end.events, now).await?;
    }
    let conversation =
        || conversations::Entity::update_many().filter(conversations::Column::Id.eq(run.conversation_id));
    let changed = conversation().col_expr(conversations::Column::UpdatedAt, Expr::value(micros(now)));
    changed.exec(&tx).await.map_err(StoreError::failed)?;
    if let Some(title) = end.title {
        let title = database.seal(&TITLE.row(run.conversation_id), &storable(title))?;
        let titled = conversation()
            .col_expr(conversations::Column::Title, Expr::value(title))
            .filter(conversations::Column::Title.eq(""));
        titled.exec(&tx).await.map_err(StoreError::failed)?;
    }
    tx.commit().await.map_err(StoreError::failed)
}

/// Stores what a run may change of its message; its place in the tree stays.
async fn store_answer(database: &SealedDatabase, tx: &DatabaseTransaction, answer: &Message) -> StoreResult<()> {
    use message_rows::Column as Col;
    let row = messages::row(database, answer)?;
    message_rows::Entity::update_many()
        .col_expr(Col::Content, Expr::value(row.content))
        .col_expr(Col::State, Expr::value(row.state))
        .col_expr(Col::Citations, Expr::value(row.citations))
        .col_expr(Col::Sources, Expr::value(row.sources))
        .col_expr(Col::Answer, Expr::value(row.answer))
        .col_expr(Col::Problem, Expr::value(row.problem))
        .filter(Col::Id.eq(row.id))
        .exec(tx)
        .await
        .map_err(StoreError::failed)?;
    Ok(())
}

fn run(row: Model) -> StoreResult<Run> {
    Ok(Run {
        id: RunId(row.id),
        owner: UserId(row.owner),
        author: row.author.map(UserId),
        conversation: ConversationId(row.conversation_id),
        question: MessageId(row.question_id),
        answer: MessageId(row.answer_id),
        state: RunState::named(&row.state)?,
        attempt: number(row.attempt)?,
        model: row.model,
        created_at: time(row.created_at)?,
    })
}
