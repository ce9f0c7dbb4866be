//! The way in by clock: a loop over the councils, and one file per job.
//!
//! A job that fails waits longer each time and says so in the log; the others go on. Nothing here
//! decides anything: what a job does is an act of [`Casework`].

mod job;
mod rounds;
pub mod webhook;

use std::time::Duration;

use redress_casework::Casework;
use tokio::sync::watch;

pub use job::Job;
pub use rounds::Rounds;
use webhook::Reach;

/// How long the loop rests between two looks at the clock.
const REST: Duration = Duration::from_millis(500);

/// Works until `stop` says so, and seals once more before it ends. Other programs are told beside
/// the jobs, so that one that is slow to answer holds up nothing; `reach` says where they may be.
pub async fn run(casework: Casework, mut stop: watch::Receiver<bool>, reach: Reach) {
    let telling = tokio::spawn(webhook::run(casework.clone(), stop.clone(), reach));
    let mut rounds = Rounds::default();
    loop {
        rounds.go(&casework).await;
        let told = tokio::select! {
            told = stop.wait_for(|stop| *stop) => { drop(told); true }
            () = tokio::time::sleep(REST) => false,
        };
        if told {
            break;
        }
    }
    // What was being told is told again the next time.
    telling.abort();
    rounds.seal_what_is_left(&casework).await;
}
