//! The annual report as a document: its six parts (Complaint Handling Code 8.1), and the governing body's response.

use std::collections::BTreeMap;

use redress_casework::report::ReportView;
use redress_domain::measure::Measure;
use redress_domain::measure::figure::Figure;
use redress_domain::measure::suppress::{SMALLEST_SHOWN, percent_beside, percent_shown, shares_shown, shown};
use redress_domain::policy::Policy;
use redress_domain::report::provision::{Provision, ShownBy, shown_in};
use redress_domain::report::{Answer, Complies, Frozen, LetterTopic, ReportPart};
use redress_domain::vocabulary::Ombudsman;
use redress_pages::format::long_date;
use redress_pages::public::performance::NOT_SHOWN;
use redress_pages::report::{Document, Grid, GridCell, Section, say};

use super::briefing::{in_cell, seen_by_staff};
use super::{Reader, lines_of, written, year};
use crate::error::PageError;
use crate::figures::{by_name, label};

/// The figures of a year as a reader may see them.
struct Seen<'a> {
    policy: &'a Policy,
    view: &'a ReportView,
    reader: Reader,
}

/// The annual report.
pub(crate) fn document(policy: &Policy, view: &ReportView, reader: Reader) -> Result<Document, PageError> {
    let range = view.report.range.ok_or(PageError::NotFound)?;
    let seen = Seen { policy, view, reader };
    let frozen_on = view.report.taken_on.map(long_date).unwrap_or_default();
    let mut about = vec![
        ("Year".to_owned(), range.in_words()),
        (
            "Figures".to_owned(),
            format!("As the record had them on {frozen_on}"),
        ),
    ];
    if let Some(approved) = &view.report.approved {
        about.push(("Approved".to_owned(), long_date(approved.on)));
    }
    if let Some(on) = view.report.published_on {
        about.push(("Published".to_owned(), long_date(on)));
    }
    let part = |heading: &str, part: ReportPart| Section::new(heading).written(written(view, part));
    let mut sections = Vec::new();
    // Code 8.2: the response stands beside the report, and is read first.
    if let Some(response) = &view.report.response {
        let words = view.words(&response.words).unwrap_or("[removed]").to_owned();
        sections.push(
            Section::new("The governing body’s response")
                .said(format!("Given on {}.", long_date(response.on)))
                .written(Some(words)),
        );
    }
    let assessed = part("1. Self-assessment", ReportPart::SelfAssessment);
    sections.push(seen.self_assessment(assessed));
    sections.push(seen.analysis(part("2. Analysis of performance", ReportPart::Analysis)));
    sections.push(seen.non_compliance(part("3. Findings of non-compliance", ReportPart::NonCompliance)));
    let told = view.told.iter().map(|told| {
        let did = if told.row.could_not {
            "We could not, because"
        } else {
            "We did"
        };
        format!("You said: {}\n{did}: {}", told.you_said, told.we_did)
    });
    sections.push(
        part("4. Service improvements", ReportPart::Improvements)
            .list(told.collect(), "Nobody was told of a lesson in this year."),
    );
    sections.push(seen.letter(part("5. The Ombudsman’s annual letter", ReportPart::AnnualLetter)));
    sections.push(part("6. Other reports of an Ombudsman", ReportPart::OtherReports));
    for section in &mut sections {
        if section.parts.is_empty() {
            section
                .parts
                .push(redress_pages::report::Part::Said("Nothing to report.".to_owned()));
        }
    }
    if reader == Reader::Public {
        sections.push(Section::new("Small numbers").said(
            "Numbers from 1 to 4 are not shown, so that nobody can be recognised, nor are others from which they could be worked \
             out, here or together with our quarterly figures. A share or a time is shown of 20 cases or more, and a share where \
             neither side of it is from 1 to 4.",
        ));
    }
    Ok(Document {
        title: format!(
            "Complaints performance and service improvement report, {}",
            year(range)
        ),
        about,
        sections,
    })
}

