//! What is done to a file beside the way: what is urgent is taken up, an arrangement is reviewed, a proposal is
//! withdrawn, and an incident that does not belong here is struck out.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::command::Sorting;
use super::evolve::{nothing_to_weigh, reads_otherwise};
use super::letter::{LetterKind, overtake};
use super::silence::Silence;
use super::state::{AddedFile, Beside, Comment, With};
use super::taken_in::TakenIn;
use super::{ConductFile, Sort, Voted, contacts};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{CaseId, CommentId, ConductId, ContactId, IncidentId, MessageId, PostId, UserId};
use crate::vocabulary::{Channel, FileType};
use crate::words::{FileRef, Words, WordsRef};

crate::vocabulary! {
    /// What came of a review.
    pub enum ReviewOutcome {
        /// It goes on until its end; only in older records, as that takes a report by now.
        GoesOn = "goes-on",
        /// It is made kinder.
        Eased = "eased",
        /// It ends now.
        Ended = "ended",
    }
}

crate::vocabulary! {
    /// Why a notice that has left binds nobody.
    pub enum BindsNobody {
        /// The days that it names are over.
        Over = "over",
        /// An agreed adjustment rules out the way that it leaves open, or was not weighed.
        RuledOut = "ruled-out",
        /// What it rests on is not what it was.
        Grounds = "grounds",
    }
}

/// What is done beside the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tend {
    /// How the next letter keeps to what was agreed with them, where the program cannot see to it.
    Meet {
        /// What was agreed.
        kinds: Vec<AdjustmentKind>,
        /// How it is met.
        words: Words,
    },
    /// No message could go to say which way is open, after they had used one that is closed.
    NotTold {
        /// Which contact.
        contact: ContactId,
    },
    /// Somebody takes up what was passed on to them at once.
    TakeUp {
        /// Which contact.
        contact: ContactId,
        /// What they do about it.
        words: Words,
    },
    /// Who is told at once of something urgent; the program knows who holds the post.
    PassOn {
        /// Which contact.
        contact: ContactId,
        /// Who.
        told: Vec<UserId>,
    },
    /// The arrangement was looked at again: it is made kinder, or ends. That it goes on takes a report.
    Review {
        /// What came of it.
        outcome: ReviewOutcome,
        /// Why.
        reason: Words,
    },
    /// A contact was taken for something else than it is, or is more than one thing.
    SortAgain {
        /// What it is.
        sorting: Sorting,
        /// Whether it is what it was taken for as well: one letter may report a new matter and say that a child is in danger.
        as_well: bool,
        /// Why it is not what it was taken for, or not that alone.
        reason: Words,
    },
    /// What they say before a review, or somebody takes it down.
    SayForReview {
        /// The contact that it is: it is read within the days of any other.
        contact: ContactId,
        /// When it reached us.
        on: Date,
        /// How.
        channel: Channel,
        /// What they say.
        words: Words,
    },
    /// They have more time to comment on the report, as they asked.
    GiveMoreTime {
        /// Their last day from now on; after the one that they have, and after today.
        until: Date,
        /// Why.
        reason: Words,
        /// What they are told.
        letter: Words,
    },
    /// What was proposed is not proposed any longer; or what was decided is not done, as long as its notice waits.
    Withdraw {
        /// Why.
        reason: Words,
        /// What they are told, where they had the report.
        letter: Option<Words>,
    },
    /// Two files turned out to be of one person: this one is closed, and what happens from now on stands on the other.
    CloseInto {
        /// The other.
        into: ConductId,
        /// Why.
        reason: Words,
    },
    /// It takes over what was closed into it, in the same act.
    TakeIn(TakenIn),
    /// What they said in the same act was said with a code that somebody who works for the council gave out.
    SaidByCode {
        /// Who gave it out.
        by: UserId,
        /// When.
        given_at: Timestamp,
        /// How.
        given_as: Channel,
        /// The message that tells them, and how it goes; none where none can go.
        told: Option<(MessageId, Channel)>,
    },
    /// An incident does not belong on this file.
    Strike {
        /// Which.
        incident: IncidentId,
        /// Whether it was moved to somebody else's file.
        is_moved: bool,
        /// Why.
        reason: Words,
        /// What they are told, where an interim safety measure ends with it.
        letter: Option<Words>,
    },
}

