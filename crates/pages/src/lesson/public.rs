//! "You said, we did" (P10): what people are told, by service and year.

use jiff::civil::Date;
use redress_domain::lesson::{DueKind, Worked};

use crate::components::{Button, Pagination, Select, SummaryList};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::paragraph;

/// Where it is.
const HERE: &str = "/you-said-we-did";

/// What people are told of one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where it is.
    pub href: String,
    /// The services.
    pub services: String,
    /// What they said.
    pub you_said: String,
    /// What we did, or why we could not.
    pub we_did: String,
    /// Whether it says that we could not.
    pub could_not: bool,
    /// Since when.
    pub on: Date,
    /// Whether it worked.
    pub worked: Option<Worked>,
    /// What comes next, where it did not.
    pub next: Option<DueKind>,
}

/// What is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// What was chosen.
    pub form: FormState,
    /// The services, as value and name.
    pub services: Vec<(String, String)>,
    /// The years.
    pub years: Vec<i16>,
}

/// Where the newest are read by a feed reader.
const FEED: &str = "/you-said-we-did/feed";

/// `/you-said-we-did`.
pub fn list(shell: Shell, cards: &[Card], filter: &Filter, next: Option<&str>) -> Question {
    let title = "You said, we did";
    let mut parts: Vec<Content> = vec![
        h1(title),
        paragraph(
            "What we changed because of complaints, comments and thanks. Where we could not change something, we say why.",
        )
        .into(),
        fields(filter).into(),
    ];
    if cards.is_empty() {
        parts.push(paragraph("We have not published any changes for this service yet.").into());
    }
    for card in cards {
        let heading = if card.could_not {
            format!("{}: we could not", card.services)
        } else {
            card.services.clone()
        };
        let heading = Markup::link(&card.href, heading.as_str());
        parts.push(Markup::trusted(format!("<h2 class=\"govuk-heading-m\">{heading}</h2>")).into());
        parts.push(facts(card).into());
    }
    parts.push(Pagination::previous_next(None, next).into());
    parts.push(
        Markup::bullets([
            Markup::link(FEED, "Follow it in a feed reader (Atom)"),
            Markup::link("/complaint", "Make a complaint"),
            Markup::link("/comment", "Make a comment or suggestion"),
        ])
        .into(),
    );
    whole(shell.feed(FEED), title, parts)
}

fn h1(title: &str) -> Content {
    let text = Markup::text(title);
    Markup::trusted(format!("<h1 class=\"govuk-heading-l\">{text}</h1>")).into()
}

fn whole(shell: Shell, title: &str, parts: Vec<Content>) -> Question {
    Question::new(shell, title, &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

fn fields(filter: &Filter) -> Markup {
    let service = Select::new("service", "Service")
        .option("", "All services")
        .options(filter.services.clone());
    let years = filter
        .years
        .iter()
        .map(|year| (year.to_string(), year.to_string()));
    let year = Select::new("year", "Year").option("", "Any year").options(years);
    Markup::join([
        Content::from(Markup::trusted(format!(
            "<form method=\"get\" action=\"{HERE}\" novalidate>"
        ))),
        service.of(&filter.form).into(),
        year.of(&filter.form).into(),
        Button::secondary("Show").into(),
        Markup::trusted("</form>".to_owned()).into(),
    ])
}

fn facts(card: &Card) -> SummaryList {
    let did = if card.could_not {
        "We could not, because"
    } else {
        "We did"
    };
    let list = SummaryList::new()
        .row("You said", card.you_said.as_str())
        .row(did, card.we_did.as_str())
        .row("Published", format::time_long_date(card.on));
    match card.worked {
        Some(worked) => list.row("Did it work?", did_it_work(worked, card.next)),
        None => list,
    }
}

/// The answer, and what follows where it did not work: it is said until other texts take the place of these.
fn did_it_work(worked: Worked, next: Option<DueKind>) -> String {
    let answer = match worked {
        Worked::Yes => return "Yes".into(),
        Worked::Partly => "In part",
        Worked::No => "No",
    };
    match next {
        Some(DueKind::LookAgain) => format!("{answer}. We look at it again"),
        Some(DueKind::Action) => format!("{answer}. We are doing more about it"),
        Some(DueKind::DidItWork) => {
            format!("{answer}. We have done more about it since, and will ask whether that worked")
        }
        None => answer.into(),
    }
}

/// `/you-said-we-did/{id}`.
pub fn one(shell: Shell, card: &Card) -> Question {
    let title = if card.could_not {
        format!("You said, we could not: {}", card.services)
    } else {
        format!("You said, we did: {}", card.services)
    };
    let parts = vec![h1(&title), facts(card).into()];
    whole(shell.back(HERE), &title, parts)
}

pub(crate) fn samples() -> Vec<Sample> {
    let card = |could_not, worked, next| Card {
        href: "/you-said-we-did/1".into(),
        services: "Bins and recycling".into(),
        you_said: "Bins were missed and nobody knew.".into(),
        we_did: "Crews now report it on the same day.".into(),
        could_not,
        on: Date::constant(2026, 11, 23),
        worked,
        next,
    };
    let filter = Filter {
        form: FormState::new().with("year", "2026"),
        services: vec![("waste".into(), "Bins and recycling".into())],
        years: vec![2026],
    };
    let shell = || Shell::sample().at(HERE);
    let cards = [
        card(false, Some(Worked::Yes), None),
        card(true, None, None),
        card(false, Some(Worked::Partly), Some(DueKind::LookAgain)),
        card(false, Some(Worked::No), Some(DueKind::Action)),
        card(false, Some(Worked::Partly), Some(DueKind::DidItWork)),
        card(false, Some(Worked::Partly), None),
    ];
    vec![
        Sample::of(
            "you said, we did",
            &list(shell(), &cards, &filter, Some("/you-said-we-did?before=1")),
        ),
        Sample::of(
            "you said, we did, none",
            &list(shell(), &[], &Filter::default(), None),
        ),
        Sample::of("you said, we did: one", &one(shell(), &card(false, None, None))),
    ]
}
