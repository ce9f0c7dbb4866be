//! The letters of a conduct file: written, on their way, gone, or not arrived. What a letter brings about comes
//! about when it has left (domain 5.8: no measure binds before its notice is sent).

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::due::SHARE_WITHIN;
use super::interim::InterimMeasure;
use super::state::{AppealState, Arrangement, Report, ToNotify};
use super::{Check, ConductFile, Outcome};
use crate::id::MessageId;
use crate::vocabulary::Channel;
use crate::words::WordsRef;

crate::vocabulary! {
    /// What a letter of a conduct file is.
    pub enum LetterKind {
        /// The warning.
        Warning = "warning",
        /// The interim safety measure.
        Interim = "interim",
        /// The report to comment on; a renewal's as well.
        Report = "report",
        /// The notice of a decision.
        Notice = "notice",
        /// That an arrangement has ended.
        Lifted = "lifted",
        /// The answer to an appeal.
        Appeal = "appeal",
        /// That an arrangement was made kinder.
        Eased = "eased",
        /// That nothing is proposed any longer.
        Withdrawn = "withdrawn",
        /// That an arrangement was looked at again, and goes on.
        Reviewed = "reviewed",
        /// That they have more time to comment.
        MoreTime = "more-time",
    }
}

crate::vocabulary! {
    /// What became of a letter.
    pub enum LetterState {
        /// It is on its way out.
        Waiting = "waiting",
        /// It has left.
        Left = "left",
        /// It did not arrive, or could not be sent.
        NotReached = "not-reached",
        /// Something else came before it: when it leaves, nothing follows.
        Overtaken = "overtaken",
    }
}

/// A letter to the person: by the outbox, or brought by somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The message that it is.
    pub message: MessageId,
    /// What it is.
    pub kind: LetterKind,
    /// How it goes.
    pub channel: Channel,
    /// What was written.
    pub words: WordsRef,
    /// What must change, in a warning.
    pub must_change: Option<WordsRef>,
    /// What became of it.
    pub state: LetterState,
    /// Whether somebody brought it to them.
    pub is_carried: bool,
    /// The day on which it left.
    pub left_on: Option<Date>,
    /// How it stood before it left, for a letter that turns out not to have arrived.
    pub before: Option<Box<Before>>,
}

/// How a file stood before a letter left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The day on which it left.
    left_on: Date,
    /// From when it counts as a warning, where it is one.
    warned: Option<Timestamp>,
    warned_at: Option<Timestamp>,
    used_checks: BTreeSet<Check>,
    to_notify: Option<ToNotify>,
    arrangement: Option<Arrangement>,
    appeal: Option<AppealState>,
    interim: Option<InterimMeasure>,
}

impl Letter {
    /// Whether days count from the one on which it leaves, so that it names them.
    pub const fn names_its_days(&self) -> bool {
        match self.kind {
            LetterKind::Report | LetterKind::Notice => true,
            LetterKind::Warning
            | LetterKind::Interim
            | LetterKind::Lifted
            | LetterKind::Appeal
            | LetterKind::Eased
            | LetterKind::Withdrawn
            | LetterKind::Reviewed
            | LetterKind::MoreTime => false,
        }
    }
}

