//! Files: their content part by part, inside everything that is done with the record.

use redress_domain::id::ActorId;
use redress_domain::vocabulary::Scan;
use redress_store::changes::{Erase, ReadModel};
use redress_store::draft::DraftRow;
use redress_store::error::StoreError;
use redress_store::file::FileRow;
use redress_store::stream::StreamId;
use redress_store::update::UpdateRow;
use redress_store::verify::Fault;

use crate::engines::Database;
use crate::given::{
    at, case_id, case_row, content, council, file, file_id, nothing, opened, opened_with_file, put_file,
    registered, service, user,
};
use crate::on_both_engines;

fn stream() -> StreamId {
    StreamId::case(&case_id(1))
}

async fn with_a_file(database: &Database) {
    put_file(&database.store, &file(1)).await;
    database.store.commit(opened_with_file(1)).await.unwrap();
}

async fn read(store: &redress_store::Store, number: u32) -> Vec<u8> {
    let mut all = Vec::new();
    let mut part = 0;
    while let Some(bytes) = store.part(&council(), (&file_id(number), part)).await.unwrap() {
        assert!(bytes.len() <= redress_store::file::PART);
        all.extend(bytes);
        part += 1;
    }
    all
}

fn accounts() -> redress_store::changes::Changes {
    let mut changes = nothing(80);
    for (number, email) in [
        (1, "one@example.org"),
        (2, "two@example.org"),
        (3, "three@example.org"),
        (9, "nine@example.org"),
    ] {
        changes
            .rows
            .push(ReadModel::User(Box::new(crate::work::row_of_account(
                number, email,
            ))));
    }
    changes
}

/// The officer 1 is away from the 6th to the 7th of January, 2 covers and is away too, which 3 covers; the account of 1 ends
/// on the 10th.
fn away_covered_and_gone(number: i64) -> redress_store::changes::Changes {
    let mut changes = nothing(number);
    for (away, cover) in [(1, 2), (2, 3)] {
        changes
            .rows
            .push(ReadModel::Absence(Box::new(redress_store::absence::AbsenceRow {
                user_id: user(away),
                away_from: jiff::civil::date(2026, 1, 6),
                away_to: jiff::civil::date(2026, 1, 7),
                covered_by: user(cover),
            })));
    }
    let ended = redress_store::user::UserRow {
        ends_on: Some(jiff::civil::date(2026, 1, 10)),
        ..crate::work::row_of_account(1, "one@example.org")
    };
    changes.rows.push(ReadModel::User(Box::new(ended)));
    changes
}

