//! Summary lists and task lists.

use askama::Template;
use serde::Deserialize;

use super::{Tag, component, options};
use crate::markup::Content;

/// Facts by name, with a way to change each.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/summary-list.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SummaryList {
    /// The facts.
    pub rows: Vec<SummaryRow>,
    /// More classes.
    pub classes: String,
    /// The card around them.
    pub card: Option<SummaryCard>,
}

/// A card around a summary list: for things that repeat.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SummaryCard {
    /// Its heading.
    pub title: Option<CardTitle>,
    /// What can be done with it.
    pub actions: Actions,
    /// More classes.
    pub classes: String,
}

/// The heading of a card.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CardTitle {
    /// The words.
    pub text: Content,
    /// 2 unless said.
    pub heading_level: Option<u8>,
    /// More classes.
    pub classes: String,
}

/// One fact.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SummaryRow {
    /// Its name.
    pub key: SummaryPart,
    /// What it is.
    pub value: SummaryPart,
    /// What can be done with it.
    pub actions: Option<Actions>,
    /// More classes.
    pub classes: String,
}

/// The name or the value of a fact.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SummaryPart {
    /// The words.
    pub text: Content,
    /// More classes.
    pub classes: String,
}

/// What can be done.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Actions {
    /// The links.
    pub items: Vec<Action>,
    /// More classes.
    pub classes: String,
}

/// A link that does something with a fact.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Action {
    /// Where it goes.
    pub href: String,
    /// "Change".
    pub text: Content,
    /// What it changes, for who hears the link alone: "name".
    pub visually_hidden_text: String,
    /// More classes.
    pub classes: String,
}

impl SummaryList {
    /// A list without facts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more fact.
    #[must_use]
    pub fn row(mut self, key: impl Into<Content>, value: impl Into<Content>) -> Self {
        self.rows.push(SummaryRow::new(key, value));
        self
    }

    /// One more fact with a link to change it; "Not provided" when there is none.
    #[must_use]
    pub fn row_to_change(mut self, key: &str, value: impl Into<Content>, href: &str) -> Self {
        let value = value.into();
        let value = if value.is_empty() {
            "Not provided".into()
        } else {
            value
        };
        self.rows
            .push(SummaryRow::new(key, value).action("Change", &key.to_lowercase(), href));
        self
    }

    /// More facts.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = SummaryRow>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// A card with this heading around the facts.
    #[must_use]
    pub fn in_card(mut self, title: impl Into<Content>) -> Self {
        let title = Some(CardTitle {
            text: title.into(),
            ..CardTitle::default()
        });
        self.card = Some(SummaryCard {
            title,
            ..SummaryCard::default()
        });
        self
    }

    options! {
        /// More classes: `govuk-summary-list--no-border`.
        classes: String,
    }

    fn any_row_has_actions(&self) -> bool {
        self.rows.iter().any(|row| {
            row.actions
                .as_ref()
                .is_some_and(|actions| !actions.items.is_empty())
        })
    }

    fn card_title(&self) -> String {
        let title = self.card.as_ref().and_then(|card| card.title.as_ref());
        title
            .map(|title| format!(" ({})", title.text))
            .unwrap_or_default()
    }
}

impl SummaryRow {
    /// A fact.
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        let part = |text| SummaryPart {
            text,
            classes: String::new(),
        };
        Self {
            key: part(key.into()),
            value: part(value.into()),
            ..Self::default()
        }
    }

    /// One more link.
    #[must_use]
    pub fn action(mut self, text: &str, hidden: &str, href: &str) -> Self {
        self.actions.get_or_insert_default().items.push(Action {
            href: href.into(),
            text: text.into(),
            visually_hidden_text: hidden.into(),
            classes: String::new(),
        });
        self
    }
}

impl Action {
    fn hidden(&self, card_title: &str) -> crate::markup::Markup {
        let own = crate::sp(&self.visually_hidden_text);
        crate::markup::Markup::trusted(format!("{}{card_title}", crate::markup::Markup::text(&own)))
    }
}

/// Things to do, each with its state.
#[derive(Debug, Clone, Default, Template, Deserialize)]
#[template(path = "components/task-list.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TaskList {
    /// The tasks.
    pub items: Vec<Task>,
    /// What the ids begin with; `task-list` unless said.
    pub id_prefix: String,
    /// More classes.
    pub classes: String,
}

/// One thing to do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Task {
    /// What it is.
    pub title: SummaryPart,
    /// Help with it.
    pub hint: Option<SummaryPart>,
    /// Where it is done; nowhere while it cannot be begun.
    pub href: String,
    /// How far it is.
    pub status: TaskStatus,
    /// More classes.
    pub classes: String,
}

/// How far a task is: words when it is done, a tag while it is not.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TaskStatus {
    /// The tag.
    pub tag: Option<Tag>,
    /// The words.
    pub text: Content,
    /// More classes.
    pub classes: String,
}

impl TaskList {
    /// A list whose ids begin so.
    pub fn new(id_prefix: &str) -> Self {
        Self {
            id_prefix: id_prefix.into(),
            ..Self::default()
        }
    }

    /// One more task.
    #[must_use]
    pub fn item(mut self, task: Task) -> Self {
        self.items.push(task);
        self
    }

    fn prefix(&self) -> &str {
        if self.id_prefix.is_empty() {
            "task-list"
        } else {
            &self.id_prefix
        }
    }
}

impl Task {
    /// A task that is done.
    pub fn done(title: impl Into<Content>, href: &str) -> Self {
        let status = TaskStatus {
            text: "Completed".into(),
            ..TaskStatus::default()
        };
        Self {
            status,
            ..Self::new(title, href)
        }
    }

    /// A task that is not done, under a tag.
    pub fn open(title: impl Into<Content>, href: &str, tag: Tag) -> Self {
        let status = TaskStatus {
            tag: Some(tag),
            ..TaskStatus::default()
        };
        Self {
            status,
            ..Self::new(title, href)
        }
    }

    fn new(title: impl Into<Content>, href: &str) -> Self {
        let title = SummaryPart {
            text: title.into(),
            classes: String::new(),
        };
        Self {
            title,
            href: href.into(),
            ..Self::default()
        }
    }

    /// Help with it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Content>) -> Self {
        self.hint = Some(SummaryPart {
            text: hint.into(),
            classes: String::new(),
        });
        self
    }
}

component!(SummaryList, TaskList);
