//! Writes every page in every state, and a page with every component, into a folder for a look.
//!
//! `cargo run -p redress-pages --example gallery -- target/gallery`, then serve the folder with any
//! static file server: the pages ask for `/static/…`.

use std::path::PathBuf;
use std::{env, fs, io};

use redress_domain::flow_chart;
use redress_domain::policy::Policy;
use redress_pages::components::{
    Alert, Badge, Button, ButtonMenu, Cell, CharacterCount, Checkboxes, Choice, DateInput, DatePicker,
    Details, FileUpload, Filter, FilterCategory, FlowChart, IdentityBar, Input, InsetText, Message, Messages,
    NotificationBanner, PageHeaderActions, Pagination, Panel, PasswordInput, Progress, ProgressState, Radios,
    ScrollTable, Search, Select, SideNavigation, SubNavigation, SummaryList, Table, Tag, Task, TaskList,
    Textarea, TicketPanel, Timeline, TimelineItem, Variant, WarningText, When,
};
use redress_pages::form::FormState;
use redress_pages::markup::Markup;
use redress_pages::{Page as _, Question, Shell, all_samples, assets};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "target/gallery".into()));
    fs::create_dir_all(folder.join("static/moj/images"))?;
    for asset in assets::all() {
        fs::write(folder.join(asset.url.trim_start_matches('/')), asset.bytes)?;
    }
    for sample in all_samples() {
        let name = sample.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        fs::write(folder.join(format!("{name}.html")), sample.html)?;
    }
    let staff = Question::new(
        Shell::staff_sample().at("/staff/cases/WS-4K7P-29QX").wide(),
        "",
        &FormState::new(),
    );
    let source = fs::read_to_string(env::args().nth(2).unwrap_or_else(|| "policies/demo.toml".into()));
    if let Some(policy) = source.ok().and_then(|text| Policy::parse(&text).ok()) {
        let charts = Markup::join([
            FlowChart::of("list", &flow_chart::FlowChart::for_customers(&policy)),
            FlowChart::drawn("drawn", &flow_chart::FlowChart::for_people_inside(&policy)),
        ]);
        let page = Question::new(Shell::sample(), "Charts", &FormState::new()).intro(charts);
        fs::write(folder.join("gallery-charts.html"), page.html())?;
    }
    fs::write(
        folder.join("gallery-staff.html"),
        staff.intro(staff_parts()).html(),
    )?;
    let form = wrong();
    let public = Question::new(Shell::sample().back("/"), "All fields", &form).intro(public_parts());
    let public = fields(&form).into_iter().fold(public, Question::field);
    fs::write(folder.join("gallery-public.html"), public.html())
}

fn wrong() -> FormState {
    FormState::from_pairs([
        ("name", "Asha"),
        ("about", "b"),
        ("when-day", "31"),
        ("when-month", "2"),
    ])
    .with_error(
        "email",
        "Enter an email address in the correct format, like name@example.com",
    )
    .with_error("what", "Tell us what happened")
    .with_error("want", "Select what you would like")
}

fn fields(form: &FormState) -> Vec<Markup> {
    vec![
        Input::new("name", "Full name").of(form).into(),
        Input::email("email", "Email address")
            .hint("We use it only for this")
            .of(form)
            .into(),
        Input::code("reference", "Reference").of(form).into(),
        Textarea::new("what", "What went wrong").of(form).into(),
        CharacterCount::new("more", "Anything else (optional)", 10_000).into(),
        Radios::new("about", "What is it about?")
            .medium()
            .item(Choice::new("a", "A problem").hint("Something we should mend"))
            .choice("b", "A decision")
            .item(Choice::or())
            .choice("c", "I'm not sure")
            .of(form)
            .into(),
        Checkboxes::new("want", "What would you like?")
            .choice("sorry", "Say sorry")
            .choice("explain", "Explain")
            .item(Choice::new("none", "None of these").exclusive())
            .of(form)
            .into(),
        DateInput::new("when", "When did it happen?")
            .hint("For example, 27 3 2026")
            .of(form)
            .into(),
        Select::new("service", "Service")
            .option("", "Choose")
            .option("w", "Waste")
            .into(),
        DatePicker::new("due", "New reply date").weekdays().into(),
        FileUpload::new("file", "Add a photo (optional)").into(),
        PasswordInput::new("password", "Password").into(),
    ]
}

