//! Starting the program, and talking to it as any client would.

use futures::StreamExt;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::{sleep, timeout},
};

/// Longest wait for anything; a slow machine must not fail a test.
pub const PATIENCE: Duration = Duration::from_secs(120);

pub struct Program {
    pub address: String,
    pub folder: TempDir,
    child: Child,
    client: reqwest::Client,
    /// What the program goes on to say.
    lines: Lines<BufReader<ChildStdout>>,
}

/// A status and its JSON body.
pub type Reply = (StatusCode, Value);

impl Program {
    pub async fn start() -> Self {
        Self::start_in(data_folder(), &[]).await
    }

    /// Starts for a single user on an existing data folder, with settings in the environment.
    pub async fn start_in(folder: TempDir, settings: &[(&str, &str)]) -> Self {
        Self::serve(folder, &["--single-user"], settings).await
    }

    /// Starts on an existing data folder, where people sign in.
    pub async fn start_with_accounts(folder: TempDir, settings: &[(&str, &str)]) -> Self {
        Self::serve(folder, &[], settings).await
    }

    async fn serve(folder: TempDir, flags: &[&str], settings: &[(&str, &str)]) -> Self {
        let mut command = command(folder.path());
        command.args(["serve", "--port", "0"]).args(flags).envs(settings.iter().copied());
        Self::launch(folder, command).await
    }

    /// As `start_with_accounts`, on the port the settings name.
    pub async fn start_on_its_port(folder: TempDir, settings: &[(&str, &str)]) -> Self {
        let mut command = command(folder.path());
        command.arg("serve").envs(settings.iter().copied());
        Self::launch(folder, command).await
    }

    /// Starts where people sign in, in a process that is told instead of ended when a file may not grow.
    pub async fn start_on_a_small_disk(folder: TempDir) -> Self {
        let program = command(folder.path());
        let mut command = Command::new("sh");
        command.args(["-c", r#"trap "" XFSZ; exec "$0" "$@""#]).arg(program.as_std().get_program());
        command.args(program.as_std().get_args()).args(["serve", "--port", "0"]);
        Self::launch(folder, command).await
    }

    /// From now on no file can grow, or from now on all can again.
    pub fn set_disk_full(&self, is_full: bool) {
        let limit = rustix::process::Rlimit { current: is_full.then_some(0), maximum: None };
        let process = rustix::process::Pid::from_raw(i32::try_from(self.pid()).unwrap());
        rustix::process::prlimit(process, rustix::process::Resource::Fsize, limit).unwrap();
    }

    async fn launch(folder: TempDir, mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = timeout(PATIENCE, lines.next_line()).await.unwrap().unwrap().expect("the program says its address");
        let address = line.split_whitespace().last().unwrap().replace("//0.0.0.0:", "//127.0.0.1:");
        assert!(address.contains("://127.0.0.1:"), "{line}");
        Self { address, folder, child, client: reqwest::Client::new(), lines }
    }

    /// From now on asks with this token.
    pub fn signed_in(mut self, token: &str) -> Self {
        let headers = [(reqwest::header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap())];
        self.client = reqwest::Client::builder().default_headers(headers.into_iter().collect()).build().unwrap();
        self
    }

    /// The next line the program prints.
    pub async fn line(&mut self) -> String {
        timeout(PATIENCE, self.lines.next_line()).await.unwrap().unwrap().expect("another line")
    }

    /// kill -9; the folder stays.
    pub async fn kill(mut self) -> TempDir {
        self.child.kill().await.unwrap();
        self.folder
    }

    /// SIGTERM; waits for the end and checks that it was clean.
    pub async fn stop(mut self) -> TempDir {
        let pid = i32::try_from(self.pid()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), rustix::process::Signal::TERM)
            .unwrap();
        let status = timeout(PATIENCE, self.child.wait()).await.unwrap().unwrap();
        assert!(status.success(), "{status}");
        self.folder
    }

    /// The server's process.
    pub fn pid(&self) -> u32 {
        self.child.id().unwrap()
    }

    pub fn url(&self, path: &str) -> String {
        format!(
            "{}{}{path}",
            self.address,
            if path.starts_with("/api/") || path.starts_with('!') { "" } else { "/api/v1" }
        )
        .replace('!', "")
    }

    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.client.request(method, self.url(path))
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let mut request = self.request(method, path);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        reply(request).await
    }

    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.send(Method::GET, path, None).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    pub async fn post(&self, path: &str, body: Value) -> Value {
        let (status, reply) = self.send(Method::POST, path, Some(body)).await;
        assert!(status.is_success(), "{path}: {status} {reply}");
        reply
    }

