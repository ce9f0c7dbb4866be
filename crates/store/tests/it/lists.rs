//! Lists and counts of cases.

use jiff::civil::date;
use redress_domain::id::{ActorId, UserId};
use redress_domain::vocabulary::{Channel, Kind, Priority};
use redress_store::Store;
use redress_store::case::{CaseLine, CaseRow, OfService, OpenOf, ToTriage, Wanted};
use redress_store::changes::ReadModel;
use redress_store::open_case::OpenCases;
use redress_store::search::{Earlier, SearchRow, Searcher};
use redress_store::today::OpenCounts;

use crate::given::{at, case_id, case_row, council, nothing, opened, service, user};
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

    async fn nobody_is_shown_a_case_about_themselves_and_pages_stay_full(database: Database) {
        let store = &database.store;
        cases(store, 1..=6, |number, row| {
            row.service = Some(service("waste"));
            row.logged_by = ActorId::User(user(9));
            row.awaiting_approval = true;
            row.stage = 2;
            if number % 2 == 0 {
                row.about = Some(format!(",{},{},", user(8), user(9)));
            }
        }).await;
        let (some, all) = (["LCC-0001", "LCC-0003", "LCC-0005"], 6);
        let of = |who: &UserId| {
            let (scope, who) = (Some(vec![service("waste")]), Some(who.clone()));
            [
                OpenOf::Everybody(scope.clone(), who.clone()),
                OpenOf::Nobody(None, who.clone()),
                OpenOf::AtStage2(scope, who),
            ]
        };
        for list in of(&user(9)) {
            let lines = store.open_cases(&council(), &list, None, 3).await.unwrap();
            assert_eq!(references(&lines), some, "{list:?}");
        }
        for list in of(&user(1)) {
            assert_eq!(store.open_cases(&council(), &list, None, 50).await.unwrap().len(), all);
        }
        let logged = store.cases_logged_by(&council(), &ActorId::User(user(9)), None, 3).await.unwrap();
        assert_eq!(references(&logged), ["LCC-0005", "LCC-0003", "LCC-0001"]);
        let none = (None, 3);
        let waiting = store.cases_awaiting_approval(&council(), &None, &user(9), none).await.unwrap();
        assert_eq!(references(&waiting), some);
        let triage = ToTriage { not_about: Some(user(8)), ..ToTriage::default() };
        let queue = store.cases_to_triage(&council(), &triage, (None, 3)).await.unwrap();
        assert_eq!(references(&queue), some);
        for wanted in [
            Wanted::default(),
            Wanted { service: Some(service("waste")), ..Wanted::default() },
            Wanted { closed: Some(false), ..Wanted::default() },
            Wanted { service: Some(service("waste")), closed: Some(false), ..Wanted::default() },
        ] {
            let wanted = Wanted { not_about: Some(user(9)), ..wanted };
            let lines = store.find_cases(&council(), &wanted, None, 3).await.unwrap();
            assert_eq!(references(&lines), ["LCC-0005", "LCC-0003", "LCC-0001"], "{wanted:?}");
            assert!(lines.iter().all(|line| wanted.fits(line)));
        }
    }

    async fn the_queue_is_filtered_and_its_pages_still_meet(database: Database) {
        let store = &database.store;
        cases(store, 1..=9, |number, row| {
            row.service = (number % 3 != 0).then(|| service("waste"));
            row.channel = if number % 2 == 0 { Channel::Phone } else { Channel::Email };
            row.received_on = date(2026, 1, i8::try_from(number).unwrap());
        }).await;
        let found = async |wanted: ToTriage| {
            let (mut all, mut after) = (Vec::new(), None);
            loop {
                let key = after.as_ref().map(|(priority, key)| (*priority, key));
                let page = store.cases_to_triage(&council(), &wanted, (key, 2)).await.unwrap();
                let Some(last) = page.last() else { return all.len() };
                after = Some((last.case.priority, last.case.by_receipt()));
                all.extend(page);
            }
        };
        assert_eq!(found(ToTriage::default()).await, 9);
        assert_eq!(found(ToTriage { service: Some(OfService::Unknown), ..ToTriage::default() }).await, 3);
        assert_eq!(found(ToTriage { service: Some(OfService::One(service("waste"))), ..ToTriage::default() }).await, 6);
        assert_eq!(found(ToTriage { channel: Some(Channel::Phone), ..ToTriage::default() }).await, 4);
        assert_eq!(found(ToTriage { received_to: Some(date(2026, 1, 5)), ..ToTriage::default() }).await, 5);
        let complaints = ToTriage { kind: Some(Kind::Complaint), ..ToTriage::default() };
        let others = ToTriage { kind: Some(Kind::Compliment), ..ToTriage::default() };
        assert_eq!(found(complaints).await + found(others).await, 9);
    }

    async fn the_urgent_come_first_to_whoever_triages(database: Database) {
        let store = &database.store;
        cases(store, 1..=5, |number, row| {
            if number % 2 == 0 {
                row.priority = Priority::Urgent;
            }
        }).await;
        let lines = store.cases_to_triage(&council(), &ToTriage::default(), (None, 3)).await.unwrap();
        assert_eq!(references(&lines), ["LCC-0002", "LCC-0004", "LCC-0001"]);
        let last = &lines[2].case;
        let next = store.cases_to_triage(&council(), &ToTriage::default(), (Some((last.priority, &last.by_receipt())), 3)).await.unwrap();
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
        let nobody = store.open_cases(&council(), &OpenOf::Nobody(None, None), None, 50).await.unwrap();
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

    async fn cases_are_found_by_their_words_the_best_first(database: Database) {
        let store = &database.store;
        let words = search_rows(store).await;
        let search = async |typed: &str, searcher: Searcher| found(store, typed, &searcher).await;
        let all = Searcher::default;
        // First while everything waits for the index, then when half has been taken in, then all.
        for taken in [0, 2, 9] {
            store.take_into_index(&council(), taken).await.unwrap();
            assert_eq!(search("bins", all()).await, ["0003", "0002", "0001"]);
            assert_eq!(search("the missed BIN", all()).await, ["0003", "0001"]);
            assert_eq!(search("missing bin collections", all()).await, ["0003"]);
            assert!(search("the", all()).await.is_empty() && search("bin nowhere", all()).await.is_empty());
            // A name comes before the account, the account before what was said later.
            assert_eq!(search("parker", all()).await, ["0002", "0003", "0001"]);
            assert_eq!(search("parker LA1 bins", all()).await, ["0002"]);
            // No page follows the last, also where only some are wanted.
            let wanted = Searcher {
                wanted: Some(Wanted { closed: Some(false), ..Wanted::default() }),
                ..all()
            };
            for (searcher, limit) in [(all(), 3), (all(), 9), (wanted.clone(), 3), (wanted, 9)] {
                let page = (None, limit);
                let found = store.search_cases(&council(), "bins", &searcher, page).await.unwrap();
                assert_eq!((found.lines.len(), found.next), (3, None), "{limit}");
            }
            let closed = Searcher {
                wanted: Some(Wanted { closed: Some(true), ..Wanted::default() }),
                ..all()
            };
            assert!(search("bins", closed).await.is_empty());
        }
        // What is put again is found by its new words only, before and after it is taken in.
        let mut row = words[2].clone();
        row.account = vec!["Somebody's words were erased.".to_owned()];
        row.earlier = Earlier::Forgotten;
        put_search(store, row).await;
        for taken in [0, 9] {
            store.take_into_index(&council(), taken).await.unwrap();
            assert_eq!(search("bins", all()).await, ["0002", "0001"]);
            assert_eq!(search("erased", all()).await, ["0003"]);
        }
        // What is said later is found beside what was said before.
        let mut row = words[0].clone();
        (row.account, row.later) = (Vec::new(), vec!["He rang about the hedge".to_owned()]);
        row.earlier = Earlier::Kept;
        put_search(store, row).await;
        for taken in [0, 9] {
            store.take_into_index(&council(), taken).await.unwrap();
            assert_eq!(search("recycling hedge", all()).await, ["0001"]);
        }
    }

    async fn nobody_finds_what_they_may_not_see(database: Database) {
        let store = &database.store;
        let words = search_rows(store).await;
        let parks = Searcher {
            services: Some(vec![service("parks")]),
            ..Searcher::default()
        };
        let owner = Searcher {
            services: Some(Vec::new()),
            owner: Some(user(3)),
            ..Searcher::default()
        };
        let about = Searcher {
            not_about: Some(user(9)),
            ..Searcher::default()
        };
        for taken in [0, 9] {
            store.take_into_index(&council(), taken).await.unwrap();
            assert_eq!(found(store, "bin", &parks).await, ["0002"]);
            assert_eq!(found(store, "bin", &owner).await, ["0003"]);
            assert_eq!(found(store, "bin", &about).await, ["0003", "0002"]);
        }
        // A case that goes to another service is found there at once, and here no more.
        let mut changes = nothing(50);
        let mut row = case_row(1);
        row.service = Some(service("parks"));
        changes.rows.push(ReadModel::Case(Box::new(row)));
        let mut row = words[0].clone();
        row.service = Some(service("parks"));
        changes.rows.push(ReadModel::Search(Box::new(row)));
        store.commit(changes).await.unwrap();
        let waste = Searcher {
            services: Some(vec![service("waste")]),
            ..Searcher::default()
        };
        for taken in [0, 9] {
            store.take_into_index(&council(), taken).await.unwrap();
            assert_eq!(found(store, "bin", &parks).await, ["0002", "0001"]);
            assert_eq!(found(store, "bin", &waste).await, ["0003"]);
        }
    }

    async fn a_search_ranks_the_newest_thousand_and_says_so(database: Database) {
        let store = &database.store;
        for chunk in (1..=1_100_u32).collect::<Vec<_>>().chunks(200) {
            let acts = chunk.iter().map(|number| {
                let mut changes = nothing(0);
                let mut row = case_row(*number);
                row.received_at = at(i64::from(*number));
                changes.rows.push(ReadModel::Case(Box::new(row)));
                let mut found = SearchRow::new(case_id(*number), at(i64::from(*number)));
                // Every hundredth has it in the account, and the oldest of all, too.
                let text = vec!["A bin.".to_owned()];
                if number % 100 == 50 || *number == 1 {
                    found.account = text;
                } else {
                    found.later = text;
                }
                changes.rows.push(ReadModel::Search(Box::new(found)));
                changes
            });
            for answer in store.commit_many(acts.collect()).await {
                answer.unwrap();
            }
        }
        while store.take_into_index(&council(), 300).await.unwrap() > 0 {}
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let page = store.search_cases(&council(), "bins", &Searcher::default(), (after, 70)).await.unwrap();
            assert!(page.is_newest_only);
            all.extend(references(&page.lines).into_iter().map(str::to_owned));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(all.len(), 1_000);
        let best: Vec<u32> = (1..=10).rev().map(|hundred| hundred * 100 + 50).collect();
        let best: Vec<String> = best.iter().map(|number| format!("LCC-{number:04}")).collect();
        assert_eq!(all[..10], best, "the account before the rest, the newest first");
        assert_eq!(all[10], "LCC-1100");
        assert!(!all.contains(&"LCC-0001".to_owned()), "the oldest are not looked at");
        let mut once = all.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), 1_000);
    }

    async fn a_page_of_a_search_is_the_same_however_soon_the_walk_stops(database: Database) {
        let store = &database.store;
        // Sixty cases each in eight blocks far apart: the words of some stand in the account, of others in what was
        // said later, of the oldest in the name.
        let mut number = 0_u32;
        for block in 0..8_i64 {
            let acts = (0..60).map(|_| {
                number += 1;
                let mut changes = nothing(0);
                let mut row = case_row(number);
                row.received_at = at(i64::from(number));
                changes.rows.push(ReadModel::Case(Box::new(row)));
                let mut found = SearchRow::new(case_id(number), at(i64::from(number)));
                let text = |every: u32, word: &str| if number.is_multiple_of(every) { vec![word.to_owned()] } else { Vec::new() };
                found.account = text(2, "bins");
                found.later = text(3, "bins missed");
                found.account.extend(text(5, "missed"));
                if block == 0 {
                    found.names = text(7, "Bin");
                }
                changes.rows.push(ReadModel::Search(Box::new(found)));
                changes
            });
            for answer in store.commit_many(acts.collect()).await {
                answer.unwrap();
            }
            while store.take_into_index(&council(), 300).await.unwrap() > 0 {}
            database.tamper(&format!("UPDATE search_head SET numbers = {}", (block + 1) * 6 * 4_096)).await;
        }
        // What is wanted is everything, and so each page looks at all that matches.
        let all = Searcher { wanted: Some(Wanted::default()), ..Searcher::default() };
        for typed in ["bin", "bin missed", "missed"] {
            let (mut pages, mut after) = (Vec::new(), None);
            loop {
                let page = store.search_cases(&council(), typed, &Searcher::default(), (after, 7)).await.unwrap();
                let whole = store.search_cases(&council(), typed, &all, (after, 7)).await.unwrap();
                assert_eq!(references(&page.lines), references(&whole.lines), "{typed} after {after:?}");
                assert_eq!(page.next, whole.next, "{typed} after {after:?}");
                pages.extend(references(&page.lines).into_iter().map(str::to_owned));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let fits = |number: u32| {
                let bins = number.is_multiple_of(2) || number.is_multiple_of(3) || (number <= 60 && number.is_multiple_of(7));
                let missed = number.is_multiple_of(3) || number.is_multiple_of(5);
                match typed { "bin" => bins, "missed" => missed, _ => bins && missed }
            };
            assert_eq!(pages.len(), (1..=480).filter(|number| fits(*number)).count(), "{typed}");
        }
        let best = store.search_cases(&council(), "bin", &Searcher::default(), (None, 3)).await.unwrap();
        assert_eq!(references(&best.lines), ["LCC-0056", "LCC-0049", "LCC-0042"], "names come first, however old");
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
        let by_service = store.open_counts_by_service(&council(), window, &Some(vec![service("waste")])).await.unwrap();
        assert_eq!(by_service, [(Some(service("waste")), all.clone())]);
        let none = store.open_counts(&council(), window, &Some(Vec::new())).await.unwrap();
        assert_eq!(none.open, 0);
        // Adding up changes where the counts stand, and nothing of what they say.
        let long_past = date(2026, 1, 3);
        assert!(store.add_up_open_cases(&council(), long_past).await.unwrap() > 0);
        assert_eq!(store.add_up_open_cases(&council(), long_past).await.unwrap(), 0);
        assert_eq!(store.open_counts(&council(), window, &None).await.unwrap(), all);
        assert_eq!(store.count_to_triage(&council()).await.unwrap(), 5);
        let mut changes = nothing(60);
        let mut row = case_row(1);
        row.closed = true;
        changes.rows.push(ReadModel::Case(Box::new(row)));
        store.commit(changes).await.unwrap();
        assert_eq!(store.count_to_triage(&council()).await.unwrap(), 4);
        let summary = store.open_cases_by_service(&council(), date(2026, 1, 4), &None).await.unwrap();
        let of = OpenCases { service: Some(service("waste")), status: "in-hand".to_owned(), open: 4, overdue: 2 };
        assert_eq!(summary, [of]);
        // A day later more is long past, and what closes there is taken from what stands together.
        let mut changes = nothing(120);
        let mut row = case_row(2);
        (row.due_on, row.closed) = (Some(date(2026, 1, 2)), true);
        changes.rows.push(ReadModel::Case(Box::new(row)));
        store.commit(changes).await.unwrap();
        store.add_up_open_cases(&council(), date(2026, 1, 4)).await.unwrap();
        let summary = store.open_cases_by_service(&council(), date(2026, 1, 4), &None).await.unwrap();
        let of = OpenCases { service: Some(service("waste")), status: "in-hand".to_owned(), open: 3, overdue: 1 };
        assert_eq!(summary, [of]);
    }
}

