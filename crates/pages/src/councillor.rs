//! What a councillor sees: the queries that they raised for residents, on pages made for a phone.

pub mod query;

use askama::Template;
use jiff::civil::Date;
use redress_domain::policy::FileRules;
use redress_domain::vocabulary::SupportNeed;

use crate::components::{
    Button, Checkboxes, Choice, Details, Input, LocateButton, Pagination, Panel, Radios, Select, Textarea,
    button_group,
};
use crate::form::{FormErrors, FormState, ONCE};
use crate::format;
use crate::markup::{Content, Markup};
use crate::public::files;
use crate::staff::cases::CaseItem;
use crate::staff::parts::{heading as heading_of, hidden, paragraph, posted, posted_with_file};
use crate::words;
use crate::{Page, Sample, Shell};

/// What stands on the first page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queries {
    /// Those that were answered and can be followed up.
    pub answered: Vec<CaseItem>,
    /// Those that the council has not answered in time.
    pub late: Vec<CaseItem>,
    /// The others that are open.
    pub open: Vec<CaseItem>,
    /// Those that were closed since the councillor last looked.
    pub closed: Vec<CaseItem>,
}

/// The first page.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct Home {
    shell: Shell,
    queries: Queries,
    has_more: bool,
    today: Date,
    to_read: Vec<(String, String)>,
}

impl Home {
    /// The page on a day; `has_more` says that not all open ones are on it.
    pub fn new((shell, today): (Shell, Date), queries: Queries, has_more: bool) -> Self {
        Self {
            shell,
            queries,
            has_more,
            today,
            to_read: Vec::new(),
        }
    }

    /// Pages of guidance to read: what to say of each, and where it is.
    #[must_use]
    pub fn to_read(mut self, pages: Vec<(String, String)>) -> Self {
        self.to_read = pages;
        self
    }

    fn body(&self) -> Markup {
        let log = Button::new("Log a query").href("/councillor/log");
        let mut parts = vec![Markup::from(log)];
        let Queries {
            answered,
            late,
            open,
            closed,
        } = &self.queries;
        if answered.is_empty() && late.is_empty() && open.is_empty() {
            parts.push(paragraph(
                "You have no open queries. Log one when a resident asks you for help.",
            ));
        }
        for (heading, items) in [
            ("New replies", answered),
            ("Needs follow-up", late),
            ("Open", open),
            ("Closed since you last looked", closed),
        ] {
            parts.extend(self.group(heading, items));
        }
        if !closed.is_empty() {
            parts.push(posted(
                "/councillor",
                Markup::from(Button::secondary("I have seen these")),
            ));
        }
        if self.has_more {
            parts.push(paragraph(Markup::link(
                "/councillor/queries",
                "See all your queries",
            )));
        }
        if !self.to_read.is_empty() {
            parts.push(heading_of("Guidance to read"));
            let pages = self.to_read.iter();
            let links = pages.map(|(words, href)| Markup::link(href, words.as_str()));
            parts.push(Markup::bullets(links.map(Content::from)));
        }
        parts.push(paragraph(Markup::link(
            "/staff/guidance",
            "Guidance for councillors",
        )));
        Markup::join(parts)
    }

    fn group(&self, heading: &str, items: &[CaseItem]) -> Option<Markup> {
        let heading = heading_of(&format!("{heading} ({})", items.len()));
        (!items.is_empty()).then(|| Markup::join([heading, list(items, self.today)]))
    }
}

/// Queries with the councillor's own words beside each reference, one below the other.
fn list(items: &[CaseItem], today: Date) -> Markup {
    Markup::bullets(items.iter().map(|item| {
        let link = Content::from(Markup::link(&item.href, format::reference(&item.reference)));
        let words = Markup::trusted(format!(
            "<span class=\"app-summary\">{}</span>",
            Markup::text(&item.summary)
        ));
        let status = item.status.map(|status| Content::from(words::status_tag(status)));
        let due = item
            .due
            .map(|(_, on)| Markup::join([Content::from("Reply by "), words::due(on, today).into()]).into());
        Markup::join(
            [Some(link), Some(words.into()), status, due]
                .into_iter()
                .flatten()
                .collect::<Vec<Content>>(),
        )
    }))
}

