//! The disk is full; the database is gone and comes back: everybody is told plainly, what they typed is
//! on their page, and nothing that was acknowledged is missing afterwards.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

use redress_domain::id::CouncilId;
use redress_store::Store;
use redress_store::access::Stretch;
use redress_testing::OwnServer;

use crate::commands::{policy, text};

/// What somebody typed, as it stands in a form's body and on a page.
const TYPED: (&str, &str) = (
    "what_happened=The+lorry+went+past+our+road+again.",
    "The lorry went past our road again.",
);

/// The program, answering.
pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) address: String,
    /// What it says of itself, to the end.
    log: std::thread::JoinHandle<String>,
    pub(crate) token: String,
}

/// An answer, as it came over the wire.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) all: String,
}

pub(crate) fn serve(command: Command, token: &str) -> Program {
    tried(command, token).unwrap_or_else(|said| panic!("it did not start: {said}"))
}

/// The same where it may end before it answers: what it said of that.
pub(crate) fn tried(mut command: Command, token: &str) -> Result<Program, String> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    said.read_line(&mut first).unwrap();
    let mut trouble = child.stderr.take().unwrap();
    let log = std::thread::spawn(move || {
        let mut all = Vec::new();
        trouble.read_to_end(&mut all).unwrap();
        String::from_utf8_lossy(&all).into_owned()
    });
    let Some((_, address)) = first.trim().rsplit_once("http://") else {
        child.wait().unwrap();
        return Err(log.join().unwrap());
    };
    Ok(Program {
        child,
        address: address.to_owned(),
        log,
        token: token.to_owned(),
    })
}

impl Program {
    /// Sends one request; `None` when the connection broke before an answer.
    pub(crate) fn ask(&self, head: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{head}\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let all = String::from_utf8_lossy(&all).into_owned();
        let status = all.get(9..12).and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("no answer: {all}")),
            all,
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let token = &self.token;
        self.ask(
            &format!("GET {path} HTTP/1.1\r\nAuthorization: Bearer {token}"),
            "",
        )
    }

    pub(crate) fn send_form(&self, path: &str, body: &str) -> Answer {
        let head = format!("POST {path} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded");
        self.ask(&head, body)
    }

    /// Logs a case as a program does; answers its reference.
    pub(crate) fn log_case(&self, number: usize) -> Result<String, Answer> {
        let token = &self.token;
        let head = format!(
            "POST /api/v1/cases HTTP/1.1\r\nContent-Type: application/json\r\n\
             Authorization: Bearer {token}\r\nIdempotency-Key: case-{number}"
        );
        let account = "The bin was not emptied. ".repeat(200);
        let body = format!(r#"{{"kind":"complaint","service":"waste","what_happened":"{account}"}}"#);
        let answer = self.ask(&head, &body);
        if answer.status != 201 {
            return Err(answer);
        }
        let (_, reference) = answer.all.split_once("\"reference\":\"").unwrap();
        Ok(reference.split_once('"').unwrap().0.to_owned())
    }

    /// Stops it as a service manager does; answers what it had said of itself.
    pub(crate) fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        self.child.wait().unwrap();
        self.log.join().unwrap()
    }
}

