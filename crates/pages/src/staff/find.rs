//! Finding a case: by reference, by customer, or by what it is.

use askama::Template;
use jiff::civil::Date;

use crate::components::{
    Button, DatePicker, Details, Filter, FilterCategory, Input, Pagination, ScrollTable, Search, Select,
    button_group,
};
use crate::form::{FormErrors, FormState};
use crate::markup::Markup;
use crate::staff::cases::{CaseItem, Column, case_table, selectable_case_table};
use crate::staff::parts::{hidden, posted};
use crate::{Page, Sample, Shell};

/// One filter with the values it can have, by value and words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The name in the address: `kind`.
    pub name: &'static str,
    /// What it is called: "What it is".
    pub label: &'static str,
    /// Its values.
    pub values: Vec<(String, String)>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/find.html")]
pub struct Find {
    shell: Shell,
    form: FormState,
    choices: Vec<Choices>,
    tags: Vec<(&'static str, String, String)>,
    items: Vec<CaseItem>,
    count: String,
    is_newest_only: bool,
    is_mistyped: bool,
    next: Option<String>,
    saved: Saved,
    may_assign: bool,
    today: Date,
}

/// The searches that the reader keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// Each by name, with its address.
    pub filters: Vec<(String, String)>,
    /// The query of this search, if it can be kept: something is set.
    pub query: String,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The cases of this page.
    pub items: Vec<CaseItem>,
    /// How many there are, in words.
    pub count: String,
    /// Whether more match than were ranked.
    pub is_newest_only: bool,
    /// Whether nothing was found and what was typed is a reference, but for one character.
    pub is_mistyped: bool,
    /// Where the next page is.
    pub next: Option<String>,
    /// The filters that are set: field, value in words, and the list without it.
    pub tags: Vec<(&'static str, String, String)>,
}

impl Find {
    /// The page on a day: what was asked, what can be asked, what was found.
    pub fn new((shell, today): (Shell, Date), form: &FormState, choices: Vec<Choices>, found: Found) -> Self {
        Self {
            shell: shell.wide(),
            form: form.clone(),
            choices,
            tags: found.tags,
            items: found.items,
            count: found.count,
            is_newest_only: found.is_newest_only,
            is_mistyped: found.is_mistyped,
            next: found.next,
            saved: Saved::default(),
            may_assign: false,
            today,
        }
    }

    /// The searches that the reader keeps.
    #[must_use]
    pub fn saved(mut self, saved: Saved) -> Self {
        self.saved = saved;
        self
    }

    /// Lets the reader give several cases to somebody at once.
    #[must_use]
    pub fn assignable(mut self) -> Self {
        self.may_assign = true;
        self
    }

    fn kept(&self) -> Markup {
        let links = self
            .saved
            .filters
            .iter()
            .map(|(name, href)| Markup::link(href, name.as_str()));
        let removes = self.saved.filters.iter().map(|(name, _)| {
            let words = format!("Remove “{name}”");
            let button = Button::secondary(words.as_str());
            let inside = Markup::join([hidden("name", name), button.into()]);
            posted("/staff/cases/filters/remove", inside)
        });
        let remove = Details::new("Remove a saved filter", Markup::join(removes));
        Markup::join([Markup::bullets(links), remove.into()])
    }

    fn keep(&self) -> Markup {
        let field = Input::new("name", "Name of this filter").of(&self.form);
        let button = Button::secondary("Save this filter");
        let inside = Markup::join([hidden("query", &self.saved.query), field.into(), button.into()]);
        posted("/staff/cases/filters", inside)
    }

    /// What can be done to the cases that are ticked: they go to somebody, or a lesson is drawn from them.
    fn assign() -> Markup {
        let lesson = Button::secondary("Record a lesson from selected").to("/staff/lessons/new");
        let group = Button::secondary("Group selected by one cause").to("/staff/causes/new");
        button_group([Button::secondary("Assign selected"), group, lesson])
    }

    fn search(&self) -> Search {
        Search::new("/staff/cases", "q", "Search", self.form.value("q"))
            .hint("A reference, words from the case, or the customer’s name, postcode, phone number or email address")
    }

    fn filter(&self) -> Filter {
        let selects = self.choices.iter().map(|choices| {
            let values = choices
                .values
                .iter()
                .map(|(value, text)| (value.as_str(), text.as_str()));
            let select = Select::new(choices.name, choices.label).option("", "Any");
            Markup::from(select.options(values).of(&self.form))
        });
        let dates = [
            ("due-from", "Due from"),
            ("due-before", "Due before"),
            ("received-from", "Received from"),
            ("received-to", "Received to"),
        ];
        let dates = dates
            .into_iter()
            .map(|(name, label)| Markup::from(DatePicker::new(name, label).of(&self.form)));
        let categories = self
            .tags
            .iter()
            .map(|(field, value, without)| FilterCategory::new(field, [(value.as_str(), without.clone())]));
        Filter::new(Markup::join(selects.chain(dates))).selected("/staff/cases", categories.collect())
    }

    fn table(&self) -> ScrollTable {
        let columns = [Column::Customer, Column::Service, Column::Due, Column::Status];
        let is_search = self.form.filled("q").is_some();
        let caption = if is_search {
            "Cases, the best match first"
        } else {
            "Cases, the newest first"
        };
        if self.may_assign {
            return selectable_case_table(("found", caption), &columns, &self.items, self.today);
        }
        case_table(("found", caption), &columns, &self.items, self.today)
    }

    fn pages(&self) -> Pagination {
        Pagination::previous_next(None, self.next.as_deref())
    }
}

impl Page for Find {
    fn title(&self) -> String {
        "Find a case".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || {
            (
                Shell::staff_sample().at("/staff/cases"),
                Date::constant(2026, 11, 23),
            )
        };
        let kinds = || Choices {
            name: "kind",
            label: "What it is",
            values: vec![("complaint".into(), "Complaint".into())],
        };
        let found = Found {
            items: vec![CaseItem::sample()],
            count: "1 case".into(),
            is_newest_only: false,
            is_mistyped: false,
            next: None,
            tags: vec![("What it is", "Complaint".into(), "/staff/cases".into())],
        };
        let form = FormState::new().with("kind", "complaint");
        let none = Found {
            count: "No cases".into(),
            ..Found::default()
        };
        let typed = FormState::new().with("q", "nobody");
        let many = Found {
            items: vec![CaseItem::sample()],
            count: "1 case on this page".into(),
            is_newest_only: true,
            next: Some("/staff/cases?q=bin&after=2.7".into()),
            ..Found::default()
        };
        let common = FormState::new().with("q", "bin");
        let wrong = FormState::new()
            .with("due-before", "soon")
            .with_error("due-before", "Due before must be a date, like 17/5/2027");
        vec![
            Sample::of("find a case", &Self::new(shell(), &form, vec![kinds()], found)),
            Sample::of(
                "find a case, none",
                &Self::new(shell(), &typed, vec![kinds()], none.clone()),
            ),
            Sample::of(
                "find a case among many",
                &Self::new(shell(), &common, vec![kinds()], many),
            ),
            Sample::of(
                "find a case with errors",
                &Self::new(shell(), &wrong, vec![kinds()], none),
            ),
        ]
    }
}