impl Tend {
    /// Every text in it, with what each is for.
    pub fn words(&self) -> Vec<(&'static str, &Words)> {
        match self {
            Self::TakeUp { words, .. } => vec![("taken-up", words)],
            Self::Meet { words, .. } => vec![("format-met", words)],
            Self::PassOn { .. } | Self::NotTold { .. } | Self::TakeIn(_) | Self::SaidByCode { .. } => {
                Vec::new()
            }
            Self::CloseInto { reason, .. } | Self::Review { reason, .. } => vec![("reason", reason)],
            Self::SortAgain { sorting, reason, .. } => {
                let sorted = sorting.words.iter().map(|words| ("sorted", words));
                std::iter::once(("reason", reason)).chain(sorted).collect()
            }
            Self::GiveMoreTime { reason, letter, .. } => vec![("reason", reason), ("letter", letter)],
            Self::SayForReview { words, .. } => vec![("said-for-review", words)],
            Self::Withdraw { reason, letter } | Self::Strike { reason, letter, .. } => {
                let letter = letter.iter().map(|letter| ("letter", letter));
                std::iter::once(("reason", reason)).chain(letter).collect()
            }
        }
    }
}

/// What happened of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tended", rename_all = "kebab-case")]
pub enum Tended {
    /// It was said how the next letter keeps to what was agreed with them.
    FormatMet {
        /// What was agreed.
        kinds: Vec<AdjustmentKind>,
        /// How it is met.
        words: WordsRef,
    },
    /// No message could go to say which way is open.
    NotTold {
        /// Which contact.
        contact: ContactId,
    },
    /// These were told at once of something urgent.
    PassedOn {
        /// Which contact.
        contact: ContactId,
        /// Who.
        told: Vec<UserId>,
    },
    /// Somebody took up what was passed on to them.
    TakenUp {
        /// Which contact.
        contact: ContactId,
        /// What they do about it.
        words: WordsRef,
    },
    /// The arrangement was looked at again.
    Reviewed {
        /// What came of it.
        outcome: ReviewOutcome,
        /// When it is looked at again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_on: Option<Date>,
        /// Why.
        reason: WordsRef,
        /// What they were told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<WordsRef>,
        /// The post that decided that it goes on; in older records whoever kept the file did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        post: Option<PostId>,
        /// How each of the panel voted, where there is one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        votes: Vec<(UserId, Voted)>,
    },
    /// A contact is something else than it was taken for, or something else as well. What it was taken for stays in the record.
    SortedAgain {
        /// Which.
        contact: ContactId,
        /// What it was taken for.
        from: Sort,
        /// What it is.
        to: Sort,
        /// Whether it is what it was taken for, too.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        as_well: bool,
        /// The case that was made of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        case: Option<CaseId>,
        /// By when it is decided whether it changes anything, where it is new information.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Date>,
        /// Where it went or what is new in it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<WordsRef>,
        /// Why it is not what it was taken for, or not that alone.
        reason: WordsRef,
    },
    /// They said something before a review.
    SaidForReview {
        /// Its name as the comment that it is on the report of the review; in older records it had none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<CommentId>,
        /// When it reached us.
        on: Date,
        /// How.
        channel: Channel,
        /// What they said.
        words: WordsRef,
    },
    /// They have more time to comment.
    MoreTimeGiven {
        /// Their last day.
        until: Date,
        /// Why.
        reason: WordsRef,
        /// What they were told.
        letter: WordsRef,
    },
    /// A file goes with a comment.
    CommentFileAdded {
        /// Which comment.
        comment: CommentId,
        /// The file, and its digest.
        file: FileRef,
        /// Its name.
        name: WordsRef,
        /// What it is.
        kind: FileType,
        /// How many bytes it has.
        size: u64,
    },
    /// A file goes with what they said of what was decided.
    SaidFileAdded {
        /// With what.
        beside: Beside,
        /// The file, and its digest.
        file: FileRef,
        /// Its name.
        name: WordsRef,
        /// What it is.
        kind: FileType,
        /// How many bytes it has.
        size: u64,
    },
    /// What was proposed was withdrawn.
    Withdrawn {
        /// Why.
        reason: WordsRef,
        /// What they were told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<WordsRef>,
    },
    /// The report on which an arrangement in force was decided did not reach them, and they said nothing of it.
    ReportNotReached {
        /// By when it is decided whether the arrangement can stand.
        answer_by: Date,
        /// Whether it ends where nobody answers by then. In older records it did not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        silence_ends_it: bool,
    },
    /// The only warning before what an arrangement in force rests on did not reach them.
    WarningNotReached {
        /// By when it is decided whether the arrangement can stand.
        answer_by: Date,
        /// Whether it ends where nobody answers by then, and nothing is left on which it rests. In older records it did not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        silence_ends_it: bool,
    },
    /// It goes on in another file of the same person: the reason stands with the closing, in the same act.
    GoesOnIn {
        /// Which.
        into: ConductId,
    },
    /// It took over what was closed into it.
    TookIn(TakenIn),
    /// What they said in the same act was said with a code that somebody who works for the council gave out.
    SaidByCode {
        /// Who gave it out.
        by: UserId,
        /// When.
        given_at: Timestamp,
        /// How.
        given_as: Channel,
        /// The message that tells them so, once for each code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        told: Option<MessageId>,
        /// How that goes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Channel>,
    },
    /// An incident was struck out. What was reported stays in the record.
    Struck {
        /// Which.
        incident: IncidentId,
        /// Whether it was moved to somebody else's file.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_moved: bool,
        /// By when it is decided whether what is in force can stand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Date>,
        /// Whether that ends where nobody answers by then, and nothing is left on which it rests. In older records it did not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        silence_ends_it: bool,
        /// Why.
        reason: WordsRef,
        /// What they were told, where an interim safety measure ended with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<WordsRef>,
    },
    /// A notice left, and binds nobody: the decision still waits.
    BindsNobody {
        /// Which letter.
        message: MessageId,
        /// Why.
        because: BindsNobody,
    },
}

