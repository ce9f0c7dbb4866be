//! Who works for the demo council. None of them exists.

use redress_casework::Casework;
use redress_casework::user::NewUser;
use redress_domain::conduct::{decides_as, holds_post};
use redress_domain::id::{ActorId, CouncilId, PostId, TeamId, UserId, WardId};
use redress_domain::permission::{self, Act, Actor};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Role;
use redress_web::password;

use crate::demo::fit::team_for;
use crate::open::setup;
use crate::trouble::Trouble;

/// Everybody's password in the demo, which protects nothing.
pub(crate) const PASSWORD: &str = "westshire demo";

/// Name, local part of the e-mail address, roles and teams.
type Person = (
    &'static str,
    &'static str,
    &'static [Role],
    &'static [&'static str],
);

const PEOPLE: &[Person] = &[
    (
        "Priya Nair",
        "priya.nair",
        &[Role::Adviser],
        &["customer-services"],
    ),
    (
        "Tom Ashworth",
        "tom.ashworth",
        &[Role::Adviser],
        &["customer-services"],
    ),
    (
        "Grace Okafor",
        "grace.okafor",
        &[Role::Adviser],
        &["customer-services"],
    ),
    (
        "Rosie Bell",
        "rosie.bell",
        &[Role::Officer],
        &["customer-services", "governance"],
    ),
    ("Dan Whitlock", "dan.whitlock", &[Role::Officer], &["waste-crews"]),
    ("Aisha Rahman", "aisha.rahman", &[Role::Officer], &["waste-crews"]),
    (
        "Megan Price",
        "megan.price",
        &[Role::Officer],
        &["streets-and-parks"],
    ),
    (
        "Lewis Carter",
        "lewis.carter",
        &[Role::Officer],
        &["streets-and-parks"],
    ),
    ("Funmi Adeyemi", "funmi.adeyemi", &[Role::Officer], &["housing"]),
    ("Jack Turnbull", "jack.turnbull", &[Role::Officer], &["housing"]),
    ("Helen Marsh", "helen.marsh", &[Role::Officer], &["revenues"]),
    (
        "Owen Griffiths",
        "owen.griffiths",
        &[Role::Officer],
        &["planning"],
    ),
    (
        "Sunita Patel",
        "sunita.patel",
        &[Role::Officer],
        &["public-protection"],
    ),
    (
        "Colin Baxter",
        "colin.baxter",
        &[Role::ServiceManager],
        &["waste-crews", "streets-and-parks"],
    ),
    (
        "Yvonne Clarke",
        "yvonne.clarke",
        &[Role::ServiceManager],
        &["housing"],
    ),
    (
        "Martin Hale",
        "martin.hale",
        &[Role::ServiceManager],
        &["revenues", "customer-services"],
    ),
    (
        "Elspeth Moore",
        "elspeth.moore",
        &[Role::ServiceManager],
        &["planning", "public-protection"],
    ),
    (
        "Nadia Hussain",
        "nadia.hussain",
        &[Role::ComplaintsManager],
        &["customer-services"],
    ),
    (
        "Alan Firth",
        "alan.firth",
        &[Role::ComplaintsManager],
        &["customer-services"],
    ),
    (
        "Ruth Alderson",
        "ruth.alderson",
        &[Role::Reviewer],
        &["governance"],
    ),
    (
        "Joanna Reeve",
        "joanna.reeve",
        &[Role::Executive, Role::AuthorisingOfficer],
        &[],
    ),
    (
        "Helena Marsh",
        "helena.marsh",
        &[Role::Executive, Role::AuthorisingOfficer],
        &[],
    ),
    (
        "Victor Sands",
        "victor.sands",
        &[Role::Executive, Role::AuthorisingOfficer],
        &[],
    ),
    (
        "Edith Crane",
        "edith.crane",
        // Orders interim measures about contact, and decides on what is longer.
        &[Role::Executive, Role::AuthorisingOfficer, Role::Reviewer],
        &[],
    ),
    (
        "Gwen Attwood",
        "gwen.attwood",
        // Hears appeals about contact arrangements: no other of the demo holds all of these.
        &[Role::Reviewer, Role::AuthorisingOfficer, Role::Auditor],
        &["governance"],
    ),
    ("Simon Fry", "simon.fry", &[Role::Auditor], &[]),
    ("Kay Bennett", "kay.bennett", &[Role::Administrator], &[]),
    ("Councillor Mary Hobbs", "mary.hobbs", &[Role::Councillor], &[]),
    ("Councillor Dev Sharma", "dev.sharma", &[Role::Councillor], &[]),
    ("Bill Tandy", "bill.tandy", &[Role::Staff], &["streets-and-parks"]),
];

