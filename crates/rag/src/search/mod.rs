//! Finding passages: both indexes side by side, fusion, and reranking by single sentences.

mod fuse;
mod holdings;
mod rerank;
mod sentence;

pub use fuse::{Fused, Fusion, fuse};
pub use rerank::{SentenceScore, rerank, sentence_scores};
pub use sentence::{cosine, quantise, sentence_vectors};

use crate::Rag;
use async_trait::async_trait;
use chatbox_core::{
    documents::{Candidate, Passage},
    ids::{ChunkId, CollectionId, Who},
    index::{Hit, Scope},
    models::EmbedAs,
    search::{
        Holdings, ScoredSentence, Scores, Search, SearchError, SearchHit, SearchQuery, SearchResult, SearchTimings,
    },
};
use std::{
    collections::{HashMap, HashSet},
    time::{Duration, Instant},
};

/// How passages are found and ordered.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchSettings {
    /// Candidates taken from each index; at least the limit of the query.
    pub candidates: usize,
    /// Fused candidates that are reranked; more are read only while too few of them are visible. On SciFact 30 to 50 order as well as
    /// 100 (`make eval NAME=retrieval` prints all).
    pub rerank: usize,
    /// How the two lists become one.
    pub fusion: Fusion,
    /// Part of the vector's weight that goes to the best sentence where sentence vectors exist; 0 switches sentences off.
    pub sentence_share: f32,
}

impl Default for SearchSettings {
    fn default() -> Self {
        Self { candidates: 100, rerank: 30, fusion: Fusion::Linear { vector: 0.5 }, sentence_share: 0.5 }
    }
}

/// Longest query in characters.
const MAX_QUERY_CHARS: usize = 2_000;

/// Most hits of one search.
const MAX_LIMIT: u32 = 100;

/// Most ids or names in one filter.
const MAX_FILTER: usize = 1_000;

/// Texts embedded in one call when comparing pairs: keeps a call short enough for a question to get in between.
const SIMILARITY_BATCH: usize = 64;

/// What the two indexes found for a question, before anything is made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidates {
    /// The question's unit vector.
    pub question: Vec<f32>,
    /// The nearest chunks by cosine, best first.
    pub near: Vec<Hit>,
    /// The best chunks by BM25, best first.
    pub matching: Vec<Hit>,
    /// Time to embed the question.
    pub embedding: Duration,
    /// Time of the slower index.
    pub searching: Duration,
}

/// A candidate that the asker may see.
struct Found {
    fused: Fused,
    /// Best first.
    sentences: Vec<SentenceScore>,
}

#[async_trait]
impl Search for Rag {
    async fn search(&self, who: Who, query: &SearchQuery) -> Result<SearchResult, SearchError> {
        let start = Instant::now();
        let question = checked(query)?;
        let limit = query.limit as usize;
        let scope = self.scope(who, query).await?;
        let wanted = self.settings.search.candidates.max(limit);

        let Candidates { question: vector, near, matching, embedding, searching } =
            self.found_by_indexes(question, &scope, wanted).await?;
        let fused = fuse(&near, &matching, self.settings.search.fusion);

        let fetch = Instant::now();
        let mut ranked = self.ranked(self.visible(who, &vector, fused, limit).await?);
        ranked.truncate(limit);
        let hits = self.hits(who, ranked).await?;
        let fetching = fetch.elapsed();

        let total = start.elapsed();
        metrics::histogram!("chatbox_search_seconds").record(total.as_secs_f64());
        let timings = SearchTimings {
            embed_ms: milliseconds(embedding),
            index_ms: milliseconds(searching),
            fetch_ms: milliseconds(fetching),
            total_ms: milliseconds(total),
        };
        Ok(SearchResult { hits, timings })
    }

