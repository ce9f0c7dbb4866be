//! What the demo's writer says in a report: each sentence that speaks of a figure is made from the figure.
//!
//! What goes to the public names no number: few are not shown there, and a text must not tell them.

use redress_domain::measure::figure::Figure;
use redress_domain::measure::suppress::{SMALLEST_SHOWN, answers_shown};
use redress_domain::measure::{Measure, Range};
use redress_domain::policy::Policy;
use redress_domain::report::provision::{Provision, ShownBy, that_bind};
use redress_domain::report::{Frozen, ReportPart};

/// Below so many in a hundred the demo's writer says that the council does not comply.
const GOOD: i64 = 95;

/// A number of complaints of which it can be said what most are about.
const MANY: i64 = 20;

/// What briefings tell of single cases, a month each.
const NOTED: [&str; 3] = [
    "Somebody who is blind walked into a bin that the crew had left across the pavement.",
    "A resident could not reach the bin store after building work, and rang more than once before anybody looked.",
    "A family with a child reported damp in letter after letter. People came and looked, and nothing was done.",
];

/// What a report's texts are made from.
pub(super) struct Said<'r> {
    pub(super) policy: &'r Policy,
    pub(super) range: Range,
    pub(super) figures: &'r [Frozen],
    /// How many lessons people were told of in its time.
    pub(super) told: usize,
    /// Whether its time is not over.
    pub(super) is_of_part: bool,
}

