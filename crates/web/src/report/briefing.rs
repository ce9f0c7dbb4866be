//! A briefing as a document: for the Executive whole, for members figures alone.

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_casework::report::figures::services_of;
use redress_casework::report::{Asked, ReportView};
use redress_domain::lesson::DueKind;
use redress_domain::measure::figure::Figure;
use redress_domain::measure::suppress::{answers_shown, in_tens, percent_shown, shares_shown};
use redress_domain::measure::{By, Measure, Range};
use redress_domain::policy::Policy;
use redress_domain::report::{ActionState, Frozen, MinuteKind, Report, ReportKey, ReportPart, of_targets};
use redress_pages::format::long_date;
use redress_pages::report::{Document, Grid, GridCell, Section, say};

use super::annual::whole_shares;
use super::{lines_of, post_name, written};
use crate::error::PageError;
use crate::figures::label;

/// What stands in the first table of a month: the measures that are told whole.
fn wholes(figures: &[Frozen]) -> impl Iterator<Item = &Frozen> {
    figures
        .iter()
        .filter(|frozen| frozen.by.is_none() && frozen.of.is_none())
}

/// The briefing for whoever may read it.
pub(crate) fn document(policy: &Policy, view: &ReportView) -> Result<Document, PageError> {
    let range = view.report.range.ok_or(PageError::NotFound)?;
    let ReportKey::Briefing { post, on } = &view.key else {
        return Err(PageError::NotFound);
    };
    let month = range.in_words();
    let frozen_on = view.report.taken_on.map(long_date).unwrap_or_default();
    let mut about = vec![
        (
            "Meeting".to_owned(),
            format!("{}, {}", post_name(policy, post), long_date(*on)),
        ),
        (
            "Figures".to_owned(),
            if view.report.is_of_part() {
                format!("{month} so far, on {frozen_on}. They are taken again when the month is over")
            } else {
                format!("{month}, as the record had them on {frozen_on}")
            },
        ),
    ];
    if let Some(approved) = &view.report.approved {
        about.push(("Approved".to_owned(), long_date(approved.on)));
    }
    let mut sections = vec![now(policy, view), of_month(policy, view, &month)];
    sections.extend([
        Section::new("What changed, and why").written(written(view, ReportPart::WhatChanged)),
        targets(
            policy,
            (&view.report.figures, !view.report.is_of_part()),
            "Targets",
        )
        .written(written(view, ReportPart::Targets)),
        lessons(view).written(written(view, ReportPart::Lessons)),
        overdue(view).written(written(view, ReportPart::OverdueActions)),
        Section::new("Contact arrangements")
            .said(figure_said(&view.now, Measure::ArrangementsInForce, "In force"))
            .written(written(view, ReportPart::Arrangements)),
        survey(view, &month).written(written(view, ReportPart::Survey)),
        ombudsmen(view).written(written(view, ReportPart::Ombudsmen)),
        Section::new("Cases of note").written(written(view, ReportPart::CasesOfNote)),
        minutes(view),
    ]);
    // A section in which nobody had anything to say is not there.
    sections.retain(|section| !section.parts.is_empty());
    Ok(Document {
        title: format!("Executive briefing: {month}"),
        about,
        sections,
    })
}

/// What a meeting asked of whoever reads it, for those who do not read the briefing.
pub(crate) fn asked_of_reader(policy: &Policy, view: &ReportView) -> Result<Document, PageError> {
    let ReportKey::Briefing { post, on } = &view.key else {
        return Err(PageError::NotFound);
    };
    let meeting = format!("{}, {}", post_name(policy, post), long_date(*on));
    Ok(Document {
        title: "What a meeting asked of you".to_owned(),
        about: vec![("Meeting".to_owned(), meeting)],
        sections: vec![minutes(view)],
    })
}

fn figure_said(figures: &[Frozen], measure: Measure, words: &str) -> String {
    let (whole, _) = lines_of(figures, measure);
    let figure = whole.map_or_else(|| "not counted".to_owned(), |frozen| frozen.figure.in_words());
    format!("{words}: {figure}.")
}

