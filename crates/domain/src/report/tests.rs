//! The rules of reports, each by its name, over the policy of the demo.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::calendar::london::day_starts_at;
use crate::id::{ActorId, PostId, ServiceId, UserId, WordsId};
use crate::measure::figure::Figure;
use crate::measure::{Measure, Range};
use crate::permission::{Act, Actor};
use crate::policy::{Kpi, Policy};
use crate::vocabulary::Role;
use crate::words::Words;

const DEMO: &str = include_str!("../../../../policies/demo.toml");

struct Desk {
    policy: Policy,
    key: ReportKey,
    actor: Actor,
    report: Report,
    today: Date,
}

fn words(text: &str) -> Words {
    let id = WordsId::parse("01932c07-0000-7000-8000-000000000001").unwrap();
    Words::new(id, [7; 16], text)
}

fn actor(role: Role) -> Actor {
    let user = UserId::parse("01932c07-0000-7000-8000-0000000000aa").unwrap();
    Actor {
        roles: vec![role],
        ..Actor::program(ActorId::User(user))
    }
}

fn owner() -> UserId {
    UserId::parse("01932c07-0000-7000-8000-0000000000bb").unwrap()
}

/// Somebody above whoever writes.
fn head() -> Actor {
    Actor {
        id: ActorId::User(owner()),
        ..actor(Role::Executive)
    }
}

fn figures() -> Vec<Frozen> {
    vec![Frozen::whole(Measure::Received, Figure::Count(12))]
}

impl Desk {
    fn briefing() -> Self {
        let post = PostId::parse("executive-team").unwrap();
        let on = date(2026, 12, 8);
        Self::of(ReportKey::Briefing { post, on }, date(2026, 12, 1))
    }

    fn annual() -> Self {
        let from = date(2025, 4, 1);
        Self::of(ReportKey::Annual { from }, date(2026, 6, 1))
    }

    fn of(key: ReportKey, today: Date) -> Self {
        Self {
            policy: Policy::parse(DEMO).unwrap(),
            key,
            actor: actor(Role::ComplaintsManager),
            report: Report::default(),
            today,
        }
    }

    fn does(&mut self, command: Command) -> Result<(), Refusal> {
        let at = day_starts_at(self.today);
        let context = Context {
            at,
            actor: &self.actor,
            policy: &self.policy,
            key: &self.key,
        };
        for event in decide(&self.report, command, &context)? {
            let entry = Entry {
                at,
                actor: self.actor.id.clone(),
                event,
            };
            // What is recorded is read back the same.
            let body = entry.to_body().unwrap();
            assert_eq!(Entry::from_body(entry.actor.clone(), &body).unwrap(), entry);
            self.report = evolve(self.report.clone(), &entry);
        }
        Ok(())
    }

    fn drafted(mut self) -> Self {
        let range = match &self.key {
            ReportKey::Briefing { .. } => Range::month_of(date(2026, 11, 1)),
            ReportKey::Annual { from } => crate::policy::ReportRules::year(*from),
        };
        let figures = figures();
        self.does(Command::Draft { range, figures }).unwrap();
        self
    }

    fn written(mut self) -> Self {
        for part in ReportPart::of(self.key.sort()) {
            let cases = BTreeSet::new();
            let words = Some(words("Nothing out of the ordinary."));
            self.does(Command::Write { part, words, cases }).unwrap();
        }
        if self.key.sort() == ReportSort::Annual {
            let all: Vec<&str> = provision::that_bind(&self.policy.clone())
                .map(|provision| provision.id)
                .collect();
            for id in all {
                self.does(answers(id, Complies::Yes, Some("Our file shows it.")))
                    .unwrap();
            }
        }
        self
    }

    fn approved(mut self) -> Self {
        let writer = self.actor.clone();
        if self.key.sort() == ReportSort::Annual {
            self.actor = head();
        }
        self.does(approval(0, None)).unwrap();
        self.actor = writer;
        self
    }
}

fn answers(provision: &str, complies: Complies, because: Option<&str>) -> Command {
    Command::Answer {
        provision: provision.to_owned(),
        complies,
        because: because.map(words),
    }
}

fn approval(flagged: u32, why: Option<&str>) -> Command {
    Command::Approve(Approval {
        flagged,
        why_it_may_stay: why.map(words),
        now: figures(),
        lessons: Vec::new(),
        late: Vec::new(),
        actions: Vec::new(),
        totals_only: Vec::new(),
        hidden: Vec::new(),
    })
}

fn action(owner: Option<UserId>, due_on: Option<Date>) -> Command {
    Command::Minute(NewMinute {
        kind: MinuteKind::Action,
        words: words("Ask the contractor for a plan."),
        owner,
        due_on,
    })
}

