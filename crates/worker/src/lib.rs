//! The way in by clock: a loop over the councils, and one file per job.
//!
//! A job that fails waits longer each time and says so in the log; the others go on. Nothing here
//! decides anything: what a job does is an act of [`Casework`].

mod job;
pub mod mail;
mod rounds;

use std::time::Duration;

use redress_casework::Casework;
use tokio::sync::watch;

use crate::mail::Mail;

pub use job::Job;
pub use rounds::Rounds;

/// How long the loop rests between two looks at the clock.
const REST: Duration = Duration::from_millis(500);

/// Works until `stop` says so, and seals once more before it ends. What goes by e-mail is mailed if
/// there is a way to do it; a mail server that is slow keeps nothing else waiting.
pub async fn run(casework: Casework, mail: Option<Mail>, stop: watch::Receiver<bool>) {
    let outside = mail.is_some().then(|| {
        let rounds = Rounds::of(Job::OUTSIDE, mail.clone());
        tokio::spawn(until_told(casework.clone(), rounds, stop.clone()))
    });
    let mut rounds = until_told(casework.clone(), Rounds::of(Job::INSIDE, mail), stop).await;
    if let Some(outside) = outside {
        let _ = outside.await;
    }
    rounds.seal_what_is_left(&casework).await;
}

async fn until_told(casework: Casework, mut rounds: Rounds, mut stop: watch::Receiver<bool>) -> Rounds {
    loop {
        rounds.go(&casework).await;
        let told = tokio::select! {
            told = stop.wait_for(|stop| *stop) => { drop(told); true }
            () = tokio::time::sleep(REST) => false,
        };
        if told {
            return rounds;
        }
    }
}
