//! Guidance and short training pages (S24): in our own words, each with where it is from, and who has read which.

use jiff::civil::Date;
use redress_domain::guidance::{Guide, Standing};

use crate::components::{Button, Cell, ScrollTable, Table, Tag};
use crate::form::FormState;
use crate::format::long_date;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::question::Question;
use crate::staff::parts::{heading, paragraph};

#[cfg(test)]
mod tests;

/// Where they are.
pub const HERE: &str = "/staff/guidance";

/// What a page is called.
pub const fn title(guide: Guide) -> &'static str {
    match guide {
        Guide::Replies => "Writing a reply",
        Guide::FirstContact => "Settling it at first contact",
        Guide::Stage1 => "Stage 1",
        Guide::Stage2 => "Stage 2",
        Guide::Behaviour => "When contact becomes a problem",
        Guide::Councillors => "For councillors",
    }
}

/// Where it is from.
pub const fn source(guide: Guide) -> &'static str {
    match guide {
        Guide::Replies => {
            "After paper 004, 3.3d and 4.2 (the tone of letters, and training in writing them); Complaint Handling Code 6.7 to 6.9 (what a reply contains)"
        }
        Guide::FirstContact => {
            "After paper 004, 3.3a (how managers support people who settle problems where they arise); Complaint Handling Code 1 and 4"
        }
        Guide::Stage1 => {
            "After paper 004, 3.3e and 8.1 (what stage 1 does, and senior advice); Complaint Handling Code 6.2 to 6.9"
        }
        Guide::Stage2 => {
            "After paper 004, 3.3e and 8.2 (sending it back); Complaint Handling Code 6.10 to 6.20; Local Government Act 1974, section 26"
        }
        Guide::Behaviour => {
            "After paper 004, 7; the Ombudsman's guide on contact that becomes unreasonable; Equality Act 2010, section 20"
        }
        Guide::Councillors => {
            "After paper 004, 4.1 (training for new councillors); paper 002 (councillors' queries); the Ombudsman's guide for members, parts 2 and 7"
        }
    }
}

/// The text, in the marks of this file: `## ` before a heading, `- ` before an item.
pub const fn text(guide: Guide) -> &'static str {
    match guide {
        Guide::Replies => include_str!("guidance/writing-replies.md"),
        Guide::FirstContact => include_str!("guidance/first-contact.md"),
        Guide::Stage1 => include_str!("guidance/stage-1.md"),
        Guide::Stage2 => include_str!("guidance/stage-2.md"),
        Guide::Behaviour => include_str!("guidance/behaviour.md"),
        Guide::Councillors => include_str!("guidance/councillors.md"),
    }
}

/// What is written in these marks, as it is shown.
fn shown(text: &str) -> Markup {
    let blocks = text.trim().split("\n\n").map(|block| {
        if let Some(title) = block.strip_prefix("## ") {
            return heading(title);
        }
        if block.starts_with("- ") {
            let items = block.lines().filter_map(|line| line.strip_prefix("- "));
            return Markup::bullets(items.map(Content::from));
        }
        paragraph(block)
    });
    Markup::join(blocks)
}

/// Colour and words of how a page stands with somebody.
fn tag(standing: Standing, today: Date) -> Tag {
    match standing {
        Standing::Read(_) => Tag::coloured("green", "Read"),
        Standing::DueBy(by) if by < today => Tag::coloured("yellow", "To read, late"),
        Standing::DueBy(_) => Tag::coloured("blue", "To read"),
        Standing::ForOthers => Tag::coloured("grey", "If you like"),
    }
}

fn day(standing: Standing) -> String {
    match standing {
        Standing::Read(on) => format!("Read on {}", long_date(on)),
        Standing::DueBy(by) => format!("By {}", long_date(by)),
        Standing::ForOthers => "For other work than yours".to_owned(),
    }
}

