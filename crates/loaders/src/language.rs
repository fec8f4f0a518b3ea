//! The main language of a text.

use whatlang::Lang;

/// Characters of a sample.
const SAMPLE: usize = 4_000;
/// Fewer letters than this tell nothing.
const LETTERS: usize = 40;

/// ISO 639-1 code, if beginning, middle and end of the text agree.
pub(crate) fn of(text: &str) -> Option<String> {
    let mut found: Option<Lang> = None;
    let places = if text.len() > 12 * SAMPLE { &[0, 1, 2, 3][..] } else { &[0] };
    for place in places {
        let mut start = text.len() / 4 * place;
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let sample: String = text[start..].chars().take(SAMPLE).collect();
        let Some(lang) = detect(&sample) else { continue };
        if found.is_some_and(|found| found != lang) {
            return None;
        }
        found = Some(lang);
    }
    found.map(|lang| code(lang).to_owned())
}

fn detect(sample: &str) -> Option<Lang> {
    if sample.chars().filter(|char| char.is_alphabetic()).take(LETTERS).count() < LETTERS {
        return None;
    }
    let found = whatlang::detect(sample)?;
    (found.is_reliable() || found.confidence() >= 0.5).then(|| found.lang())
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}
