//! Reports: drafted before each meeting, written, read for names, frozen, minuted, followed up, published.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use redress_casework::failure::Failure;
use redress_casework::measure::Ask;
use redress_casework::report::{Asked, NotDone, ReportView};
use redress_domain::calendar::london::{day_ends_at, day_starts_at};
use redress_domain::id::{PostId, ServiceId};
use redress_domain::lesson::{Analysis, Command as Step, DrawnFrom, NewLesson, Plan, RootCause, Went};
use redress_domain::measure::Measure;
use redress_domain::measure::figure::Figure;
use redress_domain::permission::Actor;
use redress_domain::report::provision::PROVISIONS;
use redress_domain::report::state::ReportState;
use redress_domain::report::{
    ActionState, Command, Complies, Frozen, MinuteKind, NewMinute, Refusal, ReportKey, ReportPart, ReportSort,
};
use redress_domain::vocabulary::{Kind, NotificationKind};

use crate::on_both_engines;
use crate::orders::Orders;
use crate::stage_2::Walk;
use crate::world::{World, adviser, complaints_manager, councillor, executive, manager, officer};

fn key() -> ReportKey {
    ReportKey::Briefing {
        post: PostId::parse("executive-team").unwrap(),
        on: date(2026, 12, 8),
    }
}

async fn view(world: &World, key: &ReportKey) -> ReportView {
    let actor = complaints_manager();
    let opened = world.casework.open_report(&world.council, &actor, key);
    opened.await.unwrap()
}

async fn does(world: &World, key: &ReportKey, command: Command) -> Result<(), NotDone> {
    let seen = view(world, key).await.version;
    let at = (key, seen);
    world
        .casework
        .act_on_report(&world.council, &complaints_manager(), at, vec![command])
        .await
}

async fn approve(world: &World, key: &ReportKey, why: Option<&str>) -> Result<(), NotDone> {
    let seen = view(world, key).await.version;
    let why = why.map(|why| world.casework.fresh().words(why));
    world
        .casework
        .approve_report(&world.council, &complaints_manager(), (key, seen), why)
        .await
}

/// Every part says the same; so does each paragraph.
async fn write_all(world: &World, key: &ReportKey, text: &str) {
    for part in ReportPart::of(key.sort()) {
        let words = Some(world.casework.fresh().words(text));
        let cases = BTreeSet::new();
        does(world, key, Command::Write { part, words, cases })
            .await
            .unwrap();
    }
    if key.sort() == ReportSort::Annual {
        for provision in PROVISIONS {
            let answer = Command::Answer {
                provision: provision.id.to_owned(),
                complies: Complies::Yes,
                because: Some(world.casework.fresh().words("Our file shows it.")),
            };
            does(world, key, answer).await.unwrap();
        }
    }
}

async fn told(world: &World, actor: &Actor) -> Vec<NotificationKind> {
    let told = world.casework.notifications(&world.council, actor, None).await;
    told.unwrap().iter().map(|told| told.row.kind).collect()
}

/// A complaint of November, and the first days of December.
async fn november(world: &World) {
    world.is_day(date(2026, 11, 10));
    let orders = Orders::of(world);
    let logged = world.logged(Kind::Complaint).await;
    Walk::of(&orders, logged.id.clone()).answered_at_stage_1().await;
    world.is_day(date(2026, 11, 30));
}

/// A complaint that came earlier and is recorded now.
async fn recorded_late(world: &World, on: Date) {
    let mut new = world.contact(Kind::Complaint);
    new.contact.received_at = day_starts_at(on);
    world.casework.log(&world.council, &adviser(), new).await.unwrap();
}

