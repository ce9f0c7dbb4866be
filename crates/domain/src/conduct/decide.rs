//! What may be done to a conduct file, and what follows. Each safeguard stands beside its source.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::command::FileWith;
use super::state::With;
use super::{Command, ConductFile, Event, Keep, Question, Refusal, Tend, served_on};
use crate::calendar::Calendar;
use crate::calendar::london::{civil_date, time_zone};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{ActorId, CaseId, ContactId, PostId, ServiceId, UserId};
use crate::permission::{self, Act, Actor};
use crate::policy::{Conduct, LEAST_APPEAL, LEAST_COMMENTS, Limit, Policy, Post, Unit};
use crate::vocabulary::{Channel, DayOne, Role};
use crate::words::{Words, WordsRef};

mod appeal;
mod before;
mod decision;
mod in_force;
mod keep;
mod letter;
mod question;
mod report;
mod tend;
mod uninvolved;

pub use before::protects;
pub use decision::{decides_for, post_for};
pub use uninvolved::{Uninvolved, uninvolved};

/// What the outside knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The policy in force.
    pub policy: &'a Policy,
    /// The days that count.
    pub calendar: &'a Calendar,
    /// What was agreed with the person, and holds today.
    pub adjustments: &'a [AdjustmentKind],
    /// Those who dealt with one of the person's cases: a complaint about it may be about them.
    pub dealt_with_them: &'a [UserId],
    /// Of which service a case is by now, of those that are proposed or decided about: a matter of a service is a part of it.
    pub services: &'a [(CaseId, ServiceId)],
}

impl<'a> Context<'a> {
    fn today(&self) -> Date {
        civil_date(self.at)
    }

    fn conduct(&self) -> Result<&'a Conduct, Refusal> {
        self.policy.conduct.as_ref().ok_or(Refusal::NoPolicy)
    }

    fn due(&self, start: Date, limit: Limit) -> Date {
        self.calendar.due(start, limit, DayOne::NextWorkingDay)
    }

    fn theirs(&self, start: Date, limit: Limit, least: u16) -> Date {
        last_day_of_theirs(self.calendar, (start, limit, least), self.adjustments)
    }

    /// The day from which a letter counts that leaves today.
    fn served(&self, channel: Channel) -> Date {
        served_on(self.calendar, (channel, self.today()))
    }

    /// The last day for comments on a report that leaves today: never before the one that they were given in a letter.
    fn comments_until(&self, file: &ConductFile, channel: Channel) -> Result<Date, Refusal> {
        let within = self.conduct()?.comments_within;
        let until = self.theirs(self.served(channel), within, LEAST_COMMENTS);
        let given = file.report.as_ref().and_then(|report| report.more_time_until);
        Ok(given.map_or(until, |given| given.max(until)))
    }

    /// The last day for an appeal against what a notice tells that leaves today.
    fn appeal_until(&self, channel: Channel) -> Result<Date, Refusal> {
        let within = self.conduct()?.appeal_within;
        Ok(self.theirs(self.served(channel), within, LEAST_APPEAL))
    }

    fn holds(&self, actor: &Actor, post: &PostId) -> bool {
        holds_post(self.policy, actor, post)
    }

    fn decides_as(&self, actor: &Actor, post: &PostId) -> bool {
        decides_as(self.policy, actor, post)
    }
}

/// How many times as long a time of theirs is, where more time to answer was agreed (ours: no law has a number).
const MORE_TIME: u16 = 2;

/// The last day of a time that the person has.
///
/// It is the policy's, and never before `least` working days are over, however many of its days the council is closed;
/// twice as long where more time was agreed with them (Equality Act 2010, section 20).
pub fn last_day_of_theirs(
    calendar: &Calendar,
    (start, limit, least): (Date, Limit, u16),
    agreed: &[AdjustmentKind],
) -> Date {
    let floor = Limit {
        count: least,
        unit: Unit::WorkingDays,
    };
    let due = |limit: Limit| calendar.due(start, time_of_theirs(limit, agreed), DayOne::NextWorkingDay);
    due(limit).max(due(floor))
}

