//! Every page in every state, read as a browser and a screen reader would.

use std::collections::HashSet;

use redress_pages::components::{
    Cell, Figure, FlowChart, FlowStep, InterruptionCard, LinkItem, LocateButton, Message, Messages,
    PrintButton, Progress, ProgressState, SideNavigation, Svg, Table, Timeline, TimelineItem, When,
    flow_chart,
};
use redress_pages::form::FormState;
use redress_pages::markup::Markup;
use redress_pages::{Question, Sample, Shell, all_samples};
use scraper::{ElementRef, Html, Selector};

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element
        .text()
        .flat_map(str::split_whitespace)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is wrong with a page; nothing when all is well.
fn faults(sample: &Sample) -> Vec<String> {
    let page = Html::parse_document(&sample.html);
    let mut faults: Vec<String> = page.errors.iter().map(|error| format!("HTML: {error}")).collect();
    let ids = ids(&page, &mut faults);
    headings(&page, &mut faults);
    controls(&page, &mut faults);
    references(&page, &ids, &mut faults);
    policy(&page, &mut faults);
    title(&page, &mut faults);
    no_tags_are_read_out(&page, &mut faults);
    faults
}

/// Markup that was put into plain text is escaped, and a screen reader spells it.
fn no_tags_are_read_out(page: &Html, faults: &mut Vec<String>) {
    let is_tag = |text: &str| {
        ["<span", "</", "<a ", "<time", "<strong", "<p ", "class=\""]
            .iter()
            .any(|tag| text.contains(tag))
    };
    for element in select(page, "body *") {
        let own = element.children().filter_map(|child| child.value().as_text());
        let read = own.map(|text| text.to_string());
        let attributes = ["aria-label", "title", "alt", "placeholder"];
        let said = attributes
            .iter()
            .filter_map(|name| element.attr(name))
            .map(str::to_owned);
        let is_code = ["script", "style"].contains(&element.value().name());
        for text in read.chain(said).filter(|text| !is_code && is_tag(text)) {
            faults.push(format!("tags are read out: {}", text.trim()));
        }
    }
}

fn ids(page: &Html, faults: &mut Vec<String>) -> HashSet<String> {
    let mut ids = HashSet::new();
    for element in select(page, "[id]") {
        let id = element.attr("id").unwrap_or_default();
        if id.is_empty() || id.contains(char::is_whitespace) {
            faults.push(format!("the id \"{id}\" is not one word"));
        }
        if !ids.insert(id.to_owned()) {
            faults.push(format!("the id \"{id}\" is there twice"));
        }
    }
    ids
}

fn headings(page: &Html, faults: &mut Vec<String>) {
    let in_main = select(page, "main h1, main h2, main h3, main h4, main h5, main h6");
    let level = |heading: &ElementRef<'_>| heading.value().name()[1..].parse::<u8>().unwrap();
    let count = in_main.iter().filter(|heading| level(heading) == 1).count();
    if count != 1 {
        faults.push(format!("{count} first headings"));
    }
    // An error summary, a banner and alerts come before the first heading, at level 2.
    let mut last = 1;
    for heading in &in_main {
        if level(heading) > last + 1 {
            faults.push(format!(
                "from level {last} to \"{}\" at level {}",
                text(heading),
                level(heading)
            ));
        }
        if text(heading).is_empty() {
            faults.push("an empty heading".into());
        }
        last = level(heading);
    }
}

