//! Splitting text into sentences: pure, used for quoting, reranking and checking.
