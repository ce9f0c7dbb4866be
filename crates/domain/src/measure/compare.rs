//! Two councils side by side: in what the same measure counts something else for each, because their policies differ.

use super::Measure;
use super::definition::Unit;
use super::fact::FactKind;
use crate::policy::{CountedFrom, Policy, Procedure};
use crate::vocabulary::{DayOne, Division, Kind};

/// A difference: what it is about, and how each has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What: "The reply of stage 1".
    pub what: &'static str,
    /// How the one has it.
    pub one: String,
    /// How the other has it.
    pub other: String,
}

/// In what a measure differs between two policies; nothing where both count the same.
///
/// What is looked at is what the rules of a policy change: limits, from when they are counted, days that count, who is
/// asked what. How staff sort what comes in differs as well, and no policy says how.
pub fn differences(measure: Measure, one: &Policy, other: &Policy) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut hold = |what, read: &dyn Fn(&Policy) -> String| {
        let (one, other) = (read(one), read(other));
        if one != other {
            found.push(Difference { what, one, other });
        }
    };
    let definition = measure.definition();
    let counts = |fact: &FactKind| definition.facts().contains(fact);
    let mut counts_days = definition.unit() == Unit::WorkingDays;
    if counts(&FactKind::AcknowledgementDue) {
        hold("The acknowledgement", &|policy| {
            of_procedures(policy, Kind::Complaint, |procedure| {
                procedure.acknowledge.map(|limit| format!("{limit} from receipt"))
            })
        });
        counts_days = true;
    }
    for (fact, number, what) in [
        (FactKind::Stage1Due, 1, "The reply of stage 1"),
        (FactKind::Stage2Due, 2, "The reply of stage 2"),
    ] {
        if counts(&fact) {
            hold(what, &|policy| {
                of_procedures(policy, Kind::Complaint, |procedure| reply(procedure, number))
            });
            counts_days = true;
        }
    }
    if counts(&FactKind::FirstAnswerDue) || counts(&FactKind::QueryDue) {
        hold("The first answer", &|policy| {
            of_procedures(policy, Kind::ServiceRequest, |procedure| {
                procedure
                    .first_answer
                    .map(|limit| format!("{limit} from receipt"))
            })
        });
        counts_days = true;
    }
    if counts(&FactKind::QueryDue) || counts(&FactKind::AnswerDue) {
        hold("The answer", &|policy| {
            of_procedures(policy, Kind::Enquiry, |procedure| {
                procedure.reply.map(|limit| format!("{limit} from receipt"))
            })
        });
        counts_days = true;
    }
    if counts(&FactKind::TargetDue) {
        hold("The targets of services", &targets);
        counts_days = true;
    }
    if counts_days {
        hold("The first day counted", &|policy| {
            match policy.calendar.day_one {
                DayOne::NextWorkingDay => "the next working day after receipt",
                DayOne::RollForward => "the working day after receipt was rolled forward to one",
            }
            .to_owned()
        });
        hold("Days that do not count", &|policy| {
            let bank = match policy.calendar.division {
                Division::EnglandAndWales => "the bank holidays of England and Wales",
                Division::Scotland => "the bank holidays of Scotland",
                Division::NorthernIreland => "the bank holidays of Northern Ireland",
                Division::AllParts => "the bank holidays of every part of the United Kingdom",
            };
            match policy.calendar.closed.len() {
                0 => bank.to_owned(),
                1 => format!("{bank}, and 1 day of its own"),
                days => format!("{bank}, and {days} days of its own"),
            }
        });
    }
    if counts(&FactKind::Contact) || counts(&FactKind::AvoidableContact) {
        hold("What staff are asked of a contact", &|policy| {
            let asked = policy.reports.avoidable.iter().map(|cause| cause.as_str());
            listed(&asked.collect::<Vec<_>>(), "nothing: the record alone is counted")
        });
    }
    if definition.unit() == Unit::Pence {
        hold("The cost of a contact", &|policy| {
            let costs = policy.reports.costs.iter();
            let costs = costs.map(|cost| format!("{} {}p from {}", cost.channel, cost.pence, cost.from));
            listed(&costs.collect::<Vec<_>>(), "none given")
        });
    }
    if definition.is_of_the_survey() {
        hold("What customers are asked", &|policy| match &policy.survey {
            None => "nothing: there is no survey".to_owned(),
            Some(survey) => {
                let questions = survey.questions.iter().map(|question| question.text.as_str());
                listed(&questions.collect::<Vec<_>>(), "nothing")
            }
        });
    }
    if counts(&FactKind::Refused) {
        hold("The reasons for not accepting a complaint", &|policy| {
            let reasons = policy.refusal_reasons.iter().map(|reason| reason.name.as_str());
            listed(&reasons.collect::<Vec<_>>(), "none")
        });
    }
    found
}

