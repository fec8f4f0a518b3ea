//! Words that carry no meaning in a question. They stay in the index: a phrase of nothing else ("to be or not to be") is still found.

/// The words of the language of which the question has most, English if none leads.
pub(crate) fn of_question(words: &[String]) -> &'static [&'static str] {
    let count = |list: &[&str]| words.iter().filter(|word| list.binary_search(&word.as_str()).is_ok()).count();
    let mut best = (count(LISTS[0]), LISTS[0]);
    for list in &LISTS[1..] {
        let found = count(list);
        if found > best.0 {
            best = (found, list);
        }
    }
    best.1
}

// Function words and question words only. Sorted, for binary search; a test holds them to it.
const LISTS: [&[&str]; 7] = [EN, DE, ES, FR, IT, NL, PT];

const EN: &[&str] = &[
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could",
    "did", "do", "does", "doing", "for", "from", "had", "has", "have", "having", "he", "her", "him", "his", "how", "i",
    "if", "in", "into", "is", "it", "its", "me", "my", "of", "on", "or", "our", "she", "should", "so", "some", "such",
    "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us", "was", "we",
    "were", "what", "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you",
    "your",
];
const DE: &[&str] = &[
    "aber", "als", "am", "an", "auch", "auf", "aus", "bei", "bin", "bis", "das", "dass", "dem", "den", "der", "des",
    "die", "dies", "diese", "diesem", "diesen", "dieser", "durch", "ein", "eine", "einem", "einen", "einer", "eines",
    "er", "es", "für", "haben", "hat", "ich", "ihr", "im", "in", "ist", "kann", "man", "mit", "nach", "oder", "sein",
    "sich", "sie", "sind", "so", "um", "und", "von", "vor", "wann", "war", "waren", "warum", "was", "welche",
    "welcher", "welches", "wenn", "wer", "werden", "wie", "wir", "wird", "wo", "wurde", "wurden", "zu", "zum", "zur",
];
const ES: &[&str] = &[
    "a", "al", "como", "con", "cuando", "cuál", "cuándo", "cuánto", "cómo", "de", "del", "donde", "dónde", "el", "en",
    "era", "es", "esta", "este", "esto", "fue", "ha", "hay", "la", "las", "lo", "los", "o", "para", "pero", "por",
    "que", "quien", "quién", "qué", "se", "ser", "si", "sin", "sobre", "son", "su", "sus", "un", "una", "unas", "unos",
    "y",
];
const FR: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cette", "combien", "comment", "d'un", "d'une", "dans", "de", "des", "du",
    "elle", "en", "est", "et", "il", "ils", "la", "le", "les", "leur", "mais", "ont", "ou", "où", "par", "pas", "pour",
    "pourquoi", "qu'est", "quand", "que", "quel", "quelle", "quelles", "quels", "qui", "quoi", "sa", "se", "ses",
    "son", "sont", "sur", "un", "une", "à", "été",
];
const IT: &[&str] = &[
    "a", "ai", "al", "alla", "che", "chi", "come", "con", "cosa", "da", "dal", "dalla", "dei", "del", "della", "delle",
    "di", "dove", "e", "gli", "ha", "i", "il", "in", "la", "le", "lo", "ma", "nel", "nella", "non", "o", "per",
    "perché", "quale", "quali", "quando", "quanto", "si", "sono", "su", "sul", "un", "una", "uno", "è",
];
const NL: &[&str] = &[
    "aan", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "en", "er", "heeft", "het", "hoe",
    "hoeveel", "ik", "in", "is", "maar", "met", "naar", "niet", "of", "om", "ook", "op", "te", "tot", "uit", "van",
    "voor", "waar", "waarom", "wanneer", "was", "wat", "welke", "werd", "wie", "wordt", "ze", "zijn",
];
const PT: &[&str] = &[
    "a", "ao", "aos", "as", "com", "como", "da", "das", "de", "do", "dos", "e", "ela", "ele", "em", "era", "esta",
    "este", "foi", "há", "mais", "mas", "na", "nas", "no", "nos", "o", "onde", "os", "ou", "para", "pela", "pelo",
    "por", "porque", "quais", "qual", "quando", "quanto", "que", "quem", "se", "ser", "seu", "sua", "são", "um", "uma",
    "à", "é",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in LISTS {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn the_leading_language_decides() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(of_question(&words("why do people die in winter")), EN);
        assert_eq!(of_question(&words("wie ist die kündigungsfrist")), DE);
        assert_eq!(of_question(&words("zebra")), EN);
    }
}