/// Three cases with what each is found by, waiting for the index.
async fn search_rows(store: &Store) -> Vec<SearchRow> {
    let mut rows = Vec::new();
    for (number, place, account, later, name) in [
        (
            1,
            "waste",
            "My recycling bin was missed twice.",
            "Parker saw it",
            "",
        ),
        (
            2,
            "parks",
            "The bins in the park are full.",
            "",
            "Zoe Parker LA1 1AA",
        ),
        (3, "waste", "Bin collection missed again, said Parker.", "", ""),
    ] {
        let mut changes = opened(number);
        let mut found = SearchRow::new(case_id(number), at(i64::from(number)));
        found.service = Some(service(place));
        found.owner = Some(user(number));
        found.about = if number == 1 { vec![user(9)] } else { Vec::new() };
        found.names = vec![name.to_owned()];
        found.account = vec![account.to_owned()];
        found.later = vec![later.to_owned()];
        for row in &mut changes.rows {
            if let ReadModel::Case(row) = row {
                row.service = Some(service(place));
                row.owner = Some(user(number));
            }
        }
        rows.push(found.clone());
        changes.rows.push(ReadModel::Search(Box::new(found)));
        store.commit(changes).await.unwrap();
    }
    rows
}

async fn put_search(store: &Store, row: SearchRow) {
    let mut changes = nothing(9);
    changes.rows.push(ReadModel::Search(Box::new(row)));
    store.commit(changes).await.unwrap();
}

async fn found(store: &Store, typed: &str, searcher: &Searcher) -> Vec<String> {
    let found = store
        .search_cases(&council(), typed, searcher, (None, 9))
        .await
        .unwrap();
    let references = references(&found.lines);
    references.iter().map(|text| text[4..].to_owned()).collect()
}
