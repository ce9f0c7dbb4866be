//! What may be done to a case, and what follows.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::calendar::london::civil_date;
use crate::case::{BetweenOrder, Case, Command, CouncilOrder, Direction, Event, Refusal};
use crate::id::{ActorId, ProcedureId, ServiceId};
use crate::permission::{self, Act, Actor};
use crate::policy::{Limit, Policy, Procedure, Service, Stage};
use crate::vocabulary::{Channel, DayOne, Role, SeenBy};
use crate::words::Words;

mod answering;
mod between;
mod clocks;
mod contacts;
mod council;
mod early;
mod ending;
mod enquiry;
mod help;
mod logging;
mod partner;
mod people;
mod query;
mod remedy;
mod replying;
mod stage_2;
mod subject;

pub use between::{PersonAlong, give_back, same_people, take_in};
pub use early::may_advise;
pub use logging::{log, log_with_target};
pub use people::adjustments_are_said;
pub use remedy::may_approve;
pub use replying::blocks;
pub(super) use replying::is_answered;

/// The rules that bind one case.
///
/// People, permissions, wording and holidays are the current ones; the procedures and the day-one
/// rule are those in force when the case was received (domain, section 2).
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The policy now in force.
    pub policy: &'a Policy,
    /// The policy in force when the case was received.
    pub pinned: &'a Policy,
    /// The version number of the latter.
    pub version: u32,
    /// The days that count now.
    pub calendar: &'a Calendar,
}

/// What the outside knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Now; for a record taken over from elsewhere, when it happened.
    pub at: Timestamp,
    /// Who acts.
    pub actor: &'a Actor,
    /// The rules.
    pub rules: Rules<'a>,
}

impl<'a> Context<'a> {
    /// Today in London.
    pub fn today(&self) -> Date {
        civil_date(self.at)
    }

    fn procedure(&self, id: &ProcedureId) -> Result<&'a Procedure, Refusal> {
        self.rules
            .pinned
            .procedures
            .get(id)
            .ok_or(Refusal::NoSuchProcedure)
    }

    fn service(&self, id: &ServiceId) -> Result<&'a Service, Refusal> {
        let known = |policy: &'a Policy| policy.services.iter().find(|service| service.id == *id);
        known(self.rules.policy)
            .or_else(|| known(self.rules.pinned))
            .ok_or(Refusal::NotInPolicy("service"))
    }

    /// The target of a service: the one that the customer was promised with the policy in force when the case was
    /// received. A service that came later has its own.
    fn target(&self, id: &ServiceId) -> Option<Limit> {
        let known = |policy: &'a Policy| policy.services.iter().find(|service| service.id == *id);
        known(self.rules.pinned)
            .or_else(|| known(self.rules.policy))
            .and_then(|service| service.target)
    }

    fn stage(&self, case: &Case) -> Result<&'a Stage, Refusal> {
        let procedure = self.procedure(&case.procedure)?;
        procedure
            .stages
            .iter()
            .find(|stage| stage.number == case.stage)
            .ok_or(Refusal::WrongKind(case.kind))
    }

    /// The stage whose reply is written now.
    fn stage_that_answers(&self, case: &Case) -> Result<&'a Stage, Refusal> {
        let stages = &self.procedure(&case.procedure)?.stages;
        let number = case.stage_that_answers();
        let mut stages = stages.iter();
        stages
            .find(|stage| stage.number == number)
            .ok_or(Refusal::WrongKind(case.kind))
    }

    fn due(&self, start: Date, limit: Limit, day_one: DayOne) -> Date {
        self.rules.calendar.due(start, limit, day_one)
    }
}

/// Decides what follows from `command`, or why it may not be done.
///
/// The same rules, case, command and moment always give the same answer. Costs nothing that grows
/// with the number of cases; it looks at this one case only.
pub fn decide(case: &Case, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    permit(case, &command, context)?;
    if case.is_closed() && !may_be_done_to_a_closed_case(&command) {
        return Err(Refusal::AlreadyClosed);
    }
    stage_2::guard(case, &command, context)?;
    subject::guard(case, &command, context)?;
    council::guard(case, &command)?;
    let events = follow(case, command, context)?;
    Ok(partner::ended_with(case, events))
}