#[test]
fn a_briefing_is_drafted_for_a_meeting_of_the_calendar_once_and_of_a_month_that_is_over_paper_004_6_1() {
    let mut desk = Desk::briefing();
    let of = |month| Command::Draft {
        range: Range::month_of(month),
        figures: figures(),
    };
    assert_eq!(
        desk.does(of(date(2026, 12, 1))),
        Err(Refusal::NotOver(date(2026, 12, 31)))
    );
    assert_eq!(desk.does(of(date(2026, 11, 1))), Ok(()));
    assert_eq!(desk.does(of(date(2026, 11, 1))), Err(Refusal::DraftedBefore));
    let post = PostId::parse("executive-team").unwrap();
    let on = date(2026, 12, 9);
    let mut other = Desk::of(ReportKey::Briefing { post, on }, date(2026, 12, 1));
    assert_eq!(other.does(of(date(2026, 11, 1))), Err(Refusal::NotInTheCalendar));
}

#[test]
fn nothing_goes_out_before_each_part_was_written_or_looked_at() {
    let mut desk = Desk::briefing().drafted();
    let Err(Refusal::PartsMissing(missing)) = desk.does(approval(0, None)) else {
        panic!("parts are missing");
    };
    assert_eq!(missing.len(), ReportPart::of(ReportSort::Briefing).count());
    let desk = desk.written().approved();
    assert_eq!(desk.report.state(), ReportState::Approved);
}

#[test]
fn a_part_of_the_other_report_is_not_written_here() {
    let mut desk = Desk::briefing().drafted();
    let write = Command::Write {
        part: ReportPart::AnnualLetter,
        words: None,
        cases: BTreeSet::new(),
    };
    assert_eq!(desk.does(write), Err(Refusal::NotOfThisReport));
}

#[test]
fn names_that_were_found_stay_only_with_a_reason() {
    let mut desk = Desk::briefing().drafted().written();
    assert_eq!(desk.does(approval(2, None)), Err(Refusal::NamesFound(2)));
    assert_eq!(desk.does(approval(2, Some(" "))), Err(Refusal::NamesFound(2)));
    assert_eq!(
        desk.does(approval(2, Some("Brown is the colour of the bin."))),
        Ok(())
    );
}

#[test]
fn what_went_out_changes_no_more() {
    let mut desk = Desk::briefing().drafted().written().approved();
    let before = desk.report.clone();
    let write = Command::Write {
        part: ReportPart::WhatChanged,
        words: None,
        cases: BTreeSet::new(),
    };
    let figures = Vec::new();
    assert_eq!(desk.does(write), Err(Refusal::AlreadyApproved));
    assert_eq!(
        desk.does(Command::TakeFigures { figures }),
        Err(Refusal::AlreadyApproved)
    );
    assert_eq!(desk.does(approval(0, None)), Err(Refusal::AlreadyApproved));
    assert_eq!(desk.report, before);
}

#[test]
fn a_meeting_is_minuted_when_it_has_met_and_its_actions_have_an_owner_and_a_day_ux_3_9_5() {
    let mut desk = Desk::briefing().drafted().written();
    let due = Some(date(2027, 1, 12));
    assert_eq!(desk.does(action(Some(owner()), due)), Err(Refusal::NotApproved));
    let mut desk = desk.approved();
    assert_eq!(
        desk.does(action(Some(owner()), due)),
        Err(Refusal::StillToCome(date(2026, 12, 8)))
    );
    desk.today = date(2026, 12, 8);
    assert_eq!(desk.does(action(None, due)), Err(Refusal::NoOwner));
    assert_eq!(
        desk.does(action(Some(owner()), Some(desk.today))),
        Err(Refusal::DayPassed(date(2026, 12, 8)))
    );
    desk.does(action(Some(owner()), due)).unwrap();
    desk.does(action(Some(owner()), due)).unwrap();
    let items: Vec<u32> = desk.report.minutes.iter().map(|minute| minute.item).collect();
    assert_eq!(items, [1, 2]);
}

