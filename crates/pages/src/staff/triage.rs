//! Triage: the queue of what nobody has looked at, and saying what one case is and whose.

use askama::Template;
use jiff::civil::Date;
use redress_domain::vocabulary::Kind;

use crate::components::{
    Button, Choice, Details, Filter, FilterCategory, Input, Pagination, Radios, ScrollTable, Select,
    SummaryList, Textarea, button_group,
};
use crate::form::{FormErrors, FormState};
use crate::format;
use crate::markup::{Content, Markup};
use crate::staff::cases::{CaseItem, Column, selectable_case_table};
use crate::staff::find::Choices;
use crate::words;
use crate::{Page, Sample, Shell};

/// The queue.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/triage.html")]
pub struct Queue {
    shell: Shell,
    form: FormState,
    items: Vec<CaseItem>,
    count: u64,
    last_check: String,
    may_check: bool,
    next: Option<String>,
    today: Date,
    filters: Filters,
}

/// What the queue can be filtered by, and is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// What was chosen.
    pub chosen: FormState,
    /// What can be chosen.
    pub choices: Vec<Choices>,
    /// The filters that are set: field, value in words, and the list without it.
    pub tags: Vec<(&'static str, String, String)>,
}

/// How the daily check stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Check {
    /// "Last full check: 23 November 2026 at 8:52am by Priya Nair."
    pub last: String,
    /// Whether the reader may record one.
    pub may_record: bool,
}

impl Queue {
    /// The queue on a day: how many wait in all, those of this page, and how the check stands.
    pub fn new(
        (shell, today): (Shell, Date),
        form: &FormState,
        (count, items): (u64, Vec<CaseItem>),
        check: Check,
    ) -> Self {
        Self {
            shell: shell.wide(),
            form: form.clone(),
            items,
            count,
            last_check: check.last,
            may_check: check.may_record,
            next: None,
            today,
            filters: Filters::default(),
        }
    }

    /// What the list can be filtered by, and is.
    #[must_use]
    pub fn filters(mut self, filters: Filters) -> Self {
        self.filters = filters;
        self
    }

    fn filter(&self) -> Filter {
        let selects = self.filters.choices.iter().map(|choices| {
            let select = Select::new(choices.name, choices.label).option("", "Any");
            Markup::from(select.options(choices.values.clone()).of(&self.filters.chosen))
        });
        let tags = self.filters.tags.iter();
        let categories = tags
            .map(|(field, value, without)| FilterCategory::new(field, [(value.as_str(), without.clone())]));
        Filter::new(Markup::join(selects)).selected("/staff/triage", categories.collect())
    }

    /// Folded away until it is wanted: the queue comes first.
    fn filtering(&self) -> Details {
        let form = Markup::trusted(format!(
            "<form method=\"get\" action=\"/staff/triage\" novalidate>{}</form>",
            self.filter()
        ));
        let mut details = Details::new("Filter the items", form);
        details.open = !self.filters.tags.is_empty();
        details
    }

    /// Where the next page is.
    #[must_use]
    pub fn next(mut self, next: Option<String>) -> Self {
        self.next = next;
        self
    }

    fn table(&self) -> ScrollTable {
        let columns = [
            Column::Received,
            Column::Customer,
            Column::Service,
            Column::Kind,
            Column::Due,
            Column::Status,
        ];
        selectable_case_table(("queue", "Unassigned items"), &columns, &self.items, self.today)
    }

    fn pages(&self) -> Pagination {
        Pagination::previous_next(None, self.next.as_deref())
    }

    fn reason(&self) -> Textarea {
        Textarea::new("because", "Why are the remaining items left?")
            .hint("For example, who you have asked about them")
            .rows(3)
            .of(&self.form)
    }

    fn assign() -> Button {
        Button::secondary("Assign selected")
    }

    fn duplicates() -> Button {
        Button::secondary("Mark selected as duplicates").to("/staff/cases/duplicates")
    }

    fn record() -> Button {
        Button::secondary("Record that I have checked the queue")
    }
}

