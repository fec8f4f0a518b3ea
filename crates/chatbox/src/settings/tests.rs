use super::{Layers, Settings};
use serde_json::json;

/// The settings that a file, an environment and flags make, or the error.
fn read(file: &str, environment: &[(&str, &str)], flags: super::Overrides) -> Result<Layers, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chatbox.yaml");
    std::fs::write(&path, file).unwrap();
    let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Layers::read(&path, true, environment, flags).map_err(|error| format!("{error:#}"))
}

#[test]
fn each_source_lies_over_the_one_before() {
    assert_eq!(read("", &[], vec![]).unwrap().settings, Settings::default());
    let file = "server:\n  port: 1\n  hosts: [a, b]\nlog:\n  level: debug\n";
    let layers = read(file, &[("CHATBOX__SERVER__PORT", "2"), ("PATH", "/bin")], vec![]).unwrap();
    assert_eq!((layers.settings.server.port, layers.settings.log.level.as_str()), (2, "debug"));
    assert_eq!(layers.settings.server.hosts, ["a", "b"]);
    let layers = read(file, &[("CHATBOX__SERVER__PORT", "2")], vec![("server.port", json!(3))]).unwrap();
    assert_eq!(layers.settings.server.port, 3);
    let text = layers.describe();
    assert!(text.contains("server.port: 3  # flag"), "{text}");
    assert!(text.contains("chatbox.yaml"), "{text}");
    assert!(text.contains("server.host: \"127.0.0.1\"  # default"), "{text}");
}

#[test]
fn keys_are_never_printed() {
    let layers = read("provider:\n  key: sk-secret\n", &[], vec![]).unwrap();
    assert_eq!(layers.settings.provider.key.as_deref(), Some("sk-secret"));
    assert!(!layers.describe().contains("sk-secret") && !format!("{:?}", layers.settings).contains("sk-secret"));
}

#[test]
fn mistakes_name_their_place() {
    let cases: [(&str, &[(&str, &str)], &[&str]); 6] = [
        ("server:\n  prot: 1\n", &[], &["chatbox.yaml", "prot", "2"]),
        ("server:\n  port: many\n", &[], &["chatbox.yaml", "2"]),
        ("server: [\n", &[], &["chatbox.yaml"]),
        ("", &[("CHATBOX__SERVER__PROT", "1")], &["CHATBOX__SERVER__PROT", "server.prot", "chatbox config"]),
        ("", &[("CHATBOX__SERVER__PORT", "x")], &["CHATBOX__SERVER__PORT", "server.port"]),
        ("", &[("CHATBOX__SERVER", "x")], &["CHATBOX__SERVER"]),
    ];
    for (file, environment, expect) in cases {
        let error = read(file, environment, vec![]).unwrap_err();
        assert!(expect.iter().all(|part| error.contains(part)), "{expect:?} in {error}");
    }
}