impl Tended {
    /// The event's name in the record.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::FormatMet { .. } => "letter-format-met",
            Self::NotTold { .. } => "outside-not-told",
            Self::PassedOn { .. } => "urgent-passed-on",
            Self::TakenUp { .. } => "urgent-taken-up",
            Self::Reviewed { .. } => "arrangement-reviewed",
            Self::SaidForReview { .. } => "said-for-review",
            Self::SortedAgain { .. } => "contact-sorted-again",
            Self::MoreTimeGiven { .. } => "more-time-given",
            Self::CommentFileAdded { .. } => "comment-file-added",
            Self::SaidFileAdded { .. } => "said-file-added",
            Self::ReportNotReached { .. } => "report-not-reached",
            Self::WarningNotReached { .. } => "warning-not-reached",
            Self::GoesOnIn { .. } => "goes-on-in",
            Self::TookIn(_) => "took-in",
            Self::SaidByCode { .. } => "said-by-code",
            Self::Withdrawn { .. } => "proposal-withdrawn",
            Self::Struck { .. } => "incident-struck",
            Self::BindsNobody { .. } => "notice-binds-nobody",
        }
    }
}

/// A contact that goes where it must at once, until somebody has taken it up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urgent {
    /// Which.
    pub contact: ContactId,
    /// Since when.
    pub on: Date,
    /// Who was told.
    pub told: Vec<UserId>,
}

/// Their last day moves, also where they had said that they said all: they have more to say.
fn more_time(file: &mut ConductFile, until: Date) {
    let Some(report) = &mut file.report else { return };
    report.more_time_until = Some(until);
    if let Some(shared) = &mut report.shared {
        shared.comments_until = until;
    }
    for comment in &mut report.comments {
        comment.is_all = false;
    }
}

/// Paper 004, 7.1; domain 5.10: it is a comment on the report of the review, and has an answer before that is decided.
fn said_for_review(file: &mut ConductFile, id: Option<&CommentId>) {
    file.said_for_review.push(id.cloned());
    let Some((id, report)) = id
        .zip(file.report.as_mut())
        .filter(|(_, report)| report.purpose.goes_on())
    else {
        return;
    };
    let is_of_before = report.shared.is_none();
    report.comments.push(Comment {
        is_of_before,
        ..Comment::unanswered(id)
    });
}