    pub async fn collection(&self, name: &str) -> String {
        text(&self.post("/collections", json!({"name": name})).await["id"])
    }

    /// Uploads files in one request; returns its answer.
    pub async fn upload(&self, collection: &str, files: &[(&str, &[u8])]) -> Value {
        let mut body = Vec::new();
        for (name, bytes) in files {
            body.extend_from_slice(b"--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"");
            body.extend_from_slice(name.as_bytes());
            body.extend_from_slice(b"\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--limit--\r\n");
        let request = self.request(Method::POST, &format!("/collections/{collection}/documents"));
        let request = request.header("content-type", "multipart/form-data; boundary=limit").body(body);
        let (status, reply) = reply(request).await;
        assert_eq!(status, StatusCode::ACCEPTED, "{reply}");
        reply
    }

    /// Waits until no document is being worked on; returns all of them by path.
    pub async fn settled(&self) -> Vec<Value> {
        let settled = async {
            loop {
                let mut items = self.get("/documents?limit=200").await["items"].as_array().unwrap().clone();
                if items.iter().all(|item| !matches!(text(&item["state"]).as_str(), "queued" | "processing")) {
                    items.sort_by_key(|item| text(&item["path"]));
                    return items;
                }
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(PATIENCE, settled).await.expect("ingestion ends")
    }

    pub async fn conversation(&self) -> String {
        text(&self.post("/conversations", json!({})).await["id"])
    }

    /// Asks in a conversation; returns all events of the run.
    pub async fn ask(&self, conversation: &str, body: Value) -> Vec<Value> {
        let path = format!("/conversations/{conversation}/messages");
        let request =
            self.request(Method::POST, &path).header("content-type", "application/json").body(body.to_string());
        self.events(request, usize::MAX).await
    }

    /// Reads server-sent events, at most `limit`.
    pub async fn events(&self, request: reqwest::RequestBuilder, limit: usize) -> Vec<Value> {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{}", response.text().await.unwrap());
        let mut bytes = response.bytes_stream();
        let (mut buffer, mut events) = (String::new(), Vec::new());
        while events.len() < limit {
            let Some(part) = timeout(PATIENCE, bytes.next()).await.expect("the stream goes on") else { break };
            let Ok(part) = part else { break };
            buffer.push_str(std::str::from_utf8(&part).unwrap());
            while let Some((event, rest)) = buffer.split_once("\n\n") {
                let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                events.extend(data.map(|data| serde_json::from_str::<Value>(data).unwrap()));
                buffer = rest.to_owned();
            }
        }
        events
    }

    /// The answer that a run's events end with.
    pub async fn answer(&self, question: &str) -> Value {
        let conversation = self.conversation().await;
        finished(&self.ask(&conversation, json!({"text": question})).await)
    }
}

pub async fn reply(request: reqwest::RequestBuilder) -> Reply {
    let response = timeout(PATIENCE, request.send()).await.unwrap().unwrap();
    let status = response.status();
    let body = response.text().await.unwrap();
    (status, serde_json::from_str(&body).unwrap_or(Value::String(body)))
}

/// The message of the `finished` event, which must be the last one.
pub fn finished(events: &[Value]) -> Value {
    let last = &events.last().expect("events")["event"];
    assert_eq!(last["type"], "finished", "{events:#?}");
    last["message"].clone()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// A temporary data folder that borrows the installed models.
pub fn data_folder() -> TempDir {
    let models =
        std::env::var("CHATBOX_TEST_MODELS").expect("CHATBOX_TEST_MODELS names the models folder; `make test` sets it");
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(Path::new(&models).canonicalize().unwrap(), folder.path().join("models")).unwrap();
    folder
}

/// The program on a data folder, without any setting of this process's environment.
pub fn command(folder: &Path) -> Command {
    let program =
        std::env::var_os("CHATBOX_BIN").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_chatbox")), PathBuf::from);
    let mut command = Command::new(program);
    command.arg("--data").arg(folder).env("CHATBOX__LOG__LEVEL", "warn");
    command
}