impl Page for Home {
    fn title(&self) -> String {
        "Your residents’ queries".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || (sample_shell("/councillor"), Date::constant(2026, 11, 23));
        let one = || vec![item()];
        let queries = Queries {
            answered: one(),
            late: one(),
            open: one(),
            closed: one(),
        };
        vec![
            Sample::of("councillor home", &Self::new(shell(), queries, true)),
            Sample::of(
                "councillor home, none",
                &Self::new(shell(), Queries::default(), false),
            ),
        ]
    }
}

fn item() -> CaseItem {
    CaseItem {
        href: "/councillor/q/WS-4K7P-29QX".into(),
        ..CaseItem::sample()
    }
}

fn sample_shell(path: &str) -> Shell {
    Shell::councillor("Westshire Council", "Councillor Mary Hobbs").at(path)
}

/// Every query, open and closed, a page at a time.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct AllQueries {
    shell: Shell,
    items: Vec<CaseItem>,
    next: Option<String>,
    today: Date,
}

impl AllQueries {
    /// The page on a day, and where the next one is.
    pub fn new((shell, today): (Shell, Date), items: Vec<CaseItem>, next: Option<String>) -> Self {
        Self {
            shell,
            items,
            next,
            today,
        }
    }

    fn body(&self) -> Markup {
        if self.items.is_empty() {
            return paragraph("You have not logged any queries.");
        }
        let pages = Pagination::previous_next(None, self.next.as_deref());
        Markup::join([list(&self.items, self.today), pages.into()])
    }
}

impl Page for AllQueries {
    fn title(&self) -> String {
        "All your queries".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = || (sample_shell("/councillor/queries"), Date::constant(2026, 11, 23));
        let next = Some("/councillor/queries?after=1".into());
        vec![
            Sample::of("all queries", &Self::new(shell(), vec![item()], next)),
            Sample::of("all queries, none", &Self::new(shell(), Vec::new(), None)),
        ]
    }
}

/// Logging a query, on one screen.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct LogQuery {
    shell: Shell,
    form: FormState,
    wards: Vec<(String, String)>,
    sent: Vec<(String, String)>,
    files: FileRules,
}

impl LogQuery {
    /// The form as far as it is filled in, with the wards by value and words and the files that are taken.
    pub fn new(shell: Shell, form: &FormState, (wards, files): (Vec<(String, String)>, &FileRules)) -> Self {
        Self {
            shell,
            form: form.clone(),
            wards,
            sent: Vec::new(),
            files: files.clone(),
        }
    }

    /// What was sent on this round: each reference with the councillor's own words.
    #[must_use]
    pub fn sent(mut self, sent: Vec<(String, String)>) -> Self {
        self.sent = sent;
        self
    }

    fn body(&self) -> Markup {
        let once = hidden("once", self.form.value("once"));
        let sent = self
            .sent
            .iter()
            .flat_map(|(reference, words)| [hidden("sent", reference), hidden("sent_words", words)]);
        let form = Markup::join(
            [once]
                .into_iter()
                .chain(sent)
                // What is typed goes before a file that may be cut off.
                .chain([self.quick(), self.more(), self.photos(), Self::buttons()]),
        );
        let form = posted_with_file("/councillor/log", form);
        Markup::join([self.round(), form])
    }

    fn round(&self) -> Markup {
        if self.sent.is_empty() {
            return Markup::default();
        }
        let items = self.sent.iter().map(|(reference, words)| {
            let place = format!("/councillor/q/{reference}");
            let link = Content::from(Markup::link(&place, format::reference(reference)));
            Markup::join([link, format!(": {words}").into()])
        });
        let heading = Markup::trusted("<h2 class=\"govuk-heading-s\">Sent on this round</h2>".to_owned());
        Markup::join([heading, Markup::bullets(items)])
    }