impl Said<'_> {
    /// What is said in a part; nothing where there is nothing to add.
    pub(super) fn of(&self, part: ReportPart) -> Option<String> {
        match part {
            ReportPart::Figures if self.is_of_part => {
                Some("The month is not over. These are its figures so far.".to_owned())
            }
            ReportPart::Figures => Some("The figures were looked at, beside the record.".to_owned()),
            ReportPart::WhatChanged => Some(format!("{}\n\n{}", self.came(), self.replies())),
            ReportPart::CasesOfNote => {
                let month = usize::try_from(self.range.from.month()).unwrap_or_default();
                NOTED.iter().cycle().nth(month).map(|text| (*text).to_owned())
            }
            ReportPart::Lessons => match self.told {
                0 => None,
                1 => Some("People were told of one lesson. It stands on the page “You said, we did”.".to_owned()),
                more => Some(format!(
                    "People were told of {more} lessons. They stand on the page “You said, we did”."
                )),
            },
            ReportPart::Survey => Some(self.survey()),
            ReportPart::Targets => Some(self.targets()),
            ReportPart::SelfAssessment => Some(match self.not_kept().count() {
                0 => "We comply with each paragraph that binds us.".to_owned(),
                _ => "There are paragraphs with which we do not comply. The table says why.".to_owned(),
            }),
            ReportPart::Analysis => Some(self.analysis()),
            ReportPart::NonCompliance => Some(self.found_against_us()),
            ReportPart::Improvements => Some(
                "Whoever takes a report says what happens next and by which day, and writes it down.".to_owned(),
            ),
            ReportPart::AnnualLetter => Some(match self.number(Measure::OmbudsmanEnquiries) {
                0 => "No enquiry of an Ombudsman reached us in the year. The letter counts cases that never came to us.".to_owned(),
                _ => "The letter also counts cases that never came to us, so it may count more than we do.".to_owned(),
            }),
            ReportPart::OverdueActions
            | ReportPart::Arrangements
            | ReportPart::Ombudsmen
            | ReportPart::OtherReports => None,
        }
    }

    /// What the governing body says of the annual report.
    pub(super) fn response(&self) -> &'static str {
        if self.not_kept().next().is_some() {
            "The council welcomes the report and the plan for what was late. It asks to hear in six months how that went."
        } else {
            "The council welcomes the report. It asks to hear next year how the lessons held."
        }
    }

    /// Why a paragraph is not complied with: what its figure counts was late too often.
    pub(super) fn why_not(&self, provision: &Provision) -> Option<String> {
        let figures = provision.shown_by.iter().filter_map(|shown_by| match shown_by {
            ShownBy::Figure(measure) => Some(*measure),
            ShownBy::Rule(_) | ShownBy::Lessons | ShownBy::Response | ShownBy::Elsewhere(_) => None,
        });
        let mut late = figures.filter_map(|measure| {
            let what = promised(measure)?;
            let (part, of) = self.share(measure)?;
            (part * 100 < of * GOOD).then_some(what)
        });
        let what = late.next()?;
        Some(format!(
            "Fewer than {GOOD} in 100 {what} were in time. More people see to them since."
        ))
    }

    fn not_kept(&self) -> impl Iterator<Item = &'static Provision> {
        that_bind(self.policy).filter(|provision| self.why_not(provision).is_some())
    }

    fn came(&self) -> String {
        let month = self.range.in_words();
        let n = self.number(Measure::ComplaintsReceived);
        let came = match n {
            0 => return format!("No complaint came in {month}."),
            1 => format!("One complaint came in {month}."),
            n => format!("{n} complaints came in {month}."),
        };
        let services = self.services(Measure::ComplaintsReceived);
        match services[..] {
            [(name, most), ref rest @ ..] if n > 1 && rest.first().is_none_or(|(_, next)| *next < most) => {
                format!("{came} The most about one service, {most}, were about {name}.")
            }
            _ => came,
        }
    }

    fn replies(&self) -> String {
        let Some((part, of)) = self.share(Measure::Stage1InTime) else {
            return "No stage 1 reply was due.".to_owned();
        };
        let moved = match self.share(Measure::Stage1InTimeWithoutExtension) {
            Some((first, _)) if first < part => format!(", {} of them by a day that was moved", part - first),
            Some(_) | None => String::new(),
        };
        if part == of {
            return format!("Each stage 1 reply that was due went in time{moved}.");
        }
        let late: Vec<&str> = self
            .lines(Measure::Stage1InTime)
            .filter(|(_, figure)| matches!(figure, Figure::Share { part, of } if part < of))
            .map(|(name, _)| name)
            .collect();
        let of_what = if late.is_empty() {
            String::new()
        } else {
            format!(
                " Late ones were about {}. A post is vacant there.",
                in_a_row(&late)
            )
        };
        format!("Of the stage 1 replies that were due, {part} of {of} went in time{moved}.{of_what}")
    }

    fn survey(&self) -> String {
        match self.share(Measure::SatisfactionWithHandling) {
            None => "Nobody answered how we handled their case.".to_owned(),
            Some((part, of)) => match answers_shown(part, of, !self.is_of_part) {
                Some(percent) => {
                    format!(
                        "Of those who answered, {percent}% were satisfied with how we handled their case."
                    )
                }
                None => "Too few answered to say how satisfied people were.".to_owned(),
            },
        }
    }

    fn targets(&self) -> String {
        let held = self.figures.iter().filter(|frozen| frozen.of.is_some());
        let shown = held.filter(|frozen| match frozen.figure {
            // Of a few answers nothing is said, nor whether they meet a target.
            Figure::Share { part, of } if frozen.measure.definition().is_of_the_survey() => {
                answers_shown(part, of, !self.is_of_part).is_some()
            }
            Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => true,
        });
        let counted: Vec<(&Frozen, bool)> = shown
            .filter_map(|frozen| frozen.is_met().map(|is_met| (frozen, is_met)))
            .collect();
        let missed: Vec<String> = counted
            .iter()
            .filter(|(_, is_met)| !is_met)
            .filter_map(|(frozen, _)| {
                let of = frozen.of.as_ref()?;
                let post = self.policy.posts.iter().find(|post| post.id == *of)?;
                let name = frozen.measure.definition().name;
                let services: Vec<&str> = frozen
                    .services
                    .iter()
                    .filter_map(|id| self.policy.service(id))
                    .map(|service| service.name.as_str())
                    .collect();
                Some(if services.is_empty() {
                    format!("{} ({name})", post.name)
                } else {
                    format!("{} ({name}: {})", post.name, in_a_row(&services))
                })
            })
            .collect();
        let met = counted.len() - missed.len();
        match (counted.len(), met) {
            (0, _) => "There is nothing to count for any target.".to_owned(),
            (1, 1) => "The one target with something to count is met.".to_owned(),
            (all, met) if all == met => {
                format!("All {all} targets with something to count are met.")
            }
            (all, met) => format!(
                "Of {all} targets with something to count {met} {} met. Not met: {}.",
                if met == 1 { "is" } else { "are" },
                missed.join("; ")
            ),
        }
    }

    fn analysis(&self) -> String {
        let services = self.services(Measure::ComplaintsReceived);
        let n = self.number(Measure::ComplaintsReceived);
        let most = match services[..] {
            [(first, one), (second, two), ..] if n >= MANY && one.min(two) >= SMALLEST_SHOWN => {
                format!("The two services with the most complaints were {first}, and {second}.")
            }
            _ => "Too few complaints came to say what most were about.".to_owned(),
        };
        format!("{most} We do not know how many people had a reason to complain and did not.")
    }

    fn found_against_us(&self) -> String {
        let found = match self.share(Measure::OmbudsmanUpheld) {
            None => "No Ombudsman decided on a complaint about us in the year.",
            Some((0, _)) => "No Ombudsman found fault in the year.",
            Some(_) => "An Ombudsman found fault in the year.",
        };
        if self.not_kept().next().is_some() {
            format!("{found} We found ourselves that we were late, as the self-assessment says.")
        } else {
            found.to_owned()
        }
    }

    fn whole(&self, measure: Measure) -> Option<Figure> {
        let is_it =
            |frozen: &&Frozen| frozen.measure == measure && frozen.by.is_none() && frozen.of.is_none();
        self.figures.iter().find(is_it).map(|frozen| frozen.figure)
    }

    fn number(&self, measure: Measure) -> i64 {
        self.whole(measure).map_or(0, Figure::of)
    }

    /// So many of so many, of one at least.
    fn share(&self, measure: Measure) -> Option<(i64, i64)> {
        match self.whole(measure)? {
            Figure::Share { part, of } if of > 0 => Some((part, of)),
            Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
        }
    }

    /// A measure service by service, by the names that people know.
    fn lines(&self, measure: Measure) -> impl Iterator<Item = (&str, Figure)> {
        let lines = self.figures.iter();
        let lines = lines
            .filter(move |frozen| frozen.measure == measure && frozen.by.is_some() && frozen.of.is_none());
        lines.filter_map(|frozen| {
            let mut services = self.policy.services.iter();
            let service = services.find(|service| service.id.as_str() == frozen.line)?;
            Some((service.name.as_str(), frozen.figure))
        })
    }

    /// The services by how many there are of each, the most first.
    fn services(&self, measure: Measure) -> Vec<(&str, i64)> {
        let counted = self.lines(measure).map(|(name, figure)| (name, figure.of()));
        let mut counted: Vec<(&str, i64)> = counted.filter(|(_, n)| *n > 0).collect();
        counted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        counted
    }
}

