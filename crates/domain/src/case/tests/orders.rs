//! Orders with everything in them that they need, to be changed by a test in the part it is about.

use super::council::{procedure, service, team};
use super::harness::{Step, date, moment, on};
use super::people::{adviser, asha, complaints_manager, customer, manager, person, rhian, user, uuid};
use crate::case::{
    Acknowledgement, Agreed, AskForStage2, Command, ContactPurpose, Direction, EnquiryStep, Extension,
    ExtensionReason, FirstContactSettlement, LessonAnswer, LinkTo, LoggedCase, NewContact, NewEnquiry,
    NewFile, NewReviewer, NoPart, Outcome, PointDraft, RefusalProposal, Relation, Remedy, ReplySection,
    ReplyText, ReturnOrder, ReviewView, TakenBack, ToldHow, TriageAnswers,
};
use crate::id::{CaseId, ContactId, FileId, PointId, RemedyId, ReplyId, WordsId};
use crate::reference::Reference;
use crate::vocabulary::{Channel, FileType, Finding, Kind, Ombudsman, Priority, RemedyKind, Role, SeenBy};
use crate::words::{Digest, FileRef, Words};

/// A letter of more time that says by when the reply comes, and where the customer can go.
pub(super) fn more_time(to: &str) -> String {
    let to = crate::language::Language::English.long_date(date(to));
    format!("We will now reply by {to}. {OMBUDSMAN}")
}

/// A letter that says where the customer can go.
pub(super) const OMBUDSMAN: &str = "You can take this to the Local Government and Social Care Ombudsman, or about your home to the Housing Ombudsman.";

/// A text, whose identifier is the same for the same text.
pub(super) fn words(text: &str) -> Words {
    let sum = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let number = text.bytes().fold(0xcbf2_9ce4_8422_2325, sum) >> 16;
    Words::new(WordsId::parse(uuid(number)).unwrap(), [7; 16], text)
}

pub(super) fn case_id(number: u64) -> CaseId {
    CaseId::parse(uuid(number)).unwrap()
}

pub(super) fn point_id(number: u64) -> PointId {
    PointId::parse(uuid(number)).unwrap()
}

pub(super) fn remedy_id(number: u64) -> RemedyId {
    RemedyId::parse(uuid(number)).unwrap()
}

pub(super) fn reply_id() -> ReplyId {
    ReplyId::parse(uuid(400)).unwrap()
}

/// A case of that kind about waste, received at that moment.
pub(super) fn a(kind: Kind, received: &str) -> LoggedCase {
    LoggedCase {
        reference: Reference::new("WS", 29),
        kind,
        channel: Channel::Online,
        received_at: moment(received),
        raised_by: Role::Customer,
        customer: Some(person(100)),
        representative: None,
        service: Some(service("waste")),
        what_happened: words("The bin was not emptied, again."),
        wanted: Some(words("Empty it.")),
        wishes: Vec::new(),
        place: None,
        effect: None,
        also: None,
        happened_on: None,
        points: Vec::new(),
        reply_by: None,
        support: Vec::new(),
        support_words: None,
        priority: Priority::Standard,
        about: Vec::new(),
        sharing: None,
        ward: None,
    }
}

pub(super) fn triage_as(kind: Kind, procedure_name: &str) -> TriageAnswers {
    TriageAnswers {
        kind,
        kind_reason: None,
        procedure: procedure(procedure_name),
        service: service("waste"),
        team: None,
        owner: Some(user(1)),
        priority: Priority::Standard,
        ward: None,
        about: Vec::new(),
        note: None,
    }
}

pub(super) fn change_kind(kind: Kind, procedure_name: &str, counts_from: &str) -> Command {
    Command::ChangeKind {
        kind,
        procedure: procedure(procedure_name),
        reason: words("It is another thing than it seemed."),
        counts_from: date(counts_from),
    }
}

pub(super) fn assign(team_name: &str, owner: Option<u64>, reason: Option<&str>) -> Command {
    Command::Assign {
        team: team(team_name),
        owner: owner.map(user),
        reason: reason.map(words),
    }
}

