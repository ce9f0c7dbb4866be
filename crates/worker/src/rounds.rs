//! Which job is due for which council, and how long one that fails waits.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_casework::Casework;
use redress_casework::daily_check::Alert;
use redress_casework::failure::Failure;
use redress_domain::id::CouncilId;
use redress_domain::vocabulary::Channel;

use crate::Unsent;
use crate::job::{
    Job, add_up, anchor, answer_causes, ask_notify, ask_surveys, close_queries, daily_check, draft_briefings,
    erase_conduct, fetch_mail, follow_policy, forget, hand_over, index, raise_alarms, raise_signals,
    release_messages, remind_owners, remind_partners, scan_files, seal, send_links, send_messages,
    send_notify, send_reports, sort_mail, sweep, tell_of_conduct,
};
use crate::mail::Mail;
use crate::mailbox::Mailbox;
use crate::notify::Notify;

/// The longest that a failing job waits for its next try.
const LONGEST: SignedDuration = SignedDuration::from_mins(10);

/// What the loop remembers between two rounds. All of it may be forgotten: a worker that starts
/// again does every job once and goes on.
#[derive(Debug)]
pub struct Rounds {
    jobs: &'static [Job],
    mail: Option<Mail>,
    mailbox: Option<Mailbox>,
    notify: Option<Notify>,
    unsent: Unsent,
    due: BTreeMap<(CouncilId, Job), Due>,
    said: BTreeMap<CouncilId, (Date, Alert)>,
    is_behind: bool,
    pages: usize,
}

/// As many pages of messages as one turn sets: some seconds, so that another council's letters and the end of the program
/// wait no longer.
const PAGES: usize = 5;

/// What a turn of a job left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// Nothing: it rests for its time.
    Nothing,
    /// More of what holds others up than it does in one turn: it goes on as soon as the other councils and jobs had theirs.
    More,
}

#[derive(Debug, Clone, Copy)]
struct Due {
    at: Timestamp,
    failures: u32,
}

impl Rounds {
    /// Rounds of these jobs; what goes by e-mail is mailed if there is a way to do it.
    pub fn of(jobs: &'static [Job], mail: Option<Mail>) -> Self {
        Self {
            jobs,
            mail,
            mailbox: None,
            notify: None,
            unsent: Unsent::NotDelivered,
            due: BTreeMap::new(),
            said: BTreeMap::new(),
            is_behind: false,
            pages: PAGES,
        }
    }

    /// The same in turns of so many pages of messages.
    #[must_use]
    pub fn in_turns_of(self, pages: usize) -> Self {
        Self { pages, ..self }
    }

    /// The same with a mailbox that is read.
    #[must_use]
    pub fn reading(self, mailbox: Option<Mailbox>) -> Self {
        Self { mailbox, ..self }
    }

    /// The same with councils that send by GOV.UK Notify.
    #[must_use]
    pub fn notifying(self, notify: Option<Notify>) -> Self {
        Self { notify, ..self }
    }

    /// The same, with what becomes of what leads to nobody.
    #[must_use]
    pub fn unsent(self, unsent: Unsent) -> Self {
        Self { unsent, ..self }
    }

    /// Does every job that is due, for every council; answers how many went well.
    pub async fn go(&mut self, casework: &Casework) -> usize {
        let mut done = 0;
        self.is_behind = false;
        for council in casework.councils().all() {
            for job in self.jobs {
                let key = (council.id.clone(), *job);
                let now = casework.outside().now();
                let before = self.due.get(&key).copied();
                if before.is_some_and(|due| now < due.at) {
                    continue;
                }
                let (failures, left) = match self.run(casework, &council.id, *job).await {
                    Ok(left) => {
                        done += 1;
                        self.is_behind |= left == Left::More;
                        (0, left)
                    }
                    Err(error) => {
                        let failures = before.map_or(0, |due| due.failures).saturating_add(1);
                        let wait = wait_after(*job, failures);
                        tracing::error!(
                            council = %council.id, job = job.name(), failures, %error,
                            "a job failed and is tried again in {wait:#}"
                        );
                        (failures, Left::Nothing)
                    }
                };
                let wait = match left {
                    Left::Nothing => wait_after(*job, failures),
                    Left::More => SignedDuration::ZERO,
                };
                let at = now.checked_add(wait).unwrap_or(Timestamp::MAX);
                self.due.insert(key, Due { at, failures });
            }
        }
        done
    }

