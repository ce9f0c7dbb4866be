//! The way in by clock: a loop over the councils, and one file per job.
//!
//! A job that fails waits longer each time and says so in the log; the others go on. Nothing here
//! decides anything: what a job does is an act of [`Casework`].

pub mod asking;
mod job;
mod keep;
pub mod mail;
pub mod mailbox;
pub mod notify;
pub mod receive;
mod rounds;
pub mod webhook;

use std::time::Duration;

use redress_casework::Casework;
use tokio::sync::watch;

use crate::mail::Mail;
use crate::mailbox::Mailbox;
use crate::notify::Notify;

pub use job::Job;
pub use rounds::Rounds;
use webhook::Reach;

/// How long the loop rests between two looks at the clock.
const REST: Duration = Duration::from_millis(500);

/// The ways to the outside.
#[derive(Debug, Clone)]
pub struct Outward {
    /// How e-mail is handed on; `None` mails nothing.
    pub mail: Option<Mail>,
    /// Which councils send by GOV.UK Notify, and how; `None` sends nothing so.
    pub notify: Option<Notify>,
    /// Which mailbox is read; `None` reads none.
    pub mailbox: Option<Mailbox>,
    /// Where webhooks may be.
    pub webhooks: Reach,
    /// What becomes of what goes by a way by which nothing is sent.
    pub unsent: Unsent,
}

/// What becomes of an e-mail where none is mailed, and of a text where none is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// It did not reach its reader, and stands where staff look for what did not.
    NotDelivered,
    /// A demo: it is shown as it would have gone.
    Shown,
}

/// Works until `stop` says so, and seals once more before it ends.
///
/// What waits for another machine, a mail server, a virus scanner or another program, and the setting of letters go on
/// beside the rest and hold up nothing.
pub async fn run(casework: Casework, outward: Outward, stop: watch::Receiver<bool>) {
    let Outward {
        mail,
        notify,
        mailbox,
        webhooks,
        unsent,
    } = outward;
    let telling = tokio::spawn(webhook::run(casework.clone(), stop.clone(), webhooks));
    let rounds = Rounds::of(Job::OUTSIDE, mail.clone()).notifying(notify.clone());
    let outside = tokio::spawn(until_told(casework.clone(), rounds, stop.clone()));
    let rounds = Rounds::of(Job::MAILBOX, None).reading(mailbox);
    let reading = tokio::spawn(until_told(casework.clone(), rounds, stop.clone()));
    let rounds = Rounds::of(Job::LETTERS, mail.clone())
        .notifying(notify.clone())
        .unsent(unsent);
    let letters = tokio::spawn(until_told(casework.clone(), rounds, stop.clone()));
    let rounds = Rounds::of(Job::INSIDE, mail).notifying(notify);
    let mut rounds = until_told(casework.clone(), rounds, stop).await;
    let _ = outside.await;
    let _ = letters.await;
    // A message is kept or not: what was being read is read again the next time.
    reading.abort();
    // What was being told is told again the next time.
    telling.abort();
    rounds.seal_what_is_left(&casework).await;
}

async fn until_told(casework: Casework, mut rounds: Rounds, mut stop: watch::Receiver<bool>) -> Rounds {
    loop {
        rounds.go(&casework).await;
        let rest = if rounds.is_behind() { Duration::ZERO } else { REST };
        let told = tokio::select! {
            told = stop.wait_for(|stop| *stop) => { drop(told); true }
            () = tokio::time::sleep(rest) => false,
        };
        if told {
            return rounds;
        }
    }
}
