//! Contract of the audit log.

#![allow(clippy::unwrap_used, reason = "a contract suite fails by panicking")]

use crate::checks::{all_pages, at, refuses_garbage};
use chatbox_core::{
    audit::{AuditEvent, AuditFilter, AuditStore, Outcome, START, Via, link},
    ids::UserId,
    page::PageRequest,
};
use std::sync::Arc;
use tokio::task::JoinSet;

/// Runs all checks of the port's promises; panics at the first broken one. The log is empty.
pub async fn audit_store_contract(store: Arc<dyn AuditStore>) {
    let empty = store.audit_head().await.unwrap();
    assert_eq!((empty.first, empty.last, empty.before, empty.hash), (1, 0, START, START));
    assert_eq!(store.trim_audit(at(100)).await.unwrap(), 0);

    // Many at once stand one after the other.
    let mut writers = JoinSet::new();
    for number in 0..20 {
        let store = Arc::clone(&store);
        writers.spawn(async move { store.append_audit(&event(number), at(number)).await.unwrap() });
    }
    let mut written = writers.join_all().await;
    written.sort_by_key(|entry| entry.seq);
    let all = store.audit_from(1, 100).await.unwrap();
    assert_eq!(all, written, "what was said to be there");
    let mut before = START;
    for (number, entry) in all.iter().enumerate() {
        assert_eq!(entry.seq, number as u64 + 1);
        before = link(&before, entry.seq, entry.at, &entry.event).unwrap();
        assert_eq!(entry.hash, hex(&before), "the chain holds");
    }
    let head = store.audit_head().await.unwrap();
    assert_eq!((head.first, head.last, head.hash), (1, 20, before));
    assert_eq!(store.audit_from(19, 1).await.unwrap(), &all[18..19]);

    let list = async |filter: AuditFilter| all_pages(7, async |page| store.audit_entries(&filter, &page).await).await;
    let newest: Vec<_> = all.iter().rev().cloned().collect();
    assert_eq!(list(AuditFilter::default()).await, newest);
    let sign_ins = list(AuditFilter { action: Some("auth.".to_owned()), ..AuditFilter::default() }).await;
    assert!(sign_ins.len() == 10 && sign_ins.iter().all(|entry| entry.event.action == "auth.sign_in"));
    let refused = list(AuditFilter { outcome: Some(Outcome::Refused), ..AuditFilter::default() }).await;
    assert!(refused.len() == 10 && refused.iter().all(|entry| entry.event.outcome == Outcome::Refused));
    let zoe = list(AuditFilter { contains: Some("ZOE3@".to_owned()), ..AuditFilter::default() }).await;
    assert_eq!(zoe.iter().map(|entry| entry.event.name.as_str()).collect::<Vec<_>>(), ["Zoë3@example.org"]);
    assert_eq!(list(AuditFilter { contains: Some("%".to_owned()), ..AuditFilter::default() }).await, []);
    let hour = AuditFilter { from: Some(at(5)), until: Some(at(8)), ..AuditFilter::default() };
    assert_eq!(list(hour).await.len(), 3);
    refuses_garbage(async |page: PageRequest| store.audit_entries(&AuditFilter::default(), &page).await).await;

    // What is too long or cannot be stored is cut, and hashes to what is stored.
    let long = AuditEvent { agent: "x\0".repeat(10_000), ..event(1) };
    let cut = store.append_audit(&long, at(200)).await.unwrap();
    assert!(cut.event.agent.chars().count() <= 512 && !cut.event.agent.contains('\0'));
    assert_eq!(store.audit_from(21, 1).await.unwrap(), [cut]);

    // The old end goes, the chain of the rest holds.
    let gone = store.trim_audit(at(200)).await.unwrap();
    assert_eq!(gone, 20);
    let head = store.audit_head().await.unwrap();
    assert_eq!((head.first, head.last, head.before), (21, 21, before));
    let next = store.append_audit(&event(2), at(201)).await.unwrap();
    assert_eq!(next.seq, 22);
    assert_eq!(store.audit_from(1, 100).await.unwrap().len(), 2);
}

fn event(number: i64) -> AuditEvent {
    let is_even = number % 2 == 0;
    AuditEvent {
        action: if is_even { "auth.sign_in" } else { "document.delete" }.to_owned(),
        actor: is_even.then(UserId::new),
        name: format!("Zoë{number}@example.org"),
        via: if is_even { Via::Open } else { Via::Session },
        target: String::new(),
        address: "192.0.2.7".to_owned(),
        agent: "Browser".to_owned(),
        outcome: if is_even { Outcome::Refused } else { Outcome::Done },
        detail: String::new(),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