/// What a figure counts that was promised by a day.
fn promised(measure: Measure) -> Option<&'static str> {
    [
        (Measure::AcknowledgedInTime, "acknowledgements"),
        (Measure::Stage1InTime, "replies at stage 1"),
        (Measure::Stage2InTime, "replies at stage 2"),
        (Measure::RemediesInTime, "remedies"),
    ]
    .into_iter()
    .find_map(|(known, what)| (known == measure).then_some(what))
}

/// Names that may hold an "and" of their own, one after the other.
fn in_a_row(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{}; and {last}", first.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    //! A text of a report never says another number than its figures.

    use jiff::civil::date;
    use redress_domain::id::PostId;
    use redress_domain::measure::By;
    use redress_domain::report::ReportSort;

    use super::*;

    fn demo() -> Policy {
        Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap()
    }

    fn of_service(measure: Measure, service: &str, figure: Figure) -> Frozen {
        Frozen {
            by: Some(By::Service),
            line: service.to_owned(),
            ..Frozen::whole(measure, figure)
        }
    }

    fn of_post(measure: Measure, post: &str, figure: Figure) -> Frozen {
        Frozen {
            of: Some(PostId::parse(post).unwrap()),
            target: Some(95),
            ..Frozen::whole(measure, figure)
        }
    }

    fn share(part: i64, of: i64) -> Figure {
        Figure::Share { part, of }
    }

    fn said(policy: &Policy, figures: &[Frozen], part: ReportPart) -> String {
        let said = Said {
            policy,
            range: Range::month_of(date(2026, 10, 1)),
            figures,
            told: 0,
            is_of_part: false,
        };
        said.of(part).unwrap_or_default()
    }

    #[test]
    fn what_changed_names_the_numbers_and_the_services_of_the_figures() {
        let policy = demo();
        let figures = [
            Frozen::whole(Measure::ComplaintsReceived, Figure::Count(6)),
            of_service(Measure::ComplaintsReceived, "waste", Figure::Count(2)),
            of_service(Measure::ComplaintsReceived, "planning", Figure::Count(4)),
            Frozen::whole(Measure::Stage1InTime, share(3, 5)),
            of_service(Measure::Stage1InTime, "waste", share(1, 2)),
            of_service(Measure::Stage1InTime, "repairs", share(0, 1)),
            of_service(Measure::Stage1InTime, "planning", share(2, 2)),
        ];
        assert_eq!(
            said(&policy, &figures, ReportPart::WhatChanged),
            "6 complaints came in October 2026. The most about one service, 4, were about Planning and building control.\n\n\
             Of the stage 1 replies that were due, 3 of 5 went in time. Late ones were about Bins and recycling; and Repairs to \
             council homes. A post is vacant there."
        );
        let all = [Frozen::whole(Measure::Stage1InTime, share(5, 5))];
        let text = said(&policy, &all, ReportPart::WhatChanged);
        assert!(
            text.ends_with("Each stage 1 reply that was due went in time."),
            "{text}"
        );
    }

    #[test]
    fn a_target_that_is_missed_is_named_and_one_of_a_few_answers_is_not() {
        let policy = demo();
        let figures = [
            of_post(Measure::Stage1InTime, "head-of-housing", share(1, 2)),
            of_post(Measure::RemediesInTime, "head-of-housing", share(2, 2)),
            of_post(Measure::SatisfactionWithHandling, "director-people", share(0, 3)),
            of_post(Measure::FirstAnswerInTime, "director-people", share(0, 0)),
        ];
        assert_eq!(
            said(&policy, &figures, ReportPart::Targets),
            "Of 2 targets with something to count 1 is met. Not met: Head of Housing (Stage 1 replies in time)."
        );
        assert_eq!(
            said(&policy, &figures[1..], ReportPart::Targets),
            "The one target with something to count is met."
        );
    }

    #[test]
    fn the_annual_report_says_what_was_late_and_the_public_reads_no_small_number() {
        let policy = demo();
        let late = [
            Frozen::whole(Measure::ComplaintsReceived, Figure::Count(3)),
            Frozen::whole(Measure::Stage1InTime, share(1, 3)),
            Frozen::whole(Measure::OmbudsmanUpheld, share(1, 2)),
            Frozen::whole(Measure::OmbudsmanEnquiries, Figure::Count(2)),
        ];
        let parts: Vec<String> = ReportPart::of(ReportSort::Annual)
            .map(|part| said(&policy, &late, part))
            .collect();
        let text = parts.join("\n");
        assert!(
            text.contains("There are paragraphs with which we do not comply."),
            "{text}"
        );
        assert!(text.contains("An Ombudsman found fault in the year."), "{text}");
        let is_number = |word: &str| word.chars().any(|letter| letter.is_ascii_digit());
        assert!(!text.split_whitespace().any(is_number), "{text}");
        let good = [Frozen::whole(Measure::Stage1InTime, share(3, 3))];
        assert_eq!(
            said(&policy, &good, ReportPart::SelfAssessment),
            "We comply with each paragraph that binds us."
        );
    }
}
