//! What an administrator may do to the settings, and what is refused.

mod version;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::policy::{self, Drafted};
use super::user::{self, Access, Details, Purpose, decide_emergency_use};
use super::{Refusal, policy::State};
use crate::id::{ActorId, ServiceId, UserId, WardId, WordsId};
use crate::permission::{Act, Actor};
use crate::policy::Policy;
use crate::policy::difference::difference;
use crate::vocabulary::Role;
use crate::words::Words;

const DEMO: &str = include_str!("../../../../policies/demo.toml");
const TODAY: Date = Date::constant(2026, 11, 2);
const ADA: &str = "01932c07-0000-7000-8000-00000000000a";
const BEA: &str = "01932c07-0000-7000-8000-00000000000b";

fn actor(id: &str, role: Role) -> Actor {
    Actor {
        id: ActorId::User(UserId::parse(id).unwrap()),
        roles: vec![role],
        services: Vec::new(),
    }
}

fn words(text: &str) -> Words {
    let id = WordsId::parse("01932c07-0000-7000-8000-000000000001").unwrap();
    Words::new(id, [7; 16], text)
}

fn demo() -> Policy {
    Policy::parse(DEMO).unwrap()
}

fn drafted(text: &str, because: &str) -> Drafted {
    Drafted {
        text: words(text),
        difference: words("what changed"),
        because: words(because),
    }
}

