//! `redress serve`: answers browsers, and does the work that is due.

use std::net::SocketAddr;
use std::time::Duration;

use clap::Args;
use redress_casework::Casework;
use redress_web::password::Cost;
use redress_web::{App, Settings};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::{Config, Listening, Record};
use crate::open;
use crate::progress::say;
use crate::trouble::Trouble;

/// Answer browsers, and do the work that is due.
///
/// Opens the database, takes in the councils' policies, and answers until it is told to stop
/// (Ctrl-C, or SIGTERM). What was begun is finished first. Several of these may share one
/// PostgreSQL database; a SQLite file is for one at a time.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    listening: Listening,
    /// Leave the work that is due to another process, started with redress work
    #[arg(long)]
    no_worker: bool,
    /// Show the settings that hold, without passwords, and stop
    #[arg(long)]
    print_config: bool,
}

impl Serve {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &self.listening)?;
        if self.print_config {
            say(config.to_text());
            return Ok(());
        }
        config.start_log()?;
        let casework = open::casework(&config).await?;
        let settings = Settings {
            secure_cookies: config.secure_cookies,
            is_demo: false,
            trusted_proxies: config.trusted_proxies.clone(),
            password_cost: Cost::Full,
        };
        let listener = listen(config.listen).await?;
        let address = listener.local_addr()?;
        tracing::info!(
            %address,
            database = casework.store().engine(),
            councils = casework.councils().all().len(),
            "ready"
        );
        say(format!("Redress answers at http://{address}"));
        until_stopped(casework, settings, listener, !self.no_worker).await
    }
}

/// Takes the address.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Trouble> {
    TcpListener::bind(address).await.map_err(|error| {
        Trouble::broken(format!("nothing can be answered at {address}: {error}"))
            .next("stop the program that has it, or choose another with --listen ADDRESS:PORT")
    })
}

/// Answers, with a worker inside if wanted, until the process is told to stop.
pub(crate) async fn until_stopped(
    casework: Casework,
    settings: Settings,
    listener: TcpListener,
    with_worker: bool,
) -> Result<(), Trouble> {
    let stop = stop_signal()?;
    let worker = with_worker.then(|| tokio::spawn(redress_worker::run(casework.clone(), stop.clone())));
    // With a worker inside, following is one of its jobs.
    let follower = (!with_worker).then(|| tokio::spawn(follow(casework.clone(), stop.clone())));
    let mut told = stop;
    let served = App::new(casework.clone(), settings)
        .serve(listener, async move {
            // The sender lives as long as the process.
            let _ = told.wait_for(|stop| *stop).await;
        })
        .await;
    for task in [worker, follower].into_iter().flatten() {
        let _ = task.await;
    }
    casework.store().clone().close().await;
    tracing::info!("stopped");
    Ok(served?)
}

/// How often a process that only answers looks whether another one adopted a policy.
const FOLLOW_EVERY: Duration = Duration::from_secs(5);

/// Takes up what another process adopted, until the process is told to stop.
async fn follow(casework: Casework, mut stop: watch::Receiver<bool>) {
    loop {
        for council in casework.councils().all() {
            if let Err(error) = casework.follow_policy(&council.id).await {
                tracing::error!(council = %council.id, %error, "the policy could not be followed");
            }
        }
        let waiting = tokio::time::timeout(FOLLOW_EVERY, stop.wait_for(|stop| *stop));
        let is_stopped = waiting.await.is_ok();
        if is_stopped {
            return;
        }
    }
}

/// Becomes true when the process is told to stop.
pub(crate) fn stop_signal() -> Result<watch::Receiver<bool>, Trouble> {
    let (sender, receiver) = watch::channel(false);
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
        tracing::info!("told to stop; what was begun is finished first");
        let _ = sender.send(true);
        // Whoever presses Ctrl-C twice does not want to wait. SIGTERM may well come twice by itself.
        let _ = interrupted.recv().await;
        std::process::exit(1);
    });
    Ok(receiver)
}
