//! A made-up case in several states, for the samples of its pages.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use redress_domain::calendar::Calendar;
use redress_domain::calendar::london::civil_date;
use redress_domain::case::{
    Acknowledgement, Case, Command, ContactPurpose, Context, Direction, Entry, Event, LoggedCase, NewContact,
    NewFile, PointDraft, Privilege, RefusalProposal, Remedy, ReplySection, ReplyText, Rules, TriageAnswers,
    Wish, decide, evolve, log,
};
use redress_domain::id::{
    ActorId, ContactId, FileId, PersonId, PointId, ProcedureId, RemedyId, ReplyId, ServiceId, UserId, WordsId,
};
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{
    Channel, FileType, Finding, Kind, Priority, RemedyKind, ReplyBy, Role, Scan, SeenBy, SupportNeed,
};
use redress_domain::words::{Digest, FileRef, Words};

use super::acts::{self, Lists, MakePage};
use super::letter::{Block, LetterPage, LetterState};
use super::reply::{self, Approval, Ending, Sending};
use super::timeline::{self, Wanted};
use super::{Agreement, Shown, act, between, code, files, lists, people, summary};
use crate::components::Button;
use crate::form::FormState;
use crate::layout::{Sample, Shell};

mod beyond;
mod known;
mod versions;

const POLICY: &str = include_str!("../../../../policies/demo.toml");

/// A case that is acted on step by step.
struct Story {
    policy: Policy,
    calendar: Calendar,
    texts: BTreeMap<WordsId, String>,
    next: u32,
    case: Option<Case>,
    entries: Vec<Entry>,
    now: Timestamp,
    reader: ActorId,
    agreements: Vec<Agreement>,
}

fn id(number: u32) -> String {
    format!("01932c07-a12b-7f3e-8c58-{number:012}")
}

fn user(number: u32) -> ActorId {
    ActorId::User(UserId::parse(id(number)).expect("a made-up identifier"))
}

const JO: u32 = 900_001;
const SAM: u32 = 900_002;

fn actor(number: u32) -> Actor {
    Actor {
        id: user(number),
        roles: vec![
            Role::Adviser,
            Role::Officer,
            Role::ServiceManager,
            Role::ComplaintsManager,
            Role::Reviewer,
        ],
        services: vec![service()],
    }
}

fn service() -> ServiceId {
    ServiceId::parse("waste").expect("a service of the demo policy")
}

