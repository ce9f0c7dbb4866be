//! In which languages a council writes to whom.

use crate::customer::adjustment::AdjustmentKind;
use crate::language::{Language, WelshLetters};
use crate::policy::Policy;

/// In which languages a council writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Languages {
    /// Whose letters are in Welsh beside English.
    pub welsh: WelshLetters,
    /// What the council is called in Welsh, where it writes Welsh.
    pub name: Option<String>,
}

impl Policy {
    /// What the council is called in a language.
    pub fn council_in(&self, language: Language) -> &str {
        let own = &self.council.name;
        match language {
            Language::English => own,
            Language::Welsh => self.languages.name.as_ref().unwrap_or(own),
        }
    }
}

impl Languages {
    /// Whether letters keep to this only if somebody sees to it: Welsh, where the council has no words in it.
    pub fn leave_to_a_person(&self, kind: AdjustmentKind) -> bool {
        let writes_it = kind == AdjustmentKind::Welsh && self.welsh != WelshLetters::None;
        kind.needs_a_person() && !writes_it
    }

    /// Whether letters to somebody with whom these were agreed are in Welsh beside English.
    ///
    /// Welsh Language Standards (No. 1) Regulations 2015, standards 2 and 5: whoever wishes for it; where a council is bound
    /// to it, whoever has not said.
    pub fn are_both(&self, mut agreed: impl Iterator<Item = AdjustmentKind>) -> bool {
        match self.welsh {
            WelshLetters::None => false,
            WelshLetters::OnRequest => agreed.any(|kind| kind == AdjustmentKind::Welsh),
            WelshLetters::Always => true,
        }
    }
}
