//! The people on a case: who may speak, who has the letters, and concerns for them.

use super::harness::{date, given, on};
use super::orders::*;
use super::people::{adviser, asha, customer, neighbour, person, planner, uuid};
use crate::case::{
    Basis, Command, ConcernKind, ConcernTold, Consent, Kept, NewConsent, NewInvolved, Part, PeopleOrder,
    Refusal,
};
use crate::id::{AdjustmentId, ConcernId};
use crate::permission::Act;
use crate::vocabulary::{Kind, ReplyBy, SeenBy};

pub(super) fn adds(number: u64, part: Part) -> NewInvolved {
    NewInvolved {
        person: person(number),
        part,
        consent: None,
        basis: None,
        reason: None,
        reply_by: None,
    }
}

pub(super) fn people(order: PeopleOrder) -> Command {
    Command::People(order)
}

pub(super) fn add(number: u64, part: Part) -> Command {
    people(PeopleOrder::AddPerson(adds(number, part)))
}

fn add_by_right(number: u64, part: Part, basis: Basis) -> Command {
    people(PeopleOrder::AddPerson(NewInvolved {
        basis: Some(basis),
        ..adds(number, part)
    }))
}

pub(super) fn consent(number: u64, consent: Consent, evidence: Option<&str>) -> Command {
    people(PeopleOrder::ChangeConsent(NewConsent {
        person: person(number),
        consent,
        evidence: evidence.map(words),
        file: None,
    }))
}

pub(super) fn end(number: u64) -> Command {
    people(PeopleOrder::EndPerson {
        person: person(number),
        reason: words("She speaks for herself again."),
    })
}

pub(super) fn letters_to(number: u64) -> Command {
    letters_by(number, None)
}

fn letters_by(number: u64, reply_by: Option<ReplyBy>) -> Command {
    people(PeopleOrder::SendLettersTo {
        person: person(number),
        reply_by,
    })
}

pub(super) fn concern_id() -> ConcernId {
    ConcernId::parse(uuid(900)).unwrap()
}

pub(super) fn raise() -> Command {
    people(PeopleOrder::RaiseConcern {
        concern: concern_id(),
        kind: ConcernKind::AdultAtRisk,
        words: words("He has had no food since Friday."),
    })
}

pub(super) fn tell(on: &str) -> Command {
    people(PeopleOrder::TellOfConcern {
        concern: concern_id(),
        who: ConcernTold::SafeguardingLead,
        on: date(on),
        words: words("Said on the phone; they visit today."),
    })
}

const DAY: &str = "2026-01-08";

// Complaint Handling Code 5: a representative may speak at every stage, and needs the customer's consent.
#[test]
fn somebody_who_joins_to_speak_sees_no_letter_until_consent_is_known_from_something() {
    let joined = given(complaint_in_hand()).and([on(DAY, adviser(), add(101, Part::Representative))]);
    assert!(joined.case().lacks_consent(&person(101)));
    assert_eq!(joined.case().correspondent(), Some(&person(100)));
    joined
        .when(on(DAY, adviser(), consent(101, Consent::Given, None)))
        .then_refused(Refusal::EvidenceMissing);
    joined
        .when(on(DAY, adviser(), letters_to(101)))
        .then_refused(Refusal::MayNotHaveLetters);
    joined
        .when(on(DAY, neighbour(), withdraw()))
        .then_refused(Refusal::NotPermitted(Act::Withdraw));
    let agreed = joined
        .when(on(
            DAY,
            adviser(),
            consent(101, Consent::Given, Some("On the phone, 3pm")),
        ))
        .then_names(&["consent-changed"]);
    assert_eq!(agreed.case().correspondent(), Some(&person(101)));
    let back = agreed
        .when(on(
            DAY,
            adviser(),
            consent(101, Consent::Withdrawn, Some("By e-mail")),
        ))
        .then_names(&["consent-changed"]);
    assert!(back.case().lacks_consent(&person(101)));
    assert_eq!(back.case().correspondent(), Some(&person(100)));
}

#[test]
fn consent_that_was_asked_for_or_refused_lets_nobody_speak() {
    let joined = given(complaint_in_hand()).and([on(DAY, adviser(), add(101, Part::Representative))]);
    let asked = joined
        .when(on(DAY, adviser(), consent(101, Consent::Asked, None)))
        .then_names(&["consent-changed"]);
    assert!(asked.case().lacks_consent(&person(101)));
    asked
        .when(on(DAY, adviser(), consent(101, Consent::Asked, None)))
        .then_refused(Refusal::NothingToChange);
    let refused = asked
        .when(on(
            DAY,
            adviser(),
            consent(101, Consent::Refused, Some("By letter")),
        ))
        .then_names(&["consent-changed"]);
    assert!(refused.case().lacks_consent(&person(101)));
}

