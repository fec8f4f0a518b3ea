//! Reads every file of a folder and holds the result against its manifest: `survey FOLDER`, where FOLDER has a `MANIFEST.jsonl` with
//! `file`, `expect` (ok, needs-ocr, encrypted, broken, empty), and optionally `expected_text` and `must_contain`; a folder without one is
//! just read. `survey FOLDER --text FILE` prints the text and blocks of one file. Each file is read in a limited child process.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use chatbox_core::loader::{Extracted, LoadError, Loader};
use chatbox_loaders::{ProcessLoader, Settings, check, run_worker};
use serde_json::Value;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if args.get(1).is_some_and(|arg| arg == "child") {
        run_worker(&args[3].parse().unwrap()).unwrap();
        return;
    }
    let folder = PathBuf::from(&args[1]);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let loader = ProcessLoader::new(std::env::current_exe().unwrap(), ["child"], Settings::default());
        match args.get(2).map(String::as_str) {
            Some("--text") => print(&loader, &folder.join(&args[3])).await,
            _ => survey(&loader, &folder).await,
        }
        loader.shutdown().await;
    });
}

async fn load(loader: &ProcessLoader, path: &Path) -> Result<Extracted, LoadError> {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    loader.load(&name, std::fs::read(path).unwrap().into()).await
}

async fn print(loader: &ProcessLoader, path: &Path) {
    let extracted = load(loader, path).await.unwrap();
    let chars: Vec<char> = extracted.text.chars().collect();
    let Extracted { title, media_type, language, pages, warnings, blocks, .. } = &extracted;
    println!("{title:?} {media_type} {language:?} pages {} warnings {warnings:?}", pages.len());
    for block in blocks {
        let text: String = chars[block.start as usize..block.end as usize].iter().collect();
        let page = pages.iter().find(|page| page.end >= block.end).map_or(0, |page| page.number);
        println!("{page:3} {:?}\t{text}", block.kind);
    }
}

async fn survey(loader: &ProcessLoader, folder: &Path) {
    let manifest = std::fs::read_to_string(folder.join("MANIFEST.jsonl")).ok();
    let cases: Vec<Value> = match &manifest {
        Some(text) => text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        None => files(folder).into_iter().map(|file| serde_json::json!({ "file": file })).collect(),
    };
    for case in cases {
        let file = case["file"].as_str().unwrap();
        let start = Instant::now();
        let result = load(loader, &folder.join(file)).await;
        let seconds = start.elapsed().as_secs_f32();
        let got = match &result {
            Ok(extracted) => {
                check(extracted).unwrap();
                let mut got =
                    format!("ok, {} chars, {} blocks", extracted.text.chars().count(), extracted.blocks.len());
                got += &format!(", {}", extracted.language.as_deref().unwrap_or("-"));
                got += &scores(folder, &case, extracted);
                got
            }
            Err(error) => format!("{}: {error}", error.code()),
        };
        println!("{file:60} {:10} {seconds:6.2} s  {got}", case["expect"].as_str().unwrap_or("?"));
    }
}

fn scores(folder: &Path, case: &Value, extracted: &Extracted) -> String {
    let mut out = String::new();
    if let Some(expected) =
        case["expected_text"].as_str().and_then(|path| std::fs::read_to_string(folder.join(path)).ok())
    {
        out += &format!(", recall {:.3}", recall(&expected, &extracted.text));
    }
    if case["pdftotext_chars"].as_u64().is_some_and(|chars| chars > 0) {
        let path = folder.join(case["file"].as_str().unwrap());
        let output = Command::new("pdftotext").arg(path).arg("-").output().unwrap();
        let oracle = String::from_utf8_lossy(&output.stdout).into_owned();
        out += &format!(
            ", of pdftotext {:.3}, back {:.3}",
            recall(&oracle, &extracted.text),
            recall(&extracted.text, &oracle)
        );
    }
    for anchor in case["must_contain"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let verified = case["anchors_verified"].as_array().is_some_and(|all| all.iter().any(|it| it == anchor));
        let found = words(&extracted.text).join(" ").contains(&words(anchor).join(" "));
        if !found {
            out += &format!(", missing{} {anchor:?}", if verified { " (verified)" } else { "" });
        }
    }
    for anchor in case["must_not_contain"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if extracted.text.contains(anchor) {
            out += &format!(", must not contain {anchor:?}");
        }
    }
    out
}

/// Share of the expected words that are there, each as often as expected.
fn recall(expected: &str, got: &str) -> f64 {
    let mut have: HashMap<String, i64> = HashMap::new();
    for word in words(got) {
        *have.entry(word).or_default() += 1;
    }
    // Addresses of links are not text.
    let mut parts = expected.split("](");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    plain.extend(parts.map(|part| part.split_once(')').map_or(part, |it| it.1)));
    let expected = words(&plain);
    let found = expected.iter().filter(|word| {
        let count = have.entry((*word).clone()).or_default();
        *count -= 1;
        *count >= 0
    });
    found.count() as f64 / expected.len().max(1) as f64
}

fn words(text: &str) -> Vec<String> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}
