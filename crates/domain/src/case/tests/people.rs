//! The people who act in the tests, all made up.

use super::council::service;
use crate::id::{ActorId, PartnerId, PersonId, UserId};
use crate::permission::Actor;
use crate::vocabulary::Role;

/// An identifier of ours, the same for the same number.
pub(crate) fn uuid(number: u64) -> String {
    format!("01932c07-a12b-7f3e-8c58-{number:012x}")
}

pub(crate) fn user(number: u64) -> UserId {
    UserId::parse(uuid(number)).unwrap()
}

pub(crate) fn person(number: u64) -> PersonId {
    PersonId::parse(uuid(number)).unwrap()
}

fn works_for(number: u64, roles: &[Role], services: &[&str]) -> Actor {
    let services = services.iter().map(|name| service(name)).collect();
    Actor {
        id: ActorId::User(user(number)),
        roles: roles.to_vec(),
        services,
    }
}

/// Asha, an officer of the waste service.
pub(crate) fn asha() -> Actor {
    works_for(1, &[Role::Staff, Role::Officer], &["waste"])
}

/// Bryn, another officer of the waste service.
pub(crate) fn bryn() -> Actor {
    works_for(2, &[Role::Staff, Role::Officer], &["waste"])
}

/// Dilys, an officer of the roads service, who has no business with waste.
pub(crate) fn dilys() -> Actor {
    works_for(3, &[Role::Staff, Role::Officer], &["roads"])
}

/// The manager of the waste service.
pub(crate) fn manager() -> Actor {
    works_for(4, &[Role::Staff, Role::ServiceManager], &["waste"])
}

/// Ffion, another manager of the waste service, who came later.
pub(crate) fn ffion() -> Actor {
    works_for(12, &[Role::Staff, Role::ServiceManager], &["waste"])
}

/// An adviser of Customer Services.
pub(crate) fn adviser() -> Actor {
    works_for(5, &[Role::Staff, Role::Adviser], &[])
}

/// The complaints manager.
pub(crate) fn complaints_manager() -> Actor {
    works_for(6, &[Role::Staff, Role::ComplaintsManager], &[])
}

/// A member of staff who handles no cases: a planner, say.
pub(crate) fn planner() -> Actor {
    works_for(7, &[Role::Staff], &[])
}

/// A member of the council.
pub(crate) fn councillor() -> Actor {
    works_for(8, &[Role::Councillor], &[])
}

/// The administrator of the program.
pub(crate) fn administrator() -> Actor {
    works_for(9, &[Role::Staff, Role::Administrator], &[])
}

/// Rhian, who reviews complaints at stage 2.
pub(crate) fn rhian() -> Actor {
    works_for(10, &[Role::Staff, Role::Reviewer], &[])
}

/// Emrys, another reviewer.
pub(crate) fn emrys() -> Actor {
    works_for(11, &[Role::Staff, Role::Reviewer], &[])
}

/// The customer whose matter it is.
pub(crate) fn customer() -> Actor {
    Actor::customer(Some(person(100)))
}

/// Another customer.
pub(crate) fn neighbour() -> Actor {
    Actor::customer(Some(person(101)))
}

/// The job that moves clocks.
pub(crate) fn job() -> Actor {
    Actor::program(ActorId::Job("move-clocks"))
}

/// Everybody, for those tests that try them all.
pub(crate) fn everybody() -> Vec<Actor> {
    vec![
        asha(),
        bryn(),
        dilys(),
        manager(),
        adviser(),
        complaints_manager(),
        planner(),
        councillor(),
        administrator(),
        rhian(),
        emrys(),
        customer(),
        neighbour(),
        Actor::customer(None),
        job(),
    ]
}

/// Somebody of Severn Water, who opened a question that was put to it.
pub(crate) fn severn_water() -> Actor {
    Actor::partner(PartnerId::parse("severn-water").unwrap())
}
