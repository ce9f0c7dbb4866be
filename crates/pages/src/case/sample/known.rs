//! What the pages of the made-up case ask of it.

use redress_domain::case::Relation;
use redress_domain::id::{
    ActorId, CaseId, CouncilId, PersonId, ProcedureId, ReasonCode, ServiceId, TeamId, UserId,
};
use redress_domain::language::WelshLetters;
use redress_domain::permission::Act;
use redress_domain::policy::ReturnToStage1;
use redress_domain::reference::Reference;
use redress_domain::words::WordsRef;

use super::super::{Agreement, Known, Person};
use super::{JO, Story, id};

impl Known for Story {
    fn actor(&self, actor: &ActorId) -> String {
        match actor {
            ActorId::User(user) => self.user(user),
            ActorId::Customer(_)
            | ActorId::Anonymous
            | ActorId::Job(_)
            | ActorId::Import(_)
            | ActorId::Program(_)
            | ActorId::Partner(_) => "Asha Patel".to_owned(),
        }
    }

    fn welsh(&self) -> WelshLetters {
        WelshLetters::None
    }

    fn councils(&self) -> Vec<(CouncilId, String)> {
        let council = CouncilId::parse("eastshire");
        council
            .into_iter()
            .map(|id| (id, "Eastshire Council".to_owned()))
            .collect()
    }

    fn return_to_stage_1(&self) -> Option<ReturnToStage1> {
        let procedure = &self.case.as_ref()?.procedure;
        self.policy.procedures.get(procedure)?.return_to_stage_1
    }

    fn reader(&self) -> Option<UserId> {
        None
    }

    fn user(&self, user: &UserId) -> String {
        let is_jo = user.as_str() == id(JO);
        (if is_jo { "Jo Martin" } else { "Sam Green" }).to_owned()
    }

    fn text(&self, words: &WordsRef) -> String {
        self.texts.get(&words.id).cloned().unwrap_or_default()
    }

    fn service(&self, _: &ServiceId) -> String {
        "Bins and recycling".to_owned()
    }

    fn team(&self, _: &TeamId) -> String {
        "Waste and recycling".to_owned()
    }

    fn procedure(&self, _: &ProcedureId) -> String {
        "Complaint".to_owned()
    }

    fn reason(&self, _: &ReasonCode) -> String {
        "Known for more than 12 months".to_owned()
    }

    fn customer(&self) -> Option<Person> {
        Some(Person {
            name: "Asha Patel".to_owned(),
            called: Some("Dr Patel".to_owned()),
            email: Some("asha.patel@example.org".to_owned()),
            phone: Some("01632 960001".to_owned()),
            address: Some("3 Mill Lane\nWestbridge".to_owned()),
            postcode: Some("WS1 2AB".to_owned()),
            elsewhere: vec![crate::case::Elsewhere {
                address: "9 New Street\nWestbridge\nWS1 9ZZ".to_owned(),
                from: Some(jiff::civil::date(2026, 12, 1)),
                until: None,
            }],
        })
    }

    fn representative(&self) -> Option<Person> {
        None
    }

    fn correspondent(&self) -> Option<Person> {
        self.customer()
    }

    fn is_representative(&self, _: &ActorId) -> bool {
        false
    }

    fn person(&self, _: &PersonId) -> Option<Person> {
        self.customer()
    }

    fn adjustments(&self) -> Vec<Agreement> {
        self.agreements.clone()
    }

    fn reference_of(&self, _: &CaseId) -> Option<String> {
        Some(Reference::new("WS", 987_654_321).to_string())
    }

    fn causes(&self) -> Vec<(String, String, i64)> {
        vec![("/staff/causes/1".into(), "Missed round, Mill Lane".into(), 12)]
    }

    fn links(&self) -> Vec<(Relation, String)> {
        vec![(
            Relation::ComplaintAbout,
            Reference::new("WS", 987_654_321).to_string(),
        )]
    }

    fn letter(&self, words: &WordsRef) -> Option<String> {
        let text = self.text(words);
        text.starts_with("Dear ").then(|| self.shown().at("letters/1"))
    }

    fn may(&self, _: Act) -> bool {
        true
    }

    fn is_reader(&self, actor: &ActorId) -> bool {
        *actor == self.reader
    }
}
