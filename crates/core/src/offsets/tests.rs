use super::{Cursor, slice};

#[test]
fn characters_to_bytes_and_back() {
    let text = "aé€😀z";
    let bytes = [0, 1, 3, 6, 10, 11];
    let (mut forth, mut back) = (Cursor::new(text), Cursor::new(text));
    for (char, byte) in bytes.into_iter().enumerate() {
        assert_eq!(forth.byte(char as u32), byte);
        assert_eq!(back.char(byte), char as u32);
    }
    assert_eq!(forth.byte(99), text.len());
    assert_eq!(back.char(0), 5, "never goes back");
}

#[test]
fn slices() {
    assert_eq!(slice("aé€😀z", 1, 4), "é€😀");
    assert_eq!(slice("aé", 1, 9), "é");
    assert_eq!(slice("aé", 5, 9), "");
    assert_eq!(slice("aé", 2, 1), "");
}
