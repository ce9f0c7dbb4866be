//! The jobs, each in a file of its own, and how often each is due.

pub(crate) mod add_up;
pub(crate) mod anchor;
pub(crate) mod answer_causes;
pub(crate) mod ask_notify;
pub(crate) mod ask_surveys;
pub(crate) mod close_queries;
pub(crate) mod daily_check;
pub(crate) mod draft_briefings;
pub(crate) mod erase_conduct;
pub(crate) mod fetch_mail;
pub(crate) mod follow_policy;
pub(crate) mod forget;
pub(crate) mod hand_over;
pub(crate) mod index;
pub(crate) mod raise_alarms;
pub(crate) mod raise_signals;
pub(crate) mod release_messages;
pub(crate) mod remind_owners;
pub(crate) mod remind_partners;
pub(crate) mod scan_files;
pub(crate) mod seal;
pub(crate) mod send_links;
pub(crate) mod send_messages;
pub(crate) mod send_notify;
pub(crate) mod send_reports;
pub(crate) mod sort_mail;
pub(crate) mod sweep;
pub(crate) mod tell_of_conduct;

use jiff::SignedDuration;

/// Batch after batch, for as long as each is full and up to a limit. What comes while it works waits for the next round: to follow
/// it to its end is to take turns with every act, a commit for each.
#[derive(Debug)]
struct Batches {
    full: i64,
    at_most: i64,
    taken: i64,
}

impl Batches {
    fn new(full: i64, at_most: i64) -> Self {
        let taken = 0;
        Self { full, at_most, taken }
    }

    /// Whether another one follows one of so many.
    fn go_on_after(&mut self, more: i64) -> bool {
        self.taken += more;
        more >= self.full && self.taken < self.at_most
    }
}

/// Something that is done again and again for each council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Job {
    /// Numbers committed events into the chain of seals.
    Seal,
    /// Takes what acts have written into the search index.
    Index,
    /// Adds up what acts have changed in the counts of open cases.
    AddUp,
    /// Releases the messages whose moment has come.
    ReleaseMessages,
    /// Hands the messages that go by e-mail to the council's mail server.
    SendMessages,
    /// Sends the links by which people come back to what they saved.
    SendLinks,
    /// Mails figures to those who asked for them every week or month.
    SendReports,
    /// Hands the messages of a council that has GOV.UK Notify to it.
    SendNotify,
    /// Asks GOV.UK Notify what became of what it took.
    AskNotify,
    /// Reads the council's mailbox.
    FetchMail,
    /// Sorts the e-mails that were kept and not sorted.
    SortMail,
    /// Shows the virus scanner what waits for it.
    ScanFiles,
    /// Takes up the policy that another process adopted, and starts the version whose day has come.
    FollowPolicy,
    /// Tells people that the queue was not checked today (paper 002).
    DailyCheck,
    /// Closes the answered queries of councillors that nobody followed up in time.
    CloseQueries,
    /// Reminds partners whose answer is due or overdue, and tells the officers.
    RemindPartners,
    /// Reminds the owners of remedies that are due or overdue, and tells the leads.
    RemindOwners,
    /// Sends the replies to many cases of one cause, each case once.
    AnswerCauses,
    /// Carries cases to other councils of the installation, and brings back what these say.
    HandOver,
    /// Asks managers to look at what the policy's rules speak of, and counts contact around arrangements.
    RaiseSignals,
    /// Drafts the briefings of meetings that are near (paper 004).
    DraftBriefings,
    /// Tells people which conduct files wait for them, and the policy's owner of its review.
    TellOfConduct,
    /// Asks customers how we did, some days after a case was closed, and reminds them once.
    AskSurveys,
    /// Erases conduct files and signals whose time by the policy is over.
    EraseConduct,
    /// Forgets sessions, drafts and counts of tries that have ended.
    Sweep,
    /// Erases what people told when its time is over.
    Forget,
    /// Makes the anchor of the day, and mails it.
    Anchor,
    /// Mails administrators that somebody signed in with the emergency account.
    RaiseAlarms,
}

