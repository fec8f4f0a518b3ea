//! nDCG@10 of the keyword index alone on a folder in BEIR's layout (`corpus.jsonl`, `queries.jsonl`, `qrels/SPLIT.tsv`).
//!
//! `cargo run --release --example bm25 -- FOLDER [SPLIT] [TITLE_BOOST…]` prints one JSON line per title boost.
#![allow(clippy::print_stdout)]

use chatbox_core::{
    error::StoreResult,
    ids::{ChunkId, CollectionId, DocumentId, RevisionId, Who},
    index::{EntryKeys, KeywordEntry, KeywordIndex, Scope},
};
use chatbox_index::{KeywordSettings, TantivyIndex};
use serde_json::{Value, json};
use std::{collections::HashMap, fs, path::Path};

#[tokio::main(flavor = "current_thread")]
async fn main() -> StoreResult<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(args.first().expect("the folder of a BEIR data set"));
    let split = args.get(1).map_or("test", String::as_str);
    let boosts: Vec<f32> = args.iter().skip(2).filter_map(|text| text.parse().ok()).collect();
    let default = KeywordSettings::default();
    let boosts = if boosts.is_empty() { vec![default.title_boost] } else { boosts };

    let dir = tempfile::tempdir().expect("a temporary folder");
    let index = TantivyIndex::open(dir.path(), default.clone())?;
    let mut names = HashMap::new();
    for part in lines(&folder.join("corpus.jsonl")).chunks(2_000) {
        let entries = part.iter().map(|line| {
            let entry = entry(line);
            names.insert(entry.keys.chunk, text(line, "_id"));
            entry
        });
        index.add(entries.collect()).await?;
    }
    index.close().await?;

    let wanted = judgements(&folder.join("qrels").join(format!("{split}.tsv")));
    let questions = lines(&folder.join("queries.jsonl"));
    for title_boost in boosts {
        let index = TantivyIndex::open(dir.path(), KeywordSettings { title_boost, ..default.clone() })?;
        let (mut gained, mut hit, mut recalled, mut count) = (0.0, 0.0, 0.0, 0);
        for question in &questions {
            let Some(gains) = wanted.get(&text(question, "_id")) else { continue };
            let hits = index.search(&text(question, "text"), &Scope::all(Who::local()), 100).await?;
            let found: Vec<&str> = hits.iter().map(|hit| names[&hit.chunk].as_str()).collect();
            gained += ndcg(&found, gains);
            hit += f64::from(u8::from(found.first().is_some_and(|name| gains.contains_key(*name))));
            recalled += found.iter().filter(|name| gains.contains_key(**name)).count() as f64 / gains.len() as f64;
            count += 1;
        }
        let mean = |sum: f64| (sum / f64::from(count) * 10_000.0).round() / 10_000.0;
        let metrics =
            json!({"ndcg@10": mean(gained), "hit@1": mean(hit), "recall@100": mean(recalled), "queries": count});
        println!("{}", json!({"folder": folder, "split": split, "title_boost": title_boost, "metrics": metrics}));
        index.close().await?;
    }
    Ok(())
}

fn entry(line: &Value) -> KeywordEntry {
    let keys = EntryKeys {
        chunk: ChunkId::new(),
        revision: RevisionId::new(),
        document: DocumentId::new(),
        collection: CollectionId::new(),
        owner: Who::local().user,
        language: Some("en".to_owned()),
        media_type: None,
    };
    KeywordEntry { keys, title: text(line, "title"), headings: String::new(), text: text(line, "text") }
}

// Linear gains, as in trec_eval.
fn ndcg(found: &[&str], gains: &HashMap<String, f64>) -> f64 {
    let discount = |rank: usize| ((rank + 2) as f64).log2();
    let mut ideal: Vec<f64> = gains.values().copied().collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let ideal: f64 = ideal.iter().take(10).enumerate().map(|(rank, gain)| gain / discount(rank)).sum();
    let gain = |(rank, name): (usize, &&str)| gains.get(*name).unwrap_or(&0.0) / discount(rank);
    found.iter().take(10).enumerate().map(gain).sum::<f64>() / ideal
}

fn judgements(path: &Path) -> HashMap<String, HashMap<String, f64>> {
    let mut wanted: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for line in fs::read_to_string(path).expect("the judgements").lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(query), Some(doc), Some(gain)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let gain: f64 = gain.trim().parse().expect("a number");
        if gain > 0.0 {
            wanted.entry(query.to_owned()).or_default().insert(doc.to_owned(), gain);
        }
    }
    wanted
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("a JSON lines file");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn text(line: &Value, key: &str) -> String {
    line[key].as_str().unwrap_or_default().to_owned()
}
