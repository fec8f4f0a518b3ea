//! The work that waits inside the child: single queries first, then passages in packs, each in order of arrival.

use std::{
    collections::VecDeque,
    ops::Range,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How often a waiting caller looks whether it was cancelled.
const LOOK: Duration = Duration::from_millis(20);

/// Some texts of one call that are computed together.
pub(super) struct Pack {
    pub(super) texts: Vec<Vec<u32>>,
    /// Their places in the call, in the same order.
    places: Vec<usize>,
    call: Arc<Call>,
}

/// What a caller waits for.
pub(super) struct Call {
    results: Mutex<Results>,
    ready: Condvar,
    cancelled: AtomicBool,
}

struct Results {
    vectors: Vec<f32>,
    missing: usize,
}

impl Call {
    pub(super) fn new(texts: usize, dimensions: usize) -> Arc<Self> {
        let results = Mutex::new(Results { vectors: vec![0.0; texts * dimensions], missing: texts });
        Arc::new(Self { results, ready: Condvar::new(), cancelled: AtomicBool::new(false) })
    }

    /// Waits for all vectors. `None` once `cancelled` says so; what still waits is then dropped unseen.
    pub(super) fn wait(&self, cancelled: impl Fn() -> bool) -> Option<Vec<f32>> {
        let mut results = lock(&self.results);
        while results.missing > 0 {
            if cancelled() {
                self.cancelled.store(true, Ordering::Relaxed);
                return None;
            }
            results = self.ready.wait_timeout(results, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        Some(std::mem::take(&mut results.vectors))
    }
}

impl Pack {
    pub(super) fn is_wanted(&self) -> bool {
        !self.call.cancelled.load(Ordering::Relaxed)
    }

    /// Hands the vectors to the caller, one behind the other.
    pub(super) fn answer(self, vectors: &[f32]) {
        let dimensions = vectors.len() / self.places.len().max(1);
        let mut results = lock(&self.call.results);
        for (place, vector) in self.places.iter().zip(vectors.chunks_exact(dimensions)) {
            results.vectors[place * dimensions..][..dimensions].copy_from_slice(vector);
        }
        results.missing -= self.places.len();
        if results.missing == 0 {
            self.call.ready.notify_all();
        }
    }
}

#[derive(Default)]
pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
}

#[derive(Default)]
struct Waiting {
    queries: VecDeque<Pack>,
    passages: VecDeque<Pack>,
}

impl Queue {
    /// Each text by itself, in front of all passages.
    pub(super) fn push_queries(&self, texts: Vec<Vec<u32>>, call: &Arc<Call>) {
        let mut waiting = lock(&self.waiting);
        for (place, text) in texts.into_iter().enumerate() {
            waiting.queries.push_back(Pack { texts: vec![text], places: vec![place], call: call.clone() });
        }
        drop(waiting);
        self.arrived.notify_all();
    }

    /// Texts of similar length together, about `most` tokens a pack.
    pub(super) fn push_passages(&self, texts: Vec<Vec<u32>>, most: usize, call: &Arc<Call>) {
        let mut texts: Vec<(usize, Vec<u32>)> = texts.into_iter().enumerate().collect();
        texts.sort_by_key(|(_, text)| std::cmp::Reverse(text.len()));
        let lengths: Vec<usize> = texts.iter().map(|(_, text)| text.len()).collect();
        let mut rest = texts.into_iter();
        let mut waiting = lock(&self.waiting);
        for pack in packs(&lengths, most) {
            let (places, texts) = rest.by_ref().take(pack.len()).unzip();
            waiting.passages.push_back(Pack { texts, places, call: call.clone() });
        }
        drop(waiting);
        self.arrived.notify_all();
    }

    /// Waits for the next pack.
    pub(super) fn next(&self) -> Pack {
        let mut waiting = lock(&self.waiting);
        loop {
            if let Some(pack) = waiting.queries.pop_front().or_else(|| waiting.passages.pop_front()) {
                return pack;
            }
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for the next query.
    pub(super) fn next_query(&self) -> Pack {
        let mut waiting = lock(&self.waiting);
        loop {
            if let Some(pack) = waiting.queries.pop_front() {
                return pack;
            }
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Neighbours whose lengths add up to `most` at most; a longer one stands alone.
fn packs(lengths: &[usize], most: usize) -> Vec<Range<usize>> {
    let mut packs: Vec<Range<usize>> = Vec::new();
    let mut tokens = 0;
    for (at, length) in lengths.iter().enumerate() {
        match packs.last_mut() {
            Some(pack) if tokens + length <= most => {
                pack.end = at + 1;
                tokens += length;
            }
            _ => {
                packs.push(at..at + 1);
                tokens = *length;
            }
        }
    }
    packs
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_fill_up_to_their_most() {
        assert_eq!(packs(&[256, 200, 50, 6, 3, 3], 256), [0..1, 1..4, 4..6]);
        assert_eq!(packs(&[300, 10], 256), [0..1, 1..2]);
        assert_eq!(packs(&[], 256), []);
    }

    #[test]
    fn queries_go_first_and_answers_find_their_places() {
        let queue = Queue::default();
        let (passages, query) = (Call::new(3, 2), Call::new(1, 2));
        queue.push_passages(vec![vec![1], vec![2; 9], vec![3; 4]], 10, &passages);
        queue.push_queries(vec![vec![7]], &query);

        let first = queue.next();
        assert_eq!(first.texts, [vec![7]]);
        first.answer(&[0.5, 0.25]);
        assert_eq!(query.wait(|| false), Some(vec![0.5, 0.25]));

        let (second, third) = (queue.next(), queue.next());
        assert_eq!(second.texts, [vec![2; 9]], "longest first");
        assert_eq!(third.texts, [vec![3; 4], vec![1]], "then as many as fit");
        third.answer(&[30.0, 31.0, 10.0, 11.0]);
        second.answer(&[20.0, 21.0]);
        assert_eq!(passages.wait(|| false), Some(vec![10.0, 11.0, 20.0, 21.0, 30.0, 31.0]));
    }

    #[test]
    fn a_cancelled_call_is_not_computed() {
        let queue = Queue::default();
        let call = Call::new(1, 2);
        queue.push_passages(vec![vec![1]], 10, &call);
        assert_eq!(call.wait(|| true), None);
        assert!(!queue.next().is_wanted());
    }
}
