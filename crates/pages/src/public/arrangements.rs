//! What happens when contact becomes a problem: the policy in plain words, before anybody needs it.

use askama::Template;
use redress_domain::policy::{ConductCategory, ContactOption};

use crate::layout::{Page, Sample, Shell};
use crate::markup::Markup;

/// The behaviour policy, as the page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrangementFacts {
    /// What the council calls it: "contact arrangement".
    pub name: String,
    /// What it can be about.
    pub categories: Vec<ConductCategory>,
    /// What can be arranged.
    pub options: Vec<ContactOption>,
    /// Who decides.
    pub decided_by: String,
    /// How long the customer has to comment: "10 working days".
    pub comments_within: String,
    /// How soon the decision is written.
    pub notice_within: String,
    /// The longest it can last, in months.
    pub longest_months: u16,
    /// Who orders an interim safety measure.
    pub interim_by: String,
    /// The longest that one lasts.
    pub interim_longest: String,
    /// How long there is to appeal.
    pub appeal_within: String,
    /// Who hears the appeal.
    pub appeal_to: String,
}

/// `/contact-arrangements`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/arrangements.html")]
pub struct Arrangements {
    shell: Shell,
    facts: Option<ArrangementFacts>,
}

impl Arrangements {
    /// The page; without facts the council has no such policy.
    pub fn new(shell: Shell, facts: Option<ArrangementFacts>) -> Self {
        Self { shell, facts }
    }

    fn categories(facts: &ArrangementFacts) -> Markup {
        Markup::bullets(
            facts
                .categories
                .iter()
                .map(|category| category_in_words(*category)),
        )
    }

    fn options(facts: &ArrangementFacts) -> Markup {
        Markup::bullets(facts.options.iter().map(|option| option_in_words(*option)))
    }
}

const fn category_in_words(category: ConductCategory) -> &'static str {
    match category {
        ConductCategory::PersistenceWithoutNewGrounds => {
            "making the same complaint again after our final answer, with nothing new"
        }
        ConductCategory::ExcessiveContact => "contacting us more often than anyone could answer",
        ConductCategory::RefusingToCoOperate => {
            "not telling us what is wrong, so that we cannot look into it"
        }
        ConductCategory::ChangingTheBasis => "changing what the complaint is while we look into it",
        ConductCategory::ScattergunApproach => "asking many people the same thing at once",
        ConductCategory::TargetingStaff => "making groundless complaints about the people who deal with it",
        ConductCategory::Abuse => "abuse",
        ConductCategory::Threats => "threats",
        ConductCategory::DiscriminatoryLanguage => "racist, sexist, homophobic or other hateful language",
        ConductCategory::FalseDocuments => "sending documents that are false",
        ConductCategory::CovertRecording => "recording people without telling them",
        ConductCategory::SocialMediaCampaign => "a campaign against people on social media",
    }
}

/// What is arranged, as the public reads it: a sentence without its end.
pub const fn option_in_words(option: ContactOption) -> &'static str {
    match option {
        ContactOption::NamedContact => "one named person answers you",
        ContactOption::OneChannel => "we use one way to stay in touch, such as letters",
        ContactOption::SetTimes => "calls or visits are at set times",
        ContactOption::CallLength => "calls have a set length",
        ContactOption::NoAcknowledgementOfRepeats => "we do not acknowledge what we have answered before",
        ContactOption::FileWithoutReply => "we read and keep what says nothing new, without a reply",
        ContactOption::Premises => "you visit our buildings by appointment",
        ContactOption::BehaviourAgreement => "you and we sign an agreement about how we treat each other",
    }
}

impl Page for Arrangements {
    fn title(&self) -> String {
        "When contact becomes a problem".into()
    }

    fn samples() -> Vec<Sample> {
        let facts = ArrangementFacts {
            name: "contact arrangement".into(),
            categories: ConductCategory::ALL.to_vec(),
            options: ContactOption::ALL.to_vec(),
            decided_by: "Executive Team".into(),
            comments_within: "10 working days".into(),
            notice_within: "5 working days".into(),
            longest_months: 6,
            interim_by: "Chief Executive".into(),
            interim_longest: "10 working days".into(),
            appeal_within: "20 working days".into(),
            appeal_to: "Chief Executive".into(),
        };
        let shell = || Shell::sample().at("/contact-arrangements");
        vec![
            Sample::of("contact arrangements", &Self::new(shell(), Some(facts))),
            Sample::of("contact arrangements, none", &Self::new(shell(), None)),
        ]
    }
}