/// What each procedure of a kind says, each once, with its name where they differ.
fn of_procedures(policy: &Policy, kind: Kind, says: impl Fn(&Procedure) -> Option<String>) -> String {
    let procedures = policy
        .procedures
        .values()
        .filter(|procedure| procedure.kind == kind);
    let said: Vec<(&str, String)> = procedures
        .map(|procedure| {
            let said = says(procedure).unwrap_or_else(|| "no limit".to_owned());
            (procedure.name.as_str(), said)
        })
        .collect();
    let first = said.first().map(|(_, first)| first.clone());
    if let Some(first) = first.filter(|first| said.iter().all(|(_, said)| said == first)) {
        return first;
    }
    let each = said.iter().map(|(name, said)| format!("{name}: {said}"));
    listed(&each.collect::<Vec<_>>(), "no such procedure")
}

fn reply(procedure: &Procedure, number: u8) -> Option<String> {
    let stage = procedure.stages.iter().find(|stage| stage.number == number)?;
    let from = match (stage.reply_of, number) {
        (CountedFrom::Received, 1) => "receipt",
        (CountedFrom::Received, _) => "the request",
        (CountedFrom::Acknowledged, _) => "the acknowledgement",
    };
    let more = stage.extend_by.map(|limit| format!(", and {limit} more once"));
    Some(format!("{} from {from}{}", stage.reply, more.unwrap_or_default()))
}

fn targets(policy: &Policy) -> String {
    let services = policy.services.iter();
    let with = services.filter_map(|service| Some(format!("{}: {}", service.name, service.target?)));
    listed(&with.collect::<Vec<_>>(), "none")
}

fn listed<T: AsRef<str>>(words: &[T], none: &str) -> String {
    if words.is_empty() {
        return none.to_owned();
    }
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join("; ")
}

#[cfg(test)]
mod tests {
    //! What is said to differ.

    use super::*;
    use crate::case::tests::council::{policy, working_days};

    fn what(measure: Measure, one: &Policy, other: &Policy) -> Vec<&'static str> {
        differences(measure, one, other)
            .iter()
            .map(|one| one.what)
            .collect()
    }

    #[test]
    fn a_clock_from_receipt_and_one_from_the_acknowledgement_are_not_the_same_measure() {
        let one = policy();
        let mut other = policy();
        for measure in Measure::ALL {
            assert_eq!(differences(*measure, &one, &other), []);
        }
        for procedure in other.procedures.values_mut() {
            for stage in procedure.stages.iter_mut().filter(|stage| stage.number == 1) {
                stage.reply = working_days(15);
                stage.reply_of = CountedFrom::Received;
            }
        }
        let found = differences(Measure::Stage1InTime, &one, &other);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].other.contains("15 working days from receipt"),
            "{found:?}"
        );
        assert!(found[0].one.contains("the acknowledgement"), "{found:?}");
        assert!(what(Measure::Stage2InTime, &one, &other).is_empty());
        assert!(what(Measure::ComplaintsReceived, &one, &other).is_empty());
    }

    #[test]
    fn days_that_count_differ_for_every_measure_of_days_and_for_no_other() {
        let one = policy();
        let mut other = policy();
        other.calendar.division = Division::Scotland;
        other.calendar.day_one = DayOne::RollForward;
        for measure in [
            Measure::AcknowledgedInTime,
            Measure::Stage1WorkingDays,
            Measure::WorkingDaysToClose,
        ] {
            assert_eq!(
                what(measure, &one, &other),
                ["The first day counted", "Days that do not count"],
                "{measure}"
            );
        }
        assert!(what(Measure::Upheld, &one, &other).is_empty());
    }

    #[test]
    fn costs_and_questions_are_each_councils_own() {
        let one = policy();
        let mut other = policy();
        other.reports.avoidable = vec![crate::case::Avoidable::Repeat];
        assert_eq!(
            what(Measure::AvoidableContact, &one, &other),
            ["What staff are asked of a contact"]
        );
        assert!(what(Measure::Stage1InTime, &one, &other).is_empty());
    }
}