fn follow(case: &Case, command: Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Triage(answers) => logging::triage(case, answers, context),
        Command::ChangeKind {
            kind,
            procedure,
            reason,
            counts_from,
        } => logging::change_kind(case, (kind, &procedure, counts_from), Some(&reason), context),
        Command::Assign { team, owner, reason } => {
            logging::assign(case, (team, owner), reason.as_ref(), context)
        }
        Command::Transfer { service, reason } => logging::transfer(case, service, &reason, context),
        Command::Acknowledge(acknowledgement) => answering::acknowledge(case, acknowledgement, context),
        Command::RecordContact(contact) => answering::record_contact(case, contact, context),
        Command::ReadMessages => answering::read_messages(case),
        Command::SayAvoidable { contact, said } => contacts::say_avoidable(case, (contact, said), context),
        Command::RecordTime { on, minutes } => answering::record_time((on, minutes), context),
        Command::AddFile(file) => answering::add_file(case, file),
        Command::RecordConsent { consent } => answering::record_consent(case, consent),
        Command::AddNote { words, privileged } => Ok(vec![Event::NoteAdded {
            words: needed(&words, "the note")?.reference(),
            privileged,
        }]),
        Command::AddPoint(point) => answering::add_point(case, &point),
        Command::RecordFinding {
            point,
            finding,
            reason,
        } => answering::record_finding(case, point, finding, &reason),
        Command::RecordDetermination {
            point,
            ombudsman,
            determination,
            decided_on,
            service,
        } => answering::record_determination(
            case,
            (point, service),
            (ombudsman, determination),
            decided_on,
            context,
        ),
        Command::PromiseRemedy(remedy) => answering::promise_remedy(case, remedy, context),
        Command::DeliverRemedy { remedy, evidence } => {
            answering::deliver_remedy(case, remedy, &evidence, context)
        }
        Command::CannotDeliverRemedy { remedy, told } => {
            answering::cannot_deliver_remedy(case, remedy, &told, context)
        }
        Command::Extend(extension) => clocks::extend(case, &extension, context),
        Command::AgreeLongExtension { until, because } => {
            clocks::agree_long_extension(case, until, &because, context)
        }
        Command::MoveClocks { days_off } => Ok(clocks::move_all(case, &days_off, context)),
        Command::DraftReply(text) => replying::draft(case, text),
        Command::AskForApproval { reply } => replying::ask_for_approval(case, reply, context),
        Command::ApproveReply { reply } => replying::approve(case, reply, context),
        Command::SendBackReply {
            reply,
            what_to_change,
        } => replying::send_back(case, reply, &what_to_change),
        Command::SendReply { reply, letter } => replying::send(case, &reply, &letter, context),
        Command::UndoSend { reply } => replying::undo(case, reply, context),
        Command::SettleAtFirstContact(settlement) => ending::settle(case, &settlement, context),
        Command::ProposeRefusal(proposal) => ending::propose_refusal(case, &proposal, context),
        Command::AgreeRefusal { request } => ending::agree_refusal(case, request, context),
        Command::DeclineRefusal { reason } => ending::decline_refusal(case, &reason, context),
        Command::Withdraw { reason } => ending::withdraw(case, reason.as_ref(), context),
        Command::Close {
            outcome,
            sentence,
            lesson,
        } => ending::close(case, outcome, (&sentence, lesson), context),
        Command::Reopen { reason } => ending::reopen(case, &reason, context),
        Command::Link(link) => ending::link(case, &link),
        Command::ConfirmSorted { words } => query::confirm_sorted(case, words.as_ref(), context),
        Command::CloseUnfollowed { sentence } => query::close_unfollowed(case, &sentence, context),
        Command::AskForHelp { help, team, words } => help::ask(case, (help, team), words.as_ref(), context),
        Command::AnswerHelp { help, answer, words } => help::answer(case, (help, answer), words.as_ref()),
        Command::AskForStage2(asked) => stage_2::ask(case, &asked, context),
        Command::AcceptStage2 { reviewer, discretion } => {
            stage_2::accept(case, &reviewer, discretion.as_ref(), context)
        }
        Command::NameReviewer { reviewer, reason } => {
            stage_2::name_reviewer(case, &reviewer, reason.as_ref(), context)
        }
        Command::DeclareConflict { reason } => stage_2::declare_conflict(case, &reason, context),
        Command::ReviewPoint {
            point,
            view,
            finding,
            reason,
        } => stage_2::review_point(case, point, (view, finding, &reason), context),
        Command::ReturnToStage1(order) => stage_2::return_to_stage_1(case, &order, context),
        Command::AgreeReturn { because } => stage_2::agree_return(case, &because, context),
        Command::FinishReturn { words } => stage_2::finish_return(case, &words, context),
        Command::RecordEnquiry(new) => enquiry::record(case, &new, context),
        Command::SendDocuments { words } => enquiry::send_documents(case, &words, context),
        Command::RecordDraftDecision {
            words,
            comments_due_on,
        } => enquiry::draft_decision(case, &words, comments_due_on),
        Command::RecordFinalDecision { words, decided_on } => {
            enquiry::final_decision(case, &words, decided_on, context)
        }
        Command::RecordRecommendation(remedy) => enquiry::recommend(case, remedy, context),
        Command::TakeBack(back) => enquiry::take_back(case, &back, context),
        Command::People(order) => people::decide(case, order, context),
        Command::Between(order) => between::decide(case, order, context),
        Command::Council(order) => council::decide(case, order, context),
        Command::Subject(order) => subject::decide(case, order, context),
        Command::Referral(order) => partner::decide(case, order, context),
        Command::Remedy(order) => remedy::decide(case, order, context),
        Command::Early(order) => early::decide(case, order, context),
        Command::MakeBundle(new) => Ok(vec![enquiry::make_bundle(new, context)]),
    }
}

