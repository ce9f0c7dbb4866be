//! The emergency account: whoever runs the program makes it, every use is told and waits to be looked at.

use redress_casework::emergency::NewEmergency;
use redress_casework::failure::Failure;
use redress_casework::second_step::Secret;
use redress_casework::user::User;
use redress_domain::draft_code::DraftCode;
use redress_domain::permission::Actor;
use redress_domain::settings::Refusal;
use redress_domain::vocabulary::{NotificationKind, Role};

use crate::on_both_engines;
use crate::world::{World, setup};

const EMAIL: &str = "emergency@westshire.example.org";

fn new(world: &World, because: &str) -> NewEmergency {
    let secret = world.casework.fresh_secret();
    let code = secret.code_at(world.casework.outside().now()).unwrap();
    NewEmergency {
        email: EMAIL.to_owned(),
        name: "Emergency account".to_owned(),
        password_hash: "hash".to_owned(),
        secret,
        code,
        because: because.to_owned(),
    }
}

async fn made(world: &World) -> (User, Secret, Vec<DraftCode>) {
    let new = new(world, "The provider was away for a day.");
    let secret = new.secret.clone();
    let codes = world
        .casework
        .make_emergency_account(&world.council, &setup(), new)
        .await;
    let codes = codes.unwrap().unwrap();
    (account(world).await, secret, codes)
}

async fn account(world: &World) -> User {
    let found = world.casework.user_by_email(&world.council, EMAIL).await;
    found.unwrap().unwrap()
}

async fn administrator(world: &World, name: &str) -> Actor {
    world.hires(name, &[Role::Administrator], &[]).await
}

async fn told(world: &World, actor: &Actor) -> usize {
    let told = world
        .casework
        .new_notifications(&world.council, actor)
        .await
        .unwrap();
    let kind = NotificationKind::EmergencyUsed;
    told.iter().filter(|told| told.row.kind == kind).count()
}

on_both_engines! {
    async fn every_use_is_an_event_tells_every_administrator_and_waits_for_another_to_look(world: World) {
        let (ada, bea) = (administrator(&world, "Ada").await, administrator(&world, "Bea").await);
        let (account, ..) = made(&world).await;
        assert!(account.is_emergency);
        assert_eq!(account.roles, [Role::Staff, Role::Administrator]);
        let (casework, council) = (&world.casework, &world.council);
        assert_eq!(casework.emergency_alarms(council).await.unwrap(), []);
        for count in 1..=2 {
            casework.use_emergency_account(council, &account).await.unwrap();
            assert_eq!((told(&world, &ada).await, told(&world, &bea).await), (count, count));
        }
        assert_eq!(told(&world, &account.actor()).await, 0);
        // By e-mail to each of them until it was taken.
        let alarms = casework.emergency_alarms(council).await.unwrap();
        assert_eq!(alarms.len(), 2);
        let to: Vec<&str> = alarms[0].to.iter().map(|(_, email)| email.as_str()).collect();
        assert_eq!(to.len(), 2, "{to:?}");
        assert!(to.contains(&"ada@westshire.example.org") && to.contains(&"bea@westshire.example.org"));
        casework.alarm_was_mailed(council, &alarms[0]).await.unwrap();
        assert_eq!(casework.emergency_alarms(council).await.unwrap(), alarms[1..]);
        // Looked at by somebody else, with what they found.
        let id = &account.id;
        let own = casework.review_emergency_use(council, &account.actor(), (id, "All well.")).await;
        assert!(matches!(own, Err(Failure::Settings(Refusal::OwnEmergencyUse))), "{own:?}");
        casework.review_emergency_use(council, &bea, (id, "Ada let Jo in.")).await.unwrap();
        let uses = casework.emergency_uses(council, id).await.unwrap();
        assert_eq!(uses.len(), 2);
        for one in &uses {
            assert_eq!(one.found.as_deref(), Some("Ada let Jo in."));
            assert_eq!(one.reviewed.as_ref().unwrap().1.as_deref(), Some("Bea"));
        }
        let again = casework.review_emergency_use(council, &bea, (id, "Again.")).await;
        assert!(matches!(again, Err(Failure::Settings(Refusal::NoEmergencyUse))), "{again:?}");
    }

    async fn it_is_made_with_a_code_of_its_secret_and_anew_with_another(world: World) {
        let ada = administrator(&world, "Ada").await;
        let (casework, council) = (&world.casework, &world.council);
        let wrong = NewEmergency { code: "000000".to_owned(), ..new(&world, "Because.") };
        assert_eq!(casework.make_emergency_account(council, &setup(), wrong).await.unwrap(), None);
        let by_ada = casework.make_emergency_account(council, &ada, new(&world, "Because.")).await;
        assert!(matches!(by_ada, Err(Failure::NotPermitted)), "{by_ada:?}");
        assert_eq!(casework.user_by_email(council, EMAIL).await.unwrap(), None);
        let (before, old, codes) = made(&world).await;
        assert_eq!(codes.len(), 10);
        world.wait(jiff::SignedDuration::from_secs(90));
        let (after, fresh, _) = made(&world).await;
        assert_eq!(after.id, before.id);
        world.wait(jiff::SignedDuration::from_secs(90));
        let now = casework.outside().now();
        let (old, fresh) = (old.code_at(now).unwrap(), fresh.code_at(now).unwrap());
        for (typed, opens) in [(old.as_str(), false), (codes[0].to_string().as_str(), false), (&fresh, true)] {
            let proved = casework.prove_second_step(council, &after.actor(), typed).await.unwrap();
            assert_eq!(proved.is_some(), opens, "{typed}");
        }
        // Nobody's own account becomes one.
        let own = NewEmergency { email: "ada@westshire.example.org".to_owned(), ..new(&world, "Because.") };
        let own = casework.make_emergency_account(council, &setup(), own).await;
        assert!(matches!(own, Err(Failure::Settings(Refusal::EverydayAccount))), "{own:?}");
    }

    async fn an_emergency_account_is_not_who_is_left_to_keep_the_settings(world: World) {
        let ada = administrator(&world, "Ada").await;
        made(&world).await;
        let id = ada.user().unwrap();
        let ended = world.casework.end_user_now(&world.council, &setup(), (id, "Left.")).await;
        assert!(matches!(ended, Err(Failure::Settings(Refusal::LastAdministrator))), "{ended:?}");
    }
}
