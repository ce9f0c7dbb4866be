//! What it would save if some contacts had come another way: said plainly, from the council's own costs.

use crate::components::{Button, Input, InsetText, Select};
use crate::form::FormState;
use crate::markup::{Content, Markup};
use crate::staff::parts::{heading, hidden, paragraph};

/// The question and its answer.
#[derive(Debug, Clone)]
pub struct Shift {
    /// What the other forms of the page chose, and the address keeps.
    pub kept: Vec<(String, String)>,
    /// What is asked: how many, and from and to which channel.
    pub form: FormState,
    /// The channels that have a cost, by value and words.
    pub channels: Vec<(String, String)>,
    /// The answer in a sentence; empty where there is none.
    pub says: String,
    /// Whose figures they are.
    pub sources: Vec<String>,
}

/// The fields, in their order.
pub const SHIFT: [&str; 3] = ["shift", "came_by", "instead"];

impl Shift {
    /// The part of the page.
    pub fn markup(&self) -> Markup {
        if self.channels.len() < 2 {
            return Markup::join([
                heading("If contact came another way"),
                paragraph(
                    "The policy gives no cost for two channels, so nothing can be said. Costs are the council's own: \
                     an administrator adds them to the policy file, with who worked them out.",
                ),
            ]);
        }
        let choose = |name: &str, label: &str| {
            Select::new(name, label)
                .options(self.channels.iter().cloned())
                .of(&self.form)
        };
        let kept = self.kept.iter().map(|(name, value)| hidden(name, value));
        let fields = [
            Content::from(Markup::join(kept)),
            Input::new("shift", "How many contacts")
                .classes("govuk-input--width-5")
                .of(&self.form)
                .into(),
            choose("came_by", "That came by").into(),
            choose("instead", "Had come by").into(),
            Button::secondary("Work it out").into(),
        ];
        let form = Markup::trusted(format!(
            "<form method=\"get\" action=\"/staff/reports\" novalidate>{}</form>",
            Markup::join(fields)
        ));
        let mut parts = vec![heading("If contact came another way"), form];
        if !self.says.is_empty() {
            parts.push(InsetText::new(self.says.as_str()).into());
        }
        parts.push(paragraph(
            "It says what contact costs, and not what it is worth: whoever needs to talk to somebody goes on doing so.",
        ));
        let sources = self.sources.iter().map(|source| paragraph(source.as_str()));
        parts.extend(sources);
        Markup::join(parts)
    }
}
