//! A mail server of Node's, started by a test and gone with it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

use mail_parser::MessageParser;
use redress_testing::make_certificate;
use redress_worker::mail::{InTheClear, Mail, MailSettings};
use serde_json::{Value, json};

/// How the server is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Plain,
    StartTls,
    Smtps,
}

impl Mode {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::StartTls => "starttls",
            Self::Smtps => "smtps",
        }
    }
}

/// The user and password of a server that asks for them.
pub(crate) const LOGIN: (&str, &str) = ("redress", "correct horse");

/// A mail server on this machine.
pub(crate) struct MailServer {
    folder: tempfile::TempDir,
    given: Value,
    port: u16,
    running: Option<(Child, ChildStdin)>,
}

/// A message as the server took it.
pub(crate) struct Taken {
    pub(crate) to: Vec<String>,
    pub(crate) is_secure: bool,
    pub(crate) raw: String,
    pub(crate) subject: String,
    pub(crate) id: String,
    pub(crate) from: (String, String),
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

impl MailServer {
    /// A server whose certificate an authority of the test's own has signed.
    pub(crate) fn start(mode: Mode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        make_certificate(folder.path());
        let at = |name: &str| folder.path().join(name);
        let given = json!({ "mode": mode.as_str(), "key": at("key.pem"), "cert": at("cert.pem") });
        Self::started(folder, given)
    }

    /// A server with a certificate that nobody signed but itself.
    pub(crate) fn start_untrusted(mode: Mode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        make_certificate(folder.path());
        Self::started(folder, json!({ "mode": mode.as_str() }))
    }

    /// A server that asks who is there.
    pub(crate) fn start_asking() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let login = json!([LOGIN.0, LOGIN.1]);
        Self::started(folder, json!({ "mode": "plain", "login": login }))
    }

    fn started(folder: tempfile::TempDir, given: Value) -> Self {
        let mut server = Self {
            folder,
            given,
            port: 0,
            running: None,
        };
        std::fs::create_dir(server.messages()).unwrap();
        server.up();
        server
    }

    fn messages(&self) -> PathBuf {
        self.folder.path().join("messages")
    }

    /// Brings it up, at the port it had before.
    pub(crate) fn up(&mut self) {
        self.given["folder"] = json!(self.messages());
        self.given["port"] = json!(self.port);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail-server.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .arg(self.given.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is needed for these tests, and npm install");
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        self.port = line
            .trim()
            .parse()
            .expect("the mail server did not start: run npm install");
        let stdin = child.stdin.take().unwrap();
        self.running = Some((child, stdin));
    }

    /// Takes it down.
    pub(crate) fn down(&mut self) {
        if let Some((mut child, stdin)) = self.running.take() {
            drop(stdin);
            child.wait().unwrap();
        }
    }

    /// How to reach it by this way, with the test's authority trusted.
    pub(crate) fn settings(&self, mode: Mode) -> MailSettings {
        MailSettings {
            address: format!("{}://localhost:{}", mode.as_str(), self.port),
            login: None,
            authority: std::fs::read(self.folder.path().join("authority.pem")).ok(),
            in_the_clear: InTheClear::OnlyHere,
            base_url: Some("https://complaints.example.org/".to_owned()),
            anchor_to: None,
        }
    }

    /// The way to it.
    pub(crate) fn mail(&self, mode: Mode) -> Mail {
        Mail::new(&self.settings(mode)).unwrap()
    }

    /// What it took, in order.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        let entries = std::fs::read_dir(self.messages()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let mut envelopes: Vec<PathBuf> = paths
            .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
            .collect();
        envelopes.sort();
        envelopes.iter().map(|path| taken(path)).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.down();
    }
}

fn taken(envelope: &Path) -> Taken {
    let read: Value = serde_json::from_slice(&std::fs::read(envelope).unwrap()).unwrap();
    let to = read["to"].as_array().unwrap();
    let raw = std::fs::read(envelope.with_extension("eml")).unwrap();
    let message = MessageParser::default().parse(&raw).unwrap();
    let address = |address: Option<&mail_parser::Address<'_>>| {
        let first = address.and_then(mail_parser::Address::first).unwrap();
        let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
        (text(first.name()), text(first.address()))
    };
    Taken {
        to: to.iter().map(|to| to.as_str().unwrap().to_owned()).collect(),
        is_secure: read["secure"].as_bool().unwrap(),
        subject: message.subject().unwrap_or_default().to_owned(),
        id: message.message_id().unwrap_or_default().to_owned(),
        from: address(message.from()),
        name: address(message.to()).0,
        text: message.body_text(0).unwrap().replace("\r\n", "\n"),
        html: message.body_html(0).unwrap().into_owned(),
        raw: String::from_utf8(raw.clone()).unwrap(),
    }
}