/// What the record shows of a paragraph, line by line.
pub(crate) fn shows(
    policy: &Policy,
    view: &ReportView,
    (provision, reader): (&Provision, Reader),
) -> Vec<String> {
    let seen = Seen { policy, view, reader };
    provision
        .shown_by
        .iter()
        .filter_map(|shown_by| match shown_by {
            ShownBy::Rule(rule) => Some(rule.said(policy, provision.code)),
            ShownBy::Figure(measure) => {
                let name = measure.definition().name;
                seen.whole(*measure).map(|cell| format!("{name}: {}.", cell.text))
            }
            ShownBy::Lessons => Some(match view.told.len() {
                0 => "People were told of no lesson in the year.".to_owned(),
                1 => "People were told of 1 lesson in the year.".to_owned(),
                count => format!("People were told of {count} lessons in the year."),
            }),
            ShownBy::Response => Some(view.report.response.as_ref().map_or_else(
                || "The governing body has not responded yet.".to_owned(),
                |response| format!("The governing body responded on {}.", long_date(response.on)),
            )),
            ShownBy::Elsewhere(what) => Some(match reader {
                Reader::Staff => format!("Not from the record: {what}. Say where that is shown."),
                Reader::Public => format!("Not from the record: {what}."),
            }),
        })
        .collect()
}

