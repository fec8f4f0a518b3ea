//! What of a page is not for reading: hidden by its author, or furniture.

use html5ever::{Attribute, tokenizer::Tag};

/// Elements without text for readers, or with text that is not the page's own.
const FURNITURE: [&str; 23] = [
    "script", "style", "template", "noscript", "svg", "canvas", "iframe", "object", "embed", "audio", "video", "map",
    "nav", "footer", "button", "select", "option", "datalist", "textarea", "dialog", "noembed", "noframes", "rp",
];

const ROLES: [&str; 7] = ["navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog"];

/// Whether the element and all in it is left out.
pub(super) fn is_left_out(tag: &Tag) -> bool {
    let name = &*tag.name;
    // Pages that hide themselves until a script has run are meant to be seen.
    !matches!(name, "html" | "body") && (FURNITURE.contains(&name) || tag.attrs.iter().any(hides))
}

fn hides(attribute: &Attribute) -> bool {
    let value = || attribute.value.trim().to_ascii_lowercase();
    match &*attribute.name.local {
        "hidden" => value() != "until-found",
        "aria-hidden" => value() == "true",
        "role" => ROLES.contains(&value().as_str()),
        "style" => style_hides(&value()),
        _ => false,
    }
}

/// Inline styles that make text invisible. Style sheets are not applied.
fn style_hides(style: &str) -> bool {
    let mut colour = None;
    let mut background = None;
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim(), value.trim().trim_end_matches("!important").trim());
        let hidden = match property {
            "display" => value == "none",
            "visibility" => value == "hidden" || value == "collapse",
            "opacity" => number(value).is_some_and(|opacity| opacity < 0.05),
            "font-size" => {
                number(value).is_some_and(|size| size < if value.ends_with("em") { 0.2 } else { 2.5 })
                    && !value.ends_with('%')
            }
            "left" | "top" | "right" | "text-indent" | "margin-left" | "margin-top" => {
                number(value).is_some_and(|offset| offset <= -900.0)
            }
            "clip" => value.starts_with("rect(0"),
            "color" => {
                colour = Some(value);
                value == "transparent"
            }
            "background" | "background-color" => {
                background = Some(value);
                false
            }
            _ => false,
        };
        if hidden {
            return true;
        }
    }
    colour.is_some() && colour == background
}

fn number(value: &str) -> Option<f32> {
    let end = value.find(|char: char| !matches!(char, '0'..='9' | '.' | '-' | '+')).unwrap_or(value.len());
    value[..end].parse().ok()
}
