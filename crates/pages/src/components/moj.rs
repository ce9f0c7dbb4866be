//! The Ministry of Justice's components, for staff pages.

use askama::Template;
use serde::Deserialize;

use super::form_parts::{ErrorMessage, FormGroup, Hint, Label};
use super::text_fields::{Wrapper, field_basics};
use super::{Button, Input, LinkItem, component, options};
use crate::form::FormState;
use crate::markup::{Content, Markup, scalar, words};

/// How grave an alert is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Variant {
    /// Something to know.
    #[default]
    Information,
    /// Something was done.
    Success,
    /// Something to take care of.
    Warning,
    /// Something went wrong.
    Error,
}

impl Variant {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A fact about the whole page: at most three sentences, at most two on a page.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/alert.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Alert {
    /// How grave it is.
    pub variant: Variant,
    /// What it is about, as its region is called.
    pub title: String,
    /// Whether the title is shown as a heading.
    pub show_title_as_heading: bool,
    /// 2 to 4: `h2` unless said.
    pub heading_tag: String,
    /// What it says.
    pub text: Content,
    /// `region` unless said.
    pub role: String,
    /// More classes.
    pub classes: String,
}

impl Alert {
    /// An alert under this title.
    pub fn new(variant: Variant, title: &str, text: impl Into<Content>) -> Self {
        Self {
            variant,
            title: title.into(),
            text: text.into(),
            ..Self::default()
        }
    }

    /// Shows the title as a heading.
    #[must_use]
    pub fn with_heading(mut self) -> Self {
        self.show_title_as_heading = true;
        self
    }

    fn has_heading(&self) -> bool {
        self.show_title_as_heading && !self.text.is_empty()
    }

    fn class_names(&self) -> String {
        let heading = if self.has_heading() {
            "moj-alert--with-heading"
        } else {
            ""
        };
        words(&[
            "moj-alert",
            &format!("moj-alert--{}", self.variant.as_str()),
            heading,
            &self.classes,
        ])
    }

    fn heading(&self) -> &str {
        if self.heading_tag.is_empty() {
            "h2"
        } else {
            &self.heading_tag
        }
    }

    fn its_role(&self) -> &str {
        if self.role.is_empty() {
            "region"
        } else {
            &self.role
        }
    }
}

/// A rare mark: "Urgent".
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(
    source = r#"<span class="moj-badge{{ crate::sp(classes) }}">{{ text }}</span>"#,
    ext = "html"
)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Badge {
    /// The words.
    pub text: Content,
    /// More classes: `moj-badge--red`.
    pub classes: String,
}

impl Badge {
    /// A badge of a colour.
    pub fn coloured(colour: &str, text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            classes: format!("moj-badge--{colour}"),
        }
    }
}

/// What happened, the newest first.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/timeline.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Timeline {
    /// What happened.
    pub items: Vec<TimelineItem>,
    /// 2 unless said: one below the heading that it stands under.
    pub heading_level: Option<u8>,
    /// More classes.
    pub classes: String,
}

/// One thing that happened.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TimelineItem {
    /// What happened.
    pub label: Heading,
    /// Who did it: "Jo Martin".
    pub byline: Option<Byline>,
    /// When.
    pub datetime: When,
    /// More about it.
    pub text: Content,
    /// More classes.
    pub classes: String,
}

/// Who did something.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Byline {
    /// The name, after "by".
    pub text: Content,
}

/// An instant, for machines and for people.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct When {
    /// For machines: `2026-11-20T15:02:00+00:00`.
    pub timestamp: String,
    /// For people; the package makes it from a format, we make it in [`crate::format`].
    #[serde(rename = "type")]
    pub text: String,
}

/// A heading with its level.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Heading {
    /// The words.
    pub text: Content,
    /// The level.
    pub level: Option<u8>,
    /// More classes.
    pub classes: String,
}

impl Heading {
    fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Timeline {
    /// A timeline whose entries have headings of this level.
    pub fn new(heading_level: u8) -> Self {
        Self {
            heading_level: Some(heading_level),
            ..Self::default()
        }
    }

    /// One more entry.
    #[must_use]
    pub fn item(mut self, item: TimelineItem) -> Self {
        self.items.push(item);
        self
    }

    fn level(&self) -> u8 {
        self.heading_level.unwrap_or(2)
    }
}

impl TimelineItem {
    /// What happened, when.
    pub fn new(label: impl Into<Content>, when: When) -> Self {
        Self {
            label: Heading::new(label),
            datetime: when,
            ..Self::default()
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(mut self, who: impl Into<Content>) -> Self {
        self.byline = Some(Byline { text: who.into() });
        self
    }

    options! {
        /// More about it.
        text: Content,
    }
}

/// The parts of one thing, each under its own address.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/sub-navigation.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SubNavigation {
    /// What it is called: "Case sections".
    pub label: String,
    /// The parts.
    pub items: Vec<NavigationPart>,
    /// More classes.
    pub classes: String,
}

/// One part.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NavigationPart {
    /// The words.
    pub text: Content,
    /// Where it is.
    pub href: String,
    /// Whether it is this page.
    pub active: bool,
}

impl SubNavigation {
    /// A navigation called this.
    pub fn new(label: &str) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// One more part.
    #[must_use]
    pub fn item(mut self, text: impl Into<Content>, href: &str, active: bool) -> Self {
        self.items.push(NavigationPart {
            text: text.into(),
            href: href.into(),
            active,
        });
        self
    }

