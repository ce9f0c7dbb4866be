//! Lists and counts of cases.

use jiff::civil::date;
use redress_domain::vocabulary::Priority;
use redress_store::Store;
use redress_store::case::{CaseLine, CaseRow, OpenOf, Wanted};
use redress_store::changes::ReadModel;
use redress_store::search::SearchRow;
use redress_store::today::OpenCounts;

use crate::given::{at, case_id, council, nothing, opened, service, user};
use crate::on_both_engines;

/// Commits cases that are as `change` makes them.
async fn cases(store: &Store, numbers: std::ops::RangeInclusive<u32>, change: impl Fn(u32, &mut CaseRow)) {
    for number in numbers {
        let mut changes = opened(number);
        for row in &mut changes.rows {
            if let ReadModel::Case(row) = row {
                change(number, row);
            }
        }
        store.commit(changes).await.unwrap();
    }
}

fn references(lines: &[CaseLine]) -> Vec<&str> {
    lines.iter().map(|line| line.case.reference.as_str()).collect()
}

on_both_engines! {
    async fn pages_by_due_date_meet_without_gap_or_overlap(database: Database) {
        let store = &database.store;
        cases(store, 1..=9, |number, row| {
            row.owner = Some(user(1));
            let day = i8::try_from(10 - number / 3).unwrap();
            row.due_on = (number != 5).then(|| date(2026, 1, day));
        }).await;
        let of = OpenOf::Owner(user(1));
        let all = store.open_cases(&council(), &of, None, 50).await.unwrap();
        assert_eq!(all.len(), 9);
        assert_eq!(all[8].case.reference, "LCC-0005");
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let page = store.open_cases(&council(), &of, after.as_ref(), 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.case.by_due());
            paged.extend(page);
        }
        assert_eq!(references(&paged), references(&all));
    }

    async fn the_urgent_come_first_to_whoever_triages(database: Database) {
        let store = &database.store;
        cases(store, 1..=5, |number, row| {
            if number % 2 == 0 {
                row.priority = Priority::Urgent;
            }
        }).await;
        let lines = store.cases_to_triage(&council(), None, 3).await.unwrap();
        assert_eq!(references(&lines), ["LCC-0002", "LCC-0004", "LCC-0001"]);
        let last = &lines[2].case;
        let next = store.cases_to_triage(&council(), Some((last.priority, &last.by_receipt())), 3).await.unwrap();
        assert_eq!(references(&next), ["LCC-0003", "LCC-0005"]);
        let waiting = store.untriaged(&council()).await.unwrap();
        assert_eq!((waiting.count, waiting.oldest_at), (5, Some(at(1))));
    }

    async fn what_is_found_is_as_wanted_and_in_scope(database: Database) {
        let store = &database.store;
        cases(store, 1..=6, |number, row| {
            row.service = (number != 6).then(|| service(if number % 2 == 0 { "parks" } else { "waste" }));
            row.owner = (number < 3).then(|| user(number));
            row.closed = number == 1;
        }).await;
        let find = async |wanted: Wanted| {
            let lines = store.find_cases(&council(), &wanted, None, 50).await.unwrap();
            references(&lines).iter().map(|text| text[4..].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(find(Wanted::default()).await, ["0006", "0005", "0004", "0003", "0002", "0001"]);
        assert_eq!(find(Wanted { service: Some(service("parks")), ..Wanted::default() }).await, ["0004", "0002"]);
        assert_eq!(find(Wanted { owner: Some(user(2)), ..Wanted::default() }).await, ["0002"]);
        assert_eq!(find(Wanted { closed: Some(true), ..Wanted::default() }).await, ["0001"]);
        let waste = Some(vec![service("waste")]);
        assert_eq!(find(Wanted { scope: waste.clone(), ..Wanted::default() }).await, ["0005", "0003", "0001"]);
        let due = Wanted { due_before: Some(date(2026, 1, 19)), ..Wanted::default() };
        assert!(find(due).await.is_empty());
        let due = Wanted { due_before: Some(date(2026, 1, 20)), scope: waste, ..Wanted::default() };
        assert_eq!(find(due).await, ["0005", "0003"]);
        let nobody = store.open_cases(&council(), &OpenOf::Nobody(None), None, 50).await.unwrap();
        assert_eq!(references(&nobody), ["LCC-0003", "LCC-0004", "LCC-0005", "LCC-0006"]);
    }

    async fn replies_wait_for_somebody_other_than_their_author(database: Database) {
        let store = &database.store;
        cases(store, 1..=3, |number, row| {
            row.awaiting_approval = number < 3;
            row.author_of_reply = Some(user(number));
        }).await;
        let lines = store.cases_awaiting_approval(&council(), &None, &user(1), (None, 50)).await.unwrap();
        assert_eq!(references(&lines), ["LCC-0002"]);
        assert_eq!(store.approvals_waiting(&council(), &None, &user(1)).await.unwrap(), 1);
    }

    async fn people_are_found_by_what_they_are_called_and_where_they_live(database: Database) {
        let store = &database.store;
        let mut changes = nothing(0);
        let mut person = crate::given::person(1, "Zoë O\u{2019}Made-Up");
        person.phone = Some("+44 1632 960123".to_owned());
        person.postcode = Some("EX1 2AB".to_owned());
        changes.persons = vec![person.with_digest(), crate::given::person(2, "Zoe Example")];
        store.commit(changes).await.unwrap();
        for (typed, count) in [
            ("zoe", 2), ("ZOE o'made", 1), ("made zo", 0), ("up zo", 1), ("ex1 2a", 1), ("EX12AB", 1), ("01632 960123", 1),
            ("+441632960123", 1), ("person2@EXAMPLE.org", 1), ("nobody", 0), ("", 0), ("zoe nobody", 0),
        ] {
            assert_eq!(store.people_like(&council(), typed, 9).await.unwrap().len(), count, "{typed}");
        }
    }

    async fn cases_are_found_by_their_customers_name(database: Database) {
        let store = &database.store;
        cases(store, 1..=3, |_, _| {}).await;
        let lines = store.cases_of_people_like(&council(), "example2", &None, 9).await.unwrap();
        assert_eq!(references(&lines), ["LCC-0002"]);
        let parks = Some(vec![service("parks")]);
        assert!(store.cases_of_people_like(&council(), "example2", &parks, 9).await.unwrap().is_empty());
    }

    async fn cases_are_found_by_their_words_the_newest_first(database: Database) {
        let store = &database.store;
        let put = async |number: u32, text: &str, place: &str| {
            let mut changes = opened(number);
            for row in &mut changes.rows {
                if let ReadModel::Case(row) = row {
                    row.service = Some(service(place));
                }
            }
            let row = SearchRow::new(case_id(number), at(i64::from(number)), &[text]);
            changes.rows.push(ReadModel::Search(Box::new(row)));
            store.commit(changes).await.unwrap();
        };
        put(1, "My recycling bin was missed twice.", "waste").await;
        put(2, "The bins in the park are full.", "parks").await;
        put(3, "Bin collection missed again, and no reply.", "waste").await;
        let search = async |typed: &str, scope| {
            let lines = store.search_cases(&council(), typed, &scope, (None, 9)).await.unwrap();
            references(&lines).iter().map(|text| text[4..].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(search("bins", None).await, ["0003", "0002", "0001"]);
        assert_eq!(search("the missed BIN", None).await, ["0003", "0001"]);
        assert_eq!(search("missing bin collections", None).await, ["0003"]);
        assert_eq!(search("bin", Some(vec![service("parks")])).await, ["0002"]);
        assert!(search("the", None).await.is_empty() && search("bin nowhere", None).await.is_empty());

        // What is put again is found by its new words only.
        let mut changes = nothing(9);
        let row = SearchRow::new(case_id(3), at(4), &["Somebody's words were erased."]);
        changes.rows.push(ReadModel::Search(Box::new(row)));
        store.commit(changes).await.unwrap();
        assert_eq!(search("bins", None).await, ["0002", "0001"]);
        assert_eq!(search("erased", None).await, ["0003"]);
        let first = store.search_cases(&council(), "bin", &None, (None, 1)).await.unwrap().pop().unwrap();
        let next = store.search_cases(&council(), "bin", &None, (Some(&first.case.by_receipt()), 9)).await.unwrap();
        assert_eq!(references(&next), ["LCC-0001"]);
    }

    async fn today_counts_what_is_open(database: Database) {
        let store = &database.store;
        cases(store, 1..=6, |number, row| {
            row.due_on = (number > 1).then(|| date(2026, 1, i8::try_from(number).unwrap()));
            row.owner = (number < 4).then(|| user(1));
            row.closed = number == 6;
        }).await;
        let window = (date(2026, 1, 4), date(2026, 1, 5));
        let all = store.open_counts(&council(), window, &None).await.unwrap();
        assert_eq!(all, OpenCounts { open: 5, overdue: 2, due_soon: 2, unassigned: 2 });
        let mine = store.open_counts_of_owner(&council(), window, &user(1)).await.unwrap();
        assert_eq!(mine, OpenCounts { open: 3, overdue: 2, due_soon: 0, unassigned: 0 });
        let by_owner = store.open_counts_by_owner(&council(), window, &None).await.unwrap();
        assert!(by_owner.contains(&(Some(user(1)), mine)), "{by_owner:?}");
        assert_eq!(by_owner.len(), 2);
        let by_service = store.open_counts_by_service(&council(), window, &Some(vec![service("waste")])).await.unwrap();
        assert_eq!(by_service, [(Some(service("waste")), all)]);
        let none = store.open_counts(&council(), window, &Some(Vec::new())).await.unwrap();
        assert_eq!(none.open, 0);
    }
}