impl Job {
    /// What waits for nobody outside, the most urgent first.
    pub const INSIDE: &'static [Self] = &[
        Self::Seal,
        Self::Index,
        Self::AddUp,
        Self::FollowPolicy,
        Self::DailyCheck,
        Self::CloseQueries,
        Self::SortMail,
        Self::RemindPartners,
        Self::RemindOwners,
        Self::AnswerCauses,
        Self::HandOver,
        Self::RaiseSignals,
        Self::TellOfConduct,
        Self::AskSurveys,
        Self::DraftBriefings,
        Self::EraseConduct,
        Self::Sweep,
        Self::Forget,
    ];

    /// What sets letters, which takes a processor for a while: what acts wrote is sealed, found and counted meanwhile.
    pub const LETTERS: &'static [Self] = &[Self::ReleaseMessages];

    /// What waits for another machine, and keeps nothing else waiting meanwhile.
    pub const OUTSIDE: &'static [Self] = &[
        Self::SendMessages,
        Self::SendLinks,
        Self::SendReports,
        Self::SendNotify,
        Self::AskNotify,
        Self::ScanFiles,
        Self::Anchor,
        Self::RaiseAlarms,
    ];

    /// What waits for a mailbox, which keeps no letter waiting.
    pub const MAILBOX: &'static [Self] = &[Self::FetchMail];

    /// What it is called in the log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seal => "seal",
            Self::Index => "index",
            Self::AddUp => "add-up",
            Self::ReleaseMessages => "release-messages",
            Self::SendMessages => "send-messages",
            Self::SendLinks => "send-links",
            Self::SendReports => "send-reports",
            Self::SendNotify => "send-notify",
            Self::AskNotify => "ask-notify",
            Self::FetchMail => "fetch-mail",
            Self::SortMail => "sort-mail",
            Self::ScanFiles => "scan-files",
            Self::FollowPolicy => "follow-policy",
            Self::DailyCheck => "daily-check",
            Self::CloseQueries => "close-queries",
            Self::RemindPartners => "remind-partners",
            Self::RemindOwners => "remind-owners",
            Self::AnswerCauses => "answer-causes",
            Self::HandOver => "hand-over",
            Self::RaiseSignals => "raise-signals",
            Self::TellOfConduct => "tell-of-conduct",
            Self::AskSurveys => "ask-surveys",
            Self::DraftBriefings => "draft-briefings",
            Self::EraseConduct => "erase-conduct",
            Self::Sweep => "sweep",
            Self::Forget => "forget",
            Self::Anchor => "anchor",
            Self::RaiseAlarms => "raise-alarms",
        }
    }

    /// How long it rests after it went well.
    pub(crate) const fn every(self) -> SignedDuration {
        match self {
            Self::Seal | Self::Index | Self::AddUp => SignedDuration::from_secs(1),
            Self::ReleaseMessages
            | Self::SendMessages
            | Self::SendLinks
            | Self::SendNotify
            | Self::AnswerCauses
            | Self::HandOver
            | Self::FollowPolicy => SignedDuration::from_secs(5),
            Self::ScanFiles | Self::FetchMail => SignedDuration::from_secs(30),
            Self::DailyCheck
            | Self::SortMail
            | Self::AskNotify
            | Self::RaiseSignals
            | Self::RaiseAlarms
            | Self::SendReports => SignedDuration::from_secs(60),
            Self::CloseQueries
            | Self::RemindPartners
            | Self::RemindOwners
            | Self::TellOfConduct
            | Self::AskSurveys
            | Self::Anchor
            | Self::DraftBriefings => SignedDuration::from_mins(10),
            Self::EraseConduct | Self::Sweep | Self::Forget => SignedDuration::from_hours(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // An act is committed while each batch is taken, as on any busy morning: there is always one more.
    #[test]
    fn a_round_ends_though_acts_go_on() {
        let mut round = Batches::new(50, 5_000);
        assert_eq!(
            [50, 50, 3].map(|more| round.go_on_after(more)),
            [true, true, false]
        );
        assert_eq!(round.taken, 103);
        let mut long = Batches::new(50, 100);
        assert_eq!([50, 50].map(|more| long.go_on_after(more)), [true, false]);
    }
}