impl ConductFile {
    /// The letter that a message is.
    pub fn letter(&self, message: &MessageId) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.message == *message)
    }

    /// Whether a letter is the last of its kind.
    pub(super) fn is_last_of(&self, kind: LetterKind, message: &MessageId) -> bool {
        let mut letters = self.letters.iter().rev();
        letters
            .find(|letter| letter.kind == kind)
            .is_some_and(|letter| letter.message == *message)
    }

    /// Whether the last report that went by letter did not arrive, and none came in its place.
    pub(super) fn report_came_back(&self) -> bool {
        let mut letters = self.letters.iter().rev();
        letters
            .find(|letter| letter.kind == LetterKind::Report)
            .is_some_and(|letter| letter.state == LetterState::NotReached)
    }

    /// Whether an arrangement binds on a day that was decided on a report by this letter, of which they said nothing, and
    /// which nothing has come after.
    pub(super) fn rests_on_report(&self, letter: &Letter, on: Date) -> bool {
        let is_of_it = letter.kind == LetterKind::Report
            && letter.state == LetterState::Left
            && self.is_last_of(LetterKind::Report, &letter.message);
        let heard = |arrangement: &Arrangement| {
            let appealed = |appeal: &AppealState| appeal.against == Some(arrangement.from);
            arrangement.was_heard || self.appeal.as_ref().is_some_and(appealed)
        };
        let is_pending = self.report.is_some() || self.to_notify.is_some();
        is_of_it && !is_pending && self.in_force(on).is_some_and(|arrangement| !heard(arrangement))
    }

    /// Whether a letter of that kind is on its way out.
    pub fn is_on_its_way(&self, kind: LetterKind) -> bool {
        let mut letters = self.letters.iter();
        letters.any(|letter| letter.kind == kind && letter.state == LetterState::Waiting)
    }

    /// Whether something follows from it when this letter leaves now.
    pub(super) fn awaits(&self, letter: &Letter) -> bool {
        let is_open = match letter.state {
            LetterState::Waiting | LetterState::NotReached => true,
            LetterState::Left | LetterState::Overtaken => false,
        };
        is_open
            && match letter.kind {
                LetterKind::Warning => !self.is_closed,
                LetterKind::Report => self.report.as_ref().is_some_and(|report| report.shared.is_none()),
                LetterKind::Notice => self.to_notify.is_some(),
                // What these tell has come about already.
                LetterKind::Interim
                | LetterKind::Lifted
                | LetterKind::Appeal
                | LetterKind::Eased
                | LetterKind::Withdrawn
                | LetterKind::Reviewed
                | LetterKind::MoreTime => false,
            }
    }
}

/// Something came before letters of these kinds: what they say is no longer so.
pub(super) fn overtake(file: &mut ConductFile, kinds: &[LetterKind]) {
    for letter in &mut file.letters {
        let is_open = matches!(letter.state, LetterState::Waiting | LetterState::NotReached);
        if is_open && kinds.contains(&letter.kind) {
            letter.state = LetterState::Overtaken;
        }
    }
}

pub(super) fn left(file: &mut ConductFile, message: &MessageId, (on, by): (Date, Option<Channel>)) {
    let before = Before {
        left_on: on,
        warned: None,
        warned_at: file.warned_at,
        used_checks: file.used_checks.clone(),
        to_notify: file.to_notify.clone(),
        arrangement: file.arrangement.clone(),
        appeal: file.appeal.clone(),
        interim: file.interim.clone(),
    };
    let known = file.letters.iter_mut().find(|letter| letter.message == *message);
    if let Some(letter) = known
        && letter.state != LetterState::Overtaken
    {
        letter.state = LetterState::Left;
        letter.left_on = Some(on);
        letter.is_carried = by.is_some();
        letter.channel = by.unwrap_or(letter.channel);
        letter.before = Some(Box::new(before));
    }
}

/// A letter that has left is a warning from a moment on.
pub(super) fn warned(file: &mut ConductFile, words: &WordsRef, at: Timestamp) {
    let is_it = |letter: &&mut Letter| {
        letter.kind == LetterKind::Warning && letter.state == LetterState::Left && letter.words == *words
    };
    let letter = file.letters.iter_mut().rev().find(is_it);
    if let Some(before) = letter.and_then(|letter| letter.before.as_mut()) {
        before.warned = Some(at);
    }
}