/// The demo's policy with these changes, adopted anew from a day.
fn changed(changes: &[(&str, &str)]) -> String {
    let mut text = DEMO.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn decided(
    command: &policy::Command,
    role: Role,
    open: &[(&str, i64)],
) -> Result<Vec<policy::Event>, Refusal> {
    decided_with(command, role, (open, false))
}

fn decided_with(
    command: &policy::Command,
    role: Role,
    (open, has_conduct_files): (&[(&str, i64)], bool),
) -> Result<Vec<policy::Event>, Refusal> {
    let (demo, actor) = (demo(), actor(ADA, role));
    let open: BTreeMap<ServiceId, i64> = open
        .iter()
        .map(|(service, count)| (ServiceId::parse(*service).unwrap(), *count))
        .collect();
    let context = policy::Context {
        actor: &actor,
        today: TODAY,
        in_force: &demo,
        last: &demo,
        last_number: 1,
        before: &demo,
        open: &open,
        has_conduct_files,
    };
    let state = State {
        version: 1,
        started: None,
        draft: Some(words("text").reference()),
        ..State::default()
    };
    policy::decide(&state, command, &context)
}

fn draft(changes: &[(&str, &str)], because: &str) -> policy::Command {
    policy::Command::Draft(drafted(&changed(changes), because))
}

fn adopt(changes: &[(&str, &str)]) -> policy::Command {
    policy::Command::Adopt(drafted(&changed(changes), "The Cabinet agreed."))
}

const BINS: (&str, &str) = ("name = \"Bins and recycling\"", "name = \"Bins\"");
const FROM_TODAY: (&str, &str) = ("starts_on = 2026-04-01", "starts_on = 2026-11-02");

#[test]
fn a_draft_needs_a_reason_a_change_and_no_mistake() {
    let events = decided(&draft(&[BINS], "Residents say bins."), Role::Administrator, &[]).unwrap();
    assert_eq!(events.first().unwrap().name(), "policy-drafted");
    let refused = |command: &policy::Command| decided(command, Role::Administrator, &[]).unwrap_err();
    assert_eq!(refused(&draft(&[BINS], "  ")), Refusal::ReasonMissing);
    assert_eq!(refused(&draft(&[], "Because.")), Refusal::NothingChanged);
    let odd = draft(&[("team = \"waste-crews\"", "team = \"waste-crew\"")], "Because.");
    assert!(matches!(refused(&odd), Refusal::Mistakes(mistakes) if mistakes.len() == 1));
    let other = draft(&[("id = \"westshire\"", "id = \"eastshire\"")], "Because.");
    assert_eq!(refused(&other), Refusal::AnotherCouncil);
}

#[test]
fn whoever_may_not_draft_or_adopt_is_refused() {
    let draft = draft(&[BINS], "Because.");
    let refused = decided(&draft, Role::Officer, &[]);
    assert_eq!(refused, Err(Refusal::NotPermitted(Act::DraftPolicy)));
    let refused = decided(&adopt(&[BINS, FROM_TODAY]), Role::ComplaintsManager, &[]);
    assert_eq!(refused, Err(Refusal::NotPermitted(Act::AdoptPolicy)));
}

#[test]
fn a_version_starts_today_or_later_and_never_before_the_last_one() {
    let adopted = decided(&adopt(&[BINS, FROM_TODAY]), Role::Administrator, &[]).unwrap();
    let Some(policy::Event::PolicyAdopted {
        version, starts_on, ..
    }) = adopted.first()
    else {
        panic!("{adopted:?}");
    };
    assert_eq!((*version, *starts_on), (2, TODAY));
    let yesterday = ("starts_on = 2026-04-01", "starts_on = 2026-11-01");
    let refused = decided(&adopt(&[BINS, yesterday]), Role::Administrator, &[]);
    assert_eq!(refused, Err(Refusal::StartsInThePast));
}

#[test]
fn a_departure_from_the_code_is_adopted_only_with_its_reason() {
    let slower = [
        FROM_TODAY,
        ("reply = \"10 working days\"", "reply = \"15 working days\""),
        (
            "complaint within 10 working days",
            "complaint within 15 working days",
        ),
    ];
    let refused = decided(&adopt(&slower), Role::Administrator, &[]).unwrap_err();
    let Refusal::UnexplainedDepartures(departures) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(departures.first().unwrap().paragraph, "6.3");
    let code = (
        "code = \"lgsco\"",
        "code = \"lgsco\"\ndeparts = [{ paragraph = \"6.3\", reason = \"Two officers only.\" }]",
    );
    let explained: Vec<_> = slower.into_iter().chain([code]).collect();
    assert!(decided(&adopt(&explained), Role::Administrator, &[]).is_ok());
}

#[test]
fn a_service_with_open_cases_can_be_ended_and_not_taken_out() {
    let start = DEMO.find("[[service]]\nid = \"parking\"").unwrap();
    let end = DEMO.find("[[service]]\nid = \"customer-services\"").unwrap();
    let without = format!("{}{}", &DEMO[..start], &DEMO[end..]);
    let command = policy::Command::Draft(drafted(&without, "It goes to the county."));
    let refused = decided(&command, Role::Administrator, &[("parking", 3)]);
    let service = "Council car parks".to_owned();
    assert_eq!(refused, Err(Refusal::ServiceHasCases { service, open: 3 }));
    assert!(decided(&command, Role::Administrator, &[("waste", 3)]).is_ok());
    let ended = (
        "name = \"Council car parks\"",
        "name = \"Council car parks\"\nends_on = 2026-12-31",
    );
    assert!(
        decided(
            &draft(&[ended], "It ends."),
            Role::Administrator,
            &[("parking", 3)]
        )
        .is_ok()
    );
}

// Domain, section 5: nobody is bound by rules that nobody can apply any more.
#[test]
fn the_rules_of_conduct_are_not_taken_out_while_a_conduct_file_is_kept() {
    let start = DEMO.find("[conduct]").unwrap();
    let end = start + DEMO[start..].find("[[standard]]").unwrap();
    let without = format!("{}{}", &DEMO[..start], &DEMO[end..]).replacen(FROM_TODAY.0, FROM_TODAY.1, 1);
    assert!(Policy::parse(&without).unwrap().conduct.is_none());
    for command in [
        policy::Command::Draft(drafted(&without, "Nobody shouts.")),
        policy::Command::Adopt(drafted(&without, "The Cabinet agreed.")),
    ] {
        let decided = |kept: bool| decided_with(&command, Role::Administrator, (&[], kept));
        assert_eq!(decided(true), Err(Refusal::ConductGoesOn), "{command:?}");
        assert!(decided(false).is_ok(), "no file is kept");
    }
    let kept = decided_with(
        &draft(&[BINS], "Residents say bins."),
        Role::Administrator,
        (&[], true),
    );
    assert!(kept.is_ok(), "another change is taken");
}

#[test]
fn a_draft_lives_until_it_is_dropped_or_adopted() {
    let text = words("text").reference();
    let because = words("why").reference();
    let drafted = policy::Event::PolicyDrafted {
        text: text.clone(),
        difference: because.clone(),
        because: because.clone(),
    };
    let state = policy::evolve(State::default(), &drafted);
    assert_eq!(state.draft, Some(text));
    let dropped = policy::evolve(state.clone(), &policy::Event::PolicyDraftDropped { because });
    assert_eq!(dropped.draft, None);
    let adopted = |because: &str| -> policy::Event {
        let text = format!(
            r#"{{"event":"policy-adopted","version":4,"starts_on":"2026-11-02","digest":"00"{because}}}"#
        );
        serde_json::from_str(&text).unwrap()
    };
    let by_file = policy::evolve(state.clone(), &adopted(""));
    assert_eq!((by_file.version, by_file.draft), (4, state.draft.clone()));
    let why = format!(
        r#","because":{}"#,
        serde_json::to_string(&words("why").reference()).unwrap()
    );
    let by_somebody = policy::evolve(state, &adopted(&why));
    assert_eq!((by_somebody.version, by_somebody.draft), (4, None));
}

#[test]
fn the_difference_of_a_draft_is_what_the_record_keeps() {
    let after = Policy::parse(&changed(&[BINS])).unwrap();
    assert_eq!(
        difference(&demo(), &after),
        ["Service Bins and recycling, name: “Bins and recycling” → “Bins”."]
    );
}

fn access(roles: &[Role]) -> Access {
    Access {
        roles: roles.to_vec(),
        teams: Vec::new(),
        services: Vec::new(),
        wards: Vec::new(),
        partner: None,
    }
}

fn of(id: &str, roles: &[Role]) -> user::State {
    user::State {
        id: UserId::parse(id).unwrap(),
        access: access(roles),
        ends_on: None,
        bound: user::Bound::No,
        has_second_step: false,
        purpose: Purpose::Everyday,
    }
}

fn decide_user(
    state: Option<&user::State>,
    command: &user::Command,
    others: usize,
) -> Result<Vec<user::Event>, Refusal> {
    let (demo, actor) = (demo(), actor(ADA, Role::Administrator));
    let context = user::Context {
        actor: &actor,
        today: TODAY,
        policy: &demo,
        other_administrators: others,
    };
    user::decide(state, command, &context)
}

fn change(roles: &[Role]) -> user::Command {
    user::Command::Change {
        access: access(roles),
        details: Details::Same,
        difference: words("what"),
        because: words("why"),
    }
}

#[test]
fn whoever_is_invited_has_a_role_and_is_a_member_of_staff_besides() {
    let invite = |roles: &[Role]| user::Command::Invite {
        access: access(roles),
        difference: words("Roles: officer."),
        because: words("New here."),
    };
    let events = decide_user(None, &invite(&[Role::Officer]), 1).unwrap();
    let Some(user::Event::UserInvited { access, .. }) = events.first() else {
        panic!("{events:?}");
    };
    assert_eq!(access.roles, [Role::Staff, Role::Officer]);
    assert_eq!(decide_user(None, &invite(&[]), 1), Err(Refusal::RoleMissing));
    let councillor = decide_user(None, &invite(&[Role::Councillor]), 1).unwrap();
    assert!(!format!("{councillor:?}").contains("Staff"), "{councillor:?}");
}

#[test]
fn nobody_removes_their_own_administrator_role_and_one_is_always_left() {
    let own = of(ADA, &[Role::Staff, Role::Administrator]);
    let refused = decide_user(Some(&own), &change(&[Role::Staff]), 5);
    assert_eq!(refused, Err(Refusal::OwnAdministratorRole));
    // Nor do they give themselves one, to read cases by; another administrator does.
    let more = change(&[Role::Staff, Role::Administrator, Role::ComplaintsManager]);
    assert_eq!(decide_user(Some(&own), &more, 5), Err(Refusal::OwnNewRole));
    let other = of(BEA, &[Role::Staff, Role::Administrator]);
    assert!(decide_user(Some(&other), &more, 5).is_ok());
    let refused = decide_user(Some(&other), &change(&[Role::Staff]), 0);
    assert_eq!(refused, Err(Refusal::LastAdministrator));
    let end = |on| user::Command::End {
        on,
        because: words("Leaves."),
    };
    assert_eq!(
        decide_user(Some(&own), &end(date(2026, 12, 1)), 5),
        Err(Refusal::OwnAdministratorRole)
    );
    assert!(decide_user(Some(&other), &end(date(2026, 12, 1)), 1).is_ok());
    assert_eq!(
        decide_user(Some(&other), &end(date(2026, 11, 1)), 1),
        Err(Refusal::EndsInThePast)
    );
}

#[test]
fn a_change_that_changes_nothing_is_refused_and_one_brings_back_who_had_ended() {
    let roles = [Role::Staff, Role::Officer];
    let refused = decide_user(Some(&of(BEA, &roles)), &change(&roles), 1);
    assert_eq!(refused, Err(Refusal::NothingChanged));
    let ended = user::State {
        ends_on: Some(date(2026, 10, 1)),
        ..of(BEA, &roles)
    };
    let events = decide_user(Some(&ended), &change(&roles), 1).unwrap();
    let id = UserId::parse(BEA).unwrap();
    let back = user::evolve(&id, Some(ended.clone()), events.first().unwrap()).unwrap();
    assert_eq!(back.ends_on, None);
    let link = user::Command::MakePasswordLink {
        because: words("Forgot it."),
    };
    assert_eq!(decide_user(Some(&ended), &link, 1), Err(Refusal::Ended));
}

#[test]
fn a_second_step_is_reset_by_another_administrator_for_a_reason_and_never_by_oneself() {
    let reset = |because: &str| user::Command::ResetSecondStep {
        because: words(because),
    };
    let roles = [Role::Staff, Role::Administrator];
    let with = |id| user::State {
        has_second_step: true,
        ..of(id, &roles)
    };
    let own = decide_user(Some(&with(ADA)), &reset("A lost telephone."), 1);
    assert_eq!(own, Err(Refusal::OwnSecondStep));
    let silent = decide_user(Some(&with(BEA)), &reset("  "), 1);
    assert_eq!(silent, Err(Refusal::ReasonMissing));
    let none = decide_user(Some(&of(BEA, &roles)), &reset("A lost telephone."), 1);
    assert_eq!(none, Err(Refusal::NoSecondStep));
    let events = decide_user(Some(&with(BEA)), &reset("A lost telephone."), 1).unwrap();
    let id = UserId::parse(BEA).unwrap();
    let after = user::evolve(&id, Some(with(BEA)), events.first().unwrap()).unwrap();
    assert_eq!(after, of(BEA, &roles));
}

#[test]
fn a_second_step_that_the_policy_requires_cannot_be_taken_away_and_one_that_it_does_not_offer_not_set_up() {
    let policy = |word: &str| {
        let text = changed(&[("second_step = \"offered\"", &format!("second_step = \"{word}\""))]);
        Policy::parse(&text).unwrap()
    };
    let state = |roles: &[Role], has_second_step| user::State {
        has_second_step,
        ..of(BEA, roles)
    };
    let decided = |state: &user::State, step, word: &str| user::decide_own_step(state, step, &policy(word));
    let (ada, jo) = ([Role::Administrator], [Role::Officer]);
    let end = user::OwnStep::End;
    assert_eq!(
        decided(&state(&ada, true), end, "required"),
        Err(Refusal::SecondStepRequired)
    );
    for (roles, word) in [(ada, "offered"), (jo, "required"), (ada, "off")] {
        let ended = decided(&state(&roles, true), end, word);
        assert_eq!(ended, Ok(user::Event::SecondStepEnded {}), "{roles:?} {word}");
    }
    let set = user::OwnStep::Set;
    assert_eq!(
        decided(&state(&jo, false), set, "off"),
        Err(Refusal::NoSecondStepHere)
    );
    assert_eq!(
        decided(&state(&[Role::Partner], false), set, "offered"),
        Err(Refusal::NoSecondStepHere)
    );
    assert_eq!(
        decided(&state(&jo, false), set, "offered"),
        Ok(user::Event::SecondStepSet {})
    );
    for step in [end, user::OwnStep::MakeCodes, user::OwnStep::UseCode] {
        assert_eq!(
            decided(&state(&jo, false), step, "offered"),
            Err(Refusal::NoSecondStep)
        );
    }
}

#[test]
fn what_was_recorded_of_a_person_before_is_still_read() {
    let old = r#"{"event":"user-set","roles":["staff","officer"],"teams":["waste-crews"],"services":[],"active":true}"#;
    let event: user::Event = serde_json::from_str(old).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), old);
    let new = r#"{"event":"user-invited","roles":["staff"],"teams":[],"services":[],"because":{"id":"01932c07-0000-7000-8000-000000000001","digest":"00"}}"#;
    let event: user::Event = serde_json::from_str(new).unwrap();
    assert_eq!(serde_json::to_string(&event).unwrap(), new);
    assert_eq!(event.name(), "user-invited");
}

