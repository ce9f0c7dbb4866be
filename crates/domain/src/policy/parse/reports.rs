//! `[reports]`, `[[channel_cost]]` and `[[storm]]`: when reports are drafted, and what they need from the council.

use super::table::Table;
use crate::case::Avoidable;
use crate::id::CouncilId;
use crate::policy::{ChannelCost, ReportRules, Storm, TransferRules, defaults};

pub(super) fn reports(file: &Table<'_>) -> ReportRules {
    let mut rules = defaults::reports();
    if let Some(table) = file.group("reports") {
        let before = table
            .may("briefing_days_before")
            .and_then(|field| field.whole(1..=28));
        rules.briefing_days_before = before.unwrap_or(rules.briefing_days_before);
        let month = table.may("year_begins").and_then(|field| field.whole(1..=12));
        let month = month.and_then(|month| i8::try_from(month).ok());
        rules.year_begins = month.unwrap_or(rules.year_begins);
        table.done();
    }
    if let Some(table) = file.group("avoidable_contact") {
        if let Some(field) = table.must("asked", "[\"chasing\", \"repeat\"]") {
            rules.avoidable = field.words();
            if rules.avoidable.contains(&Avoidable::Needed) {
                field.wrong(
                    "\"needed\" is always asked: it is what most contacts are.",
                    "Take it out of the list.",
                );
            }
        }
        table.done();
    }
    if let Some(table) = file.group("compare") {
        if let Some(field) = table.must("with", "[\"bromsgrove\"]") {
            let named = field.list();
            rules.compare_with = named
                .iter()
                .filter_map(|field| field.id(CouncilId::parse))
                .collect();
        }
        table.done();
    }
    rules.costs = file
        .groups("channel_cost")
        .into_iter()
        .filter_map(|table| cost(&table))
        .collect();
    rules.storms = file
        .groups("storm")
        .into_iter()
        .filter_map(|table| storm(&table))
        .collect();
    rules
}

/// `[transfer]`: to which councils of the installation cases are sent that are theirs.
pub(super) fn transfer(file: &Table<'_>) -> TransferRules {
    let mut rules = defaults::transfer();
    if let Some(table) = file.group("transfer") {
        if let Some(field) = table.must("with", "[\"eastshire\"]") {
            let named = field.list();
            rules.with = named
                .iter()
                .filter_map(|field| field.id(CouncilId::parse))
                .collect();
        }
        if let Some(ground) = table.may("ground").and_then(|field| field.word()) {
            rules.ground = ground;
        }
        table.done();
    }
    rules
}

fn cost(table: &Table<'_>) -> Option<ChannelCost> {
    let channel = table.must("channel", "\"phone\"").and_then(|field| field.word());
    let pence = table
        .must("pence", "283")
        .and_then(|field| field.whole(0..=60_000));
    let from = table.must("from", "2026-04-01").and_then(|field| field.date());
    // Facts 5.4: figures disagree, so each says where it is from.
    let source = table
        .must("source", "\"Finance, April 2026\"")
        .and_then(|field| field.text());
    table.done();
    Some(ChannelCost {
        channel: channel?,
        pence: pence?,
        from: from?,
        source: source?,
    })
}

fn storm(table: &Table<'_>) -> Option<Storm> {
    let name = table.must("name", "\"Storm\"").and_then(|field| field.text());
    let from = table.must("from", "2026-10-20").and_then(|field| field.date());
    let last = table.must("to", "2026-10-23");
    let to = last.as_ref().and_then(super::field::Field::date);
    if let (Some(field), Some(from), Some(to)) = (last, from, to)
        && to < from
    {
        field.wrong(
            "The last day is before the first.",
            "Give the days in their order; one day is the first and the last.",
        );
    }
    table.done();
    Some(Storm {
        name: name?,
        from: from?,
        to: to?,
    })
}

#[cfg(test)]
mod tests {
    //! What a file may say of reports.

    use jiff::civil::date;

    use crate::case::Avoidable;
    use crate::id::CouncilId;
    use crate::policy::{Policy, TransferGround, defaults};
    use crate::vocabulary::Channel;

    const DEMO: &str = include_str!("../../../../../policies/demo.toml");

