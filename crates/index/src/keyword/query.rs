//! A question in plain words and its scope, as a Tantivy query.

use super::{
    analyzer,
    schema::{Fields, id_term},
    stopwords,
};
use chatbox_core::index::Scope;
use std::collections::HashMap;
use tantivy::{
    Searcher, Term,
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery, TermSetQuery},
    schema::{Field, IndexRecordOption},
};
use uuid::Uuid;

/// Characters of a question that are looked at; the API allows 2,000.
pub(super) const MAX_QUESTION: usize = 4_000;
/// Different terms of a question that are searched for: about ten sentences.
const MAX_TERMS: usize = 96;

/// Weights of a term's BM25 in each field. The title's default is the best of a grid from 0 to 2 over the training claims of SciFact
/// (example `bm25`): nDCG@10 .691 at 0, .708 at 0.4, .693 at 1; the headings' is a guess beside it, the data sets have none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Boosts {
    pub(super) title: f32,
    pub(super) headings: f32,
    pub(super) text: f32,
}

/// The query, or `None` if nothing can match: no word to search for, or a limit that is an empty list.
pub(super) fn build(
    question: &str,
    scope: &Scope,
    boosts: Boosts,
    fields: &Fields,
    searcher: &Searcher,
    languages: &[&str],
) -> tantivy::Result<Option<Box<dyn Query>>> {
    let Some(filters) = filters(scope, fields) else { return Ok(None) };
    let mut clauses = terms(question, boosts, fields, languages);
    if clauses.is_empty() {
        return Ok(None);
    }
    let mut limits: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for terms in filters {
        if !all_have(searcher, &terms)? {
            limits.push((Occur::Must, filter(terms)));
        }
    }
    // Without a limit the plain union can skip blocks of low scores; an intersection scores whatever matches.
    let words: Box<dyn Query> = match clauses.len() {
        1 => clauses.swap_remove(0).1,
        _ => Box::new(BooleanQuery::new(clauses)),
    };
    if limits.is_empty() {
        return Ok(Some(words));
    }
    limits.push((Occur::Must, words));
    Ok(Some(Box::new(BooleanQuery::new(limits))))
}

fn terms(question: &str, boosts: Boosts, fields: &Fields, languages: &[&str]) -> Vec<(Occur, Box<dyn Query>)> {
    let question = question.char_indices().nth(MAX_QUESTION).map_or(question, |(end, _)| &question[..end]);
    let words: Vec<String> = analyzer::words(question).collect();
    let stop = stopwords::of_question(&words);
    let terms = analyzer::question_terms(question, languages, |word| stop.binary_search(&word).is_ok());

    // A term that stands twice in the question counts twice.
    let mut order: Vec<(String, f32)> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for term in terms {
        match seen.get(&term.text) {
            Some(&at) => order[at].1 += 1.0,
            None if order.len() == MAX_TERMS => break,
            None => {
                seen.insert(term.text.clone(), order.len());
                order.push((term.text, 1.0));
            }
        }
    }
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(order.len() * 3);
    for (text, count) in order {
        for (field, boost) in
            [(fields.title, boosts.title), (fields.headings, boosts.headings), (fields.text, boosts.text)]
        {
            let term = TermQuery::new(Term::from_field_text(field, &text), IndexRecordOption::WithFreqs);
            clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(term), boost * count))));
        }
    }
    clauses
}

// The terms of which an entry must have one, for each limit. `None` when a list is empty.
fn filters(scope: &Scope, fields: &Fields) -> Option<Vec<Vec<Term>>> {
    fn ids<T>(field: Field, list: &Option<Vec<T>>, id: impl Fn(&T) -> Uuid) -> Option<Vec<Term>> {
        list.as_ref().map(|list| list.iter().map(|item| id_term(field, id(item))).collect())
    }
    fn texts(field: Field, list: &Option<Vec<String>>) -> Option<Vec<Term>> {
        list.as_ref().map(|list| list.iter().map(|text| Term::from_field_text(field, text)).collect())
    }
    let limits = [
        ids(fields.collection, &scope.collections, |id| id.0),
        ids(fields.document, &scope.documents, |id| id.0),
        texts(fields.language, &scope.languages),
        texts(fields.media_type, &scope.media_types),
    ];
    let mut readable = vec![id_term(fields.owner, scope.who.user.0)];
    readable.extend(scope.shared.iter().map(|collection| id_term(fields.collection, collection.0)));
    let mut filters = vec![readable];
    filters.extend(limits.into_iter().flatten());
    filters.iter().all(|terms| !terms.is_empty()).then_some(filters)
}

// Whether every entry has the one term, so that the limit limits nothing. Removed entries count on both sides.
fn all_have(searcher: &Searcher, terms: &[Term]) -> tantivy::Result<bool> {
    let [term] = terms else { return Ok(false) };
    let entries: u64 = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
    Ok(searcher.doc_freq(term)? == entries)
}

fn filter(mut terms: Vec<Term>) -> Box<dyn Query> {
    let matching: Box<dyn Query> = match terms.len() {
        1 => Box::new(TermQuery::new(terms.swap_remove(0), IndexRecordOption::Basic)),
        _ => Box::new(TermSetQuery::new(terms)),
    };
    Box::new(ConstScoreQuery::new(matching, 0.0))
}