impl Seen<'_> {
    fn self_assessment(&self, mut section: Section) -> Section {
        for code in [Ombudsman::Lgsco, Ombudsman::Housing] {
            let heads = [
                "Paragraph",
                "What it asks",
                "What the record shows",
                "Do we comply?",
            ];
            let mut grid = Grid::new(say::code(code), &heads);
            for provision in
                shown_in(self.policy, &self.view.report).filter(|provision| provision.code == code)
            {
                let shown = shows(self.policy, self.view, (provision, self.reader));
                grid = grid.row([
                    provision.paragraph.into(),
                    provision.asks.into(),
                    shown.join("\n").into(),
                    self.answer(self.view.report.answers.get(provision.id)).into(),
                ]);
            }
            if !grid.rows.is_empty() {
                section = section.table(grid, "");
            }
        }
        section
    }

    fn answer(&self, answer: Option<&Answer>) -> String {
        let Some(answer) = answer else {
            return "Not answered yet".to_owned();
        };
        let because = answer.because.as_ref();
        let because = because.map(|words| self.view.words(words).unwrap_or("[removed]"));
        match (answer.complies, because) {
            (Complies::Yes, Some(because)) => format!("{}. {because}", say::complies(answer.complies)),
            (Complies::No | Complies::NotApplicable, Some(because)) => {
                format!("{}: {because}", say::complies(answer.complies))
            }
            (_, None) => say::complies(answer.complies).to_owned(),
        }
    }

    fn analysis(&self, section: Section) -> Section {
        let figures = &self.view.report.figures;
        let mut wholes = Grid::new("The year in figures", &["What is counted", "Figure"]);
        let whole = |frozen: &&Frozen| frozen.by.is_none() && frozen.of.is_none();
        for frozen in figures.iter().filter(whole) {
            // Those told apart by topic below have no second table from which a number could be worked out.
            if let Some(cell) = self.whole(frozen.measure) {
                wholes = wholes.row([frozen.measure.definition().name.into(), cell]);
            }
        }
        let mut section = section.table(wholes, "Nothing was counted.");
        for measure in [
            Measure::ComplaintsReceived,
            Measure::ComplimentsReceived,
            Measure::Stage1InTime,
            Measure::Stage2Asked,
            Measure::Findings,
            Measure::Upheld,
            Measure::RemediesDue,
        ] {
            if let Some(grid) = self.told_apart(measure) {
                section = section.table(grid, "");
            }
        }
        // Code 8.1b: a summary of the types of complaint that were not accepted.
        match self.told_apart(Measure::NotAccepted) {
            Some(grid) => section.table(grid, ""),
            None => section.said("Complaints that were not accepted: none, or too few to say."),
        }
    }

    fn non_compliance(&self, section: Section) -> Section {
        let answers = self.view.report.answers.iter();
        let not = answers.filter(|(_, answer)| answer.complies == Complies::No);
        let not = not.filter_map(|(id, answer)| {
            let provision = redress_domain::report::provision::named(id)?;
            let code = say::code(provision.code);
            let answer = self.answer(Some(answer));
            Some(format!("{code}, {}. {answer}", provision.paragraph))
        });
        section.list(
            not.collect(),
            "The self-assessment found that we comply with every paragraph that applies to us.",
        )
    }

    /// Our decisions by the topics of the Ombudsman's letter: how many, and of how many so many found fault.
    fn topics(&self) -> BTreeMap<LetterTopic, (i64, (i64, i64))> {
        let figures = &self.view.report.figures;
        let topic = |line: &str| {
            let mut services = self.policy.services.iter();
            let service = services.find(|service| service.id.as_str() == line);
            service
                .and_then(|service| service.topic)
                .unwrap_or(LetterTopic::Other)
        };
        let mut topics: BTreeMap<LetterTopic, (i64, (i64, i64))> = BTreeMap::new();
        for frozen in lines_of(figures, Measure::OmbudsmanDecisions).1 {
            topics.entry(topic(&frozen.line)).or_default().0 += frozen.figure.of();
        }
        for frozen in lines_of(figures, Measure::OmbudsmanUpheld).1 {
            if let Figure::Share { part, of } = frozen.figure {
                let (_, upheld) = topics.entry(topic(&frozen.line)).or_default();
                *upheld = (upheld.0 + part, upheld.1 + of);
            }
        }
        topics
    }

    /// The same as a table, so that ours and the Ombudsman's can be laid side by side.
    fn letter(&self, section: Section) -> Section {
        let topics = self.topics();
        let numbers: Vec<i64> = topics.values().map(|(decisions, _)| *decisions).collect();
        let seen = self.numbers(Measure::OmbudsmanDecisions, &numbers);
        let mut grid = Grid::new(
            "Ombudsmen’s decisions, by the topics of the annual letter",
            &["Topic", "Decisions", "Found fault"],
        );
        for ((topic, (_, (part, of))), number) in topics.iter().zip(seen) {
            let upheld = Figure::Share { part: *part, of: *of };
            let fault = match self.reader {
                Reader::Staff => upheld.in_words().into(),
                Reader::Public => {
                    let measure = Measure::OmbudsmanUpheld;
                    share_seen(measure, (*part, *of), self.is_all_beside_shown(measure))
                }
            };
            grid = grid.row([say::topic(*topic).into(), number, fault]);
        }
        section
            .table(grid, "No Ombudsman decided on a complaint about us in this year.")
            .said(
                "Decisions are counted on the day on which we recorded them, under the topic of the service that answers for the \
                 case. The letter counts its own days, and cases that never reached us: where the two differ, the text says why.",
            )
    }

    fn is_hidden(&self, measure: Measure) -> bool {
        let approved = self.view.report.approved.as_ref();
        self.reader == Reader::Public && approved.is_some_and(|approved| approved.hidden.contains(&measure))
    }

    fn is_total_only(&self, measure: Measure) -> bool {
        let approved = self.view.report.approved.as_ref();
        self.reader == Reader::Public
            && approved.is_some_and(|approved| approved.totals_only.contains(&measure))
    }

    /// A measure whole; nothing where it was not taken.
    fn whole(&self, measure: Measure) -> Option<GridCell> {
        let (whole, lines) = lines_of(&self.view.report.figures, measure);
        let figure = whole?.figure;
        if self.reader == Reader::Staff {
            return Some(seen_by_staff(measure, figure));
        }
        if self.is_hidden(measure) {
            return Some(NOT_SHOWN.into());
        }
        Some(match figure {
            Figure::Count(n) if lines.is_empty() => {
                if (1..SMALLEST_SHOWN).contains(&n) {
                    NOT_SHOWN.into()
                } else {
                    GridCell::number(n)
                }
            }
            Figure::Count(_) => {
                let numbers: Vec<i64> = if measure == Measure::OmbudsmanDecisions {
                    // Told apart by topic below: the total must not give that away.
                    self.topics().values().map(|(decisions, _)| *decisions).collect()
                } else {
                    lines.iter().map(|line| line.figure.of()).collect()
                };
                let total = shown(&numbers).total;
                total.map_or_else(|| NOT_SHOWN.into(), GridCell::number)
            }
            Figure::Share { part, of } => {
                let is_seen = self.is_all_beside_shown(measure) && !self.tells_of_another(measure);
                share_seen(measure, (part, of), is_seen)
            }
            Figure::Days { of, .. } | Figure::Cost { of, .. } => match percent_shown(of, of) {
                Some(_) => in_cell(figure),
                None if of == 0 => measure.nothing().into(),
                None => NOT_SHOWN.into(),
            },
        })
    }

    /// Whether nothing is hidden of those of the report's counts that tell of the part of a share.
    fn is_all_beside_shown(&self, share: Measure) -> bool {
        let whole = |frozen: &&Frozen| frozen.by.is_none() && frozen.of.is_none();
        let counts = self.view.report.figures.iter().filter(whole);
        let mut counts = counts
            .map(|frozen| frozen.measure)
            .filter(|count| share.is_a_share_of(*count));
        counts.all(|count| self.is_all_shown(count))
    }

    /// Whether a share would tell of few beside another share of the same things.
    fn tells_of_another(&self, share: Measure) -> bool {
        let shares = whole_shares(&self.view.report.figures);
        let shares: Vec<_> = shares.filter(|(measure, ..)| !self.is_hidden(*measure)).collect();
        let seen = shares_shown(&shares);
        let mut seen = shares.iter().zip(seen);
        seen.any(|((measure, ..), percent)| *measure == share && percent.is_none())
    }

    /// Whether nothing of a count is hidden, told apart or whole, of the year or of a quarter.
    fn is_all_shown(&self, measure: Measure) -> bool {
        if self.is_hidden(measure) || self.is_total_only(measure) {
            return false;
        }
        let (whole, lines) = lines_of(&self.view.report.figures, measure);
        let numbers: Vec<i64> = if measure == Measure::OmbudsmanDecisions {
            self.topics().values().map(|(decisions, _)| *decisions).collect()
        } else if lines.is_empty() {
            whole.map(|whole| whole.figure.of()).into_iter().collect()
        } else {
            lines.iter().map(|line| line.figure.of()).collect()
        };
        let seen = shown(&numbers);
        seen.total.is_some() && seen.numbers.iter().all(Option::is_some)
    }

    /// Some counts of one measure.
    fn numbers(&self, measure: Measure, numbers: &[i64]) -> Vec<GridCell> {
        match self.reader {
            Reader::Staff => numbers.iter().map(|n| GridCell::number(*n)).collect(),
            Reader::Public if self.is_hidden(measure) => numbers.iter().map(|_| NOT_SHOWN.into()).collect(),
            Reader::Public => shown(numbers)
                .numbers
                .into_iter()
                .map(|n| n.map_or_else(|| NOT_SHOWN.into(), GridCell::number))
                .collect(),
        }
    }

    /// A measure told apart; nothing where the reader may not see it so.
    fn told_apart(&self, measure: Measure) -> Option<Grid> {
        let (_, lines) = lines_of(&self.view.report.figures, measure);
        let by = lines.first()?.by?;
        let is_count = lines.iter().all(|line| matches!(line.figure, Figure::Count(_)));
        // The public sees shares whole: with the counts beside them they would tell of single cases.
        if self.is_total_only(measure) || (self.reader == Reader::Public && !is_count) {
            return None;
        }
        let numbers: Vec<i64> = lines.iter().map(|line| line.figure.of()).collect();
        let cells = if is_count {
            self.numbers(measure, &numbers)
        } else {
            lines.iter().map(|line| in_cell(line.figure)).collect()
        };
        // A line of which nothing is shown would tell that there was something.
        let is_told = |cell: &GridCell| cell.text != NOT_SHOWN;
        if self.reader == Reader::Public && !cells.iter().any(is_told) {
            return None;
        }
        let name = measure.definition().name;
        let caption = format!("{name} by {}", by_name(by, measure).to_lowercase());
        let mut grid = Grid::new(&caption, &[by_name(by, measure), name]);
        for (line, cell) in lines.iter().zip(cells) {
            grid = grid.row([label(self.policy, by, &line.line).into(), cell]);
        }
        Some(grid)
    }
}

/// The whole shares of a report: the measure, its part, and of how many.
pub(super) fn whole_shares(figures: &[Frozen]) -> impl Iterator<Item = (Measure, i64, i64)> {
    let whole = figures
        .iter()
        .filter(|frozen| frozen.by.is_none() && frozen.of.is_none());
    whole.filter_map(|frozen| match frozen.figure {
        Figure::Share { part, of } => Some((frozen.measure, part, of)),
        Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => None,
    })
}

fn share_seen(measure: Measure, (part, of): (i64, i64), is_all_shown: bool) -> GridCell {
    match percent_beside(part, of, is_all_shown) {
        Some(percent) => format!("{percent}%").into(),
        None if of == 0 => measure.nothing().into(),
        None => NOT_SHOWN.into(),
    }
}
