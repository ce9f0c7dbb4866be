//! What contact cost, by the council's own unit costs, each on the days for which it holds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use redress_domain::id::CouncilId;
use redress_domain::measure::fact::FactKind;
use redress_domain::measure::{By, Range, Split};
use redress_domain::policy::ReportRules;
use redress_domain::vocabulary::Channel;
use redress_store::fact::{ALL_SERVICES, Wanted};

use super::{Ask, Figures, Parts, begins_with, with_months_of_nothing};
use crate::Casework;
use crate::failure::Failure;

impl Casework {
    /// The cost of each contact by its channel. A day on which a unit cost changes parts the period in two.
    pub(super) async fn cost(
        &self,
        council: &CouncilId,
        (ask, what): (&Ask, FactKind),
    ) -> Result<Figures, Failure> {
        let settings = self.councils.get(council)?;
        let rules = &settings.policy(self.today())?.reports;
        let services: Vec<String> = match (&ask.service, ask.by) {
            (Some(service), _) => vec![service.to_string()],
            (None, Some(By::Service | By::Team)) => self.all_services(council)?,
            (None, _) => vec![ALL_SERVICES.to_owned()],
        };
        let teams = self.teams(council)?;
        let mut lines: BTreeMap<String, Parts> = BTreeMap::new();
        for range in parted(rules, ask.range) {
            let wanted = Wanted {
                what,
                split: Split::Channel,
                range,
                services: &services,
            };
            for (key, tally) in self.store.fact_sums(council, wanted).await? {
                let channel = Channel::parse(&key.value);
                let unit = channel.and_then(|channel| rules.cost_on(channel, range.from));
                let line = match ask.by {
                    Some(By::Service) => key.service,
                    Some(By::Team) => teams.get(&key.service).cloned().unwrap_or_default(),
                    Some(By::Month) => key.month,
                    Some(By::Channel) => key.value,
                    Some(By::Ward | By::Stage | By::Kind | By::Detail | By::Day) | None => String::new(),
                };
                let parts = lines.entry(line).or_default();
                parts.counted.add(tally);
                match unit {
                    Some(cost) => parts.pence += tally.n * i64::from(cost.pence),
                    None => parts.unpriced += tally.n,
                }
            }
        }
        let whole = lines.values().fold(Parts::default(), |mut all, parts| {
            all.add(parts);
            all
        });
        let formula = ask.measure.definition().formula;
        let is_apart = ask.by.is_some_and(|by| ask.measure.definition().by.contains(&by));
        lines.retain(|_, parts| is_apart && parts.counted.n > 0);
        if is_apart && ask.by == Some(By::Month) {
            let begins = begins_with(&ask.measure.definition());
            let begins = self.store.first_fact_on(council, begins).await?;
            with_months_of_nothing(&mut lines, (ask.range, self.today()), begins);
        }
        Ok(Figures {
            whole: whole.figure(formula),
            lines: lines
                .into_iter()
                .map(|(line, parts)| (line, parts.figure(formula)))
                .collect(),
        })
    }
}

/// A period in parts in each of which every channel has one cost.
fn parted(rules: &ReportRules, range: Range) -> Vec<Range> {
    let inside = |day: &Date| *day > range.from && *day <= range.to;
    let changes: BTreeSet<Date> = rules.costs.iter().map(|cost| cost.from).filter(inside).collect();
    let mut parts = Vec::new();
    let mut from = range.from;
    for day in changes {
        let to = day.yesterday().unwrap_or(day);
        parts.push(Range { from, to });
        from = day;
    }
    parts.push(Range { from, to: range.to });
    parts
}

#[cfg(test)]
mod tests {
    //! How a period is parted.

    use jiff::civil::date;
    use redress_domain::policy::{ChannelCost, defaults};

    use super::*;

    #[test]
    fn a_period_is_parted_where_a_cost_changes_and_nowhere_else() {
        let cost = |channel, from| ChannelCost {
            channel,
            pence: 1,
            from,
            source: "Finance".into(),
        };
        let mut rules = defaults::reports();
        rules.costs = vec![
            cost(Channel::Phone, date(2025, 4, 1)),
            cost(Channel::Phone, date(2026, 4, 10)),
            cost(Channel::Email, date(2026, 4, 10)),
            cost(Channel::Email, date(2026, 5, 1)),
        ];
        let range = Range {
            from: date(2026, 4, 1),
            to: date(2026, 4, 30),
        };
        let parts = parted(&rules, range);
        let days: Vec<(Date, Date)> = parts.iter().map(|part| (part.from, part.to)).collect();
        assert_eq!(
            days,
            [
                (date(2026, 4, 1), date(2026, 4, 9)),
                (date(2026, 4, 10), date(2026, 4, 30)),
            ]
        );
    }
}
