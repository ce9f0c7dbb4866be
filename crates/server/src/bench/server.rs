//! The server that is measured: this same program, as a process of its own on the loopback address.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::process::{Child, Command};

use crate::bench::browser::Browser;
use crate::trouble::Trouble;

/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that runs.
pub(crate) struct Server {
    process: Child,
    /// Where it answers.
    pub(crate) address: SocketAddr,
    /// From its start to its first answer.
    pub(crate) started_in: Duration,
    policy: PathBuf,
}

impl Server {
    /// Starts so many of them on one database, one after the other.
    pub(crate) async fn several(nodes: usize, database: &str, policy: &str) -> Result<Vec<Self>, Trouble> {
        let mut servers = Vec::with_capacity(nodes);
        for node in 0..nodes {
            servers.push(Self::start((node, database), policy).await?);
        }
        Ok(servers)
    }

    /// Starts one and waits for its first answer.
    async fn start((node, database): (usize, &str), policy: &str) -> Result<Self, Trouble> {
        let name = format!("redress-bench-{}-{node}.toml", std::process::id());
        let file = std::env::temp_dir().join(name);
        std::fs::write(&file, policy)?;
        let address = free_address()?;
        let begun = Instant::now();
        let process = Command::new(std::env::current_exe()?)
            .args(["serve", "--log-level", "warn", "--database", database])
            .args(["--listen", &address.to_string(), "--policy"])
            .arg(&file)
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut server = Self {
            process,
            address,
            started_in: Duration::ZERO,
            policy: file,
        };
        while !server.answers().await {
            if begun.elapsed() > PATIENCE || server.process.try_wait()?.is_some() {
                return Err(Trouble::broken("the server that is to be measured did not start"));
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        server.started_in = begun.elapsed();
        Ok(server)
    }

    async fn answers(&self) -> bool {
        let Ok(mut browser) = Browser::open(self.address).await else {
            return false;
        };
        browser
            .get("/health")
            .await
            .is_ok_and(|answer| answer.status == 200)
    }

    /// The memory that it has now and the most that it had, in bytes, where the system says so.
    pub(crate) fn memory(&self) -> (Option<u64>, Option<u64>) {
        let status = self.process.id().map(|id| format!("/proc/{id}/status"));
        let status = status
            .and_then(|path| std::fs::read_to_string(path).ok())
            .unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            let kibibytes: u64 = line.trim_matches([':', '\t', ' ', 'k', 'B']).parse().ok()?;
            Some(kibibytes * 1_024)
        };
        (of("VmRSS"), of("VmHWM"))
    }

    /// Stops it.
    pub(crate) async fn stop(mut self) -> Result<(), Trouble> {
        self.process.kill().await?;
        std::fs::remove_file(&self.policy)?;
        Ok(())
    }
}

fn free_address() -> Result<SocketAddr, Trouble> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