/// Which permission a command needs.
pub const fn act_of(command: &Command) -> Act {
    match command {
        Command::Triage(_) => Act::Triage,
        Command::ChangeKind { .. } => Act::ChangeKind,
        Command::Assign { .. } | Command::Transfer { .. } => Act::Assign,
        Command::Acknowledge(_) => Act::Acknowledge,
        // What somebody sends in is taken like what they say.
        Command::RecordContact(_)
        | Command::ReadMessages
        | Command::AddFile(_)
        | Command::RecordConsent { .. }
        | Command::SayAvoidable { .. }
        | Command::AskForStage2(_) => Act::RecordContact,
        Command::AddNote { .. } | Command::RecordTime { .. } => Act::AddNote,
        Command::AddPoint(_) | Command::RecordFinding { .. } | Command::RecordDetermination { .. } => {
            Act::RecordFinding
        }
        Command::PromiseRemedy(_) | Command::DeliverRemedy { .. } | Command::CannotDeliverRemedy { .. } => {
            Act::PromiseRemedy
        }
        Command::Extend(_) => Act::Extend,
        Command::AgreeLongExtension { .. } => Act::AgreeLongExtension,
        Command::DraftReply(_) | Command::AskForApproval { .. } | Command::FinishReturn { .. } => {
            Act::WriteReply
        }
        Command::ApproveReply { .. } | Command::SendBackReply { .. } => Act::ApproveReply,
        Command::SendReply { .. } | Command::UndoSend { .. } => Act::SendReply,
        Command::SettleAtFirstContact(_) => Act::SettleAtFirstContact,
        Command::ProposeRefusal(_) | Command::Subject(_) => Act::Refuse,
        Command::AgreeRefusal { .. } | Command::DeclineRefusal { .. } => Act::AgreeRefusal,
        Command::Withdraw { .. } => Act::Withdraw,
        Command::Close { .. } | Command::CloseUnfollowed { .. } => Act::Close,
        Command::ConfirmSorted { .. } => Act::FollowOwn,
        Command::AskForHelp { .. } => Act::Log,
        Command::AnswerHelp { .. } => Act::AnswerHelp,
        Command::Reopen { .. } => Act::Reopen,
        Command::Link(_) | Command::Between(_) => Act::Link,
        Command::AcceptStage2 { .. } | Command::NameReviewer { .. } => Act::AcceptStage2,
        Command::DeclareConflict { .. } | Command::ReviewPoint { .. } | Command::ReturnToStage1(_) => {
            Act::Review
        }
        Command::AgreeReturn { .. } => Act::AgreeReturn,
        Command::RecordEnquiry(_)
        | Command::SendDocuments { .. }
        | Command::RecordDraftDecision { .. }
        | Command::RecordFinalDecision { .. }
        | Command::RecordRecommendation(_)
        | Command::TakeBack(_)
        | Command::MakeBundle(_) => Act::RecordOmbudsman,
        Command::MoveClocks { .. } => Act::AdoptPolicy,
        Command::People(order) => people::act_of(order),
        Command::Council(order) => council::act_of(order),
        Command::Referral(_) => Act::Refer,
        Command::Remedy(order) => remedy::act_of(order),
        Command::Early(order) => early::act_of(order),
    }
}

