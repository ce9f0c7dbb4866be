//! Signals: the list of the one manager who is asked to look, a signal with its evidence and with what we did late
//! beside it, and the two forms that end it.

use jiff::civil::Date;
use redress_domain::policy::{ConductCategory, SignalKind};
use redress_domain::signal::{Apart, Evidence, Late, OnCase, Owed, Signal, Standing};

use super::forms::incident_fields;
use crate::components::{
    Button, Cell, InsetText, Pagination, ScrollTable, SubNavigation, SummaryList, Table, Tag, Textarea,
};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};
use crate::words;

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the person is called.
    pub name: String,
    /// Where the signal is.
    pub href: String,
    /// What was counted.
    pub kind: SignalKind,
    /// When it was raised.
    pub raised_on: Date,
    /// The last day on which it waits.
    pub expires_on: Date,
    /// What came of it.
    pub standing: Standing,
    /// Whether we were late ourselves.
    pub shows_us_late: bool,
}

/// A signal on its way into its page.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Where its pages are: `/staff/signals/…`.
    pub path: &'a str,
    /// What the person is called.
    pub name: &'a str,
    /// The signal.
    pub signal: &'a Signal,
    /// Why it was left.
    pub reason: Option<&'a str>,
    /// Today.
    pub today: Date,
}

/// What a signal counted, as a heading.
pub const fn kind(kind: SignalKind) -> &'static str {
    match kind {
        SignalKind::Contacts => "Contacts",
        SignalKind::ContactsOnOneMatter => "Contacts about one matter",
        SignalKind::ContactsAfterTheFinalReply => "Contacts after the final reply",
        SignalKind::OfficersContacted => "Officers contacted",
        SignalKind::RoutesUsed => "Ways to reach us used",
        SignalKind::HoursSpent => "Hours recorded",
        SignalKind::Incidents => "Incidents reported",
    }
}

fn counted(kind: SignalKind, count: u32) -> String {
    let (one, many) = match kind {
        SignalKind::Contacts | SignalKind::ContactsOnOneMatter | SignalKind::ContactsAfterTheFinalReply => {
            ("contact", "contacts")
        }
        SignalKind::OfficersContacted => ("officer", "officers"),
        SignalKind::RoutesUsed => ("way to reach us", "ways to reach us"),
        SignalKind::HoursSpent => ("hour", "hours"),
        SignalKind::Incidents => ("incident", "incidents"),
    };
    format::count(u64::from(count), one, many)
}

const fn apart(why: Apart) -> &'static str {
    match why {
        Apart::CouncilLate => "we owed them something on this case that day, and it was late",
        Apart::AskedFor => "it answered what we had asked",
        Apart::OpenedACase => "it raised a new matter, which anybody may",
        Apart::AskedForReview => "it asked for a review, which anybody may",
        Apart::SenderUnknown => "others are on this case too, and who of them it was is not recorded",
    }
}

const fn owed(owed: Owed) -> &'static str {
    match owed {
        Owed::Acknowledgement => "The acknowledgement",
        Owed::FirstAnswer => "The first answer",
        Owed::Work => "The work",
        Owed::Reply => "The reply",
        Owed::Update => "Word on how it is going",
        Owed::Remedy => "What we promised to put right",
    }
}

fn standing(standing: Standing, is_open: bool) -> Tag {
    match standing {
        Standing::Open if is_open => Tag::coloured("blue", "To look at"),
        Standing::Open => Tag::coloured("grey", "Gone by itself"),
        Standing::Dismissed => Tag::coloured("grey", "Dismissed"),
        Standing::TakenUp => Tag::coloured("purple", "Taken up"),
    }
}

fn title(text: &str, caption: &str) -> Markup {
    let (text, caption) = (Markup::text(text), Markup::text(caption));
    Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\"><span class=\"govuk-caption-l\">{caption}</span>{text}</h1>"
    ))
}

