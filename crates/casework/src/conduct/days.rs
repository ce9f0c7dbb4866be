//! The days that count from a letter of a conduct file: from the day on which it leaves, or by post from the one on which it is
//! taken to have reached them (domain 5.6 and 5.8).

use jiff::civil::Date;
use redress_domain::calendar::london::civil_date;
use redress_domain::conduct::{self, ConductFile, Event, Letter, LetterKind, LetterState, Outcome};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{CouncilId, MessageId};
use redress_domain::policy::{LEAST_APPEAL, LEAST_COMMENTS, Limit};
use redress_domain::vocabulary::Channel;

use super::{ConductView, LoadedFile};
use crate::Casework;
use crate::case::Message;
use crate::failure::Failure;
use crate::kept::AT_ONCE;

redress_domain::vocabulary! {
    /// What counts from the day on which a letter leaves.
    pub enum CountsFor {
        /// The first day of an arrangement.
        Begins = "begins",
        /// The last day for comments.
        Comments = "comments",
        /// The last day for an appeal.
        Appeal = "appeal",
    }
}

/// A day that counts from the one on which a letter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// What it is for.
    pub what: CountsFor,
    /// The day.
    pub on: Date,
}

/// The days that the record has of a letter which left.
#[derive(Debug, Default)]
struct Known {
    begins: Option<Date>,
    comments: Option<Date>,
    appeal: Option<Date>,
}

/// Whether something counts from the day on which a letter leaves, so that it bears that day: of a warning as well, which names
/// no last day. What the others tell has come about already.
fn bears_its_day(letter: &Letter) -> bool {
    letter.names_its_days() || letter.kind == LetterKind::Warning
}

impl Casework {
    /// The days that count from when a letter leaves: as the record has them once it left, otherwise as they are if it
    /// leaves today (domain 5.6 and 5.8), with the time that was agreed with them (Equality Act 2010, section 20).
    pub(super) fn counts_from(
        &self,
        council: &CouncilId,
        (loaded, agreed): (&LoadedFile, &[AdjustmentKind]),
        message: &MessageId,
    ) -> Result<Vec<Counts>, Failure> {
        let Some(letter) = loaded.file.letter(message) else {
            return Ok(Vec::new());
        };
        let mut known = Known::default();
        // What came back counts anew from when it leaves again (domain 5.6 and 5.8).
        let has_left = match letter.state {
            LetterState::Left | LetterState::Overtaken => true,
            LetterState::Waiting | LetterState::NotReached => false,
        };
        for entry in loaded.entries.iter().filter(|_| has_left) {
            if let Event::ReportShared {
                comments_until,
                report,
                ..
            } = &entry.event
                && *report == letter.words
            {
                known.comments = Some(*comments_until);
            }
            if let Event::NoticeSent {
                from,
                appeal_until,
                letter: words,
                ..
            } = &entry.event
                && *words == letter.words
            {
                (known.begins, known.appeal) = (Some(*from), Some(*appeal_until));
            }
        }
        let goes = (letter.kind, letter.channel);
        self.days_of(council, (&loaded.file, agreed), (goes, known))
    }

    /// The days that count from a letter which somebody hands over today: it bears them as one that is set does.
    pub fn conduct_days_today(
        &self,
        council: &CouncilId,
        (view, goes): (&ConductView, (LetterKind, Channel)),
    ) -> Result<Vec<Counts>, Failure> {
        self.days_of(council, (&view.file, &view.agreed), (goes, Known::default()))
    }

    fn days_of(
        &self,
        council: &CouncilId,
        (file, agreed): (&ConductFile, &[AdjustmentKind]),
        ((kind, channel), known): ((LetterKind, Channel), Known),
    ) -> Result<Vec<Counts>, Failure> {
        let settings = self.councils.get(council)?;
        let today = self.today();
        let Some(rules) = settings.policy(today)?.conduct.as_ref() else {
            return Ok(Vec::new());
        };
        let due = |limit: Limit, least: u16| {
            let served = conduct::served_on(&settings.calendar, (channel, today));
            conduct::last_day_of_theirs(&settings.calendar, (served, limit, least), agreed)
        };
        // More time that they were given in a letter holds for the next report as well.
        let given = file.report.as_ref().and_then(|report| report.more_time_until);
        let binds = file.to_notify.as_ref();
        let binds = binds.is_none_or(|waits| waits.outcome == Outcome::Agreed);
        let counts = |what, on| Counts { what, on };
        Ok(match kind {
            LetterKind::Report => vec![counts(
                CountsFor::Comments,
                known.comments.unwrap_or_else(|| {
                    let until = due(rules.comments_within, LEAST_COMMENTS);
                    given.map_or(until, |given| given.max(until))
                }),
            )],
            LetterKind::Notice if binds => vec![
                counts(CountsFor::Begins, known.begins.unwrap_or(today)),
                counts(
                    CountsFor::Appeal,
                    known
                        .appeal
                        .unwrap_or_else(|| due(rules.appeal_within, LEAST_APPEAL)),
                ),
            ],
            LetterKind::Notice
            | LetterKind::Warning
            | LetterKind::Interim
            | LetterKind::Lifted
            | LetterKind::Appeal
            | LetterKind::Eased
            | LetterKind::Withdrawn
            | LetterKind::Reviewed
            | LetterKind::MoreTime => Vec::new(),
        })
    }

    /// The letters of conduct files that wait for the printer and bear the day before: what counts from the day on which
    /// they leave is set again as it is today.
    ///
    /// Costs a print run's letters by their index, and the files of those that were kept before today.
    pub async fn letters_of_yesterday(&self, council: &CouncilId) -> Result<Vec<Message>, Failure> {
        let today = self.today();
        let waiting = self.store.conduct_letters_to_print(council, AT_ONCE).await?;
        let mut again = Vec::new();
        for kept in waiting {
            let Some(id) = kept.conduct.as_ref().filter(|_| civil_date(kept.kept_at) < today) else {
                continue;
            };
            let loaded = self.load_conduct(council, id).await?;
            if !loaded.file.letter(&kept.message_id).is_some_and(bears_its_day) {
                continue;
            }
            let of_file = self.store.messages_of_conduct(council, id).await?;
            again.extend(
                of_file
                    .into_iter()
                    .filter(|message| message.message_id == kept.message_id),
            );
        }
        Ok(again)
    }
}
