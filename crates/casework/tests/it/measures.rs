//! Measures: what the sums say is what the events say, after any history.

use std::collections::BTreeMap;

use jiff::civil::date;
use redress_casework::measure::{Ask, Figures, Which};
use redress_domain::calendar::Calendar;
use redress_domain::case::{self, Case, Command, Entry};
use redress_domain::id::{ServiceId, WardId};
use redress_domain::measure::definition::{Formula, Part, Side};
use redress_domain::measure::fact::{Fact, FactKind, Tally, facts};
use redress_domain::measure::figure::{Figure, Histogram};
use redress_domain::measure::season::{Against, Earlier, Usual};
use redress_domain::measure::{By, Measure, Range};
use redress_domain::policy::ReportRules;
use redress_domain::vocabulary::{ClockKind, Kind};
use redress_store::stream::StreamSort;

use crate::histories::live_through;
use crate::on_both_engines;
use crate::orders::Orders;
use crate::stage_2::Walk;
use crate::world::{POLICY, World, adviser, complaints_manager};

/// Every case, read from the record alone.
async fn cases(world: &World) -> Vec<Case> {
    let store = world.store();
    let mut cases = Vec::new();
    let mut after = None;
    loop {
        let page = store
            .streams(&world.council, StreamSort::Case, after.as_ref(), 200)
            .await
            .unwrap();
        let Some(last) = page.last() else { return cases };
        after = Some(last.clone());
        for stream in &page {
            let recorded = store.stream(&world.council, stream).await.unwrap();
            let entries: Vec<Entry> = recorded
                .iter()
                .map(|event| {
                    let body = event.body.as_ref().unwrap();
                    Entry::from_body(event.actor.clone(), body).unwrap()
                })
                .collect();
            cases.extend(case::fold(&entries));
        }
    }
}

/// The year, how many, and whether it had a storm.
fn years(earlier: &[Earlier]) -> Vec<(i16, i64, bool)> {
    earlier
        .iter()
        .map(|year| (year.year, year.n, year.is_stormy))
        .collect()
}

fn word(fact: &Fact, by: By, world: &World) -> String {
    let or_empty = |word: Option<String>| word.unwrap_or_default();
    match by {
        By::Service => or_empty(fact.service.as_ref().map(ToString::to_string)),
        By::Team => {
            let council = world.casework.councils().get(&world.council).unwrap();
            let policy = council.policy(world.casework.today()).unwrap();
            let service = fact.service.as_ref().and_then(|id| policy.service(id));
            or_empty(service.map(|service| service.team.to_string()))
        }
        By::Ward => or_empty(fact.ward.as_ref().map(ToString::to_string)),
        By::Channel => fact.channel.to_string(),
        By::Kind => fact.kind.to_string(),
        By::Month => fact.on.strftime("%Y-%m").to_string(),
        By::Day => fact.on.to_string(),
        By::Detail => fact.detail.clone(),
        By::Stage if fact.stage == 0 => String::new(),
        By::Stage => fact.stage.to_string(),
    }
}

/// A measure counted one case after another, with no sum and no index.
fn recounted(cases: &[Case], (ask, range): (&Ask, Range), world: &World) -> BTreeMap<String, Figure> {
    let council = world.casework.councils().get(&world.council).unwrap();
    let calendar = &council.calendar;
    let definition = ask.measure.definition();
    let mut lines: BTreeMap<String, (Tally, i64, Histogram)> = BTreeMap::new();
    for (fact, tally) in cases.iter().flat_map(|case| facts(case, calendar)) {
        if fact.on < range.from || fact.on > range.to {
            continue;
        }
        let key = ask.by.map_or_else(String::new, |by| word(&fact, by, world));
        if definition.facts().contains(&fact.what) {
            let line = lines.entry(key.clone()).or_default();
            line.0.add(tally);
            if let Some(days) = fact.days {
                line.2.add(days, tally);
            }
        }
        if let Formula::Share(_, Part::Of(other)) = definition.formula
            && other == fact.what
        {
            lines.entry(key).or_default().1 += tally.n;
        }
    }
    if let Formula::Cost(what) = definition.formula {
        let rules = &council.policy(world.casework.today()).unwrap().reports;
        return costed((cases, what), (ask, range), (calendar, rules, world));
    }
    let figure = |(tally, other, days): (Tally, i64, Histogram)| match definition.formula {
        Formula::WorkingDays(_) => days.figure(),
        Formula::Share(_, part) => Figure::Share {
            part: match part {
                Part::Kept => tally.kept,
                Part::KeptFirst => tally.kept_first,
                Part::Of(_) => other,
            },
            of: tally.n,
        },
        Formula::Count(_)
        | Formula::Cost(_)
        | Formula::Standing(..)
        | Formula::Arrangements
        | Formula::Forecasts
        | Formula::DailyChecks => Figure::Count(tally.n),
    };
    lines.into_iter().map(|(key, line)| (key, figure(line))).collect()
}