impl Page for Queue {
    fn title(&self) -> String {
        format!("Unassigned items ({})", format::thousands(self.count))
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || {
            (
                Shell::staff_sample().at("/staff/triage"),
                Date::constant(2026, 11, 23),
            )
        };
        let check = || Check {
            last: "Last full check: 20 November 2026 at 8:52am by Priya Nair.".into(),
            may_record: true,
        };
        let wrong = FormState::new().with_error("because", "Tell us why the remaining items are left");
        let items = || (1, vec![CaseItem::sample()]);
        let filters = || Filters {
            chosen: FormState::new().with("kind", "complaint"),
            choices: vec![Choices {
                name: "kind",
                label: "What it seems to be",
                values: vec![("complaint".into(), "Complaint".into())],
            }],
            tags: vec![("What it seems to be", "Complaint".into(), "/staff/triage".into())],
        };
        vec![
            Sample::of(
                "triage",
                &Self::new(shell(), &FormState::new(), items(), check()).filters(filters()),
            ),
            Sample::of(
                "triage, nothing fits",
                &Self::new(shell(), &FormState::new(), (1, Vec::new()), check()).filters(filters()),
            ),
            Sample::of(
                "triage with errors",
                &Self::new(shell(), &wrong, items(), check()),
            ),
            Sample::of(
                "triage, none",
                &Self::new(shell(), &FormState::new(), (0, Vec::new()), check()),
            ),
        ]
    }
}

/// What is known of the case in triage, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// What people call it.
    pub reference: String,
    /// The version that the reader saw.
    pub version: i64,
    /// What it seems to be.
    pub kind: Option<Kind>,
    /// Facts by name: from, received, where, what they would like.
    pub facts: Vec<(String, String)>,
    /// What they said, in their words.
    pub what_happened: String,
    /// The earlier cases of the same customer.
    pub earlier: Vec<CaseItem>,
    /// Cases of people with the same address or number, who may be the same customer.
    pub similar: Vec<CaseItem>,
    /// The dates that will bind, by what it turns out to be.
    pub dates: Vec<Dates>,
}

/// The dates that would bind under one procedure, and why each is that day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// What the procedure is called.
    pub procedure: String,
    /// "Acknowledgement by …; reply by …".
    pub promises: String,
    /// For each promise, why that day.
    pub why: Vec<String>,
}

/// What can be chosen, by value and words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The procedures.
    pub procedures: Vec<(String, String)>,
    /// The services.
    pub services: Vec<(String, String)>,
    /// The people who work for services.
    pub owners: Vec<(String, String)>,
    /// The members of staff whom it can be about.
    pub staff: Vec<(String, String)>,
    /// The wards.
    pub wards: Vec<(String, String)>,
    /// Why the policy asks whether the customer could have been saved the contact; empty once it was said.
    pub avoidable: Vec<redress_domain::case::Avoidable>,
}

/// The ward that something is in, where the council has wards.
pub(super) fn ward_field(wards: &[(String, String)], form: &FormState) -> Markup {
    if wards.is_empty() {
        return Markup::default();
    }
    Select::new("ward", "Ward (optional)")
        .option("", "Not known")
        .options(wards.to_vec())
        .of(form)
        .into()
}

/// Saying what one case is and whose.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/triage_case.html")]
pub struct TriageCase {
    shell: Shell,
    form: FormState,
    known: Known,
    options: Options,
}

impl TriageCase {
    /// The page: what is known, and what can be chosen.
    pub fn new(shell: Shell, form: &FormState, known: Known, options: Options) -> Self {
        Self {
            shell: shell.wide().back_to("Back to unassigned items", "/staff/triage"),
            form: form.clone(),
            known,
            options,
        }
    }

    fn facts(&self) -> SummaryList {
        let said = Content::from(Markup::lines(&self.known.what_happened));
        let list = SummaryList::new().row("What they said", said);
        self.known.facts.iter().fold(list, |list, (name, value)| {
            list.row(name.as_str(), Markup::lines(value))
        })
    }

    fn dates(&self) -> SummaryList {
        let dates = self.known.dates.iter();
        dates.fold(SummaryList::new(), |list, dates| {
            let why = Details::new("Why these dates?", Markup::bullets(&dates.why));
            let promises = Content::from(dates.promises.as_str());
            list.row(dates.procedure.as_str(), Markup::join([promises, why.into()]))
        })
    }

    fn earlier(&self) -> Markup {
        Self::links(&self.known.earlier)
    }

    fn similar(&self) -> Markup {
        Self::links(&self.known.similar)
    }

    fn links(items: &[CaseItem]) -> Markup {
        Markup::bullets(items.iter().map(|item| {
            let link = Content::from(Markup::link(&item.href, format::reference(&item.reference)));
            let words = format!(
                "{}, {}: ",
                words::kind_short(item.kind),
                format::short_date(item.received_on)
            );
            Markup::join([link, words.into(), item.summary.as_str().into()])
        }))
    }