impl Story {
    fn begin() -> Self {
        let policy = Policy::parse(POLICY).expect("the demo policy is sound");
        let calendar = Calendar::for_policy(&policy.calendar);
        let now = date(2026, 11, 2)
            .at(10, 0, 0, 0)
            .in_tz("UTC")
            .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp());
        Self {
            policy,
            calendar,
            texts: BTreeMap::new(),
            next: 1,
            case: None,
            entries: Vec::new(),
            now,
            reader: user(JO),
            agreements: Vec::new(),
        }
    }

    fn fresh(&mut self) -> String {
        self.next += 1;
        id(self.next)
    }

    fn words(&mut self, text: &str) -> Words {
        let id = WordsId::parse(self.fresh()).expect("a made-up identifier");
        self.texts.insert(id.clone(), text.to_owned());
        Words::new(id, [7; 16], text)
    }

    fn point(&mut self, text: &str) -> PointDraft {
        PointDraft {
            id: PointId::parse(self.fresh()).expect("a made-up identifier"),
            words: self.words(text),
        }
    }

    fn today(&self) -> Date {
        civil_date(self.now)
    }

    fn wait(mut self, days: i64) -> Self {
        self.now += SignedDuration::from_hours(24 * days);
        self
    }

    fn push(&mut self, who: &Actor, events: Vec<Event>) {
        for event in events {
            let entry = Entry {
                at: self.now,
                actor: who.id.clone(),
                event,
            };
            self.case = evolve(self.case.take(), &entry);
            self.entries.push(entry);
        }
    }

    fn step(mut self, who: u32, command: impl FnOnce(&mut Self) -> Command) -> Self {
        let command = command(&mut self);
        let who = actor(who);
        let context = Context {
            at: self.now,
            actor: &who,
            rules: Rules {
                policy: &self.policy,
                pinned: &self.policy,
                version: 1,
                calendar: &self.calendar,
            },
        };
        let case = self.case.as_ref().expect("the story has begun");
        let events = decide(case, command, &context).expect("the story is sound");
        self.push(&who, events);
        self
    }

    fn logged() -> Self {
        let mut story = Self::begin();
        let new = LoggedCase {
            reference: Reference::new("WS", 123_456_789),
            kind: Kind::Complaint,
            channel: Channel::Online,
            received_at: story.now,
            raised_by: Role::Customer,
            customer: PersonId::parse(id(800_001)).ok(),
            representative: None,
            service: Some(service()),
            what_happened: story
                .words("Recycling was not collected on 3 dates in a row. The crew said access was blocked."),
            wanted: Some(story.words("Collect the missed bins, and explain how it will not happen again.")),
            wishes: vec![Wish::FixIt, Wish::Explain],
            place: Some(story.words("Mill Lane, Westbridge")),
            effect: Some(story.words("We store 6 bags of recycling in the hall.")),
            also: Some(story.words("What it is about: A problem I have already told you about")),
            happened_on: Some(date(2026, 10, 20)),
            points: Vec::new(),
            reply_by: Some(ReplyBy::Letter),
            support: vec![SupportNeed::LargePrint],
            support_words: None,
            priority: Priority::Standard,
            about: Vec::new(),
            sharing: None,
            ward: None,
        };
        let who = actor(SAM);
        let context = Context {
            at: story.now,
            actor: &who,
            rules: Rules {
                policy: &story.policy,
                pinned: &story.policy,
                version: 1,
                calendar: &story.calendar,
            },
        };
        let events = log(&new, &context).expect("the story is sound");
        story.push(&who, events);
        story
    }

    fn triaged() -> Self {
        Self::logged().step(SAM, |_| {
            Command::Triage(TriageAnswers {
                kind: Kind::Complaint,
                kind_reason: None,
                procedure: ProcedureId::parse("complaint-corporate").expect("a procedure"),
                service: service(),
                team: None,
                owner: UserId::parse(id(JO)).ok(),
                ward: None,
                priority: Priority::Standard,
                about: Vec::new(),
                note: None,
            })
        })
    }

    fn acknowledged() -> Self {
        Self::triaged().wait(1).step(JO, |story| {
            Command::Acknowledge(Acknowledgement {
                new_points: vec![
                    story.point("Recycling was not collected on 6, 13 and 20 October."),
                    story.point("Nobody called back."),
                ],
                wanted: None,
                letter: story.words("Dear Asha Patel\n\nWe have your complaint."),
            })
        })
    }

    fn answered() -> Self {
        Self::acknowledged()
            .step(JO, |story| {
                Command::RecordContact(NewContact {
                    id: ContactId::parse(story.fresh()).expect("a made-up identifier"),
                    direction: Direction::In,
                    channel: Channel::Phone,
                    at: story.now,
                    purpose: ContactPurpose::Information,
                    words: story.words("The gate was open on all three days."),
                })
            })
            .step(JO, |story| Command::AddNote {
                words: story.words("Asked the crew for the vehicle records."),
                privileged: Privilege::Ordinary,
            })
            .finding(
                0,
                Finding::Upheld,
                "The vehicle records show that the crew did not enter Mill Lane.",
            )
            .finding(
                1,
                Finding::NotUpheld,
                "We called on 21 October at 2pm and left a message.",
            )
            .step(JO, |story| {
                Command::PromiseRemedy(Remedy {
                    id: RemedyId::parse(story.fresh()).expect("a made-up identifier"),
                    kind: RemedyKind::Action,
                    words: story.words("Collect the missed recycling from Mill Lane."),
                    owner: UserId::parse(id(JO)).ok(),
                    due_on: Some(date(2026, 11, 11)),
                })
            })
    }

    fn finding(self, place: usize, finding: Finding, reason: &str) -> Self {
        self.step(JO, |story| Command::RecordFinding {
            point: story.point_id(place),
            finding,
            reason: story.words(reason),
        })
    }

    fn point_id(&self, place: usize) -> PointId {
        let points = self.case.iter().flat_map(|case| &case.points);
        let point = points.into_iter().nth(place).map(|point| point.id.clone());
        point.expect("the story has the point")
    }

    fn drafted() -> Self {
        Self::answered().step(JO, |story| {
            Command::DraftReply(ReplyText {
                id: ReplyId::parse(id(700_001)).expect("a made-up identifier"),
                sections: ReplySection::ALL
                    .iter()
                    .map(|section| (*section, story.words("We looked at the vehicle records.")))
                    .collect(),
            })
        })
    }

    fn waiting() -> Self {
        Self::drafted().step(JO, |_| Command::AskForApproval { reply: reply_id() })
    }

    fn sent() -> Self {
        Self::waiting()
            .step(SAM, |_| Command::ApproveReply { reply: reply_id() })
            .step(JO, |story| Command::SendReply {
                reply: reply_id(),
                letter: story.words("Dear Asha Patel\n\nThis is our reply."),
            })
    }

    /// With a file of the customer's and one of staff, and a customer who asked how it is going.
    fn with_files() -> Self {
        Self::acknowledged()
            .step(JO, |story| story.file("The bin.jpg", SeenBy::Everyone))
            .step(JO, |story| story.file("Notes of the crew.pdf", SeenBy::Staff))
            .step(SAM, |story| {
                Command::RecordContact(NewContact {
                    id: ContactId::parse(story.fresh()).expect("a made-up identifier"),
                    direction: Direction::In,
                    channel: Channel::Phone,
                    at: story.now,
                    purpose: ContactPurpose::AskedForUpdate,
                    words: story.words("How is it going?"),
                })
            })
    }

    fn file(&mut self, name: &str, seen_by: SeenBy) -> Command {
        let id = FileId::parse(self.fresh()).expect("a made-up identifier");
        Command::AddFile(NewFile {
            file: FileRef {
                id,
                digest: Digest::of(&[1; 16], name.as_bytes()),
            },
            name: self.words(name),
            kind: FileType::Jpg,
            size: 1_234_567,
            seen_by,
        })
    }

    fn refused() -> Self {
        Self::acknowledged().step(SAM, |story| {
            let code = story
                .policy
                .refusal_reasons
                .iter()
                .find(|reason| !reason.makes_request && reason.late_for.is_none())
                .map(|reason| reason.code.clone());
            Command::ProposeRefusal(RefusalProposal {
                code: code.expect("a reason"),
                evidence: story.words("A letter of 3 May 2024 shows when the customer knew."),
                letter: story.words("You can go to the Local Government and Social Care Ombudsman."),
            })
        })
    }

    /// After the minutes in which a reply can be taken back.
    fn later(mut self) -> Self {
        self.now += SignedDuration::from_mins(10);
        self
    }

    fn closed() -> Self {
        Self::sent().later().step(JO, |story| Command::Close {
            outcome: redress_domain::case::Outcome::Done,
            sentence: story.words("We collected the recycling, and the crew has the key to the gate."),
            lesson: Some(redress_domain::case::LessonAnswer::Lesson(
                story.words("Crews need the keys to locked lanes."),
            )),
        })
    }

    fn read_by(mut self, reader: u32) -> Self {
        self.reader = user(reader);
        self
    }

    fn shown(&self) -> Shown<'_> {
        Shown {
            case: self.case.as_ref().expect("the story has begun"),
            entries: &self.entries,
            version: i64::try_from(self.entries.len()).unwrap_or_default(),
            calendar: &self.calendar,
            today: self.today(),
            now: self.now,
            known: self,
        }
    }
}