/// How long a time of theirs is, which the policy gives: twice as long where more time was agreed with them.
fn time_of_theirs(limit: Limit, agreed: &[AdjustmentKind]) -> Limit {
    let times = if agreed.contains(&AdjustmentKind::MoreTime) {
        MORE_TIME
    } else {
        1
    };
    Limit {
        count: limit.count.saturating_mul(times),
        ..limit
    }
}

/// The policy's part with the times that one person has: what their letters say, and whoever writes to them reads.
pub fn of_theirs(conduct: &Conduct, agreed: &[AdjustmentKind]) -> Conduct {
    Conduct {
        comments_within: time_of_theirs(conduct.comments_within, agreed),
        appeal_within: time_of_theirs(conduct.appeal_within, agreed),
        ..conduct.clone()
    }
}

/// Domain 5.7: whoever decides about contact, orders, or hears an appeal is no officer of the person's own case.
fn is_no_officer_of_their_case(actor: &Actor, context: &Context<'_>) -> Result<(), Refusal> {
    let dealt = |user: &UserId| context.dealt_with_them.contains(user);
    if actor.user().is_some_and(dealt) {
        Err(Refusal::DealtWithTheirCase)
    } else {
        Ok(())
    }
}

/// Whether somebody holds a post: every role of it, and by one of them may decide about contact.
pub fn holds_post(policy: &Policy, actor: &Actor, post: &PostId) -> bool {
    let Some(post) = policy.post(post) else {
        return false;
    };
    let holds_all = post.roles.iter().all(|role| actor.roles.contains(role));
    let may = |role: &Role| permission::allows(policy, *role, Act::DecideRestriction);
    holds_all && post.roles.iter().any(may)
}

/// Whether somebody decides as a post, so that a letter can say that this post did (paper 003, 4.5.4: clear delineation).
///
/// They hold it; and where one person decides alone, they are none that stands above it in the file: whoever has all of its roles
/// and those of another as well is that other one. To a panel belongs whoever stands above it, too.
pub fn decides_as(policy: &Policy, actor: &Actor, post: &PostId) -> bool {
    let Some(own) = policy.post(post) else {
        return false;
    };
    let conduct = policy.conduct.as_ref();
    let is_panel = conduct.is_some_and(|conduct| {
        (conduct.decided_by == *post && conduct.is_decided_by_panel)
            || (conduct.reviewed_by == *post && conduct.is_reviewed_by_panel)
    });
    let has_all = |one: &[Role], other: &[Role]| other.iter().all(|role| one.contains(role));
    let is_above = |other: &Post| {
        has_all(&other.roles, &own.roles)
            && !has_all(&own.roles, &other.roles)
            && has_all(&actor.roles, &other.roles)
    };
    holds_post(policy, actor, post) && (is_panel || !policy.posts.iter().any(is_above))
}

