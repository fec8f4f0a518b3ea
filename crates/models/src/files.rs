//! What is in the models folder.

use crate::{CATALOGUE, Kind, ModelsError, Spec};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

/// Name of the note that says which file of the user's serves instead.
const NOTE: &str = "own.json";
/// First bytes of a GGUF file (ggml's docs/gguf.md).
const GGUF: &[u8] = b"GGUF";

/// Whether a model can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// No file.
    Absent,
    /// The file is there.
    Present,
    /// The file has another size or content than it should.
    Damaged,
}

/// A model and its state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Which model.
    pub spec: &'static Spec,
    /// Whether it can be used. By size only in `list`, by content in `verify`.
    pub state: State,
    /// The user's own file, if one was named.
    pub own: Option<PathBuf>,
    /// Bytes of an unfinished download.
    pub partial: u64,
}

/// The folder of models. Cheap to clone; holds nothing open.
#[derive(Debug, Clone)]
pub struct Models {
    pub(crate) folder: PathBuf,
    pub(crate) catalogue: &'static [Spec],
    pub(crate) python: PathBuf,
}

#[derive(Debug, Serialize, Deserialize)]
struct Note {
    path: PathBuf,
    size: u64,
    sha256: String,
}

impl Models {
    /// Over this folder, which is made when something is put in.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), catalogue: CATALOGUE, python: "python3".into() }
    }

    /// All models of the catalogue with their states. Looks at sizes only.
    pub fn list(&self) -> Vec<Status> {
        self.catalogue.iter().map(|spec| self.status(spec)).collect()
    }

    /// The file of a model, if it is there with the right size.
    ///
    /// # Errors
    /// `Unknown`, `Absent`, `Damaged`.
    pub fn file(&self, id: &str) -> Result<PathBuf, ModelsError> {
        let spec = self.spec(id)?;
        let status = self.status(spec);
        match status.state {
            State::Present => Ok(status.own.unwrap_or_else(|| self.pinned(spec))),
            State::Absent => Err(ModelsError::Absent(id.into())),
            State::Damaged => Err(ModelsError::Damaged(id.into())),
        }
    }

    /// Reads the whole file and compares its hash. Takes about a second per 300 MB; call it where blocking is allowed.
    ///
    /// # Errors
    /// `Unknown`, or `Io` if the file cannot be read.
    pub fn verify(&self, id: &str) -> Result<Status, ModelsError> {
        let spec = self.spec(id)?;
        let mut status = self.status(spec);
        if status.state == State::Present {
            let (path, expected) = match self.note(spec) {
                Some(note) => (note.path, note.sha256),
                None => (self.pinned(spec), spec.sha256.to_owned()),
            };
            if hash(&path)? != expected {
                status.state = State::Damaged;
            }
        }
        Ok(status)
    }

    /// Removes the model's folder with everything in it; a file of the user's is only forgotten.
    ///
    /// # Errors
    /// `Unknown`, `Io`.
    pub fn remove(&self, id: &str) -> Result<(), ModelsError> {
        let folder = self.home(self.spec(id)?);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(ModelsError::io(folder)(error)),
            _ => Ok(()),
        }
    }

    /// Takes the user's own file in place of the pinned one, where it lies. An embedder must be the pinned file, because stored vectors
    /// depend on it; a chat model may be any GGUF file. Its hash is noted, so that `verify` sees later changes. Reads the whole file.
    ///
    /// # Errors
    /// `Unknown`, `Unusable`, `WrongHash`, `Io`.
    pub fn use_path(&self, id: &str, path: &Path) -> Result<Status, ModelsError> {
        let spec = self.spec(id)?;
        let unusable = |reason| ModelsError::Unusable { path: path.into(), reason };
        let path = path.canonicalize().map_err(|_| unusable("it cannot be read"))?;
        let size =
            fs::metadata(&path).ok().filter(fs::Metadata::is_file).ok_or_else(|| unusable("it is not a file"))?;
        if spec.kind == Kind::Chat && !starts_with(&path, GGUF)? {
            return Err(unusable("it is not a GGUF file"));
        }
        let sha256 = hash(&path)?;
        if spec.kind == Kind::Embedder && sha256 != spec.sha256 {
            return Err(ModelsError::WrongHash { what: path.display().to_string() });
        }
        let note = serde_json::to_vec_pretty(&Note { path, size: size.len(), sha256 })
            .map_err(|error| ModelsError::Io { path: NOTE.into(), source: error.into() })?;
        let home = self.home(spec);
        fs::create_dir_all(&home).map_err(ModelsError::io(&home))?;
        let draft = home.join("own.json.new");
        fs::write(&draft, note).map_err(ModelsError::io(&draft))?;
        fs::rename(&draft, home.join(NOTE)).map_err(ModelsError::io(&draft))?;
        Ok(self.status(spec))
    }

    pub(crate) fn spec(&self, id: &str) -> Result<&'static Spec, ModelsError> {
        self.catalogue.iter().find(|spec| spec.id == id).ok_or_else(|| ModelsError::Unknown(id.into()))
    }

    pub(crate) fn home(&self, spec: &Spec) -> PathBuf {
        self.folder.join(spec.id)
    }

    pub(crate) fn pinned(&self, spec: &Spec) -> PathBuf {
        self.home(spec).join(spec.file)
    }

    pub(crate) fn partial(&self, spec: &Spec) -> PathBuf {
        self.home(spec).join(format!("{}.part", &spec.wheel.sha256[..16]))
    }

    /// Forgets the user's own file.
    pub(crate) fn forget_own(&self, spec: &Spec) -> Result<(), ModelsError> {
        let note = self.home(spec).join(NOTE);
        match fs::remove_file(&note) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(ModelsError::io(note)(error)),
            _ => Ok(()),
        }
    }

    fn status(&self, spec: &'static Spec) -> Status {
        let note = self.note(spec);
        let (path, size) = match &note {
            Some(note) => (note.path.clone(), note.size),
            None => (self.pinned(spec), spec.size),
        };
        let state = match fs::metadata(&path) {
            Ok(found) if found.is_file() && found.len() == size => State::Present,
            Ok(_) => State::Damaged,
            Err(_) => State::Absent,
        };
        let partial = fs::metadata(self.partial(spec)).map_or(0, |found| found.len());
        Status { spec, state, own: note.map(|note| note.path), partial }
    }

    fn note(&self, spec: &Spec) -> Option<Note> {
        serde_json::from_slice(&fs::read(self.home(spec).join(NOTE)).ok()?).ok()
    }
}

/// SHA-256 of a file, in hex.
pub(crate) fn hash(path: &Path) -> Result<String, ModelsError> {
    let mut file = File::open(path).map_err(ModelsError::io(path))?;
    let mut hasher = Sha256::new();
    std::io::copy(&mut file, &mut hasher).map_err(ModelsError::io(path))?;
    Ok(hex(hasher))
}

pub(crate) fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn starts_with(path: &Path, magic: &[u8]) -> Result<bool, ModelsError> {
    let mut start = Vec::new();
    let file = File::open(path).map_err(ModelsError::io(path))?;
    file.take(magic.len() as u64).read_to_end(&mut start).map_err(ModelsError::io(path))?;
    Ok(start == magic)
}
