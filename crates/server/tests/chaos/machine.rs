//! The machine that is pulled from under the program: the process, its database, a mail server, and how
//! each is killed.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::Chance;
use crate::ask::{ask, encoded};
use crate::writer::Writer;

/// How long the program may take until it answers again after everything came back.
const RECOVERS_WITHIN: Duration = Duration::from_mins(1);

/// The password of whoever approves.
const PASSWORD: &str = "three kind green words";

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// What is killed with -9.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Killed {
    Program,
    Database,
    Both,
}

impl Killed {
    pub(crate) fn of(engine: Engine, chance: &mut Chance) -> Self {
        match (engine, chance.below(3)) {
            (Engine::Sqlite, _) | (Engine::Postgres, 0) => Self::Program,
            (Engine::Postgres, 1) => Self::Database,
            (Engine::Postgres, _) => Self::Both,
        }
    }
}

/// Everything that runs, and the folder in which it does.
pub(crate) struct Machine {
    engine: Engine,
    /// The database, as an address.
    pub(crate) database: String,
    policy: PathBuf,
    /// Where the mail server puts what it takes.
    pub(crate) messages: PathBuf,
    mail: Child,
    smtp: String,
    program: Option<(Child, String)>,
    token: String,
    folder: PathBuf,
}

/// The program under test; another build of it, such as one for release, where one is named.
fn program() -> String {
    let named = std::env::var("REDRESS_CHAOS_PROGRAM");
    named.unwrap_or_else(|_| env!("CARGO_BIN_EXE_redress").to_owned())
}

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/postgres-for-tests");

fn postgres(what: &str, folder: &Path) -> Output {
    Command::new(SCRIPT)
        .arg(what)
        .arg(folder)
        // A server that goes on holds on to what it was given: it is given nothing.
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .unwrap()
}

/// Starts a database server that was killed: as a service manager does, once more until it stands.
fn again(folder: &Path) {
    let since = Instant::now();
    while !postgres("again", folder).status.success() {
        let log = || std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        assert!(
            since.elapsed() < RECOVERS_WITHIN,
            "PostgreSQL does not come back: {}",
            log()
        );
        std::thread::sleep(Duration::from_millis(200));
    }
}