pub(crate) fn redress(database: &str, args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_redress"))
        .args(args)
        .args(["--database", database])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

pub(crate) fn token(database: &str) -> String {
    let policy = policy("demo");
    let args = [
        "token",
        "create",
        "--name",
        "website",
        "--role",
        "complaints-manager",
    ];
    let args: Vec<&str> = args.into_iter().chain(["--policy", &policy]).collect();
    text(&redress(database, &args)).trim().to_owned()
}

pub(crate) fn serving(database: &str) -> Vec<String> {
    let policy = policy("demo");
    let args = ["serve", "--database", database, "--policy", &policy];
    let args = args
        .into_iter()
        .chain(["--listen", "127.0.0.1:0", "--secure-cookies", "false"]);
    args.map(str::to_owned).collect()
}

/// While nothing is written, everybody is told, and nothing typed is lost.
fn tells_everybody(program: &Program, health: &str) {
    let page = program.send_form("/complaint/what-happened", TYPED.0);
    assert_eq!(page.status, 503, "{}", page.all);
    assert!(
        page.all.contains("we could not save what you sent"),
        "{}",
        page.all
    );
    assert!(page.all.contains("Nothing is lost of what you sent to us before"));
    assert!(page.all.contains(TYPED.1) && page.all.contains("action=\"/complaint/what-happened\""));
    assert!(
        page.all.to_lowercase().contains("\r\nretry-after: 5\r\n"),
        "{}",
        page.all
    );
    // Nor what was typed beside a file.
    let head = "POST /councillor/log HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=border\r\n\
        Sec-Fetch-Site: same-origin\r\nCookie: session=ours";
    let part = "--border\r\nContent-Disposition: form-data; name=";
    let beside = format!(
        "{part}\"what_happened\"\r\n\r\n{}\r\n{part}\"upload\"; filename=\"road.png\"\r\n\r\nPNG\r\n--border--\r\n",
        TYPED.1
    );
    let page = program.ask(head, &beside);
    // Without the database nobody knows who it is; with a full disk it is known that they are not signed in.
    assert!([503, 403].contains(&page.status), "{}", page.all);
    assert!(
        page.all.contains(TYPED.1) && page.all.contains("The file “road.png” could not be saved."),
        "{}",
        page.all
    );
    // A password is put on no page.
    let sign_in = program.send_form("/staff/sign-in", "email=sam%40example.org&password=a+long+one");
    assert_eq!(sign_in.status, 503, "{}", sign_in.all);
    assert!(sign_in.all.contains("your browser keeps what you typed") && !sign_in.all.contains("a long one"));
    let told = program.log_case(100_000).unwrap_err();
    assert_eq!(told.status, 503, "{}", told.all);
    assert!(told.all.contains("application/problem+json"), "{}", told.all);
    assert!(
        told.all.contains("Send this again in a few seconds"),
        "{}",
        told.all
    );
    let told = program.get("/health");
    assert_eq!(
        (told.status, told.all.contains(health)),
        (503, true),
        "{}",
        told.all
    );
}

/// Everything that was acknowledged is there, and what is there is whole.
pub(crate) async fn holds(database: &str, acknowledged: &[String]) {
    let council = CouncilId::parse("westshire").unwrap();
    let store = Store::open(database).await.unwrap();
    for reference in acknowledged {
        let line = store.case_by_reference(&council, reference).await.unwrap();
        assert!(line.is_some(), "{reference} was acknowledged and is gone");
    }
    assert_eq!(store.stale_cases(&council, 10).await.unwrap(), [], "half an act");
    store.close().await;
    let policy = policy("demo");
    redress(database, &["verify", "--policy", &policy]);
}

/// How often a case was read.
async fn readings_of(database: &str, reference: &str) -> usize {
    let council = CouncilId::parse("westshire").unwrap();
    let store = Store::open(database).await.unwrap();
    let line = store
        .case_by_reference(&council, reference)
        .await
        .unwrap()
        .unwrap();
    let of_case = (&line.case.case_id, None);
    let read = store.accesses_of_case(&council, of_case, &Stretch::last(9)).await;
    store.close().await;
    read.unwrap().len()
}

#[tokio::test]
async fn with_a_full_disk_reading_goes_on_what_was_typed_stays_and_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("redress.sqlite");
    let database = format!("sqlite:{}", file.display());
    let token = token(&database);
    // No file of this process grows beyond this; what is written then fails as it does on a full disk.
    let largest = std::fs::read_dir(folder.path()).unwrap();
    let largest = largest.map(|file| file.unwrap().metadata().unwrap().len()).max();
    let most = largest.unwrap() / 1024 + 2_048;
    let mut limited = Command::new("bash");
    limited
        .args([
            "-c",
            &format!("trap '' XFSZ; ulimit -S -f {most}; exec \"$@\""),
            "redress",
        ])
        .arg(env!("CARGO_BIN_EXE_redress"))
        .args(serving(&database));
    let program = serve(limited, &token);
    let mut acknowledged = Vec::new();
    let full = loop {
        match program.log_case(acknowledged.len()) {
            Ok(reference) => acknowledged.push(reference),
            Err(answer) => break answer,
        }
        assert!(acknowledged.len() < 1_000, "the disk is never full");
    };
    assert_eq!(full.status, 503, "{}", full.all);
    assert!(acknowledged.len() > 3, "{acknowledged:?}");
    // A case needs more room than a page of a form, and that more than the look at the health.
    let mut small = 0;
    while program.get("/health").status == 200 {
        small += 1;
        assert!(small < 1_000, "the disk is never full");
        let _ = program.send_form("/complaint/what-happened", TYPED.0);
    }
    tells_everybody(&program, "takes nothing in: is its disk full?");
    // Reading goes on.
    let first = format!("/api/v1/cases/{}", acknowledged.first().unwrap());
    assert_eq!(program.get(&first).status, 200);
    assert_eq!(program.get("/complaint").status, 200);
    // And so does what is written down of it, once there is room again (UK GDPR, article 5(1)(f)).
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let pid = program.child.id().to_string();
    let roomier = Command::new("prlimit")
        .args(["--pid", &pid, "--fsize=unlimited:"])
        .status();
    assert!(roomier.unwrap().success());
    let log = program.stop();
    assert!(!log.contains("panicked"), "{log}");
    assert!(log.contains("could not record readings yet"), "{log}");
    let read = readings_of(&database, acknowledged.first().unwrap()).await;
    assert_eq!(read, 1, "who read a case while the disk was full is on file");

    let mut roomy = Command::new(env!("CARGO_BIN_EXE_redress"));
    roomy.args(serving(&database));
    let program = serve(roomy, &token);
    assert_eq!(program.get("/health").status, 200);
    // The same request again, as the answer said.
    acknowledged.push(
        program
            .log_case(100_000)
            .unwrap_or_else(|answer| panic!("{}", answer.all)),
    );
    assert_eq!(program.send_form("/complaint/what-happened", TYPED.0).status, 303);
    let log = program.stop();
    assert!(!log.contains("panicked"), "{log}");
    holds(&database, &acknowledged).await;
}

