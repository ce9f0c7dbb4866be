//! What the desk stands on: who is away, what people are told, kept searches, workload, what lies still.

use jiff::civil::date;
use redress_domain::id::{ActorId, HelpId, NotificationId, TeamId};
use redress_domain::vocabulary::NotificationKind;
use redress_store::absence::AbsenceRow;
use redress_store::case::{CaseRow, Wanted};
use redress_store::changes::ReadModel;
use redress_store::notification::NotificationRow;
use redress_store::saved_filter::{SavedFilterRow, saved_filters};
use redress_store::unread::UnreadRow;
use redress_store::workload::{ByTouched, WorkOf, Workload};

use crate::given::{at, case_id, council, nothing, opened, service, user, uuid};
use crate::on_both_engines;

fn told(number: u32, to: u32) -> NotificationRow {
    NotificationRow {
        notification_id: NotificationId::parse(uuid(number)).unwrap(),
        user_id: user(to),
        kind: NotificationKind::HelpAsked,
        raised_at: at(i64::from(number)),
        raised_by: ActorId::User(user(9)),
        case_id: None,
        help_id: Some(HelpId::parse(uuid(900)).unwrap()),
        about_on: None,
        words_id: None,
        said: Some("She has no heating.".to_owned()),
        seen_at: None,
        done_at: None,
        conduct: None,
        lesson_id: None,
        cause_id: None,
        report_key: None,
    }
}

async fn put(store: &redress_store::Store, rows: Vec<ReadModel>) {
    let mut changes = nothing(0);
    changes.rows = rows;
    store.commit(changes).await.unwrap();
}

async fn cases(store: &redress_store::Store, change: impl Fn(u32, &mut CaseRow)) {
    for number in 1..=6 {
        let mut changes = opened(number);
        for row in &mut changes.rows {
            if let ReadModel::Case(row) = row {
                change(number, row);
            }
        }
        store.commit(changes).await.unwrap();
    }
}