fn now(policy: &Policy, view: &ReportView) -> Section {
    let approved = view.report.approved.as_ref();
    let (heading, is_now) = match approved {
        None => ("Open and overdue now".to_owned(), true),
        Some(approved) => (format!("Open and overdue on {}", long_date(approved.on)), false),
    };
    let (open, by_service) = lines_of(&view.now, Measure::OpenNow);
    let (late, late_by_service) = lines_of(&view.now, Measure::OverdueNow);
    let mut services: Vec<&Frozen> = by_service.clone();
    services.sort_by_key(|frozen| (frozen.line.is_empty(), std::cmp::Reverse(frozen.figure.of())));
    let cell = |number: i64, (measure, line): (Measure, &str)| {
        let cell = GridCell::number(number);
        if is_now {
            // What is open now leads to its cases, for whoever may open them.
            let by = if line == "*" {
                String::new()
            } else {
                format!("&by=service&line={line}")
            };
            cell.to(format!("/staff/reports/cases?measure={measure}{by}"))
        } else {
            cell
        }
    };
    let mut grid = Grid::new("Open and overdue", &["Service", "Open", "Overdue"]);
    for frozen in services {
        let late = late_by_service.iter().find(|late| late.line == frozen.line);
        let late = late.map_or(0, |late| late.figure.of());
        grid = grid.row([
            label(policy, By::Service, &frozen.line).into(),
            cell(frozen.figure.of(), (Measure::OpenNow, &frozen.line)),
            cell(late, (Measure::OverdueNow, &frozen.line)),
        ]);
    }
    let total = |frozen: Option<&Frozen>| frozen.map_or(0, |frozen| frozen.figure.of());
    if !grid.rows.is_empty() {
        grid = grid.row([
            "All services".into(),
            cell(total(open), (Measure::OpenNow, "*")),
            cell(total(late), (Measure::OverdueNow, "*")),
        ]);
    }
    Section::new(heading)
        .table(grid, "Nothing is open.")
        .said(figure_said(
            &view.now,
            Measure::NoWordFor,
            "Customers who have had no word for 14 days",
        ))
}

fn of_month(policy: &Policy, view: &ReportView, month: &str) -> Section {
    let figures = &view.report.figures;
    let mut grid = Grid::new(&format!("Figures of {month}"), &["What is counted", "Figure"]);
    for frozen in wholes(figures).filter(|frozen| !frozen.measure.definition().is_of_the_survey()) {
        let name = frozen.measure.definition().name;
        grid = grid.row([name.into(), seen_by_staff(frozen.measure, frozen.figure)]);
    }
    let mut by_service = Grid::new(
        &format!("By service, {month}"),
        &[
            "Service",
            "Complaints",
            "Compliments",
            "Stage 1 in time",
            "First answers in time",
        ],
    );
    let measures = [
        Measure::ComplaintsReceived,
        Measure::ComplimentsReceived,
        Measure::Stage1InTime,
        Measure::FirstAnswerInTime,
    ];
    let lines: Vec<Vec<&Frozen>> = measures
        .iter()
        .map(|measure| lines_of(figures, *measure).1)
        .collect();
    for service in &policy.services {
        let of_it: Vec<Option<&&Frozen>> = lines
            .iter()
            .map(|lines| lines.iter().find(|frozen| frozen.line == service.id.as_str()))
            .collect();
        if of_it.iter().all(Option::is_none) {
            continue;
        }
        let cells = of_it
            .into_iter()
            .map(|frozen| frozen.map_or_else(|| "–".into(), |frozen| in_cell(frozen.figure)));
        by_service = by_service.row(std::iter::once(GridCell::from(service.name.as_str())).chain(cells));
    }
    let mut refused = Grid::new(&format!("Not accepted, {month}"), &["Reason", "How many"]);
    for frozen in lines_of(figures, Measure::NotAccepted).1 {
        refused = refused.row([
            label(policy, By::Detail, &frozen.line).into(),
            in_cell(frozen.figure),
        ]);
    }
    let so_far = if view.report.is_of_part() {
        "so far"
    } else {
        "frozen"
    };
    let mut section = Section::new(format!("{month}, {so_far}"))
        .table(grid, "Nothing was counted.")
        .table(by_service, "Nothing was counted by service.")
        .table(refused, "Every complaint was accepted.");
    if view.report.approved.is_none() {
        section = section.table(
            recorded_late(view),
            "Nothing was recorded late: the record still says the same.",
        );
    }
    section.written(written(view, ReportPart::Figures))
}

