//! "If 100 phone calls had been online forms": the saving of a shift, from the council's own costs.

use redress_domain::measure::figure::pounds;
use redress_domain::policy::ReportRules;
use redress_domain::vocabulary::Channel;
use redress_pages::form::FormState;
use redress_pages::markup::Markup;
use redress_pages::staff::shift::Shift;
use redress_pages::words;

use super::Asked;
use crate::error::PageError;
use crate::here::Here;

/// More than anybody has to say.
const MOST: u32 = 1_000_000;

/// The question with its answer, at the costs of the last day of the period that is over.
pub(super) fn part(here: &Here, asked: &Asked) -> Result<Markup, PageError> {
    let rules = &here.policy()?.reports;
    let day = asked.range.to.min(here.today);
    let priced = rules.priced_on(day);
    let chosen = |name: &str, first: Channel| {
        let chosen = Channel::parse(asked.query.value(name));
        let usual = priced.contains(&first).then_some(first);
        chosen.or(usual).or_else(|| priced.first().copied())
    };
    let (as_is, instead) = (
        chosen("came_by", Channel::Phone),
        chosen("instead", Channel::Online),
    );
    let typed = asked.query.value("shift");
    let count = if typed.is_empty() {
        Ok(100)
    } else {
        typed.replace(',', "").parse()
    };
    let count = count.ok().filter(|count: &u32| (1..=MOST).contains(count));
    let mut form = FormState::new()
        .with("shift", if typed.is_empty() { "100" } else { typed })
        .with("came_by", as_is.map(Channel::as_str).unwrap_or_default())
        .with("instead", instead.map(Channel::as_str).unwrap_or_default());
    if count.is_none() {
        form.error("shift", "How many contacts must be a whole number, like 100");
    }
    let says = match (count, as_is, instead) {
        (Some(count), Some(as_is), Some(instead)) => says(rules, count, (as_is, instead), day),
        _ => String::new(),
    };
    let sources = priced.iter().filter_map(|channel| {
        let cost = rules.cost_on(*channel, day)?;
        let since = redress_pages::format::long_date(cost.from);
        Some(format!(
            "{}: {} each since {since} ({}).",
            words::channel(*channel),
            pounds(i64::from(cost.pence)),
            cost.source
        ))
    });
    let month = |day: jiff::civil::Date| day.strftime("%Y-%m").to_string();
    let mut kept = vec![
        ("view".to_owned(), "costs".to_owned()),
        ("from".to_owned(), month(asked.range.from)),
        ("to".to_owned(), month(asked.range.to)),
    ];
    kept.extend(
        asked
            .service
            .iter()
            .map(|service| ("service".to_owned(), service.to_string())),
    );
    Ok(Shift {
        kept,
        form,
        channels: priced
            .iter()
            .map(|channel| (channel.to_string(), words::channel(*channel).to_owned()))
            .collect(),
        says,
        sources: sources.collect(),
    }
    .markup())
}

fn says(
    rules: &ReportRules,
    count: u32,
    (as_is, instead): (Channel, Channel),
    day: jiff::civil::Date,
) -> String {
    let shift = match rules.shift(count, (as_is, instead), day) {
        Ok(shift) => shift,
        Err(unknown) => {
            return format!(
                "No cost is given for {}, so nothing can be said.",
                words::channel_many(unknown)
            );
        }
    };
    let (from, to, they) = if count == 1 {
        let to = format!("one {}", words::channel_one(instead));
        (words::channel_one(as_is), to, "it")
    } else {
        let to = words::channel_many(instead).to_owned();
        (words::channel_many(as_is), to, "they")
    };
    if as_is == instead {
        let costs = pounds(shift.costs());
        let verb = if count == 1 { "costs" } else { "cost" };
        return format!("{count} {from} {verb} {costs}. Choose another way to see what that would cost.");
    }
    let (costs, would) = (pounds(shift.costs()), pounds(shift.would_cost()));
    match shift.saves() {
        0 => format!("If {count} {from} were {to}, {they} would cost the same: {costs}."),
        saves if saves > 0 => format!(
            "If {count} {from} were {to}, {they} would cost {would} and not {costs}: {} less.",
            pounds(saves)
        ),
        more => format!(
            "If {count} {from} were {to}, {they} would cost {would} and not {costs}: {} more.",
            pounds(-more)
        ),
    }
}
