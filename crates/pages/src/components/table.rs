//! Tables and the way through their pages.

use std::borrow::Borrow;

use askama::Template;
use serde::Deserialize;

use super::{component, options};
use crate::markup::{Content, scalar};

/// A table; it always has a caption.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/table.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// More classes of the caption: `govuk-table__caption--m`.
    pub caption_classes: String,
    /// The id of the caption, for the region that scrolls a wide table.
    #[serde(skip)]
    pub caption_id: String,
    /// What the ids begin with when rows can be selected.
    #[serde(skip)]
    pub select_prefix: String,
    /// What each column is called, where on a phone each row is a block and each cell a line under it.
    #[serde(skip)]
    pub stacks: Vec<String>,
    /// The heads of the columns.
    pub head: Vec<HeadCell>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the first cell of a row is its head.
    pub first_cell_is_header: bool,
    /// More classes.
    pub classes: String,
}

#[derive(Template)]
#[template(path = "components/tick.html")]
struct Tick<'a> {
    name: &'a str,
    value: &'a str,
    label: &'a str,
    is_selected: bool,
}

/// The head of a column.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct HeadCell {
    /// The words.
    pub text: Content,
    /// `numeric` for numbers.
    pub format: String,
    /// More classes.
    pub classes: String,
    /// Over how many columns it stands.
    pub colspan: Option<u16>,
    /// Over how many rows it stands.
    pub rowspan: Option<u16>,
    /// How the rows are sorted by it: `ascending`, `descending`, `none`; empty when they cannot be.
    #[serde(skip)]
    pub sort: String,
    /// Where the same list is, sorted by it.
    #[serde(skip)]
    pub href: String,
}

/// A cell.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Cell {
    /// What is in it.
    pub text: Content,
    /// `numeric` for numbers.
    pub format: String,
    /// More classes.
    pub classes: String,
    /// Over how many columns it goes.
    pub colspan: Option<u16>,
    /// Over how many rows it goes.
    pub rowspan: Option<u16>,
}

impl Table {
    /// A table under this caption.
    pub fn new(caption: &str) -> Self {
        let caption_classes = "govuk-table__caption--m".into();
        Self {
            caption: caption.into(),
            caption_classes,
            ..Self::default()
        }
    }

    /// A first column of boxes to tick ([`Cell::select`]); with scripts, "Select all" above them.
    ///
    /// The script finds its place by this prefix and fails without a word when it does not.
    #[must_use]
    pub fn selectable(mut self, prefix: &str) -> Self {
        self.select_prefix = prefix.into();
        self
    }

    /// On a phone each row is a block, and each cell stands under the name of its column: for tables of texts, of which nobody
    /// reads one and the next without seeing both.
    #[must_use]
    pub fn stacked(mut self, columns: &[String]) -> Self {
        self.stacks = columns.to_vec();
        self
    }

    /// What a table that stacks is still, whatever its style makes of it.
    fn role(&self, role: &'static str) -> &'static str {
        if self.stacks.is_empty() { "" } else { role }
    }

    /// The name of a column of a table that stacks.
    fn label(&self, column: impl Borrow<usize>) -> &str {
        self.stacks.get(*column.borrow()).map_or("", String::as_str)
    }

    /// One more column.
    #[must_use]
    pub fn column(mut self, text: impl Into<Content>) -> Self {
        self.head.push(HeadCell {
            text: text.into(),
            ..HeadCell::default()
        });
        self
    }

    /// One more column, of numbers.
    #[must_use]
    pub fn number_column(mut self, text: impl Into<Content>) -> Self {
        self.head.push(HeadCell {
            text: text.into(),
            format: "numeric".into(),
            ..HeadCell::default()
        });
        self
    }

    /// One more column that the list can be sorted by: a link, and the state for who cannot see it.
    #[must_use]
    pub fn sort_column(mut self, text: impl Into<Content>, sort: &str, href: &str) -> Self {
        let (sort, href) = (sort.into(), href.into());
        self.head.push(HeadCell {
            text: text.into(),
            sort,
            href,
            ..HeadCell::default()
        });
        self
    }

    /// One more row.
    #[must_use]
    pub fn row<I>(mut self, cells: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Cell>,
    {
        self.rows.push(cells.into_iter().map(Into::into).collect());
        self
    }

    options! {
        /// Whether the first cell of a row is its head.
        first_cell_is_header: bool,
        /// More classes.
        classes: String,
        /// More classes of the caption.
        caption_classes: String,
        /// The id of the caption.
        caption_id: String,
    }
}

impl<T: Into<Content>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Cell {
    /// A cell.
    pub fn new(text: impl Into<Content>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A box to tick for this row, in a table that is [`Table::selectable`].
    pub fn select(name: &str, value: &str, label: &str, is_selected: bool) -> Self {
        let tick = Tick {
            name,
            value,
            label,
            is_selected,
        };
        Self::new(crate::markup::Markup::trusted(tick.to_string()))
    }

    /// A number, to the right.
    pub fn number(number: impl Into<u64>) -> Self {
        Self {
            text: crate::format::thousands(number.into()).into(),
            format: "numeric".into(),
            ..Self::default()
        }
    }
}

/// The way through a list that goes over several pages.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/pagination.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Pagination {
    /// The page before.
    pub previous: Option<PageLink>,
    /// The page after.
    pub next: Option<PageLink>,
    /// The pages by number.
    pub items: Vec<PageNumber>,
    /// "Pagination" unless said.
    pub landmark_label: String,
    /// More classes.
    pub classes: String,
}

/// The page before or after.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageLink {
    /// Where it is.
    pub href: String,
    /// "Previous page" or "Next page" unless said.
    pub text: Content,
    /// What is on it.
    pub label_text: Content,
}

/// A page by its number.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageNumber {
    /// The number.
    #[serde(deserialize_with = "scalar")]
    pub number: String,
    /// Where it is.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether it stands for pages left out.
    pub ellipsis: bool,
    /// What is read instead of the number.
    pub visually_hidden_text: Option<String>,
}

impl Pagination {
    /// Before and after, for lists that are paged by key: the number of pages is not known.
    pub fn previous_next(previous: Option<&str>, next: Option<&str>) -> Self {
        let link = |href: &str| PageLink {
            href: href.into(),
            ..PageLink::default()
        };
        Self {
            previous: previous.map(link),
            next: next.map(link),
            ..Self::default()
        }
    }

    fn is_block(&self) -> bool {
        self.items.is_empty() && (self.previous.is_some() || self.next.is_some())
    }

    fn label(&self) -> &str {
        if self.landmark_label.is_empty() {
            "Pagination"
        } else {
            &self.landmark_label
        }
    }
}

impl PageNumber {
    fn label(&self) -> String {
        self.visually_hidden_text
            .clone()
            .unwrap_or_else(|| format!("Page {}", self.number))
    }
}

component!(Table, Pagination);
