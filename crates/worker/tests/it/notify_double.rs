//! The double of GOV.UK Notify, started by a test and gone with it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use redress_worker::notify::{Letters, Notify, NotifySettings};
use serde_json::{Value, json};

use crate::world::World;

pub(crate) const SERVICE: &str = "26785a09-ab16-4eb0-8407-a37497a57506";
const SECRET: &str = "3d844edf-8d35-48ac-975b-e847b4f122b0";
const EMAIL: &str = "f33517ff-2a88-4f6e-b855-c550268ce08a";
const TEXT: &str = "a1b2c3d4-2a88-4f6e-b855-c550268ce08b";
pub(crate) const LETTER: &str = "0e1d2c3b-2a88-4f6e-b855-c550268ce08c";

/// A double of Notify on this machine.
pub(crate) struct Double {
    port: u16,
    child: Child,
}

impl Double {
    /// With the time of the test.
    pub(crate) fn start(world: &World) -> Self {
        let now = world.casework.outside().now().as_millisecond();
        let templates = json!({ EMAIL: "email", TEXT: "sms", LETTER: "letter" });
        let given = json!({ "service": SERVICE, "secret": SECRET, "templates": templates, "now": now });
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notify-double.mjs");
        let mut child = Command::new("node")
            .arg(script)
            .arg(given.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is needed for these tests");
        let mut line = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("the double did not start");
        Self { port, child }
    }

    pub(crate) fn settings(&self, letters: Option<Letters>) -> NotifySettings {
        NotifySettings {
            key: format!("a-test-{SERVICE}-{SECRET}"),
            address: Some(format!("http://127.0.0.1:{}", self.port)),
            email_template: Some(EMAIL.to_owned()),
            text_template: Some(TEXT.to_owned()),
            letters,
            callback_token: None,
        }
    }

    pub(crate) fn notify(&self, world: &World, letters: Option<Letters>) -> Notify {
        with(world, self.settings(letters))
    }

    /// Tells the double something; what it took by then, and how often it was asked.
    pub(crate) fn control(&self, said: &Value) -> (Vec<Value>, u64) {
        let body = said.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "POST /control HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all((head + &body).as_bytes()).unwrap();
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            let line = line.trim().to_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(bytes) = line.strip_prefix("content-length:") {
                length = bytes.trim().parse().unwrap();
            }
        }
        let mut text = String::new();
        if length == 0 {
            // In chunks: the second line is the document.
            reader.read_to_string(&mut text).unwrap();
            let begin = text.find('{').unwrap();
            text = text[begin..=text.rfind('}').unwrap()].to_owned();
        } else {
            let mut bytes = vec![0; length];
            reader.read_exact(&mut bytes).unwrap();
            text.push_str(&String::from_utf8(bytes).unwrap());
        }
        let answer: Value = serde_json::from_str(&text).unwrap();
        let count = answer["count"].as_u64().unwrap();
        (answer["taken"].as_array().unwrap().clone(), count)
    }

    /// What it took.
    pub(crate) fn taken(&self) -> Vec<Value> {
        self.control(&json!({})).0
    }

    /// Its clock is that of the test again.
    pub(crate) fn follow(&self, world: &World) {
        self.control(&json!({ "now": world.casework.outside().now().as_millisecond() }));
    }
}

/// Notify for the council of the test.
pub(crate) fn with(world: &World, settings: NotifySettings) -> Notify {
    let base = Some("https://complaints.example.org");
    Notify::new(BTreeMap::from([(world.council.clone(), settings)]), base).unwrap()
}

impl Drop for Double {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