pub(super) fn point(number: u64) -> PointDraft {
    PointDraft {
        id: point_id(number),
        words: words("The bin at number 4 was missed three times."),
    }
}

pub(super) fn acknowledge() -> Command {
    acknowledge_points(vec![point(1)])
}

pub(super) fn acknowledge_points(new_points: Vec<PointDraft>) -> Command {
    Command::Acknowledge(Acknowledgement {
        new_points,
        wanted: None,
        letter: words("This is how we understand it."),
    })
}

pub(super) fn contact(direction: Direction, purpose: ContactPurpose, at: &str) -> NewContact {
    NewContact {
        id: ContactId::parse(uuid(300)).unwrap(),
        direction,
        channel: Channel::Phone,
        at: moment(at),
        purpose,
        words: words("We spoke about the bin."),
    }
}

pub(super) fn word_sent(at: &str) -> Command {
    Command::RecordContact(contact(Direction::Out, ContactPurpose::UpdateGiven, at))
}

pub(super) fn word_came(at: &str) -> Command {
    Command::RecordContact(contact(Direction::In, ContactPurpose::Information, at))
}

/// What a customer writes on the track page.
pub(super) fn word_came_online(at: &str) -> Command {
    Command::RecordContact(NewContact {
        channel: Channel::Online,
        ..contact(Direction::In, ContactPurpose::Information, at)
    })
}

/// A file that the store holds already.
pub(super) fn a_file(number: u64, seen_by: SeenBy) -> NewFile {
    let id = FileId::parse(uuid(3_000 + number)).unwrap();
    NewFile {
        file: FileRef {
            id,
            digest: Digest::of(&[1; 16], b"a picture"),
        },
        name: words("picture of the bin.jpg"),
        kind: FileType::Jpg,
        size: 9,
        seen_by,
    }
}

pub(super) fn find(number: u64, finding: Finding) -> Command {
    Command::RecordFinding {
        point: point_id(number),
        finding,
        reason: words("The crew's log shows no visit."),
    }
}

pub(super) fn remedy() -> Remedy {
    Remedy {
        id: remedy_id(1),
        kind: RemedyKind::Action,
        words: words("The bin is emptied on Friday."),
        owner: Some(user(1)),
        due_on: Some(date("2026-01-30")),
    }
}

pub(super) fn extend_to(to: &str) -> Command {
    Command::Extend(Extension {
        to: date(to),
        reason: ExtensionReason::WaitingForOthers,
        because: words("The contractor has not answered."),
        letter: words(&more_time(to)),
    })
}

pub(super) fn agree_to(until: &str) -> Command {
    Command::AgreeLongExtension {
        until: date(until),
        because: words("The contractor's office was flooded."),
    }
}

/// A reply with every part that it must have.
pub(super) fn whole_reply() -> ReplyText {
    let required = ReplySection::ALL.iter().filter(|section| section.is_required());
    ReplyText {
        id: reply_id(),
        sections: required
            .map(|section| (*section, words(&format!("What is said of it: {section}."))))
            .collect(),
    }
}

pub(super) fn draft() -> Command {
    Command::DraftReply(whole_reply())
}

pub(super) fn ask_for_approval() -> Command {
    Command::AskForApproval { reply: reply_id() }
}

pub(super) fn approve() -> Command {
    Command::ApproveReply { reply: reply_id() }
}

pub(super) fn send_back() -> Command {
    Command::SendBackReply {
        reply: reply_id(),
        what_to_change: words("Say sorry first."),
    }
}

pub(super) fn send() -> Command {
    Command::SendReply {
        reply: reply_id(),
        letter: words("Dear customer, this is our reply."),
    }
}

pub(super) fn undo() -> Command {
    Command::UndoSend { reply: reply_id() }
}

pub(super) fn settle(agreed: Agreed) -> Command {
    Command::SettleAtFirstContact(FirstContactSettlement {
        what_was_done: words("The crew went back the same hour."),
        agreed,
        told_how_to_complain: ToldHow::Told,
    })
}

pub(super) fn proposal() -> RefusalProposal {
    RefusalProposal {
        code: super::council::reason_code("out-of-time"),
        evidence: words("It happened in 2019."),
        letter: words(OMBUDSMAN),
    }
}