    fn quick(&self) -> Markup {
        let form = &self.form;
        let mut parts = vec![Markup::from(
            Textarea::new("what_happened", "What did the resident ask or tell you?")
                .rows(5)
                .of(form),
        )];
        if !self.wards.is_empty() {
            parts.push(
                Select::new("ward", "Which ward is it in? (optional)")
                    .option("", "Not sure")
                    .options(self.wards.clone())
                    .of(form)
                    .into(),
            );
        }
        parts.extend([
            Markup::from(Input::new("place", "Where is it? (optional)").of(form)),
            LocateButton::new("Use my location", "place").into(),
            Input::new("name", "Resident’s name (optional)")
                .autocomplete("off")
                .of(form)
                .into(),
            Input::new("reach", "How to reach them (optional)")
                .hint("Their email address or phone number")
                .autocomplete("off")
                .of(form)
                .into(),
            Radios::new("agrees", "Does the resident agree to you passing this on?")
                .choice("yes", "Yes")
                .choice("no", "No, keep them anonymous")
                .of(form)
                .into(),
        ]);
        Markup::join(parts)
    }

    fn more(&self) -> Markup {
        let form = &self.form;
        let fields = Markup::join([
            Markup::from(
                Textarea::new("wanted", "What would they like us to do? (optional)")
                    .rows(3)
                    .of(form),
            ),
            Textarea::new("effect", "How does it affect them? (optional)")
                .rows(3)
                .of(form)
                .into(),
            Checkboxes::new("support", "Does the resident need any help from us? (optional)")
                .hint("We keep to it whenever we are in touch with them")
                .classes("govuk-checkboxes--small")
                .choices(
                    SupportNeed::ALL
                        .iter()
                        .map(|need| Choice::new(need.as_str(), words::support(*need))),
                )
                .of(form)
                .into(),
            Textarea::new("support_words", "Tell us more about what they need (optional)")
                .rows(2)
                .of(form)
                .into(),
            Radios::new("copy", "Shall we copy the resident in? (optional)")
                .hint("We need their email address or mobile number for this")
                .choice("yes", "Yes, send them what I wrote and what you answer")
                .choice("no", "No, do not write to them")
                .of(form)
                .into(),
            Checkboxes::single(
                "urgent",
                "yes",
                "Somebody is in danger, or without heat, water or a safe home",
            )
            .classes("govuk-checkboxes--small")
            .of(form)
            .into(),
        ]);
        Details::new("Add more", fields).into()
    }

    fn buttons() -> Markup {
        button_group([
            Button::send("Save query").name("do").value("save"),
            Button::secondary("Save and log another")
                .name("do")
                .value("another"),
            Button::secondary("Add another photo").name("do").value("photo"),
        ])
    }

    /// The photos that go with it, each ticked, and the field for one more.
    fn photos(&self) -> Markup {
        let kept = files::kept(&self.form);
        let mut parts = vec![files_say_where()];
        if !kept.is_empty() {
            let choices = kept
                .iter()
                .map(|file| Choice::new(&file.to_answer(), file.in_words()));
            let boxes = Checkboxes::new(files::KEPT, "Photos that go with it")
                .hint("Untick one to leave it out")
                .classes("govuk-checkboxes--small")
                .choices(choices)
                .of(&self.form);
            parts.push(boxes.into());
        }
        let label = if kept.is_empty() {
            "Photo or file (optional)"
        } else {
            "Another photo or file (optional)"
        };
        parts.push(files::field(label, &self.form, &self.files));
        Markup::join(parts)
    }
}