/// What contacts cost, one after another, each at the cost of its channel on its day.
fn costed(
    (cases, what): (&[Case], FactKind),
    (ask, range): (&Ask, Range),
    (calendar, rules, world): (&Calendar, &ReportRules, &World),
) -> BTreeMap<String, Figure> {
    let mut lines: BTreeMap<String, (i64, i64, i64)> = BTreeMap::new();
    for (fact, tally) in cases.iter().flat_map(|case| facts(case, calendar)) {
        if fact.what != what || fact.on < range.from || fact.on > range.to {
            continue;
        }
        let key = ask.by.map_or_else(String::new, |by| word(&fact, by, world));
        let line = lines.entry(key).or_default();
        line.1 += tally.n;
        match rules.cost_on(fact.channel, fact.on) {
            Some(cost) => line.0 += tally.n * i64::from(cost.pence),
            None => line.2 += tally.n,
        }
    }
    let figure = |(pence, of, unpriced)| Figure::Cost { pence, of, unpriced };
    lines.into_iter().map(|(key, line)| (key, figure(line))).collect()
}

/// Every measure that counts facts, whole and by all that it can be told apart by.
async fn hold_against_the_events(world: &World, range: Range) -> usize {
    let cases = cases(world).await;
    let mut compared = 0;
    for measure in Measure::ALL {
        let definition = measure.definition();
        if definition.facts().is_empty() {
            continue;
        }
        for by in definition.by.iter().copied().map(Some).chain([None]) {
            let mut ask = Ask::new(*measure, range);
            ask.by = by;
            let figures = world
                .casework
                .figures(&world.council, &ask)
                .await
                .unwrap()
                .unwrap();
            let counted = ask.counted(world.casework.today());
            let expected = recounted(&cases, (&ask, counted), world);
            let lines: BTreeMap<String, Figure> = if by.is_some() {
                // A month in which nothing is counted stands among them and is in no event.
                let lines = figures.lines.into_iter();
                lines
                    .filter(|(_, figure)| by != Some(By::Month) || figure.of() > 0)
                    .collect()
            } else {
                [(String::new(), figures.whole)]
                    .into_iter()
                    .filter(|(_, figure)| figure.of() > 0)
                    .collect()
            };
            assert_eq!(lines, expected, "{measure} by {by:?} for {counted:?}");
            compared += lines.len();
        }
    }
    compared
}

async fn whole(world: &World, measure: Measure) -> Figure {
    let ask = Ask::new(measure, EVER);
    let figures = world.casework.figures(&world.council, &ask).await.unwrap();
    figures.unwrap().whole
}

const EVER: Range = Range {
    from: date(2020, 1, 1),
    to: date(2030, 1, 1),
};

