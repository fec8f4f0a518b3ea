//! What each metric means, for `/metrics`.

use metrics::{describe_counter, describe_gauge, describe_histogram};

const COUNTERS: [(&str, &str); 9] = [
    ("chatbox_chunks_total", "Chunks that became searchable."),
    ("chatbox_citations_total", "Citations by verdict."),
    ("chatbox_documents_total", "Documents by outcome of their ingestion."),
    ("chatbox_embeddings_total", "Texts embedded, and vectors taken from the cache."),
    ("chatbox_http_requests_total", "HTTP requests by route, method and status."),
    ("chatbox_job_attempts_total", "Job attempts by kind and outcome."),
    ("chatbox_jobs_claimed_total", "Jobs taken from the queue by kind."),
    ("chatbox_runs_total", "Answers by outcome."),
    ("chatbox_tokens_total", "Tokens read and written by chat models."),
];

const GAUGES: [(&str, &str); 4] = [
    ("chatbox_jobs", "Stored jobs by kind and state."),
    ("chatbox_jobs_running", "Jobs running in this process by kind."),
    ("chatbox_runs_live", "Answers being written in this process."),
    ("chatbox_sockets", "Open WebSockets."),
];

const HISTOGRAMS: [(&str, &str); 10] = [
    ("chatbox_first_text_seconds", "Time from the question to the first text of the answer."),
    ("chatbox_http_request_seconds", "Time to answer an HTTP request by route."),
    ("chatbox_index_write_entries", "Entries of one write to both indexes."),
    ("chatbox_index_write_seconds", "Time of one write to both indexes."),
    ("chatbox_ingest_step_seconds", "Time of one ingestion step."),
    ("chatbox_job_attempt_seconds", "Time of one job attempt by kind."),
    ("chatbox_run_log_commit_seconds", "Time of one group commit of run events."),
    ("chatbox_run_seconds", "Time to write an answer."),
    ("chatbox_search_seconds", "Time of a search by stage."),
    ("chatbox_store_write_wait_seconds", "Time a writer of the store waited for its turn."),
];

/// Tells the recorder; call after it is installed.
pub(crate) fn describe() {
    COUNTERS.iter().for_each(|(name, text)| describe_counter!(*name, *text));
    GAUGES.iter().for_each(|(name, text)| describe_gauge!(*name, *text));
    HISTOGRAMS.iter().for_each(|(name, text)| describe_histogram!(*name, *text));
}