pub(super) fn propose_refusal() -> Command {
    Command::ProposeRefusal(proposal())
}

pub(super) fn close(outcome: Outcome) -> Command {
    Command::Close {
        outcome,
        sentence: words("The bin was emptied."),
        lesson: Some(LessonAnswer::NoneBecause(words("It was one wrong turn."))),
    }
}

pub(super) fn withdraw() -> Command {
    Command::Withdraw {
        reason: Some(words("It was emptied after all.")),
    }
}

pub(super) fn reopen() -> Command {
    Command::Reopen {
        reason: words("It was missed again."),
    }
}

pub(super) fn link(relation: Relation) -> Command {
    Command::Link(LinkTo {
        from: case_id(500),
        case: case_id(501),
        relation,
    })
}

pub(super) fn ask_for_stage_2(channel: Channel, on: &str) -> Command {
    Command::AskForStage2(AskForStage2 {
        channel,
        on: date(on),
        reasons: None,
    })
}

pub(super) fn reviewer(number: u64) -> NewReviewer {
    NewReviewer {
        reviewer: user(number),
        no_part: NoPart::Declared,
        roles: vec![Role::Reviewer],
    }
}

/// Accepts a request, with that person as the reviewer.
pub(super) fn accept_stage_2(number: u64) -> Command {
    Command::AcceptStage2 {
        reviewer: reviewer(number),
        discretion: None,
    }
}

pub(super) fn name_reviewer(number: u64, reason: Option<&str>) -> Command {
    Command::NameReviewer {
        reviewer: reviewer(number),
        reason: reason.map(words),
    }
}

pub(super) fn declare_conflict() -> Command {
    Command::DeclareConflict {
        reason: words("The crew's foreman is my brother."),
    }
}

pub(super) fn review(number: u64, view: ReviewView) -> Command {
    Command::ReviewPoint {
        point: point_id(number),
        view,
        finding: (view == ReviewView::Change).then_some(Finding::PartlyUpheld),
        reason: words("The log has a visit on the second day."),
    }
}

pub(super) fn tell_why(on: &str) -> Command {
    Command::RecordContact(contact(Direction::Out, ContactPurpose::ReturnExplained, on))
}

pub(super) fn send_to_stage_1(officer: u64, due_on: &str) -> Command {
    Command::ReturnToStage1(ReturnOrder {
        officer: user(officer),
        tasks: words("Ask the crew about the second day."),
        due_on: date(due_on),
        roles: vec![Role::Officer],
        services: vec![service("waste")],
    })
}

pub(super) fn agree_return() -> Command {
    Command::AgreeReturn {
        because: words("The crew's log came to light."),
    }
}

pub(super) fn finish_return() -> Command {
    Command::FinishReturn {
        words: words("The crew was there on the second day."),
    }
}

/// A whole reply of stage 2.
pub(super) fn draft_of_stage_2() -> Command {
    Command::DraftReply(ReplyText {
        id: reply_id_of_stage_2(),
        ..whole_reply()
    })
}

pub(super) fn reply_id_of_stage_2() -> ReplyId {
    ReplyId::parse(uuid(402)).unwrap()
}

pub(super) fn additional_reply_id() -> ReplyId {
    ReplyId::parse(uuid(990_002)).unwrap()
}

pub(super) fn enquiry(received_on: &str) -> NewEnquiry {
    NewEnquiry {
        ombudsman: Ombudsman::Lgsco,
        reference: words("26 000 123"),
        received_on: date(received_on),
        questions: Some(words("Why was the bin missed three times?")),
        documents_due_on: None,
        step: EnquiryStep::Enquiry,
    }
}

pub(super) fn record_enquiry(received_on: &str) -> Command {
    Command::RecordEnquiry(enquiry(received_on))
}

pub(super) fn final_decision(decided_on: &str) -> Command {
    Command::RecordFinalDecision {
        words: words("Fault, and injustice."),
        decided_on: date(decided_on),
    }
}