    /// Whether the last round left something to be done at once.
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Seals what was committed since the last round, so that as little as can be is left unsealed.
    pub async fn seal_what_is_left(&mut self, casework: &Casework) {
        for council in casework.councils().all() {
            if let Err(error) = seal::run(casework, &council.id).await {
                tracing::error!(council = %council.id, %error, "the last seals were not set");
            }
        }
    }

    async fn run(&mut self, casework: &Casework, council: &CouncilId, job: Job) -> Result<Left, Failure> {
        let notify = self.notify.as_ref().and_then(|notify| notify.of(council));
        // All but the letters rest after a turn, whatever it left.
        let went = match job {
            Job::Seal => seal::run(casework, council).await.map(|_| ()),
            Job::Index => index::run(casework, council).await,
            Job::AddUp => add_up::run(casework, council).await,
            Job::ReleaseMessages => {
                let ways = (self.mail.as_ref(), notify, self.unsent);
                return release_messages::run(casework, council, ways, self.pages).await;
            }
            Job::SendMessages => match &self.mail {
                // Of two ways for its e-mail, a council means Notify.
                Some(_) if notify.is_some_and(|notify| notify.takes(Channel::Email)) => Ok(()),
                Some(mail) => send_messages::run(casework, council, mail).await,
                None => Ok(()),
            },
            Job::SendLinks => match &self.mail {
                Some(mail) => send_links::run(casework, council, mail).await,
                None => Ok(()),
            },
            Job::SendReports => match &self.mail {
                Some(mail) => send_reports::run(casework, council, mail).await,
                None => Ok(()),
            },
            Job::SendNotify => match notify {
                Some(notify) => send_notify::run(casework, council, notify).await,
                None => Ok(()),
            },
            Job::AskNotify => match notify {
                Some(notify) => ask_notify::run(casework, council, notify).await,
                None => Ok(()),
            },
            Job::FetchMail => match &self.mailbox {
                Some(mailbox) => fetch_mail::run(casework, council, mailbox).await,
                None => Ok(()),
            },
            Job::SortMail => sort_mail::run(casework, council).await,
            Job::FollowPolicy => follow_policy::run(casework, council).await,
            Job::ScanFiles => scan_files::run(casework, council).await,
            Job::CloseQueries => close_queries::run(casework, council).await,
            Job::RemindPartners => remind_partners::run(casework, council).await,
            Job::AskSurveys => ask_surveys::run(casework, council, (self.mail.as_ref(), notify)).await,
            Job::RemindOwners => remind_owners::run(casework, council).await,
            Job::AnswerCauses => answer_causes::run(casework, council).await,
            Job::HandOver => hand_over::run(casework, council).await,
            Job::RaiseSignals => raise_signals::run(casework, council).await,
            Job::EraseConduct => erase_conduct::run(casework, council).await,
            Job::TellOfConduct => tell_of_conduct::run(casework, council).await,
            Job::DraftBriefings => draft_briefings::run(casework, council).await,
            Job::Sweep => sweep::run(casework, council).await,
            Job::Forget => forget::run(casework, council).await,
            Job::Anchor => anchor::run(casework, council, self.mail.as_ref()).await,
            Job::RaiseAlarms => raise_alarms::run(casework, council, self.mail.as_ref()).await,
            Job::DailyCheck => {
                let said = self.said.get(council).copied();
                if let Some(said) = daily_check::run(casework, council, said).await? {
                    self.said.insert(council.clone(), said);
                }
                Ok(())
            }
        };
        went.map(|()| Left::Nothing)
    }
}

/// How long a job rests: its own time when it went well, twice as long for each failure in a row.
fn wait_after(job: Job, failures: u32) -> SignedDuration {
    let factor = 1_i32.checked_shl(failures.min(20)).unwrap_or(i32::MAX);
    let longest = LONGEST.max(job.every());
    job.every().checked_mul(factor).unwrap_or(longest).min(longest)
}

#[cfg(test)]
mod tests;