#[test]
fn what_was_recorded_of_people_by_earlier_versions_is_still_read() {
    let id = UserId::parse(ADA).unwrap();
    let recorded = [
        r#"{"event":"user-set","roles":["staff","officer"],"teams":["waste"],"services":[],"active":true}"#,
        r#"{"event":"user-set","roles":["councillor"],"teams":[],"services":[],"wards":["mill-hill"],"active":true}"#,
        r#"{"event":"away-set","from":"2026-11-02","to":"2026-11-06","covered_by":"01932c07-0000-7000-8000-00000000000b"}"#,
        r#"{"event":"away-ended"}"#,
        r#"{"event":"hours-set","hours":{"days":[1,2],"from":"09:00:00","to":"17:30:00"}}"#,
        r#"{"event":"hours-set"}"#,
    ];
    let mut state = None;
    for text in recorded {
        let event: user::Event = serde_json::from_str(text).unwrap();
        assert_eq!(
            serde_json::to_string(&event).unwrap(),
            text,
            "it is written as it was"
        );
        state = user::evolve(&id, state, &event);
    }
    let expected = Access {
        wards: vec![WardId::parse("mill-hill").unwrap()],
        ..access(&[Role::Councillor])
    };
    assert_eq!(
        state.unwrap().access,
        expected,
        "who is away may do what they did"
    );
}

