use super::{Key, Position};
use chatbox_core::error::StoreError;
use uuid::Uuid;

#[test]
fn positions_come_back_from_their_cursor() {
    let numbers = [0, 1, -1, i64::MIN, i64::MAX, 1_767_225_600_123_457].map(Key::Number);
    let texts = ["", "a", "größe 😀\n"].map(|text| Key::Text(text.to_owned()));
    for key in numbers.into_iter().chain(texts) {
        let position = Position { key, id: Uuid::from_u128(u128::MAX - 7) };
        assert_eq!(Position::decode(&position.encode()).unwrap(), position);
    }
}

#[test]
fn garbage_is_a_bad_cursor() {
    let good = Position::number(5, Uuid::nil()).encode();
    let invalid = format!("{}tff", Uuid::nil().simple());
    let odd = format!("{}t616", Uuid::nil().simple());
    let no_key = Uuid::nil().simple().to_string();
    let bads = ["", "5", &good[1..], &format!("{good}0"), &good.replace('5', "+"), &good.replace('5', "é")];
    for bad in bads.into_iter().chain([&invalid[..], &odd, &no_key]) {
        assert!(matches!(Position::decode(bad), Err(StoreError::BadCursor)), "{bad}");
    }
}
