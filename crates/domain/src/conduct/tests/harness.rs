//! A council, one person's conduct file as far as it came, one order, and what follows.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use jiff::civil::{Date, time};

use crate::calendar::Calendar;
use crate::calendar::london::day_starts_at;
use crate::case::tests::people::{person, user, uuid};
use crate::conduct::state::With;
use crate::conduct::{
    AnswerCheck, AppealOutcome, Check, CheckAnswer, Command, ConductFile, ContactUnder, Context, Decision,
    Easing, Entry, Event, FileWith, Interim, Keep, Likeness, NewComment, NewIncident, Outcome, Proposal,
    Purpose, Question, Reach, Refusal, ReviewOutcome, Sort, Sorting, Tend, Vote, Voted, decide, evolve, fold,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{
    ActorId, CaseId, CommentId, ConductId, ContactId, FileId, IncidentId, MessageId, ServiceId, UserId,
    WordsId,
};
use crate::permission::Actor;
use crate::policy::{ConductCategory, ContactOption, Policy};
use crate::vocabulary::{Channel, FileType, Role};
use crate::words::{Digest, FileRef, Words};

pub(super) const COUNCILS: [(&str, &str); 6] = [
    ("demo", include_str!("../../../../../policies/demo.toml")),
    (
        "worcester",
        include_str!("../../../../../policies/worcester.toml"),
    ),
    (
        "east-cambridgeshire",
        include_str!("../../../../../policies/east-cambridgeshire.toml"),
    ),
    (
        "bromsgrove",
        include_str!("../../../../../policies/bromsgrove.toml"),
    ),
    ("hart", include_str!("../../../../../policies/hart.toml")),
    (
        "lancaster",
        include_str!("../../../../../policies/lancaster.toml"),
    ),
];

/// A policy, and the days that count by it.
type Read = (Arc<Policy>, Arc<Calendar>);

/// The policies, each read once.
static POLICIES: LazyLock<BTreeMap<&str, Read>> = LazyLock::new(|| {
    let read = |(name, source): &(&'static str, &'static str)| {
        let policy = Policy::parse(source).unwrap();
        let calendar = Calendar::for_policy(&policy.calendar);
        (*name, (Arc::new(policy), Arc::new(calendar)))
    };
    COUNCILS.iter().map(read).collect()
});

pub(super) fn council(name: &str) -> Arc<Policy> {
    POLICIES[name].0.clone()
}

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn noon(day: Date) -> Timestamp {
    day_starts_at(day) + jiff::SignedDuration::from_hours(12)
}

fn staff(number: u64, roles: &[Role]) -> Actor {
    Actor {
        id: ActorId::User(user(number)),
        roles: roles.to_vec(),
        services: Vec::new(),
    }
}

/// A planner at whose counter it happened.
pub(super) fn planner() -> Actor {
    staff(20, &[Role::Staff])
}

/// An adviser of Customer Services.
pub(super) fn adviser() -> Actor {
    staff(21, &[Role::Staff, Role::Adviser])
}

/// The complaints manager, who keeps the file.
pub(super) fn keeper() -> Actor {
    staff(22, &[Role::Staff, Role::ComplaintsManager])
}

/// Somebody of the post that decides, by the council's own policy: the harness gives them exactly its roles.
pub(super) fn decider(number: u64) -> Actor {
    staff(30 + number, &[])
}

/// Somebody of the senior post, which orders interim measures and decides on what is longer.
pub(super) fn senior(number: u64) -> Actor {
    staff(50 + number, &[])
}

/// Somebody of the post that hears appeals.
pub(super) fn hears(number: u64) -> Actor {
    staff(70 + number, &[])
}

/// The person whose file it is.
pub(super) fn them() -> Actor {
    Actor::customer(Some(person(100)))
}

pub(super) fn words(text: &str) -> Words {
    Words::new(WordsId::parse(uuid(7_000)).unwrap(), [7; 16], text)
}

pub(super) fn incident(number: u64, was_danger: bool) -> Command {
    Command::ReportIncident(NewIncident {
        id: IncidentId::parse(uuid(8_000 + number)).unwrap(),
        person: person(100),
        on: date("2026-01-05"),
        at: None,
        channel: Channel::Phone,
        categories: vec![ConductCategory::Abuse],
        was_danger,
        facts: words("They shouted."),
        exact_words: None,
        witnesses: None,
    })
}

pub(super) fn compared(number: u64, likeness: Likeness) -> Command {
    Command::Keep(Keep::Compare {
        person: person(number),
        likeness,
        reason: words("The same hand, and the same words."),
    })
}

pub(super) fn check(check: Check, answer: CheckAnswer) -> Command {
    Command::AnswerCheck(AnswerCheck {
        check,
        answer,
        reason: words("We looked at the record."),
    })
}

pub(super) fn warning() -> Command {
    Command::Warn {
        letter: words("This is what happened, and what has to change."),
        must_change: words("No shouting."),
    }
}

pub(super) fn a_proposal() -> Proposal {
    Proposal {
        purpose: Purpose::First,
        measures: vec![ContactOption::NamedContact, ContactOption::OneChannel],
        reach: Reach::ThisService,
        service: Some(ServiceId::parse("waste").unwrap()),
        cases: Vec::new(),
        why_whole_council: None,
        ends_on: date("2026-06-30"),
        review_on: date("2026-05-29"),
        open_channel: Channel::Letter,
        why_usable: words("They write to us now."),
        reasons: words("It went on after the warning."),
        equality: words("No protected characteristic is affected, because."),
        human_rights: words("Article 8: it is the least that protects."),
        why_nothing_milder: Some(words("A meeting was tried.")),
        expects: words("We will answer each letter."),
        asks: words("Please write to us."),
        in_practice: Some(words("Sam Reid answers.")),
    }
}

pub(super) fn propose(proposal: Proposal) -> Command {
    Command::Propose(proposal)
}

pub(super) fn share() -> Command {
    Command::ShareReport {
        report: words("What we propose, and why."),
        channel: Channel::Email,
    }
}

pub(super) fn comment_id(number: u64) -> CommentId {
    CommentId::parse(uuid(8_100 + number)).unwrap()
}

pub(super) fn comment(number: u64, on: &str) -> Command {
    Command::Comment(NewComment {
        id: comment_id(number),
        on: date(on),
        channel: Channel::Letter,
        is_all: true,
        words: words("I was not told."),
    })
}

/// One that asks for time, and not all that they want to say.
pub(super) fn more_to_say(number: u64, on: &str) -> Command {
    let Command::Comment(said) = comment(number, on) else {
        unreachable!()
    };
    Command::Comment(NewComment {
        is_all: false,
        ..said
    })
}

pub(super) fn answer(number: u64) -> Command {
    Command::AnswerComment {
        comment: comment_id(number),
        words: words("You are right about that."),
    }
}

/// A decision that three of a panel carry, or one person takes, as the policy has it.
pub(super) fn decision(policy: &Policy, outcome: Outcome) -> Command {
    let voted = if outcome == Outcome::Agreed {
        Voted::For
    } else {
        Voted::Against
    };
    let panel = policy.conduct.as_ref().unwrap().is_decided_by_panel;
    let votes = if panel { 1..4 } else { 1..1 };
    Command::Decide(Decision {
        outcome,
        reasons: words("We read everything."),
        has_read_the_comments: true,
        agreed_less: None,
        votes: votes
            .map(|number| Vote {
                by: decider(number),
                voted,
            })
            .collect(),
    })
}

/// A decision of one person alone.
pub(super) fn alone(outcome: Outcome) -> Command {
    Command::Decide(Decision {
        outcome,
        reasons: words("We read everything."),
        has_read_the_comments: true,
        agreed_less: None,
        votes: Vec::new(),
    })
}

pub(super) fn appeal(on: &str) -> Command {
    Command::Appeal {
        contact: contact_id(95),
        on: date(on),
        channel: Channel::Letter,
        words: words("No."),
    }
}

pub(super) fn appeal_upheld() -> Command {
    Command::DecideAppeal {
        outcome: AppealOutcome::Upheld,
        reasons: words("They were not told in time."),
        letter: words("We were wrong. The arrangement has ended."),
    }
}

pub(super) fn notice() -> Command {
    Command::SendNotice {
        letter: words("Why, what we do, what we ask, how long, how to appeal."),
        channel: Channel::Email,
    }
}

/// The program that hands letters over.
pub(super) fn outbox() -> Actor {
    Actor::program(ActorId::Job("send-messages"))
}

pub(super) fn message(number: u64) -> MessageId {
    MessageId::parse(uuid(8_400 + number)).unwrap()
}

/// The same order, its letter by the outbox as an e-mail, which counts from the day on which it leaves.
pub(super) fn send(number: u64, order: Command) -> Command {
    Command::Send {
        order: Box::new(order),
        message: message(number),
        channel: Channel::Email,
    }
}

/// The same order, its letter by post.
pub(super) fn post(number: u64, order: Command) -> Command {
    Command::Send {
        order: Box::new(order),
        message: message(number),
        channel: Channel::Letter,
    }
}

/// What they say in the same act is said with a code that somebody read out on 12 January.
pub(super) fn by_code_of(actor: &Actor, number: u64) -> Command {
    Command::Tend(Tend::SaidByCode {
        by: user_of(actor),
        given_at: noon(date("2026-01-12")),
        given_as: Channel::Phone,
        told: Some((message(number), Channel::Email)),
    })
}

pub(super) fn left(number: u64) -> Command {
    Command::LetterLeft {
        message: message(number),
        by: None,
    }
}

/// The same order, its letter brought by whoever gives it.
pub(super) fn carry(number: u64, order: Command, channel: Channel) -> Command {
    Command::Carry {
        order: Box::new(order),
        message: message(number),
        channel,
    }
}

/// Somebody brought a letter that waited.
pub(super) fn brought(number: u64, channel: Channel) -> Command {
    Command::LetterLeft {
        message: message(number),
        by: Some(channel),
    }
}

pub(super) fn not_reached(number: u64) -> Command {
    Command::LetterNotReached {
        message: message(number),
    }
}

pub(super) fn contact_id(number: u64) -> ContactId {
    ContactId::parse(uuid(8_200 + number)).unwrap()
}

pub(super) fn contact(number: u64, on: &str) -> Command {
    Command::RecordContact(ContactUnder {
        id: contact_id(number),
        case: None,
        opened: false,
        is_sure: false,
        answer: Some((message(50 + number), Channel::Letter)),
        on: date(on),
        channel: Channel::Email,
        words: None,
    })
}

pub(super) fn sorted(number: u64, sort: Sort) -> Command {
    let case =
        matches!(sort, Sort::NewMatter | Sort::StatutoryRequest).then(|| CaseId::parse(uuid(8_300)).unwrap());
    Command::SortContact(Sorting {
        contact: contact_id(number),
        sort,
        case,
        words: Some(words("It went to the right people.")),
    })
}

/// A case of theirs.
pub(super) fn case(number: u64) -> CaseId {
    CaseId::parse(uuid(8_300 + number)).unwrap()
}

/// About these cases alone.
pub(super) fn about(numbers: &[u64]) -> Proposal {
    Proposal {
        reach: Reach::ThisMatter,
        service: None,
        cases: numbers.iter().map(|number| case(*number)).collect(),
        ..a_proposal()
    }
}

pub(super) fn agreed_with_them(kind: AdjustmentKind) -> Command {
    Command::AdjustmentAgreed { kind }
}

pub(super) fn keep(question: Question) -> Command {
    Command::LeaveAsItIs {
        question,
        reason: words("We looked at it, and it changes nothing, because."),
    }
}

/// The same terms as [`a_proposal`], one measure fewer.
pub(super) fn easing() -> Easing {
    Easing {
        measures: vec![ContactOption::NamedContact],
        ends_on: date("2026-06-30"),
        review_on: date("2026-05-29"),
        open_channel: Channel::Letter,
        in_practice: None,
        as_decided: None,
        reason: words("They were right."),
        letter: words("It is less from today."),
    }
}

pub(super) fn strike(number: u64) -> Command {
    Command::Tend(Tend::Strike {
        incident: IncidentId::parse(uuid(8_000 + number)).unwrap(),
        is_moved: false,
        reason: words("It was somebody else who shouted."),
        letter: None,
    })
}

pub(super) fn withdraw() -> Command {
    Command::Tend(Tend::Withdraw {
        reason: words("It was somebody else."),
        letter: Some(words("We were wrong about this.")),
    })
}

/// It goes on in another file of the same person.
pub(super) fn close_into() -> Command {
    Command::Tend(Tend::CloseInto {
        into: ConductId::parse(uuid(8_700)).unwrap(),
        reason: words("They are one person."),
    })
}

pub(super) fn more_time(until: &str) -> Command {
    Command::Tend(Tend::GiveMoreTime {
        until: date(until),
        reason: words("They are in hospital until then."),
        letter: words("You asked for more time."),
    })
}

/// It is looked at again: kinder from now on, or over.
pub(super) fn review(outcome: ReviewOutcome) -> Command {
    Command::Tend(Tend::Review {
        outcome,
        reason: words("They write once a month."),
    })
}

pub(super) fn meet() -> Command {
    Command::Tend(Tend::Meet {
        kinds: vec![AdjustmentKind::EasyRead],
        words: words("An Easy Read edition goes with it."),
    })
}

pub(super) fn milder() -> Command {
    Command::TryMilder {
        words: words("We offered a meeting."),
    }
}

/// A photograph of an incident.
pub(super) fn a_file(number: u64) -> Command {
    Command::AddFile(FileWith {
        with: With::Incident(IncidentId::parse(uuid(8_000 + number)).unwrap()),
        file: FileRef {
            id: FileId::parse(uuid(8_500 + number)).unwrap(),
            digest: Digest::of(&[7; 16], b"photograph"),
        },
        name: words("counter.jpg"),
        kind: FileType::Jpg,
        size: 1,
    })
}

pub(super) fn user_of(actor: &Actor) -> UserId {
    actor.user().unwrap().clone()
}

pub(super) fn interim(ends_on: &str) -> Command {
    Command::OrderInterim(Interim {
        measures: vec![ContactOption::OneChannel],
        open_channel: Channel::Phone,
        in_practice: None,
        ends_on: date(ends_on),
        reason: words("They threatened to come with a knife."),
        letter: words("Until this day, please call."),
    })
}

/// One thing that somebody does on a day.
pub(super) type Step = (&'static str, Actor, Command);

/// A council and one file as far as it came.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) policy: Arc<Policy>,
    pub(super) calendar: Arc<Calendar>,
    pub(super) entries: Vec<Entry>,
    pub(super) file: ConductFile,
    pub(super) adjustments: Vec<AdjustmentKind>,
    pub(super) dealt_with_them: Vec<UserId>,
    pub(super) services: Vec<(CaseId, ServiceId)>,
}

/// A file of that council to which all that happened; each step must have been allowed.
pub(super) fn given(name: &str, steps: impl IntoIterator<Item = Step>) -> Given {
    let (policy, calendar) = POLICIES[name].clone();
    let given = Given {
        policy,
        calendar,
        entries: Vec::new(),
        file: ConductFile::default(),
        adjustments: Vec::new(),
        dealt_with_them: Vec::new(),
        services: Vec::new(),
    };
    given.and(steps)
}

impl Given {
    /// More that happened.
    pub(super) fn and(self, steps: impl IntoIterator<Item = Step>) -> Self {
        let after = steps.into_iter().fold(self, |mut given, (day, actor, command)| {
            let said = format!("{command:?}");
            if let Err(refusal) = given.attempt(date(day), &actor, command) {
                panic!("{said} was refused on {day}: {refusal}");
            }
            given
        });
        assert_eq!(after.file, fold(&after.entries), "folded again it is the same");
        after
    }

    /// The last working day up to a day.
    pub(super) fn working_day(&self, day: Date) -> Date {
        if self.calendar.is_working_day(day) {
            day
        } else {
            self.calendar.previous_working_day(day)
        }
    }

    /// Tries something: what follows is kept, a refusal changes nothing.
    pub(super) fn attempt(
        &mut self,
        day: Date,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let command = self.whole(day, command);
        self.attempt_as_it_is(day, actor, command)
    }

    /// The same person with exactly the roles of their post, where they hold one that decides.
    pub(super) fn with_roles(&self, actor: &Actor) -> Actor {
        let conduct = self.policy.conduct.as_ref().unwrap();
        let number = (31..90).find(|number| actor.id == ActorId::User(user(*number)));
        let post = match number {
            Some(31..=50) => &conduct.decided_by,
            Some(51..=70) => &conduct.longer_by,
            Some(71..=89) => &conduct.appeal_to,
            Some(_) | None => return actor.clone(),
        };
        let mut actor = actor.clone();
        if actor.roles.is_empty() {
            actor.roles.clone_from(&self.policy.post(post).unwrap().roles);
        }
        actor
    }

    /// The same with the letter as it is, whatever it lacks.
    pub(super) fn attempt_as_it_is(
        &mut self,
        day: Date,
        actor: &Actor,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let actor = &self.with_roles(actor);
        let mut command = command;
        if let Command::Decide(decision) = &mut command {
            for vote in &mut decision.votes {
                vote.by = self.with_roles(&vote.by);
            }
        }
        let context = Context {
            at: noon(day),
            actor,
            policy: &self.policy,
            calendar: &self.calendar,
            adjustments: &self.adjustments,
            dealt_with_them: &self.dealt_with_them,
            services: &self.services,
        };
        let events = decide(&self.file, command, &context)?;
        for event in &events {
            let entry = Entry {
                at: context.at,
                actor: actor.id.clone(),
                event: event.clone(),
            };
            self.file = evolve(std::mem::take(&mut self.file), &entry);
            self.entries.push(entry);
        }
        Ok(events)
    }

    /// What is said of something that must not be done.
    #[track_caller]
    pub(super) fn refuses(&self, (day, actor, command): Step) -> Refusal {
        let said = format!("{command:?}");
        match self.clone().attempt(date(day), &actor, command) {
            Err(refusal) => refusal,
            Ok(events) => panic!("{said} was allowed: {events:?}"),
        }
    }
}

/// As far as the warning, and what happened after it.
pub(super) fn warned(name: &str) -> Given {
    given(name, [("2026-01-06", planner(), incident(1, false))])
        .and(checked("2026-01-07"))
        .and([("2026-01-08", keeper(), warning())])
        .and([("2026-01-09", planner(), it_goes_on("2026-01-09"))])
}

/// Every check with its answer, on that day.
pub(super) fn checked(day: &'static str) -> impl Iterator<Item = Step> {
    let clear = |of: &Check| (*of, CheckAnswer::Clear);
    let answers = Check::ALL.iter().map(clear);
    answers.map(move |(of, answer)| (day, keeper(), check(of, answer)))
}

/// After the warning, the same again.
pub(super) fn it_goes_on(on: &str) -> Command {
    let Command::ReportIncident(new) = incident(90, false) else {
        unreachable!()
    };
    Command::ReportIncident(NewIncident { on: date(on), ..new })
}

/// The same again at noon, the hour of everything here: that of a warning, too, and not before it.
pub(super) fn it_goes_on_at_noon(on: &str) -> Command {
    let Command::ReportIncident(new) = it_goes_on(on) else {
        unreachable!()
    };
    let at = Some(time(12, 0, 0, 0));
    Command::ReportIncident(NewIncident { at, ..new })
}

/// Somebody was in danger on that day.
pub(super) fn danger(number: u64, on: &str) -> Command {
    let Command::ReportIncident(new) = incident(number, true) else {
        unreachable!()
    };
    Command::ReportIncident(NewIncident { on: date(on), ..new })
}

/// A council's way as far as the decision: commented, answered and agreed.
pub(super) fn decided(name: &str) -> Given {
    let given = shared(name);
    let decision = decision(&given.policy, Outcome::Agreed);
    given.and([
        ("2026-01-15", them(), comment(1, "2026-01-15")),
        ("2026-01-19", keeper(), answer(1)),
        ("2026-01-28", decider(1), decision),
    ])
}

/// As far as the report that was shared on 12 January.
pub(super) fn shared(name: &str) -> Given {
    warned(name).and([
        ("2026-01-12", keeper(), propose(a_proposal())),
        ("2026-01-12", keeper(), share()),
    ])
}

/// As far as the notice of 2 February.
pub(super) fn in_force(name: &str) -> Given {
    let given = shared(name);
    let decided = ("2026-01-28", decider(1), decision(&given.policy, Outcome::Agreed));
    let commented = ("2026-01-15", them(), comment(1, "2026-01-15"));
    let answered = ("2026-01-19", keeper(), answer(1));
    given.and([commented, answered, decided, ("2026-02-02", keeper(), notice())])
}
