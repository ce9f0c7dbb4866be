//! What has to be done next on a file, in one of its ways; and how far a file has come.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::harness::*;
use crate::conduct::state::Terms;
use crate::conduct::{
    AppealOutcome, CheckAnswer, Command, Decision, Easing, Event, Interim, Outcome, Proposal, Purpose,
    Question, Sort, Sorting, Vote, Voted, decides_for,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::permission::Actor;
use crate::policy::ContactOption;
use crate::vocabulary::Channel;
use crate::words::Words;

/// What has to be done next; `way` chooses between what can be.
pub(super) fn onward(given: &Given, day: Date, way: u64) -> (Actor, Command) {
    // Now and then something is agreed with them, or was reported of the wrong person.
    if way.is_multiple_of(83) {
        let kinds = [AdjustmentKind::CannotReadPrint, AdjustmentKind::CannotUsePhone];
        return (
            outbox(),
            agreed_with_them(kinds[usize::from(way.is_multiple_of(2))]),
        );
    }
    if way.is_multiple_of(61) {
        return (
            keeper(),
            strike(if way.is_multiple_of(2) { 90 } else { way % 100 }),
        );
    }
    if given.adjustments.contains(&AdjustmentKind::EasyRead)
        && given.file.format_met.is_empty()
        && way.is_multiple_of(2)
    {
        return (keeper(), meet());
    }
    next(given, day, way)
}

/// The way that a person can use who is left with one.
fn usable(given: &Given, channel: Channel) -> Channel {
    let rules_out = |kind: &AdjustmentKind| kind.rules_out(channel);
    if given.adjustments.iter().any(rules_out) {
        Channel::Email
    } else {
        channel
    }
}

fn interim_of(given: &Given, day: Date) -> Command {
    let Command::OrderInterim(ordered) = interim(&(day + 7.days()).to_string()) else {
        unreachable!()
    };
    Command::OrderInterim(Interim {
        open_channel: usable(given, ordered.open_channel),
        ..ordered
    })
}

fn next(given: &Given, day: Date, way: u64) -> (Actor, Command) {
    let file = &given.file;
    let on = day.to_string();
    if file.person.is_none() || file.is_closed {
        // They may still appeal against what is over.
        if file.arrangement.is_some() && way.is_multiple_of(7) {
            return (them(), appeal(&on));
        }
        let reported = if way.is_multiple_of(2) {
            danger(way % 100, &on)
        } else {
            it_goes_on(&on)
        };
        // Also by somebody who may decide later.
        let by = if way.is_multiple_of(25) {
            decider(1 + way % 3)
        } else {
            planner()
        };
        return (by, reported);
    }
    // What is unread is read before an arrangement goes on.
    let goes_on = file.is_pending();
    if let Some(contact) = file.unread().next().filter(|_| goes_on || !way.is_multiple_of(4)) {
        let sort = Sort::ALL[usize::try_from(way / 3).unwrap_or(0) % Sort::ALL.len()];
        // Where there is no report, nothing is a comment on one; nor an appeal where nothing can be appealed.
        let may_be = match sort {
            Sort::Comment => file.may_be_commented(contact.on),
            Sort::Appeal => file.may_be_appealed(contact.on) && way.is_multiple_of(2),
            Sort::BeforeReview => file.may_be_for_a_review(contact.on, day),
            Sort::NewMatter
            | Sort::NewInformation
            | Sort::NothingNew
            | Sort::Safeguarding
            | Sort::StatutoryRequest
            | Sort::ForTheOmbudsman => true,
        };
        let sort = if may_be { sort } else { Sort::NothingNew };
        let Command::SortContact(sorting) = sorted(1, sort) else {
            unreachable!()
        };
        let contact = contact.id.clone();
        return (adviser(), Command::SortContact(Sorting { contact, ..sorting }));
    }
    if file.appeal_waits() {
        let outcome = AppealOutcome::ALL[usize::from(!matches!(way % 10, 0 | 4 | 7))];
        let decide = Command::DecideAppeal {
            outcome,
            reasons: words("We looked at all of it."),
            letter: words("This is our answer to you."),
        };
        return (hears(1 + way % 3), decide);
    }
    if file.to_notify.is_some() {
        return match way % 16 {
            // What they were told before can be appealed until the last day for it.
            0 if file.in_force(day).is_some() => (them(), appeal(&on)),
            1 => (keeper(), withdraw()),
            _ => (keeper(), notice()),
        };
    }
    if !file.adjustments_wait.is_empty() && way.is_multiple_of(2) {
        return weigh(given, day);
    }
    if !file.information_waits.is_empty() {
        return (who_keeps(given, day, way), keep(Question::Information));
    }
    if file.grounds_wait.is_some() {
        let rests = file.rests_on_something();
        return match (rests, way % 3) {
            // One day less is no ground, also where somebody tries.
            (_, 0) if file.in_force(day).is_some() => while_it_binds(given, day, 3),
            (true, _) => (who_keeps(given, day, way), keep(Question::Grounds)),
            (false, _) => (keeper(), ended()),
        };
    }
    if file.report.is_some() {
        return reported(given, day, way);
    }
    let is_met = file.interim_in_force(day).is_some();
    // Another danger, also while one binds.
    let is_unmet = file.has_unmet_danger();
    if (!is_met || is_unmet) && way.is_multiple_of(5) && file.incidents.iter().any(|it| it.was_danger) {
        return (senior(1 + way % 3), interim_of(given, day));
    }
    if file.in_force(day).is_some() {
        return while_it_binds(given, day, way);
    }
    before_it_binds(given, day, way)
}

/// Who says that it stands: of what is in force, the post that decides.
fn who_keeps(given: &Given, day: Date, way: u64) -> Actor {
    if given.file.in_force(day).is_some() {
        decider(1 + way % 3)
    } else {
        keeper()
    }
}

/// What was agreed since is met by another way, or changes nothing.
fn weigh(given: &Given, day: Date) -> (Actor, Command) {
    let Some(arrangement) = given.file.in_force(day) else {
        return (keeper(), keep(Question::Adjustment));
    };
    let terms = &arrangement.terms;
    let open_channel = usable(given, terms.open_channel);
    if open_channel == terms.open_channel {
        return (keeper(), keep(Question::Adjustment));
    }
    let easing = Easing {
        measures: terms.measures.clone(),
        ends_on: terms.ends_on,
        review_on: terms.review_on.max(day),
        open_channel,
        ..easing()
    };
    (keeper(), Command::Ease(easing))
}

/// A report that was proposed: shared, commented on, answered, decided.
fn reported(given: &Given, day: Date, way: u64) -> (Actor, Command) {
    let file = &given.file;
    let Some(report) = &file.report else {
        return (keeper(), share());
    };
    if report.terms.open_channel != usable(given, report.terms.open_channel) {
        return (keeper(), withdraw());
    }
    if report.shared.is_none() {
        return (keeper(), share());
    }
    let waits = report.comments.iter().position(|comment| !comment.is_answered);
    if let Some(waits) = waits {
        // What came as a contact bears the name of that.
        let comment = report.comments[waits].id.clone();
        let words = words("You are right about that, and we changed it.");
        return (keeper(), Command::AnswerComment { comment, words });
    }
    if !report.had_their_time(day) {
        let said = given
            .entries
            .iter()
            .filter(|entry| matches!(entry.event, Event::Commented { .. }));
        let number = u64::try_from(said.count()).unwrap_or(0) + 1;
        let on = day.to_string();
        // Now and then they ask for time.
        let said = if way.is_multiple_of(9) {
            more_to_say(number, &on)
        } else {
            comment(number, &on)
        };
        return (them(), said);
    }
    let outcome = match way % 10 {
        0 => Outcome::NotAgreed,
        1 => Outcome::AskedForMore,
        _ => Outcome::Agreed,
    };
    let conduct = given.policy.conduct.as_ref().unwrap();
    let (post, is_panel) = decides_for(file, (conduct, day));
    if *post == conduct.longer_by {
        return (senior(1 + way % 3), alone(outcome));
    }
    if !is_panel {
        return (decider(1 + way % 3), alone(outcome));
    }
    let voted = |number: u64| match (outcome, number) {
        (Outcome::Agreed, 1 | 2) => Voted::For,
        (Outcome::Agreed | Outcome::NotAgreed | Outcome::AskedForMore, _) => Voted::Against,
    };
    let vote = |number: u64| Vote {
        by: decider(number),
        voted: voted(number),
    };
    let decision = Decision {
        outcome,
        reasons: words("We read everything."),
        has_read_the_comments: true,
        agreed_less: None,
        votes: (1..4).map(vote).collect(),
    };
    (decider(1), Command::Decide(decision))
}

fn while_it_binds(given: &Given, day: Date, way: u64) -> (Actor, Command) {
    let terms = &given.file.in_force(day).unwrap().terms;
    match way % 8 {
        0 | 1 | 6 => {
            let ends_on = terms.ends_on + (60 + i64::try_from(way % 90).unwrap_or(0)).days();
            let days = (ends_on, given.working_day(ends_on - 14.days()));
            let renewal = as_it_is(terms, Purpose::Renewal, days);
            (keeper(), propose(renewal))
        }
        2 => (them(), appeal(&day.to_string())),
        3 => {
            let shorter = (terms.ends_on - 7.days()).max(day);
            let easing = Easing {
                measures: vec![ContactOption::NamedContact],
                ends_on: shorter,
                review_on: given.working_day(terms.review_on.min(shorter).max(day)),
                open_channel: usable(given, terms.open_channel),
                ..easing()
            };
            (keeper(), Command::Ease(easing))
        }
        4 if way.is_multiple_of(7) => (keeper(), ended()),
        5 if way.is_multiple_of(15) && terms.ends_on > day => {
            let purpose = Purpose::Review;
            let again = as_it_is(terms, purpose, (terms.ends_on, given.working_day(terms.ends_on)));
            (keeper(), propose(again))
        }
        5 if way.is_multiple_of(3) => (planner(), danger(way % 100, &day.to_string())),
        _ => (adviser(), contact(1 + way % 90, &day.to_string())),
    }
}

/// What is in force, for longer or with a later review.
fn as_it_is(terms: &Terms, purpose: Purpose, (ends_on, review_on): (Date, Date)) -> Proposal {
    Proposal {
        purpose,
        measures: terms.measures.clone(),
        reach: terms.reach,
        service: terms.service.clone(),
        cases: terms.cases.clone(),
        why_whole_council: Some(words("Staff of several services were threatened.")),
        ends_on,
        review_on,
        open_channel: terms.open_channel,
        ..a_proposal()
    }
}

fn ended() -> Command {
    Command::Lift {
        reason: words("It went well."),
        letter: words("It has ended."),
    }
}

fn before_it_binds(given: &Given, day: Date, way: u64) -> (Actor, Command) {
    let file = &given.file;
    if file.arrangement.is_some() && way.is_multiple_of(2) {
        let reason: Words = words("It is over now.");
        return (keeper(), Command::Close { reason });
    }
    let Some(warned) = file.warning() else {
        let missing = file.checks_for_a_warning();
        return match missing.first() {
            Some(of) => (keeper(), check(*of, CheckAnswer::Clear)),
            // Now and then by post, which counts two working days later.
            None if way.is_multiple_of(5) => {
                let number = 200 + u64::try_from(given.entries.len()).unwrap_or(0);
                (keeper(), carry(number, warning(), Channel::Letter))
            }
            None => (keeper(), warning()),
        };
    };
    let refused = file.refused.as_ref().map(|refused| refused.at);
    let since = |incident: &crate::conduct::state::Incident| {
        incident.happened_after(warned)
            && incident.after_warning == Some(warned)
            && refused.is_none_or(|refused| incident.happened_after(refused))
    };
    if !file.incidents.iter().any(since) {
        return (planner(), it_goes_on_at_noon(&day.to_string()));
    }
    let ends_on = day + (60 + i64::try_from(way % 60).unwrap_or(0)).days();
    let first = Proposal {
        ends_on,
        review_on: given.working_day(ends_on - 14.days()),
        open_channel: usable(given, Channel::Letter),
        ..a_proposal()
    };
    (keeper(), propose(first))
}

/// How far a history came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// A report was shared.
    Shared,
    /// The post decided.
    Authorised,
    /// An arrangement bound somebody.
    Bound,
    /// A renewal did.
    Renewed,
    /// The senior post decided on what is longer.
    BySenior,
    /// An appeal was decided.
    Heard,
    /// It was upheld.
    Upheld,
    /// An arrangement was made kinder.
    Eased,
    /// An arrangement ended on its day by itself.
    Lapsed,
    /// An interim measure bound somebody.
    Interim,
    /// It ended on its day by itself.
    InterimOver,
    /// The way began again.
    Again,
    /// A contact was read and sorted.
    Sorted,
}

