//! A few open cases of the demo with more people on them: somebody who speaks for the customer, what was
//! agreed with one, a concern for another, and two cases of one matter.

use redress_casework::Casework;
use redress_casework::act::NewPerson;
use redress_casework::lists::CaseLine;
use redress_domain::case::{
    BetweenOrder, Command, ConcernKind, ConcernTold, Consent, LinkTo, NewConsent, NewInvolved, Part,
    PeopleOrder, Relation,
};
use redress_domain::customer::adjustment::{AdjustmentKind, NewAdjustment};
use redress_domain::id::CouncilId;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Kind;

use crate::trouble::Trouble;

/// Puts people on some of the open complaints, as the manager `actor` would.
pub(crate) async fn on_some_cases(
    casework: &Casework,
    (council, actor): (&CouncilId, &Actor),
) -> Result<(), Trouble> {
    let open = casework.open_cases(council, actor, None).await?;
    let mut lines = open.into_iter().filter(|line| {
        line.case.kind == Kind::Complaint && line.case.customer.is_some() && line.case.triaged
    });
    let scene = Scene {
        casework,
        council,
        actor,
    };
    if let Some(line) = lines.next() {
        scene.somebody_speaks(&line).await?;
    }
    for (kind, words) in [
        (AdjustmentKind::LargePrint, None),
        (
            AdjustmentKind::OtherLanguage,
            Some("Letters in Polish, and an interpreter on the phone"),
        ),
    ] {
        if let Some(line) = lines.next() {
            scene.agrees(&line, kind, words).await?;
        }
    }
    if let Some(line) = lines.next() {
        scene.concern(&line).await?;
    }
    if let (Some(one), Some(other)) = (lines.next(), lines.next()) {
        scene.linked_and_unlinked(&one, &other).await?;
    }
    Ok(())
}

struct Scene<'s> {
    casework: &'s Casework,
    council: &'s CouncilId,
    actor: &'s Actor,
}

impl Scene<'_> {
    async fn act(&self, line: &CaseLine, command: Command) -> Result<i64, Trouble> {
        let case = &line.case.case_id;
        Ok(self
            .casework
            .act_on_latest(self.council, self.actor, case, command)
            .await?)
    }

    async fn somebody_speaks(&self, line: &CaseLine) -> Result<(), Trouble> {
        let fresh = self.casework.fresh();
        let person = fresh.person();
        let new = NewInvolved {
            person: person.clone(),
            part: Part::Representative,
            consent: Some(Consent::Asked),
            basis: None,
            reason: Some(fresh.words("Her daughter, who lives with her.")),
            reply_by: None,
        };
        let details = NewPerson {
            name: "Maya Lindqvist".to_owned(),
            phone: Some("07700 900461".to_owned()),
            email: Some("maya.lindqvist@example.org".to_owned()),
            ..NewPerson::default()
        };
        let at = (&line.case.case_id, line.case.version);
        self.casework
            .add_person(self.council, self.actor, at, (new, Some(details)))
            .await?;
        let given = NewConsent {
            person,
            consent: Consent::Given,
            evidence: Some(fresh.words("The customer said so on the phone, with her daughter beside her.")),
            file: None,
        };
        self.act(line, Command::People(PeopleOrder::ChangeConsent(given)))
            .await?;
        Ok(())
    }

    async fn agrees(
        &self,
        line: &CaseLine,
        kind: AdjustmentKind,
        words: Option<&str>,
    ) -> Result<(), Trouble> {
        let Some(person) = &line.case.customer else {
            return Ok(());
        };
        let fresh = self.casework.fresh();
        let new = NewAdjustment {
            id: fresh.adjustment(),
            kind,
            words: words.map(|words| fresh.words(words)),
            from: self.casework.today(),
            review_on: None,
        };
        let of = (&line.case.case_id, person);
        self.casework
            .agree_adjustment(self.council, self.actor, of, &new)
            .await?;
        Ok(())
    }

    async fn concern(&self, line: &CaseLine) -> Result<(), Trouble> {
        let fresh = self.casework.fresh();
        let concern = fresh.concern();
        let raised = PeopleOrder::RaiseConcern {
            concern: concern.clone(),
            kind: ConcernKind::AdultAtRisk,
            words: fresh
                .words("He said that he has had no hot meal since his oven broke, and sounded confused."),
        };
        self.act(line, Command::People(raised)).await?;
        let told = PeopleOrder::TellOfConcern {
            concern,
            who: ConcernTold::AdultSocialCare,
            on: self.casework.today(),
            words: fresh.words("The duty officer took it, and visits this afternoon."),
        };
        self.act(line, Command::People(told)).await?;
        Ok(())
    }

    async fn linked_and_unlinked(&self, one: &CaseLine, other: &CaseLine) -> Result<(), Trouble> {
        let fresh = self.casework.fresh();
        let link = |relation| {
            Command::Link(LinkTo {
                from: one.case.case_id.clone(),
                case: other.case.case_id.clone(),
                relation,
            })
        };
        self.act(one, link(Relation::FollowsFrom)).await?;
        let unlink = BetweenOrder::Unlink {
            case: other.case.case_id.clone(),
            relation: Relation::FollowsFrom,
            reason: fresh.words("The first one is still open, so this is another matter of the same place."),
        };
        self.act(one, Command::Between(unlink)).await?;
        self.act(one, link(Relation::RelatedTo)).await?;
        Ok(())
    }
}
