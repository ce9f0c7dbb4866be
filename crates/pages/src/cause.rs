//! The pages of common causes: many cases that are about one thing, and the one reply to them.

use redress_domain::cause::{Cause, Entry};
use redress_domain::id::{ActorId, ServiceId};
use redress_domain::permission::Act;
use redress_domain::vocabulary::Kind;
use redress_domain::words::WordsRef;

pub mod forms;
pub mod list;
pub mod page;
pub mod say;

/// What a page of a common cause cannot know of itself.
pub trait Known {
    /// A text.
    fn text(&self, words: &WordsRef) -> String;
    /// What to call whoever acted.
    fn actor(&self, actor: &ActorId) -> String;
    /// What a service is called.
    fn service(&self, service: &ServiceId) -> String;
    /// Whether the reader may do this to the cases of its service.
    fn may(&self, act: Act) -> bool;
    /// Whether the reader wrote in the reply.
    fn wrote_the_reply(&self) -> bool;
}

/// A case that is or was in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownMember {
    /// Its reference.
    pub reference: String,
    /// What it is about.
    pub summary: String,
    /// Whose it is.
    pub customer: String,
    /// What it is.
    pub kind: Kind,
    /// How it stands: the colour of its tag, and the words.
    pub standing: (&'static str, &'static str),
    /// Why, where a person answers it or it differs.
    pub why: &'static str,
    /// Whether it can be taken out.
    pub is_in: bool,
}

/// A common cause on its way into a page.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Where its pages are: `/staff/causes/…`.
    pub path: &'a str,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands.
    pub cause: &'a Cause,
    /// What happened, in order.
    pub entries: &'a [Entry],
    /// A page of its cases, as far as the reader may open them.
    pub members: &'a [ShownMember],
    /// Where the next page of them is.
    pub next: Option<&'a str>,
    /// Everything else.
    pub known: &'a dyn Known,
}

impl Shown<'_> {
    /// What it is called.
    pub fn name(&self) -> String {
        let name = self.cause.name.as_ref();
        name.map_or_else(String::new, |name| self.known.text(name))
    }
}

/// What the forms offer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The services, as value and name.
    pub services: Vec<(String, String)>,
    /// Cases that may have the same cause, as value and words.
    pub offered: Vec<(String, String)>,
    /// Points of complaints that are open, as value and words.
    pub points: Vec<(String, String)>,
    /// What in the reply looks like somebody's name or a way to them: the words, and what they look like.
    pub names: Vec<(String, String)>,
}

/// Samples of the pages that need no real common cause.
pub(crate) fn samples() -> Vec<crate::layout::Sample> {
    list::samples().into_iter().chain(forms::samples()).collect()
}
