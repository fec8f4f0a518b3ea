//! Vectors of chunks, from the cache where it has them.

use crate::{Deps, RagError, chunk::embed_text};
use chatbox_core::{
    documents::Chunk,
    models::{EmbedAs, ModelError},
};
use std::collections::HashMap;

/// The vectors of these chunks in their order; what the cache lacks is embedded in one call and cached.
pub(crate) async fn vectors(deps: &Deps, chunks: &[(&Chunk, &str)]) -> Result<Vec<Vec<f32>>, RagError> {
    let model = deps.embedder.model();
    let hashes: Vec<String> = chunks.iter().map(|(chunk, _)| chunk.embed_hash.clone()).collect();
    let mut vectors = deps.documents.cached_embeddings(model, &hashes).await?;

    let mut wanted: HashMap<&str, usize> = HashMap::new();
    let mut texts = Vec::new();
    for ((chunk, title), _) in chunks.iter().zip(&vectors).filter(|(_, vector)| vector.is_none()) {
        wanted.entry(&chunk.embed_hash).or_insert_with(|| {
            texts.push(embed_text(title, &chunk.headings, &chunk.prefix, &chunk.text));
            texts.len() - 1
        });
    }
    metrics::counter!("chatbox_embeddings_total", "from" => "cache").increment((chunks.len() - texts.len()) as u64);
    metrics::counter!("chatbox_embeddings_total", "from" => "model").increment(texts.len() as u64);
    if texts.is_empty() {
        return Ok(vectors.into_iter().flatten().collect());
    }

    let fresh = deps.embedder.embed(&texts, EmbedAs::Passage).await?;
    if fresh.len() != texts.len() || fresh.iter().any(|vector| vector.len() != deps.embedder.dimensions()) {
        return Err(ModelError::Broken("the embedder answered with another number of values".to_owned()).into());
    }
    let entries: Vec<(String, Vec<f32>)> =
        wanted.iter().map(|(hash, index)| ((*hash).to_owned(), fresh[*index].clone())).collect();
    deps.documents.cache_embeddings(model, &entries).await?;
    for (vector, hash) in vectors.iter_mut().zip(&hashes) {
        if vector.is_none() {
            *vector = wanted.get(hash.as_str()).map(|index| fresh[*index].clone());
        }
    }
    Ok(vectors.into_iter().flatten().collect())
}
