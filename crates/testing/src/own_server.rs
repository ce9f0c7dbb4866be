//! A PostgreSQL server that one test has for itself, to stop it or to set it otherwise.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A server of its own, taken away at the end whatever happened.
#[derive(Debug)]
pub struct OwnServer {
    folder: PathBuf,
    /// Where it is.
    pub address: String,
}

impl OwnServer {
    /// Starts one, by `scripts/postgres-for-tests`; `name` tells it from others of this process.
    pub fn start(name: &str) -> Self {
        // Not below a folder that is closed to whoever runs the server.
        let folder = std::env::temp_dir().join(format!("redress-{name}-{}", std::process::id()));
        let address = ask("start", &folder);
        Self { folder, address }
    }

    /// Its folder: `data` is its own, `log` what it says.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Stops it and keeps what is in it, as an outage does.
    pub fn halt(&self) {
        ask("halt", &self.folder);
    }

    /// Starts it again at the same address.
    pub fn again(&self) {
        ask("again", &self.folder);
    }
}

impl Drop for OwnServer {
    fn drop(&mut self) {
        ask("stop", &self.folder);
    }
}

fn ask(what: &str, folder: &Path) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/postgres-for-tests");
    let output = Command::new(script)
        .arg(what)
        .arg(folder)
        // A server that goes on holds on to what it was given: it is given nothing.
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success(), "{what}: {output:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