fn reply_id() -> ReplyId {
    ReplyId::parse(id(700_001)).expect("a made-up identifier")
}

fn shell() -> Shell {
    Shell::staff_sample()
}

/// The sections of the case page.
pub(super) fn sections() -> Vec<Sample> {
    let answered = Story::answered();
    let drafted = Story::drafted();
    let refused = Story::refused();
    let late = Story::acknowledged().wait(30);
    let (new, sent, closed) = (Story::logged(), Story::sent(), Story::closed());
    let letter = lists::Sent {
        what: "Acknowledgement".to_owned(),
        href: answered.shown().at("letters/1"),
        at: answered.now,
        state: "Shown online".to_owned(),
    };
    let with_files = Story::with_files();
    let summary = |name: &str, story: &Story| Sample::of(name, &summary::page(shell(), &story.shown()));
    vec![
        summary("case summary of a new case", &new),
        summary("case summary", &answered),
        summary("case summary overdue", &late),
        summary("case summary with a refusal waiting", &refused),
        summary("case summary when the reply can be undone", &sent),
        summary("case summary when closed", &closed),
        Sample::of(
            "case timeline",
            &timeline::page(shell(), &closed.shown(), Wanted::All, None),
        ),
        Sample::of(
            "case timeline of contact",
            &timeline::page(shell(), &closed.shown(), Wanted::Contact, Some(3)),
        ),
        Sample::of(
            "case timeline without an event",
            &timeline::page(shell(), &new.shown(), Wanted::Decisions, None),
        ),
        Sample::of(
            "case messages",
            &lists::messages(shell(), &answered.shown(), &[letter]),
        ),
        Sample::of(
            "case messages when there are none",
            &lists::messages(shell(), &new.shown(), &[]),
        ),
        Sample::of("case points", &lists::points(shell(), &answered.shown())),
        Sample::of(
            "case points when there are none",
            &lists::points(shell(), &new.shown()),
        ),
        Sample::of("case replies", &lists::replies(shell(), &drafted.shown())),
        Sample::of("case replies when sent", &lists::replies(shell(), &sent.shown())),
        Sample::of("case actions", &lists::actions(shell(), &answered.shown())),
        summary("case summary when an update was asked for", &with_files),
        Sample::of(
            "case files",
            &files::page(shell(), &with_files.shown(), &|added| {
                Scan::ALL
                    .get(usize::from(added.seen_by == SeenBy::Staff) + 1)
                    .copied()
            }),
        ),
        Sample::of(
            "case files when there are none",
            &files::page(shell(), &new.shown(), &|_| None),
        ),
        Sample::of("case people", &people::page(shell(), &answered.shown())),
        Sample::of(
            "case corrections",
            &super::correction::sample(shell(), &answered.shown()),
        ),
        Sample::of(
            "case people when there are many",
            &people::page(shell(), &beyond::with_people().shown()),
        ),
        Sample::of(
            "case links",
            &between::page(shell(), &answered.shown(), &learned()),
        ),
    ]
}