impl Page for LogQuery {
    fn title(&self) -> String {
        "Log a resident’s query".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || sample_shell("/councillor/log");
        let rules = redress_domain::policy::defaults::files();
        let wards = || (vec![("mill-hill".to_owned(), "Mill Hill".to_owned())], &rules);
        let form = FormState::new()
            .with("ward", "mill-hill")
            .with("place", "Mill Lane");
        let wrong = form
            .clone()
            .with_error("what_happened", "Enter what the resident asked")
            .with_error("agrees", "Select if the resident agrees");
        let sent = vec![("WS-4K7P-29QX".into(), "The street light is out.".into())];
        let photos = form
            .clone()
            .with(files::KEPT, sample_photo().to_answer())
            .with_error(files::UPLOAD, "The selected file is empty");
        vec![
            Sample::of("log a query", &Self::new(shell(), &form, wards())),
            Sample::of("log a query with errors", &Self::new(shell(), &wrong, wards())),
            Sample::of("log a query with a photo", &Self::new(shell(), &photos, wards())),
            Sample::of(
                "log another query",
                &Self::new(shell(), &form, wards()).sent(sent),
            ),
        ]
    }
}

/// What whoever adds one may not know.
fn files_say_where() -> Markup {
    paragraph("A photo can help us to find the place. Photos can say where and when they were taken.")
}

fn sample_photo() -> files::KeptFile {
    files::KeptFile {
        id: "01932c07-a12b-7f3e-8c58-000000000001".into(),
        kind: "jpg".into(),
        size: 1_234_567,
        name: "The light.jpg".into(),
    }
}

/// Adding a photo to a query that was sent.
#[derive(Debug, Clone, Template)]
#[template(path = "plain.html")]
pub struct AddPhoto {
    shell: Shell,
    form: FormState,
    reference: String,
    files: FileRules,
}

impl AddPhoto {
    /// The page for the query with this reference, with what is wrong and the files that are taken.
    pub fn new(shell: Shell, form: &FormState, (reference, files): (&str, &FileRules)) -> Self {
        Self {
            shell: shell.back_to("Back to the query", &format!("/councillor/q/{reference}")),
            form: form.clone(),
            reference: reference.into(),
            files: files.clone(),
        }
    }

    fn body(&self) -> Markup {
        let field = files::field("Choose a photo or another file", &self.form, &self.files);
        let once = crate::attr("value", self.form.value(ONCE));
        let once = Markup::trusted(format!("<input type=\"hidden\" name=\"{ONCE}\"{once}>"));
        let inside = Markup::join([once, field, Button::send("Add this photo").into()]);
        let action = format!("/councillor/q/{}/photo", self.reference);
        Markup::join([files_say_where(), posted_with_file(&action, inside)])
    }
}

impl Page for AddPhoto {
    fn title(&self) -> String {
        format!("Add a photo to {}", self.reference)
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || sample_shell("/councillor/q/WS-4K7P-29QX/photo");
        let rules = redress_domain::policy::defaults::files();
        let of = ("WS-4K7P-29QX", &rules);
        let form = FormState::new();
        let wrong = FormState::new().with_error(files::UPLOAD, "Select a file");
        vec![
            Sample::of("add a photo", &Self::new(shell(), &form, of)),
            Sample::of("add a photo with an error", &Self::new(shell(), &wrong, of)),
        ]
    }
}

/// A query was sent: its reference, large.
#[derive(Debug, Clone, Template)]
#[template(path = "councillor/sent.html")]
pub struct QuerySent {
    shell: Shell,
    reference: String,
    promise: Option<String>,
}

impl QuerySent {
    /// The page, with the promise in words.
    pub fn new(shell: Shell, reference: &str, promise: Option<String>) -> Self {
        Self {
            shell,
            reference: reference.into(),
            promise,
        }
    }

    fn panel(&self) -> Panel {
        Panel::with_reference("Sent", &self.reference)
    }

    fn buttons(&self) -> Markup {
        let place = format!("/councillor/q/{}", self.reference);
        button_group([
            Content::from(Button::new("Log another query").href("/councillor/log")),
            Markup::link(&place, "See this query").into(),
        ])
    }
}

impl Page for QuerySent {
    fn title(&self) -> String {
        "Sent".into()
    }

    fn samples() -> Vec<Sample> {
        let shell = sample_shell("/councillor/sent/WS-4K7P-29QX");
        let promise = Some("Reply by Monday 7 December 2026".to_owned());
        vec![Sample::of(
            "query sent",
            &Self::new(shell, "WS-4K7P-29QX", promise),
        )]
    }
}
