//! Data sets in the layout of BEIR (Thakur et al. 2021): `corpus.jsonl`, `queries.jsonl` and `qrels/SPLIT.tsv`.

use crate::metrics::Gains;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

/// A document of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Document {
    /// Its name in the judgements.
    #[serde(rename = "_id")]
    pub id: String,
    /// Its title, often empty.
    #[serde(default)]
    pub title: String,
    /// Its text.
    pub text: String,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Query {
    /// Its name in the judgements.
    #[serde(rename = "_id")]
    pub id: String,
    /// Its text.
    pub text: String,
    /// Texts that answer it, where the data set knows them.
    #[serde(default)]
    pub answers: Vec<String>,
    /// Whether the corpus does not answer it.
    #[serde(default)]
    pub unanswerable: bool,
}

/// A question of SQuAD 2.0 (Rajpurkar et al. 2018) over one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The paragraph.
    pub paragraph: String,
    /// Title of its article.
    pub title: String,
    /// The question.
    pub question: String,
    /// What answers it according to the paragraph, or what only seems to.
    pub answer: String,
    /// Whether the paragraph answers it.
    pub answered: bool,
}

/// The folder of a data set.
#[derive(Debug, Clone)]
pub struct DataSet {
    folder: PathBuf,
}

impl DataSet {
    /// The data set in this folder.
    ///
    /// # Errors
    /// When a file that every data set has is missing.
    pub fn open(folder: &Path) -> Result<Self> {
        for name in ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"] {
            if !folder.join(name).is_file() {
                bail!("{} is missing: expected a data set in the layout of BEIR", folder.join(name).display());
            }
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// The name of its folder.
    pub fn name(&self) -> String {
        self.folder.file_name().map_or_else(|| "data".to_owned(), |name| name.to_string_lossy().into_owned())
    }

    /// The documents, read one by one.
    ///
    /// # Errors
    /// When the file cannot be opened; each item for its own line.
    pub fn corpus(&self) -> Result<impl Iterator<Item = Result<Document>> + use<>> {
        lines(self.folder.join("corpus.jsonl"))
    }

    /// The questions of `dev-v2.0.json`, which have an answer or a plausible one, in the order of the file.
    ///
    /// # Errors
    /// When there is no such file, or it has another shape.
    pub fn readings(&self) -> Result<Vec<Reading>> {
        let squad: Squad = serde_json::from_reader(reader(&self.folder.join("dev-v2.0.json"))?)
            .context("dev-v2.0.json is not in the form of SQuAD 2.0")?;
        let mut readings = Vec::new();
        for article in squad.data {
            for Paragraph { context, qas } in article.paragraphs {
                for asked in qas {
                    let answered = !asked.answers.is_empty();
                    let Some(answer) = asked.answers.into_iter().chain(asked.plausible_answers).next() else {
                        continue;
                    };
                    readings.push(Reading {
                        paragraph: context.clone(),
                        title: article.title.replace('_', " "),
                        question: asked.question,
                        answer: answer.text,
                        answered,
                    });
                }
            }
        }
        Ok(readings)
    }

    /// The queries that are judged in this split (`train`, `test`), in the order of their file, with the gains of documents. None when
    /// there is no such split.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn judged(&self, split: &str) -> Result<Option<Vec<(Query, Gains)>>> {
        let path = self.folder.join("qrels").join(format!("{split}.tsv"));
        if !path.is_file() {
            return Ok(None);
        }
        let mut judgements = judgements(&path)?;
        let mut judged = Vec::new();
        for query in lines::<Query>(self.folder.join("queries.jsonl"))? {
            let query = query?;
            if let Some(gains) = judgements.remove(&query.id) {
                judged.push((query, gains));
            }
        }
        Ok(Some(judged))
    }
}

#[derive(Deserialize)]
struct Squad {
    data: Vec<Article>,
}

#[derive(Deserialize)]
struct Article {
    title: String,
    paragraphs: Vec<Paragraph>,
}

#[derive(Deserialize)]
struct Paragraph {
    context: String,
    qas: Vec<AskedOf>,
}

#[derive(Deserialize)]
struct AskedOf {
    question: String,
    #[serde(default)]
    answers: Vec<AnswerText>,
    #[serde(default)]
    plausible_answers: Vec<AnswerText>,
}

#[derive(Deserialize)]
struct AnswerText {
    text: String,
}

/// `query TAB document TAB gain` below a header line.
fn judgements(path: &Path) -> Result<HashMap<String, Gains>> {
    let mut judgements: HashMap<String, Gains> = HashMap::new();
    for (number, line) in reader(path)?.lines().enumerate().skip(1) {
        let line = line.with_context(|| format!("{} cannot be read", path.display()))?;
        if line.trim().is_empty() {
            continue;
        }
        let place = || format!("{}, line {}", path.display(), number + 1);
        let mut fields = line.split('\t');
        let (Some(query), Some(document), Some(gain)) = (fields.next(), fields.next(), fields.next()) else {
            bail!("{}: expected three fields with tabs between them", place());
        };
        let gain: f64 = gain.trim().parse().with_context(|| format!("{}: the gain is not a number", place()))?;
        judgements.entry(query.to_owned()).or_default().insert(document.to_owned(), gain);
    }
    Ok(judgements)
}

/// One JSON object a line.
fn lines<T: DeserializeOwned>(path: PathBuf) -> Result<impl Iterator<Item = Result<T>> + use<T>> {
    let lines = reader(&path)?.lines().enumerate();
    Ok(lines.map(move |(number, line)| {
        let place = || format!("{}, line {}", path.display(), number + 1);
        serde_json::from_str(&line.with_context(place)?).with_context(place)
    }))
}

fn reader(path: &Path) -> Result<BufReader<File>> {
    Ok(BufReader::new(File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?))
}

#[cfg(test)]
mod tests;