/// Somebody who works for the demo council, as an actor.
#[derive(Debug, Clone)]
pub(crate) struct Colleague {
    /// Their name.
    pub(crate) name: &'static str,
    /// In the record.
    pub(crate) id: UserId,
    /// What they may do.
    pub(crate) actor: Actor,
    /// As what the stories know them, whatever else they hold under a policy.
    roles: &'static [Role],
    teams: Vec<TeamId>,
}

/// Everybody who works for the demo council.
#[derive(Debug, Clone)]
pub(crate) struct Staff {
    people: Vec<Colleague>,
}

impl Staff {
    /// Adds everybody to the record.
    pub(crate) async fn hire(casework: &Casework, policy: &Policy) -> Result<Self, Trouble> {
        let council = &policy.council.id;
        let hash = password::hash(PASSWORD, password::Cost::Slight);
        let mut people = Vec::with_capacity(PEOPLE.len());
        let under = roles_under(policy).into_iter();
        for ((at, (name, email, roles, _)), held) in PEOPLE.iter().enumerate().zip(under) {
            let teams = teams_of(policy, at);
            let new = NewUser {
                email: format!("{email}@{council}.example.org"),
                name: (*name).to_owned(),
                roles: held,
                teams: teams.clone(),
                services: Vec::new(),
                wards: wards_of(name)
                    .iter()
                    .filter_map(|ward| WardId::parse(*ward).ok())
                    .collect(),
                password_hash: hash.clone(),
                because: None,
            };
            let id = casework.create_user(council, &setup(), new).await?;
            people.push(Colleague {
                name,
                id: id.clone(),
                actor: actor_of(casework, council, &id).await?,
                roles,
                teams,
            });
        }
        if let Some(hash) = hash {
            account_of_partner(casework, policy, hash).await?;
        }
        Ok(Self { people })
    }

    /// Everybody, as the record knows them.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = &Actor> {
        self.people.iter().map(|colleague| &colleague.actor)
    }

    /// The people who hold `role` and, where one is named, work in the team, in turn.
    pub(crate) fn with(&self, role: Role, team: Option<&str>) -> Vec<&Colleague> {
        let fits = |person: &&Colleague| {
            person.roles.contains(&role)
                && team.is_none_or(|team| person.teams.iter().any(|known| known.as_str() == team))
        };
        self.people.iter().filter(fits).collect()
    }
}

/// Somebody who answers for the first partner of the policy, if it has one.
async fn account_of_partner(casework: &Casework, policy: &Policy, hash: String) -> Result<(), Trouble> {
    let Some(partner) = policy.partners.first() else {
        return Ok(());
    };
    let council = &policy.council.id;
    let email = format!("mo.farrow@{}.example.org", partner.id);
    let who = (&partner.id, email.as_str(), "Mo Farrow");
    let because = "They get many requests.";
    let link = casework.invite_partner(council, &setup(), who, because).await?;
    casework.choose_password(council, &link.token, hash).await?;
    Ok(())
}

/// The fewest who decide as a panel.
const PANEL: usize = 3;

/// The roles of each person of the list under a policy: their own and, of its posts that decide about contact, order an interim
/// measure or hear appeals, what somebody senior lacks for one that too few hold.
fn roles_under(policy: &Policy) -> Vec<Vec<Role>> {
    let mut held: Vec<Vec<Role>> = PEOPLE.iter().map(|(_, _, roles, _)| roles.to_vec()).collect();
    let Some(conduct) = &policy.conduct else {
        return held;
    };
    let least = |is_panel| if is_panel { PANEL } else { 1 };
    // Who hears appeals decides nothing: that post comes first.
    let posts = [
        (&conduct.appeal_to, 1),
        (&conduct.decided_by, least(conduct.is_decided_by_panel)),
        (&conduct.reviewed_by, least(conduct.is_reviewed_by_panel)),
        (&conduct.longer_by, 1),
        (&conduct.interim_by, 1),
    ];
    for (post, least) in posts {
        let hold = held.iter().filter(|roles| fills(policy, roles, post)).count();
        for _ in hold..least {
            let found = nearest(policy, &held, post).or_else(|| lowered(policy, &held, post));
            let Some((at, roles)) = found else {
                break;
            };
            if let Some(person) = held.get_mut(at) {
                *person = roles;
            }
        }
    }
    held
}

/// Whether somebody with these roles can act in a post about contact: whoever hears appeals decides nothing (domain 5.10).
fn fills(policy: &Policy, roles: &[Role], post: &PostId) -> bool {
    let somebody = Actor {
        id: ActorId::Job("demo"),
        roles: roles.to_vec(),
        services: Vec::new(),
    };
    let appeals = policy.conduct.as_ref().map(|conduct| &conduct.appeal_to);
    let hears = appeals.is_some_and(|appeals| appeals != post && holds_post(policy, &somebody, appeals));
    decides_as(policy, &somebody, post) && !hears
}

