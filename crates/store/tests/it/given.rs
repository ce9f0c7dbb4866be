//! Made-up acts, to test with.

use jiff::Timestamp;
use jiff::civil::date;
use redress_domain::id::{ActorId, CaseId, CouncilId, PersonId, ProcedureId, ServiceId, UserId, WordsId};
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};
use redress_domain::words::{Digest, Words};
use redress_store::case::CaseRow;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::person::PersonRow;
use redress_store::stream::StreamId;

/// A council.
pub(crate) fn council() -> CouncilId {
    CouncilId::parse("lancaster").unwrap()
}

/// The identifier with this number.
pub(crate) fn uuid(number: u32) -> String {
    format!("01932c07-a12b-7f3e-8c58-{number:012x}")
}

pub(crate) fn case_id(number: u32) -> CaseId {
    CaseId::parse(uuid(number)).unwrap()
}

pub(crate) fn user(number: u32) -> UserId {
    UserId::parse(uuid(number)).unwrap()
}

pub(crate) fn person_id(number: u32) -> PersonId {
    PersonId::parse(uuid(1_000_000 + number)).unwrap()
}

pub(crate) fn words_id(number: u32) -> WordsId {
    WordsId::parse(uuid(2_000_000 + number)).unwrap()
}

pub(crate) fn service(name: &str) -> ServiceId {
    ServiceId::parse(name).unwrap()
}

/// A moment, so many seconds into a morning.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_767_600_000 + seconds).unwrap()
}

pub(crate) fn event(kind: &'static str) -> NewEvent {
    NewEvent {
        kind,
        body: format!("{{\"kind\":\"{kind}\"}}"),
        salt: [7; 16],
    }
}

pub(crate) fn nothing(seconds: i64) -> Changes {
    Changes::new(council(), ActorId::User(user(1)), at(seconds))
}

/// One act on a case that was seen at a version.
pub(crate) fn act(case: u32, expected: i64, kinds: &[&'static str]) -> Changes {
    let mut changes = nothing(expected * 60 + i64::from(case));
    let events = kinds.iter().map(|kind| event(kind)).collect();
    changes.appends.push(Append {
        stream: StreamId::case(&case_id(case)),
        expected,
        events,
    });
    changes
}

pub(crate) fn person(number: u32, name: &str) -> PersonRow {
    PersonRow {
        person_id: person_id(number),
        name: name.to_owned(),
        email: Some(format!("person{number}@example.org")),
        phone: Some(format!("01632 960{number:03}")),
        address: Some("1 Made-up Lane\nLancaster".to_owned()),
        postcode: Some("LA1 1AA".to_owned()),
        reply_by: Some(ReplyBy::Email),
        salt: [3; 16],
        digest: Digest::from_stored(String::new()),
    }
    .with_digest()
}

/// An open complaint, received at its number.
pub(crate) fn case_row(number: u32) -> CaseRow {
    CaseRow {
        case_id: case_id(number),
        version: 1,
        reference: format!("LCC-{number:04}"),
        kind: Kind::Complaint,
        procedure: ProcedureId::parse("complaint-corporate").unwrap(),
        policy_version: 1,
        stage: 1,
        status: "in-hand".to_owned(),
        priority: Priority::Standard,
        service: Some(service("waste")),
        team: None,
        owner: None,
        customer: None,
        summary_words: None,
        channel: Channel::Phone,
        raised_by_role: Role::Customer,
        logged_by: ActorId::User(user(1)),
        received_on: date(2026, 1, 5),
        received_at: at(i64::from(number)),
        triaged: false,
        acknowledged_on: None,
        acknowledge_due_on: None,
        first_answered_on: None,
        reply_due_on: None,
        replied_on: None,
        due_on: Some(date(2026, 1, 19)),
        due_what: None,
        extended: false,
        settled_at_first_contact: false,
        awaiting_approval: false,
        author_of_reply: None,
        outcome: None,
        closed: false,
        closed_on: None,
        last_word_on: None,
        updated_at: at(i64::from(number)),
        ward: None,
        touched_at: at(i64::from(number)),
        follow_up_until: None,
    }
}

/// A case with everything that belongs to it: a customer, words that its event names, and its row.
pub(crate) fn opened(number: u32) -> Changes {
    let mut changes = nothing(i64::from(number));
    let stream = StreamId::case(&case_id(number));
    let words = Words::new(
        words_id(number),
        [9; 16],
        &format!("The bin number {number} was left behind."),
    );
    let customer = person(number, &format!("Alex Example{number}"));
    let body = format!(
        "{{\"summary\":{{\"id\":\"{}\",\"digest\":\"{}\"}},\"customer\":{{\"id\":\"{}\",\"digest\":\"{}\"}}}}",
        words.id,
        words.reference().digest.as_str(),
        customer.person_id,
        customer.digest.as_str()
    );
    let mut row = case_row(number);
    row.customer = Some(customer.person_id.clone());
    row.summary_words = Some(words.id.clone());
    let events = vec![NewEvent {
        kind: "opened",
        body,
        salt: [5; 16],
    }];
    changes.appends.push(Append {
        stream: stream.clone(),
        expected: 0,
        events,
    });
    changes.words.push(NewWords {
        stream,
        purpose: "summary",
        words,
    });
    changes.persons.push(customer);
    changes.rows.push(ReadModel::Case(Box::new(row)));
    changes
}
