//! The reference that somebody quotes who gets in touch: a contact belongs to the case that it is about (domain 2), and what was
//! quoted is never dropped unsaid (paper 002: a reference "that can be quoted in any later contact").

use redress_casework::act::NewCase;
use redress_casework::lists::CaseLine;
use redress_domain::case::{Direction, LinkTo, Relation};
use redress_domain::permission::{Act, Scope, may_read, may_with};
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Kind, SupportNeed};
use redress_pages::avoidable::AVOIDABLE;
use redress_pages::form::FormState;
use redress_pages::staff::log::{CALLER, OF_ITS_OWN};
use redress_pages::words;

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::session::SignedIn;
use crate::staff::typed;

/// The case that was quoted, for whoever may open it and add to it.
pub(super) async fn case(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &FormState),
) -> Result<Option<CaseLine>, PageError> {
    let Some(reference) = typed::reference(form.value("reference")) else {
        return Ok(None);
    };
    let (policy, actor) = (here.policy()?, &signed_in.actor);
    let line = app
        .casework
        .find_case_by_reference(here.id(), actor, &reference)
        .await?;
    Ok(line.filter(|line| {
        let scope = Scope {
            service: line.case.service.clone(),
            owner: line.case.owner.clone(),
            logged_by: line.case.logged_by.clone(),
            customer: line.case.customer.clone(),
            about: Vec::new(),
        };
        may_read(policy, actor, &scope) && may_with(policy, actor, Act::RecordContact, &scope)
    }))
}

/// The case as the page offers it: its reference, what it is about, and where a contact is added to it.
pub(super) fn offered(line: CaseLine) -> (String, String, String) {
    let about = line.summary.unwrap_or_default();
    let reference = line.case.reference;
    let place = format!("/staff/cases/{reference}/contact");
    (reference, about, place)
}

/// A reference that was quoted, of a contact that becomes a case of its own.
pub(super) struct Quoted {
    reference: Reference,
    case: Option<CaseLine>,
}

/// What was quoted; says in the form what is wrong with it, and that somebody has to say whether it is about that case.
pub(super) async fn read(
    app: &App,
    here: &Here,
    (signed_in, form): (&SignedIn, &mut FormState),
) -> Result<Option<Quoted>, PageError> {
    let Some(said) = form.filled("reference").map(str::to_owned) else {
        return Ok(None);
    };
    let Some(reference) = typed::reference(&said) else {
        let none =
            "Enter a reference, like WS-4K7P-29QX. Write any other number under “What is the problem?”";
        let wrong = typed::no_reference(&said, none);
        form.error("reference", wrong);
        return Ok(None);
    };
    let case = case(app, here, (signed_in, &*form)).await?;
    if case.is_some() && !form.ticked(OF_ITS_OWN, "yes") {
        form.error(
            OF_ITS_OWN,
            format!("Select “Add to this case”, or tick that it is not a contact about {reference}"),
        );
    }
    Ok(Some(Quoted { reference, case }))
}

impl Quoted {
    /// What is said to whoever logged the contact, where the case was not there for them.
    pub(super) fn unlinked(&self) -> Option<String> {
        self.case.is_none().then(|| {
            format!(
                "We did not find {}, so nothing is linked. It is kept with what they told us",
                self.reference
            )
        })
    }

    /// Has the new case say what was quoted, and belong with it.
    pub(super) fn put_into(self, app: &App, new: &mut NewCase) {
        let fresh = app.casework.fresh();
        new.contact.also = fresh.some_words(&format!("Reference given: {}", self.reference));
        // Complaint Handling Code 1.2: a complaint about how a request was dealt with is told from the request.
        let is_about =
            |line: &CaseLine| new.contact.kind == Kind::Complaint && line.case.kind != Kind::Complaint;
        new.link = self.case.map(|line| LinkTo {
            from: fresh.case(),
            relation: if is_about(&line) {
                Relation::ComplaintAbout
            } else {
                Relation::RelatedTo
            },
            case: line.case.case_id,
        });
    }
}

/// What somebody typed while they logged a contact, as a contact of the case that was quoted: how it came, when, and what was said.
pub(crate) fn as_contact(typed: &FormState) -> FormState {
    let needs = typed.values("support").into_iter();
    let needs: Vec<_> = needs.filter_map(SupportNeed::parse).map(words::support).collect();
    let said = |what: &str, text: Option<&str>| text.map(|text| format!("{what}: {text}"));
    let ticked = |field: &str, text: &str| typed.has(field, "yes").then(|| text.to_owned());
    let parts = [
        typed.filled("what_happened").map(str::to_owned),
        said("They would like", typed.filled("wanted")),
        ticked("unhappy", "They are unhappy with how we dealt with something."),
        ticked("urgent", "It is urgent: danger, safeguarding or a legal date."),
        said(
            "They need",
            (!needs.is_empty()).then(|| needs.join(", ")).as_deref(),
        ),
        said("More about what they need", typed.filled("support_words")),
    ];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    let caller = ["name", "email", "phone", "address", "postcode"].into_iter();
    let caller: Vec<&str> = caller.filter_map(|field| typed.filled(field)).collect();
    FormState::new()
        .with("direction", Direction::In.as_str())
        .with("channel", typed.value("channel"))
        .with("on", typed.value("received_on"))
        .with(AVOIDABLE, typed.value(AVOIDABLE))
        .with("words", words.join("\n\n"))
        .with(CALLER, caller.join(", "))
}