on_both_engines! {
    async fn a_file_is_read_back_as_it_came_and_joins_one_case_once(database: Database) {
        let store = &database.store;
        put_file(store, &file(1)).await;
        assert_eq!(store.files_of_draft(&council(), "draft").await.unwrap().len(), 1);
        store.commit(opened_with_file(1)).await.unwrap();
        assert_eq!(read(store, 1).await, content());
        assert!(store.files_of_draft(&council(), "draft").await.unwrap().is_empty());
        let files = store.files_of_stream(&council(), &stream()).await.unwrap();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].expires_at, None);

        let mut another = opened(2);
        another.files.push((StreamId::case(&case_id(2)), file_id(1)));
        let refused = store.commit(another).await.unwrap_err();
        assert!(matches!(refused, StoreError::NoSuchFile(_)), "{refused:?}");
        assert!(store.stream(&council(), &StreamId::case(&case_id(2))).await.unwrap().is_empty());
    }

    async fn what_has_not_arrived_whole_is_in_no_draft_and_joins_no_case(database: Database) {
        let store = &database.store;
        store.begin_file(&council(), &file(1)).await.unwrap();
        assert!(store.files_of_draft(&council(), "draft").await.unwrap().is_empty());
        let refused = store.commit(opened_with_file(1)).await.unwrap_err();
        assert!(matches!(refused, StoreError::NoSuchFile(_)), "{refused:?}");
    }

    async fn what_was_never_sent_is_forgotten_when_its_draft_is(database: Database) {
        let store = &database.store;
        put_file(store, &file(1)).await;
        put_file(store, &file(2)).await;
        store.commit(opened_with_file(2)).await.unwrap();
        store.keep_files(&council(), "draft", at(200)).await.unwrap();
        store.sweep(&council(), at(150)).await.unwrap();
        assert!(store.file(&council(), &file_id(1)).await.unwrap().is_some());
        store.sweep(&council(), at(200)).await.unwrap();
        assert!(store.file(&council(), &file_id(1)).await.unwrap().is_none());
        assert!(read(store, 1).await.is_empty());
        assert_eq!(read(store, 2).await, content(), "what was sent stays");
    }

    async fn an_altered_file_is_named(database: Database) {
        with_a_file(&database).await;
        let report = database.store.verify(&council(), |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!(report.files, 1);
        database.tamper("DELETE FROM file_part WHERE number = 1").await;
        let faults = database.store.verify(&council(), |_| {}).await.unwrap().faults;
        assert_eq!(faults, [Fault::FileAltered { stream: stream(), version: 2, file: file_id(1) }]);
    }

    // A value that cannot be read is a fault with its place, and the rest is read all the same.
    async fn a_file_that_cannot_be_read_is_named_and_the_rest_is_read(database: Database) {
        with_a_file(&database).await;
        database.tamper("UPDATE file SET kind = 'html'").await;
        let report = database.store.verify(&council(), |_| {}).await.unwrap();
        let place = format!("{} version 2, the file {}", stream(), file_id(1));
        let named = |fault: &Fault| matches!(fault, Fault::Unreadable { place: found, column, .. } if *found == place && column == "kind");
        assert!(matches!(&report.faults[..], [fault] if named(fault)), "{:?}", report.faults);
        assert!(report.persons > 0, "{report:?}");
    }

    async fn a_single_byte_that_changed_is_found(database: Database) {
        with_a_file(&database).await;
        let hex = if database.address.starts_with("postgres") { "'\\x00'::bytea" } else { "x'00'" };
        database.tamper(&format!("UPDATE file_part SET content = {hex} WHERE number = 2")).await;
        let faults = database.store.verify(&council(), |_| {}).await.unwrap().faults;
        assert_eq!(faults, [Fault::FileAltered { stream: stream(), version: 2, file: file_id(1) }]);
    }

    async fn a_file_that_went_without_a_word_is_named_and_one_that_was_erased_is_not(database: Database) {
        with_a_file(&database).await;
        let mut changes = nothing(900);
        changes.erase = vec![Erase::File(file_id(1))];
        database.store.commit(changes).await.unwrap();
        assert!(read(&database.store, 1).await.is_empty());
        let report = database.store.verify(&council(), |_| {}).await.unwrap();
        assert!(report.is_sound(), "{:?}", report.faults);
        assert_eq!(report.erased, 1);
        database.tamper("DELETE FROM erased").await;
        let faults = database.store.verify(&council(), |_| {}).await.unwrap().faults;
        let id = file_id(1).to_string();
        assert_eq!(faults, [Fault::WordsMissing { stream: stream(), version: 2, id }]);
    }

    async fn a_file_that_was_moved_to_another_case_is_named(database: Database) {
        with_a_file(&database).await;
        database.store.commit(registered(2)).await.unwrap();
        let other = StreamId::case(&case_id(2));
        database.tamper(&format!("UPDATE file SET stream = '{other}'")).await;
        let faults = database.store.verify(&council(), |_| {}).await.unwrap().faults;
        assert_eq!(faults, [Fault::NotRecorded(format!("{other}, the file {}", file_id(1)))]);
    }

    // UK GDPR, article 17: whoever is erased said this too, although they did not send it.
    async fn what_was_begun_on_a_cases_pages_and_not_sent_goes_with_the_case(database: Database) {
        let store = &database.store;
        let drafts = [(1, "add:LCC-0001", "first"), (2, "add:LCC-0002", "second"), (3, "report-sent", "third")];
        for (number, journey, draft) in drafts {
            if number < 3 {
                let mut changes = registered(number);
                changes.rows.push(ReadModel::Case(Box::new(case_row(number))));
                store.commit(changes).await.unwrap();
            }
            put_file(store, &FileRow { draft: Some(draft.to_owned()), ..file(number) }).await;
            let said = if number == 3 { "It is LCC-0001." } else { "It smells." };
            let begun = DraftRow {
                token_hash: format!("hash {number}"),
                journey: journey.to_owned(),
                body: format!("{{\"id\":\"{draft}\",\"told\":\"{said}\"}}"),
                expires_at: at(5_000),
                code_hash: None,
            };
            store.put_draft(&council(), &begun).await.unwrap();
        }
        let mut changes = nothing(900);
        changes.erase = vec![Erase::BesideCase(case_id(1))];
        store.commit(changes).await.unwrap();
        for (number, journey, draft) in drafts {
            let hash = format!("hash {number}");
            let begun = store.draft(&council(), (&hash, journey), at(900)).await.unwrap();
            let files = store.files_of_draft(&council(), draft).await.unwrap();
            assert_eq!((begun.is_some(), files.len()), (number == 2, usize::from(number == 2)), "{journey}");
        }
    }

    async fn files_are_restored_on_either_engine(database: Database) {
        with_a_file(&database).await;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("redress.backup");
        database.store.backup(&path, at(0)).await.unwrap();
        let mut targets = vec![crate::engines::sqlite().await];
        targets.extend(crate::engines::postgres().await);
        for target in &targets {
            target.store.restore(&path).await.unwrap();
            assert_eq!(read(&target.store, 1).await, content(), "into {}", target.store.engine());
            let report = target.store.verify(&council(), |_| {}).await.unwrap();
            assert!(report.is_sound(), "{:?}", report.faults);
            assert_eq!(report.files, 1);
        }
    }

    async fn what_waits_for_the_scanner_is_found_until_it_was_looked_at(database: Database) {
        let store = &database.store;
        for number in 1..4 {
            let waiting = FileRow { scan: Scan::Waiting, ..file(number) };
            put_file(store, &waiting).await;
        }
        let first = store.files_to_scan(&council(), None, 2).await.unwrap();
        assert_eq!(first.len(), 2);
        let after = (first[1].added_at, first[1].file_id.clone());
        let rest = store.files_to_scan(&council(), Some(&after), 2).await.unwrap();
        assert_eq!(rest.len(), 1);
        let by = (at(9), &ActorId::Job("scan-files"));
        store.settle_scan(&council(), (&file_id(3), Scan::Infected), by).await.unwrap();
        assert!(store.files_to_scan(&council(), Some(&after), 2).await.unwrap().is_empty());
        let settled = store.file(&council(), &file_id(3)).await.unwrap().unwrap();
        assert_eq!(settled.scan, Scan::Infected);
    }

    // Whoever writes into the database alone has nobody given a file in which there is a virus, or that was never looked at.
    async fn a_result_of_a_scan_that_no_event_says_is_named(database: Database) {
        let store = &database.store;
        let scans = [Scan::NotScanned, Scan::Clean, Scan::Waiting, Scan::Waiting];
        for (number, scan) in (1..).zip(scans) {
            put_file(store, &FileRow { scan, ..file(number) }).await;
        }
        let by = (at(9), &ActorId::Job("scan-files"));
        // One is looked at before it joins its case, and one after.
        store.settle_scan(&council(), (&file_id(3), Scan::Clean), by).await.unwrap();
        for number in 1..5 {
            store.commit(opened_with_file(number)).await.unwrap();
        }
        store.settle_scan(&council(), (&file_id(4), Scan::Infected), by).await.unwrap();
        while store.seal_pending(&council(), 10).await.unwrap() > 0 {}
        let faults = async || store.verify(&council(), |_| {}).await.unwrap().faults;
        assert_eq!(faults().await, []);
        let is_now = async |number: u32, scan: &str| {
            let id = file_id(number);
            database.tamper(&format!("UPDATE file SET scan = '{scan}' WHERE file_id = '{id}'")).await;
        };
        let what = "result of the virus scan";
        for (number, scan, was) in [(2, "infected", "clean"), (3, "waiting", "clean"), (4, "clean", "infected"), (4, "not-scanned", "infected")] {
            is_now(number, scan).await;
            assert_eq!(faults().await, [Fault::NotAsRecorded { stream: StreamId::scan(&file_id(number)), what }]);
            is_now(number, was).await;
        }
        is_now(1, "clean").await;
        let named = Fault::NotRecorded(format!("the {what} of the file {}", file_id(1)));
        assert_eq!(faults().await, [named]);
    }

    async fn another_council_sees_no_file_of_it(database: Database) {
        with_a_file(&database).await;
        let other = redress_domain::id::CouncilId::parse("elsewhere").unwrap();
        assert!(database.store.file(&other, &file_id(1)).await.unwrap().is_none());
        assert!(database.store.part(&other, (&file_id(1), 0)).await.unwrap().is_none());
    }

    async fn who_waits_for_an_update_is_listed_for_the_officer_and_later_for_the_manager(database: Database) {
        let store = &database.store;
        store.commit(accounts()).await.unwrap();
        let on = jiff::civil::date(2026, 1, 6);
        let asked = |number: u32, owner: Option<u32>, times| UpdateRow {
            case_id: case_id(number),
            service: Some(service("waste")),
            owner: owner.map(user),
            asked_on: jiff::civil::date(2026, 1, 5),
            due_on: jiff::civil::date(2026, 1, 7),
            times,
        };
        for (number, owner, times) in [(1, Some(1), 1), (2, Some(1), 2), (3, None, 1)] {
            let mut changes = opened(number);
            let row = asked(number, owner, times);
            changes.rows.push(ReadModel::Update(Box::new(row)));
            store.commit(changes).await.unwrap();
        }
        let own = store.updates_of_owner(&council(), (&user(1), on), None, 9).await.unwrap();
        assert_eq!(own.iter().map(|line| line.times).collect::<Vec<_>>(), [1, 2]);
        let after = (own[0].due_on, own[0].line.case.case_id.clone());
        assert_eq!(store.updates_of_owner(&council(), (&user(1), on), Some(&after), 9).await.unwrap().len(), 1);
        let waste = Some(vec![service("waste")]);
        let to_manager = store.updates_of_services(&council(), (&waste, 2, on), None, 9).await.unwrap();
        let cases: Vec<_> = to_manager.iter().map(|line| line.line.case.case_id.clone()).collect();
        assert_eq!(cases, [case_id(2), case_id(3)]);
        let parks = Some(vec![service("parks")]);
        assert!(store.updates_of_services(&council(), (&parks, 2, on), None, 9).await.unwrap().is_empty());
        let counts = store.updates_waiting(&council(), (Some(&user(1)), on), (&waste, 2)).await.unwrap();
        assert_eq!((counts.own, counts.services), (2, 2));

        // Who covers has the list of whoever is away, and who covers for them in turn, on those days.
        store.commit(away_covered_and_gone(91)).await.unwrap();
        for (number, day, seen) in [(2, 6, 2), (3, 6, 2), (2, 8, 0), (3, 8, 0)] {
            let day = jiff::civil::date(2026, 1, day);
            let listed = store.updates_of_owner(&council(), (&user(number), day), None, 9).await.unwrap();
            let counts = store.updates_waiting(&council(), (Some(&user(number)), day), (&waste, 2)).await.unwrap();
            assert_eq!((listed.len(), counts.own), (seen, i64::try_from(seen).unwrap()), "{number} on {day}");
        }
        // After the last day of an account its cases are without an officer.
        for (day, seen) in [(10, 2), (11, 3)] {
            let day = jiff::civil::date(2026, 1, day);
            let listed = store.updates_of_services(&council(), (&waste, 2, day), None, 9).await.unwrap();
            let counts = store.updates_waiting(&council(), (Some(&user(9)), day), (&waste, 2)).await.unwrap();
            assert_eq!((listed.len(), counts.services), (seen, i64::try_from(seen).unwrap()), "{day}");
        }
        let mut told = nothing(90);
        told.rows.push(ReadModel::NoUpdate(case_id(1)));
        store.commit(told).await.unwrap();
        assert_eq!(store.updates_of_owner(&council(), (&user(1), on), None, 9).await.unwrap().len(), 1);
    }

    async fn what_came_in_is_listed_for_its_officer_and_where_there_is_none_for_who_answers_for_it(database: Database) {
        let store = &database.store;
        store.commit(accounts()).await.unwrap();
        for (number, owner, closed) in [(1, Some(1), false), (2, None, false), (3, Some(2), true), (4, Some(1), true)] {
            let mut changes = opened(number);
            let row = redress_store::unread::UnreadRow {
                case_id: case_id(number),
                service: Some(service("waste")),
                owner: owner.map(user),
                closed,
                since: at(i64::from(number)),
                count: 1,
            };
            changes.rows.push(ReadModel::Unread(Box::new(row)));
            store.commit(changes).await.unwrap();
        }
        let hears = |number, unassigned: Option<&str>, closed| redress_store::unread::Hears {
            user: user(number),
            on: jiff::civil::date(2026, 1, 9),
            unassigned: Some(unassigned.map(service).into_iter().collect()),
            closed,
        };
        let expected = [
            (hears(1, None, false), vec![1, 4]),
            (hears(3, None, false), vec![]),
            (hears(3, Some("waste"), false), vec![2]),
            (hears(3, Some("parks"), false), vec![]),
            (hears(3, Some("waste"), true), vec![2, 3, 4]),
        ];
        for (hears, numbers) in expected {
            let found = store.unread(&council(), &hears, None, 9).await.unwrap();
            let found: Vec<_> = found.into_iter().map(|line| line.line.case.case_id).collect();
            assert_eq!(found, numbers.iter().copied().map(case_id).collect::<Vec<_>>());
            assert_eq!(store.count_unread(&council(), &hears).await.unwrap(), i64::try_from(numbers.len()).unwrap());
        }
        // Whoever covers hears what comes in meanwhile; and of whom the account has ended, who looks after what has no officer.
        store.commit(away_covered_and_gone(91)).await.unwrap();
        for (number, day, numbers) in [(2, 6, vec![1, 3, 4]), (3, 6, vec![1, 2, 3, 4]), (3, 9, vec![2]), (3, 11, vec![1, 2])] {
            let hears = redress_store::unread::Hears {
                on: jiff::civil::date(2026, 1, day),
                ..hears(number, (number == 3).then_some("waste"), false)
            };
            let found = store.unread(&council(), &hears, None, 9).await.unwrap();
            let found: Vec<_> = found.into_iter().map(|line| line.line.case.case_id).collect();
            assert_eq!(found, numbers.iter().copied().map(case_id).collect::<Vec<_>>(), "{number} on {day}");
            assert_eq!(store.count_unread(&council(), &hears).await.unwrap(), i64::try_from(numbers.len()).unwrap());
        }
        let all = hears(3, Some("waste"), true);
        let first = store.unread(&council(), &all, None, 1).await.unwrap().remove(0);
        let rest = store.unread(&council(), &all, Some(&(first.since, first.line.case.case_id)), 9).await.unwrap();
        assert_eq!(rest.len(), 2);
        let mut read = nothing(90);
        read.rows.push(ReadModel::NoUnread(case_id(1)));
        store.commit(read).await.unwrap();
        assert_eq!(store.count_unread(&council(), &hears(1, None, false)).await.unwrap(), 1);
    }

    async fn a_draft_is_handed_to_another_browser_by_its_code_once(database: Database) {
        let store = &database.store;
        let draft = |token: &str, body: &str, code: Option<&str>| DraftRow {
            token_hash: token.to_owned(),
            journey: "complaint".to_owned(),
            body: body.to_owned(),
            expires_at: at(100),
            code_hash: code.map(str::to_owned),
        };
        store.put_draft(&council(), &draft("laptop", "typed", Some("code"))).await.unwrap();
        store.put_draft(&council(), &draft("phone", "other", None)).await.unwrap();
        assert!(store.draft_of_code(&council(), "code", at(100)).await.unwrap().is_none(), "too late");
        let found = store.draft_of_code(&council(), "code", at(99)).await.unwrap().unwrap();
        assert_eq!(found.body, "typed");
        store.move_draft(&council(), ("laptop", "complaint"), "phone").await.unwrap();
        let on_phone = store.draft(&council(), ("phone", "complaint"), at(0)).await.unwrap().unwrap();
        assert_eq!(on_phone.body, "typed");
        assert!(store.draft(&council(), ("laptop", "complaint"), at(0)).await.unwrap().is_none());
        assert!(store.draft(&council(), ("phone", "other"), at(0)).await.unwrap().is_none());
    }
}
