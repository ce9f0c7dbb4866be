//! Figures in the words of pages: whose a line is, and the number beside it.

use redress_casework::measure::{Ask, Figures};
use redress_domain::case::AvoidableCause;
use redress_domain::measure::definition::Unit;
use redress_domain::measure::figure::Figure;
use redress_domain::measure::{By, Measure};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Ombudsman};
use redress_pages::avoidable::cause as words_of_cause;
use redress_pages::case::vocabulary;
use redress_pages::chart::{Order, Scale};
use redress_pages::words;

/// What a line is called.
pub(crate) fn label(policy: &Policy, by: By, line: &str) -> String {
    if line.is_empty() {
        return match by {
            By::Service => "Not sure which service".to_owned(),
            By::Team => "No team".to_owned(),
            By::Channel | By::Ward | By::Stage | By::Kind | By::Month | By::Day | By::Detail => {
                "Not said".to_owned()
            }
        };
    }
    match by {
        By::Service => {
            let known = policy.services.iter().find(|service| service.id.as_str() == line);
            known.map_or_else(|| in_words(line), |service| service.name.clone())
        }
        By::Team => {
            let known = policy.teams.iter().find(|team| team.id.as_str() == line);
            known.map_or_else(|| in_words(line), |team| team.name.clone())
        }
        By::Channel => {
            Channel::parse(line).map_or_else(|| in_words(line), |word| words::channel(word).to_owned())
        }
        By::Kind => Kind::parse(line).map_or_else(|| in_words(line), |word| words::kind(word).to_owned()),
        By::Stage => format!("Stage {line}"),
        By::Month => format!("{line}-01").parse().map_or_else(
            |_| line.to_owned(),
            |day: jiff::civil::Date| day.strftime("%B %Y").to_string(),
        ),
        By::Day => line
            .parse()
            .map_or_else(|_| line.to_owned(), redress_pages::format::long_date),
        By::Ward => {
            let known = policy.wards.iter().find(|ward| ward.id.as_str() == line);
            known.map_or_else(|| in_words(line), |ward| ward.name.clone())
        }
        By::Detail => {
            let partner = policy.partners.iter().find(|partner| partner.id.as_str() == line);
            let cause = AvoidableCause::parse(line).map(|cause| words_of_cause(cause).to_owned());
            let ombudsman = Ombudsman::parse(line).map(|named| vocabulary::ombudsman(named).to_owned());
            let mut reasons = policy.refusal_reasons.iter();
            let reason = reasons.find(|reason| reason.code.as_str() == line);
            partner
                .map(|partner| partner.name.clone())
                .or(cause)
                .or(ombudsman)
                .or_else(|| reason.map(|reason| reason.name.clone()))
                .unwrap_or_else(|| in_words(line))
        }
    }
}

/// "partly-upheld" as "Partly upheld".
fn in_words(word: &str) -> String {
    let words = word.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

/// What a thing that figures are told apart by is called.
pub(crate) const fn by_name(by: By, measure: Measure) -> &'static str {
    match by {
        By::Service => "Service",
        By::Team => "Team",
        By::Channel => "How it came",
        By::Ward => "Ward",
        By::Stage => "Stage",
        By::Kind => "What it is",
        By::Month => "Month",
        By::Day => "Day",
        By::Detail => detail_name(measure),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "most measures have no detail, or one that is plain"
)]
const fn detail_name(measure: Measure) -> &'static str {
    match measure {
        Measure::OpenNow | Measure::NoWordFor => "Where it stands",
        Measure::OverdueNow => "What is owed",
        Measure::Closed | Measure::WorkingDaysToClose => "How it ended",
        Measure::Findings | Measure::Upheld => "What was found",
        Measure::NotAccepted => "Reason",
        Measure::Determinations => "Determination",
        Measure::OmbudsmanEnquiries | Measure::OmbudsmanDecisions | Measure::OmbudsmanUpheld => "Ombudsman",
        Measure::PartnersInTime => "Partner",
        Measure::AvoidableCauses => "Cause",
        Measure::StepsReached => "Furthest step",
        _ => "Sort",
    }
}

/// The scale of a measure, with what the policy aims at.
pub(crate) fn scale(policy: &Policy, measure: Measure) -> Scale {
    match measure.definition().unit() {
        Unit::Share => {
            let mut tied = policy
                .standards
                .iter()
                .filter(|standard| standard.measure == measure);
            Scale::Percent(tied.find_map(|standard| standard.target_percent))
        }
        Unit::Count | Unit::WorkingDays | Unit::Pence => Scale::Plain,
    }
}

/// The order of the lines.
pub(crate) const fn order(by: By) -> Order {
    match by {
        By::Month | By::Day => Order::Months,
        By::Service | By::Team | By::Channel | By::Ward | By::Stage | By::Kind | By::Detail => Order::Any,
    }
}

/// The lines as people look for them: months in time, all else the most first, and what nobody said last.
pub(crate) fn in_order(ask: &Ask, figures: &Figures) -> Vec<(String, Figure)> {
    let mut lines = figures.lines.clone();
    if ask.by.is_some_and(|by| order(by) == Order::Any) {
        lines.sort_by_key(|(line, figure)| (line.is_empty(), std::cmp::Reverse(figure.of()), line.clone()));
    }
    lines
}