#[test]
fn two_targets_of_one_post_for_one_measure_have_each_the_figure_of_its_own_services_paper_004_6_2() {
    let service = |name: &str| ServiceId::parse(name).unwrap();
    let kpi = |services: &[&str]| Kpi {
        of: PostId::parse("director-places").unwrap(),
        measure: Measure::Stage1InTime,
        target_percent: 95,
        services: services.iter().map(|name| service(name)).collect(),
    };
    let frozen = |kpi: &Kpi, part| Frozen {
        of: Some(kpi.of.clone()),
        target: Some(kpi.target_percent),
        services: kpi.services.clone(),
        ..Frozen::whole(kpi.measure, Figure::Share { part, of: 10 })
    };
    let kpis = [kpi(&["waste", "streets"]), kpi(&["planning"]), kpi(&[])];
    let figures = [frozen(&kpis[2], 8), frozen(&kpis[1], 9), frozen(&kpis[0], 10)];
    let parts = |kpis: &[Kpi], figures: &[Frozen]| {
        let of = of_targets(kpis, figures).into_iter();
        let of = of.map(|frozen| match frozen?.figure {
            Figure::Share { part, .. } => Some(part),
            Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
        });
        of.collect::<Vec<_>>()
    };
    assert_eq!(parts(&kpis, &figures), [Some(10), Some(9), Some(8)]);
    // A target that came after the report was frozen has no figure in it.
    assert_eq!(parts(&kpis, &figures[..2]), [None, Some(9), Some(8)]);
    assert_eq!(parts(&kpis[1..], &figures[..1]), [None, Some(8)]);
    // A report of before they said of which services they are has them in the order of the targets.
    let unsaid: Vec<Frozen> = [10, 9, 8]
        .map(|part| Frozen {
            services: Vec::new(),
            ..frozen(&kpis[0], part)
        })
        .to_vec();
    assert_eq!(parts(&kpis, &unsaid), [Some(10), Some(9), Some(8)]);
}

#[test]
fn whoever_has_an_action_says_how_it_stands_and_nobody_else_without_the_right() {
    let mut desk = Desk::briefing().drafted().written().approved();
    desk.today = date(2026, 12, 8);
    desk.does(action(Some(owner()), Some(date(2027, 1, 12)))).unwrap();
    let says = |state| Command::FollowUp {
        item: 1,
        state,
        words: words("The plan is here."),
    };
    desk.actor = actor(Role::Staff);
    assert_eq!(
        desk.does(says(ActionState::Done)),
        Err(Refusal::NotPermitted(Act::WriteReport))
    );
    desk.actor.id = ActorId::User(owner());
    desk.does(says(ActionState::Open)).unwrap();
    desk.does(says(ActionState::Done)).unwrap();
    assert_eq!(desk.does(says(ActionState::Done)), Err(Refusal::NoAction));
}

#[test]
fn whoever_does_not_comply_says_why_code_8_1() {
    let mut desk = Desk::annual().drafted();
    assert_eq!(
        desk.does(answers("lgsco-6.2", Complies::No, None)),
        Err(Refusal::NoReason)
    );
    assert_eq!(
        desk.does(answers("lgsco-6.2", Complies::NotApplicable, Some(""))),
        Err(Refusal::NoReason)
    );
    assert_eq!(
        desk.does(answers("lgsco-99", Complies::Yes, None)),
        Err(Refusal::NoProvision)
    );
    let why = Some("We were short of two people until June.");
    assert_eq!(desk.does(answers("lgsco-6.2", Complies::No, why)), Ok(()));
}

#[test]
fn we_comply_is_never_said_of_what_nothing_shows_code_8_1() {
    for known in provision::PROVISIONS {
        assert!(!known.shown_by.is_empty(), "{}", known.id);
    }
    let mut desk = Desk::annual().drafted();
    for (id, said) in [("lgsco-4", None), ("lgsco-9", Some(" ")), ("housing-4", None)] {
        assert_eq!(
            desk.does(answers(id, Complies::Yes, said)),
            Err(Refusal::NotShown),
            "{id}"
        );
    }
    assert_eq!(desk.does(answers("lgsco-8", Complies::Yes, None)), Ok(()));
    let said = Some("The job descriptions say so.");
    assert_eq!(desk.does(answers("lgsco-4", Complies::Yes, said)), Ok(()));
    let lgsco = crate::vocabulary::Ombudsman::Lgsco;
    let people = provision::Rule::People.said(&desk.policy, lgsco);
    assert!(people.contains("Oversee complaints: "), "{people}");
    let reviewers = provision::Rule::Reviewers.said(&desk.policy, lgsco);
    assert!(reviewers.contains("had a part in stage 1"), "{reviewers}");
}