#[test]
fn whoever_answers_for_a_partner_is_nothing_else_and_can_be_ended_at_once() {
    let partner = Some(crate::id::PartnerId::parse("severn-water").unwrap());
    let invite = |roles: &[Role], partner: &Option<crate::id::PartnerId>| user::Command::Invite {
        access: Access {
            partner: partner.clone(),
            ..access(roles)
        },
        difference: words("Partner: housing."),
        because: words("They get many requests."),
    };
    let plain = Access {
        teams: Vec::new(),
        services: Vec::new(),
        partner: partner.clone(),
        ..access(&[Role::Partner])
    };
    let alone = user::Command::Invite {
        access: plain.clone(),
        difference: words("Partner: housing."),
        because: words("They get many requests."),
    };
    let events = decide_user(None, &alone, 1).unwrap();
    let Some(user::Event::UserInvited { access, .. }) = events.first() else {
        panic!("{events:?}");
    };
    assert_eq!(
        access.roles,
        [Role::Partner],
        "nobody of a partner is a member of staff"
    );
    let refused = |roles: &[Role], partner| decide_user(None, &invite(roles, partner), 1);
    assert_eq!(refused(&[Role::Partner], &None), Err(Refusal::PartnerMissing));
    assert_eq!(refused(&[Role::Officer], &partner), Err(Refusal::PartnerMissing));
    assert_eq!(
        refused(&[Role::Partner, Role::Officer], &partner),
        Err(Refusal::PartnerAlone)
    );
    // Local Government Act 1972, section 80(1)(a).
    for role in [Role::Adviser, Role::Staff, Role::Administrator] {
        assert_eq!(
            refused(&[Role::Councillor, role], &None),
            Err(Refusal::CouncillorAlone)
        );
    }
    let of = user::State {
        id: UserId::parse(BEA).unwrap(),
        access: plain,
        ends_on: None,
        bound: user::Bound::No,
        has_second_step: false,
        purpose: Purpose::Everyday,
    };
    let end = user::Command::EndNow {
        because: words("They left."),
    };
    let events = decide_user(Some(&of), &end, 1).unwrap();
    assert!(
        matches!(events.first(), Some(user::Event::UserEnded { on, .. }) if *on < TODAY),
        "{events:?}"
    );
}

