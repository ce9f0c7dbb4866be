//! The test message, over a real mail server.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::commands::{policy, text};

/// The mail server of the worker's tests; it ends with its standard input.
pub(crate) struct MailServer {
    child: Child,
    pub(crate) port: String,
}

impl MailServer {
    pub(crate) fn start(folder: &Path) -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../worker/tests/mail-server.mjs");
        let given = format!(
            r#"{{"folder": "{}", "port": 0, "mode": "plain"}}"#,
            folder.display()
        );
        let mut child = Command::new("node")
            .args([script, &given])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut port)
            .unwrap();
        let port = port.trim().to_owned();
        Self { child, port }
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn test_message(folder: &Path, smtp: Option<&str>, to: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(["mail", "test", to, "--policy", &policy("demo")]);
    command.arg("--database").arg(folder.join("redress.sqlite"));
    if let Some(smtp) = smtp {
        command.args(["--smtp", smtp]);
    }
    command.env_remove("REDRESS_SMTP").output().unwrap()
}

#[test]
fn a_test_message_goes_through_the_mail_server_and_the_answer_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let messages = folder.path().join("messages");
    std::fs::create_dir(&messages).unwrap();
    let server = MailServer::start(&messages);
    let smtp = format!("plain://localhost:{}", server.port);
    let sent = test_message(folder.path(), Some(&smtp), "jo@example.org");
    assert!(sent.status.success(), "{sent:?}");
    assert!(text(&sent).contains("The mail server took the message to jo@example.org."));
    let taken: Vec<String> = std::fs::read_dir(&messages)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let all = taken.concat();
    assert!(
        all.contains("Subject: Test message") && all.contains("Westshire Council"),
        "{all}"
    );

    let said = |output: &Output| String::from_utf8(output.stderr.clone()).unwrap();
    let refused = test_message(folder.path(), Some(&smtp), "gone@example.org");
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(said(&refused).contains("does not live here"), "{refused:?}");
    let odd = test_message(folder.path(), Some(&smtp), "nobody");
    assert_eq!(odd.status.code(), Some(1), "{odd:?}");
    assert!(said(&odd).contains("not an e-mail address"), "{odd:?}");
    let none = test_message(folder.path(), None, "jo@example.org");
    assert_eq!(none.status.code(), Some(2), "{none:?}");
    assert!(said(&none).contains("no mail server is set"), "{none:?}");
    drop(server);
    let down = test_message(folder.path(), Some(&smtp), "jo@example.org");
    assert_eq!(down.status.code(), Some(1), "{down:?}");
}