    async fn similarity(&self, pairs: &[(String, String)]) -> Result<Vec<f32>, SearchError> {
        let mut texts: Vec<&String> = pairs.iter().flat_map(|(one, other)| [one, other]).collect();
        texts.sort_unstable();
        texts.dedup();
        let mut vectors: HashMap<&str, Vec<f32>> = HashMap::with_capacity(texts.len());
        for batch in texts.chunks(SIMILARITY_BATCH) {
            let owned: Vec<String> = batch.iter().map(|text| (*text).clone()).collect();
            let embedded = self.deps.embedder.embed(&owned, EmbedAs::Query).await?;
            vectors.extend(batch.iter().map(|text| text.as_str()).zip(embedded));
        }
        let of = |text: &String| vectors.get(text.as_str());
        Ok(pairs.iter().map(|(one, other)| of(one).zip(of(other)).map_or(0.0, |(a, b)| sentence::dot(a, b))).collect())
    }

    async fn holdings(&self, who: Who, collections: &[CollectionId]) -> Result<Holdings, SearchError> {
        holdings::holdings(self, who, collections).await
    }
}

impl Rag {
    /// What both indexes find for the query, at most `wanted` chunks each: for measuring fusion and reranking apart from reading.
    /// The query's own limit does not matter.
    ///
    /// # Errors
    /// As [`Search::search`].
    pub async fn candidates(&self, who: Who, query: &SearchQuery, wanted: usize) -> Result<Candidates, SearchError> {
        self.found_by_indexes(checked(query)?, &self.scope(who, query).await?, wanted).await
    }

    /// The searchable chunks among `ids` with their sentence vectors.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn passages(&self, who: Who, ids: &[ChunkId]) -> Result<Vec<Passage>, SearchError> {
        Ok(self.deps.documents.passages(who, ids, self.deps.embedder.model()).await?)
    }

    /// What the query is limited to, and the asker.
    async fn scope(&self, who: Who, query: &SearchQuery) -> Result<Scope, SearchError> {
        Ok(Scope {
            who,
            shared: self.deps.documents.shared_collections(who).await?,
            collections: some_unless_empty(&query.collections),
            documents: some_unless_empty(&query.filters.documents),
            languages: some_unless_empty(&query.filters.languages),
            media_types: some_unless_empty(&query.filters.media_types),
        })
    }

    async fn found_by_indexes(&self, question: &str, scope: &Scope, wanted: usize) -> Result<Candidates, SearchError> {
        let by_vector = async {
            let start = Instant::now();
            let vector = self.embed_question(question).await?;
            let embedding = start.elapsed();
            let start = Instant::now();
            let hits = self.deps.vectors.search(&vector, scope, wanted).await?;
            Ok::<_, SearchError>((vector, hits, embedding, start.elapsed()))
        };
        let by_keyword = async {
            let start = Instant::now();
            let hits = self.deps.keywords.search(question, scope, wanted).await?;
            Ok::<_, SearchError>((hits, start.elapsed()))
        };
        let ((question, near, embedding, vector_time), (matching, keyword_time)) =
            tokio::try_join!(by_vector, by_keyword)?;
        Ok(Candidates { question, near, matching, embedding, searching: vector_time.max(keyword_time) })
    }

    async fn embed_question(&self, question: &str) -> Result<Vec<f32>, SearchError> {
        let vectors = self.deps.embedder.embed(&[question.to_owned()], EmbedAs::Query).await?;
        Ok(vectors.into_iter().next().unwrap_or_default())
    }

    /// The best candidates, and more of them while too few are visible. Of those with the same content the best stays.
    async fn visible(
        &self,
        who: Who,
        question: &[f32],
        fused: Vec<Fused>,
        limit: usize,
    ) -> Result<Vec<Found>, SearchError> {
        let mut found: Vec<Found> = Vec::new();
        let mut contents = HashSet::new();
        for part in fused.chunks(self.settings.search.rerank.max(limit)) {
            let ids: Vec<ChunkId> = part.iter().map(|fused| fused.chunk).collect();
            let candidates = self.deps.documents.candidates(who, &ids, self.deps.embedder.model()).await?;
            let mut candidates: HashMap<ChunkId, Candidate> =
                candidates.into_iter().map(|candidate| (candidate.chunk, candidate)).collect();
            for fused in part {
                if let Some(candidate) = candidates.remove(&fused.chunk)
                    && contents.insert(candidate.embed_hash)
                {
                    found.push(Found { fused: *fused, sentences: sentence_scores(question, &candidate.sentences) });
                }
            }
            if found.len() >= limit {
                break;
            }
        }
        Ok(found)
    }

    /// Reranks by sentences; best first, with scores.
    fn ranked(&self, found: Vec<Found>) -> Vec<(Found, f32)> {
        let settings = &self.settings.search;
        let best: Vec<Option<f32>> = found.iter().map(|found| found.sentences.first().map(|best| best.score)).collect();
        let fused: Vec<Fused> = found.iter().map(|found| found.fused).collect();
        let order = rerank(&fused, &best, settings.fusion, settings.sentence_share);
        let mut found: Vec<Option<Found>> = found.into_iter().map(Some).collect();
        order.into_iter().filter_map(|(place, score)| Some((found[place].take()?, score))).collect()
    }

    /// Reads the passages of what was found. What has gone since is left out.
    async fn hits(&self, who: Who, ranked: Vec<(Found, f32)>) -> Result<Vec<SearchHit>, SearchError> {
        let ids: Vec<ChunkId> = ranked.iter().map(|(found, _)| found.fused.chunk).collect();
        let passages = self.passages(who, &ids).await?;
        let mut passages: HashMap<ChunkId, Passage> =
            passages.into_iter().map(|passage| (passage.chunk.id, passage)).collect();
        let hits = ranked.into_iter().filter_map(|(found, score)| {
            let passage = passages.remove(&found.fused.chunk)?;
            Some(hit(found, passage, score))
        });
        Ok(hits.collect())
    }
}

