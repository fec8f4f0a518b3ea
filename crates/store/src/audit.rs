//! The audit log.

use crate::{
    Store,
    columns::{Named, contains_pattern, integer, micros, number, search_key, storable, time},
    entities::{
        audit::{Column, Entity, Model},
        audit_head::{ActiveModel as Head, Entity as Heads, Model as HeadRow},
    },
};
use async_trait::async_trait;
use chatbox_core::{
    audit::{AuditEntry, AuditEvent, AuditFilter, AuditHead, AuditStore, Link, Outcome, Via, link},
    clock::Time,
    error::{StoreError, StoreResult},
    ids::UserId,
    page::{Page, PageRequest},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::LikeExpr,
};

/// The one row of `audit_head`.
const HEAD: i64 = 1;
/// Characters kept of each text: some are whatever a stranger sends.
const LONGEST: usize = 512;

#[async_trait]
impl AuditStore for Store {
    async fn append_audit(&self, event: &AuditEvent, now: Time) -> StoreResult<AuditEntry> {
        let event = kept(event);
        let tx = self.database.write().await?;
        // Of several processes each waits for its turn here.
        let found = Heads::find_by_id(HEAD).lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
        let before = head(found)?;
        let seq = before.last + 1;
        let hash = link(&before.hash, seq, now, &event).map_err(StoreError::failed)?;
        let row = Model {
            seq: integer(seq)?,
            at: micros(now),
            action: event.action.clone(),
            actor: event.actor.map(|user| user.0),
            name: event.name.clone(),
            via: event.via.name().to_owned(),
            target: event.target.clone(),
            address: event.address.clone(),
            agent: event.agent.clone(),
            outcome: event.outcome.name().to_owned(),
            detail: event.detail.clone(),
            search_key: search_key(&format!("{}\n{}\n{}", event.name, event.target, event.address)),
            hash: hash.to_vec(),
        };
        let insert = Entity::insert(row.into_active_model());
        insert.exec_without_returning(&tx).await.map_err(StoreError::failed)?;
        let moved =
            Head { id: Unchanged(HEAD), last: Set(integer(seq)?), hash: Set(hash.to_vec()), ..Default::default() };
        moved.update(&tx).await.map_err(StoreError::failed)?;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(AuditEntry { seq, at: now, event, hash: hex(&hash) })
    }

    async fn audit_entries(&self, filter: &AuditFilter, page: &PageRequest) -> StoreResult<Page<AuditEntry>> {
        let mut wanted = Entity::find().order_by_desc(Column::Seq).limit(u64::from(page.limit) + 1);
        if let Some(cursor) = &page.cursor {
            let before: i64 = place(cursor).ok_or(StoreError::BadCursor)?;
            wanted = wanted.filter(Column::Seq.lt(before));
        }
        if let Some(action) = &filter.action {
            wanted = wanted.filter(Column::Action.starts_with(action));
        }
        if let Some(text) = &filter.contains {
            wanted = wanted.filter(Column::SearchKey.like(LikeExpr::new(contains_pattern(text)).escape('\\')));
        }
        if let Some(outcome) = filter.outcome {
            wanted = wanted.filter(Column::Outcome.eq(outcome.name()));
        }
        if let Some(from) = filter.from {
            wanted = wanted.filter(Column::At.gte(micros(from)));
        }
        if let Some(until) = filter.until {
            wanted = wanted.filter(Column::At.lt(micros(until)));
        }
        let mut rows = wanted.all(self.database.read()).await.map_err(StoreError::failed)?;
        let more = rows.len() > page.limit as usize;
        rows.truncate(page.limit as usize);
        let next = rows.last().filter(|_| more).map(|row| format!("s{:016x}", row.seq));
        Ok(Page { items: rows.into_iter().map(entry).collect::<StoreResult<_>>()?, next })
    }

    async fn audit_from(&self, seq: u64, limit: u32) -> StoreResult<Vec<AuditEntry>> {
        let wanted = Entity::find().filter(Column::Seq.gte(integer(seq)?)).order_by_asc(Column::Seq);
        let rows = wanted.limit(u64::from(limit)).all(self.database.read()).await.map_err(StoreError::failed)?;
        rows.into_iter().map(entry).collect()
    }

    async fn audit_head(&self) -> StoreResult<AuditHead> {
        head(Heads::find_by_id(HEAD).one(self.database.read()).await.map_err(StoreError::failed)?)
    }

    async fn trim_audit(&self, before: Time) -> StoreResult<u64> {
        let tx = self.database.write().await?;
        let found = Heads::find_by_id(HEAD).lock_exclusive().one(&tx).await.map_err(StoreError::failed)?;
        head(found)?;
        let last = Entity::find().filter(Column::At.lt(micros(before))).order_by_desc(Column::Seq);
        let Some(last) = last.one(&tx).await.map_err(StoreError::failed)? else { return Ok(0) };
        // The head moves first: the database lets go of what lies before it.
        let moved =
            Head { id: Unchanged(HEAD), first: Set(last.seq + 1), before: Set(last.hash), ..Default::default() };
        moved.update(&tx).await.map_err(StoreError::failed)?;
        let gone = Entity::delete_many().filter(Column::Seq.lte(last.seq));
        let gone = gone.exec(&tx).await.map_err(StoreError::failed)?.rows_affected;
        tx.commit().await.map_err(StoreError::failed)?;
        Ok(gone)
    }
}

fn head(row: Option<HeadRow>) -> StoreResult<AuditHead> {
    let row = row.ok_or_else(|| StoreError::failed("the head of the audit log is gone"))?;
    let (before, hash) = (hash_of(row.before)?, hash_of(row.hash)?);
    Ok(AuditHead { first: number(row.first)?, before, last: number(row.last)?, hash })
}

fn entry(row: Model) -> StoreResult<AuditEntry> {
    let event = AuditEvent {
        action: row.action,
        actor: row.actor.map(UserId),
        name: row.name,
        via: Via::named(&row.via)?,
        target: row.target,
        address: row.address,
        agent: row.agent,
        outcome: Outcome::named(&row.outcome)?,
        detail: row.detail,
    };
    Ok(AuditEntry { seq: number(row.seq)?, at: time(row.at)?, event, hash: hex(&hash_of(row.hash)?) })
}

/// As both databases keep it, so that it hashes to the same again.
fn kept(event: &AuditEvent) -> AuditEvent {
    let text = |text: &str| storable(text).chars().take(LONGEST).collect();
    AuditEvent {
        action: text(&event.action),
        name: text(&event.name),
        target: text(&event.target),
        address: text(&event.address),
        agent: text(&event.agent),
        detail: text(&event.detail),
        ..*event
    }
}

/// What a cursor says.
fn place(cursor: &str) -> Option<i64> {
    let digits = cursor.strip_prefix('s').filter(|digits| digits.len() == 16)?;
    i64::from_str_radix(digits, 16).ok().filter(|seq| *seq > 0)
}

fn hash_of(bytes: Vec<u8>) -> StoreResult<Link> {
    bytes.try_into().map_err(|_| StoreError::failed("a hash of the audit log has another length than 32 bytes"))
}

fn hex(hash: &Link) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
