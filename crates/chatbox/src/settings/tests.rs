use super::{Layers, Settings};
use serde_json::json;
use std::{ffi::OsString, os::unix::ffi::OsStringExt as _, path::Path};

/// The settings that a file, an environment and flags make, or the error.
fn read(file: &str, environment: &[(&str, &str)], flags: super::Overrides) -> Result<Layers, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chatbox.yaml");
    std::fs::write(&path, file).unwrap();
    let environment = environment.iter().map(|(name, value)| ((*name).into(), (*value).into()));
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
fn passwords_in_addresses_are_never_printed() {
    let cases = [
        ("postgres://ada:se:cr@et@db.lan/chat", "postgres://ada:(set)@db.lan/chat"),
        ("postgres://ada@db.lan/chat?sslmode=require", "postgres://ada@db.lan/chat?sslmode=require"),
        (
            "postgres://db/chat?user=ada&password=secret&sslmode=require",
            "postgres://db/chat?user=ada&password=(set)&sslmode=require",
        ),
        ("postgres://db/chat?sslpassword=secret", "postgres://db/chat?sslpassword=(set)"),
        ("sqlite:///var/lib/chat.db", "sqlite:///var/lib/chat.db"),
    ];
    for (url, expect) in cases {
        let layers = read("", &[("CHATBOX__STORE__URL", url)], vec![]).unwrap();
        assert_eq!(layers.settings.store.url.as_deref(), Some(url));
        assert!(layers.describe().contains(&format!("store.url: \"{expect}\"")), "{}", layers.describe());
        assert!(!format!("{:?}", layers.settings).contains("secret"));
    }
}

#[test]
fn text_may_look_like_something_else() {
    for key in ["123456", "1e5", "true", "[a, b]"] {
        let layers = read("", &[("CHATBOX__PROVIDER__KEY", key)], vec![]).unwrap();
        assert_eq!(layers.settings.provider.key.as_deref(), Some(key));
    }
    let layers = read("", &[("CHATBOX__PROVIDER__MODEL", "4"), ("CHATBOX__SERVER__HOSTS", "[a, 7]")], vec![]).unwrap();
    assert_eq!((layers.settings.provider.model.as_deref(), layers.settings.server.hosts.len()), (Some("4"), 2));
    assert_eq!(read("", &[("CHATBOX__PROVIDER__KEY", "null")], vec![]).unwrap().settings.provider.key, None);
}

#[test]
fn variables_that_are_no_text_matter_only_if_they_are_ours() {
    let broken = || OsString::from_vec(vec![b'a', 0xff]);
    let read = |name: OsString| {
        let environment = [(OsString::from("CHATBOX__SERVER__PORT"), OsString::from("2")), (name, broken())];
        Layers::read(Path::new("/absent"), false, environment.into_iter(), vec![])
    };
    for foreign in [OsString::from("LESS"), broken()] {
        assert_eq!(read(foreign).unwrap().settings.server.port, 2);
    }
    let error = format!("{:#}", read("CHATBOX__LOG__LEVEL".into()).unwrap_err());
    assert!(error.contains("CHATBOX__LOG__LEVEL") && error.contains("UTF-8"), "{error}");
}

#[test]
fn mistakes_name_their_place() {
    type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);
    let cases: [Case; 6] = [
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
