//! What each measure is: its question, what is counted and left out, where the definition is from, what it costs.

use super::fact::FactKind;
use super::{By, Measure};

mod table;

crate::vocabulary! {
    /// What a figure is counted in.
    pub enum Unit {
        /// So many.
        Count = "count",
        /// So many of so many.
        Share = "share",
        /// Working days, the median and the 90th percentile.
        WorkingDays = "working-days",
        /// Pence, and of how many.
        Pence = "pence",
    }
}

crate::vocabulary! {
    /// A side of a share: the cases of which it is so, or the rest.
    pub enum Side {
        /// Those that are the part.
        So = "so",
        /// Those that are not.
        NotSo = "not-so",
    }
}

/// Which part of what was counted a share is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What was kept.
    Kept,
    /// What was kept by the date promised first.
    KeptFirst,
    /// What another fact counts.
    Of(FactKind),
}

/// How a measure comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// How many of these there are.
    Count(&'static [FactKind]),
    /// Which part of these is so.
    Share(&'static [FactKind], Part),
    /// How many working days these took.
    WorkingDays(FactKind),
    /// What these cost, each by its channel, at the council's own cost on the day.
    Cost(FactKind),
    /// How many stand now, of those whose day is up to this one.
    Standing(FactKind, UpTo),
    /// How many arrangements are in force now.
    Arrangements,
    /// How many replies will probably be late, from how long such complaints took.
    Forecasts,
    /// How many waited when the queue was checked, the most of any day.
    DailyChecks,
}

/// Up to which day something that stands is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpTo {
    /// Today.
    Today,
    /// Yesterday: what is due today is not late.
    Yesterday,
    /// So many days ago.
    DaysAgo,
}

/// A measure as the catalogue has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// What it is called.
    pub name: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// What is counted.
    pub counted: &'static str,
    /// What is left out.
    pub left_out: &'static str,
    /// Where the definition is from.
    pub source: &'static str,
    /// How it comes about.
    pub formula: Formula,
    /// What it can be told apart by beside the service and the month.
    pub by: &'static [By],
}

impl Definition {
    /// What it is counted in.
    pub const fn unit(&self) -> Unit {
        match self.formula {
            Formula::Count(_)
            | Formula::Standing(..)
            | Formula::Arrangements
            | Formula::Forecasts
            | Formula::DailyChecks => Unit::Count,
            Formula::Share(..) => Unit::Share,
            Formula::WorkingDays(_) => Unit::WorkingDays,
            Formula::Cost(_) => Unit::Pence,
        }
    }

    /// What it costs to ask.
    pub const fn cost(&self) -> &'static str {
        match self.formula {
            Formula::Count(_) | Formula::Share(..) | Formula::WorkingDays(_) => {
                "A row for each whole month, and each day before and after, by what it is told apart by; none for a case"
            }
            Formula::Cost(_) => {
                "A row for each channel and month, by what it is told apart by, and each day before and after, and once more for each day on which a cost changes; none for a contact"
            }
            Formula::Standing(..) => {
                "A row for each month in which something that stands began; none for a case"
            }
            Formula::Arrangements => "A row for each arrangement in force",
            Formula::Forecasts => {
                "A row for each of the 200 replies that are due soonest, and the last 200 complaints of each service, stage and step among them"
            }
            Formula::DailyChecks => "A row for each day",
        }
    }

    /// Whether it stands now, whatever the period.
    pub const fn is_now(&self) -> bool {
        matches!(
            self.formula,
            Formula::Standing(..) | Formula::Arrangements | Formula::Forecasts
        )
    }

    /// Whether the cases behind it can be listed, for whoever may open them.
    pub const fn has_cases(&self) -> bool {
        let is_counted = !self.facts().is_empty() && !self.is_of_the_survey();
        is_counted || matches!(self.formula, Formula::Forecasts)
    }

    /// Whether it is of the whole council alone: no service has one of its own.
    pub const fn is_of_the_council(&self) -> bool {
        matches!(self.formula, Formula::Arrangements | Formula::DailyChecks)
    }

    /// Whether it tells of a period, of each service, so that one period can be held against another.
    pub const fn tells_of_a_period(&self) -> bool {
        !self.is_now() && !self.is_of_the_council()
    }

    /// What it counts, one by one, where it counts facts.
    pub const fn facts(&self) -> &'static [FactKind] {
        match self.formula {
            Formula::Count(facts) | Formula::Share(facts, _) => facts,
            Formula::WorkingDays(FactKind::Stage1Replied) => &[FactKind::Stage1Replied],
            Formula::WorkingDays(FactKind::Stage2Replied) => &[FactKind::Stage2Replied],
            Formula::WorkingDays(_) => &[FactKind::Closed],
            Formula::Cost(_) => &[FactKind::Contact],
            Formula::Standing(FactKind::Owed, _) => &[FactKind::Owed],
            Formula::Standing(FactKind::LastWord, _) => &[FactKind::LastWord],
            Formula::Standing(..) => &[FactKind::Open],
            Formula::Arrangements | Formula::Forecasts | Formula::DailyChecks => &[],
        }
    }

    /// Whether it counts answers to the survey: no case is behind it.
    pub const fn is_of_the_survey(&self) -> bool {
        match self.facts() {
            [first, ..] => first.is_of_the_survey(),
            [] => false,
        }
    }
}