fn public_parts() -> Markup {
    let tags = [
        "grey", "green", "teal", "purple", "magenta", "red", "orange", "yellow",
    ];
    let progress = Progress::new("Progress of your complaint")
        .step("Received", ProgressState::Done, "11 November 2026")
        .step("Being looked at", ProgressState::Current, "Waste team")
        .step("Reply", ProgressState::Later, "By Wednesday 25 November 2026");
    let parts: [Markup; 10] = [
        Panel::with_reference("We have your complaint", "WS-4K7P-29QX")
            .heading_level(2)
            .into(),
        NotificationBanner::success("We have added this").into(),
        InsetText::new("We read everything you send").into(),
        WarningText::new("You can be asked to show proof").into(),
        Details::new(
            "I need help to complain",
            Markup::paragraphs("Call us.\n\nOr visit."),
        )
        .into(),
        Markup::join(tags.map(|colour| Tag::coloured(colour, colour))),
        SummaryList::new()
            .row_to_change("Name", "Asha Patel", "/name")
            .row_to_change("Email address", "", "/email")
            .in_card("You")
            .into(),
        progress.into(),
        TaskList::new("tasks")
            .item(Task::done("Acknowledge", "/a"))
            .item(Task::open(
                "Reply",
                "/r",
                Tag::coloured("orange", "Due in 2 days"),
            ))
            .into(),
        Button::start("Start", "/start").into(),
    ];
    Markup::join(parts)
}

fn staff_parts() -> Markup {
    let when = || When {
        timestamp: "2026-11-20T15:02:00+00:00".into(),
        text: "20 November 2026 at 3:02pm".into(),
    };
    let table = Table::new("Cases")
        .selectable("cases")
        .sort_column("Reference", "descending", "?sort=reference")
        .column("Customer")
        .number_column("Days")
        .column("Status")
        .row([
            Cell::select("cases", "WS-4K7P-29QX", "Select WS-4K7P-29QX", false),
            Cell::new(Markup::link("/staff/cases/1", "WS-4K7P-29QX")),
            Cell::new("Asha Patel"),
            Cell::number(12_u32),
            Cell::new(Tag::new("Being looked at")),
        ]);
    let filter = Filter::new(
        Checkboxes::new("service", "Service")
            .choice("w", "Waste")
            .classes("govuk-checkboxes--small"),
    )
    .selected(
        "/cases",
        vec![FilterCategory::new("Service", [("Waste", "/cases?x".to_owned())])],
    );
    let message = |is_own, sender: &str| Message {
        is_own,
        text: "Hello".into(),
        sender: sender.into(),
        when: when(),
    };
    let parts: [Markup; 14] = [
        Alert::new(
            Variant::Warning,
            "Contact arrangement",
            "Contact arrangement until 14 March 2027. Reply by letter only.",
        )
        .into(),
        PageHeaderActions::new("WS-4K7P-29QX", "Missed bin collections at Mill Lane")
            .button(Button::new("Write reply").href("/reply"))
            .button(Button::secondary("Add note").href("/note"))
            .into(),
        Badge::coloured("red", "Urgent").into(),
        SubNavigation::new("Case sections")
            .item("Summary", "/", true)
            .item("History", "/h", false)
            .into(),
        TicketPanel::new("Next: send the acknowledgement by Wednesday 25 November 2026").into(),
        ScrollTable::new("cases", table).into(),
        Pagination::previous_next(Some("?before"), Some("?after")).into(),
        Search::new("/staff/cases", "q", "Find a case", "")
            .hint("Reference, name or postcode")
            .into(),
        filter.into(),
        IdentityBar::new("WS-4K7P-29QX, Asha Patel").into(),
        ButtonMenu::new("More actions", vec![Button::new("Withdraw"), Button::new("Link")]).into(),
        SideNavigation::new("Admin").section("People", vec![]).into(),
        Timeline::new(2)
            .item(
                TimelineItem::new("Extra information received", when())
                    .by("Asha Patel (online)")
                    .text("Two photographs."),
            )
            .item(
                TimelineItem::new("Investigation started", when())
                    .by("Jo Martin")
                    .text("Asked the crew."),
            )
            .into(),
        Messages {
            label: "Conversation".into(),
            items: vec![message(true, "Jo"), message(false, "Asha")],
        }
        .into(),
    ];
    Markup::join(parts)
}