fn hit(found: Found, passage: Passage, score: f32) -> SearchHit {
    let Found { fused, sentences } = found;
    let Passage { chunk, title, path, .. } = passage;
    SearchHit {
        chunk: chunk.id,
        document: chunk.document,
        revision: chunk.revision,
        collection: chunk.collection,
        title,
        path,
        page: chunk.page,
        headings: chunk.headings,
        start: chunk.start,
        end: chunk.end,
        text: chunk.text,
        scores: Scores {
            vector: fused.vector,
            keyword: fused.keyword,
            sentence: sentences.first().map(|best| best.score),
            fused: score,
        },
        sentences: sentences
            .into_iter()
            .map(|sentence| ScoredSentence { start: sentence.start, end: sentence.end, score: sentence.score })
            .collect(),
    }
}

/// The question without white space around it, if all limits hold.
fn checked(query: &SearchQuery) -> Result<&str, SearchError> {
    let question = query.query.trim();
    let filters = [
        ("collections", query.collections.len()),
        ("documents", query.filters.documents.len()),
        ("languages", query.filters.languages.len()),
        ("media_types", query.filters.media_types.len()),
    ];
    if question.is_empty() {
        return Err(SearchError::Invalid("the query is empty: write a question or some words".into()));
    }
    if question.chars().nth(MAX_QUERY_CHARS).is_some() {
        return Err(SearchError::Invalid(format!("the query is longer than {MAX_QUERY_CHARS} characters: shorten it")));
    }
    if !(1..=MAX_LIMIT).contains(&query.limit) {
        return Err(SearchError::Invalid(format!("limit is {}: it must be 1 to {MAX_LIMIT}", query.limit)));
    }
    if let Some((name, _)) = filters.into_iter().find(|(_, length)| *length > MAX_FILTER) {
        return Err(SearchError::Invalid(format!("{name} has more than {MAX_FILTER} entries: name fewer")));
    }
    Ok(question)
}

fn some_unless_empty<T: Clone>(list: &[T]) -> Option<Vec<T>> {
    (!list.is_empty()).then(|| list.to_vec())
}

fn milliseconds(duration: Duration) -> f32 {
    duration.as_secs_f32() * 1000.0
}

#[cfg(test)]
mod tests;