#[test]
fn consent_can_be_known_from_a_file_of_the_case_and_from_no_other() {
    let file = a_file(1, SeenBy::Staff);
    let with = |file: crate::words::FileRef| {
        people(PeopleOrder::ChangeConsent(NewConsent {
            person: person(101),
            consent: Consent::Given,
            evidence: None,
            file: Some(file),
        }))
    };
    let joined = given(complaint_in_hand()).and([on(DAY, adviser(), add(101, Part::Representative))]);
    joined
        .when(on(DAY, adviser(), with(file.file.clone())))
        .then_refused(Refusal::EvidenceMissing);
    joined
        .and([on(DAY, adviser(), Command::AddFile(file.clone()))])
        .when(on(DAY, adviser(), with(file.file)))
        .then_names(&["consent-changed"]);
}

// Mental Capacity Act 2005, sections 9 to 16; Children Act 1989, section 3.
#[test]
fn whoever_speaks_for_somebody_who_cannot_agree_says_by_what_right() {
    let case = given(complaint_in_hand());
    for part in [Part::ForAChild, Part::ForSomeoneWhoCannotConsent] {
        case.when(on(DAY, adviser(), add(101, part)))
            .then_refused(Refusal::BasisMissing);
    }
    let no_child = add_by_right(
        101,
        Part::ForSomeoneWhoCannotConsent,
        Basis::ParentalResponsibility,
    );
    case.when(on(DAY, adviser(), no_child))
        .then_refused(Refusal::BasisMissing);
    case.when(on(
        DAY,
        adviser(),
        add_by_right(101, Part::ForAChild, Basis::Other),
    ))
    .then_refused(Refusal::TextMissing("the right by which they speak"));
    let by_right = case
        .when(on(
            DAY,
            adviser(),
            add_by_right(101, Part::ForSomeoneWhoCannotConsent, Basis::LastingPower),
        ))
        .then_names(&["person-added"]);
    assert_eq!(by_right.case().correspondent(), Some(&person(101)));
}

// Complaint Handling Code 5: a representative speaks at every stage, and is answered as they asked.
#[test]
fn whoever_gets_letters_is_answered_by_their_own_way() {
    let joins = people(PeopleOrder::AddPerson(NewInvolved {
        reply_by: Some(ReplyBy::Letter),
        ..adds(101, Part::Representative)
    }));
    let joined = given(complaint_in_hand()).and([on(DAY, adviser(), joins)]);
    let customers = joined.case().reply_by();
    assert_ne!(customers, Some(ReplyBy::Letter));
    let speaks = joined.and([on(
        DAY,
        adviser(),
        consent(101, Consent::Given, Some("On the phone")),
    )]);
    assert_eq!(speaks.case().reply_by(), Some(ReplyBy::Letter));
    // They say since that an email does.
    let asked = speaks
        .when(on(DAY, adviser(), letters_by(101, Some(ReplyBy::Email))))
        .then_names(&["letters-go-to"]);
    assert_eq!(asked.case().reply_by(), Some(ReplyBy::Email));
    asked
        .when(on(DAY, adviser(), letters_by(101, Some(ReplyBy::Email))))
        .then_refused(Refusal::NothingToChange);
    // Once they are gone the customer is answered as they asked themselves, and can change it, too.
    let gone = asked.and([on(DAY, adviser(), end(101))]);
    assert_eq!(gone.case().reply_by(), customers);
    let by_post = gone.and([on(DAY, adviser(), letters_by(100, Some(ReplyBy::Text)))]);
    assert_eq!(by_post.case().reply_by(), Some(ReplyBy::Text));
}

#[test]
fn of_several_who_speak_the_letters_go_to_whoever_was_chosen() {
    let two = given(complaint_in_hand()).and([
        on(DAY, adviser(), add(101, Part::Representative)),
        on(DAY, adviser(), consent(101, Consent::Given, Some("On the phone"))),
        on(DAY, adviser(), add(102, Part::BusinessContact)),
    ]);
    assert_eq!(two.case().correspondent(), Some(&person(101)));
    let chosen = two
        .when(on(DAY, adviser(), letters_to(102)))
        .then_names(&["letters-go-to"]);
    assert_eq!(chosen.case().correspondent(), Some(&person(102)));
    chosen
        .when(on(DAY, adviser(), letters_to(102)))
        .then_refused(Refusal::NothingToChange);
    let ended = chosen
        .when(on(DAY, adviser(), end(102)))
        .then_names(&["person-ended"]);
    assert_eq!(ended.case().correspondent(), Some(&person(101)));
    let customers = two
        .when(on(DAY, adviser(), letters_to(100)))
        .then_names(&["letters-go-to"]);
    assert_eq!(customers.case().correspondent(), Some(&person(100)));
}