#[test]
fn a_self_assessment_answers_each_paragraph_that_binds_the_council() {
    let desk = Desk::annual();
    let all = provision::PROVISIONS.len();
    assert_eq!(provision::that_bind(&desk.policy).count(), all);
    let mut no_landlord = desk.policy.clone();
    no_landlord
        .procedures
        .retain(|_, procedure| procedure.ombudsman != Some(crate::vocabulary::Ombudsman::Housing));
    assert!(provision::that_bind(&no_landlord).count() < all);
    let names: BTreeSet<&str> = provision::PROVISIONS.iter().map(|known| known.id).collect();
    assert_eq!(names.len(), all);

    let mut desk = Desk::annual().drafted();
    for part in ReportPart::of(ReportSort::Annual) {
        let cases = BTreeSet::new();
        let write = Command::Write {
            part,
            words: None,
            cases,
        };
        desk.does(write).unwrap();
    }
    assert_eq!(desk.does(approval(0, None)), Err(Refusal::NotAllAnswered(all)));
}

/// Housing Ombudsman's Code, of which each paragraph binds a landlord (Social Housing (Regulation) Act 2023); Code 8.1a: the
/// self-assessment is against the Code, and not against a part of it.
#[test]
fn no_paragraph_of_the_housing_ombudsmans_sections_5_and_6_is_left_out_of_the_self_assessment() {
    let mut assessed: Vec<(u8, u8)> = Vec::new();
    for known in provision::PROVISIONS {
        if known.code != crate::vocabulary::Ombudsman::Housing {
            continue;
        }
        let ends: Vec<(u8, u8)> = known
            .paragraph
            .split([',', ' '])
            .filter_map(|word| word.split_once('.'))
            .map(|(section, number)| (section.parse().unwrap(), number.parse().unwrap()))
            .collect();
        match ends.as_slice() {
            // A whole section, or all of it about stage 2.
            [] => {}
            [(section, first), .., (_, last)] => {
                assessed.extend((*first..=*last).map(|number| (*section, number)));
            }
            [one] => assessed.push(*one),
        }
    }
    let of = |section: u8| {
        let numbers = assessed.iter().filter(|(of, _)| *of == section);
        numbers.map(|(_, number)| *number).collect::<Vec<u8>>()
    };
    assert_eq!(of(5), (1..=15).collect::<Vec<u8>>());
    assert_eq!(of(6), (1..=13).collect::<Vec<u8>>(), "the rest of it is stage 2");
    let whole = ["1", "2", "3", "4", "7", "8"].map(|section| format!("Section {section}"));
    let has = |paragraph: &str| {
        let mut all = provision::PROVISIONS.iter();
        all.any(|known| known.paragraph == paragraph && known.id.starts_with("housing"))
    };
    assert!(whole.iter().all(|section| has(section)) && has("Stage 2"));
    assert_eq!(of(9), [1, 2, 3, 4, 5]);
}

#[test]
fn a_report_that_went_out_shows_the_paragraphs_that_it_answered_and_none_that_came_since() {
    let ids = |desk: &Desk| -> Vec<&str> {
        let shown = provision::shown_in(&desk.policy, &desk.report);
        shown.map(|known| known.id).collect()
    };
    let all = provision::PROVISIONS.len();
    let mut desk = Desk::annual().drafted().written();
    desk.report.answers.remove("housing-5.6");
    assert_eq!(ids(&desk).len(), all, "it is still to be answered");
    // As one stands that went out before the paragraph came to the list.
    let mut desk = Desk::annual().drafted().written().approved();
    assert_eq!(ids(&desk).len(), all);
    desk.report.answers.remove("housing-5.6");
    assert_eq!(ids(&desk).len(), all - 1);
    assert!(!ids(&desk).contains(&"housing-5.6"));
}

#[test]
fn an_annual_report_is_published_with_the_governing_bodys_response_beside_it_code_8_2() {
    let mut desk = Desk::annual().drafted().written();
    assert_eq!(desk.does(Command::Publish), Err(Refusal::NotApproved));
    let mut desk = desk.approved();
    desk.actor = head();
    assert_eq!(desk.does(Command::Publish), Err(Refusal::NoResponse));
    desk.actor = actor(Role::ComplaintsManager);
    let on = |on| Command::Respond {
        on,
        words: words("The council welcomes the report."),
    };
    assert_eq!(
        desk.does(on(date(2026, 6, 2))),
        Err(Refusal::StillToCome(date(2026, 6, 2)))
    );
    desk.does(on(date(2026, 6, 1))).unwrap();
    assert_eq!(desk.report.state(), ReportState::Adopted);
    desk.actor = head();
    desk.does(Command::Publish).unwrap();
    assert_eq!(desk.report.state(), ReportState::Published);
    assert_eq!(desk.does(Command::Publish), Err(Refusal::DoneAlready));
}

