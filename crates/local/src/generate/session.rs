//! One model, loaded, with its window.

use super::{prompt, text::Utf8};
use chatbox_core::models::{Prompt, Usage};
use llama_cpp_2::{
    LogOptions,
    context::{LlamaContext, params::LlamaContextParams},
    llama_backend::LlamaBackend,
    llama_batch::LlamaBatch,
    model::{LlamaModel, params::LlamaModelParams},
    sampling::LlamaSampler,
    send_logs_to_tracing,
    token::LlamaToken,
};
use std::{
    num::{NonZeroU32, NonZeroUsize},
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

/// Prompt tokens that are read at once; between two pieces it looks whether somebody still waits.
const BATCH: u32 = 128;
/// Sampling at temperatures above 0, llama.cpp's defaults.
const TOP_K: i32 = 40;
const TOP_P: f32 = 0.95;

/// What came of a request.
pub(super) enum Outcome {
    /// An answer, whole or up to `max_tokens`.
    Answered(Usage),
    TooLong {
        window: usize,
    },
    Cancelled,
}

/// A sign of life, handed to `Session::generate`'s caller. The caller answers whether to go on.
pub(super) enum Step {
    Reading,
    Text(String),
}

/// The loaded weights; as many threads as want to may count with them.
pub(super) struct Model {
    model: LlamaModel,
    backend: LlamaBackend,
}

/// The window, and what it holds: one answer at a time.
pub(super) struct Session {
    model: &'static Model,
    context: LlamaContext<'static>,
    window: usize,
    /// Tokens whose keys and values the window holds, so that a prompt that begins alike is not read again.
    held: Vec<LlamaToken>,
}

impl Model {
    /// Maps the file. The model lives as long as the process.
    pub(super) fn load(path: &Path) -> Result<&'static Self, String> {
        send_logs_to_tracing(LogOptions::default());
        let backend = LlamaBackend::init().map_err(|error| error.to_string())?;
        let params = LlamaModelParams::default().with_use_mmap(true);
        let model = LlamaModel::load_from_file(&backend, path, &params)
            .map_err(|_| "the file is not a language model that can be read (GGUF)")?;
        Ok(Box::leak(Box::new(Self { model, backend })))
    }

    /// Tokens of a text, without marks around it.
    pub(super) fn count(&self, text: &str) -> usize {
        self.model.vocab().tokenize(text.as_bytes(), false, false).len()
    }
}

impl Session {
    /// A window of so many tokens, or what the model was trained with if that is less.
    pub(super) fn new(model: &'static Model, window: NonZeroUsize, threads: NonZeroUsize) -> Result<Self, String> {
        let window = (window.get() as u64).min(u64::from(model.model.n_ctx_train())) as u32;
        let threads = i32::try_from(threads.get()).unwrap_or(i32::MAX);
        let params = LlamaContextParams::default()
            .with_n_ctx(NonZeroU32::new(window))
            .with_n_batch(BATCH)
            .with_n_ubatch(BATCH)
            .with_n_threads(threads)
            .with_n_threads_batch(threads)
            .with_no_perf(true);
        let context = model.model.new_context(&model.backend, params).map_err(|error| error.to_string())?;
        Ok(Self { model, context, window: window as usize, held: Vec::new() })
    }

    /// Writes an answer, handing out each step. Stops at the model's end mark, at `max_tokens`, at the window's end, and when `step`
    /// returns false.
    pub(super) fn generate(
        &mut self,
        messages: &[Prompt],
        max_tokens: usize,
        temperature: f32,
        mut step: impl FnMut(Step) -> bool,
    ) -> Result<Outcome, String> {
        let prompt = prompt::tokens(&self.model.model, messages)?;
        if prompt.len() >= self.window {
            return Ok(Outcome::TooLong { window: self.window });
        }
        let most = max_tokens.min(self.window - prompt.len());
        if !self.read(&prompt, || step(Step::Reading))? {
            return Ok(Outcome::Cancelled);
        }
        let vocabulary = self.model.model.vocab();
        let mut sampler = sampler(temperature);
        let (mut utf8, mut written) = (Utf8::default(), 0);
        while written < most {
            let token = sampler.sample(&self.context, -1);
            if vocabulary.is_eog(token) {
                break;
            }
            written += 1;
            let text = utf8.push(&vocabulary.token_to_piece(token, false, None));
            if !text.is_empty() && !step(Step::Text(text)) {
                return Ok(Outcome::Cancelled);
            }
            if written < most {
                self.decode(&[token])?;
            }
        }
        let rest = utf8.finish();
        if !rest.is_empty() && !step(Step::Text(rest)) {
            return Ok(Outcome::Cancelled);
        }
        Ok(Outcome::Answered(Usage { prompt_tokens: prompt.len() as u64, completion_tokens: written as u64 }))
    }

    /// Brings the window to hold exactly this prompt. False if cancelled.
    fn read(&mut self, prompt: &[LlamaToken], mut go_on: impl FnMut() -> bool) -> Result<bool, String> {
        // The last token is always read, because its output is what comes next.
        let most = prompt.len() - 1;
        let common = self.held.iter().zip(&prompt[..most]).take_while(|(held, new)| held == new).count();
        self.keep(common);
        for part in prompt[self.held.len()..].chunks(BATCH as usize) {
            if !go_on() {
                return Ok(false);
            }
            self.decode(part)?;
        }
        Ok(true)
    }

    /// Forgets all but the first tokens; all of them where the model cannot forget a part.
    fn keep(&mut self, count: usize) {
        let from = u32::try_from(count).unwrap_or(0);
        if count > 0 && self.context.kv_cache_seq_rm(0, Some(from), None).is_ok() {
            self.held.truncate(count);
        } else {
            self.context.clear_kv_cache();
            self.held.clear();
        }
    }

    fn decode(&mut self, tokens: &[LlamaToken]) -> Result<(), String> {
        let mut batch = LlamaBatch::new(tokens.len(), 1);
        for (at, &token) in tokens.iter().enumerate() {
            let position = i32::try_from(self.held.len() + at).map_err(|error| error.to_string())?;
            batch.add(token, position, &[0], at + 1 == tokens.len()).map_err(|error| error.to_string())?;
        }
        if let Err(error) = self.context.decode(&mut batch) {
            // What the window holds now is not known.
            self.context.clear_kv_cache();
            self.held.clear();
            return Err(error.to_string());
        }
        self.held.extend(tokens);
        Ok(())
    }
}

fn sampler(temperature: f32) -> LlamaSampler {
    if temperature <= 0.0 {
        return LlamaSampler::greedy();
    }
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.subsec_nanos());
    let steps = [
        LlamaSampler::top_k(TOP_K),
        LlamaSampler::top_p(TOP_P, 1),
        LlamaSampler::temp(temperature),
        LlamaSampler::dist(seed),
    ];
    LlamaSampler::chain_simple(steps)
}