impl Measure {
    /// What each side of a share is called: its part, and the rest. Nothing for what is no share.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "most shares are of promises, and the rest are no shares"
    )]
    pub fn sides(self) -> Option<(&'static str, &'static str)> {
        let Formula::Share(..) = self.definition().formula else {
            return None;
        };
        Some(match self {
            Self::Stage1InTimeWithoutExtension | Self::Stage2InTimeWithoutExtension => {
                ("By the date promised first", "Later than that")
            }
            Self::SettledAtFirstContact => ("Settled at first contact", "Not settled at first contact"),
            Self::SatisfactionWithHandling | Self::SatisfactionWithResult => {
                ("Satisfied", "Neither, or dissatisfied")
            }
            Self::AvoidableContact => ("Could have been saved", "Needed, or nobody said"),
            Self::Reopened => ("Opened again", "Not opened again"),
            Self::Escalated => ("Taken to stage 2", "Not taken to stage 2"),
            Self::Upheld => ("Upheld, wholly or in part", "Not upheld"),
            Self::OmbudsmanUpheld => ("Fault found", "No fault found"),
            Self::SatisfactoryRemedy => ("Put right before", "Not put right before"),
            Self::SurveyResponse => ("Answered", "Did not answer"),
            _ => ("In time", "Late"),
        })
    }

    /// One of them.
    pub fn side(self, side: Side) -> Option<&'static str> {
        self.sides().map(|(so, not_so)| match side {
            Side::So => so,
            Side::NotSo => not_so,
        })
    }

    /// Whether it is a share of what another measure counts, or of which another counts the part: laid beside that count it says
    /// how many the part were.
    pub fn is_a_share_of(self, count: Self) -> bool {
        let Formula::Share(of, part) = self.definition().formula else {
            return false;
        };
        let Formula::Count(counted) = count.definition().formula else {
            return false;
        };
        let part = match (self, part) {
            // A reply that did not settle it is told by the request for stage 2 that came after it.
            (Self::Escalated, _) => Some(FactKind::Stage2Asked),
            (_, Part::Of(part)) => Some(part),
            (_, Part::Kept | Part::KeptFirst) => None,
        };
        // A decision that found fault is a decision: laid beside the share that found fault it says how many they are.
        let decision = of
            .contains(&FactKind::FaultFound)
            .then_some(FactKind::OmbudsmanDecided);
        let mut known = of.iter().copied().chain(part).chain(decision);
        known.any(|fact| counted.contains(&fact))
    }

    /// Whether it goes, where two shares of the same things would tell of few: the one that counts more time beside the one that
    /// does not.
    pub fn goes_before(self, other: Self) -> bool {
        let both = (self.definition().formula, other.definition().formula);
        matches!(both, (Formula::Share(of, Part::Kept), Formula::Share(same, Part::KeptFirst)) if of == same)
    }

    /// What is said where there is nothing of which it could be a share, or that took time: no small number is hidden.
    pub const fn nothing(self) -> &'static str {
        let [first, ..] = self.definition().facts() else {
            return "Nothing to count";
        };
        if first.is_promise() {
            "None were due"
        } else if matches!(first, FactKind::SurveyAsked) {
            "Nobody was asked"
        } else if matches!(
            first,
            FactKind::SurveyHandling | FactKind::SurveyResult | FactKind::SurveyAnswer
        ) {
            "Nobody answered"
        } else {
            "Nothing to count"
        }
    }
}
