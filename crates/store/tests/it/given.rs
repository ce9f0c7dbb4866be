//! Made-up acts, to test with.

use jiff::Timestamp;
use jiff::civil::date;
use redress_domain::id::{
    ActorId, CaseId, CouncilId, FileId, PersonId, ProcedureId, ServiceId, UserId, WordsId,
};
use redress_domain::vocabulary::{Channel, FileType, Kind, Priority, ReplyBy, Role, Scan};
use redress_domain::words::{Digest, Words};
use redress_store::Store;
use redress_store::case::CaseRow;
use redress_store::changes::{Append, Changes, NewEvent, NewWords, ReadModel};
use redress_store::file::FileRow;
use redress_store::person::PersonRow;
use redress_store::policy_version::PolicyRow;
use redress_store::stream::StreamId;
use redress_store::user::UserRow;

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
        called: None,
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
        ready_to_send: false,
        about: None,
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
        "{{\"summary\":{{\"id\":\"{}\",\"digest\":\"{}\"}},\"customer\":\"{}\"}}",
        words.id,
        words.reference().digest.as_str(),
        customer.person_id
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

pub(crate) fn file_id(number: u32) -> FileId {
    FileId::parse(uuid(3_000_000 + number)).unwrap()
}

/// The content of a file of a few parts, of every byte there is.
pub(crate) fn content() -> Vec<u8> {
    (0..600_000_u32)
        .map(|number| u8::try_from(number % 251).unwrap())
        .collect()
}

/// A file that waits in a draft.
pub(crate) fn file(number: u32) -> FileRow {
    let content = content();
    FileRow {
        file_id: file_id(number),
        stream: None,
        draft: Some("draft".to_owned()),
        expires_at: Some(at(100)),
        kind: FileType::Jpg,
        size: i64::try_from(content.len()).unwrap(),
        salt: [8; 16],
        digest: Digest::of(&[8; 16], &content),
        scan: Scan::NotScanned,
        whole: false,
        added_at: at(i64::from(number)),
    }
}

/// Puts a file into its draft.
pub(crate) async fn put_file(store: &Store, file: &FileRow) {
    store.begin_file(&council(), file).await.unwrap();
    for (part, number) in content().chunks(redress_store::file::PART).zip(0..) {
        store
            .put_part(&council(), (&file.file_id, number), part.to_vec())
            .await
            .unwrap();
    }
    store.finish_file(&council(), &file.file_id).await.unwrap();
}

/// A case that was opened with a file that waited in a draft.
pub(crate) fn opened_with_file(number: u32) -> Changes {
    let mut changes = registered(number);
    let stream = StreamId::case(&case_id(number));
    let file = file(number);
    let body = format!(
        "{{\"file\":{{\"id\":\"{}\",\"digest\":\"{}\"}},\"size\":{}}}",
        file.file_id,
        file.digest.as_str(),
        file.size
    );
    changes.appends[0].events.push(NewEvent {
        kind: "file-added",
        body,
        salt: [6; 16],
    });
    changes.files.push((stream, file.file_id));
    changes
}

/// The same, with the event that says what the customer's details are.
pub(crate) fn registered(number: u32) -> Changes {
    let mut changes = opened(number);
    let digest = changes.persons[0].digest.clone();
    let body = format!("{{\"event\":\"registered\",\"details\":\"{}\"}}", digest.as_str());
    changes.appends.push(Append {
        stream: StreamId::customer(&person_id(number)),
        expected: 0,
        events: vec![NewEvent {
            kind: "registered",
            body,
            salt: [6; 16],
        }],
    });
    changes
}

/// A version of the policy, adopted as the program does it.
pub(crate) fn adopted(version: i64) -> Changes {
    let mut changes = nothing(version);
    let (source, starts_on) = (format!("# version {version}"), date(2026, 1, 5));
    let digest = Digest::of(&[0; 16], source.as_bytes());
    let body = format!(
        "{{\"event\":\"policy-adopted\",\"version\":{version},\"starts_on\":\"{starts_on}\",\"digest\":\"{}\"}}",
        digest.as_str()
    );
    changes.appends.push(Append {
        stream: StreamId::policy(),
        expected: version - 1,
        events: vec![NewEvent {
            kind: "policy-adopted",
            body,
            salt: [8; 16],
        }],
    });
    changes.rows.push(ReadModel::PolicyVersion(Box::new(PolicyRow {
        version,
        source,
        starts_on,
        adopted_at: at(version),
    })));
    changes
}

/// Somebody who can sign in, added as the program does it.
pub(crate) fn user_set(number: u32) -> Changes {
    let mut changes = nothing(0);
    let (roles, teams, services) = ("[\"adviser\"]", "[\"contact\"]", "[\"waste\"]");
    let body = format!(
        "{{\"event\":\"user-set\",\"roles\":{roles},\"teams\":{teams},\"services\":{services},\"active\":true}}"
    );
    changes.appends.push(Append {
        stream: StreamId::user(&user(number)),
        expected: 0,
        events: vec![NewEvent {
            kind: "user-set",
            body,
            salt: [4; 16],
        }],
    });
    changes.rows.push(ReadModel::User(Box::new(UserRow {
        user_id: user(number),
        email: format!("user{number}@example.org"),
        name: format!("User Example{number}"),
        password_hash: None,
        roles: roles.to_owned(),
        teams: teams.to_owned(),
        services: services.to_owned(),
        wards: "[]".to_owned(),
        ends_on: None,
        last_sign_in_at: None,
        partner: None,
        emergency: false,
        active: true,
        updated_at: at(0),
    })));
    changes
}