    fn its_label(&self) -> &str {
        if self.label.is_empty() {
            "Secondary navigation region"
        } else {
            &self.label
        }
    }
}

/// The parts of a large area, at the side.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/side-navigation.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SideNavigation {
    /// What it is called.
    pub label: String,
    /// The parts in sections.
    pub sections: Vec<SideSection>,
    /// The parts, when there are no sections.
    pub items: Vec<NavigationPart>,
    /// More classes.
    pub classes: String,
}

/// A section of parts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SideSection {
    /// Its heading.
    pub heading: SideHeading,
    /// The parts.
    pub items: Vec<NavigationPart>,
}

/// The heading of a section at the side.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SideHeading {
    /// The words.
    pub text: Content,
    /// 4 unless said.
    pub heading_level: Option<u8>,
    /// More classes.
    pub classes: String,
}

impl SideNavigation {
    /// A navigation called this.
    pub fn new(label: &str) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// One more section, under a heading of level 2.
    #[must_use]
    pub fn section(mut self, heading: impl Into<Content>, items: Vec<NavigationPart>) -> Self {
        let heading = SideHeading {
            text: heading.into(),
            heading_level: Some(2),
            classes: String::new(),
        };
        self.sections.push(SideSection { heading, items });
        self
    }
}

/// A heading with the main things that can be done.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/page-header-actions.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageHeaderActions {
    /// The heading.
    pub heading: Heading,
    /// The buttons: one primary, one or two secondary.
    pub items: Vec<Button>,
    /// More classes.
    pub classes: String,
    /// What is done seldom, behind a button in the same row.
    #[serde(skip)]
    pub menu: Option<ButtonMenu>,
}

impl PageHeaderActions {
    /// The page's `h1`, with a caption above it.
    pub fn new(caption: &str, heading: &str) -> Self {
        let text = Markup::trusted(format!(
            "<span class=\"govuk-caption-l\">{}</span> {}",
            Markup::text(caption),
            Markup::text(heading)
        ));
        let heading = Heading {
            text: text.into(),
            level: None,
            classes: "govuk-heading-l".into(),
        };
        Self {
            heading,
            ..Self::default()
        }
    }

    /// One more button.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.items.push(button);
        self
    }

    /// What is done seldom, behind a button in the same row.
    #[must_use]
    pub fn menu(mut self, menu: ButtonMenu) -> Self {
        self.menu = Some(menu);
        self
    }

    fn level(&self) -> u8 {
        self.heading.level.unwrap_or(1)
    }

    fn heading_classes(&self) -> &str {
        if self.heading.classes.is_empty() {
            "govuk-heading-xl"
        } else {
            &self.heading.classes
        }
    }
}

/// Things that are done seldom, behind one button; without scripts, buttons in a row.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/button-menu.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ButtonMenu {
    /// The button.
    pub button: MenuItem,
    /// What is behind it.
    pub items: Vec<Button>,
    /// More classes.
    pub classes: String,
}

/// The button of a menu.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct MenuItem {
    /// The words.
    pub text: String,
    /// More classes.
    pub classes: String,
}

impl ButtonMenu {
    /// A menu behind a grey button.
    pub fn new(text: &str, items: Vec<Button>) -> Self {
        let button = MenuItem {
            text: text.into(),
            classes: "govuk-button--secondary".into(),
        };
        Self {
            button,
            items,
            classes: String::new(),
        }
    }

    fn in_menu(item: &Button) -> Button {
        let classes = words(&["moj-button-menu__item govuk-button--secondary", &item.classes]);
        Button {
            classes,
            ..item.clone()
        }
    }
}

/// A thin bar with the reference and the customer, deep in a case.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/identity-bar.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct IdentityBar {
    /// The words.
    pub title: Heading,
    /// What can be done.
    pub menus: Vec<ButtonMenu>,
    /// More classes.
    pub classes: String,
}