pub(super) fn take_back(on: &str) -> Command {
    Command::TakeBack(TakenBack {
        ombudsman: Ombudsman::Lgsco,
        reference: words("26 000 124"),
        on: date(on),
        words: words("The council has not had the chance to answer."),
    })
}

// What has happened when a test begins.

pub(super) fn logged(kind: Kind) -> [Step; 1] {
    [on("2026-01-05", customer(), a(kind, "2026-01-05"))]
}

/// A request that Asha has.
pub(super) fn request_in_hand() -> [Step; 2] {
    let [logged] = logged(Kind::ServiceRequest);
    let triaged = Command::Triage(triage_as(Kind::ServiceRequest, "service-request"));
    [logged, on("2026-01-05T14:00", adviser(), triaged)]
}

/// A complaint of Monday 5 January that Asha has.
pub(super) fn complaint_in_hand() -> [Step; 2] {
    let [logged] = logged(Kind::Complaint);
    let triaged = Command::Triage(triage_as(Kind::Complaint, "complaint-corporate"));
    [logged, on("2026-01-05T14:00", adviser(), triaged)]
}

/// The same, acknowledged with one point on Wednesday 7 January.
pub(super) fn complaint_acknowledged() -> [Step; 3] {
    let [logged, triaged] = complaint_in_hand();
    [logged, triaged, on("2026-01-07", asha(), acknowledge())]
}

/// The same, with a finding and a whole reply by Asha, who asks for approval on 15 January.
pub(super) fn reply_waits() -> Vec<Step> {
    let mut steps = Vec::from(complaint_acknowledged());
    steps.push(on("2026-01-14", asha(), find(1, Finding::Upheld)));
    steps.push(on("2026-01-14", asha(), draft()));
    steps.push(on("2026-01-15", asha(), ask_for_approval()));
    steps
}

/// The same, approved by the manager on 16 January.
pub(super) fn reply_approved() -> Vec<Step> {
    let mut steps = reply_waits();
    steps.push(on("2026-01-16", manager(), approve()));
    steps
}

/// The same, sent by Asha at noon on 19 January.
pub(super) fn reply_sent() -> Vec<Step> {
    let mut steps = reply_approved();
    steps.push(on("2026-01-19", asha(), send()));
    steps
}

/// The same, closed on 20 January.
pub(super) fn complaint_closed() -> Vec<Step> {
    let mut steps = reply_sent();
    steps.push(on("2026-01-20", asha(), close(Outcome::Done)));
    steps
}

/// The same, and the customer asks for stage 2 on Wednesday 21 January.
pub(super) fn stage_2_asked() -> Vec<Step> {
    let mut steps = complaint_closed();
    let asked = ask_for_stage_2(Channel::Online, "2026-01-21");
    steps.push(on("2026-01-21", customer(), asked));
    steps
}

/// The same, accepted the next day, with Rhian as the reviewer.
pub(super) fn stage_2_accepted() -> Vec<Step> {
    let mut steps = stage_2_asked();
    steps.push(on("2026-01-22", complaints_manager(), accept_stage_2(10)));
    steps
}

/// The same, acknowledged on Friday 23 January; its reply is due on 20 February.
pub(super) fn stage_2_acknowledged() -> Vec<Step> {
    let mut steps = stage_2_accepted();
    steps.push(on("2026-01-23", rhian(), acknowledge_points(Vec::new())));
    steps
}

/// The same, and the reply of stage 2 is sent on 9 February.
pub(super) fn stage_2_replied() -> Vec<Step> {
    let reply = reply_id_of_stage_2;
    let mut steps = stage_2_acknowledged();
    let ask = Command::AskForApproval { reply: reply() };
    let approve = Command::ApproveReply { reply: reply() };
    let send = Command::SendReply {
        reply: reply(),
        letter: words("Dear customer, this is our reply of stage 2."),
    };
    steps.push(on("2026-02-05", rhian(), review(1, ReviewView::Change)));
    steps.push(on("2026-02-05", rhian(), draft_of_stage_2()));
    steps.push(on("2026-02-06", rhian(), ask));
    steps.push(on("2026-02-06", complaints_manager(), approve));
    steps.push(on("2026-02-09", rhian(), send));
    steps
}
