use super::*;

fn entry(seed: u8, language: Option<&str>) -> VectorEntry {
    let id = |n: u8| Uuid::from_bytes([seed.wrapping_mul(7).wrapping_add(n); 16]);
    VectorEntry {
        keys: EntryKeys {
            chunk: ChunkId(id(1)),
            revision: RevisionId(id(2)),
            document: DocumentId(id(3)),
            collection: CollectionId(id(4)),
            owner: UserId(id(5)),
            language: language.map(str::to_owned),
            media_type: Some("text/plain".to_owned()),
        },
        vector: vec![f32::from(seed), -0.5, 1e-20],
    }
}

fn changes() -> Vec<Change> {
    vec![
        Change::Add(vec![entry(1, Some("en")), entry(2, None)]),
        Change::Remove(vec![RevisionId(Uuid::from_bytes([9; 16]))]),
        Change::Add(vec![entry(3, Some(""))]),
    ]
}

fn read(path: &Path) -> (Vec<Change>, Journal) {
    let mut found = Vec::new();
    let journal = Journal::open(path, |change| {
        found.push(change);
        io::Result::Ok(())
    });
    (found, journal.unwrap())
}

#[test]
fn what_is_appended_is_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    let (found, mut journal) = read(&path);
    assert_eq!((found, journal.bytes()), (vec![], 0));
    journal.append(&changes()[..2]).unwrap();
    journal.append(&changes()[2..]).unwrap();
    let bytes = journal.bytes();
    drop(journal);
    let (found, mut journal) = read(&path);
    assert_eq!((found, journal.bytes()), (changes(), bytes));
    journal.cut(0).unwrap();
    journal.append(&changes()[1..2]).unwrap();
    assert_eq!(read(&path).0, changes()[1..2]);
}

#[test]
fn a_torn_end_is_cut_off_wherever_it_is_torn() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    read(&path).1.append(&changes()[..2]).unwrap();
    let whole = std::fs::read(&path).unwrap();
    read(&path).1.append(&changes()[2..]).unwrap();
    let longer = std::fs::read(&path).unwrap();
    for end in whole.len()..longer.len() {
        std::fs::write(&path, &longer[..end]).unwrap();
        let (found, journal) = read(&path);
        assert_eq!((found, journal.bytes()), (changes()[..2].to_vec(), whole.len() as u64), "torn at {end}");
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
}

#[test]
fn a_flipped_bit_ends_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal");
    read(&path).1.append(&changes()).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[20] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(read(&path).0, []);
    std::fs::write(&path, [0xff; 100]).unwrap();
    assert_eq!(read(&path).0, []);
}
