//! What may be done to a common cause, and what follows. Each rule stands beside its source.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Cause, CauseAnswer, Command, Event, Member, NewCause, Refusal, ReplyStanding, TakeOut};
use crate::calendar::london::civil_date;
use crate::id::{ActorId, CaseId, ReplyId, ServiceId};
use crate::permission::{self, Act, Actor, Scope};
use crate::policy::Policy;
use crate::reference::Reference;
use crate::words::{Words, WordsRef};

/// How many cases one reply goes to: as many as a person can look through (ours).
pub const MOST_CASES: usize = 500;

/// What the outside knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The policy in force.
    pub policy: &'a Policy,
}

impl Context<'_> {
    fn today(&self) -> Date {
        civil_date(self.at)
    }
}

/// Decides what follows from `command`, or which rule says no.
///
/// The same common cause, command, rules and moment always give the same answer.
pub fn decide(cause: &Cause, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permit(cause, &command, context)?;
    let begins = matches!(command, Command::Begin(_));
    if begins == cause.begun_on.is_some() {
        return Err(if begins {
            Refusal::BegunBefore
        } else {
            Refusal::NoCause
        });
    }
    if cause.finished {
        return Err(Refusal::Finished);
    }
    match command {
        Command::Begin(new) => begin(new, context),
        Command::Add { cases } => add(cause, &cases),
        Command::TakeOut(out) => take_out(cause, out),
        Command::Find(new) => Ok(vec![Event::FindingOffered {
            finding: new.finding,
            // Complaint Handling Code 6.7: reasons for each decision.
            reason: needed(&new.reason, "the reason")?,
        }]),
        Command::Draft { reply, answer, text } => draft(cause, (reply, answer), &text),
        Command::AskForApproval => {
            if !matches!(standing(cause), Some(ReplyStanding::Draft { .. })) {
                return Err(Refusal::ReplyNotReady);
            }
            somebody_waits(cause)?;
            Ok(vec![Event::ApprovalAsked {}])
        }
        Command::Approve => {
            waits(cause, context)?;
            Ok(vec![Event::ReplyApproved {}])
        }
        Command::SendBack { what } => {
            waits(cause, context)?;
            let what = needed(&what, "what has to change")?;
            Ok(vec![Event::ReplySentBack { what }])
        }
        Command::Send => {
            if !matches!(standing(cause), Some(ReplyStanding::Approved { .. })) {
                return Err(Refusal::ReplyNotReady);
            }
            somebody_waits(cause)?;
            Ok(vec![Event::ReplySending {}])
        }
        Command::Answered { cases } => {
            let waiting: BTreeSet<CaseId> = cause.to_answer().cloned().collect();
            let cases: BTreeSet<CaseId> = cases.intersection(&waiting).cloned().collect();
            if cases.is_empty() {
                return Err(Refusal::NothingNew);
            }
            Ok(vec![Event::CasesAnswered { cases }])
        }
        Command::KeepBack { case, because } => {
            if !cause.to_answer().any(|waiting| *waiting == case) {
                return Err(Refusal::NothingNew);
            }
            Ok(vec![Event::CaseKeptBack { case, because }])
        }
        Command::Finish => {
            if cause.is_sending() {
                return Err(Refusal::IsBeingSent);
            }
            Ok(vec![Event::Finished {}])
        }
    }
}

/// Which permission a command needs.
const fn act_of(command: &Command) -> Act {
    match command {
        Command::Begin(_) | Command::Add { .. } | Command::TakeOut(_) | Command::Finish => Act::Link,
        Command::Find(_) => Act::RecordFinding,
        Command::Draft { .. } | Command::AskForApproval => Act::WriteReply,
        Command::Approve | Command::SendBack { .. } => Act::ApproveReply,
        Command::Send | Command::Answered { .. } | Command::KeepBack { .. } => Act::SendReply,
    }
}

/// Whether `actor` may do `act` to what is of a service.
pub fn may(policy: &Policy, actor: &Actor, act: Act, service: Option<&ServiceId>) -> bool {
    let scope = Scope {
        service: service.cloned(),
        owner: None,
        logged_by: ActorId::Anonymous,
        customer: None,
        about: Vec::new(),
    };
    permission::may_with(policy, actor, act, &scope)
}

