//! The child's standard error: logged, and its last lines kept for the error that may follow.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};
use tokio::io::{AsyncRead, AsyncReadExt};

const LINES: usize = 20;
const LINE_BYTES: usize = 500;

#[derive(Debug, Default)]
pub(crate) struct LastLines(Mutex<VecDeque<String>>);

impl LastLines {
    /// Reads to the end. Memory stays bounded however much the child writes.
    pub(crate) async fn fill(&self, name: &'static str, mut from: impl AsyncRead + Unpin) {
        let mut line = Vec::with_capacity(LINE_BYTES);
        let mut buffer = [0; 4096];
        loop {
            let read = match from.read(&mut buffer).await {
                Ok(0) | Err(_) => break,
                Ok(read) => read,
            };
            for &byte in &buffer[..read] {
                match byte {
                    b'\n' => self.push(name, &mut line),
                    _ if line.len() < LINE_BYTES => line.push(byte),
                    _ => {}
                }
            }
        }
        self.push(name, &mut line);
    }

    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }

    fn push(&self, name: &'static str, line: &mut Vec<u8>) {
        let text = String::from_utf8_lossy(line).trim().to_owned();
        line.clear();
        if text.is_empty() {
            return;
        }
        tracing::debug!(worker = name, "{text}");
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == LINES {
            lines.pop_front();
        }
        lines.push_back(text);
    }
}