on_both_engines! {
    async fn somebody_is_away_from_the_first_day_to_the_last(database: Database) {
        let store = &database.store;
        let row = AbsenceRow {
            user_id: user(1),
            away_from: date(2026, 12, 1),
            away_to: date(2026, 12, 5),
            covered_by: user(2),
        };
        put(store, vec![ReadModel::Absence(Box::new(row.clone()))]).await;
        for (day, is_away) in [(30, false), (1, true), (5, true), (6, false)] {
            let on = if day == 30 { date(2026, 11, 30) } else { date(2026, 12, day) };
            assert_eq!(store.away_on(&council(), on).await.unwrap().len(), usize::from(is_away), "{on}");
            let covered = store.covered_by(&council(), &user(2), on).await.unwrap();
            assert_eq!(covered.len(), usize::from(is_away), "{on}");
            assert_eq!(row.is_on(on), is_away);
        }
        assert!(store.covered_by(&council(), &user(3), date(2026, 12, 2)).await.unwrap().is_empty());
        put(store, vec![ReadModel::NoAbsence(user(1))]).await;
        assert_eq!(store.absence(&council(), &user(1)).await.unwrap(), None);
    }

    async fn a_call_for_help_stays_until_it_is_answered_and_then_it_is_off_every_list(database: Database) {
        let store = &database.store;
        let rows = [told(1, 1), told(2, 2)].map(|row| ReadModel::Notification(Box::new(row)));
        put(store, rows.to_vec()).await;
        store.see_notifications(&council(), &user(1), at(50)).await.unwrap();
        assert_eq!(store.new_notifications(&council(), &user(1), 9).await.unwrap(), [told(1, 1)]);
        let help = HelpId::parse(uuid(900)).unwrap();
        assert_eq!(store.called_by(&council(), &help).await.unwrap().len(), 2);
        let calls = async |number| {
            let asked = redress_store::notification::calls(&council(), Some(&user(number)));
            store.ask(asked).await.unwrap()
        };
        for (number, is_called) in [(1, true), (2, true), (3, false)] {
            let expected: Vec<HelpId> = is_called.then(|| help.clone()).into_iter().collect();
            assert_eq!(calls(number).await, expected);
        }
        assert_eq!(store.ask(redress_store::notification::calls(&council(), None)).await.unwrap(), []);
        put(store, vec![ReadModel::HelpTied(help.clone(), case_id(7))]).await;
        let tied = store.called_by(&council(), &help).await.unwrap();
        assert!(tied.iter().all(|row| row.said.is_none() && row.case_id == Some(case_id(7))), "{tied:?}");
        put(store, vec![ReadModel::HelpDone(help, at(60))]).await;
        for number in [1, 2] {
            assert_eq!(calls(number).await, [], "whichever of them answered, nobody is called any more");
            assert!(store.new_notifications(&council(), &user(number), 9).await.unwrap().is_empty());
            let all = store.notifications(&council(), &user(number), None, 9).await.unwrap();
            assert_eq!(all.len(), 1);
            let key = (all[0].raised_at, all[0].notification_id.clone());
            assert!(store.notifications(&council(), &user(number), Some(&key), 9).await.unwrap().is_empty());
        }
        assert_eq!(store.sweep_notifications(&council(), at(2)).await.unwrap(), 1);
    }

    // Complaint Handling Code 5: whom a case is about is led to nothing of it.
    async fn nobody_is_called_to_a_case_about_themselves(database: Database) {
        let store = &database.store;
        cases(store, |number, row| {
            row.about = (number == 1).then(|| format!(",{},", user(1)));
        })
        .await;
        let on = |number| NotificationRow { case_id: Some(case_id(number)), said: None, ..told(number, 1) };
        let rows = [1, 2].map(|number| {
            let help_id = Some(HelpId::parse(uuid(900 + number)).unwrap());
            ReadModel::Notification(Box::new(NotificationRow { help_id, ..on(number) }))
        });
        put(store, rows.to_vec()).await;
        let calls = store.ask(redress_store::notification::calls(&council(), Some(&user(1)))).await.unwrap();
        assert_eq!(calls, [HelpId::parse(uuid(902)).unwrap()]);
    }

    async fn what_asks_nothing_is_seen(database: Database) {
        let store = &database.store;
        let row = NotificationRow { kind: NotificationKind::CheckMissed, help_id: None, ..told(1, 1) };
        put(store, vec![ReadModel::Notification(Box::new(row))]).await;
        assert_eq!(store.see_notifications(&council(), &user(1), at(50)).await.unwrap(), 1);
        assert!(store.new_notifications(&council(), &user(1), 9).await.unwrap().is_empty());
    }

    async fn searches_are_kept_by_name_and_nobody_sees_anothers(database: Database) {
        let store = &database.store;
        let row = |query: &str| SavedFilterRow {
            user_id: user(1),
            name: "Open waste".to_owned(),
            query: query.to_owned(),
            saved_at: at(1),
        };
        store.put_saved_filter(&council(), &row("service=waste")).await.unwrap();
        store.put_saved_filter(&council(), &row("service=waste&closed=no")).await.unwrap();
        let kept = store.ask(saved_filters(&council(), Some(&user(1)), 9)).await.unwrap();
        assert_eq!(kept, [row("service=waste&closed=no")]);
        for nobody_here in [Some(&user(2)), None] {
            let kept = store.ask(saved_filters(&council(), nobody_here, 9)).await.unwrap();
            assert!(kept.is_empty());
        }
        assert!(!store.delete_saved_filter(&council(), &user(2), "Open waste").await.unwrap());
        assert!(store.delete_saved_filter(&council(), &user(1), "Open waste").await.unwrap());
    }

    async fn workload_counts_open_cases_in_scope_and_each_number_has_its_list(database: Database) {
        let store = &database.store;
        let team = TeamId::parse("waste-crews").unwrap();
        cases(store, |number, row| {
            row.owner = Some(user(1));
            row.team = Some(team.clone());
            row.service = Some(service(if number == 6 { "parks" } else { "waste" }));
            row.due_on = (number > 1).then(|| date(2026, 1, i8::try_from(number).unwrap()));
            row.closed = number == 5;
        }).await;
        let window = (date(2026, 1, 3), date(2026, 1, 4));
        let waste = Some(vec![service("waste")]);
        let expected = Workload { open: 4, overdue: 1, due_soon: 2, oldest_on: Some(date(2026, 1, 5)) };
        for of in [WorkOf::Owner(user(1)), WorkOf::Team(team.clone())] {
            assert_eq!(store.workload(&council(), &of, window, &waste).await.unwrap(), expected);
            let all = store.workload(&council(), &of, window, &None).await.unwrap();
            assert_eq!((all.open, all.overdue), (5, 1));
        }
        let soon = Wanted {
            team: Some(team),
            due_from: Some(window.0),
            due_before: Some(date(2026, 1, 5)),
            scope: waste,
            ..Wanted::default()
        };
        assert_eq!(store.find_cases(&council(), &soon, None, 9).await.unwrap().len(), 2);
        let nobody = store.workload(&council(), &WorkOf::Owner(user(2)), window, &None).await.unwrap();
        assert_eq!((nobody.open, nobody.oldest_on), (0, None));
    }

    async fn what_lies_still_is_found_the_longest_first_a_page_at_a_time(database: Database) {
        let store = &database.store;
        cases(store, |number, row| {
            row.touched_at = at(i64::from(100 - number));
            row.closed = number == 6;
            row.service = Some(service(if number == 5 { "parks" } else { "waste" }));
        }).await;
        assert_eq!(store.count_idle(&council(), (at(98), &None)).await.unwrap(), 3);
        let waste = Some(vec![service("waste")]);
        assert_eq!(store.count_idle(&council(), (at(98), &waste)).await.unwrap(), 2);
        let first = store.idle_cases(&council(), (at(98), &None), None, 2).await.unwrap();
        assert_eq!(first.iter().map(|line| &*line.case.reference).collect::<Vec<_>>(), ["LCC-0005", "LCC-0004"]);
        let last = &first[1].case;
        let key = ByTouched { touched_at: last.touched_at, case_id: last.case_id.clone() };
        let next = store.idle_cases(&council(), (at(98), &None), Some(&key), 2).await.unwrap();
        assert_eq!(next.iter().map(|line| &*line.case.reference).collect::<Vec<_>>(), ["LCC-0003"]);
        // Paper 002: what came in after the end, and nobody has read for as long, lies still too; on an open case it is no second.
        let unread = |number: u32, closed: bool| {
            ReadModel::Unread(Box::new(UnreadRow {
                case_id: case_id(number),
                service: Some(service("waste")),
                owner: Some(user(1)),
                closed,
                since: at(97),
                count: 1,
            }))
        };
        put(store, vec![unread(6, true), unread(4, false)]).await;
        assert_eq!(store.count_idle(&council(), (at(98), &None)).await.unwrap(), 4);
        assert_eq!(store.count_idle(&council(), (at(98), &waste)).await.unwrap(), 3);
        assert_eq!(store.count_idle(&council(), (at(97), &waste)).await.unwrap(), 1);
        let parks = Some(vec![service("parks")]);
        assert_eq!(store.count_idle(&council(), (at(98), &parks)).await.unwrap(), 1);
        let first = store.idle_cases(&council(), (at(98), &waste), None, 2).await.unwrap();
        assert_eq!(first.iter().map(|line| &*line.case.reference).collect::<Vec<_>>(), ["LCC-0006", "LCC-0004"]);
        let last = &first[1].case;
        let key = ByTouched { touched_at: last.touched_at, case_id: last.case_id.clone() };
        let next = store.idle_cases(&council(), (at(98), &waste), Some(&key), 2).await.unwrap();
        assert_eq!(next.iter().map(|line| &*line.case.reference).collect::<Vec<_>>(), ["LCC-0003"]);
    }

    async fn a_councillors_open_queries_and_those_to_close_are_found(database: Database) {
        let store = &database.store;
        let mary = ActorId::User(user(8));
        cases(store, |number, row| {
            if number < 4 {
                row.logged_by = mary.clone();
            }
            row.closed = number == 1;
            row.follow_up_until = (number == 2).then(|| date(2026, 1, 9));
        }).await;
        assert_eq!(store.open_cases_logged_by(&council(), &mary, None, 9).await.unwrap().len(), 2);
        assert!(store.queries_to_close(&council(), date(2026, 1, 9), 9).await.unwrap().is_empty());
        assert_eq!(store.queries_to_close(&council(), date(2026, 1, 10), 9).await.unwrap().len(), 1);
    }
}
