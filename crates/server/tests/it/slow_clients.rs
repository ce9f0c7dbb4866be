//! Slow clients and smuggled requests at the program as it is started.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::outage::{serve, serving, token};

/// Sends a byte every half second until the other side has had enough; what it said.
fn dribble(address: &str, head: &str) -> String {
    let mut line = TcpStream::connect(address).unwrap();
    line.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    line.write_all(head.as_bytes()).unwrap();
    let (mut all, mut part) = (Vec::new(), [0; 1_024]);
    let since = Instant::now();
    while since.elapsed() < Duration::from_mins(1) {
        match line.read(&mut part) {
            Ok(0) => break,
            Ok(count) => all.extend(part.iter().take(count)),
            Err(error)
                if matches!(
                    error.kind(),
                    std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                ) =>
            {
                let _ = line.write_all(b"a");
            }
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn fifty_slow_clients_are_given_up_and_others_are_served_all_the_while() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("redress.sqlite").display());
    let token = token(&database);
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(serving(&database));
    let program = serve(command, &token);
    let head = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
    let body = "POST /track HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 4000\r\n\r\nreference=";
    let slow: Vec<_> = (0..50)
        .map(|number| {
            let address = program.address.clone();
            let begins = if number % 2 == 0 { head } else { body };
            std::thread::spawn(move || dribble(&address, begins))
        })
        .collect();
    let (mut served, mut slowest) = (0, Duration::ZERO);
    while slow.iter().any(|client| !client.is_finished()) {
        let since = Instant::now();
        assert_eq!(program.get("/health").status, 200);
        slowest = slowest.max(since.elapsed());
        served += 1;
    }
    for client in slow {
        let answer = client.join().unwrap();
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
    assert!(
        served > 100 && slowest < Duration::from_secs(5),
        "{served} were served, the slowest after {slowest:?}"
    );
    program.stop();
}