impl Machine {
    /// A machine with a council, a program that may write, and somebody who approves.
    pub(crate) fn new(engine: Engine) -> Self {
        // Not below a folder that is closed to whoever runs the database server.
        let name = format!("redress-chaos-{}-{}", engine.name(), std::process::id());
        let folder = std::env::temp_dir().join(name);
        let messages = folder.join("messages");
        std::fs::create_dir_all(&messages).unwrap();
        let database = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.join("redress.sqlite").display()),
            Engine::Postgres => {
                let started = postgres("start", &folder.join("postgres"));
                assert!(started.status.success(), "{started:?}");
                String::from_utf8(started.stdout).unwrap().trim().to_owned()
            }
        };
        // Letters leave at once: nobody waits five minutes in each round.
        let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies/demo.toml");
        let text = std::fs::read_to_string(demo).unwrap();
        let policy = folder.join("westshire.toml");
        std::fs::write(&policy, text.replace("undo_minutes = 5", "undo_minutes = 0")).unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../worker/tests/mail-server.mjs");
        let given = format!(
            r#"{{"folder": "{}", "port": 0, "mode": "plain"}}"#,
            messages.display()
        );
        let mut mail = Command::new("node")
            .args([script, &given])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        let said = mail.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut port).unwrap();
        let mut machine = Self {
            engine,
            database,
            policy,
            messages,
            mail,
            smtp: format!("plain://localhost:{}", port.trim()),
            program: None,
            token: String::new(),
            folder,
        };
        machine.token = machine.let_in();
        machine
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// A program's token; and somebody who can sign in, so that replies are approved by another.
    fn let_in(&self) -> String {
        let create = [
            "token",
            "create",
            "--name",
            "website",
            "--role",
            "complaints-manager",
        ];
        let output = self.redress(&[&create[..], &["--per-minute", "1000000"]].concat(), "");
        let create = [
            "user",
            "create",
            "--email",
            "sam@westshire.example.org",
            "--name",
            "Sam Green",
        ];
        let roles = ["--role", "service-manager", "--team", "waste-crews"];
        self.redress(&[&create[..], &roles].concat(), PASSWORD);
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Runs one command to its end.
    pub(crate) fn redress(&self, args: &[&str], input: &str) -> Output {
        let mut child = Command::new(program())
            .args(args)
            .args(["--database", &self.database])
            .arg("--policy")
            .arg(&self.policy)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        writeln!(stdin, "{input}").unwrap();
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        output
    }

    /// Writers, with a token and a session that all of them use: it holds on through every restart.
    pub(crate) fn writers(&mut self, count: usize) -> Vec<Writer> {
        self.start();
        let body = format!("email=sam%40westshire.example.org&password={}", encoded(PASSWORD));
        let head = "POST /staff/sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded";
        let answer = ask(self.address(), head, &body).unwrap();
        assert_eq!(answer.status, 303, "{}", answer.body);
        let cookies = answer.cookies();
        let writer = |number| Writer::new(number, &self.token, &cookies);
        (0..count).map(writer).collect()
    }

    /// Starts the program, unless it runs.
    pub(crate) fn start(&mut self) {
        if self.program.is_some() {
            return;
        }
        let mut child = Command::new(program())
            .args(["serve", "--listen", "127.0.0.1:0", "--secure-cookies", "false"])
            .args(["--database", &self.database, "--smtp", &self.smtp])
            .arg("--policy")
            .arg(&self.policy)
            .stdout(Stdio::piped())
            .stderr(
                std::fs::File::options()
                    .create(true)
                    .append(true)
                    .open(self.log())
                    .unwrap(),
            )
            .spawn()
            .unwrap();
        let mut first = String::new();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        said.read_line(&mut first).unwrap();
        let address = first.trim().rsplit_once("http://");
        let address = address.unwrap_or_else(|| panic!("it did not start: {}", self.trouble()));
        self.program = Some((child, address.1.to_owned()));
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// What the program said of itself.
    pub(crate) fn trouble(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    pub(crate) fn address(&self) -> &str {
        self.program.as_ref().map(|(_, address)| address).unwrap()
    }

    /// Kills with SIGKILL: what is killed has no say in it.
    pub(crate) fn kill(&mut self, killed: Killed) {
        if matches!(killed, Killed::Database | Killed::Both) {
            kill_postgres(&self.folder.join("postgres/data/postmaster.pid"));
        }
        if matches!(killed, Killed::Program | Killed::Both) {
            let (mut program, _) = self.program.take().unwrap();
            program.kill().unwrap();
            program.wait().unwrap();
        }
    }

    /// Brings back what was killed. A program that went on must answer again by itself.
    pub(crate) fn recover(&mut self, killed: Killed) {
        match killed {
            Killed::Program => {}
            Killed::Both => again(&self.folder.join("postgres")),
            Killed::Database => {
                again(&self.folder.join("postgres"));
                let since = Instant::now();
                let health = || ask(self.address(), "GET /health HTTP/1.1", "");
                while health().is_none_or(|answer| answer.status != 200) {
                    assert!(since.elapsed() < RECOVERS_WITHIN, "{}", self.trouble());
                    std::thread::sleep(Duration::from_millis(100));
                }
            }
        }
    }

    /// Ends the program as it is, so that the record is looked at in peace.
    pub(crate) fn still(&mut self) {
        if self.program.is_some() {
            self.kill(Killed::Program);
        }
    }
}

/// Kills the postmaster and all its children at once, as a machine does that loses its power.
fn kill_postgres(pid_file: &Path) {
    let text = std::fs::read_to_string(pid_file).unwrap();
    let postmaster = text.lines().next().unwrap().to_owned();
    let children = Command::new("ps")
        .args(["-o", "pid=", "--ppid", &postmaster])
        .output()
        .unwrap();
    let children = String::from_utf8(children.stdout).unwrap();
    let all: Vec<&str> = std::iter::once(postmaster.as_str())
        .chain(children.split_whitespace())
        .collect();
    // A child may have ended between the look and the kill.
    let _ = Command::new("kill")
        .arg("-9")
        .args(&all)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let is_there = |pid: &str| {
        Path::new("/proc")
            .join(pid)
            .join("cmdline")
            .metadata()
            .is_ok_and(|_| {
                std::fs::read(Path::new("/proc").join(pid).join("cmdline")).is_ok_and(|line| !line.is_empty())
            })
    };
    let since = Instant::now();
    while all.iter().any(|pid| is_there(pid)) {
        assert!(since.elapsed() < RECOVERS_WITHIN, "PostgreSQL does not die");
        std::thread::sleep(Duration::from_millis(10));
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Some((mut program, _)) = self.program.take() {
            let _ = program.kill();
            let _ = program.wait();
        }
        drop(self.mail.stdin.take());
        let _ = self.mail.wait();
        if self.engine == Engine::Postgres {
            let _ = postgres("stop", &self.folder.join("postgres"));
        }
        if std::thread::panicking() {
            eprintln!("what the program said: {}", self.trouble());
        } else {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}