impl State {
    /// How many of a hundred histories reach it at the least.
    pub(super) const FLOOR: [(Self, u32); 13] = [
        (Self::Shared, 80),
        (Self::Authorised, 80),
        (Self::Bound, 80),
        (Self::Renewed, 40),
        (Self::BySenior, 8),
        (Self::Heard, 40),
        (Self::Upheld, 10),
        (Self::Eased, 40),
        (Self::Lapsed, 40),
        (Self::Interim, 40),
        (Self::InterimOver, 40),
        (Self::Again, 40),
        (Self::Sorted, 50),
    ];
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the other events reach nothing new"
)]
/// What a file has reached on a day, by the events since `before` and as it stands.
pub(super) fn states(given: &Given, day: Date, before: usize) -> Vec<State> {
    let (file, mut states) = (&given.file, Vec::new());
    let conduct = given.policy.conduct.as_ref().unwrap();
    for entry in given.entries.iter().skip(before) {
        match &entry.event {
            Event::ReportShared { .. } => states.push(State::Shared),
            Event::Decided { outcome, post, .. } if *outcome == Outcome::Agreed => {
                states.push(State::Authorised);
                if post.as_ref() == Some(&conduct.longer_by) {
                    states.push(State::BySenior);
                }
            }
            Event::AppealDecided { outcome, .. } => {
                states.push(State::Heard);
                if *outcome == AppealOutcome::Upheld {
                    states.push(State::Upheld);
                }
            }
            Event::Eased { .. } => states.push(State::Eased),
            Event::ContactSorted { .. } => states.push(State::Sorted),
            _ => {}
        }
    }
    if let Some(arrangement) = file.in_force(day) {
        states.push(State::Bound);
        if arrangement.since < arrangement.from {
            states.push(State::Renewed);
        }
    }
    let over = |ends_on: Date, ended_on: Option<Date>| day > ends_on && ended_on.is_none();
    if file
        .arrangement
        .as_ref()
        .is_some_and(|it| over(it.terms.ends_on, it.ended_on))
    {
        states.push(State::Lapsed);
    }
    if let Some(interim) = &file.interim {
        if interim.is_in_force(day) {
            states.push(State::Interim);
        } else if over(interim.ends_on, interim.ended_on) {
            states.push(State::InterimOver);
        }
    }
    if file.incidents_before > 0 {
        states.push(State::Again);
    }
    states
}
