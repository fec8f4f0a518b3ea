//! What Chatbox itself says in answers, in the language of the question: English, or German.

use crate::cite::terms;
use std::{cmp::Ordering, iter};

/// Sentences of one language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Phrases {
    /// No sentence comes near.
    pub(crate) not_contained: &'static str,
    /// Before quotes that may not answer.
    pub(crate) no_clear_answer: &'static str,
    /// The search found no passage.
    pub(crate) nothing_found: &'static str,
    /// Before what a small model knows.
    pub(crate) small_note: &'static str,
    /// Before what a capable model knows.
    pub(crate) capable_note: &'static str,
    /// Neither documents nor a model.
    pub(crate) no_documents_no_model: &'static str,
    /// The chosen collections are empty.
    pub(crate) nothing_to_search: &'static str,
    /// No document is ready yet.
    pub(crate) being_read: &'static str,
    /// No document could be read.
    pub(crate) unreadable: &'static str,
    pub(crate) greeting: &'static str,
    pub(crate) thanks: &'static str,
    pub(crate) farewell: &'static str,
    pub(crate) about: &'static str,
    /// Invites to a question, with and without documents.
    pub(crate) ask: &'static str,
    pub(crate) add_first: &'static str,
    /// Who writes the answers; `{model}` stands for its name.
    pub(crate) written_by: &'static str,
    pub(crate) quoted_small: &'static str,
    pub(crate) quoted: &'static str,
}

pub(crate) const ENGLISH: Phrases = Phrases {
    not_contained: "No sentence answers this: as far as I see, the documents do not contain it.",
    no_clear_answer: "The documents do not clearly answer this. What comes nearest:",
    nothing_found: "Nothing in the documents matches this question.",
    small_note: "There are no documents yet, so this comes from a small model’s own memory, which is unreliable. Add documents in the \
                 Library to get checked answers.",
    capable_note: "There are no documents yet; this is from the model’s own knowledge, without sources.",
    no_documents_no_model: "There are no documents yet and no language model is installed, so I cannot answer. Add documents in the \
                            Library, or connect a model in Settings, Models.",
    nothing_to_search: "The chosen collections have no documents, so there is nothing to answer from. Add some in the Library, or \
                        choose other collections.",
    being_read: "The documents are still being read, so there is nothing to answer from yet. Ask again when the Library shows them as \
                 ready; paused ones have to be resumed there.",
    unreadable: "None of the documents could be read, so there is nothing to answer from. The Library says why, and what to do.",
    greeting: "Hello!",
    thanks: "You are welcome.",
    farewell: "Goodbye!",
    about: "I am Chatbox. I answer questions from your documents, and every citation is checked against its source.",
    ask: "Ask me something about your documents.",
    add_first: "Add documents in the Library, then ask me something about them.",
    written_by: "Answers are written by {model} from the passages that were found.",
    quoted_small: "The model in use, {model}, is small and would invent things, so answers are sentences quoted from your documents. \
                   Connect a stronger model in Settings, Models to get written answers.",
    quoted: "No language model is installed, so answers are sentences quoted from your documents. Connect a model in Settings, Models \
             to get written answers.",
};