#[test]
fn whoever_wrote_an_annual_report_neither_approves_nor_publishes_it_ux_3_9_4() {
    let mut desk = Desk::annual().drafted().written();
    assert_eq!(desk.does(approval(0, None)), Err(Refusal::WroteIt));
    // A service manager is not above it, whoever wrote it.
    let mut other = actor(Role::ServiceManager);
    other.id = ActorId::User(owner());
    desk.actor = other;
    assert_eq!(
        desk.does(approval(0, None)),
        Err(Refusal::NotPermitted(Act::ApproveReport))
    );
    desk.actor = head();
    desk.does(approval(0, None)).unwrap();
    let respond = |words| Command::Respond {
        on: date(2026, 6, 1),
        words,
    };
    // The Executive writes nothing of it; whoever recorded the response does not publish it.
    assert_eq!(
        desk.does(respond(words("Welcomed."))),
        Err(Refusal::NotPermitted(Act::WriteReport))
    );
    desk.actor = actor(Role::ComplaintsManager);
    desk.does(respond(words("Welcomed."))).unwrap();
    assert_eq!(desk.does(Command::Publish), Err(Refusal::WroteIt));
    desk.actor = head();
    assert_eq!(desk.does(Command::Publish), Ok(()));
}

#[test]
fn an_annual_report_is_of_a_year_of_the_council() {
    let mut desk = Desk::of(
        ReportKey::Annual {
            from: date(2025, 1, 1),
        },
        date(2026, 6, 1),
    );
    let range = crate::policy::ReportRules::year(date(2025, 1, 1));
    let draft = Command::Draft {
        range,
        figures: figures(),
    };
    assert_eq!(desk.does(draft), Err(Refusal::NotInTheCalendar));
}

#[test]
fn only_whoever_may_writes_a_report() {
    let mut desk = Desk::annual();
    desk.actor = actor(Role::Officer);
    let range = crate::policy::ReportRules::year(date(2025, 4, 1));
    let draft = Command::Draft {
        range,
        figures: figures(),
    };
    assert_eq!(desk.does(draft), Err(Refusal::NotPermitted(Act::WriteReport)));
}

#[test]
fn what_was_recorded_once_is_read_for_ever_and_written_the_same() {
    let golden = include_str!("tests/golden.jsonl");
    let mut seen = BTreeSet::new();
    for line in golden.lines() {
        let entry = Entry::from_body(ActorId::Anonymous, line).unwrap();
        assert_eq!(entry.to_body().unwrap(), line);
        seen.insert(entry.event.name());
    }
    assert_eq!(seen.len(), 10);
}

#[test]
fn a_report_has_one_name() {
    for text in ["briefing/executive-team/2026-12-08", "annual-report/2025-04-01"] {
        assert_eq!(ReportKey::parse(text).unwrap().to_string(), text);
    }
    for text in [
        "briefing/executive-team",
        "annual-report/2025-04-01/x",
        "annual-report/20250401",
        "x",
        "",
    ] {
        assert_eq!(ReportKey::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn no_history_publishes_what_nobody_read_or_answered(order in proptest::collection::vec(0..9_u8, 0..60)) {
        let mut desk = Desk::annual();
        for step in order {
            let report = desk.report.clone();
            let parts: Vec<ReportPart> = ReportPart::of(ReportSort::Annual).collect();
            let command = match step {
                0 => Command::Draft { range: crate::policy::ReportRules::year(date(2025, 4, 1)), figures: figures() },
                1 => Command::TakeFigures { figures: Vec::new() },
                2 => approval(u32::from(report.parts.len().is_multiple_of(2)), None),
                3 => Command::Publish,
                4 => Command::Respond { on: desk.today, words: words("Welcome.") },
                5 => answers("lgsco-4", Complies::No, None),
                6 => {
                    for known in provision::PROVISIONS {
                        let _ = desk.does(answers(known.id, Complies::Yes, Some("Our file shows it.")));
                    }
                    continue;
                }
                _ => {
                    let part = parts[report.parts.len() % parts.len()];
                    Command::Write { part, words: Some(words("Text.")), cases: BTreeSet::new() }
                }
            };
            let was_approved = report.approved.is_some();
            let done = desk.does(command);
            if done.is_err() || (was_approved && report.approved.is_some()) {
                // What went out stands as it went.
                prop_assert!(!was_approved || desk.report.figures == report.figures);
                prop_assert!(!was_approved || desk.report.parts == report.parts);
            }
            if desk.report.published_on.is_some() {
                prop_assert!(desk.report.response.is_some() && desk.report.approved.is_some());
                prop_assert!(desk.report.missing(&desk.key).is_empty());
                prop_assert_eq!(desk.report.answers.len(), provision::PROVISIONS.len());
            }
        }
    }
}