fn controls(page: &Html, faults: &mut Vec<String>) {
    for control in select(page, "input:not([type=hidden]), select, textarea") {
        let name = control.attr("name").unwrap_or_default();
        let id = control.attr("id").unwrap_or_default();
        let labels = select(page, &format!("label[for=\"{id}\"]"));
        if labels.len() != 1 || labels.iter().all(|label| text(label).is_empty()) {
            faults.push(format!("the field \"{name}\" has {} labels", labels.len()));
        }
        if control.attr("required").is_some() {
            faults.push(format!("the field \"{name}\" is checked by the browser"));
        }
    }
    for form in select(page, "main form[method=post]") {
        if form.attr("novalidate").is_none() {
            faults.push("a form is checked by the browser: add novalidate".into());
        }
    }
    for button in select(page, "button") {
        if text(&button).is_empty() && button.attr("aria-label").is_none() {
            faults.push("a button without words".into());
        }
        if button.attr("disabled").is_some() {
            faults.push(format!(
                "the button \"{}\" cannot be pressed: explain instead",
                text(&button)
            ));
        }
    }
    for link in select(page, "a") {
        if text(&link).is_empty() {
            faults.push(format!(
                "a link to {} without words",
                link.attr("href").unwrap_or_default()
            ));
        }
        if link.attr("href").is_none_or(str::is_empty) {
            faults.push(format!("the link \"{}\" leads nowhere", text(&link)));
        }
    }
}

fn references(page: &Html, ids: &HashSet<String>, faults: &mut Vec<String>) {
    for attribute in ["aria-describedby", "aria-labelledby", "aria-controls", "for"] {
        for element in select(page, &format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap_or_default().split_whitespace() {
                if !ids.contains(id) {
                    faults.push(format!("{attribute} names \"{id}\", which is not there"));
                }
            }
        }
    }
    for link in select(page, "a[href^=\"#\"]") {
        let target = &link.attr("href").unwrap_or_default()[1..];
        if !ids.contains(target) {
            faults.push(format!(
                "\"{}\" leads to #{target}, which is not there",
                text(&link)
            ));
        }
    }
}

/// What the content security policy would block, and what a council cannot want.
fn policy(page: &Html, faults: &mut Vec<String>) {
    if !select(page, "[style], style, script:not([src])").is_empty() {
        faults.push("an inline style or script".into());
    }
    for element in select(page, "main *, header *") {
        for (name, _) in element.value().attrs().filter(|(name, _)| name.starts_with("on")) {
            faults.push(format!("an inline handler: {name}"));
        }
    }
    for element in select(page, "script[src], link[href], img[src]") {
        let address = element.attr("src").or(element.attr("href")).unwrap_or_default();
        if !address.starts_with('/') && !address.starts_with("data:") {
            faults.push(format!("{address} comes from elsewhere"));
        }
        // A council's own picture stands in its database; the requests' tests see it served.
        let is_a_councils = address == "/static/logo.png";
        if address.starts_with("/static/") && !is_a_councils && redress_pages::assets::find(address).is_none()
        {
            faults.push(format!("{address} is not served"));
        }
    }
}

fn title(page: &Html, faults: &mut Vec<String>) {
    let title = select(page, "title").first().map(text).unwrap_or_default();
    let heading = select(page, "main h1").first().map(text).unwrap_or_default();
    let has_summary = !select(page, ".govuk-error-summary").is_empty();
    if has_summary != title.starts_with("Error: ") {
        faults.push(format!(
            "the title \"{title}\" and the error summary do not agree"
        ));
    }
    let first = title
        .trim_start_matches("Error: ")
        .split(" \u{2013} ")
        .next()
        .unwrap_or_default();
    if !heading.contains(first) {
        faults.push(format!(
            "the title begins \"{first}\", the first heading says \"{heading}\""
        ));
    }
}