pub(crate) const GERMAN: Phrases = Phrases {
    not_contained: "Kein Satz beantwortet das: Soweit ich sehe, steht es nicht in den Dokumenten.",
    no_clear_answer: "Die Dokumente beantworten das nicht eindeutig. Am nächsten kommt:",
    nothing_found: "Nichts in den Dokumenten passt zu dieser Frage.",
    small_note: "Es gibt noch keine Dokumente. Dies stammt aus dem Gedächtnis eines kleinen Modells und ist unzuverlässig. Fügen Sie in \
                 der Bibliothek Dokumente hinzu, um geprüfte Antworten zu bekommen.",
    capable_note: "Es gibt noch keine Dokumente; dies ist das eigene Wissen des Modells, ohne Quellen.",
    no_documents_no_model: "Es gibt noch keine Dokumente, und kein Sprachmodell ist installiert. Deshalb kann ich nicht antworten. Fügen \
                            Sie in der Bibliothek Dokumente hinzu, oder verbinden Sie ein Modell unter Einstellungen, Modelle.",
    nothing_to_search: "In den gewählten Sammlungen sind keine Dokumente, aus denen ich antworten könnte. Fügen Sie in der Bibliothek welche \
                        hinzu, oder wählen Sie andere Sammlungen.",
    being_read: "Die Dokumente werden noch gelesen, deshalb gibt es noch nichts, woraus ich antworten könnte. Fragen Sie noch einmal, wenn sie \
                 in der Bibliothek als bereit gezeigt werden; angehaltene müssen dort fortgesetzt werden.",
    unreadable: "Keines der Dokumente konnte gelesen werden, deshalb gibt es nichts, woraus ich antworten könnte. Die Bibliothek sagt, \
                 warum, und was zu tun ist.",
    greeting: "Hallo!",
    thanks: "Gern geschehen.",
    farewell: "Auf Wiedersehen!",
    about: "Ich bin Chatbox. Ich beantworte Fragen aus Ihren Dokumenten, und jedes Zitat wird an seiner Quelle geprüft.",
    ask: "Fragen Sie mich etwas zu Ihren Dokumenten.",
    add_first: "Fügen Sie in der Bibliothek Dokumente hinzu, und fragen Sie mich dann etwas dazu.",
    written_by: "Antworten schreibt {model} aus den Stellen, die gefunden wurden.",
    quoted_small: "Das verwendete Modell, {model}, ist klein und würde Dinge erfinden; deshalb sind Antworten Sätze aus Ihren Dokumenten. \
                   Verbinden Sie unter Einstellungen, Modelle ein stärkeres Modell, um geschriebene Antworten zu bekommen.",
    quoted: "Kein Sprachmodell ist installiert; deshalb sind Antworten Sätze aus Ihren Dokumenten. Verbinden Sie unter Einstellungen, Modelle \
             ein Modell, um geschriebene Antworten zu bekommen.",
};

/// Said in German only.
const GERMAN_GREETINGS: &[&str] = &["hallo", "moin", "servus", "guten", "danke", "vielen", "tschüss"];

/// The sentences in the language of the question. When it does not show, as in a single name, the question before decides; then English.
pub(crate) fn of<'a>(question: &'a str, before: impl DoubleEndedIterator<Item = &'a str>) -> &'static Phrases {
    iter::once(question).chain(before.rev()).find_map(in_language).unwrap_or(&ENGLISH)
}

fn in_language(text: &str) -> Option<&'static Phrases> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = terms::words(&lower).map(|(_, word)| word).collect();
    let count = |list: &[&str]| words.iter().filter(|word| list.contains(word)).count();
    let german = count(terms::GERMAN_STOP_WORDS) + count(GERMAN_GREETINGS);
    match german.cmp(&count(terms::ENGLISH_STOP_WORDS)) {
        Ordering::Greater => Some(&GERMAN),
        Ordering::Less => Some(&ENGLISH),
        Ordering::Equal => lower.contains(['ä', 'ö', 'ü', 'ß']).then_some(&GERMAN),
    }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, GERMAN, of};

    #[test]
    fn follows_the_question() {
        let table = [
            ("Wie hoch ist die Miete?", "German"),
            ("Was kostet der Parkplatz?", "German"),
            ("Fasse den Vertrag zusammen", "German"),
            ("Kündigungsfrist?", "German"),
            ("Hallo", "German"),
            ("Who was in Berlin?", "English"),
            ("What does “Kündigungsfrist” mean?", "English"),
            ("Refund policy", "English"),
            ("What is the price of an Apfelstrudel mit Sahne?", "English"),
            ("", "English"),
        ];
        for (question, language) in table {
            let expect = if language == "German" { &GERMAN } else { &ENGLISH };
            assert_eq!(of(question, [].into_iter()), expect, "{question}");
        }
    }

    #[test]
    fn the_question_before_decides_when_a_name_stands_alone() {
        assert_eq!(of("Berlin?", ["Where is it?", "Wo liegt die Firma?"].into_iter()), &GERMAN);
        assert_eq!(of("Berlin?", ["Wo liegt sie?", "Where is the other?"].into_iter()), &ENGLISH);
    }
}
