//! Contacts that customers could have been saved: what staff say, what the record shows, and which of the two counts.

use super::council::policy;
use super::harness::{Given, date, on};
use super::orders::*;
use super::people::*;
use crate::calendar::Calendar;
use crate::case::{Avoidable, AvoidableCause, Case, Command, ContactPurpose, Direction, Event, Refusal};
use crate::id::ContactId;
use crate::measure::fact::{FactKind, facts};
use crate::permission::Act;
use crate::vocabulary::Channel;

fn asking() -> Given {
    let mut policy = policy();
    policy.reports.avoidable = vec![Avoidable::Chasing, Avoidable::WrongPlace];
    Given::under(policy).and(complaint_acknowledged())
}

fn it() -> ContactId {
    contact(Direction::In, ContactPurpose::Information, "2026-01-08").id
}

fn say(contact: Option<ContactId>, said: Avoidable) -> Command {
    Command::SayAvoidable { contact, said }
}

fn cause(case: &Case) -> Option<AvoidableCause> {
    case.contact_made(Some(&it())).unwrap().cause()
}

#[test]
fn staff_say_of_a_contact_that_came_in_whether_it_could_have_been_saved_and_put_it_right() {
    let came = asking().and([on("2026-01-08", adviser(), word_came("2026-01-08"))]);
    assert_eq!(cause(came.case()), None);
    let said = came
        .when(on(
            "2026-01-08",
            adviser(),
            say(Some(it()), Avoidable::WrongPlace),
        ))
        .then_names(&["avoidable-said"]);
    assert_eq!(cause(said.case()), Some(AvoidableCause::WrongPlace));
    said.when(on(
        "2026-01-08",
        adviser(),
        say(Some(it()), Avoidable::WrongPlace),
    ))
    .then_refused(Refusal::NothingToChange);
    let right = said.and([on("2026-01-09", asha(), say(Some(it()), Avoidable::Needed))]);
    assert_eq!(cause(right.case()), None);
    // The one that opened the case has no name.
    came.when(on("2026-01-08", adviser(), say(None, Avoidable::Chasing)))
        .then([Event::AvoidableSaid {
            contact: None,
            said: Avoidable::Chasing,
        }]);
}

#[test]
fn only_causes_of_the_policy_are_taken_only_of_contacts_that_came_in_and_only_from_staff() {
    let came = asking().and([on("2026-01-08", adviser(), word_came("2026-01-08"))]);
    came.when(on("2026-01-08", adviser(), say(Some(it()), Avoidable::Unclear)))
        .then_refused(Refusal::NotInPolicy("avoidable_contact.asked"));
    came.when(on(
        "2026-01-08",
        customer(),
        say(Some(it()), Avoidable::WrongPlace),
    ))
    .then_refused(Refusal::NotPermitted(Act::RecordContact));
    let sent = asking().and([on("2026-01-08", asha(), word_sent("2026-01-08"))]);
    sent.when(on("2026-01-08", asha(), say(Some(it()), Avoidable::WrongPlace)))
        .then_refused(Refusal::TextMissing("the contact"));
}

// Paper 002: whoever was promised a date and does not hear has to chase. The date counts, and not the chasing.
#[test]
fn a_contact_after_a_date_that_was_missed_is_avoidable_by_the_record_unless_staff_say_that_it_was_needed() {
    let asks = |at| Command::RecordContact(contact(Direction::In, ContactPurpose::AskedForUpdate, at));
    let in_time = asking().and([on("2026-01-08", adviser(), asks("2026-01-08"))]);
    assert_eq!(cause(in_time.case()), Some(AvoidableCause::Chasing));
    let late = asking().and([on("2026-03-02", adviser(), asks("2026-03-02"))]);
    assert_eq!(cause(late.case()), Some(AvoidableCause::AfterMissedDate));
    let plain = asking().and([on("2026-03-02", adviser(), word_came("2026-03-02"))]);
    assert_eq!(cause(plain.case()), Some(AvoidableCause::AfterMissedDate));
    let said = plain.and([on(
        "2026-03-02",
        adviser(),
        say(Some(it()), Avoidable::WrongPlace),
    )]);
    assert_eq!(cause(said.case()), Some(AvoidableCause::WrongPlace));
    let needed = plain.and([on("2026-03-02", adviser(), say(Some(it()), Avoidable::Needed))]);
    assert_eq!(cause(needed.case()), None);
    // Written down in March, but made in January, when nothing was late.
    let earlier = asking().and([on("2026-03-02", adviser(), word_came("2026-01-09"))]);
    assert_eq!(cause(earlier.case()), None);
}

#[test]
fn each_contact_is_counted_on_its_day_by_its_own_channel_and_once_by_its_cause() {
    let online = |purpose, at| {
        Command::RecordContact(crate::case::NewContact {
            channel: Channel::Online,
            ..contact(Direction::In, purpose, at)
        })
    };
    let case = asking().and([
        on("2026-01-08", asha(), word_sent("2026-01-08")),
        on(
            "2026-01-09",
            customer(),
            online(ContactPurpose::AskedForUpdate, "2026-01-09"),
        ),
    ]);
    let policy = policy();
    let counted = facts(case.case(), &Calendar::for_policy(&policy.calendar));
    let contacts: Vec<_> = counted
        .iter()
        .filter(|(fact, _)| fact.what == FactKind::Contact)
        .map(|(fact, tally)| (fact.on, fact.channel, tally.n, tally.kept))
        .collect();
    let opening = case.case();
    assert_eq!(
        contacts,
        [
            (opening.received_on, opening.channel, 1, 0),
            (date("2026-01-09"), Channel::Online, 1, 1)
        ]
    );
    let avoidable: Vec<_> = counted
        .keys()
        .filter(|fact| fact.what == FactKind::AvoidableContact)
        .map(|fact| fact.detail.as_str())
        .collect();
    assert_eq!(avoidable, ["chasing"]);
}

#[test]
fn a_complaint_is_counted_once_at_the_furthest_step_that_it_reached() {
    let policy = policy();
    let step = |given: &Given| {
        let facts = facts(given.case(), &Calendar::for_policy(&policy.calendar));
        let steps: Vec<_> = facts
            .keys()
            .filter(|fact| fact.what == FactKind::StepReached)
            .map(|fact| (fact.on, fact.detail.clone()))
            .collect();
        assert_eq!(steps.len(), 1);
        assert_eq!(steps[0].0, given.case().received_on);
        steps[0].1.clone()
    };
    let begin = |steps: Vec<super::harness::Step>| super::harness::given(steps);
    assert_eq!(step(&begin(complaint_in_hand().into())), "received");
    assert_eq!(step(&begin(complaint_acknowledged().into())), "acknowledged");
    assert_eq!(step(&begin(reply_sent())), "stage-1-replied");
    assert_eq!(step(&begin(stage_2_asked())), "stage-2-asked");
    assert_eq!(step(&begin(stage_2_replied())), "stage-2-replied");
    let early = begin(complaint_acknowledged().into()).and([on(
        "2026-01-12",
        complaints_manager(),
        record_enquiry("2026-01-12"),
    )]);
    assert_eq!(step(&early), "acknowledged");
}
