//! An embedder without a model: texts that share words are near each other.

use async_trait::async_trait;
use chatbox_core::models::{EmbedAs, Embedder, ModelError};

/// Bag of words, each hashed to one signed component; deterministic in every process. Good enough for a test's nearest neighbour to
/// be the text that shares the most words, and for nothing else.
#[derive(Debug, Clone)]
pub struct HashEmbedder {
    model: String,
    dimensions: usize,
}

impl HashEmbedder {
    /// Tokens (here: words) that count; the rest of a text is cut, as real models do.
    const WINDOW: usize = 256;

    /// An embedder named `hash-DIMENSIONS`; `dimensions` must not be 0.
    pub fn new(dimensions: usize) -> Self {
        assert!(dimensions > 0, "vectors need at least one component");
        Self { model: format!("hash-{dimensions}"), dimensions }
    }

    /// The unit vector of a text; of one without words, the first axis.
    pub fn vector(&self, text: &str) -> Vec<f32> {
        let mut vector = vec![0.0f32; self.dimensions];
        for word in words(text).take(Self::WINDOW) {
            let hash = fnv1a(&word.to_lowercase());
            let sign = if hash >> 63 == 0 { 1.0 } else { -1.0 };
            vector[(hash % self.dimensions as u64) as usize] += sign;
        }
        let length = vector.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length == 0.0 {
            vector[0] = 1.0;
            return vector;
        }
        vector.iter_mut().for_each(|x| *x /= length);
        vector
    }
}

impl Default for HashEmbedder {
    /// 384 components, like the embedded model.
    fn default() -> Self {
        Self::new(384)
    }
}

#[async_trait]
impl Embedder for HashEmbedder {
    fn model(&self) -> &str {
        &self.model
    }

    fn dimensions(&self) -> usize {
        self.dimensions
    }

    fn window(&self) -> usize {
        Self::WINDOW
    }

    fn count_tokens(&self, text: &str) -> usize {
        words(text).count()
    }

    async fn embed(&self, texts: &[String], _embed_as: EmbedAs) -> Result<Vec<Vec<f32>>, ModelError> {
        Ok(texts.iter().map(|text| self.vector(text)).collect())
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// 64-bit FNV-1a (Fowler, Noll, Vo): the same on every platform and in every release of Rust, unlike the standard hasher.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
