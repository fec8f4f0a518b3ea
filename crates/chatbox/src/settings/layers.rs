//! Laying the sources of settings over each other, remembering where each value came from.

use super::Settings;
use anyhow::{Context, bail};
use serde_json::Value;
use std::{collections::BTreeMap, ffi::OsString, fmt::Write as _, fs, path::Path};

/// Prefix of environment variables: `CHATBOX__SERVER__PORT=9000`.
const PREFIX: &str = "CHATBOX__";

/// Values from flags, by path (`server.port`).
pub(crate) type Overrides = Vec<(&'static str, Value)>;

/// The effective settings and the origin of each.
#[derive(Debug)]
pub(crate) struct Layers {
    pub(crate) settings: Settings,
    /// Path to origin, for values that are not compiled defaults.
    origins: BTreeMap<String, String>,
    values: Value,
}

impl Layers {
    /// Reads all sources. `file` may be absent unless `must_exist`; `environment` is the process's, of which only our variables count.
    pub(crate) fn read(
        file: &Path,
        must_exist: bool,
        environment: impl Iterator<Item = (OsString, OsString)>,
        flags: Overrides,
    ) -> anyhow::Result<Self> {
        let mut layers = Self {
            settings: Settings::default(),
            origins: BTreeMap::new(),
            values: serde_json::to_value(Settings::default())?,
        };
        match fs::read_to_string(file) {
            Ok(text) => layers.add_file(file, &text)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
        }
        for (name, value) in environment.filter(|(name, _)| name.as_encoded_bytes().starts_with(PREFIX.as_bytes())) {
            let (Some(name), Some(value)) = (name.to_str(), value.to_str()) else {
                bail!("{}: this variable is not in UTF-8", name.display());
            };
            let path = name[PREFIX.len()..].to_lowercase().replace("__", ".");
            layers.set_text(&path, value, name)?;
        }
        for (path, value) in flags {
            layers.set(path, value, "flag")?;
        }
        layers.settings = serde_json::from_value(layers.values.clone()).context("the settings do not fit together")?;
        Ok(layers)
    }

    fn add_file(&mut self, file: &Path, text: &str) -> anyhow::Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        // Typed first: its errors name line and column, and unknown keys.
        serde_saphyr::from_str::<Settings>(text).with_context(|| format!("{} is not valid", file.display()))?;
        let values: Value = serde_saphyr::from_str(text).with_context(|| format!("{} is not valid", file.display()))?;
        let origin = file.display().to_string();
        let mut leaves = Vec::new();
        flatten("", &values, &mut leaves);
        leaves.into_iter().try_for_each(|(path, value)| self.set(&path, value, &origin))
    }

    /// As `set`, for a value whose kind the setting decides: a key may look like a number.
    fn set_text(&mut self, path: &str, text: &str, origin: &str) -> anyhow::Result<()> {
        self.set(path, scalar(text), origin).or_else(|error| {
            let as_text = self.set(path, Value::from(text), origin);
            as_text.map_err(|_| error)
        })
    }

    fn set(&mut self, path: &str, value: Value, origin: &str) -> anyhow::Result<()> {
        let pointer = format!("/{}", path.replace('.', "/"));
        let Some(place) = self.values.pointer_mut(&pointer).filter(|place| !place.is_object()) else {
            bail!("{origin}: there is no setting {path}; `chatbox config` lists all");
        };
        let before = std::mem::replace(place, value);
        if let Err(error) = serde_json::from_value::<Settings>(self.values.clone()) {
            if let Some(place) = self.values.pointer_mut(&pointer) {
                *place = before;
            }
            bail!("{origin}: {path}: {error}");
        }
        self.origins.insert(path.to_owned(), origin.to_owned());
        Ok(())
    }

    /// Every setting with its value and origin, one line each; keys and passwords are not shown.
    pub(crate) fn describe(&self) -> String {
        let mut leaves = Vec::new();
        flatten("", &self.values, &mut leaves);
        let mut text = String::new();
        for (path, value) in leaves {
            let value = match value {
                Value::Null => value,
                _ if path.ends_with(".key") => Value::from("(set)"),
                Value::String(text) => Value::from(without_password(&text)),
                other => other,
            };
            let origin = self.origins.get(&path).map_or("default", String::as_str);
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{path}: {value}  # {origin}");
        }
        text
    }
}

/// An address without the password that may be in it, before the host or as a parameter; any other text as it is.
pub(super) fn without_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let rest = match rest.rsplit_once('@') {
        Some((user, place)) => match user.split_once(':') {
            Some((user, _)) => format!("{user}:(set)@{place}"),
            None => rest.to_owned(),
        },
        None => rest.to_owned(),
    };
    let parts = rest.split_inclusive(['?', '&']).map(|part| match part.split_once('=') {
        Some((name, value)) if name.to_lowercase().contains("password") => {
            format!("{name}=(set){}", if value.ends_with('&') { "&" } else { "" })
        }
        _ => part.to_owned(),
    });
    format!("{scheme}://{}", parts.collect::<String>())
}

/// Numbers, booleans and null as such; `[a, b]` as a list; all else as text.
fn scalar(text: &str) -> Value {
    if let Some(list) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return list.split(',').map(str::trim).filter(|item| !item.is_empty()).map(Value::from).collect();
    }
    match serde_json::from_str(text) {
        Ok(value @ (Value::Number(_) | Value::Bool(_) | Value::Null)) => value,
        _ => Value::from(text),
    }
}

fn flatten(path: &str, value: &Value, leaves: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flatten(&path, value, leaves);
            }
        }
        leaf => leaves.push((path.to_owned(), leaf.clone())),
    }
}
