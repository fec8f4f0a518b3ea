//! TLS, on the real program: with certificate files, and with a real ACME server (Pebble).

use crate::program::{PATIENCE, Program, command, data_folder, reply};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::{Certificate, Client, Method, StatusCode, Version};
use serde_json::json;
use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time::{sleep, timeout},
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring},
};

/// A certificate for this machine, in files.
struct Files {
    folder: TempDir,
    certificate: String,
    key: String,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Self { folder, certificate: String::new(), key: String::new() };
        made.renewed()
    }

    fn renewed(self) -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
        let made = Self { certificate: cert.pem(), key: signing_key.serialize_pem(), ..self };
        fs::write(made.path("key.pem"), &made.key).unwrap();
        fs::write(made.path("certificate.pem"), &made.certificate).unwrap();
        made
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn settings(&self) -> [(&'static str, String); 2] {
        let path = |name| self.path(name).display().to_string();
        [
            ("CHATBOX__SERVER__TLS__CERTIFICATE", path("certificate.pem")),
            ("CHATBOX__SERVER__TLS__CERTIFICATE_KEY", path("key.pem")),
        ]
    }

    /// A client that trusts this certificate alone.
    fn client(&self) -> Client {
        let root = Certificate::from_pem(self.certificate.as_bytes()).unwrap();
        Client::builder().tls_certs_only([root]).build().unwrap()
    }
}

async fn start(settings: &[(&str, String)]) -> Program {
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Program::start_with_accounts(data_folder(), &settings).await
}

#[tokio::test(flavor = "multi_thread")]
async fn page_api_and_socket_come_over_tls() {
    let files = Files::new();
    let mut program = start(&files.settings()).await;
    assert!(program.address.starts_with("https://127.0.0.1:"), "{}", program.address);
    let line = program.line().await;
    let secret = line.split_once("/setup#").unwrap().1.to_owned();
    assert!(line.contains("https://"), "{line}");
    let client = files.client();
    let page = client.get(&program.address).send().await.unwrap();
    assert_eq!((page.status(), page.version()), (StatusCode::OK, Version::HTTP_2));
    assert!(page.headers()["strict-transport-security"].to_str().unwrap().starts_with("max-age=63072000"));

    let owner = json!({"secret": secret, "email": "ada@example.org", "name": "Ada", "password": "correct horse"});
    let set_up = client.post(program.url("/auth/setup")).json(&owner).send().await.unwrap();
    assert_eq!(set_up.status(), StatusCode::CREATED);
    let cookies: Vec<_> =
        set_up.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.len() == 2 && cookies.iter().all(|cookie| cookie.ends_with("; Secure")), "{cookies:?}");
    let access = cookies[0].split(';').next().unwrap().to_owned();

    let mut roots = RootCertStore::empty();
    let chain = rustls_pem(&files.certificate);
    roots.add(chain).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config =
        config.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots).with_no_client_auth();
    let place = program.address.trim_start_matches("https://").to_owned();
    let tcp = TcpStream::connect(&place).await.unwrap();
    let stream = TlsConnector::from(Arc::new(config)).connect("localhost".try_into().unwrap(), tcp).await.unwrap();
    let request = http_request(&place, &access);
    let (_, response) = tokio_tungstenite::client_async(request, stream).await.unwrap();
    assert_eq!(response.status(), 101);

    // Whoever speaks no TLS on this port gets no answer, and nobody waits for them.
    assert!(reqwest::get(format!("http://{place}/")).await.is_err());
    program.stop().await;
}

fn rustls_pem(pem: &str) -> tokio_rustls::rustls::pki_types::CertificateDer<'static> {
    use tokio_rustls::rustls::pki_types::{CertificateDer, pem::PemObject};
    CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()
}

