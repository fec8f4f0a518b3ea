use super::Position;
use chatbox_core::error::StoreError;
use uuid::Uuid;

#[test]
fn positions_come_back_from_their_cursor() {
    for key in [0, 1, -1, i64::MIN, i64::MAX, 1_767_225_600_123_457] {
        let position = Position { key, id: Uuid::from_u128(u128::MAX - 7) };
        assert_eq!(Position::decode(&position.encode()).unwrap(), position);
    }
}

#[test]
fn garbage_is_a_bad_cursor() {
    let good = Position { key: 5, id: Uuid::nil() }.encode();
    for bad in ["", "5", &good[1..], &format!("{good}0"), &good.replace('5', "+"), &good.replace('5', "é")] {
        assert!(matches!(Position::decode(bad), Err(StoreError::BadCursor)), "{bad}");
    }
}