#[test]
fn nobody_is_on_a_case_twice_and_the_customer_stays() {
    let case = given(complaint_in_hand());
    case.when(on(DAY, adviser(), add(100, Part::FurtherCustomer)))
        .then_refused(Refusal::OnTheCaseAlready);
    case.when(on(DAY, adviser(), end(100)))
        .then_refused(Refusal::NotOnTheCase);
    case.when(on(DAY, adviser(), end(101)))
        .then_refused(Refusal::NotOnTheCase);
    let back = case.and([
        on(DAY, adviser(), add(101, Part::FurtherCustomer)),
        on(DAY, adviser(), end(101)),
    ]);
    back.when(on(DAY, neighbour(), word_came_online(DAY)))
        .then_refused(Refusal::NotPermitted(Act::RecordContact));
    back.when(on(DAY, adviser(), add(101, Part::FurtherCustomer)))
        .then_names(&["person-added"]);
}

#[test]
fn of_several_customers_each_adds_and_asks_for_stage_2_but_none_ends_it_for_all() {
    let several = given(complaint_in_hand()).and([on(DAY, adviser(), add(101, Part::FurtherCustomer))]);
    for who in [customer(), neighbour()] {
        several
            .when(on(DAY, who.clone(), word_came_online(DAY)))
            .then_allowed();
        several
            .when(on(DAY, who, withdraw()))
            .then_refused(Refusal::NotPermitted(Act::Withdraw));
    }
    several.when(on(DAY, asha(), withdraw())).then_allowed();
}

#[test]
fn whoever_spoke_from_the_beginning_can_be_ended_too() {
    let spoken_for = crate::case::LoggedCase {
        representative: Some((person(101), Consent::Given)),
        ..a(Kind::Complaint, "2026-01-05")
    };
    let ended = given([on("2026-01-05", neighbour(), spoken_for)])
        .when(on(DAY, adviser(), end(101)))
        .then_names(&["person-ended"]);
    assert_eq!(ended.case().correspondent(), Some(&person(100)));
    assert_eq!(ended.case().people[0].ended_on, Some(date(DAY)));
}

// Care Act 2014, section 42: a concern is raised by whoever has it, and it is known who was told.
#[test]
fn a_concern_is_raised_by_anybody_who_takes_contacts_and_says_who_was_told_and_when() {
    let case = given(complaint_in_hand());
    case.when(on(DAY, adviser(), tell(DAY)))
        .then_refused(Refusal::NoSuchConcern);
    case.when(on(DAY, customer(), raise()))
        .then_refused(Refusal::NotPermitted(Act::RaiseConcern));
    case.when(on(DAY, planner(), raise()))
        .then_refused(Refusal::NotPermitted(Act::RaiseConcern));
    let told = case
        .and([on(DAY, asha(), raise())])
        .when(on(DAY, asha(), tell(DAY)))
        .then_names(&["concern-told"]);
    let concern = &told.case().concerns[0];
    assert_eq!(concern.told[0].who, ConcernTold::SafeguardingLead);
    assert_eq!(concern.told[0].by, asha().id);
    told.when(on(DAY, asha(), tell("2026-01-09")))
        .then_refused(Refusal::ReceivedInTheFuture);
}

#[test]
fn nothing_of_a_concern_is_for_the_customer() {
    let told = given(complaint_in_hand()).and([on(DAY, asha(), raise()), on(DAY, asha(), tell(DAY))]);
    for entry in told.entries() {
        let is_of_concern = entry.event.name().starts_with("concern-");
        assert!(!(is_of_concern && entry.event.is_for_the_customer()));
    }
}

// Equality Act 2010, section 20: who does not keep to an adjustment says why.
#[test]
fn what_does_not_keep_to_what_was_agreed_has_its_reason() {
    let say = |kept, reason: Option<&str>| {
        people(PeopleOrder::SayAdjustments {
            adjustments: vec![AdjustmentId::parse(uuid(910)).unwrap()],
            kept,
            reason: reason.map(words),
        })
    };
    let case = given(complaint_in_hand());
    case.when(on(DAY, asha(), say(Kept::Yes, None)))
        .then_names(&["adjustments-said"]);
    case.when(on(DAY, asha(), say(Kept::No, Some(" "))))
        .then_refused(Refusal::TextMissing("why this does not keep to what was agreed"));
    case.when(on(
        DAY,
        asha(),
        say(Kept::No, Some("The translation comes tomorrow.")),
    ))
    .then_names(&["adjustments-said"]);
}

// LGSCO, BCP Council 24 015 681: agreed adjustments must be seen by who writes.
#[test]
fn nothing_goes_to_somebody_with_adjustments_before_it_is_said_whether_it_keeps_to_them() {
    let id = |number| AdjustmentId::parse(uuid(number)).unwrap();
    let said = people(PeopleOrder::SayAdjustments {
        adjustments: vec![id(910)],
        kept: Kept::Yes,
        reason: None,
    });
    assert_eq!(crate::case::adjustments_are_said(&[], &[send()]), Ok(()));
    assert_eq!(
        crate::case::adjustments_are_said(&[id(910), id(911)], &[said.clone(), send()]),
        Err(Refusal::AdjustmentsNotSaid(vec![id(911)]))
    );
    assert_eq!(
        crate::case::adjustments_are_said(&[id(910)], &[said, send()]),
        Ok(())
    );
}