/// What the record says today where the report says something else.
fn recorded_late(view: &ReportView) -> Grid {
    let mut grid = Grid::new(
        "Recorded late: what differs today",
        &["What is counted", "In this report", "Today"],
    );
    for frozen in wholes(&view.report.figures) {
        let today = wholes(&view.today).find(|today| today.measure == frozen.measure);
        if let Some(today) = today.filter(|today| today.figure != frozen.figure) {
            grid = grid.row([
                frozen.measure.definition().name.into(),
                seen_by_staff(frozen.measure, frozen.figure),
                seen_by_staff(today.measure, today.figure),
            ]);
        }
    }
    grid
}

/// A figure as whoever reads reports sees it: of a few answers to the survey nothing, for those are told apart (decision 61).
pub(crate) fn seen_by_staff(measure: Measure, figure: Figure) -> GridCell {
    match figure {
        Figure::Share { part, of } if measure.definition().is_of_the_survey() => {
            answers_in_words((part, of), true).into()
        }
        Figure::Share { .. } | Figure::Count(_) | Figure::Days { .. } | Figure::Cost { .. } => {
            in_cell(figure)
        }
    }
}

fn answers_in_words((part, of): (i64, i64), is_over: bool) -> String {
    match answers_shown(part, of, is_over) {
        Some(percent) => format!("{percent}%"),
        None if !is_over => "When the time is over".to_owned(),
        None if of == 0 => "Nobody answered".to_owned(),
        None => TOO_FEW.to_owned(),
    }
}

/// A figure in a cell: a count as the number that it is.
pub(crate) fn in_cell(figure: Figure) -> GridCell {
    match figure {
        Figure::Count(n) => GridCell::number(n),
        Figure::Share { .. } | Figure::Days { .. } | Figure::Cost { .. } => figure.in_words().into(),
    }
}

/// The targets of senior managers (paper 004, 6.2), of a time that is over or is not.
pub(crate) fn targets(policy: &Policy, (figures, is_over): (&[Frozen], bool), caption: &str) -> Section {
    let heads = ["Who", "Services", "What is counted", "Target", "Figure", "Met"];
    let mut grid = Grid::new(caption, &heads);
    for (kpi, frozen) in policy.kpis.iter().zip(of_targets(&policy.kpis, figures)) {
        let about = services_of(policy, kpi);
        let services: Vec<String> = if about.len() == policy.services.len() {
            vec!["Every service".to_owned()]
        } else {
            let names = about.iter();
            names
                .map(|service| label(policy, By::Service, service.as_str()))
                .collect()
        };
        // The target that held when the figure was taken.
        let target = frozen
            .and_then(|frozen| frozen.target)
            .unwrap_or(kpi.target_percent);
        let (figure, met) = match frozen {
            None => ("Not measured yet".to_owned(), "–"),
            Some(Frozen {
                measure,
                figure: Figure::Share { part, of },
                ..
            }) if measure.definition().is_of_the_survey() && answers_shown(*part, *of, is_over).is_none() => {
                (answers_in_words((*part, *of), is_over), "–")
            }
            Some(frozen) => (
                seen_by_staff(frozen.measure, frozen.figure).text,
                match frozen.is_met() {
                    Some(true) => "Yes",
                    Some(false) => "No",
                    None => "–",
                },
            ),
        };
        grid = grid.row([
            post_name(policy, &kpi.of).into(),
            services.join("; ").into(),
            kpi.measure.definition().name.into(),
            format!("{target}%").into(),
            figure.into(),
            met.into(),
        ]);
    }
    Section::new("Targets of senior managers").table(grid, "The policy sets no targets.")
}

fn lessons(view: &ReportView) -> Section {
    let told = view.told.iter().map(|told| {
        let did = if told.row.could_not {
            "We could not, because"
        } else {
            "We did"
        };
        format!("You said: {}\n{did}: {}", told.you_said, told.we_did)
    });
    Section::new("Lessons").list(told.collect(), "Nobody was told of a lesson in this time.")
}