fn learned() -> between::LessonsHere {
    between::LessonsHere {
        drawn: vec![between::Learned {
            learned: "Rounds that cannot be finished are not reported.".to_owned(),
            href: "/staff/lessons/1".to_owned(),
            stage: redress_domain::lesson::LessonStage::Act,
        }],
        record: Some("/staff/lessons/new?case=WS-4K7P-29QX".to_owned()),
    }
}

fn line(value: &str, text: &str) -> acts::Line {
    (value.to_owned(), text.to_owned())
}

fn choices(story: &Story) -> Lists {
    Lists {
        avoidable: vec![
            redress_domain::case::Avoidable::Chasing,
            redress_domain::case::Avoidable::Unclear,
        ],
        teams: vec![line("waste-crews", "Waste and recycling")],
        services: vec![line("waste", "Bins and recycling")],
        users: vec![line(&id(JO), "Jo Martin")],
        staff: vec![line(&id(JO), "Jo Martin"), line(&id(SAM), "Sam Okafor")],
        workers: vec![line(&id(JO), "Jo Martin")],
        reviewers: vec![line(&id(SAM), "Sam Okafor")],
        advisers: vec![line(&id(SAM), "Sam Okafor")],
        partners: vec![line("severn-water", "Severn Water")],
        councils: vec![line("eastshire", "Eastshire Council")],
        procedures: vec![line("complaint-corporate", "Complaint")],
        reasons: vec![line("out-of-time", "Known for more than 12 months")],
        furthest: Some(date(2026, 11, 30)),
        agreed_by: Some(Role::ComplaintsManager),
        which: story
            .case
            .as_ref()
            .and_then(|case| case.points.first())
            .map(|point| point.id.to_string()),
        same: Vec::new(),
    }
}

