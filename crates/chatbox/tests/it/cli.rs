use crate::program::{Program, command, data_folder, text};
use serde_json::Value;
use std::{os::unix::fs::PermissionsExt, path::Path};

/// Runs a command to its end; returns success, standard output and standard error.
async fn run(folder: &Path, arguments: &[&str]) -> (bool, String, String) {
    let output = command(folder).args(arguments).output().await.unwrap();
    let read = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), read(output.stdout), read(output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn ask_answers_from_a_folder_in_json() {
    let (data, docs) = (data_folder(), tempfile::tempdir().unwrap());
    let content = "# Garden\n\nThe old pear tree was planted by Henrietta in 1931.\n\nWater the roses at dusk.\n";
    std::fs::write(docs.path().join("garden.md"), content).unwrap();
    std::fs::write(docs.path().join("other.txt"), "Paint the fence green before winter.").unwrap();
    let docs = docs.path().to_str().unwrap();
    let question = "Who planted the old pear tree?";
    let (success, output, errors) = run(data.path(), &["ask", question, "--docs", docs, "--json"]).await;
    assert!(success, "{errors}");
    let answer: Value = serde_json::from_str(&output).unwrap_or_else(|error| panic!("{error}: {output}"));
    assert_eq!(answer["abstained"], false, "{answer:#}");
    assert!(text(&answer["answer"]).contains("Henrietta"), "{answer:#}");
    let citation = &answer["citations"][0];
    assert!(text(&citation["document"]).ends_with("garden.md"), "{answer:#}");
    let (start, end) = (citation["start"].as_u64().unwrap() as usize, citation["end"].as_u64().unwrap() as usize);
    assert_eq!(content.chars().skip(start).take(end - start).collect::<String>(), text(&citation["quote"]));

    let (success, output, errors) =
        run(data.path(), &["ask", "What is the capital of Mongolia?", "--docs", docs, "--json"]).await;
    assert!(success, "{errors}");
    let answer: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(
        (&answer["abstained"], answer["citations"].as_array().unwrap().len()),
        (&Value::Bool(true), 0),
        "{answer:#}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn ingest_tells_what_could_not_be_read() {
    let (data, docs) = (data_folder(), tempfile::tempdir().unwrap());
    std::fs::write(docs.path().join("fine.txt"), "The kettle is in the pantry.").unwrap();
    std::fs::write(docs.path().join("bad.pdf"), "%PDF-1.4 nothing").unwrap();
    let (success, output, errors) = run(data.path(), &["ingest", docs.path().to_str().unwrap()]).await;
    assert!(!success);
    assert_eq!(output, "");
    assert!(errors.contains("bad.pdf: ") && errors.contains("1 searchable, 1 not"), "{errors}");
    let (success, output, _) = run(data.path(), &["ask", "Where is the kettle?"]).await;
    assert!(success && output.contains("pantry"), "{output}");
    let (success, _, errors) = run(data.path(), &["index", "rebuild"]).await;
    assert!(success, "{errors}");
    let (success, output, _) = run(data.path(), &["ask", "Where is the kettle?"]).await;
    assert!(success && output.contains("pantry"), "after the rebuild: {output}");
}

/// Names that are alike or that the library writes in another way.
#[tokio::test(flavor = "multi_thread")]
async fn every_file_becomes_a_document_of_its_own() {
    let (data, docs) = (data_folder(), tempfile::tempdir().unwrap());
    let path = |name: &str| docs.path().join(name).to_str().unwrap().to_owned();
    // The accent is a character of its own, as some file systems write it.
    let files = [("a/README.md", "The red house has six rooms."), ("b/README.md", "The blue house has nine rooms.")];
    let accent = ("re\u{301}sume\u{301} .txt", "The green house has eleven rooms.");
    for (name, content) in files.iter().chain([&accent]) {
        std::fs::create_dir_all(Path::new(&path(name)).parent().unwrap()).unwrap();
        std::fs::write(path(name), content).unwrap();
    }
    let (red, blue, green) = (path("a/README.md"), path("b/README.md"), path(accent.0));
    let (success, _, errors) = run(data.path(), &["ingest", &red, &blue, &green, &path("a")]).await;
    assert!(success && errors.contains("3 searchable, 0 not"), "{errors}");
    for (question, rooms) in
        [("How many rooms has the red house?", "six"), ("How many rooms has the blue house?", "nine")]
    {
        let (_, output, errors) = run(data.path(), &["ask", question]).await;
        assert!(output.contains(rooms), "{question}: {output}{errors}");
    }
    let arguments = ["ask", "How many rooms has the green house?", "--json", "--docs", &green, &red];
    let first = run(data.path(), &arguments).await;
    assert!(first.1.contains("eleven"), "{}{}", first.1, first.2);
    assert!(first.2.contains("2 searchable, 0 not"), "{}", first.2);
}

/// Long paths and such that differ in case only.
#[tokio::test(flavor = "multi_thread")]
async fn asking_one_folder_leaves_others_alone() {
    let (data, docs) = (data_folder(), tempfile::tempdir().unwrap());
    let long = "x".repeat(130);
    let names = [format!("{long}/one"), format!("{long}/two"), "Three".to_owned(), "three".to_owned()];
    let folders: Vec<String> = names.iter().map(|name| docs.path().join(name).to_str().unwrap().to_owned()).collect();
    for (folder, name) in folders.iter().zip(["Ada", "Berta", "Clara", "Dora"]) {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(format!("{folder}/note-{name}.txt"), format!("The key is with {name} in the office.")).unwrap();
        let (success, output, errors) = run(data.path(), &["ask", "Who has the key?", "--docs", folder]).await;
        assert!(success && output.contains(name), "{output}{errors}");
    }
    let program = Program::start_in(data, &[]).await;
    assert_eq!(program.settled().await.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_is_lost_or_half_made_is_made_anew() {
    let (data, docs) = (data_folder(), tempfile::tempdir().unwrap());
    std::fs::write(docs.path().join("boat.txt"), "The boat is moored at the north pier.").unwrap();
    run(data.path(), &["ingest", docs.path().to_str().unwrap()]).await;
    let index = data.path().join("index");
    let ask = async || run(data.path(), &["ask", "Where is the boat moored?"]).await;

    std::fs::remove_dir_all(&index).unwrap();
    let (_, output, errors) = ask().await;
    assert!(output.contains("north pier"), "lost: {output}{errors}");
    assert!(!index.join("incomplete").exists());

    // As a kill in the middle of a rebuild leaves it.
    std::fs::write(index.join("incomplete"), "").unwrap();
    let (_, output, errors) = ask().await;
    assert!(output.contains("north pier") && errors.contains("made anew"), "half made: {output}{errors}");
    assert!(!index.join("incomplete").exists());

    // An embedder that cannot work is found out before anything is erased.
    let models = data.path().join("models");
    let real = std::fs::read_link(&models).unwrap();
    std::fs::remove_file(&models).unwrap();
    for folder in std::fs::read_dir(&real).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let copy = models.join(folder.file_name().unwrap());
        std::fs::create_dir_all(&copy).unwrap();
        for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let size = file.metadata().unwrap().len();
            std::fs::File::create(copy.join(file.file_name().unwrap())).unwrap().set_len(size).unwrap();
        }
    }
    let (success, _, errors) = run(data.path(), &["index", "rebuild"]).await;
    assert!(!success && errors.contains("stays as it is"), "{errors}");
    std::fs::remove_dir_all(&models).unwrap();
    std::os::unix::fs::symlink(real, &models).unwrap();
    let (_, output, errors) = ask().await;
    assert!(output.contains("north pier") && !errors.contains("made anew"), "kept: {output}{errors}");
}

#[tokio::test(flavor = "multi_thread")]
async fn small_commands_do_their_one_thing() {
    let data = data_folder();
    let (success, output, _) = run(data.path(), &["models", "verify"]).await;
    assert!(success && output.contains("all-minilm-l6-v2") && output.contains("installed"), "{output}");
    let (success, output, _) = run(data.path(), &["config"]).await;
    assert!(success && output.contains("log.level: \"warn\"  # CHATBOX__LOG__LEVEL"), "{output}");
    let foreign = std::os::unix::ffi::OsStringExt::from_vec(vec![b'a', 0xff]);
    let output =
        command(data.path()).arg("config").env("LESS", &foreign as &std::ffi::OsString).output().await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (success, output, errors) = run(data.path(), &["doctor"]).await;
    assert!(output.contains("data folder") && (success || output.contains("BAD  address")), "{output}{errors}");
    let (success, output, _) = run(data.path(), &["migrate"]).await;
    assert!(success, "{output}");
    let (success, output, _) = run(data.path(), &["stop"]).await;
    assert!(success && output.contains("No chatbox is running"), "{output}");
    let (success, output, _) = run(data.path(), &["openapi"]).await;
    let openapi: Value = serde_json::from_str(&output).unwrap();
    assert!(success && text(&openapi["openapi"]).starts_with("3.1"));
    let (success, _, errors) = run(data.path(), &["--config", "absent.yaml", "config"]).await;
    assert!(!success && errors.contains("absent.yaml"), "{errors}");
}

/// Overwrites a file, or all in a folder.
fn damage(path: &Path) {
    if path.is_dir() {
        std::fs::read_dir(path).unwrap().for_each(|entry| damage(&entry.unwrap().path()));
    } else {
        std::fs::write(path, "damaged".repeat(1000)).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_opens_every_part() {
    let data = data_folder();
    let doctor = async || run(data.path(), &["doctor"]).await.1;
    let found = doctor().await;
    for part in ["ok   store (new)", "ok   search index (new)", "ok   reader of files"] {
        assert!(found.contains(part), "{part}: {found}");
    }
    assert!(!data.path().join("chatbox.db").exists(), "it makes nothing");
    let file = tempfile::NamedTempFile::with_suffix(".txt").unwrap();
    std::fs::write(file.path(), "The bell rings at noon.").unwrap();
    let (success, _, errors) = run(data.path(), &["ingest", file.path().to_str().unwrap()]).await;
    assert!(success, "{errors}");
    let found = doctor().await;
    assert!(
        found.contains("ok   store (version ") && found.contains("ok   search index (1 vectors, 1 passages"),
        "{found}"
    );

    let no_model = file.path().to_str().unwrap();
    let output = command(data.path()).arg("doctor").env("CHATBOX__MODELS__CHAT", no_model).output().await.unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(found.contains(&format!("BAD  chat model {no_model}")) && found.contains("not a GGUF file"), "{found}");
    damage(&data.path().join("chatbox.db"));
    damage(&data.path().join("index"));
    let found = doctor().await;
    assert!(found.contains("BAD  store") && found.contains("backup"), "{found}");
    assert!(found.contains("BAD  search index") && found.contains("chatbox index rebuild"), "{found}");
}

/// Whoever makes the data folder, only its owner may look into it.
#[tokio::test(flavor = "multi_thread")]
async fn the_data_folder_is_private() {
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let above = tempfile::tempdir().unwrap();
    let model = tempfile::NamedTempFile::new().unwrap();
    let from = model.path().to_str().unwrap();
    for (name, arguments) in
        [("doctor", vec!["doctor"]), ("pull", vec!["models", "pull", "smollm2-135m", "--from", from])]
    {
        let folder = above.path().join(name).join("data");
        run(&folder, &arguments).await;
        assert_eq!(mode(&folder), 0o700, "{name}");
    }
    let ours = above.path().join("doctor/data");
    let shared = above.path().join("shared");
    std::fs::create_dir(&shared).unwrap();
    std::fs::write(shared.join("letter.txt"), "not ours").unwrap();
    for (folder, expect) in [(&ours, 0o700), (&shared, 0o755)] {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
        run(folder, &["doctor"]).await;
        assert_eq!(mode(folder), expect, "{}", folder.display());
    }
}