    #[test]
    fn a_cost_holds_from_its_day_on_until_the_next() {
        let more = "\n[[channel_cost]]\nchannel = \"in-person\"\npence = 900\nfrom = 2020-01-01\nsource = \"Finance\"\n\
            [[channel_cost]]\nchannel = \"in-person\"\npence = 950\nfrom = 2021-01-01\nsource = \"Finance\"\n";
        let policy = Policy::parse(&format!("{DEMO}{more}")).unwrap();
        let on = |day| {
            let cost = policy.reports.cost_on(Channel::InPerson, day);
            cost.map(|cost| cost.pence)
        };
        assert_eq!(on(date(2019, 12, 31)), None);
        assert_eq!(on(date(2020, 12, 31)), Some(900));
        assert_eq!(on(date(2021, 1, 1)), Some(950));
    }

    // Paper 000: moving contact to cheaper channels is part of its case; the figures are each council's own.
    #[test]
    fn a_shift_costs_what_the_day_says_and_a_channel_without_a_cost_is_named() {
        let policy = Policy::parse(DEMO).unwrap();
        let day = date(2026, 11, 1);
        let shift = policy
            .reports
            .shift(100, (Channel::Phone, Channel::Online), day)
            .unwrap();
        assert_eq!(
            (shift.costs(), shift.would_cost(), shift.saves()),
            (41_000, 3_500, 37_500)
        );
        let dearer = policy.reports.shift(10, (Channel::Online, Channel::Letter), day);
        assert_eq!(dearer.unwrap().saves(), -5_850);
        let unknown = policy.reports.shift(1, (Channel::Phone, Channel::WebChat), day);
        assert_eq!(unknown, Err(Channel::WebChat));
        let before = policy
            .reports
            .shift(1, (Channel::Phone, Channel::Online), date(2020, 1, 1));
        assert_eq!(before, Err(Channel::Phone));
        assert!(!policy.reports.priced_on(day).contains(&Channel::WebChat));
    }

    #[test]
    fn staff_are_asked_for_the_causes_that_the_file_names_and_always_whether_it_was_needed() {
        let all = "asked = [\"chasing\", \"repeat\", \"wrong-place\", \"unclear\", \"closed-too-soon\"]";
        let asking = |words: &str| Policy::parse(&DEMO.replace(all, &format!("asked = [{words}]")));
        let policy = asking("\"chasing\", \"unclear\"").unwrap();
        assert_eq!(policy.reports.avoidable, [Avoidable::Chasing, Avoidable::Unclear]);
        for (wrong, told) in [("\"needed\"", "is always asked"), ("\"rude\"", "rude")] {
            let mistakes = asking(wrong).unwrap_err();
            assert!(
                mistakes.iter().any(|mistake| mistake.what.contains(told)),
                "{mistakes:?}"
            );
        }
    }

    #[test]
    fn cases_go_to_the_councils_that_the_file_names_and_to_none_where_it_is_silent() {
        let policy = Policy::parse(DEMO).unwrap();
        let named: Vec<&str> = policy.transfer.with.iter().map(CouncilId::as_str).collect();
        assert_eq!(named, ["eastshire"]);
        assert_eq!(policy.transfer.ground, TransferGround::PublicTask);
        assert!(defaults::transfer().with.is_empty());
        assert_eq!(defaults::transfer().ground, TransferGround::Consent);
        let mistakes = Policy::parse(&DEMO.replace("\"public-task\"", "\"because\"")).unwrap_err();
        assert!(
            mistakes.iter().any(|mistake| mistake.what.contains("because")),
            "{mistakes:?}"
        );
    }

    #[test]
    fn what_is_wrong_in_a_cost_or_a_storm_is_told_with_how_to_mend_it() {
        let more = "\n[[channel_cost]]\nchannel = \"phone\"\npence = -1\nfrom = 2020-01-01\n\
            [[storm]]\nname = \"A storm\"\nfrom = 2026-10-23\nto = 2026-10-20\n[reports2]\n";
        let mistakes = Policy::parse(&format!("{DEMO}{more}")).unwrap_err();
        let told: Vec<String> = mistakes.iter().map(|mistake| mistake.what.clone()).collect();
        let told = told.join("\n");
        assert!(told.contains("The last day is before the first."), "{told}");
        assert!(told.contains("This is missing."), "{told}");
    }

    #[test]
    fn a_year_begins_in_the_month_that_the_file_says() {
        let policy = Policy::parse(DEMO).unwrap();
        assert_eq!(policy.reports.year_from(date(2026, 3, 31)), date(2025, 4, 1));
        assert_eq!(policy.reports.year_from(date(2026, 4, 1)), date(2026, 4, 1));
    }
}