/// The pages of the acts, each empty, and one with everything wrong.
pub(super) fn acts() -> Vec<Sample> {
    let story = Story::answered();
    let pages: [(&str, MakePage); 44] = [
        ("acknowledge", acts::acknowledge),
        ("record a contact", acts::contact),
        ("add a note", acts::note),
        ("record time", acts::time),
        ("add a point", acts::add_point),
        ("record a finding", acts::finding),
        ("change an action", acts::action),
        ("action delivered", acts::delivered),
        ("action cannot be delivered", acts::cannot_deliver),
        ("more time", acts::more_time),
        ("agree to more time", acts::agree_more_time),
        ("reassign", acts::reassign),
        ("transfer", acts::transfer),
        ("send to another council", super::council::send),
        ("not for us", super::council::not_for_us),
        ("change kind", acts::change_kind),
        ("refuse", acts::refuse),
        ("decide on a refusal when there is none", acts::decide_refusal),
        ("withdraw", acts::withdraw),
        ("close", acts::close),
        ("reopen", acts::reopen),
        ("link", acts::link),
        ("consent", people::consent),
        ("add a person", people::add),
        ("take a person off", people::end),
        ("send letters to", people::letters),
        ("agree an adjustment", people::adjustment),
        ("review an adjustment", people::review),
        ("raise a concern", people::concern),
        ("who was told of a concern", people::concern_told),
        ("in the records twice", people::same),
        ("merge", between::merge),
        ("unmerge", between::unmerge),
        ("unlink", between::unlink),
        ("say who it is about", super::subject::say),
        ("accept although late", super::subject::take_late),
        ("ask for advice", super::early::ask),
        ("give advice", super::early::give),
        ("offer a talk", super::early::offer),
        ("answer to a talk", super::early::answer),
        ("talk held", super::early::held),
        ("record a move", people::moves),
        ("correct details", super::correction::form),
        ("acknowledge again", acts::acknowledge),
    ];
    let empty = FormState::new();
    let lists = choices(&story);
    let mut samples: Vec<Sample> = pages
        .iter()
        .map(|(name, page)| {
            let page = page(shell(), &story.shown(), &empty, &lists);
            Sample::of(&format!("case: {name}"), &page)
        })
        .collect();
    samples.extend(special(&lists));
    samples.extend(codes(&story));
    samples.extend(beyond::of_stage_2(&lists));
    samples.extend(beyond::of_the_ombudsman(&lists));
    samples.extend(beyond::of_people(&lists));
    samples
}

fn codes(story: &Story) -> [Sample; 3] {
    let whose = |name: &str, ways: &[Channel]| code::Whose {
        id: name.to_lowercase(),
        name: name.to_owned(),
        ways: ways.to_vec(),
    };
    let asha = whose("Asha Patel", &[Channel::Phone, Channel::Letter, Channel::Text]);
    let sam = whose("Sam Okafor", &[Channel::Phone]);
    let wrong = FormState::new()
        .with("way", "phone")
        .with_error("said_name", "These do not both match what is on file");
    let give = |people: &[code::Whose], form: &FormState| code::give(shell(), &story.shown(), form, people);
    [
        Sample::of("case: give a code", &give(std::slice::from_ref(&asha), &wrong)),
        Sample::of(
            "case: give a code to one of two",
            &give(&[sam, asha.clone()], &FormState::new()),
        ),
        Sample::of("case: give a code to nobody", &give(&[], &FormState::new())),
    ]
}

