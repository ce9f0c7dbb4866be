//! `redress serve`: answers browsers, and does the work that is due.

use std::net::SocketAddr;
use std::time::Duration;

use clap::Args;
use redress_casework::Casework;
use redress_domain::id::CouncilId;
use redress_web::password::Cost;
use redress_web::{App, Sending, Settings};
use redress_worker::notify::Notify;
use redress_worker::webhook::Reach;
use redress_worker::{Outward, Unsent};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::config::{Config, Identity, Listening, Mailing, Reading, Record};
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
    #[command(flatten)]
    mailing: Mailing,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    identity: Identity,
    /// Leave the work that is due to another process, started with redress work
    #[arg(long)]
    no_worker: bool,
    /// Tell webhooks whose address is in a private network, too
    #[arg(long, env = "REDRESS_WEBHOOKS_ALLOW_PRIVATE")]
    allow_private: bool,
    /// Show the settings that hold, without passwords, and stop
    #[arg(long)]
    print_config: bool,
}

impl Serve {
    pub(crate) async fn run(self) -> Result<(), Trouble> {
        let config = Config::of(&self.record, &self.listening)?.mailing(&self.mailing);
        let config = config.reading(&self.reading).identity(&self.identity);
        if self.print_config {
            say(config.to_text());
            return Ok(());
        }
        config.start_log()?;
        let mail = config.mail()?;
        let providers = Some(config.providers()?);
        let casework = open::casework_of_all(&config).await?;
        let mailbox = open::mailbox(&casework, &config)?;
        let notify = open::notify(&casework, &config)?;
        let service = |notify: &Notify, council: &CouncilId| {
            let service = notify.of(council)?;
            let shown = redress_web::api::Service {
                channels: service.channels(),
                sets_letters: service.sets_letters(),
                callback_token: service.callback_token().map(str::to_owned),
            };
            Some((council.clone(), shown))
        };
        let by_notify = notify.iter().flat_map(|notify| {
            let councils = notify.councils();
            councils.filter_map(|council| service(notify, council))
        });
        let settings = Settings {
            notify: by_notify.collect(),
            sending: if mail.is_some() {
                Sending::Mailed
            } else {
                Sending::ByHand
            },
            secure_cookies: config.secure_cookies,
            is_demo: false,
            trusted_proxies: config.trusted_proxies.clone(),
            password_cost: Cost::Full,
            providers,
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
        // What is damaged is found although nobody asks for that page; the error is in the log then.
        let store = casework.store().clone();
        tokio::spawn(async move { store.check_pages().await });
        let worker = if self.no_worker {
            Worker::Elsewhere
        } else {
            let webhooks = reach(self.allow_private);
            Worker::Inside(Outward {
                mail,
                notify,
                mailbox,
                webhooks,
                unsent: Unsent::NotDelivered,
            })
        };
        until_stopped(casework, settings, listener, worker).await
    }
}

/// Where webhooks may be.
pub(crate) fn reach(allow_private: bool) -> Reach {
    if allow_private {
        Reach::Anywhere
    } else {
        Reach::Public
    }
}

/// Takes the address.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener, Trouble> {
    TcpListener::bind(address).await.map_err(|error| {
        Trouble::broken(format!("nothing can be answered at {address}: {error}"))
            .next("stop the program that has it, or choose another with --listen ADDRESS:PORT")
    })
}

/// Who does the work that is due.
pub(crate) enum Worker {
    /// This process, with its ways to the outside.
    Inside(Outward),
    /// Another process.
    Elsewhere,
}

/// Answers, with a worker inside if wanted, until the process is told to stop.
pub(crate) async fn until_stopped(
    casework: Casework,
    settings: Settings,
    listener: TcpListener,
    worker: Worker,
) -> Result<(), Trouble> {
    let stop = stop_signal()?;
    let (worker, follower) = match worker {
        Worker::Elsewhere => (None, Some(tokio::spawn(follow(casework.clone(), stop.clone())))),
        // With a worker inside, following is one of its jobs.
        Worker::Inside(outward) => {
            let work = redress_worker::run(casework.clone(), outward, stop.clone());
            (Some(tokio::spawn(work)), None)
        }
    };
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