/// Decides what follows from `command`, or which safeguard says no.
///
/// The same file, command, rules and moment always give the same answer. It looks at this one file only.
pub fn decide(file: &ConductFile, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    context.conduct()?;
    // What silence has ended is over, whether or not anything was written down since.
    let as_it_stands = file.as_of(context.today());
    let file = &*as_it_stands;
    permit(file, &command, context)?;
    let begins = matches!(command, Command::ReportIncident(_));
    if !begins && file.person.is_none() {
        return Err(Refusal::NoIncident);
    }
    if file.erased_on.is_some() {
        return Err(Refusal::Erased);
    }
    tend::in_their_format(file, &command, context)?;
    match command {
        Command::ReportIncident(new) => before::report_incident(file, &new, context),
        // What comes in is always taken, also on a file that was closed.
        Command::RecordContact(contact) => in_force::record_contact(file, contact, context),
        Command::SortContact(sorting) => in_force::sort_contact(file, sorting, context),
        Command::AnswerCheck(answer) => open(file).and_then(|()| before::answer_check(&answer)),
        Command::TryMilder { words } => open(file).and_then(|()| before::try_milder(&words)),
        // All that was reported may have been struck out.
        Command::Warn { .. } | Command::OrderInterim(_) | Command::Propose(_)
            if file.incidents.is_empty() =>
        {
            Err(Refusal::NoIncident)
        }
        Command::Warn { letter, must_change } => {
            open(file).and_then(|()| before::warn(file, (&letter, &must_change), context))
        }
        Command::OrderInterim(interim) => {
            open(file).and_then(|()| before::order_interim(file, interim, context))
        }
        Command::Propose(proposal) => open(file).and_then(|()| report::propose(file, &proposal, context)),
        Command::ShareReport { report, channel } => report::share(file, &report, channel, context),
        Command::Comment(comment) => report::comment(file, &comment, context),
        Command::AnswerComment { comment, words } => report::answer(file, comment, &words),
        Command::Decide(decision) => decision::decide(file, &decision, context),
        Command::SendNotice { letter, channel } => decision::send_notice(file, &letter, channel, context),
        Command::Lift { reason, letter } => in_force::lift(file, (&reason, &letter), context),
        Command::Appeal {
            contact,
            on,
            channel,
            words,
        } => appeal::ask(file, contact, (on, channel, &words), context),
        Command::AddFile(new) => before::add_file(file, new, context),
        Command::DecideAppeal {
            outcome,
            reasons,
            letter,
        } => appeal::decide(file, outcome, (&reasons, &letter), context),
        Command::Close { reason } => in_force::close(file, &reason, context),
        Command::Send {
            order,
            message,
            channel,
        } => letter::send(file, *order, (message, channel), context),
        Command::Carry {
            order,
            message,
            channel,
        } => letter::carry(file, *order, (message, channel), context),
        Command::LetterLeft { message, by } => letter::left(file, (message, by), context),
        Command::LetterNotReached { message } => letter::not_reached(file, message, context),
        Command::AdjustmentAgreed { kind } => Ok(question::adjustment_agreed(file, kind, context)),
        Command::LeaveAsItIs { question, reason } => question::keep(file, question, &reason, context),
        Command::Ease(easing) => question::ease(file, easing, context),
        Command::Keep(order) => keep::decide(file, &order, context),
        Command::Tend(order) => tend::decide(file, order, context),
    }
}

/// Who may do it at all; who decides is asked by the rule itself, which knows the policy's posts.
fn permit(file: &ConductFile, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    let act = match command {
        Command::ReportIncident(_)
        | Command::AddFile(FileWith {
            with: With::Incident(_),
            ..
        }) => Act::ReportIncident,
        Command::RecordContact(_) | Command::Tend(Tend::NotTold { .. }) => Act::RecordContact,
        Command::SortContact(_) | Command::Tend(Tend::PassOn { .. } | Tend::SortAgain { .. }) => {
            Act::SortRestrictedContact
        }
        // What they say themselves is taken from them.
        Command::Comment(_)
        | Command::Appeal { .. }
        | Command::AddFile(_)
        | Command::Tend(Tend::SayForReview { .. })
            if is_theirs(file, context.actor) =>
        {
            return Ok(());
        }
        Command::Comment(_)
        | Command::Appeal { .. }
        | Command::AddFile(_)
        | Command::Tend(Tend::SayForReview { .. }) => Act::CommentOnRestriction,
        // Only what they say themselves can be said with a code.
        Command::Tend(Tend::SaidByCode { .. }) => {
            return if is_theirs(file, context.actor) {
                Ok(())
            } else {
                Err(Refusal::NotPermitted(Act::CommentOnRestriction))
            };
        }
        // Whoever was told takes it up.
        Command::Tend(Tend::TakeUp { contact, .. }) if was_told(file, contact, context.actor) => {
            return Ok(());
        }
        // Whoever writes the letter: the keeper, or whoever decides. And of whoever says that it stands, the rule asks for the post;
        // an adjustment is weighed by whoever keeps the file.
        Command::Tend(Tend::Meet { .. })
        | Command::LeaveAsItIs {
            question: Question::Information | Question::Grounds,
            ..
        } if permission::may(context.policy, context.actor, Act::DecideRestriction) => {
            return Ok(());
        }
        // Every order is asked for itself.
        Command::Send { order, .. } | Command::Carry { order, .. } => return permit(file, order, context),
        // The program says what became of a letter, or whoever carried it.
        Command::LetterLeft { .. } | Command::LetterNotReached { .. } | Command::AdjustmentAgreed { .. }
            if matches!(context.actor.id, ActorId::Job(_)) =>
        {
            return Ok(());
        }
        // The time that the policy gives runs out by itself, and nobody makes it shorter.
        Command::Keep(Keep::Erase { .. }) => {
            let is_program = matches!(context.actor.id, ActorId::Job(_));
            return is_program
                .then_some(())
                .ok_or(Refusal::NotPermitted(Act::ManageConduct));
        }
        Command::OrderInterim(_) | Command::Decide(_) | Command::DecideAppeal { .. } => {
            Act::DecideRestriction
        }
        Command::AnswerCheck(_)
        | Command::TryMilder { .. }
        | Command::Warn { .. }
        | Command::Propose(_)
        | Command::ShareReport { .. }
        | Command::AnswerComment { .. }
        | Command::SendNotice { .. }
        | Command::Lift { .. }
        | Command::LetterLeft { .. }
        | Command::LetterNotReached { .. }
        | Command::AdjustmentAgreed { .. }
        | Command::LeaveAsItIs { .. }
        | Command::Ease(_)
        | Command::Keep(Keep::Compare { .. } | Keep::Hold { .. } | Keep::EndHold { .. })
        | Command::Tend(
            Tend::Meet { .. }
            | Tend::TakeUp { .. }
            | Tend::Review { .. }
            | Tend::GiveMoreTime { .. }
            | Tend::CloseInto { .. }
            | Tend::TakeIn(_)
            | Tend::Withdraw { .. }
            | Tend::Strike { .. },
        )
        | Command::Close { .. } => Act::ManageConduct,
    };
    if permission::may(context.policy, context.actor, act) {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(act))
    }
}

