//! The parts that pages are made of: GOV.UK's and the Ministry of Justice's components, in Rust.
//!
//! Each is a struct of options under the names that the packages' own templates use. What a
//! component writes is held to the packages' fixtures (`tests/it/conformance.rs`). Left out on
//! purpose: raw HTML and free attributes (nothing here needs them, and both are doors for
//! mistakes), and conditional reveal (it fails WCAG 4.1.2; ask on the next page instead).

mod button;
mod choices;
mod date_input;
mod display;
mod form_parts;
mod lists;
mod moj;
mod navigation;
mod notices;
mod own;
mod select;
mod table;
pub(crate) mod text_fields;

pub use button::{Button, LocateButton, PrintButton, button_group};
pub use choices::{Behaviour, Checkboxes, Choice, ChoiceLabel, Radios};
pub use date_input::{DateInput, DatePart};
pub use display::{Details, InsetText, Panel, PhaseBanner, Tag, WarningText};
pub use form_parts::{ErrorItem, ErrorMessage, ErrorSummary, Fieldset, FormGroup, Hint, Label, Legend};
pub use lists::{
    Action, Actions, CardTitle, SummaryCard, SummaryList, SummaryPart, SummaryRow, Task, TaskList, TaskStatus,
};
pub use moj::{
    Alert, Badge, ButtonMenu, Byline, DatePicker, Filter, FilterCategory, FilterTag, Heading, IdentityBar,
    InterruptionCard, MenuItem, Message, Messages, NavigationPart, NotificationBadge, PageHeaderActions,
    Search, SearchButton, SearchInput, SelectedFilters, SideNavigation, SideSection, SubNavigation,
    TicketItem, TicketPanel, Timeline, TimelineItem, Variant, When,
};
pub use navigation::{
    BackLink, Breadcrumbs, GenericHeader, LinkItem, NavigationItem, ServiceNavigation, SkipLink,
};
pub use notices::{BannerKind, NotificationBanner};
pub use own::{
    Figure, FlowChart, FlowStep, Progress, ProgressState, ProgressStep, ScrollTable, Svg, flow_chart,
};
pub use select::{Select, SelectOption};
pub use table::{Cell, HeadCell, PageLink, PageNumber, Pagination, Table};
pub use text_fields::{CharacterCount, FileUpload, Input, PasswordInput, Textarea};

/// Makes a template embeddable: it escapes itself, so a page writes `{{ part }}` and no filter.
macro_rules! component {
    ($($name:ident),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $name {}
        impl From<$name> for $crate::markup::Markup {
            fn from(part: $name) -> Self {
                $crate::markup::Markup::trusted(part.to_string())
            }
        }
        impl From<$name> for $crate::markup::Content {
            fn from(part: $name) -> Self {
                $crate::markup::Markup::from(part).into()
            }
        }
    )+};
}

/// Writes one chained setter per option.
macro_rules! options {
    ($($(#[$doc:meta])* $name:ident: $type:ty),+ $(,)?) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(mut self, $name: impl Into<$type>) -> Self {
            self.$name = $name.into();
            self
        }
    )+};
}

pub(crate) use {component, options};