/// The list, as it stands with the reader; `manages` leads to who has read what.
pub fn list(shell: Shell, pages: &[(Guide, Standing)], (today, manages): (Date, bool)) -> Question {
    let mut table = Table::new("Pages of guidance")
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true)
        .column("Page")
        .column("You")
        .column("When");
    for (guide, standing) in pages {
        let cells: [Content; 3] = [
            Markup::link(&format!("{HERE}/{guide}"), title(*guide)).into(),
            tag(*standing, today).into(),
            day(*standing).into(),
        ];
        table = table.row(cells.map(Cell::new));
    }
    let mut parts: Vec<Content> = vec![
        h1("Guidance").into(),
        paragraph("Short pages on how we deal with complaints. Each takes about five minutes.").into(),
        ScrollTable::new("guidance", table).into(),
    ];
    if manages {
        parts.push(Markup::bullets([Markup::link("/staff/guidance/read", "Who has read what")]).into());
    }
    whole(shell, "Guidance", parts)
}

/// One page, with the button that says that it was read.
pub fn page(shell: Shell, (guide, standing): (Guide, Standing)) -> Question {
    let (version, since) = guide.version();
    let title = title(guide);
    let foot = format!(
        "Version {version}, since {}. {}. The words are ours.",
        long_date(since),
        source(guide)
    );
    let parts: Vec<Content> = vec![
        h1(title).into(),
        shown(text(guide)).into(),
        heading("Where this is from").into(),
        paragraph(foot).into(),
    ];
    let page = Question::new(shell, title, &FormState::new()).intro(Markup::join(parts));
    match standing {
        Standing::Read(on) => page
            .after(paragraph(format!("You read this version on {}.", long_date(on))))
            .without_form()
            .without_buttons(),
        Standing::DueBy(_) | Standing::ForOthers => page.button(Button::new("I have read this")),
    }
}

/// Somebody, and the pages of their work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// What they are called.
    pub name: String,
    /// The pages.
    pub pages: Vec<(Guide, Standing)>,
}

/// Who has read what, for whoever manages them.
pub fn readers(shell: Shell, readers: &[Reader], today: Date) -> Question {
    let title = "Who has read what";
    let mut table = Table::new(title)
        .caption_classes("govuk-visually-hidden")
        .first_cell_is_header(true)
        .column("Name");
    for guide in Guide::ALL {
        table = table.column(self::title(*guide));
    }
    for reader in readers {
        let mut cells: Vec<Content> = vec![reader.name.as_str().into()];
        for guide in Guide::ALL {
            let known = reader.pages.iter().find(|(known, _)| known == guide);
            cells.push(match known {
                Some((_, standing)) => Markup::join([
                    Content::from(tag(*standing, today)),
                    Content::from(" "),
                    Content::from(day(*standing)),
                ])
                .into(),
                None => "–".into(),
            });
        }
        table = table.row(cells.into_iter().map(Cell::new));
    }
    let parts: Vec<Content> = vec![
        h1(title).into(),
        paragraph(
            "For planning time to read and to talk. It says what people told us that they read, and nothing about how well anybody works.",
        )
        .into(),
        ScrollTable::new("readers", table).into(),
    ];
    whole(shell, title, parts)
}

fn h1(text: &str) -> Markup {
    Markup::trusted(format!(
        "<h1 class=\"govuk-heading-l\">{}</h1>",
        Markup::text(text)
    ))
}

fn whole(shell: Shell, title: &str, parts: Vec<Content>) -> Question {
    Question::new(shell, title, &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
        .without_buttons()
}

/// Samples of the pages.
pub(crate) fn samples() -> Vec<Sample> {
    let today = Date::constant(2026, 12, 1);
    let shell = || Shell::staff_sample().at(HERE);
    let pages = [
        (Guide::Stage1, Standing::Read(today)),
        (Guide::Replies, Standing::DueBy(Date::constant(2026, 11, 30))),
        (Guide::Stage2, Standing::DueBy(Date::constant(2026, 12, 10))),
        (Guide::Councillors, Standing::ForOthers),
    ];
    let reader = Reader {
        name: "Dan Okafor".into(),
        pages: pages.to_vec(),
    };
    let mut samples = vec![
        Sample::of("guidance", &list(shell(), &pages, (today, true))),
        Sample::of("guidance, who read what", &readers(shell(), &[reader], today)),
    ];
    for guide in Guide::ALL {
        let name = format!("guidance, {guide}");
        samples.push(Sample::of(
            &name,
            &page(shell(), (*guide, Standing::DueBy(today))),
        ));
    }
    samples.push(Sample::of(
        "guidance, read",
        &page(shell(), (Guide::Stage1, Standing::Read(today))),
    ));
    samples
}