fn overdue(view: &ReportView) -> Section {
    let late = view.late.iter().map(|line| {
        let learned = line.learned.as_deref().unwrap_or("[removed]");
        let owner = line.owner.as_deref().unwrap_or("somebody");
        late_in_words((learned, owner), (line.row.due_on, line.row.due_what))
    });
    let day = view
        .report
        .approved
        .as_ref()
        .map_or(view.on, |approved| approved.on);
    let mut actions = Grid::new(
        "What earlier meetings asked for",
        &["What", "By", "Who", "How it stands"],
    );
    for asked in &view.actions {
        actions = actions.row([
            asked
                .words
                .clone()
                .unwrap_or_else(|| "[removed]".to_owned())
                .into(),
            long_date(asked.due_on).into(),
            asked
                .owner
                .clone()
                .unwrap_or_else(|| "Not known".to_owned())
                .into(),
            stands(asked, day).into(),
        ]);
    }
    Section::new("Actions")
        .list(late.collect(), "Nothing about a lesson is overdue.")
        .table(actions, "Nothing that an earlier meeting asked for is open.")
}

/// "Done. The card was printed."
fn stands(asked: &Asked, day: Date) -> String {
    let state = match asked.state {
        ActionState::Open if asked.due_on < day => "Overdue",
        ActionState::Open | ActionState::Done | ActionState::Dropped => say::action(asked.state),
    };
    match &asked.said {
        Some(said) => format!("{state}. {said}"),
        None => state.to_owned(),
    }
}

/// What waits on a lesson. What is done is not overdue: only the question whether it worked is.
fn late_in_words((learned, owner): (&str, &str), due: (Option<Date>, Option<DueKind>)) -> String {
    match due {
        (Some(on), Some(DueKind::DidItWork)) => format!(
            "{learned} (done by {owner}; “did it work?” has waited for an answer since {})",
            long_date(on)
        ),
        (Some(on), Some(DueKind::LookAgain)) => {
            format!(
                "{learned} (done by {owner}; it was to be looked at again on {})",
                long_date(on)
            )
        }
        (Some(on), Some(DueKind::Action) | None) => {
            format!("{learned} (overdue: {owner} was to do it by {})", long_date(on))
        }
        (None, _) => learned.to_owned(),
    }
}

fn ombudsmen(view: &ReportView) -> Section {
    Section::new("Ombudsmen").list(
        [
            (Measure::OmbudsmanEnquiries, "Enquiries"),
            (Measure::OmbudsmanDecisions, "Decisions"),
            (Measure::OmbudsmanUpheld, "Decisions that found fault"),
            (
                Measure::SatisfactoryRemedy,
                "Of these, with a satisfactory remedy before",
            ),
        ]
        .map(|(measure, words)| figure_said(&view.report.figures, measure, words))
        .to_vec(),
        "",
    )
}

/// How it was handled and the result apart, and how many answered (paper 004, 6.4). What they wrote is told in the writer's words.
fn survey(view: &ReportView, month: &str) -> Section {
    let mut grid = Grid::new(
        &format!("What customers answered, {month}"),
        &["What is counted", "Figure"],
    );
    for frozen in wholes(&view.report.figures).filter(|frozen| frozen.measure.definition().is_of_the_survey())
    {
        let name = frozen.measure.definition().name;
        grid = grid.row([name.into(), seen_by_staff(frozen.measure, frozen.figure)]);
    }
    Section::new("Survey").table(grid, "The council asks no customers.")
}

fn minutes(view: &ReportView) -> Section {
    let mut grid = Grid::new(
        "Decisions and actions",
        &["No.", "What", "In words", "Who and by when", "State"],
    );
    for minute in &view.report.minutes {
        let words = view.words(&minute.words).unwrap_or("[removed]");
        let owner = minute.owner.as_ref().and_then(|owner| view.names.get(owner));
        let who = match (owner, minute.due_on) {
            (Some(owner), Some(due)) => format!("{owner}, {}", long_date(due)),
            (None, _) | (_, None) => String::new(),
        };
        let state = match (minute.kind, &minute.said) {
            (MinuteKind::Noted | MinuteKind::Decided, _) => String::new(),
            (MinuteKind::Action, None) => say::action(minute.state).to_owned(),
            (MinuteKind::Action, Some((on, said))) => format!(
                "{} ({}): {}",
                say::action(minute.state),
                long_date(*on),
                view.words(said).unwrap_or("[removed]")
            ),
        };
        grid = grid.row([
            GridCell::number(i64::from(minute.item)),
            say::minute(minute.kind).into(),
            words.into(),
            who.into(),
            state.into(),
        ]);
    }
    let mut section = Section::new("Minutes");
    if !grid.rows.is_empty() {
        section = section.table(grid, "");
    }
    section
}