impl IdentityBar {
    /// A bar with these words.
    pub fn new(title: impl Into<Content>) -> Self {
        Self {
            title: Heading::new(title),
            ..Self::default()
        }
    }
}

/// What is to be done next, or a referral: a box that stands out.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/ticket-panel.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TicketPanel {
    /// What is in it.
    pub items: Vec<TicketItem>,
    /// More classes.
    pub classes: String,
}

/// A part of such a box.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TicketItem {
    /// What it says.
    pub text: Content,
    /// More classes: `moj-ticket-panel__content--blue`.
    pub classes: String,
}

impl TicketPanel {
    /// A blue box.
    pub fn new(text: impl Into<Content>) -> Self {
        let classes = "moj-ticket-panel__content--blue".into();
        Self {
            items: vec![TicketItem {
                text: text.into(),
                classes,
            }],
            classes: String::new(),
        }
    }
}

/// A filter of a list; the page puts it into a form that is sent with GET.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/filter.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Filter {
    /// "Filter".
    pub heading: Heading,
    /// What the list is filtered by now.
    pub selected_filters: Option<SelectedFilters>,
    /// The button; "Apply filters" unless said.
    pub submit: MenuItem,
    /// The fields.
    #[serde(skip)]
    pub options: Markup,
}

/// What a list is filtered by now.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SelectedFilters {
    /// "Selected filters".
    pub heading: Heading,
    /// The way to the list without any.
    pub clear_link: LinkItem,
    /// The filters by field.
    pub categories: Vec<FilterCategory>,
}

/// The filters of one field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FilterCategory {
    /// The field.
    pub heading: Heading,
    /// The values, each with the way to the list without it.
    pub items: Vec<FilterTag>,
}

/// One value that a list is filtered by.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FilterTag {
    /// The value in words.
    pub text: Content,
    /// The list without it.
    pub href: String,
}

impl Filter {
    /// A filter with these fields.
    pub fn new(options: impl Into<Markup>) -> Self {
        Self {
            heading: Heading::new("Filter"),
            options: options.into(),
            ..Self::default()
        }
    }

    /// What the list is filtered by now: fields, each with values and the way to the list without
    /// them.
    #[must_use]
    pub fn selected(mut self, clear: &str, categories: Vec<FilterCategory>) -> Self {
        self.selected_filters = (!categories.is_empty()).then(|| SelectedFilters {
            heading: Heading::new("Selected filters"),
            clear_link: LinkItem::new("Clear filters", clear),
            categories,
        });
        self
    }

    fn apply(&self) -> Button {
        Button::new(if self.submit.text.is_empty() {
            "Apply filters"
        } else {
            &self.submit.text
        })
    }
}

impl FilterCategory {
    /// A field and its values, each with the list without it.
    pub fn new<T: Into<Content>>(heading: &str, tags: impl IntoIterator<Item = (T, String)>) -> Self {
        let items = tags.into_iter().map(|(text, href)| FilterTag {
            text: text.into(),
            href,
        });
        Self {
            heading: Heading::new(heading),
            items: items.collect(),
        }
    }
}

/// A search for a reference, a name, a postcode or words.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/search.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Search {
    /// Where it is sent.
    pub action: String,
    /// The words above the field.
    pub label: Label,
    /// Help.
    pub hint: Option<Hint>,
    /// The field.
    pub input: SearchInput,
    /// The button.
    pub button: SearchButton,
    /// More classes.
    pub classes: String,
}

/// The field of a search.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SearchInput {
    /// Its id.
    pub id: String,
    /// The name that is sent.
    pub name: String,
    /// What is in it.
    #[serde(deserialize_with = "scalar")]
    pub value: String,
}

/// The button of a search.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SearchButton {
    /// The words.
    pub text: Content,
}

impl Search {
    /// A search that is sent here with GET, under this name.
    pub fn new(action: &str, name: &str, label: impl Into<Content>, value: &str) -> Self {
        Self {
            action: action.into(),
            label: Label {
                classes: "govuk-label--m".into(),
                ..Label::new(label)
            },
            input: SearchInput {
                id: name.into(),
                name: name.into(),
                value: value.into(),
            },
            button: SearchButton {
                text: "Search".into(),
            },
            ..Self::default()
        }
    }

    /// One short sentence of help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(Hint::new(hint));
        self
    }

    fn field(&self) -> Input {
        let button = Button {
            text: self.button.text.clone(),
            ..Button::default()
        }
        .classes("moj-search__button");
        Input {
            name: self.input.name.clone(),
            id: self.input.id.clone(),
            value: self.input.value.clone(),
            classes: "moj-search__input".into(),
            label: Label {
                classes: words(&["moj-search__label", &self.label.classes]),
                ..self.label.clone()
            },
            hint: self.hint.as_ref().map(|hint| Hint {
                classes: words(&["moj-search__hint", &hint.classes]),
                ..hint.clone()
            }),
            r#type: "search".into(),
            input_wrapper: Wrapper {
                classes: "moj-search__input-wrapper".into(),
            },
            after: button.into(),
            ..Input::default()
        }
    }
}