fn is_theirs(file: &ConductFile, actor: &Actor) -> bool {
    matches!(&actor.id, ActorId::Customer(person) if file.person.as_ref() == Some(person))
}

fn was_told(file: &ConductFile, contact: &ContactId, actor: &Actor) -> bool {
    let mut urgent = file.urgent.iter().filter(|urgent| urgent.contact == *contact);
    urgent.any(|urgent| actor.user().is_some_and(|user| urgent.told.contains(user)))
}

fn open(file: &ConductFile) -> Result<(), Refusal> {
    if file.is_closed {
        Err(Refusal::Closed)
    } else {
        Ok(())
    }
}

fn needed(words: &Words, what: &'static str) -> Result<WordsRef, Refusal> {
    if words.is_blank() {
        Err(Refusal::TextMissing(what))
    } else {
        Ok(words.reference())
    }
}

/// The fewest words that are a reason.
pub const LEAST_WORDS: usize = 3;

/// A reason, by which somebody else can see why: a full stop or a word alone is none (domain 5.3 and 5.5: reasons in
/// words, not ticks). What a person says of themselves is taken however short it is.
fn reasoned(words: &Words, what: &'static str) -> Result<WordsRef, Refusal> {
    needed(words, what)?;
    if words.count() < LEAST_WORDS {
        Err(Refusal::TooFewWords(what))
    } else {
        Ok(words.reference())
    }
}

fn given(words: Option<&Words>) -> Option<WordsRef> {
    words.filter(|words| !words.is_blank()).map(Words::reference)
}

/// What happened has happened: also where its time is known.
fn not_after_now((on, at): (Date, Option<Time>), context: &Context<'_>) -> Result<(), Refusal> {
    not_after_today(on, context)?;
    let now = time_zone().to_datetime(context.at);
    if at.is_some_and(|at| on.to_datetime(at) > now) {
        Err(Refusal::TimeInTheFuture)
    } else {
        Ok(())
    }
}

fn not_after_today(on: Date, context: &Context<'_>) -> Result<(), Refusal> {
    if on > context.today() {
        Err(Refusal::InTheFuture)
    } else {
        Ok(())
    }
}