/// A customer may add to their own matter, ask for stage 2 and withdraw it; who they are was proved at the door.
/// Whoever logged a case may follow it up with a contact, councillors too (paper 002), and, where
/// they may do so at all, settle or link it. A contact that comes in is taken by whoever takes
/// contacts, whichever service the case is with.
fn permit(case: &Case, command: &Command, context: &Context<'_>) -> Result<(), Refusal> {
    let act = act_of(command);
    let actor = context.actor;
    let scope = case.scope();
    if actor.roles == [Role::Customer] {
        let adds = matches!(command, Command::RecordContact(contact)
            if contact.direction == Direction::In && contact.channel == Channel::Online)
            || matches!(command, Command::AddFile(file) if file.seen_by == SeenBy::Everyone);
        let ends = (matches!(command, Command::Withdraw { .. }) && !case.is_of_several())
            || matches!(command, Command::AskForStage2(asked) if asked.channel == Channel::Online);
        let own = (adds && is_known_to(case, &actor.id)) || (ends && speaks_for(case, &actor.id));
        return if own {
            Ok(())
        } else {
            Err(Refusal::NotPermitted(act))
        };
    }
    if let Some(partner) = partner::partner_of(actor) {
        let own = partner::is_theirs(case, command, partner);
        return own.then_some(()).ok_or(Refusal::NotPermitted(act));
    }
    if actor.user().is_some_and(|user| case.about.contains(user)) {
        return Err(Refusal::ConflictOfInterest);
    }
    let policy = context.rules.policy;
    let comes_in = matches!(command, Command::RecordContact(contact) if contact.direction == Direction::In)
        || matches!(
            command,
            Command::AddFile(_) | Command::AskForStage2(_) | Command::SayAvoidable { .. }
        );
    let on_the_spot = matches!(
        command,
        Command::RecordContact(_)
            | Command::SettleAtFirstContact(_)
            | Command::Link(_)
            | Command::AskForHelp { .. }
    );
    let is_granted = permission::may(policy, actor, act);
    let follows_own = permission::may_with(policy, actor, Act::FollowOwn, &scope);
    // The lead who was called may answer, whichever service the case is with.
    let was_called = matches!(command, Command::AnswerHelp { help, .. } if case.open_help.contains(help));
    if permission::may_with(policy, actor, act, &scope)
        || (comes_in && (is_granted || follows_own))
        || (was_called && is_granted)
        || (on_the_spot && is_granted && follows_own)
    {
        Ok(())
    } else {
        Err(Refusal::NotPermitted(act))
    }
}

/// Whether the case is this person's own or a matter in which they speak; somebody without a name
/// came by the reference and what was sent with it.
fn is_known_to(case: &Case, who: &ActorId) -> bool {
    match who {
        ActorId::Customer(person) => case.knows(person),
        ActorId::Anonymous
        | ActorId::User(_)
        | ActorId::Job(_)
        | ActorId::Import(_)
        | ActorId::Program(_)
        | ActorId::Partner(_) => true,
    }
}

/// Whether this person may end the matter: a representative only with consent.
fn speaks_for(case: &Case, who: &ActorId) -> bool {
    let without_consent = matches!(who, ActorId::Customer(person) if case.lacks_consent(person));
    is_known_to(case, who) && !without_consent
}

/// A remedy outlives the case, a contact is never refused, and an Ombudsman decides afterwards.
const fn may_be_done_to_a_closed_case(command: &Command) -> bool {
    matches!(
        command,
        Command::Reopen { .. }
            | Command::RecordContact(_)
            | Command::ReadMessages
            | Command::SayAvoidable { .. }
            | Command::RecordTime { .. }
            | Command::AddFile(_)
            | Command::RecordConsent { .. }
            | Command::AddNote { .. }
            | Command::Link(_)
            | Command::DeliverRemedy { .. }
            | Command::CannotDeliverRemedy { .. }
            | Command::Remedy(_)
            | Command::RecordDetermination { .. }
            | Command::AskForHelp { .. }
            | Command::AnswerHelp { .. }
            | Command::AskForStage2(_)
            | Command::RecordEnquiry(_)
            | Command::SendDocuments { .. }
            | Command::RecordDraftDecision { .. }
            | Command::RecordFinalDecision { .. }
            | Command::RecordRecommendation(_)
            | Command::TakeBack(_)
            | Command::People(_)
            | Command::Between(BetweenOrder::Unlink { .. } | BetweenOrder::Unmerge { .. })
            | Command::Council(
                CouncilOrder::TookOver { .. } | CouncilOrder::TurnedAway { .. } | CouncilOrder::Carry(_)
            )
            | Command::MakeBundle(_)
            | Command::MoveClocks { .. }
    )
}

/// The text, if there is any.
fn needed<'w>(words: &'w Words, what: &'static str) -> Result<&'w Words, Refusal> {
    if words.is_blank() {
        Err(Refusal::TextMissing(what))
    } else {
        Ok(words)
    }
}

/// Whether a letter says to whom the customer can go (Complaint Handling Code 2, 6.5 and 7).
fn names_the_ombudsman(letter: &Words, case: &Case, context: &Context<'_>) -> Result<(), Refusal> {
    let ombudsman = context.procedure(&case.procedure)?.ombudsman;
    let is_named = ombudsman.is_none_or(|ombudsman| ombudsman.is_named_in(&letter.text));
    if is_named {
        Ok(())
    } else {
        Err(Refusal::OmbudsmanNotNamed)
    }
}

fn only_for_complaints(case: &Case) -> Result<(), Refusal> {
    if case.is_complaint() {
        Ok(())
    } else {
        Err(Refusal::WrongKind(case.kind))
    }
}
