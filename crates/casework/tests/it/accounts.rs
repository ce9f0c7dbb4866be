//! Who held which role on any day; and the second step, which two processes take once between them.

use jiff::civil::{Date, date};
use redress_casework::Casework;
use redress_casework::council::Councils;
use redress_casework::failure::Failure;
use redress_casework::held::{Holder, PAGE};
use redress_casework::second_step::{ProvedBy, Secret};
use redress_casework::session::Session;
use redress_casework::token::NewToken;
use redress_casework::user::{Described, NewUser};
use redress_domain::id::{ReasonCode, UserId};
use redress_domain::permission::Actor;
use redress_domain::settings::Refusal;
use redress_domain::settings::user::Access;
use redress_domain::vocabulary::Role;
use redress_store::verify::Fault;

use crate::on_both_engines;
use crate::world::{World, adviser, setup};

fn access(roles: &[Role]) -> Access {
    Access {
        roles: roles.to_vec(),
        teams: Vec::new(),
        services: Vec::new(),
        wards: Vec::new(),
        partner: None,
    }
}

fn described(name: &str, roles: &[Role], because: &str) -> Described {
    Described {
        email: format!("{}@westshire.example.org", name.to_lowercase()),
        name: name.to_owned(),
        access: access(roles),
        because: because.to_owned(),
    }
}

async fn created(world: &World, name: &str, roles: &[Role]) -> Actor {
    world.hires(name, roles, &[]).await
}

