use super::{SmallTalk, reply, small_talk};
use crate::phrases::{ENGLISH, GERMAN};
use chatbox_core::models::Skill;

#[test]
fn recognised() {
    let table = [
        ("Hi!", Some(SmallTalk::Greeting)),
        ("hello there", Some(SmallTalk::Greeting)),
        ("Thank you very much.", Some(SmallTalk::Thanks)),
        ("Bye", Some(SmallTalk::Farewell)),
        ("Who are you?", Some(SmallTalk::Self_)),
        ("Hello, what can you do?", Some(SmallTalk::Self_)),
        ("What's your name?", Some(SmallTalk::Self_)),
        ("Who are you talking about in chapter two?", None),
        ("Hi, how long is the refund period?", None),
        ("help desk opening hours", None),
        ("", None),
    ];
    for (text, expect) in table {
        assert_eq!(small_talk(text), expect, "{text:?}");
    }
}

#[test]
fn honest_about_the_mode() {
    let small = reply(&ENGLISH, SmallTalk::Self_, Some(("SmolLM2 135M", Skill::Small)), false);
    assert!(small.contains("SmolLM2 135M") && small.contains("quoted") && small.contains("Add documents"));
    assert!(reply(&ENGLISH, SmallTalk::Self_, Some(("Big", Skill::Capable)), true).contains("written by Big"));
    assert!(reply(&ENGLISH, SmallTalk::Self_, None, true).contains("No language model"));
    assert_eq!(reply(&GERMAN, SmallTalk::Greeting, None, true), "Hallo! Fragen Sie mich etwas zu Ihren Dokumenten.");
}