#[test]
fn every_page_in_every_state_is_sound() {
    let mut names = HashSet::new();
    let mut wrong = Vec::new();
    for sample in all_samples() {
        assert!(
            names.insert(sample.name.clone()),
            "two samples are called \"{}\"",
            sample.name
        );
        wrong.extend(
            faults(&sample)
                .into_iter()
                .map(|fault| format!("{}: {fault}", sample.name)),
        );
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// The parts that no package's fixture holds.
fn own_parts() -> Markup {
    let when = When {
        timestamp: "2026-11-20T15:02:00+00:00".into(),
        text: "20 November 2026 at 3:02pm".into(),
    };
    let svg = |id: &str| {
        Svg::drawn_by_us(format!(
            "<svg role=\"img\" aria-labelledby=\"{id}\"><title id=\"{id}\">Bars</title></svg>"
        ))
    };
    let table = Table::new("Replies on time")
        .selectable("replies")
        .sort_column("Month", "ascending", "?sort=month")
        .number_column("Replies")
        .row([
            Cell::select("month", "april", "Select April", true),
            Cell::new("April"),
            Cell::number(1_250_u32),
        ]);
    let figure = Figure {
        id: "on-time".into(),
        title: "More replies were on time".into(),
        subtitle: "Percentage, April to September 2026".into(),
        svg_wide: svg("wide"),
        svg_narrow: svg("narrow"),
        table,
        csv: Some(("/on-time.csv".into(), "Download the data (CSV, 1KB)".into())),
        ods: Some((
            "/on-time.ods".into(),
            "Download the data (ODS spreadsheet)".into(),
        )),
        source: "From our own records".into(),
    };
    let branches = vec![("Yes:".into(), "ask for a review".into())];
    let step = FlowStep {
        heading: "Still unhappy?".into(),
        text: "Tell us.".into(),
        branches,
    };
    let chart = redress_domain::flow_chart::FlowChart {
        title: "If you are a resident".into(),
        steps: vec![redress_domain::flow_chart::Step {
            heading: "Tell us".into(),
            text: vec!["Online.".into(), "Or by phone.".into()],
            branches: vec![redress_domain::flow_chart::Branch {
                question: "Fixed?".into(),
                then: "We close it.".into(),
            }],
        }],
        colour: "#5b2a6f".into(),
    };
    let message = Message {
        is_own: true,
        text: "<Hello>".into(),
        sender: "Jo".into(),
        when: when.clone(),
    };
    let progress = Progress::new("Progress").step("Received", ProgressState::Current, "");
    Markup::join([
        figure.into(),
        flow_chart(
            "customer",
            "If you are a customer",
            vec![step],
            Svg::default(),
            Svg::default(),
        )
        .into(),
        FlowChart::drawn("resident", &chart).into(),
        Messages {
            label: "Conversation".into(),
            items: vec![message],
        }
        .into(),
        Markup::from(progress),
        PrintButton::new("Print this page").into(),
        LocateButton::new("Use my location", "place").into(),
        SideNavigation::new("Settings").into(),
        Timeline::new(3)
            .item(TimelineItem::new("Received", when).by("Jo Martin"))
            .into(),
    ])
}

#[test]
fn the_parts_without_fixtures_are_sound_too() {
    let page = Question::new(Shell::staff_sample(), "Parts", &FormState::new()).intro(own_parts());
    assert_eq!(faults(&Sample::of("parts", &page)), Vec::<String>::new());
    let card = InterruptionCard::new(
        "Before you continue",
        Markup::paragraphs("We will tell the customer."),
        LinkItem::new("Continue", "/on"),
        LinkItem::new("Go back", "/back"),
    );
    let page = Question::new(Shell::staff_sample(), "Before you continue", &FormState::new()).intro(card);
    assert_eq!(faults(&Sample::of("card", &page)), Vec::<String>::new());
}

#[test]
fn the_checks_see_faults() {
    let html = all_samples().swap_remove(0).html;
    let broken = html
        .replace("for=\"what_happened\"", "for=\"other\"")
        .replace("<h1", "<h3")
        .replace("</h1", "</h3");
    let faults = faults(&Sample {
        name: "broken".into(),
        html: broken,
    });
    for expected in ["0 first headings", "has 0 labels", "for names \"other\""] {
        assert!(
            faults.iter().any(|fault| fault.contains(expected)),
            "{expected} was not seen: {faults:?}"
        );
    }
}