/// The briefing for members: figures of the month in tens, shares of 20 and more, and no text, case or service.
pub(crate) fn for_members(policy: &Policy, key: &ReportKey, report: &Report) -> Result<Document, PageError> {
    let range: Range = report.range.ok_or(PageError::NotFound)?;
    let ReportKey::Briefing { post, on } = key else {
        return Err(PageError::NotFound);
    };
    let mut grid = Grid::new(
        &format!("Figures of {}", range.in_words()),
        &["What is counted", "Figure"],
    );
    let shares: Vec<_> = whole_shares(&report.figures).collect();
    let seen: BTreeMap<Measure, Option<i64>> = shares
        .iter()
        .map(|(measure, ..)| *measure)
        .zip(shares_shown(&shares))
        .collect();
    for frozen in wholes(&report.figures) {
        let figure = match (frozen.figure, seen.get(&frozen.measure)) {
            // Beside another share of the same things it would tell of few.
            (Figure::Share { .. }, Some(None)) => TOO_FEW.to_owned(),
            (figure, _) => for_member(figure),
        };
        grid = grid.row([frozen.measure.definition().name.into(), figure.into()]);
    }
    let open = report.approved.as_ref().map(|approved| approved.now.as_slice());
    let open = wholes(open.unwrap_or_default())
        .filter(|frozen| matches!(frozen.measure, Measure::OpenNow | Measure::OverdueNow));
    for frozen in open {
        grid = grid.row([
            format!("{}, on the day of approval", frozen.measure.definition().name).into(),
            for_member(frozen.figure).into(),
        ]);
    }
    let section = Section::new(range.in_words())
        .table(grid, "Nothing was counted.")
        .said(
            "Counts are given to the nearest 10, and shares and times of 20 or more, so that nobody can be recognised; no share \
             is given where one side of it is from 1 to 4. More complaints are not a bad sign: people who do not complain cannot be put right.",
        );
    Ok(Document {
        title: format!("Complaints in figures: {}", range.in_words()),
        about: vec![(
            "From the briefing for".to_owned(),
            format!("{}, {}", post_name(policy, post), long_date(*on)),
        )],
        sections: vec![section],
    })
}

/// For a share of so few that somebody could be told apart.
const TOO_FEW: &str = "Too few to say";

fn for_member(figure: Figure) -> String {
    match figure {
        Figure::Count(n) => {
            in_tens(n).map_or_else(|| "Fewer than 10".to_owned(), |tens| format!("About {tens}"))
        }
        Figure::Share { part, of } => {
            percent_shown(part, of).map_or_else(|| TOO_FEW.to_owned(), |percent| format!("{percent}%"))
        }
        Figure::Days {
            median,
            ninetieth,
            of,
        } => match percent_shown(of, of) {
            Some(_) => format!("Half within {median}, 9 in 10 within {ninetieth}"),
            None => TOO_FEW.to_owned(),
        },
        // What contact costs is no briefing's.
        Figure::Cost { .. } => TOO_FEW.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use redress_domain::lesson::DueKind;

    use super::late_in_words;

    // Paper 004, 6.1: the Executive is told of nobody that they did not do what they did.
    #[test]
    fn what_is_done_is_not_overdue_and_the_question_whether_it_worked_is() {
        let lesson = ("Crews need keys.", "Rosie Bell");
        let on = Some(date(2026, 8, 3));
        assert_eq!(
            late_in_words(lesson, (on, Some(DueKind::Action))),
            "Crews need keys. (overdue: Rosie Bell was to do it by Monday 3 August 2026)"
        );
        assert_eq!(
            late_in_words(lesson, (on, Some(DueKind::DidItWork))),
            "Crews need keys. (done by Rosie Bell; “did it work?” has waited for an answer since Monday 3 August 2026)"
        );
    }
}
