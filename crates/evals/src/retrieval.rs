//! How well passages are found: a corpus goes through the real ingestion, its queries through the real search and through variants of
//! fusion and reranking over the same candidates.

mod report;
mod variants;

pub use report::{Line, RetrievalReport};

use crate::beir::{DataSet, Query};
use crate::corpus::Corpus;
use crate::metrics::{Averages, Gains};
use anyhow::{Context, Result};
use chatbox_core::{
    ids::{ChunkId, CollectionId, Who},
    search::{Search, SearchFilters, SearchQuery},
    tasks::JobStore,
};
use chatbox_rag::{Rag, search::fuse};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    time::Instant,
};
use variants::{Variant, variants};

/// Candidates taken from each index, as the search itself does by default.
const CANDIDATES: usize = 100;

/// Measures retrieval on the data set in `data`. The queue that carries out the jobs of `rag` must run; `jobs` is its store, asked when
/// the sentence vectors are complete. `tell` hears in words how far it is.
///
/// # Errors
/// When the data set cannot be read, a document cannot be ingested, or a search fails.
pub async fn retrieval(
    data: &Path,
    rag: &Rag,
    jobs: &dyn JobStore,
    who: Who,
    tell: &mut (dyn FnMut(&str) + Send),
) -> Result<RetrievalReport> {
    let data = DataSet::open(data)?;
    let corpus = Corpus::ingest(&data, rag, jobs, who, tell).await?;
    let mut report = RetrievalReport {
        data: data.name(),
        documents: corpus.documents(),
        chunks: corpus.chunks,
        ingest_seconds: corpus.searchable_seconds,
        sentences_seconds: corpus.sentences_seconds,
        ..RetrievalReport::default()
    };
    for split in ["train", "test"] {
        let Some(judged) = data.judged(split)? else { continue };
        tell(&format!("{split}: {} queries", judged.len()));
        let mut run = Run { rag, who, corpus: &corpus, lines: Vec::new(), milliseconds: Vec::new() };
        for (query, gains) in &judged {
            run.measure(query, gains).await.with_context(|| format!("query {}", query.id))?;
        }
        report.take(split, run.lines, run.milliseconds);
    }
    Ok(report)
}

/// The queries of one split.
struct Run<'a> {
    rag: &'a Rag,
    who: Who,
    corpus: &'a Corpus,
    /// Averages by variant; the first is the product itself.
    lines: Vec<(String, Averages)>,
    /// Of each search of the product.
    milliseconds: Vec<f32>,
}

impl Run<'_> {
    async fn measure(&mut self, query: &Query, gains: &Gains) -> Result<()> {
        let question = question(&query.text, self.corpus.collection);
        let start = Instant::now();
        let result = self.rag.search(self.who, &question).await?;
        self.milliseconds.push(start.elapsed().as_secs_f32() * 1000.0);
        let product = self.ranking(result.hits.iter().map(|hit| hit.path.as_str()));
        self.add("product", &product, gains);

        let found = self.rag.candidates(self.who, &question, CANDIDATES).await?;
        let ids: HashSet<ChunkId> = found.near.iter().chain(&found.matching).map(|hit| hit.chunk).collect();
        let ids: Vec<ChunkId> = ids.into_iter().collect();
        let passages: HashMap<ChunkId, _> =
            self.rag.passages(self.who, &ids).await?.into_iter().map(|passage| (passage.chunk.id, passage)).collect();
        for (name, variant) in variants() {
            let chunks: Vec<ChunkId> = match variant {
                Variant::Vector => found.near.iter().map(|hit| hit.chunk).collect(),
                Variant::Keyword => found.matching.iter().map(|hit| hit.chunk).collect(),
                Variant::Fused(fusion) => {
                    fuse(&found.near, &found.matching, fusion).into_iter().map(|fused| fused.chunk).collect()
                }
                Variant::Reranked(fusion, share, depth) => {
                    let mut fused = fuse(&found.near, &found.matching, fusion);
                    fused.retain(|fused| passages.contains_key(&fused.chunk));
                    fused.truncate(depth);
                    variants::reranked(&found.question, &fused, &passages, fusion, share)
                }
            };
            let paths = chunks.iter().filter_map(|chunk| passages.get(chunk)).map(|passage| passage.path.as_str());
            let ranking = self.ranking(paths);
            self.add(&name, &ranking, gains);
        }
        Ok(())
    }

    /// The documents of passages, each where its best passage stands.
    fn ranking<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<String> {
        let mut seen = HashSet::new();
        paths.filter(|path| seen.insert(*path)).filter_map(|path| self.corpus.id(path)).map(str::to_owned).collect()
    }

    fn add(&mut self, name: &str, ranking: &[String], gains: &Gains) {
        let ranking: Vec<&str> = ranking.iter().map(String::as_str).collect();
        match self.lines.iter_mut().find(|(known, _)| known == name) {
            Some((_, averages)) => averages.add(&ranking, gains),
            None => {
                let mut averages = Averages::default();
                averages.add(&ranking, gains);
                self.lines.push((name.to_owned(), averages));
            }
        }
    }
}

fn question(text: &str, collection: CollectionId) -> SearchQuery {
    SearchQuery {
        query: text.to_owned(),
        collections: vec![collection],
        limit: CANDIDATES as u32,
        filters: SearchFilters::default(),
    }
}

#[cfg(test)]
mod tests;