/// What the file makes of it.
pub(super) fn evolve(file: &mut ConductFile, tended: &Tended, today: Date) {
    match tended {
        Tended::FormatMet { kinds, .. } => file.format_met.extend(kinds.iter().copied()),
        Tended::NotTold { .. } => file.not_told_on = Some(today),
        Tended::PassedOn { contact, told } => {
            for urgent in file.urgent.iter_mut().filter(|urgent| urgent.contact == *contact) {
                urgent.told.clone_from(told);
            }
        }
        Tended::TakenUp { contact, .. } => file.urgent.retain(|urgent| urgent.contact != *contact),
        Tended::SaidForReview { id, .. } => said_for_review(file, id.as_ref()),
        Tended::Reviewed { next_on, outcome, .. } => {
            if *outcome == ReviewOutcome::GoesOn {
                file.said_for_review.clear();
                file.is_over(Beside::Review);
            }
            if let Some((arrangement, on)) = file.arrangement.as_mut().zip(*next_on) {
                arrangement.terms.review_on = on;
            }
        }
        Tended::Withdrawn { .. } => {
            overtake(file, &[LetterKind::Report, LetterKind::Notice]);
            file.report = None;
            file.to_notify = None;
            nothing_to_weigh(file, today);
        }
        Tended::BindsNobody { .. } => {}
        Tended::SortedAgain {
            contact,
            to,
            as_well,
            case,
            answer_by,
            ..
        } => {
            let sort = if *as_well {
                contacts::sort_as_well
            } else {
                contacts::sort
            };
            sort(file, (contact, *to), (case.as_ref(), *answer_by), today);
        }
        Tended::MoreTimeGiven { until, .. } => more_time(file, *until),
        Tended::ReportNotReached {
            answer_by,
            silence_ends_it,
        } => {
            file.grounds_wait = file.grounds_wait.or(Some(*answer_by));
            let silence = silence_ends_it.then_some(Silence::EndsIt);
            file.silence = file.silence.max(silence);
        }
        Tended::WarningNotReached {
            answer_by,
            silence_ends_it,
        } => {
            file.grounds_wait = file.grounds_wait.or(Some(*answer_by));
            let silence = silence_ends_it.then_some(Silence::EndsWhatRestsOnNothing);
            file.silence = file.silence.max(silence);
        }
        Tended::GoesOnIn { into } => file.goes_on_in = Some(into.clone()),
        Tended::TookIn(taken) => {
            file.taken_in.retain(|known| known.from != taken.from);
            file.taken_in.push(taken.clone());
        }
        // Domain 5.7: whoever could have said it themselves decides nothing on it.
        Tended::SaidByCode { by, given_at, .. } => {
            file.took_part.insert(by.clone());
            file.codes_used.insert((by.clone(), *given_at));
        }
        Tended::CommentFileAdded {
            comment,
            file: added,
            name,
            ..
        } => file.files.push(AddedFile {
            with: With::Comment(comment.clone()),
            file: added.clone(),
            name: name.clone(),
        }),
        Tended::SaidFileAdded {
            beside,
            file: added,
            name,
            ..
        } => file.files.push(AddedFile {
            with: With::Said(*beside),
            file: added.clone(),
            name: name.clone(),
        }),
        Tended::Struck {
            incident,
            answer_by,
            silence_ends_it,
            ..
        } => {
            file.grounds_wait = file.grounds_wait.or(*answer_by);
            let silence = silence_ends_it.then_some(Silence::EndsWhatRestsOnNothing);
            file.silence = file.silence.max(silence);
            // UK GDPR, article 5(1)(d): what is for danger now ends with the danger that it is for, whatever else is on the file.
            if file.interim_rests_on(incident, today)
                && let Some(interim) = &mut file.interim
            {
                interim.ended_on = Some(today);
                // A report that waits is weighed all the same.
                if file.report.is_none() {
                    nothing_to_weigh(file, today);
                }
            }
            for interim in file.interims_before.iter_mut().chain(&mut file.interim) {
                interim.dangers.retain(|danger| danger != incident);
            }
            // The report quotes the incidents (paper 004, 7.1).
            reads_otherwise(file, today);
            let at = file.incidents.iter().position(|known| known.id == *incident);
            if at.is_some_and(|at| at < file.incidents_before) {
                file.incidents_before = file.incidents_before.saturating_sub(1);
            }
            file.incidents.retain(|known| known.id != *incident);
            file.struck.push(incident.clone());
            if file.incidents.is_empty() {
                overtake(file, &[LetterKind::Warning]);
            }
        }
    }
}