#[tokio::test]
async fn what_was_typed_beside_a_file_comes_back_where_there_is_no_room_to_put_the_file_down() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("redress.sqlite").display());
    let token = token(&database);
    let mut cramped = Command::new(env!("CARGO_BIN_EXE_redress"));
    cramped
        .args(serving(&database))
        .env("TMPDIR", folder.path().join("not-there"));
    let program = serve(cramped, &token);
    let head = "POST /complaint/evidence HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=border\r\n\
        Sec-Fetch-Site: same-origin";
    let part = "--border\r\nContent-Disposition: form-data; name=";
    let form = format!(
        "{part}\"what_happened\"\r\n\r\n{}\r\n{part}\"upload\"; filename=\"road.png\"\r\n\r\nPNG\r\n--border--\r\n",
        TYPED.1
    );
    let page = program.ask(head, &form);
    assert_eq!(page.status, 503, "{}", page.all);
    for said in [
        "we could not save what you sent",
        TYPED.1,
        "The file “road.png” could not be saved.",
    ] {
        assert!(page.all.contains(said), "{said}: {}", page.all);
    }
    program.stop();
}

#[tokio::test]
async fn a_database_that_goes_and_comes_back_is_found_again_with_everything_that_was_acknowledged() {
    if redress_testing::server().is_none() {
        return;
    }
    let server = OwnServer::start("outage");
    let database = server.address.clone();
    let token = token(&database);
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(serving(&database));
    let program = serve(command, &token);
    // It goes while cases are being logged.
    let mut acknowledged = Vec::new();
    std::thread::scope(|scope| {
        let going = scope.spawn(|| server.halt());
        loop {
            match program.log_case(acknowledged.len()) {
                Ok(reference) => acknowledged.push(reference),
                Err(answer) => break assert_eq!(answer.status, 503, "{}", answer.all),
            }
        }
        going.join().unwrap();
    });
    let unsure = acknowledged.len();
    tells_everybody(&program, "the database does not answer");
    let page = program.ask("GET /staff/triage HTTP/1.1\r\nCookie: session=0000", "");
    assert_eq!(page.status, 503, "{}", page.all);
    assert!(
        page.all.contains("What you sent to us before is safe."),
        "{}",
        page.all
    );

    server.again();
    assert_eq!(program.get("/health").status, 200);
    assert_eq!(program.send_form("/complaint/what-happened", TYPED.0).status, 303);
    // The one that was cut off is sent again with its key: it is there once, whether it had been taken
    // in or not.
    for number in [unsure, 100_000] {
        acknowledged.push(
            program
                .log_case(number)
                .unwrap_or_else(|answer| panic!("{}", answer.all)),
        );
    }
    let known: std::collections::BTreeSet<&String> = acknowledged.iter().collect();
    assert_eq!(known.len(), acknowledged.len());
    for reference in &acknowledged {
        assert_eq!(program.get(&format!("/api/v1/cases/{reference}")).status, 200);
    }
    let log = program.stop();
    assert!(!log.contains("panicked"), "{log}");
    holds(&database, &acknowledged).await;
}
