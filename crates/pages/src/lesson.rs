//! The pages of lessons: for staff (S19), and what people are told (P10).

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::id::{ActorId, ServiceId};
use redress_domain::lesson::{Entry, Lesson, RootCause};
use redress_domain::permission::Act;
use redress_domain::words::WordsRef;

pub mod forms;
pub mod list;
pub mod page;
pub mod public;
pub mod say;

/// What a page of a lesson cannot know of itself.
pub trait Known {
    /// A text.
    fn text(&self, words: &WordsRef) -> String;
    /// What to call whoever acted.
    fn actor(&self, actor: &ActorId) -> String;
    /// What a service is called.
    fn service(&self, service: &ServiceId) -> String;
    /// Whether the reader may do this.
    fn may(&self, act: Act) -> bool;
    /// Whether the reader has the action.
    fn has_the_action(&self) -> bool;
    /// Whether the reader wrote the texts that wait.
    fn wrote_the_texts(&self) -> bool;
}

/// A case that shows a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCase {
    /// Its reference.
    pub reference: String,
    /// What it is about.
    pub summary: String,
    /// Whether its customer asked to hear what changes, and was told.
    pub hears: Option<bool>,
}

/// Something in a text that looks like a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownName {
    /// What stands there.
    pub what: String,
    /// What it looks like.
    pub looks_like: &'static str,
}

/// A lesson on its way into a page.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Where its pages are: `/staff/lessons/…`.
    pub path: &'a str,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands.
    pub lesson: &'a Lesson,
    /// What happened, in order.
    pub entries: &'a [Entry],
    /// The cases that the reader may open.
    pub cases: &'a [ShownCase],
    /// Lessons that are alike: where each is, and what was learned.
    pub alike: &'a [(String, String)],
    /// What looks like a name in the texts that wait.
    pub found: &'a [ShownName],
    /// What does in the sentence, where nobody said why it may stay.
    pub found_in_sentence: &'a [ShownName],
    /// Today.
    pub today: Date,
    /// Everything else.
    pub known: &'a dyn Known,
}

/// What the selects of the forms offer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The services, as value and name.
    pub services: Vec<(String, String)>,
    /// Who can see to an action, as value and name.
    pub owners: Vec<(String, String)>,
    /// The causes of the policy.
    pub causes: Vec<RootCause>,
    /// Lessons that are alike, as value and words.
    pub alike: Vec<(String, String)>,
    /// What stands in the texts of a lesson, for a preview.
    pub texts: BTreeMap<&'static str, String>,
    /// What the measure that was named came to before and since, as what and when, and figure.
    pub measured: Vec<(String, String)>,
}

/// Samples of the pages that need no real lesson.
pub(crate) fn samples() -> Vec<crate::layout::Sample> {
    list::samples().into_iter().chain(public::samples()).collect()
}