fn emergency(unreviewed: usize) -> user::State {
    user::State {
        has_second_step: true,
        purpose: Purpose::Emergency { unreviewed },
        ..of(BEA, &[Role::Staff, Role::Administrator])
    }
}

#[test]
fn only_whoever_runs_the_program_makes_the_emergency_account_and_makes_it_anew() {
    let make = user::Command::MakeEmergencyAccount {
        because: words("The provider was away for a day."),
    };
    let roles = [Role::Staff, Role::Administrator];
    let refused = Err(Refusal::NotPermitted(Act::ManageUsers));
    assert_eq!(decide_user(None, &make, 1), refused);
    let program = Actor::program(ActorId::Job("setup"));
    let policy = demo();
    let context = user::Context {
        actor: &program,
        today: TODAY,
        policy: &policy,
        other_administrators: 1,
    };
    let id = UserId::parse(BEA).unwrap();
    let events = user::decide(None, &make, &context).unwrap();
    let made = user::evolve(&id, None, events.first().unwrap()).unwrap();
    assert_eq!(made, emergency(0));
    // Anew, and what waits to be looked at goes on waiting; an account that had ended is back.
    let ended = user::State {
        ends_on: Some(date(2026, 10, 1)),
        ..emergency(2)
    };
    let events = user::decide(Some(&ended), &make, &context).unwrap();
    assert_eq!(
        user::evolve(&id, Some(ended), events.first().unwrap()).unwrap(),
        emergency(2)
    );
    // Nobody's own account becomes one.
    let own = user::decide(Some(&of(BEA, &roles)), &make, &context);
    assert_eq!(own, Err(Refusal::EverydayAccount));
    let silent = user::Command::MakeEmergencyAccount { because: words(" ") };
    assert_eq!(user::decide(None, &silent, &context), Err(Refusal::ReasonMissing));
}