/// Who may do it to the cases of the service may do it to what they have in common. That each case was
/// answered is said by the job that answered it, and by nobody else.
fn permit(cause: &Cause, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    let act = act_of(command);
    let of_the_job = matches!(command, Command::Answered { .. } | Command::KeepBack { .. });
    if of_the_job && !matches!(context.actor.id, ActorId::Job(_)) {
        return Err(Refusal::NotPermitted(act));
    }
    let service = match command {
        Command::Begin(new) => Some(&new.service),
        Command::Add { .. }
        | Command::TakeOut(_)
        | Command::Find(_)
        | Command::Draft { .. }
        | Command::AskForApproval
        | Command::Approve
        | Command::SendBack { .. }
        | Command::Send
        | Command::Answered { .. }
        | Command::KeepBack { .. }
        | Command::Finish => cause.service.as_ref(),
    };
    if may(context.policy, context.actor, act, service) {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(act))
    }
}

fn begin(new: NewCause, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if context.policy.service(&new.service).is_none() {
        return Err(Refusal::NoService);
    }
    if new.until < new.from || new.until > context.today() {
        return Err(Refusal::BadPeriod);
    }
    if new.cases.len() > MOST_CASES {
        return Err(Refusal::TooMany(MOST_CASES));
    }
    let place = new.place.filter(|place| !place.is_blank());
    Ok(vec![Event::Begun {
        name: needed(&new.name, "what it is called")?,
        place: place.as_ref().map(Words::reference),
        service: new.service,
        from: new.from,
        until: new.until,
        cases: new.cases,
    }])
}

fn add(cause: &Cause, cases: &BTreeSet<CaseId>) -> Result<Vec<Event>, Refusal> {
    is_at_rest(cause)?;
    let inside: BTreeSet<CaseId> = cause.members().cloned().collect();
    let cases: BTreeSet<CaseId> = cases.difference(&inside).cloned().collect();
    if cases.is_empty() {
        return Err(Refusal::NothingNew);
    }
    if inside.len() + cases.len() > MOST_CASES {
        return Err(Refusal::TooMany(MOST_CASES));
    }
    Ok(vec![Event::CasesAdded { cases }])
}

/// A case with more points or other wishes is not answered by what was written for the others
/// (Complaint Handling Code 6.7: a reply addresses all points).
fn take_out(cause: &Cause, out: TakeOut) -> Result<Vec<Event>, Refusal> {
    is_at_rest(cause)?;
    match cause.cases.get(&out.case) {
        None | Some(Member::Out(..)) => Err(Refusal::NotItsCase),
        Some(Member::In | Member::Answered | Member::KeptBack(_)) => Ok(vec![Event::CaseTakenOut {
            reason: needed(&out.reason, "the reason")?,
            case: out.case,
            differs: out.differs,
        }]),
    }
}

/// Saving takes back a request for approval: what is approved is what was read. What goes to many names none
/// of them (UK GDPR article 5(1)(f)).
fn draft(
    cause: &Cause,
    (reply, answer): (ReplyId, CauseAnswer),
    text: &Words,
) -> Result<Vec<Event>, Refusal> {
    is_at_rest(cause)?;
    let words = needed(text, "the reply")?;
    let mut tokens = text
        .text
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    // As it is copied, with its hyphens: an ordinary word that happens to have the right letters is none.
    let is_one = |token: &str| {
        let token = token.trim_matches('-').to_ascii_uppercase();
        Reference::parse(&token).is_ok_and(|reference| reference.as_str() == token)
    };
    if tokens.any(is_one) {
        return Err(Refusal::NamesACase);
    }
    let reply = cause.open_reply().map_or(reply, |known| known.id.clone());
    Ok(vec![Event::ReplyDrafted {
        reply,
        answer,
        text: words,
    }])
}

/// Nobody approves what they wrote: what goes to many is read by two (ours).
fn waits(cause: &Cause, context: &Context<'_>) -> Result<(), Refusal> {
    let reply = cause.reply.as_ref().ok_or(Refusal::ReplyNotReady)?;
    if reply.standing != ReplyStanding::Waiting {
        return Err(Refusal::ReplyNotReady);
    }
    if reply.authors.contains(&context.actor.id) {
        return Err(Refusal::AuthorCannotApprove);
    }
    Ok(())
}

fn standing(cause: &Cause) -> Option<&ReplyStanding> {
    cause.reply.as_ref().map(|reply| &reply.standing)
}

/// While a reply is on its way nothing of what it goes to is changed.
fn is_at_rest(cause: &Cause) -> Result<(), Refusal> {
    if cause.is_sending() {
        Err(Refusal::IsBeingSent)
    } else {
        Ok(())
    }
}

fn somebody_waits(cause: &Cause) -> Result<(), Refusal> {
    match cause.waiting().next() {
        Some(_) => Ok(()),
        None => Err(Refusal::NoCases),
    }
}

fn needed(words: &Words, what: &'static str) -> Result<WordsRef, Refusal> {
    if words.is_blank() {
        Err(Refusal::TextMissing(what))
    } else {
        Ok(words.reference())
    }
}