/// Who of those who decide about contact lacks least for a post, and the roles that they hold with it.
fn nearest(policy: &Policy, held: &[Vec<Role>], post: &PostId) -> Option<(usize, Vec<Role>)> {
    let wanted = &policy.post(post)?.roles;
    let decides = |role: &Role| permission::allows(policy, *role, Act::DecideRestriction);
    let with_it = held.iter().enumerate().filter_map(|(at, own)| {
        let lacks: Vec<Role> = wanted
            .iter()
            .copied()
            .filter(|role| !own.contains(role))
            .collect();
        let roles: Vec<Role> = own.iter().chain(&lacks).copied().collect();
        let may = own.iter().any(decides) && !lacks.is_empty() && fills(policy, &roles, post);
        may.then_some((lacks.len(), (at, roles)))
    });
    with_it.min_by_key(|(lacks, _)| *lacks).map(|(_, who)| who)
}

/// The first who holds a post and another above it, as nobody but that post: where one person decides alone, whoever stands above is
/// somebody else (paper 003, 4.5.4).
fn lowered(policy: &Policy, held: &[Vec<Role>], post: &PostId) -> Option<(usize, Vec<Role>)> {
    let wanted = &policy.post(post)?.roles;
    let holds = |own: &Vec<Role>| wanted.iter().all(|role| own.contains(role));
    let at = held.iter().position(holds)?;
    fills(policy, wanted, post).then(|| (at, wanted.clone()))
}

/// The teams of the person at a place of the list, under a policy: their own or what stands in for them,
/// and those of the policy's teams that have nobody else of that role, shared out in turn.
fn teams_of(policy: &Policy, at: usize) -> Vec<TeamId> {
    let own = |at: usize| -> Vec<String> {
        let teams = PEOPLE.get(at).map_or(&[][..], |(_, _, _, teams)| *teams);
        teams.iter().filter_map(|team| team_for(policy, team)).collect()
    };
    let mut teams = own(at);
    for role in [Role::Officer, Role::ServiceManager] {
        let holders: Vec<usize> = (0..PEOPLE.len())
            .filter(|at| {
                PEOPLE
                    .get(*at)
                    .is_some_and(|(_, _, roles, _)| roles.contains(&role))
            })
            .collect();
        let has_somebody = |team: &str| holders.iter().any(|at| own(*at).iter().any(|own| own == team));
        let without = policy.teams.iter().filter(|team| !has_somebody(team.id.as_str()));
        for (turn, team) in without.enumerate() {
            let turn = turn.checked_rem(holders.len()).unwrap_or(0);
            if holders.get(turn) == Some(&at) {
                teams.push(team.id.to_string());
            }
        }
    }
    teams.sort();
    teams.dedup();
    teams
        .into_iter()
        .filter_map(|team| TeamId::parse(team).ok())
        .collect()
}

/// The wards that a councillor of the demo is elected for.
fn wards_of(name: &str) -> &'static [&'static str] {
    match name {
        "Councillor Mary Hobbs" => &["mill-hill"],
        "Councillor Dev Sharma" => &["castle", "northfield"],
        _ => &[],
    }
}

async fn actor_of(casework: &Casework, council: &CouncilId, id: &UserId) -> Result<Actor, Trouble> {
    let user = casework.user(council, id).await?;
    Ok(user.map_or_else(
        || Actor {
            id: ActorId::User(id.clone()),
            roles: Vec::new(),
            services: Vec::new(),
        },
        |user| user.actor(),
    ))
}

#[cfg(test)]
mod tests {
    //! Whom the demo has under each policy that is shipped.

    use super::*;

    // Domain 5.7 and 5.10: somebody decides, somebody else hears the appeal.
    #[test]
    fn under_each_shipped_policy_the_posts_about_contact_have_people_and_nobody_has_both() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
        let mut read = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|end| end != "toml") {
                continue;
            }
            let policy = Policy::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let held = roles_under(&policy);
            let conduct = policy.conduct.as_ref().unwrap();
            let hold = |post| held.iter().filter(|roles| fills(&policy, roles, post)).count();
            let deciders = if conduct.is_decided_by_panel { PANEL } else { 1 };
            assert!(hold(&conduct.decided_by) >= deciders, "{}", path.display());
            for post in [
                &conduct.reviewed_by,
                &conduct.longer_by,
                &conduct.interim_by,
                &conduct.appeal_to,
            ] {
                assert!(hold(post) > 0, "{post} in {}", path.display());
            }
            read += 1;
        }
        assert!(read > 4, "{read} policies");
    }

    #[test]
    fn under_the_policy_of_the_demo_everybody_holds_what_stands_beside_their_name() {
        let policy = Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap();
        let own: Vec<Vec<Role>> = PEOPLE.iter().map(|(_, _, roles, _)| roles.to_vec()).collect();
        assert_eq!(roles_under(&policy), own);
    }
}