#[test]
fn what_opens_the_emergency_account_and_what_it_may_do_is_nobodys_to_change() {
    let because = || words("It would be handy.");
    let identity = crate::words::Digest::of(&[0; 16], b"entra tenant eve");
    for command in [
        change(&[Role::Staff, Role::Officer]),
        user::Command::MakePasswordLink { because: because() },
        user::Command::BindIdentity {
            identity: identity.clone(),
            because: because(),
        },
        user::Command::ResetSecondStep { because: because() },
    ] {
        let refused = decide_user(Some(&emergency(0)), &command, 1);
        assert_eq!(refused, Err(Refusal::EmergencyStays), "{command:?}");
    }
    let policy = demo();
    for (step, may) in [
        (user::OwnStep::Set, false),
        (user::OwnStep::End, false),
        (user::OwnStep::MakeCodes, true),
        (user::OwnStep::UseCode, true),
    ] {
        let decided = user::decide_own_step(&emergency(1), step, &policy);
        assert_eq!(decided.is_ok(), may, "{step:?}");
    }
    let end = user::Command::EndNow { because: because() };
    assert!(
        decide_user(Some(&emergency(1)), &end, 1).is_ok(),
        "it can be closed at once"
    );
}

#[test]
fn every_use_of_the_emergency_account_waits_until_somebody_else_looked_at_it() {
    let id = UserId::parse(BEA).unwrap();
    let mut state = emergency(0);
    for used in 1..=2 {
        let event = decide_emergency_use(&state, TODAY).unwrap();
        state = user::evolve(&id, Some(state), &event).unwrap();
        assert_eq!(state, emergency(used));
    }
    let review = |found: &str| user::Command::ReviewEmergencyUse {
        because: words(found),
    };
    assert_eq!(
        decide_user(Some(&state), &review(" "), 1),
        Err(Refusal::ReasonMissing)
    );
    let own = user::State {
        id: UserId::parse(ADA).unwrap(),
        ..state.clone()
    };
    let refused = decide_user(Some(&own), &review("I did what had to be done."), 1);
    assert_eq!(refused, Err(Refusal::OwnEmergencyUse));
    let events = decide_user(Some(&state), &review("Ada let Jo in; nothing else."), 1).unwrap();
    state = user::evolve(&id, Some(state), events.first().unwrap()).unwrap();
    assert_eq!(state, emergency(0));
    assert_eq!(
        decide_user(Some(&state), &review("Again."), 1),
        Err(Refusal::NoEmergencyUse)
    );
    let plain = of(BEA, &[Role::Staff, Role::Administrator]);
    assert_eq!(decide_emergency_use(&plain, TODAY), Err(Refusal::EverydayAccount));
    let ended = user::State {
        ends_on: Some(date(2026, 11, 1)),
        ..emergency(0)
    };
    assert_eq!(decide_emergency_use(&ended, TODAY), Err(Refusal::Ended));
}