    fn fields(&self) -> Markup {
        let form = &self.form;
        let kinds = Kind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), words::kind(*kind)));
        let pairs = |pairs: &[(String, String)]| pairs.to_vec();
        let kind_hint = self.known.kind.map_or_else(String::new, |kind| {
            format!("Only if it is not a {}", words::kind(kind).to_lowercase())
        });
        let relations = [
            ("follows-from", "It follows from that case"),
            (
                "complaint-about",
                "It is a complaint about how that case was dealt with",
            ),
            ("duplicate-of", "It is the same matter"),
            ("related-to", "It is related in another way"),
        ];
        Markup::join([
            Markup::from(
                Radios::new("kind", "What is this?")
                    .medium()
                    .choices(kinds)
                    .item(Choice::or())
                    .choice("not-for-us", "Not for us")
                    .of(form),
            ),
            Textarea::new("kind_reason", "Why you changed what it is")
                .hint(kind_hint)
                .rows(2)
                .of(form)
                .into(),
            Select::new("procedure", "Which procedure?")
                .option("", "The usual one for the service")
                .options(pairs(&self.options.procedures))
                .of(form)
                .into(),
            Select::new("service", "Service")
                .option("", "Select a service")
                .options(pairs(&self.options.services))
                .of(form)
                .into(),
            Select::new("owner", "Owner")
                .hint("Somebody of the service’s team")
                .option("", "Leave it to the team")
                .options(pairs(&self.options.owners))
                .of(form)
                .into(),
            super::about::about_field(&self.options.staff, form),
            self.ward(),
            Radios::new("priority", "Priority")
                .hint("Use urgent for danger, safeguarding or a legal date")
                .choice("standard", "Standard")
                .choice("urgent", "Urgent")
                .classes("govuk-radios--inline")
                .of(form)
                .into(),
            Input::code("link", "Link to an earlier case (optional)")
                .hint("Its reference")
                .of(form)
                .into(),
            Select::new("relation", "How they belong together")
                .options(relations)
                .of(form)
                .into(),
            Textarea::new("note", "Note for the owner (optional)")
                .rows(3)
                .of(form)
                .into(),
            crate::avoidable::field(&self.options.avoidable, form).map_or_else(Markup::default, Markup::from),
            self.buttons(),
        ])
    }

    fn ward(&self) -> Markup {
        ward_field(&self.options.wards, &self.form)
    }

    fn buttons(&self) -> Markup {
        let case = format!("/staff/cases/{}", self.known.reference);
        button_group([
            Content::from(Button::send("Save and open next")),
            Markup::link(&case, "Open the whole case").into(),
        ])
    }
}

impl Page for TriageCase {
    fn title(&self) -> String {
        format!("Triage {}", self.known.reference)
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/triage/WS-4K7P-29QX");
        let known = || Known {
            reference: "WS-4K7P-29QX".into(),
            version: 3,
            kind: Some(Kind::ServiceRequest),
            facts: vec![("What they would like".into(), "Come on the right day".into())],
            what_happened: "The bins were missed.\nAgain.".into(),
            earlier: vec![CaseItem::sample()],
            similar: vec![CaseItem::sample()],
            dates: vec![Dates {
                procedure: "Complaint".into(),
                promises: "Acknowledgement by 30 Nov, reply by 14 Dec".into(),
                why: vec!["Acknowledgement by 30 Nov: Received on Monday 23 November 2026.".into()],
            }],
        };
        let options = || Options {
            procedures: vec![("complaint-corporate".into(), "Complaint".into())],
            services: vec![("waste".into(), "Bins and recycling".into())],
            owners: vec![(
                "01932c07-a12b-7f3e-8c58-0123456789ab".into(),
                "Sam Okoro, bins".into(),
            )],
            staff: vec![(
                "01932c07-a12b-7f3e-8c58-0123456789ac".into(),
                "Dan Whitlock".into(),
            )],
            wards: vec![("mill-hill".into(), "Mill Hill".into())],
            avoidable: vec![redress_domain::case::Avoidable::Repeat],
        };
        let form = FormState::new()
            .with("kind", "complaint")
            .with("priority", "standard")
            .with("about", "01932c07-a12b-7f3e-8c58-0123456789ac");
        let wrong = form.clone().with_error("service", "Select a service");
        vec![
            Sample::of("triage one", &Self::new(shell(), &form, known(), options())),
            Sample::of(
                "triage one with errors",
                &Self::new(shell(), &wrong, known(), options()),
            ),
        ]
    }
}