fn special(lists: &Lists) -> Vec<Sample> {
    let story = Story::answered();
    let with_letter = FormState::new()
        .with("letter", "Dear Asha")
        .with_error("to", "New reply date must be on or before 30 November 2026")
        .with_error(act::WHOLE_FORM, "No reply is due on this case");
    let more_time = acts::more_time(shell(), &story.shown(), &with_letter, lists);
    let since: Vec<Entry> = story.entries.iter().rev().take(2).cloned().collect();
    let conflict = shell().alert(act::changed_since(&since, &story));
    let note = acts::note(
        conflict,
        &story.shown(),
        &FormState::new().with("words", "Kept"),
        lists,
    );
    let (proposed, other) = (Story::refused(), Story::refused().read_by(SAM));
    let empty = FormState::new();
    let decide = |story: &Story| acts::decide_refusal(shell(), &story.shown(), &empty, lists);
    let (drafted, answered, waiting) = (Story::drafted(), Story::answered(), Story::waiting());
    let editor =
        |story: &Story, ending| reply::editor(shell(), &story.shown(), &empty, &versions::writing(ending));
    let by_other = Story::waiting().read_by(SAM);
    let approve = |story: &Story| {
        let approval = Approval {
            letter: vec![Block::Paragraph(vec!["Dear Asha Patel".to_owned()])],
            sending: Sending::Permitted,
            remarks: Vec::new(),
            since: Some(versions::compared()),
        };
        reply::approve(shell(), &story.shown(), &empty, &approval)
    };
    vec![
        Sample::of("case: more time with a letter and errors", &more_time),
        Sample::of("case: note after somebody else acted", &note),
        Sample::of("case: decide on a refusal", &decide(&proposed)),
        Sample::of("case: decide on one's own refusal", &decide(&other)),
        Sample::of("case: write reply", &editor(&answered, Ending::AskForApproval)),
        Sample::of("case: write reply that may go", &editor(&drafted, Ending::Send)),
        Sample::of(
            "case: write reply that waits",
            &editor(&waiting, Ending::AskForApproval),
        ),
        Sample::of("case: approve", &approve(&by_other)),
        Sample::of("case: approve one's own", &approve(&waiting)),
        Sample::of("case: versions of a reply", &versions::page(&waiting)),
        Sample::of("case: approve what does not wait", &approve(&drafted)),
    ]
}

/// Letters to read and print.
pub(super) fn letters() -> Vec<Sample> {
    let story = Story::sent();
    let blocks = vec![
        Block::Paragraph(vec!["Dear Asha Patel".to_owned()]),
        Block::Heading("What we found".to_owned()),
        Block::List(vec!["The crew did not enter Mill Lane.".to_owned()]),
        Block::Quote(vec!["The bins were missed.".to_owned(), "Twice.".to_owned()]),
    ];
    let given_up = LetterState::Said("This did not reach the customer: 550 no such mailbox.".to_owned());
    let letter = |state| LetterPage::new(shell(), &story.shown(), ("Stage 1 reply", state), blocks.clone());
    let by_hand = Button::secondary("I gave it to the customer in another way");
    vec![
        Sample::of("letter draft", &letter(LetterState::Draft)),
        Sample::of("letter that can be undone", &letter(LetterState::From(story.now))),
        Sample::of("letter as sent", &letter(LetterState::Sent(story.now))),
        Sample::of(
            "letter that did not arrive",
            &letter(given_up)
                .button(Button::new("Try again").name("turn").value("again"))
                .button(by_hand.name("turn").value("by-hand")),
        ),
    ]
}
