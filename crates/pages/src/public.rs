//! What customers see: the doors, the questions of each journey, what was sent, and how it is going.

use jiff::civil::Date;
use redress_domain::policy::{ContactDetails, FileRules, Limit, Policy, Unit};

use crate::form::FormState;
use crate::layout::{Sample, Shell};

pub mod adoption;
pub mod answers;
pub mod arrangements;
pub mod code;
pub mod faults;
pub mod files;
pub mod find;
pub mod flow_charts;
pub mod home;
pub mod partner;
pub mod performance;
pub mod questions;
pub mod returning;
pub mod sending;
pub mod standards;
pub mod status;
pub mod unsent;

/// Every public page in each of its states.
pub fn samples() -> Vec<Sample> {
    use crate::layout::Page as _;
    [
        home::Home::samples(),
        home::Start::samples(),
        questions::samples(),
        files::samples(),
        returning::samples(),
        sending::CheckAnswers::samples(),
        sending::Sent::samples(),
        sending::Copy::samples(),
        find::samples(),
        find::CannotShow::samples(),
        status::Status::samples(),
        status::Letter::samples(),
        status::samples_of_forms(),
        code::samples(),
        partner::samples(),
        flow_charts::FlowCharts::samples(),
        standards::Standards::samples(),
        performance::Performance::samples(),
        arrangements::Arrangements::samples(),
        faults::Fault::samples(),
        faults::Conflict::samples(),
        faults::Refused::samples(),
        unsent::Unsent::samples(),
    ]
    .concat()
}

/// What the questions need to know of the council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The council's name.
    pub council: String,
    /// What its references begin with.
    pub prefix: String,
    /// The services, as the public knows them.
    pub services: Vec<ServiceChoice>,
    /// How to reach the council.
    pub contact: ContactDetails,
    /// How old a matter may be before the form asks why it comes now.
    pub accept_within: Option<Limit>,
    /// What may be sent along.
    pub files: FileRules,
    /// Today, in London.
    pub today: Date,
}

/// A service that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceChoice {
    /// Its name in the record.
    pub id: String,
    /// Its name in the public's words.
    pub name: String,
    /// What it covers.
    pub about: Option<String>,
}

impl Facts {
    /// What a policy says.
    pub fn of(policy: &Policy, today: Date) -> Self {
        let services = policy.services_on(today).map(|service| ServiceChoice {
            id: service.id.as_str().to_owned(),
            name: service.name.clone(),
            about: service.about.clone(),
        });
        Self {
            council: policy.council.name.clone(),
            prefix: policy.council.prefix.clone(),
            services: services.collect(),
            contact: policy.council.contact.clone(),
            accept_within: policy
                .corporate_complaints()
                .and_then(|procedure| procedure.accept_within),
            files: policy.files.clone(),
            today,
        }
    }

    /// A made-up council's, for samples.
    pub(crate) fn sample() -> Self {
        let service = |id: &str, name: &str, about: Option<&str>| ServiceChoice {
            id: id.into(),
            name: name.into(),
            about: about.map(str::to_owned),
        };
        Self {
            council: "Westshire Council".into(),
            prefix: "WS".into(),
            services: vec![
                service("waste", "Bins and recycling", Some("Missed bins, new bins")),
                service("council-tax", "Council Tax", None),
            ],
            contact: crate::information::sample_contact(),
            accept_within: Some(Limit {
                count: 12,
                unit: Unit::Months,
            }),
            files: redress_domain::policy::defaults::files(),
            today: jiff::civil::date(2026, 11, 2),
        }
    }

    /// What a reference looks like: "WS-4K7P-29QX".
    pub fn example(&self) -> String {
        format!("{}-4K7P-29QX", self.prefix)
    }

    /// The name of a service; `None` for what is none.
    pub fn service(&self, id: &str) -> Option<&str> {
        let known = self.services.iter().find(|service| service.id == id)?;
        Some(&known.name)
    }
}

/// A question on its way to a page: the frame, what was typed, and what the council is.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// The frame.
    pub shell: Shell,
    /// What was answered so far, with what is wrong.
    pub form: &'a FormState,
    /// What the council is.
    pub facts: &'a Facts,
}
