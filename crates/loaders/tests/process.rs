//! Documents through a real child: this program runs itself as the reader.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use chatbox_core::loader::{LoadError, Loader};
use chatbox_loaders::{ProcessLoader, Settings, extract, run_worker};
use std::num::NonZeroUsize;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    match args.get(1).map(String::as_str) {
        Some("child") => run_worker(&args[3].parse().unwrap()).unwrap(),
        Some("--list") => {}
        _ => tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
            a_child_reads_what_this_process_reads().await;
            a_document_that_needs_too_much_memory_costs_only_itself().await;
            a_document_that_takes_too_long_is_stopped().await;
            a_reader_that_cannot_start_is_unavailable().await;
            println!("test process ... ok");
        }),
    }
}

fn loader(settings: Settings) -> ProcessLoader {
    ProcessLoader::new(std::env::current_exe().unwrap(), ["child"], settings)
}

async fn a_child_reads_what_this_process_reads() {
    let settings = Settings { processes: NonZeroUsize::MIN, ..Settings::default() };
    let loader = loader(settings.clone());
    let files: [(&str, &[u8]); 4] = [
        ("a.md", "# Größe\n\n- eins\n- zwei\n".as_bytes()),
        ("b.html", b"<title>T</title><p>Hello <b>there</b>"),
        ("c.csv", b"a,b\n1,2\n"),
        ("d.pdf", b"%PDF-1.7\n"),
    ];
    for (name, bytes) in files {
        assert_eq!(loader.load(name, bytes.into()).await, extract(name, bytes.to_vec(), &settings), "{name}");
    }
    loader.shutdown().await;
    assert!(matches!(loader.load("a.md", files[0].1.into()).await, Err(LoadError::Unavailable(_))));
}

async fn a_document_that_needs_too_much_memory_costs_only_itself() {
    let loader = loader(Settings { memory_bytes: 300 << 20, ..Settings::default() });
    // Every line is a block: more of them than the memory holds.
    let table = "a,b\n".repeat(9 << 20);
    assert!(matches!(loader.load("a.csv", table.into()).await, Err(LoadError::Crashed(_))));
    assert!(loader.load("b.txt", "fine".into()).await.is_ok());
    loader.shutdown().await;
}

async fn a_document_that_takes_too_long_is_stopped() {
    let loader = loader(Settings { seconds: 0, ..Settings::default() });
    assert_eq!(loader.load("a.txt", "a\n\n".repeat(1 << 20).into()).await, Err(LoadError::TimedOut(0)));
    loader.shutdown().await;
}

async fn a_reader_that_cannot_start_is_unavailable() {
    let loader = ProcessLoader::new("/nowhere/at/all", ["child"], Settings::default());
    assert!(matches!(loader.load("a.txt", "x".into()).await, Err(LoadError::Unavailable(_))));
}