on_both_engines! {
    async fn a_briefing_is_drafted_some_days_before_each_meeting_and_once_paper_004_6_1(world: World) {
        world.knows(&[complaints_manager(), manager()]).await;
        november(&world).await;
        assert_eq!(world.casework.draft_briefings(&world.council).await.unwrap(), 0, "too early");
        world.is_day(date(2026, 12, 1));
        assert_eq!(world.casework.draft_briefings(&world.council).await.unwrap(), 1);
        assert_eq!(world.casework.draft_briefings(&world.council).await.unwrap(), 0, "once");
        assert!(told(&world, &complaints_manager()).await.contains(&NotificationKind::BriefingDrafted));
        let view = view(&world, &key()).await;
        let received = view.figures(Measure::ComplaintsReceived).next().unwrap();
        assert_eq!(received.figure, Figure::Count(1));
        assert_eq!(view.report.range.unwrap().in_words(), "November 2026");
        let hidden = world.casework.open_report(&world.council, &officer(), &key()).await;
        assert!(matches!(hidden, Err(Failure::NotFound)), "a draft is for whoever writes it");
        let hidden = world.casework.briefing_out(&world.council, &key()).await;
        assert!(matches!(hidden, Err(Failure::NotFound)));
        world.assert_sound().await;
    }

    async fn a_meeting_early_in_a_month_is_told_of_the_month_before_it_whole(world: World) {
        november(&world).await;
        // Begun in November, as the job begins that of a meeting on the first days of December.
        let start = world.casework.draft_report(&world.council, &complaints_manager(), &key()).await;
        start.unwrap();
        let draft = view(&world, &key()).await;
        assert_eq!(draft.report.range.unwrap().in_words(), "November 2026", "not October");
        assert!(draft.report.is_of_part());
        write_all(&world, &key(), "Nothing out of the ordinary.").await;
        let early = approve(&world, &key(), None).await;
        assert!(matches!(early, Err(NotDone::Refused(Refusal::NotOver(_)))), "{early:?}");
        // On the last day of the month one more comes; on the first of the next the month is frozen, once.
        world.logged(Kind::Complaint).await;
        assert_eq!(world.casework.draft_briefings(&world.council).await.unwrap(), 0);
        world.is_day(date(2026, 12, 1));
        assert_eq!(world.casework.draft_briefings(&world.council).await.unwrap(), 0, "it is there");
        let frozen = view(&world, &key()).await;
        assert!(!frozen.report.is_of_part());
        assert_eq!(frozen.figures(Measure::ComplaintsReceived).next().unwrap().figure, Figure::Count(2));
        world.casework.draft_briefings(&world.council).await.unwrap();
        assert_eq!(view(&world, &key()).await.version, frozen.version, "it is taken once");
        approve(&world, &key(), None).await.unwrap();
        world.assert_sound().await;
    }

    async fn what_was_published_agrees_with_a_later_look(world: World) {
        november(&world).await;
        world.is_day(date(2026, 12, 2));
        world.casework.draft_briefings(&world.council).await.unwrap();
        write_all(&world, &key(), "Nothing out of the ordinary.").await;
        // Something of November is recorded late, while it is a draft.
        world.is_day(date(2026, 12, 3));
        recorded_late(&world, date(2026, 11, 20)).await;
        let draft = view(&world, &key()).await;
        assert_eq!(draft.figures(Measure::ComplaintsReceived).next().unwrap().figure, Figure::Count(1));
        let today = draft.today.iter().find(|frozen| frozen.measure == Measure::ComplaintsReceived);
        assert_eq!(today.unwrap().figure, Figure::Count(2), "it shows what was recorded late");
        world.casework.take_figures(&world.council, &complaints_manager(), (&key(), draft.version)).await.unwrap();
        approve(&world, &key(), None).await.unwrap();
        let went_at = world.casework.outside().now();
        let went = view(&world, &key()).await;
        assert_eq!(went.report.state(), ReportState::Approved);
        assert_eq!(went.figures(Measure::ComplaintsReceived).next().unwrap().figure, Figure::Count(2));
        // And more, when it is out.
        world.is_day(date(2026, 12, 18));
        recorded_late(&world, date(2026, 11, 21)).await;
        let later = view(&world, &key()).await;
        assert_eq!((&later.report, &later.now), (&went.report, &went.now));
        // Asked for as at the day on which they were frozen, all its figures come out again; the first draft's as well.
        let range = went.report.range.unwrap();
        let mut held = 0;
        for frozen in Measure::ALL.iter().flat_map(|measure| went.figures(*measure)).filter(|one| one.of.is_none()) {
            let ask = Ask { by: frozen.by, ..Ask::new(frozen.measure, range) };
            let then = day_ends_at(date(2026, 12, 3));
            let again = world.casework.figures_as_at(&world.council, &ask, then).await.unwrap().unwrap();
            let line = again.lines.iter().find(|(line, _)| *line == frozen.line).map(|(_, figure)| *figure);
            let figure = if frozen.by.is_some() { line } else { Some(again.whole) };
            assert_eq!(figure, Some(frozen.figure), "{} by {:?} {}", frozen.measure, frozen.by, frozen.line);
            held += 1;
        }
        assert!(held > 15, "only {held} figures were held");
        let complaints = Ask::new(Measure::ComplaintsReceived, range);
        for (day, count) in [(date(2026, 12, 2), 1), (date(2026, 12, 3), 2), (date(2026, 12, 18), 3)] {
            let then = day_ends_at(day);
            let again = world.casework.figures_as_at(&world.council, &complaints, then).await.unwrap().unwrap();
            assert_eq!(again.whole, Figure::Count(count), "as at {day}");
        }
        // So does what was open and overdue when it went out, of which the sums know today's alone.
        let sorted = |mut figures: Vec<Frozen>| {
            figures.sort_by_key(|one| (one.measure, one.line.clone()));
            figures
        };
        let then = world.casework.figures_then(&world.council, went_at).await.unwrap();
        assert_eq!(sorted(then), sorted(went.now.clone()));
        let now = world.casework.figures_then(&world.council, world.casework.outside().now()).await.unwrap();
        assert_ne!(sorted(now), sorted(went.now));
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        let rows = world.casework.briefings_out(&world.council, None).await.unwrap();
        assert_eq!(rows.len(), 1);
        let events = world.events_as_text().await;
        assert!(!events.contains("out of the ordinary"), "no event holds a word");
        world.assert_sound().await;
    }

    async fn a_name_of_somebody_on_a_case_of_note_is_found(world: World) {
        november(&world).await;
        world.is_day(date(2026, 12, 2));
        world.casework.draft_briefings(&world.council).await.unwrap();
        write_all(&world, &key(), "Nothing out of the ordinary.").await;
        let logged = world.logged(Kind::Complaint).await;
        let name = world.contact(Kind::Complaint).customer.unwrap().1.name;
        let last = name.split(' ').next_back().unwrap().to_owned();
        let text = format!("A complaint by {last} took long.");
        let write = |cases| Command::Write {
            part: ReportPart::CasesOfNote,
            words: Some(world.casework.fresh().words(&text)),
            cases,
        };
        does(&world, &key(), write(BTreeSet::from([logged.id]))).await.unwrap();
        let found = view(&world, &key()).await.found;
        assert!(found.iter().any(|found| found.what == last), "{found:?}");
        let refused = approve(&world, &key(), None).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NamesFound(_)))), "{refused:?}");
        approve(&world, &key(), Some("It is a word here.")).await.unwrap();
    }

    async fn a_name_in_a_lesson_that_is_overdue_is_found_before_the_briefing_goes_out_ux_3_9_3(world: World) {
        november(&world).await;
        let logged = world.logged(Kind::Complaint).await;
        let name = world.contact(Kind::Complaint).customer.unwrap().1.name;
        let last = name.split(' ').next_back().unwrap().to_owned();
        let fresh = world.casework.fresh();
        let new = NewLesson {
            from: DrawnFrom::Group,
            went: Went::Wrong,
            services: BTreeSet::from([ServiceId::parse("waste").unwrap()]),
            cases: BTreeSet::from([logged.id]),
            learned: fresh.words(&format!("{last} waited for three weeks.")),
        };
        let why = Some(fresh.words("They asked to be named."));
        let lesson = world.casework.record_lesson(&world.council, &manager(), (new, why)).await.unwrap();
        let steps = [
            Step::Analyse(Analysis { cause: RootCause::Delay, why: fresh.words("Nobody looked.") }),
            Step::Plan(Plan {
                what: fresh.words("Look each morning."),
                owner: officer().user().unwrap().clone(),
                due_on: date(2026, 12, 1),
                measure: None,
                how_we_know: Some(fresh.words("Nobody waits.")),
            }),
        ];
        for step in steps {
            world.casework.act_on_latest_lesson(&world.council, &manager(), &lesson, step).await.unwrap();
        }
        world.is_day(date(2026, 12, 1));
        world.casework.draft_briefings(&world.council).await.unwrap();
        write_all(&world, &key(), "Nothing out of the ordinary.").await;
        assert_eq!(view(&world, &key()).await.found, [], "it is not overdue, and not in the briefing");
        world.is_day(date(2026, 12, 2));
        let draft = view(&world, &key()).await;
        assert_eq!(draft.late.len(), 1);
        assert_eq!(draft.found.iter().map(|found| found.what.clone()).collect::<Vec<_>>(), [last]);
        let refused = approve(&world, &key(), None).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NamesFound(1)))), "{refused:?}");
        // In other words it goes out, and the Executive reads those.
        let seen = world.casework.open_lesson(&world.council, &manager(), &lesson).await.unwrap().version;
        let sentence = (fresh.words("Somebody waited for three weeks."), None);
        world.casework.reword_lesson(&world.council, &manager(), (&lesson, seen), sentence).await.unwrap();
        approve(&world, &key(), None).await.unwrap();
        let read = world.casework.open_report(&world.council, &executive(), &key()).await.unwrap();
        let late: Vec<Option<&str>> = read.late.iter().map(|line| line.learned.as_deref()).collect();
        assert_eq!(late, [Some("Somebody waited for three weeks.")]);
        world.assert_sound().await;
    }

    async fn a_name_of_anybody_on_file_is_found_in_whatever_is_published_or_minuted(world: World) {
        november(&world).await;
        world.is_day(date(2026, 12, 2));
        world.casework.draft_briefings(&world.council).await.unwrap();
        write_all(&world, &key(), "Nothing out of the ordinary.").await;
        // The briefing names no case: the name is that of a customer all the same.
        let name = world.contact(Kind::Complaint).customer.unwrap().1.name;
        let text = format!("{} complained about us.", name.to_lowercase());
        let write = |text: &str| Command::Write {
            part: ReportPart::WhatChanged,
            words: Some(world.casework.fresh().words(text)),
            cases: BTreeSet::new(),
        };
        does(&world, &key(), write(&text)).await.unwrap();
        let found = view(&world, &key()).await.found;
        assert_eq!(found.iter().map(|found| found.what.clone()).collect::<Vec<_>>(), [name.to_lowercase()]);
        does(&world, &key(), write("Somebody complained about us.")).await.unwrap();
        approve(&world, &key(), None).await.unwrap();
        world.is_day(date(2026, 12, 8));
        let minute = |text: &str| Command::Minute(NewMinute {
            kind: MinuteKind::Noted,
            words: world.casework.fresh().words(text),
            owner: None,
            due_on: None,
        });
        let refused = does(&world, &key(), minute(&text)).await;
        assert!(matches!(refused, Err(NotDone::Refused(Refusal::NamesFound(1)))), "{refused:?}");
        // With a reason it stands, and so does the reason; where nothing was found none is written down.
        for (text, checked) in [(text.as_str(), 1), ("Somebody complained.", 1)] {
            let why = Command::CheckNames {
                flagged: 0,
                why_it_may_stay: world.casework.fresh().words("They asked to be named."),
            };
            let at = (&key(), view(&world, &key()).await.version);
            let both = vec![why, minute(text)];
            world.casework.act_on_report(&world.council, &complaints_manager(), at, both).await.unwrap();
            let events = world.events_as_text().await;
            let lines = events.lines().filter(|line| line.contains("names-checked"));
            assert_eq!(lines.count(), checked);
        }
        assert_eq!(view(&world, &key()).await.report.minutes.len(), 2);
        world.assert_sound().await;
    }

    async fn actions_of_a_meeting_are_told_shown_next_time_and_followed_up(world: World) {
        world.knows(&[officer(), complaints_manager(), councillor()]).await;
        november(&world).await;
        world.is_day(date(2026, 12, 2));
        world.casework.draft_briefings(&world.council).await.unwrap();
        write_all(&world, &key(), "Nothing out of the ordinary.").await;
        approve(&world, &key(), None).await.unwrap();
        world.is_day(date(2026, 12, 8));
        let minute = Command::Minute(NewMinute {
            kind: MinuteKind::Action,
            words: world.casework.fresh().words("Ask the contractor for a plan."),
            owner: officer().user().cloned(),
            due_on: Some(date(2027, 1, 5)),
        });
        does(&world, &key(), minute).await.unwrap();
        let other = |owner: &Actor| Command::Minute(NewMinute {
            kind: MinuteKind::Action,
            words: world.casework.fresh().words("Speak with the other council."),
            owner: owner.user().cloned(),
            due_on: Some(date(2027, 1, 5)),
        });
        does(&world, &key(), other(&complaints_manager())).await.unwrap();
        // A member is no owner: the next thing that they would see is the cases of note.
        let no = does(&world, &key(), other(&councillor())).await;
        assert!(matches!(no, Err(NotDone::Refused(Refusal::NoOwner))), "{no:?}");
        assert_eq!(told(&world, &officer()).await.first(), Some(&NotificationKind::MeetingAction));
        world.is_day(date(2026, 12, 15));
        world.casework.draft_briefings(&world.council).await.unwrap();
        let post = PostId::parse("executive-team").unwrap();
        let next = ReportKey::Briefing { post, on: date(2026, 12, 22) };
        let draft = view(&world, &next).await;
        assert_eq!(draft.actions.len(), 2);
        assert_eq!(draft.actions[0].words.as_deref(), Some("Ask the contractor for a plan."));
        // Whoever has the action sees that, and nothing of the briefing, and says how it stands.
        let theirs = world.casework.open_report(&world.council, &officer(), &key()).await.unwrap();
        assert!(theirs.is_only_theirs);
        assert_eq!(theirs.report.minutes.len(), 1, "not what the meeting asked of others");
        assert_eq!(theirs.words(&theirs.report.minutes[0].words), Some("Ask the contractor for a plan."));
        assert!(theirs.report.parts.is_empty() && theirs.report.figures.is_empty() && theirs.now.is_empty());
        assert!(theirs.told.is_empty() && theirs.late.is_empty() && theirs.actions.is_empty());
        let seen = theirs.version;
        let says = Command::FollowUp { item: 1, state: ActionState::Done, words: world.casework.fresh().words("It is here.") };
        let at = (&key(), seen);
        world.casework.act_on_report(&world.council, &officer(), at, vec![says]).await.unwrap();
        // Paper 004, 6.1: the next meeting opens with the last one's actions and their state, and what was done is among them.
        let stand = |view: &ReportView| -> Vec<(ActionState, bool, Option<String>)> {
            let one = |asked: &Asked| (asked.state, asked.owner.is_some(), asked.said.clone());
            view.actions.iter().map(one).collect()
        };
        let both = [
            (ActionState::Open, true, None),
            (ActionState::Done, true, Some("It is here.".to_owned())),
        ];
        assert_eq!(stand(&view(&world, &next).await), both);
        assert_eq!(world.casework.open_report_actions_of(&world.council, &officer()).await.unwrap(), 0);
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(stand(&view(&world, &next).await), both);
        // A briefing that nobody approved told nobody: the one after it opens with the same.
        world.is_day(date(2027, 1, 6));
        world.casework.draft_briefings(&world.council).await.unwrap();
        let post = PostId::parse("executive-team").unwrap();
        let after = ReportKey::Briefing { post, on: date(2027, 1, 12) };
        assert_eq!(stand(&view(&world, &after).await), both);
        // It stands there still when the briefing is approved, whatever is said later.
        write_all(&world, &next, "Nothing out of the ordinary.").await;
        approve(&world, &next, None).await.unwrap();
        assert_eq!(stand(&view(&world, &next).await), both);
        assert_eq!(stand(&view(&world, &after).await), both[..1], "what was done was told");
        world.assert_sound().await;
    }

    async fn the_annual_report_is_public_only_with_the_response_beside_it_code_8_2(world: World) {
        november(&world).await;
        world.is_day(date(2027, 5, 4));
        let key = ReportKey::Annual { from: date(2026, 4, 1) };
        let early = ReportKey::Annual { from: date(2027, 4, 1) };
        let casework = &world.casework;
        let not_over = casework.draft_report(&world.council, &complaints_manager(), &early).await;
        assert!(matches!(not_over, Err(NotDone::Refused(Refusal::NotOver(_)))), "{not_over:?}");
        let no = casework.draft_report(&world.council, &councillor(), &key).await;
        assert!(matches!(no, Err(NotDone::Refused(Refusal::NotPermitted(_)))), "{no:?}");
        casework.draft_report(&world.council, &complaints_manager(), &key).await.unwrap();
        write_all(&world, &key, "As in the year before.").await;
        // Whoever wrote it does not let it out: the Executive reads the draft, and does.
        let own = approve(&world, &key, None).await;
        assert!(matches!(own, Err(NotDone::Refused(Refusal::WroteIt))), "{own:?}");
        let draft = casework.open_report(&world.council, &executive(), &key).await.unwrap();
        let at = (&key, draft.version);
        casework.approve_report(&world.council, &executive(), at, None).await.unwrap();
        assert!(casework.public_report(&world.council, &key).await.is_err());
        let respond = Command::Respond { on: date(2027, 5, 3), words: casework.fresh().words("Welcomed.") };
        does(&world, &key, respond).await.unwrap();
        assert!(casework.public_report(&world.council, &key).await.is_err());
        let own = does(&world, &key, Command::Publish).await;
        assert!(matches!(own, Err(NotDone::Refused(Refusal::WroteIt))), "{own:?}");
        let seen = view(&world, &key).await.version;
        let publish = vec![Command::Publish];
        casework.act_on_report(&world.council, &executive(), (&key, seen), publish).await.unwrap();
        let public = casework.public_report(&world.council, &key).await.unwrap();
        let response = public.report.response.clone().unwrap();
        assert_eq!(public.words(&response.words), Some("Welcomed."));
        assert_eq!(casework.annual_reports_out(&world.council).await.unwrap().len(), 1);
        // One complaint in one quarter: the public could work it out from the year.
        let approved = public.report.approved.unwrap();
        assert!(approved.totals_only.contains(&Measure::ComplaintsReceived), "{approved:?}");
        world.assert_sound().await;
    }

    async fn a_target_is_held_against_the_services_that_the_manager_answers_for_paper_004_6_2(world: World) {
        world.is_day(date(2026, 11, 10));
        let mut new = world.contact(Kind::ServiceRequest);
        new.contact.service = Some(ServiceId::parse("streets").unwrap());
        world.casework.log(&world.council, &adviser(), new).await.unwrap();
        world.is_day(date(2026, 12, 2));
        let range = redress_domain::measure::Range::month_of(date(2026, 11, 1));
        let targets = world.casework.targets(&world.council, range).await.unwrap();
        let settings = world.casework.councils().get(&world.council).unwrap();
        let policy = settings.policy(world.casework.today()).unwrap();
        assert_eq!(targets.len(), policy.kpis.len());
        let answers_for_none = |post| policy.services.iter().all(|service| service.answerable.as_ref() != Some(post));
        // Who answers for no service by name answers for all of them.
        let whole = targets.iter().find(|(kpi, ..)| kpi.of.as_str() == "chief-executive").unwrap();
        assert_eq!(whole.1.len(), policy.services.len());
        for (kpi, services, frozen) in &targets {
            assert!(!services.is_empty(), "{kpi:?} is about something");
            for service in services {
                let service = policy.service(service).unwrap();
                let is_theirs = service.answerable.as_ref() == Some(&kpi.of);
                assert!(kpi.services.contains(&service.id) || is_theirs || answers_for_none(&kpi.of));
            }
            let is_measured = frozen.is_some();
            assert!(is_measured || kpi.measure == Measure::SatisfactionWithHandling, "{kpi:?}");
        }
        let late = targets.iter().find(|(kpi, services, _)| {
            kpi.measure == Measure::FirstAnswerInTime && services.iter().any(|service| service.as_str() == "streets")
        });
        let (_, _, frozen) = late.unwrap();
        // Its first answer was due, and nobody gave one.
        assert_eq!(frozen.as_ref().unwrap().figure, Figure::Share { part: 0, of: 1 });
        assert_eq!(frozen.as_ref().unwrap().is_met(), Some(false));
    }

    async fn a_target_of_the_whole_council_counts_what_is_of_no_service_too(world: World) {
        // It opens into the cases behind it: Complaint Handling Code 9, and what is late counts for somebody.
        world.is_day(date(2026, 11, 10));
        let mut new = world.contact(Kind::Complaint);
        new.contact.service = None;
        world.casework.log(&world.council, &adviser(), new).await.unwrap();
        world.is_day(date(2027, 3, 2));
        let range = redress_domain::measure::Range { from: date(2026, 11, 1), to: date(2027, 2, 28) };
        let targets = world.casework.targets(&world.council, range).await.unwrap();
        let late = targets.iter().filter(|(kpi, ..)| kpi.measure == Measure::Stage1InTime);
        for (kpi, _, frozen) in late {
            let of = i64::from(kpi.of.as_str() == "chief-executive");
            assert_eq!(frozen.as_ref().unwrap().figure, Figure::Share { part: 0, of }, "{kpi:?}");
        }
    }
}