/// "Before you continue": the only thing on the page, without fields; its heading is the `h1`.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/interruption-card.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct InterruptionCard {
    /// The page's heading.
    pub heading: String,
    /// What to think of before going on.
    #[serde(skip)]
    pub body: Content,
    /// The way on.
    pub primary_action: LinkItem,
    /// The way out.
    pub secondary_action: Option<LinkItem>,
}

impl InterruptionCard {
    /// A card with a way on and a way out.
    pub fn new(heading: &str, body: impl Into<Content>, on: LinkItem, out: LinkItem) -> Self {
        Self {
            heading: heading.into(),
            body: body.into(),
            primary_action: on,
            secondary_action: Some(out),
        }
    }

    fn go_on(&self) -> Button {
        let href = self.primary_action.href.clone();
        Button {
            href,
            ..Button::send(&self.primary_action.text)
        }
        .classes("govuk-button--inverse")
    }
}

/// How many things are new, in navigation only.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/notification-badge.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NotificationBadge {
    /// How many; nothing is written for none.
    #[serde(rename = "text")]
    pub count: u32,
    /// What is new: "unread messages".
    pub visually_hidden_text: String,
    /// More classes.
    pub classes: String,
}

/// A date that staff pick: a text field, to which a script adds a calendar.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/date-picker.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DatePicker {
    /// The name that is sent.
    pub name: String,
    /// Its id; the name unless said.
    pub id: String,
    /// The words beside it.
    pub label: Label,
    /// Help.
    pub hint: Option<Hint>,
    /// What is wrong with it.
    pub error_message: Option<ErrorMessage>,
    /// What is in it: `17/5/2027`.
    pub value: String,
    /// The first day that can be picked: `17/5/2027`.
    pub min_date: String,
    /// The last day that can be picked.
    pub max_date: String,
    /// Days that cannot be picked, with a space between.
    pub excluded_dates: String,
    /// Days of the week that cannot be picked: `saturday sunday`.
    pub excluded_days: String,
    /// More classes.
    pub classes: String,
    /// The box around it all.
    pub form_group: FormGroup,
}

impl DatePicker {
    /// A date under this name with this label.
    pub fn new(name: &str, label: impl Into<Content>) -> Self {
        Self {
            name: name.into(),
            label: Label::new(label),
            ..Self::default()
        }
        .hint("For example, 17/5/2027")
    }

    /// Only Monday to Friday.
    #[must_use]
    pub fn weekdays(mut self) -> Self {
        self.excluded_days = "saturday sunday".into();
        self
    }

    field_basics!();

    /// What was typed into it, and what is wrong with that.
    #[must_use]
    pub fn of(mut self, form: &FormState) -> Self {
        self.value = form.value(&self.name).into();
        self.error_message = form.error_of(&self.name);
        self
    }

    options! {
        /// What is in it: `17/5/2027`.
        value: String,
        /// The first day that can be picked.
        min_date: String,
        /// The last day that can be picked.
        max_date: String,
    }

    fn field(&self) -> Input {
        Input {
            name: self.name.clone(),
            id: self.field_id().into(),
            label: self.label.clone(),
            hint: self.hint.clone(),
            error_message: self.error_message.clone(),
            value: self.value.clone(),
            classes: words(&["moj-js-datepicker-input", &self.classes]),
            autocomplete: "off".into(),
            form_group: self.form_group.clone(),
            ..Input::default()
        }
    }
}

/// What the council and the customer wrote to each other.
///
/// Unlike the package's, it says to who cannot see it that it is a conversation, and reads what is
/// added to it.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "components/messages.html")]
pub struct Messages {
    /// What it is called: "Conversation".
    pub label: String,
    /// The messages, the oldest first.
    pub items: Vec<Message>,
}

/// One message.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Whether the reader wrote it.
    pub is_own: bool,
    /// What it says.
    pub text: Content,
    /// Who wrote it.
    pub sender: String,
    /// When.
    pub when: When,
}

component!(
    Alert,
    Badge,
    Timeline,
    SubNavigation,
    SideNavigation,
    PageHeaderActions,
    ButtonMenu,
    IdentityBar,
    TicketPanel,
    Filter,
    InterruptionCard,
    NotificationBadge,
    Search,
    DatePicker,
    Messages,
);
