//! The way in by clock: a loop over the councils, and one file per job.
//!
//! A job that fails waits longer each time and says so in the log; the others go on. Nothing here
//! decides anything: what a job does is an act of [`Casework`].

mod job;
mod rounds;

use std::time::Duration;

use redress_casework::Casework;
use tokio::sync::watch;

pub use job::Job;
pub use rounds::Rounds;

/// How long the loop rests between two looks at the clock.
const REST: Duration = Duration::from_millis(500);

/// Works until `stop` says so, and seals once more before it ends.
pub async fn run(casework: Casework, mut stop: watch::Receiver<bool>) {
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
    rounds.seal_what_is_left(&casework).await;
}