fn http_request(place: &str, cookie: &str) -> tokio_tungstenite::tungstenite::handshake::client::Request {
    use tokio_tungstenite::tungstenite::client::IntoClientRequest;
    let mut request = format!("wss://{place}/api/v1/ws").into_client_request().unwrap();
    request.headers_mut().insert("cookie", cookie.parse().unwrap());
    request.headers_mut().insert("origin", format!("https://{place}").parse().unwrap());
    request
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_nothing_or_nonsense_holds_up_nobody() {
    let files = Files::new();
    let program = start(&files.settings()).await;
    let place = program.address.trim_start_matches("https://").to_owned();
    let mut silent = Vec::new();
    for number in 0..200 {
        let mut stream = TcpStream::connect(&place).await.unwrap();
        if number % 2 == 0 {
            stream.write_all(b"GET / HTTP/1.1\r\nHost: nonsense\r\n\r\n").await.unwrap();
        }
        silent.push(stream);
    }
    let answer = timeout(Duration::from_secs(5), files.client().get(program.url("/auth")).send()).await;
    assert_eq!(answer.expect("an answer in time").unwrap().status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_files_are_taken_and_broken_ones_are_not() {
    let old = Files::new();
    let program = start(&old.settings()).await;
    let old_client = old.client();
    let get = async |client: &Client| client.get(program.url("/auth")).send().await;
    get(&old_client).await.unwrap();
    let key = old.key.clone();
    fs::write(old.path("certificate.pem"), "-----BEGIN CERTIFICATE-----\nbroken").unwrap();
    sleep(Duration::from_secs(4)).await;
    get(&old.client()).await.expect("the one before stays");
    let new = old.renewed();
    assert_ne!(new.key, key);
    let taken = async {
        while get(&new.client()).await.is_err() {
            sleep(Duration::from_millis(100)).await;
        }
    };
    timeout(PATIENCE, taken).await.expect("the new certificate is served");
    let refused = Client::builder().tls_certs_only([]).build().unwrap().get(program.url("/auth")).send().await;
    assert!(refused.is_err(), "nobody trusts it unasked");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_used_is_said_at_the_start() {
    let files = Files::new();
    let other = Files::new();
    let start = async |certificate: PathBuf, key: PathBuf| {
        let folder = data_folder();
        let mut command = command(folder.path());
        command.args(["serve", "--port", "0"]);
        command.env("CHATBOX__SERVER__TLS__CERTIFICATE", certificate).env("CHATBOX__SERVER__TLS__CERTIFICATE_KEY", key);
        let output = command.output().await.unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let said = start(files.path("certificate.pem"), other.path("key.pem")).await;
    assert!(said.contains("not the key of the certificate"), "{said}");
    let said = start(files.path("nothing.pem"), files.path("key.pem")).await;
    assert!(said.contains("nothing.pem"), "{said}");
    let said = start(files.path("key.pem"), files.path("key.pem")).await;
    assert!(said.contains("no certificate in it"), "{said}");
    fs::write(files.path("empty.pem"), "").unwrap();
    let said = start(files.path("certificate.pem"), files.path("empty.pem")).await;
    assert!(said.contains("no private key in it"), "{said}");
    fs::write(
        files.path("locked.pem"),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMII=\n-----END ENCRYPTED PRIVATE KEY-----\n",
    )
    .unwrap();
    let said = start(files.path("certificate.pem"), files.path("locked.pem")).await;
    assert!(said.contains("openssl pkey"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_without_tls_is_sent_to_it() {
    let files = Files::new();
    let port = free_port().await;
    let mut settings = files.settings().to_vec();
    settings.push(("CHATBOX__SERVER__REDIRECT_PORT", port.to_string()));
    let program = start(&settings).await;
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let sent = client.get(format!("http://localhost:{port}/c/1?x=y")).send().await.unwrap();
    let place = program.address.rsplit_once(':').unwrap().1;
    assert_eq!(sent.status(), StatusCode::PERMANENT_REDIRECT);
    assert_eq!(sent.headers()["location"], format!("https://localhost:{place}/c/1?x=y"));
}

/// Pebble and its DNS server; ended with the value.
struct AcmeServer {
    directory: String,
    root: PathBuf,
    management: String,
    processes: [Child; 2],
    _folder: TempDir,
}

impl AcmeServer {
    /// Validates names on `port` of this machine.
    async fn start(port: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let root = folder.path().join("pebble.pem");
        fs::write(&root, cert.pem()).unwrap();
        fs::write(folder.path().join("pebble.key"), signing_key.serialize_pem()).unwrap();
        let [listen, manage, dns] = [free_port().await, free_port().await, free_port().await];
        let config = json!({"pebble": {
            "listenAddress": format!("127.0.0.1:{listen}"),
            "managementListenAddress": format!("127.0.0.1:{manage}"),
            "certificate": root,
            "privateKey": folder.path().join("pebble.key"),
            "httpPort": 1,
            "tlsPort": port,
            "ocspResponderURL": "",
        }});
        let file = folder.path().join("pebble.json");
        fs::write(&file, config.to_string()).unwrap();
        let names = quiet(
            "pebble-challtestsrv",
            &[
                "-defaultIPv6",
                "",
                "-defaultIPv4",
                "127.0.0.1",
                "-dns01",
                &format!("127.0.0.1:{dns}"),
                "-http01",
                "",
                "-https01",
                "",
                "-tlsalpn01",
                "",
                "-management",
                "",
            ],
        );
        let server = quiet("pebble", &["-config", file.to_str().unwrap(), "-dnsserver", &format!("127.0.0.1:{dns}")]);
        let directory = format!("https://localhost:{listen}/dir");
        let client = Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
        let answers = async {
            while client.get(&directory).send().await.is_err() {
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(PATIENCE, answers).await.expect("Pebble answers");
        let management = format!("https://localhost:{manage}");
        Self { directory, root, management, processes: [names, server], _folder: folder }
    }

    async fn end(&mut self) {
        for process in &mut self.processes {
            process.kill().await.unwrap();
        }
    }

    /// The root of the certificates that it gives.
    async fn issuer(&self) -> Certificate {
        let client = Client::builder().tls_danger_accept_invalid_certs(true).build().unwrap();
        let pem = client.get(format!("{}/roots/0", self.management)).send().await.unwrap().text().await.unwrap();
        Certificate::from_pem(pem.as_bytes()).unwrap()
    }
}

fn quiet(program: &str, arguments: &[&str]) -> Child {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("PEBBLE_VA_NOSLEEP", "1")
        .env("PEBBLE_WFE_NONCEREJECT", "0")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    command.spawn().unwrap_or_else(|error| panic!("{program}: {error}; `deploy/setup.sh test` installs it"))
}

async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acme_server_gives_a_certificate_that_outlives_a_restart() {
    let port = free_port().await;
    let mut acme = AcmeServer::start(port).await;
    let settings = [
        ("CHATBOX__SERVER__PORT", port.to_string()),
        ("CHATBOX__SERVER__HOSTS", "[box.example.com]".to_owned()),
        ("CHATBOX__SERVER__TLS__ACME__DOMAINS", "[box.example.com]".to_owned()),
        ("CHATBOX__SERVER__TLS__ACME__CONTACT", "ada@example.org".to_owned()),
        ("CHATBOX__SERVER__TLS__ACME__DIRECTORY", acme.directory.clone()),
        ("CHATBOX__SERVER__TLS__ACME__ROOT", acme.root.display().to_string()),
    ];
    let settings: Vec<(&str, &str)> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let program = Program::start_on_its_port(data_folder(), &settings).await;
    let here: SocketAddr = ([127, 0, 0, 1], port).into();
    let client =
        Client::builder().tls_certs_only([acme.issuer().await]).resolve("box.example.com", here).build().unwrap();
    let address = format!("https://box.example.com:{port}/api/v1/auth");
    let certified = async {
        loop {
            match client.get(&address).send().await {
                Ok(answer) => return answer.status(),
                Err(_) => sleep(Duration::from_millis(200)).await,
            }
        }
    };
    assert_eq!(timeout(PATIENCE, certified).await.expect("a certificate"), StatusCode::OK);
    let folder = program.stop().await;
    assert!(has_certificate(&folder.path().join("acme")));
    // The ACME server is gone; what it gave is kept.
    acme.end().await;
    let program = Program::start_on_its_port(folder, &settings).await;
    let (status, _) = reply(client.request(Method::GET, &address)).await;
    assert_eq!(status, StatusCode::OK);
    program.stop().await;
}

fn has_certificate(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().any(|file| file.unwrap().file_name().to_string_lossy().starts_with("cached_cert"))
}
