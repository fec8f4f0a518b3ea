//! What styles and numberings mean: headings, lists, hidden text.

use super::broken;
use chatbox_core::loader::LoadError;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::collections::HashMap;

/// What a paragraph or character style makes of its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) heading: Option<u8>,
    pub(super) is_title: bool,
    pub(super) numbering: Option<(String, u8)>,
    pub(super) hidden: bool,
}

/// Styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, LoadError> {
        let mut styles = HashMap::new();
        let mut current: Option<(String, Style)> = None;
        let (mut number, mut level) = (None, 0);
        each(xml, |event| match event {
            Tag::Open(tag, name) => match (name, &mut current) {
                ("style", _) => {
                    current = attribute(tag, "styleId").map(|id| (id, Style::default()));
                    (number, level) = (None, 0);
                }
                ("name", Some((_, style))) => {
                    let name = attribute(tag, "val").unwrap_or_default().to_lowercase();
                    let level = name.strip_prefix("heading ").and_then(|level| level.parse().ok());
                    style.heading = style.heading.or(level.filter(|level| (1..=9).contains(level)));
                    style.is_title = name == "title";
                }
                ("basedOn", Some((_, style))) => style.based_on = attribute(tag, "val"),
                ("outlineLvl", Some((_, style))) => {
                    let level: Option<u8> = attribute(tag, "val").and_then(|level| level.parse().ok());
                    style.heading = style.heading.or(level.filter(|level| *level < 9).map(|level| level + 1));
                }
                ("numId", Some(_)) => number = attribute(tag, "val"),
                ("ilvl", Some(_)) => level = attribute(tag, "val").and_then(|it| it.parse().ok()).unwrap_or(0),
                ("vanish", Some((_, style))) => style.hidden = is_on(tag),
                _ => {}
            },
            Tag::Close("style") => {
                if let Some((id, mut style)) = current.take() {
                    style.numbering = number.take().map(|number| (number, level));
                    styles.insert(id, style);
                }
            }
            Tag::Close(_) | Tag::Text(_) => {}
        })?;
        Ok(Self(styles))
    }

    /// The style with all it inherits.
    pub(super) fn resolve(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut id = id;
        // A chain longer than this is a circle.
        for _ in 0..16 {
            let Some(style) = self.0.get(id) else { break };
            found.heading = found.heading.or(style.heading);
            found.is_title |= style.is_title;
            found.hidden |= style.hidden;
            found.numbering = found.numbering.or_else(|| style.numbering.clone());
            let Some(parent) = &style.based_on else { break };
            id = parent;
        }
        found
    }
}

/// Which levels of which numbering count with numbers; all others have bullets.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstract_of: HashMap<String, String>,
    numbered: HashMap<(String, u8), bool>,
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, LoadError> {
        let mut found = Self::default();
        let (mut outer, mut number, mut level) = (None, None, 0);
        each(xml, |event| match event {
            Tag::Open(tag, "abstractNum") => outer = attribute(tag, "abstractNumId"),
            Tag::Open(tag, "num") => number = attribute(tag, "numId"),
            Tag::Open(tag, "lvl") => level = attribute(tag, "ilvl").and_then(|it| it.parse().ok()).unwrap_or(0),
            Tag::Open(tag, "numFmt") => {
                if let (Some(outer), Some(format)) = (&outer, attribute(tag, "val")) {
                    let counts = !matches!(format.as_str(), "bullet" | "none");
                    found.numbered.insert((outer.clone(), level), counts);
                }
            }
            Tag::Open(tag, "abstractNumId") => {
                if let (Some(number), Some(outer)) = (&number, attribute(tag, "val")) {
                    found.abstract_of.insert(number.clone(), outer);
                }
            }
            Tag::Close("abstractNum") => outer = None,
            Tag::Close("num") => number = None,
            _ => {}
        })?;
        Ok(found)
    }

    pub(super) fn is_numbered(&self, number: &str, level: u8) -> bool {
        let Some(outer) = self.abstract_of.get(number) else { return false };
        self.numbered.get(&(outer.clone(), level)).copied().unwrap_or(false)
    }
}

/// `dc:title` of the core properties.
pub(super) fn title(xml: &str) -> Option<String> {
    let (mut inside, mut title) = (false, String::new());
    each(xml, |event| match event {
        Tag::Open(_, "title") => inside = true,
        Tag::Close("title") => inside = false,
        Tag::Text(text) if inside && title.len() < 1000 => title.push_str(text),
        _ => {}
    })
    .ok()?;
    let title = title.trim();
    // What programs write when nobody gave a title.
    let given = !title.is_empty() && !matches!(title, "Word Document" | "PowerPoint Presentation" | "Untitled");
    given.then(|| title.to_owned())
}

/// One step through XML. Names are without their prefix: Strict and Transitional files differ in namespaces only.
pub(super) enum Tag<'a> {
    Open(&'a BytesStart<'a>, &'a str),
    Close(&'a str),
    Text(&'a str),
}

/// Walks through XML. Comments, declarations and document types are skipped; of entities only the five of XML and character numbers exist.
pub(super) fn each(xml: &str, mut step: impl FnMut(Tag<'_>)) -> Result<(), LoadError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => step(Tag::Open(&tag, local(tag.name().as_ref()))),
            Event::Empty(tag) => {
                let name = tag.name();
                step(Tag::Open(&tag, local(name.as_ref())));
                step(Tag::Close(local(name.as_ref())));
            }
            Event::End(tag) => step(Tag::Close(local(tag.name().as_ref()))),
            Event::Text(text) => step(Tag::Text(&text.xml10_content())),
            Event::CData(text) => step(Tag::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                if let Some(char) = reference.resolve_char_ref().ok().flatten() {
                    step(Tag::Text(char.encode_utf8(&mut [0; 4])));
                } else if let Some(text) = quick_xml::escape::resolve_xml_entity(&reference) {
                    step(Tag::Text(text));
                }
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|it| local(it.key.as_ref()) == name)?;
    Some(found.value.into_owned())
}

/// A switch is on unless it says otherwise (ISO 29500-1, 17.17.4).
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off"))
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
