//! The pages of conduct files (S17, S18) and of the person whose file it is (P15).

use std::collections::BTreeMap;

use jiff::civil::Date;
use redress_domain::conduct::{ConductFile, Entry};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::{ActorId, CaseId, ServiceId};
use redress_domain::permission::Act;
use redress_domain::policy::Conduct;
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;

use crate::case::letter::Block;

mod binds;
mod by_code;
pub mod comments;
pub mod decide;
pub mod fairness;
pub mod file;
pub mod forms;
pub mod keep;
pub mod letters;
pub mod own;
pub mod question;
pub mod readings;
pub mod register;
pub mod say;
pub mod signal;
mod story;
pub mod tend;
pub mod weigh;

/// What a page of a file cannot know of itself.
pub trait Known {
    /// A text.
    fn text(&self, words: &WordsRef) -> String;
    /// A letter or a report, as it is laid out.
    fn letter(&self, words: &WordsRef) -> Vec<Block>;
    /// The reference of a case that the file names.
    fn reference(&self, case: &CaseId) -> String;
    /// The name of a service.
    fn service(&self, service: &ServiceId) -> String;
    /// What to call whoever acted.
    fn actor(&self, actor: &ActorId) -> String;
    /// Whether the reader may do this.
    fn may(&self, act: Act) -> bool;
}

/// A conduct file on its way into a page.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Where its pages are: `/staff/arrangements/…`.
    pub path: &'a str,
    /// The version that the reader sees.
    pub version: i64,
    /// How it stands.
    pub file: &'a ConductFile,
    /// What happened, in order.
    pub entries: &'a [Entry],
    /// What the person is called.
    pub name: &'a str,
    /// The council's rules.
    pub conduct: &'a Conduct,
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
    /// The name of the post that decides.
    pub decides: String,
    /// Whether a panel decides.
    pub by_panel: bool,
    /// Those who may decide, as value and name.
    pub deciders: Vec<(String, String)>,
    /// The person's open cases, and those that the file names, as value and text.
    pub cases: Vec<(String, String)>,
    /// What was said in contacts that nobody has read, by contact.
    pub said: BTreeMap<String, Said>,
    /// What the program adds to the letter that is written now, as far as it is known.
    pub added: Vec<Block>,
    /// The last day for comments on a report that leaves today by post, where one is shared.
    pub comments_until: Option<Date>,
    /// Who is left to decide, and to hear an appeal, where the page is about that.
    pub left: Option<question::Left>,
    /// What was agreed with the person and holds today, each with its words.
    pub agreed: Vec<(AdjustmentKind, Option<String>)>,
    /// Those of them to which a letter keeps only if somebody sees to it.
    pub left_to_a_person: Vec<AdjustmentKind>,
    /// The procedures of requests under a statute, as value and name.
    pub statutory: Vec<(String, String)>,
    /// The other files of this person, as value and text.
    pub others: Vec<(String, String)>,
    /// How a letter that is written now goes.
    pub going: letters::Going,
}

/// What was said in a contact that waits to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The reference of the case that it is on.
    pub reference: Option<String>,
    /// Whether it opened that case.
    pub opened: bool,
    /// When it was taken down.
    pub when: String,
    /// How it came.
    pub channel: Channel,
    /// What was said.
    pub words: Option<String>,
}

/// The references of the cases that terms are about, after one another.
pub(crate) fn references(known: &dyn Known, cases: &[CaseId]) -> String {
    let references: Vec<String> = cases.iter().map(|case| known.reference(case)).collect();
    references.join(", ")
}

/// Samples of the lists; the forms are looked at with real files.
pub(crate) fn samples() -> Vec<crate::layout::Sample> {
    let all = [
        register::samples(),
        signal::samples(),
        fairness::samples(),
        readings::samples(),
        keep::samples(),
    ];
    all.into_iter().flatten().collect()
}