/// `/staff/signals`: what one manager is asked to look at, in the order in which it was raised.
pub fn list(
    shell: Shell,
    tabs: SubNavigation,
    lines: &[Line],
    (today, next): (Date, Option<&str>),
) -> Question {
    let mut parts: Vec<Content> = vec![
        title("Signals", "For you alone").into(),
        tabs.into(),
        paragraph(
            "A signal says that there is something to look at. It says nothing about the person: nobody is scored \
             or ranked, and nobody else sees it. Each is gone by itself after its last day.",
        )
        .into(),
    ];
    if lines.is_empty() {
        parts.push(paragraph("No signals are here.").into());
    } else {
        let mut table = Table::new("Signals")
            .caption_classes("govuk-visually-hidden")
            .first_cell_is_header(true);
        for column in [
            "Name",
            "What was counted",
            "Raised",
            "Last day",
            "Our part",
            "Status",
        ] {
            table = table.column(column);
        }
        for line in lines {
            let is_open = today <= line.expires_on;
            let ours = if line.shows_us_late {
                "We were late too"
            } else {
                "Nothing late"
            };
            let cells: [Content; 6] = [
                Markup::link(&line.href, line.name.as_str()).into(),
                kind(line.kind).into(),
                format::time_short_date(line.raised_on).into(),
                format::time_short_date(line.expires_on).into(),
                ours.into(),
                standing(line.standing, is_open).into(),
            ];
            table = table.row(cells.map(Cell::new));
        }
        parts.push(ScrollTable::new("signals", table).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    parts.push(Markup::bullets([Markup::link("/staff/fairness", "How fair it was, by year")]).into());
    Question::new(shell, "Signals", &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

/// `/staff/signals/{id}`: the evidence, and beside it what we did late or not at all.
pub fn page(shell: Shell, shown: &Shown<'_>) -> Question {
    let signal = shown.signal;
    let name = kind(signal.rule.when);
    let is_open = signal.is_open(shown.today);
    let mut parts: Vec<Content> = vec![title(name, shown.name).into()];
    parts.push(standing(signal.standing(), is_open).into());
    parts.push(
        InsetText::new(
            "This asks you to look, and nothing more. It is no reason to treat anybody differently, and it is not \
             passed on. Somebody who waits for us is entitled to ask.",
        )
        .into(),
    );
    parts.push(about(shown).into());
    if signal.standing() == Standing::Open && !is_open {
        parts.push(
            paragraph("It was not looked at in time and is gone by itself. What it rested on is not shown any more.")
                .into(),
        );
    } else {
        parts.extend(evidence(&signal.evidence));
    }
    if is_open {
        let (take_up, dismiss) = (
            format!("{}/take-up", shown.path),
            format!("{}/dismiss", shown.path),
        );
        parts.push(heading("What now?").into());
        parts.push(
            Markup::trusted(format!(
                "<div class=\"govuk-!-display-none-print\">{}</div>",
                Markup::bullets([
                    Markup::link(&dismiss, "Dismiss it, with a reason"),
                    Markup::link(&take_up, "Report an incident, in your own words"),
                ])
            ))
            .into(),
        );
    }
    Question::new(
        shell.back_to("Signals", "/staff/signals"),
        name,
        &FormState::new(),
    )
    .intro(Markup::join(parts))
    .without_form()
    .without_buttons()
}

fn about(shown: &Shown<'_>) -> SummaryList {
    let signal = shown.signal;
    let rule = signal.rule;
    let days = Markup::join([
        Content::from(format::time_short_date(signal.evidence.from)),
        Content::from(" to "),
        Content::from(format::time_short_date(signal.evidence.to)),
    ]);
    let counted_text = counted(rule.when, signal.evidence.count);
    let of_policy = format!(
        "Up to {} in {} is nothing to remark on",
        counted(rule.when, u32::from(rule.more_than)),
        rule.within
    );
    let mut list = SummaryList::new()
        .row("What was counted", counted_text)
        .row("In these days", days)
        .row("What our policy says", of_policy)
        .row("Its last day", format::time_short_date(signal.expires_on));
    if let Some(reason) = shown.reason {
        list = list.row("Why it was dismissed", Markup::lines(reason));
    }
    if let Some(redress_domain::signal::Settled::TakenUp { file, .. }) = &signal.settled {
        let href = format!("/staff/arrangements/{file}");
        list = list.row("Taken up", Markup::link(&href, "The conduct file"));
    }
    list
}

fn evidence(evidence: &Evidence) -> Vec<Content> {
    let mut parts: Vec<Content> = Vec::new();
    for case in &evidence.cases {
        parts.push(one_case(case).into());
    }
    if !evidence.incidents.is_empty() {
        parts.push(heading("Incidents").into());
        let days = evidence.incidents.iter();
        let days = days.map(|(_, on)| {
            Markup::join([
                Content::from("Reported as having happened on "),
                Content::from(format::time_long_date(*on)),
            ])
        });
        parts.push(Markup::bullets(days).into());
    }
    parts
}

/// One case in two columns, theirs and ours; on a phone one below the other.
fn one_case(case: &OnCase) -> Markup {
    let reference = case.reference.as_str();
    let link = Markup::link(&format!("/staff/cases/{reference}"), format!("Case {reference}"));
    let mut theirs: Vec<Content> = vec![small("What was counted")];
    if case.counted.is_empty() && case.minutes == 0 {
        theirs.push(paragraph("Nothing on this case.").into());
    }
    if case.minutes > 0 {
        theirs.push(paragraph(format!("{} minutes of work", case.minutes)).into());
    }
    if !case.counted.is_empty() {
        let each = case.counted.iter().map(|one| {
            Markup::join([
                Content::from(format::time_short_date(one.on)),
                Content::from(format!(", {}", words::channel(one.channel).to_lowercase())),
            ])
        });
        theirs.push(Markup::bullets(each).into());
    }
    if !case.apart.is_empty() {
        theirs.push(small("What does not count"));
        let each = case.apart.iter().map(|(on, why)| {
            Markup::join([
                Content::from(format::time_short_date(*on)),
                Content::from(format!(": {}", apart(*why))),
            ])
        });
        theirs.push(Markup::bullets(each).into());
    }
    let mut ours: Vec<Content> = vec![small("What we did late, or not at all")];
    if case.late.is_empty() {
        ours.push(paragraph("Nothing was late on this case in these days.").into());
    } else {
        ours.push(Markup::bullets(case.late.iter().map(late)).into());
    }
    Markup::trusted(format!(
        "<h2 class=\"govuk-heading-m\">{link}</h2><div class=\"govuk-grid-row\">\
         <div class=\"govuk-grid-column-one-half\">{}</div><div class=\"govuk-grid-column-one-half\">{}</div></div>",
        Markup::join(theirs),
        Markup::join(ours)
    ))
}

fn small(text: &str) -> Content {
    let text = Markup::text(text);
    Markup::trusted(format!("<h3 class=\"govuk-heading-s\">{text}</h3>")).into()
}

fn late(late: &Late) -> Markup {
    let due = format::time_short_date(late.due_on);
    let done: Content = match late.done_on {
        Some(on) => Markup::join([
            Content::from(", done on "),
            Content::from(format::time_short_date(on)),
        ])
        .into(),
        None => ", not done when this was raised".into(),
    };
    Markup::join([
        Content::from(format!("{}: due on ", owed(late.owed))),
        Content::from(due),
        done,
    ])
}

/// `/staff/signals/{id}/dismiss`.
pub fn dismiss(shell: Shell, shown: &Shown<'_>, form: &FormState) -> Question {
    let mut reason = Textarea::new("reason", "Why do you leave it?");
    reason.rows = Some(4);
    Question::new(shell.back_to("The signal", shown.path), "Dismiss the signal", form)
        .intro(title("Dismiss the signal", shown.name))
        .field(
            reason
                .hint("For instance: they asked because we had not answered. What was counted here is not counted again.")
                .of(form),
        )
        .button(Button::new("Dismiss it"))
}

/// `/staff/signals/{id}/take-up`: an incident as anybody reports one.
pub fn take_up(
    shell: Shell,
    shown: &Shown<'_>,
    (categories, form): (&[ConductCategory], &FormState),
) -> Question {
    let question = Question::new(shell.back_to("The signal", shown.path), "Report an incident", form)
        .intro(title("Report an incident", shown.name))
        .field(paragraph(
            "This opens a conduct file, or joins the one there is. The signal goes no further than you: say what \
             happened and why it is a problem. Nobody is warned before every check is answered, also what we did \
             ourselves.",
        ));
    incident_fields(question, categories, form).button(Button::new("Report the incident"))
}

pub(crate) fn samples() -> Vec<Sample> {
    let tabs = || {
        SubNavigation::new("Signals")
            .item("To look at", "/staff/signals", true)
            .item("Over", "/staff/signals?list=over", false)
    };
    let day: Date = "2026-11-23".parse().unwrap_or_default();
    let line = Line {
        name: "Nadia Example".into(),
        href: "/staff/signals/1".into(),
        kind: SignalKind::ContactsOnOneMatter,
        raised_on: day,
        expires_on: day,
        standing: Standing::Open,
        shows_us_late: true,
    };
    let over = Line {
        standing: Standing::Dismissed,
        shows_us_late: false,
        ..line.clone()
    };
    let shell = || Shell::staff_sample().at("/staff/signals");
    vec![
        Sample::of(
            "signals",
            &list(shell(), tabs(), &[line, over], (day, Some("?before=1"))),
        ),
        Sample::of("signals, none", &list(shell(), tabs(), &[], (day, None))),
    ]
}
