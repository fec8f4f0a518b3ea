use super::*;
use chatbox_core::{
    error::StoreError,
    ids::{CollectionId, DocumentId, UserId, Who},
    index::EntryKeys,
};
use chatbox_testkit::keyword_index as suite;
use std::fs;

fn open(dir: &Path) -> TantivyIndex {
    TantivyIndex::open(dir, KeywordSettings::default()).unwrap()
}

fn entry(owner: UserId, language: Option<&str>, text: &str) -> KeywordEntry {
    let keys = EntryKeys {
        chunk: ChunkId::new(),
        revision: RevisionId::new(),
        document: DocumentId::new(),
        collection: CollectionId::new(),
        owner,
        language: language.map(str::to_owned),
        media_type: None,
    };
    KeywordEntry { keys, title: String::new(), headings: String::new(), text: text.to_owned() }
}

#[tokio::test]
async fn keeps_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    suite::check(&index).await;
    index.close().await.unwrap();
}

#[tokio::test]
async fn entries_are_there_after_closing() {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    let entries = suite::fill(&index).await;
    index.close().await.unwrap();
    assert!(index.add(vec![entry(UserId::new(), None, "x")]).await.is_err(), "a closed index takes nothing");
    let index = open(dir.path());
    suite::check_filled(&index, &entries).await;
    index.close().await.unwrap();
}

#[tokio::test]
async fn the_writer_sleeps_and_wakes() {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    let owner = UserId::new();
    index.add(vec![entry(owner, None, "one")]).await.unwrap();
    assert!(matches!(*index.inner.writer.lock().unwrap(), WriterState::Open(_)));
    index.inner.sleep(WriterState::Asleep).unwrap();
    assert!(matches!(*index.inner.writer.lock().unwrap(), WriterState::Asleep));
    index.add(vec![entry(owner, None, "two")]).await.unwrap();
    assert_eq!(index.len().await.unwrap(), 2);
    index.close().await.unwrap();
}

#[tokio::test]
async fn every_language_is_found_by_other_forms_of_its_words() {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    let owner = UserId::new();
    let scope = Scope::all(Who { user: owner });
    let cases = [
        (Some("en"), "The contracts were running out.", "contract run"),
        (Some("de"), "Die Kündigungsfristen der Verträge", "Kündigungsfrist"),
        (Some("fr"), "Les employés bénéficient de congés", "congé employée"),
        (Some("ru"), "Уведомление о расторжении договора", "договоры"),
        (Some("zh"), "合同的通知期限为三个月", "通知期限是多久"),
        (Some("ja"), "契約の通知期間は三か月です", "通知期間"),
        (Some("th"), "ระยะเวลาแจ้งล่วงหน้าสามเดือน", "แจ้งล่วงหน้า"),
        (Some("ko"), "계약의 통지 기간은 삼 개월입니다", "통지 기간"),
        (None, "call parse_http_url from HttpClient", "http client"),
        (Some("pl"), "Żółta łódź podwodna", "zolta lodz"),
    ];
    let entries: Vec<_> = cases.iter().map(|(language, text, _)| entry(owner, *language, text)).collect();
    index.add(entries.clone()).await.unwrap();
    for ((_, _, question), entry) in cases.iter().zip(&entries) {
        let hits = index.search(question, &scope, 1).await.unwrap();
        assert_eq!(hits.first().map(|hit| hit.chunk), Some(entry.keys.chunk), "{question}");
    }
    index.close().await.unwrap();
}

fn check_rebuild(dir: &Path, says: &str) {
    let error = TantivyIndex::open(dir, KeywordSettings::default()).unwrap_err();
    assert!(matches!(error, IndexError::Rebuild { .. }), "{error:?}");
    let text = StoreError::from(error).to_string();
    assert!(text.contains("chatbox index rebuild") && text.contains(says), "{text}");
}

async fn filled() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let index = open(dir.path());
    suite::fill(&index).await;
    index.close().await.unwrap();
    dir
}

#[tokio::test]
async fn a_wrong_or_damaged_folder_asks_for_a_rebuild() {
    let dir = filled().await;
    let manifest = fs::read_to_string(dir.path().join("manifest.json")).unwrap();
    fs::write(dir.path().join("manifest.json"), manifest.replace("analyzer-", "analyzer-9")).unwrap();
    check_rebuild(dir.path(), "analyzer-9");

    let dir = filled().await;
    fs::write(dir.path().join("segments/meta.json"), "{").unwrap();
    check_rebuild(dir.path(), "");

    let dir = filled().await;
    fs::remove_file(dir.path().join("segments/meta.json")).unwrap();
    check_rebuild(dir.path(), "");

    for ending in ["idx", "fast", "term", "fieldnorm"] {
        let damage: [fn(&Path); 2] = [|file| fs::remove_file(file).unwrap(), |file| fs::write(file, "cut").unwrap()];
        for damage in damage {
            let dir = filled().await;
            let files = fs::read_dir(dir.path().join("segments")).unwrap().map(|entry| entry.unwrap().path());
            files.filter(|path| path.extension().is_some_and(|e| e == ending)).for_each(|path| damage(&path));
            check_rebuild(dir.path(), "");
        }
    }
}

#[tokio::test]
async fn two_cannot_write_it() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (open(dir.path()), open(dir.path()));
    first.add(vec![entry(UserId::new(), None, "x")]).await.unwrap();
    let error = second.add(vec![entry(UserId::new(), None, "y")]).await.unwrap_err();
    assert!(error.to_string().contains("open in another process"), "{error}");
}