/// What a letter brought about that did not arrive is undone, unless the person has answered it since.
pub(super) fn not_reached(file: &mut ConductFile, message: &MessageId) {
    let known = file.letters.iter_mut().find(|letter| letter.message == *message);
    let Some(letter) = known else { return };
    if letter.state == LetterState::Overtaken {
        return;
    }
    letter.state = LetterState::NotReached;
    let (kind, before) = (letter.kind, letter.before.take());
    let is_last = file.is_last_of(kind, message);
    let Some(before) = before else { return };
    match kind {
        LetterKind::Warning => {
            let Some(warned) = before.warned else { return };
            if file.warned_at == Some(warned) {
                file.warned_at = before.warned_at;
                file.used_checks = before.used_checks;
            }
            warned_of_nothing(file, warned, before.warned_at);
        }
        LetterKind::Report => {
            // Domain 5.4: what never arrived is no part of the way either. What they said of a report before it does not show
            // that they had this one (paper 004, 7.1).
            let spoke = file.report.as_ref().is_some_and(Report::is_heard);
            file.shared_on = file.shared_on.filter(|on| spoke || *on != before.left_on);
            if let Some(report) = &mut file.report
                && !spoke
                && report
                    .shared
                    .as_ref()
                    .is_some_and(|shared| shared.on == before.left_on)
            {
                report.shared = None;
                // Their time to see it runs anew from when it left.
                report.share_by = before.left_on.saturating_add(SHARE_WITHIN.days());
                // What never arrived was never theirs.
                report.had_on = report.had_on.filter(|on| *on < before.left_on);
            }
            // Paper 004, 7.1: what was decided on a report that they never had, and said nothing of, is not told but proposed
            // again.
            let decided = file
                .to_notify
                .as_mut()
                .filter(|waits| is_last && !waits.was_heard);
            if let Some(waits) = decided
                && file.report.is_none()
            {
                waits.reads_otherwise = true;
                overtake(file, &[LetterKind::Notice]);
            }
        }
        LetterKind::Notice => take_back(file, *before),
        LetterKind::Interim
        | LetterKind::Lifted
        | LetterKind::Appeal
        | LetterKind::Eased
        | LetterKind::Withdrawn
        | LetterKind::Reviewed
        | LetterKind::MoreTime => {}
    }
}

/// Domain 5.4: what was reported after a warning that did not arrive comes after the one before it, if there was one.
fn warned_of_nothing(file: &mut ConductFile, of: Timestamp, one_before: Option<Timestamp>) {
    let is_it = |warned: &Option<Timestamp>| *warned == Some(of);
    let of_incidents = file
        .incidents
        .iter_mut()
        .map(|incident| &mut incident.after_arrived);
    let of_letters = file
        .letters
        .iter_mut()
        .filter_map(|letter| letter.before.as_mut());
    let of_letters = of_letters.map(|before| &mut before.warned_at);
    for warned in of_incidents.chain(of_letters).filter(|warned| is_it(warned)) {
        *warned = one_before;
    }
}

/// The decision waits for its notice again, with the same last day for it.
fn take_back(file: &mut ConductFile, before: Before) {
    let Some(waits) = before.to_notify else { return };
    let moved_on =
        file.report.is_some() || file.to_notify.is_some() || file.appeal.is_some() || file.is_closed;
    let stands = match waits.outcome {
        Outcome::Agreed => file
            .arrangement
            .as_ref()
            .is_some_and(|it| it.from == before.left_on && it.ended_on.is_none() && !it.is_of_before),
        Outcome::NotAgreed | Outcome::AskedForMore => true,
    };
    if moved_on || !stands {
        return;
    }
    file.to_notify = Some(waits);
    file.arrangement = before.arrangement;
    file.appeal = before.appeal;
    file.interim = before.interim;
    // UK GDPR, article 5(1)(d): its danger may have been struck out since.
    if let Some(interim) = &mut file.interim {
        interim.dangers.retain(|danger| !file.struck.contains(danger));
        if interim.dangers.is_empty() {
            interim.ended_on = interim.ended_on.or(Some(before.left_on));
        }
    }
}