/// Everybody who held something on a day, page by page.
async fn held_on(world: &World, day: Date) -> Vec<Holder> {
    let auditor = Actor {
        roles: vec![Role::Auditor],
        ..adviser()
    };
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = world
            .casework
            .held_on(&world.council, &auditor, (day, after.as_ref()))
            .await
            .unwrap();
        all.extend(page.holders);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

/// What somebody held on a day: each role, since which day, from whom and why.
async fn of(world: &World, name: &str, day: Date) -> Vec<(Role, String, Option<String>, Option<String>)> {
    let all = held_on(world, day).await;
    let Some(holder) = all.into_iter().find(|holder| holder.name == name) else {
        return Vec::new();
    };
    let told = |(role, given): (Role, redress_casework::held::Given)| {
        let since = given.at.to_string()[..10].to_owned();
        (role, since, given.by_name, given.because)
    };
    holder.roles.into_iter().map(told).collect()
}

/// The version that somebody's form would be made from now.
async fn seen(world: &World, id: &UserId) -> i64 {
    world.casework.user_version(&world.council, id).await.unwrap()
}

async fn another_process(world: &World) -> Casework {
    let other = Casework::new(world.store().clone(), Councils::default(), world.outside.clone());
    other.load_councils().await.unwrap();
    other
}

fn user(actor: &Actor) -> UserId {
    actor.user().unwrap().clone()
}

async fn with_step(world: &World, actor: &Actor) -> (Secret, Vec<redress_domain::draft_code::DraftCode>) {
    let secret = world.casework.fresh_secret();
    let code = secret.code_at(world.casework.outside().now()).unwrap();
    let codes = world
        .casework
        .set_second_step(&world.council, actor, (&secret, &code))
        .await
        .unwrap();
    world.wait(jiff::SignedDuration::from_secs(90));
    (secret, codes.unwrap())
}

on_both_engines! {
    async fn the_record_says_who_held_which_role_on_any_day_from_whom_and_why(world: World) {
        let ada = created(&world, "Ada", &[Role::Administrator]).await;
        let added = world.casework.today();
        let after = |days: i64| added.checked_add(jiff::Span::new().days(days)).unwrap();
        world.wait_days(1);
        let invited = described("Cy", &[Role::Officer], "New in the team.");
        let cy = world.casework.invite_user(&world.council, &ada, invited).await.unwrap().user;
        world.wait_days(2);
        let changed = described("Cy", &[Role::Officer, Role::ServiceManager], "Leads it while Jo is away.");
        world.casework.change_user(&world.council, &ada, (&cy, seen(&world, &cy).await, changed)).await.unwrap();
        world.wait_days(2);
        let changed = described("Cy", &[Role::ServiceManager], "Leads it from now on.");
        world.casework.change_user(&world.council, &ada, (&cy, seen(&world, &cy).await, changed)).await.unwrap();
        world.wait_days(1);
        world.casework.end_user(&world.council, &ada, (&cy, after(7), "Leaves.")).await.unwrap();
        world.wait_days(3);
        let changed = described("Cy", &[Role::Auditor], "Comes back for a month.");
        world.casework.change_user(&world.council, &ada, (&cy, seen(&world, &cy).await, changed)).await.unwrap();

        let (ada, day) = (Some("Ada".to_owned()), |days| after(days).to_string());
        let given = |role, days, because: &str| (role, day(days), ada.clone(), Some(because.to_owned()));
        let new = "New in the team.";
        assert_eq!(of(&world, "Cy", after(0)).await, []);
        assert_eq!(
            of(&world, "Cy", after(2)).await,
            [given(Role::Staff, 1, new), given(Role::Officer, 1, new)]
        );
        let away = "Leads it while Jo is away.";
        assert_eq!(
            of(&world, "Cy", after(3)).await,
            [given(Role::Staff, 1, new), given(Role::Officer, 1, new), given(Role::ServiceManager, 3, away)]
        );
        // Taken away on the fifth day; the last day itself still counts, and the day after does not.
        let left = [given(Role::Staff, 1, new), given(Role::ServiceManager, 3, away)];
        assert_eq!(of(&world, "Cy", after(5)).await, left);
        assert_eq!(of(&world, "Cy", after(7)).await, left);
        assert_eq!(of(&world, "Cy", after(8)).await, []);
        let back = "Comes back for a month.";
        assert_eq!(
            of(&world, "Cy", after(9)).await,
            [given(Role::Staff, 9, back), given(Role::Auditor, 9, back)]
        );
        // The program gave Ada hers, and said nothing.
        assert_eq!(
            of(&world, "Ada", after(9)).await,
            [(Role::Staff, day(0), None, None), (Role::Administrator, day(0), None, None)]
        );
        let turns = world.casework.history_of_user(&world.council, &setup(), &cy).await.unwrap();
        let kinds: Vec<_> = turns.iter().map(|turn| (turn.kind, turn.lost.clone())).collect();
        assert_eq!(
            kinds,
            [
                ("user-changed", vec![Role::ServiceManager]),
                ("user-ended", vec![]),
                ("user-changed", vec![Role::Officer]),
                ("user-changed", vec![]),
                ("user-invited", vec![]),
            ]
        );
        assert_eq!(turns[1].ends_on, Some(after(7)));
    }

    async fn the_pages_together_have_everybody_once_and_only_some_may_read_them(world: World) {
        let added = world.casework.today();
        for number in 0..PAGE * 2 + 3 {
            // Names that several have: the identifier tells them apart.
            let new = NewUser {
                email: format!("person{number}@westshire.example.org"),
                name: format!("Person {}", number % 7),
                roles: vec![Role::Officer],
                teams: Vec::new(),
                services: Vec::new(),
                wards: Vec::new(),
                password_hash: None,
                because: None,
            };
            world.casework.create_user(&world.council, &setup(), new).await.unwrap();
        }
        let mut emails: Vec<String> = held_on(&world, added).await.into_iter().map(|one| one.email).collect();
        emails.retain(|email| email.starts_with("person"));
        let count = emails.len();
        emails.sort();
        emails.dedup();
        assert_eq!((count, emails.len()), (53, 53));
        let refused = world.casework.held_on(&world.council, &adviser(), (added, None)).await;
        assert!(matches!(refused, Err(Failure::NotPermitted)), "{refused:?}");
        let before = date(2020, 1, 1);
        assert_eq!(held_on(&world, before).await, []);
    }

    async fn of_two_processes_that_get_the_same_code_one_takes_it(world: World) {
        let jo = created(&world, "Jo", &[Role::Officer]).await;
        let (secret, codes) = with_step(&world, &jo).await;
        let other = another_process(&world).await;
        let app = secret.code_at(world.casework.outside().now()).unwrap();
        for typed in [app, codes[0].to_string()] {
            let (one, two) = tokio::join!(
                world.casework.prove_second_step(&world.council, &jo, &typed),
                other.prove_second_step(&world.council, &jo, &typed),
            );
            let taken = [one.unwrap(), two.unwrap()].into_iter().flatten().count();
            assert_eq!(taken, 1, "{typed}");
        }
        let left = other.prove_second_step(&world.council, &jo, &codes[1].to_string()).await.unwrap();
        assert_eq!(left, Some(ProvedBy::RecoveryCode(8)));
        // Nobody else's open it, and whoever has none gets the same answer as for a wrong one.
        let omar = created(&world, "Omar", &[Role::Officer]).await;
        let (_, of_omar) = with_step(&world, &omar).await;
        let none = created(&world, "Nina", &[Role::Officer]).await;
        for (who, typed) in [(&jo, &of_omar[0]), (&none, &of_omar[0]), (&none, &codes[2])] {
            let proved = world.casework.prove_second_step(&world.council, who, &typed.to_string()).await;
            assert_eq!(proved.unwrap(), None);
        }
    }

    async fn what_changes_how_or_as_what_somebody_signs_in_ends_their_sessions_in_every_process(world: World) {
        let ada = created(&world, "Ada", &[Role::Administrator]).await;
        let jo = created(&world, "Jo", &[Role::Officer]).await;
        let id = user(&jo);
        let other = another_process(&world).await;
        let session = |name: &str| Session {
            token_hash: name.to_owned(),
            user_id: Some(id.clone()),
            body: "{\"since\":0}".to_owned(),
            expires_at: world.casework.outside().now() + jiff::SignedDuration::from_hours(2),
        };
        let is_open = async |process: &Casework, name: &str| {
            process.session_with_user(&world.council, name).await.unwrap().is_some()
        };
        let (here, council) = (&world.casework, &world.council);
        for what in ["role", "set", "reset", "password", "ended"] {
            here.keep_session(council, &session(what)).await.unwrap();
            assert!(is_open(&other, what).await, "{what}");
            match what {
                "role" => {
                    let changed = described("Jo", &[Role::Officer, Role::Reviewer], "Reviews too.");
                    here.change_user(council, &ada, (&id, seen(&world, &id).await, changed)).await.unwrap();
                }
                "set" => {
                    with_step(&world, &jo).await;
                }
                "reset" => here.reset_second_step(council, &ada, (&id, "Lost.")).await.unwrap(),
                "password" => {
                    let link = here.make_password_link(council, &ada, (&id, "Forgot.")).await.unwrap();
                    here.choose_password(council, &link.token, "hash".to_owned()).await.unwrap();
                }
                _ => here.end_user_now(council, &ada, (&id, "Left.")).await.unwrap(),
            }
            assert!(!is_open(&other, what).await, "{what}");
            assert!(!is_open(here, what).await, "{what}");
        }
        let own = here.reset_second_step(council, &ada, (&user(&ada), "Mine.")).await;
        assert!(matches!(own, Err(Failure::Settings(Refusal::OwnSecondStep))), "{own:?}");
    }

    // Who granted which role, and when, can be asked for any day: of programs as of people.
    async fn a_program_stands_among_those_who_held_a_role_and_one_that_was_changed_is_named(world: World) {
        let ada = created(&world, "Ada", &[Role::Administrator]).await;
        let (before, auditor) = (world.casework.today(), Actor { roles: vec![Role::Auditor], ..adviser() });
        world.wait_days(3);
        let new = NewToken {
            name: ReasonCode::parse("website").unwrap(),
            roles: vec![Role::Adviser],
            services: Vec::new(),
            per_minute: 60,
            expires_at: None,
            because: Some("The forms of the website.".to_owned()),
        };
        world.casework.create_token(&world.council, &ada, new).await.unwrap();
        let made = world.casework.today();
        world.wait_days(3);
        world.casework.revoke_token(&world.council, &ada, ("website", Some("It is replaced."))).await.unwrap();
        let held = async |day| world.casework.held_on(&world.council, &auditor, (day, None)).await.unwrap().programs;
        assert_eq!(held(before).await, []);
        let found = held(made).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].name.as_str(), found[0].roles.as_slice()), ("website", [Role::Adviser, Role::Staff].as_slice()));
        assert_eq!(found[0].given.because.as_deref(), Some("The forms of the website."));
        assert_eq!(found[0].given.by_name.as_deref(), Some("Ada"));
        assert_eq!(held(world.casework.today()).await, [], "it was revoked that day");

        // What it may do stands in its stream: a role that was slipped in, another secret, and one that nobody made are found.
        world.assert_sound().await;
        for (change, what) in [
            ("roles = '[\"administrator\"]'", "list of roles"),
            ("token_hash = 'another'", "digest"),
            ("revoked_at = NULL", "revocation"),
        ] {
            let faults = tampered(&world, &format!("UPDATE api_token SET {change}")).await;
            let named = |fault: &Fault| matches!(fault, Fault::NotAsRecorded { what: found, .. } if *found == what);
            assert!(faults.iter().any(named), "{what}: {faults:?}");
        }
        let faults = tampered(&world, "UPDATE api_token SET name = 'other'").await;
        assert!(faults.contains(&Fault::NotRecorded("the token of other".to_owned())), "{faults:?}");
        assert!(faults.iter().any(|fault| matches!(fault, Fault::BesideMissing { what: "token", .. })), "{faults:?}");
    }
}

async fn tampered(world: &World, statement: &str) -> Vec<Fault> {
    world.tamper(statement).await;
    world.store().verify(&world.council, |_| {}).await.unwrap().faults
}