on_both_engines! {
    async fn every_figure_is_what_the_events_say_after_random_histories(world: World) {
        let ranges = [
            Range { from: date(2026, 1, 1), to: date(2027, 12, 31) },
            Range { from: date(2026, 1, 20), to: date(2026, 3, 9) },
            Range { from: date(2026, 2, 5), to: date(2026, 2, 11) },
        ];
        let mut compared = 0;
        for seed in [11, 2_026, 90_210] {
            live_through(&world, seed).await;
            for range in ranges {
                // Before anybody added up, in the middle of it, and after.
                compared += hold_against_the_events(&world, range).await;
            }
            world.store().add_up_facts(&world.council).await.unwrap();
            compared += hold_against_the_events(&world, ranges[0]).await;
            world.casework.add_up(&world.council).await.unwrap();
            for range in ranges {
                compared += hold_against_the_events(&world, range).await;
            }
        }
        assert!(compared > 600, "only {compared} figures were compared");
        world.casework.rebuild(&world.council, |_| {}).await.unwrap();
        hold_against_the_events(&world, ranges[0]).await;
    }

    async fn what_is_late_turns_late_at_midnight_and_what_was_withdrawn_is_not_late(world: World) {
        let orders = Orders::of(&world);
        let answered = world.logged(Kind::Complaint).await.id;
        Walk::of(&orders, answered).answered_at_stage_1().await;
        let forgotten = world.logged(Kind::Complaint).await;
        let withdrawn = world.logged(Kind::Complaint).await.id;
        let view = world.casework.open_case(&world.council, &adviser(), &forgotten.reference).await.unwrap();
        let due = view.case.clock(ClockKind::Acknowledge).unwrap().due_on;
        // On the last day it is not late.
        world.is_day(due);
        let in_time = |part, of| Figure::Share { part, of };
        assert_eq!(whole(&world, Measure::AcknowledgedInTime).await, in_time(0, 0));
        assert_eq!(whole(&world, Measure::OverdueNow).await, Figure::Count(0));
        world.is_day(due.tomorrow().unwrap());
        // Nothing has run and nothing was written: it is late because the day is over.
        assert_eq!(whole(&world, Measure::AcknowledgedInTime).await, in_time(1, 3));
        assert_eq!(whole(&world, Measure::OverdueNow).await, Figure::Count(2));
        world.done(&adviser(), &withdrawn, Command::Withdraw { reason: None }).await;
        assert_eq!(whole(&world, Measure::AcknowledgedInTime).await, in_time(1, 2));
        assert_eq!(whole(&world, Measure::OverdueNow).await, Figure::Count(1));
        let Figure::Days { of: 1, .. } = whole(&world, Measure::Stage1WorkingDays).await else {
            panic!("one reply went");
        };
        assert_eq!(whole(&world, Measure::ComplaintsReceived).await, Figure::Count(3));
        let findings = Ask::new(Measure::Findings, EVER).by(By::Detail);
        let findings = world.casework.figures(&world.council, &findings).await.unwrap().unwrap();
        assert_eq!(findings.lines.len(), 1, "{findings:?}");
    }

    async fn a_figure_of_a_past_moment_is_what_was_said_at_it_whatever_happened_since(world: World) {
        live_through(&world, 4_711).await;
        let range = Range { from: date(2026, 1, 1), to: date(2027, 12, 31) };
        let mut said = Vec::new();
        // What was likely on an earlier day is not known any more.
        let is_known = |measure: &&Measure| measure.definition().formula != Formula::Forecasts;
        for measure in Measure::ALL.iter().filter(is_known) {
            for by in measure.definition().by.iter().copied().map(Some).chain([None]) {
                let ask = Ask { by, ..Ask::new(*measure, range) };
                let figures = world.casework.figures(&world.council, &ask).await.unwrap();
                said.push((ask, figures));
            }
        }
        let then = world.casework.outside().now();
        world.wait_days(3);
        live_through(&world, 4_712).await;
        let mut changed = 0;
        for (ask, before) in said {
            let again = world.casework.figures_as_at(&world.council, &ask, then).await.unwrap();
            let now = world.casework.figures(&world.council, &ask).await.unwrap();
            changed += usize::from(now != before);
            let sorted = |figures: Option<Figures>| figures.map(|mut figures| {
                figures.lines.sort_by(|one, other| one.0.cmp(&other.0));
                figures
            });
            assert_eq!(sorted(again), sorted(before), "{} by {:?}", ask.measure, ask.by);
        }
        assert!(changed > 50, "only {changed} figures changed since");
    }

    async fn a_month_is_held_against_the_same_month_of_earlier_years_and_only_of_whole_months(world: World) {
        for (year, count) in [(2027, 1), (2028, 3), (2029, 2), (2030, 4), (2031, 6)] {
            world.is_day(date(year, 2, 10));
            for _ in 0..count {
                world.logged(Kind::ServiceRequest).await;
            }
        }
        let february = Range { from: date(2031, 2, 1), to: date(2031, 2, 28) };
        let ask = Ask::new(Measure::Received, february);
        let months = world.casework.demand(&world.council, &ask).await.unwrap();
        // February 2027 is the month in which the record began: it is not known whether it is whole.
        let usual = Usual::Between { least: 2, middle: 3, most: 4, years: 3 };
        assert_eq!(months.len(), 1);
        assert_eq!((months[0].n, months[0].usual, months[0].is_over), (6, usual, false));
        world.is_day(date(2031, 3, 1));
        let months = world.casework.demand(&world.council, &ask).await.unwrap();
        assert!(months[0].is_over);
        assert_eq!(months[0].usual.against(months[0].n), Some(Against::Above));
        let earlier = Range { from: date(2029, 2, 1), to: date(2029, 2, 28) };
        let months = world.casework.demand(&world.council, &Ask::new(Measure::Received, earlier)).await.unwrap();
        // One earlier year is what it was, and nothing that is usual.
        assert_eq!(months[0].usual, Usual::TooLittle);
        assert_eq!(years(&months[0].earlier), [(2028, 3, false)]);
        let days = world.casework.days_of_demand(&world.council, &ask).await.unwrap();
        assert_eq!((days.len(), days[9], days.iter().sum::<i64>()), (28, 6, 6));
    }

    async fn a_winter_stands_beside_what_is_usual_with_its_storm_marked_and_an_earlier_storm_left_out(world: World) {
        let storms = "\n[[storm]]\nname = \"Storm of 2030\"\nfrom = 2030-01-14\nto = 2030-01-16\n\
            [[storm]]\nname = \"Storm of 2032\"\nfrom = 2032-01-20\nto = 2032-01-20\n";
        let world = world.of_council(&format!("{POLICY}{storms}")).await;
        // Each winter of the record, and the months before it, which are not its time of year.
        for (year, count) in [(2027, 5), (2028, 2), (2029, 4), (2030, 9), (2031, 3), (2032, 6)] {
            for (month, count) in [(1, count), (6, 1)] {
                world.is_day(date(year, month, 15));
                for n in 0..count {
                    let ward = if n == 0 { None } else { Some(WardId::parse("mill-hill").unwrap()) };
                    let mut new = world.contact(Kind::ServiceRequest);
                    new.contact.ward = ward;
                    world.casework.log(&world.council, &adviser(), new).await.unwrap();
                }
            }
        }
        let january = Range { from: date(2032, 1, 1), to: date(2032, 1, 31) };
        let ask = Ask::new(Measure::Received, january);
        let months = world.casework.demand(&world.council, &ask).await.unwrap();
        let this = &months[0];
        // January 2027 is where the record begins; January 2030 is what a storm brought, told and not called usual.
        assert_eq!(years(&this.earlier), [(2031, 3, false), (2030, 9, true), (2029, 4, false), (2028, 2, false)]);
        assert_eq!(this.usual, Usual::Between { least: 2, middle: 3, most: 4, years: 3 });
        assert_eq!((this.n, this.usual.against(this.n)), (6, Some(Against::Above)));
        let storms: Vec<&str> = this.storms.iter().map(|storm| storm.name.as_str()).collect();
        assert_eq!(storms, ["Storm of 2032"]);
        // Told apart by ward, what nobody said among them, the lines add up to the month in every year.
        for by in [By::Ward, By::Service] {
            let (over, lines) = world.casework.demand_by(&world.council, (&ask, by)).await.unwrap().unwrap();
            assert_eq!(over, january);
            assert_eq!(lines.iter().map(|line| line.n).sum::<i64>(), 6, "{by}");
            for (place, year) in this.earlier.iter().enumerate() {
                assert_eq!(lines.iter().map(|line| line.earlier[place].n).sum::<i64>(), year.n, "{by}");
            }
        }
        // More than a year would overlap the years before it: nothing is said of it.
        let longer = Range { from: date(2030, 12, 1), to: date(2031, 12, 31) };
        let longer = Ask::new(Measure::Received, longer);
        assert_eq!(world.casework.demand_by(&world.council, (&longer, By::Ward)).await.unwrap(), None);
        let (_, wards) = world.casework.demand_by(&world.council, (&ask, By::Ward)).await.unwrap().unwrap();
        let said: Vec<_> = wards.iter().map(|line| (line.word.as_str(), line.n, line.usual)).collect();
        let between = |least, middle, most| Usual::Between { least, middle, most, years: 3 };
        assert_eq!(said, [("", 1, between(1, 1, 1)), ("mill-hill", 5, between(1, 2, 3))]);
    }

    // An old system's rows end somewhere, and wards were not always asked for: what is not on record is not nothing.
    async fn a_year_of_which_nothing_is_on_record_is_unknown_and_no_year_of_nothing(world: World) {
        for (year, count) in [(2027, 1), (2030, 3), (2031, 2), (2032, 4)] {
            world.is_day(date(year, 1, 15));
            for _ in 0..count {
                let mut new = world.contact(Kind::ServiceRequest);
                new.contact.ward = (year > 2030).then(|| WardId::parse("mill-hill").unwrap());
                world.casework.log(&world.council, &adviser(), new).await.unwrap();
            }
        }
        world.is_day(date(2032, 2, 15));
        let ask = Ask::new(Measure::Received, Range { from: date(2032, 1, 1), to: date(2032, 1, 31) });
        let known = [(2031, 2, false), (2030, 3, false)];
        let months = world.casework.demand(&world.council, &ask).await.unwrap();
        assert_eq!((years(&months[0].earlier), months[0].usual), (known.to_vec(), Usual::TooLittle));
        let (_, lines) = world.casework.demand_by(&world.council, (&ask, By::Ward)).await.unwrap().unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.word.as_str(), line.n, years(&line.earlier))).collect();
        assert_eq!(told, [("", 0, vec![(2031, 0, false), (2030, 3, false)]), ("mill-hill", 4, vec![(2031, 2, false)])]);
        // A period ends where time does.
        let whole = Ask::new(Measure::Received, Range { from: date(2032, 1, 1), to: jiff::civil::Date::MAX });
        assert!(Range { from: date(9999, 11, 1), to: jiff::civil::Date::MAX }.each_month().count() == 2);
        let received = world.casework.figures(&world.council, &whole).await.unwrap().unwrap();
        assert_eq!(received.whole.of(), 4);
        // What the whole council alone has is no service's.
        let of_service = |measure| Ask::new(measure, ask.range).of(Some(ServiceId::parse("waste").unwrap()));
        for measure in [Measure::ArrangementsInForce, Measure::UnassignedAtDailyCheck] {
            assert_eq!(world.casework.figures(&world.council, &of_service(measure)).await.unwrap(), None);
        }
    }

    async fn a_figure_opens_into_as_many_cases_as_it_counts(world: World) {
        let orders = Orders::of(&world);
        let answered = world.logged(Kind::Complaint).await.id;
        Walk::of(&orders, answered).answered_at_stage_1().await;
        live_through(&world, 77).await;
        let range = Range { from: date(2026, 1, 1), to: date(2027, 12, 31) };
        let manager = complaints_manager();
        let mut sides_seen = 0;
        for (measure, by) in [
            (Measure::Received, By::Channel),
            (Measure::ComplaintsReceived, By::Month),
            (Measure::Received, By::Service),
            (Measure::OverdueNow, By::Detail),
            (Measure::OpenNow, By::Kind),
            (Measure::Received, By::Team),
            (Measure::Contacts, By::Month),
            (Measure::Findings, By::Detail),
            (Measure::Upheld, By::Stage),
            (Measure::AcknowledgedInTime, By::Month),
            (Measure::Stage1InTimeWithoutExtension, By::Service),
            (Measure::AvoidableContact, By::Channel),
            (Measure::Reopened, By::Ward),
        ] {
            let ask = Ask::new(measure, range).by(by);
            let figures = world.casework.figures(&world.council, &ask).await.unwrap().unwrap();
            assert!(figures.whole.of() > 0, "{measure}");
            for (value, figure) in figures.lines {
                let sides: &[(Option<Side>, i64)] = match figure {
                    Figure::Share { part, of } => {
                        &[(None, of), (Some(Side::So), part), (Some(Side::NotSo), of - part)]
                    }
                    Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => &[(None, figure.of())],
                };
                for (side, expected) in sides {
                    let which = Which { line: Some((by, value.clone())), side: *side };
                    let mut times = 0;
                    let mut after = None;
                    loop {
                        let asked = (&manager, &ask);
                        let (counted, next) = world.casework.behind(&world.council, asked, &which, after.as_ref()).await.unwrap();
                        times += counted.iter().map(|one| one.times).sum::<i64>();
                        sides_seen += usize::from(side.is_some() && !counted.is_empty());
                        if next.is_none() {
                            break;
                        }
                        after = next;
                    }
                    assert_eq!(times, *expected, "{measure} {which:?}");
                }
            }
        }
        assert!(sides_seen > 8, "only {sides_seen} lists of one side held any case");
    }

    async fn a_month_in_which_nothing_came_in_is_counted_as_nothing_and_none_before_the_record_began(world: World) {
        world.is_day(date(2027, 2, 10));
        world.logged(Kind::Complaint).await;
        world.is_day(date(2027, 5, 3));
        world.logged(Kind::Complaint).await;
        let year = Range { from: date(2026, 12, 1), to: date(2027, 11, 30) };
        let lines = |figures: Option<Figures>| figures.unwrap().lines;
        let ask = Ask::new(Measure::ComplaintsReceived, year).by(By::Month);
        let of = |month: &str, n| (month.to_owned(), Figure::Count(n));
        let expected = [of("2027-02", 1), of("2027-03", 0), of("2027-04", 0), of("2027-05", 1)];
        assert_eq!(lines(world.casework.figures(&world.council, &ask).await.unwrap()), expected);
        let now = world.casework.outside().now();
        assert_eq!(lines(world.casework.figures_as_at(&world.council, &ask, now).await.unwrap()), expected);
        // What never happened has its months too, from the first of the record.
        let ask = Ask::new(Measure::Stage2Asked, year).by(By::Month);
        assert_eq!(lines(world.casework.figures(&world.council, &ask).await.unwrap()).len(), 4);
    }
}
