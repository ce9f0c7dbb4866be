//! Figures that somebody has mailed to them every week or month, really sent.

use jiff::SignedDuration;
use redress_casework::failure::Failure;
use redress_casework::measure::view::View;
use redress_casework::user::NewUser;
use redress_domain::id::{ServiceId, TeamId, UserId};
use redress_domain::measure::every::Every;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Role;

use crate::mail_server::{MailServer, Mode};
use crate::on_both_engines;
use crate::world::{World, setup};

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn person(world: &World, email: &str, roles: &[Role]) -> (UserId, Actor) {
    let new = NewUser {
        email: email.to_owned(),
        name: "Colin Baxter".to_owned(),
        roles: roles.to_vec(),
        teams: vec![TeamId::parse("waste-crews").unwrap()],
        services: Vec::new(),
        wards: Vec::new(),
        password_hash: None,
        because: None,
    };
    let id = world
        .casework
        .create_user(&world.council, &setup(), new)
        .await
        .unwrap();
    let user = world.casework.user(&world.council, &id).await.unwrap().unwrap();
    (id, user.actor())
}

async fn ask(world: &World, actor: &Actor, every: Every) -> Result<(), Failure> {
    let waste = ServiceId::parse("waste").unwrap();
    let what = (View::of("overview").unwrap(), Some(&waste), every);
    world
        .casework
        .mail_report(&world.council, actor, what)
        .await
        .map(|_| ())
}

on_both_engines! {
    // The world begins on Monday 2 November 2026, at 10 in the morning.
    async fn figures_of_the_last_whole_week_are_mailed_on_monday_once_with_no_name(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let (_, colin) = person(&world, "colin.baxter@example.org", &[Role::ServiceManager]).await;
        world.logged("Asha Patel", "asha@example.org").await;
        ask(&world, &colin, Every::Week).await.unwrap();
        world.casework.add_up(&world.council).await.unwrap();
        let figures = |taken: Vec<crate::mail_server::Taken>| -> Vec<_> {
            taken.into_iter().filter(|one| one.subject.starts_with("Performance")).collect()
        };
        world.wait(DAY * 6);
        world.mail(&mail).await;
        assert!(figures(server.taken()).is_empty(), "not before Monday");
        world.wait(DAY);
        // Two workers at once, and one later the same day.
        tokio::join!(world.mail(&mail), world.mail(&mail));
        world.wait(SignedDuration::from_mins(90));
        world.mail(&mail).await;
        let taken = figures(server.taken());
        assert_eq!(taken.len(), 1, "mailed once");
        let it = &taken[0];
        assert_eq!(it.to, ["colin.baxter@example.org"]);
        assert_eq!(it.subject, "Performance: Overview, Bins and recycling, 2 November 2026 to 8 November 2026");
        assert!(it.text.contains("- Complaints received: 1. The week before: 0"), "{}", it.text);
        assert!(it.text.contains("/staff/reports?view=overview&service=waste&from=2026-11&to=2026-11"), "{}", it.text);
        assert!(it.text.contains("/staff/account"), "{}", it.text);
        for private in ["Asha", "asha@", "WS-", "bin"] {
            assert!(!it.raw.contains(private), "{private} in {}", it.raw);
        }
        world.wait(DAY * 7);
        world.mail(&mail).await;
        assert_eq!(figures(server.taken()).len(), 2, "and again the week after");
    }

    async fn whoever_may_not_see_them_any_more_gets_none(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let (id, colin) = person(&world, "colin.baxter@example.org", &[Role::ServiceManager]).await;
        ask(&world, &colin, Every::Month).await.unwrap();
        world.casework.end_user(&world.council, &setup(), (&id, world.casework.today(), "Left.")).await.unwrap();
        world.wait(DAY * 30);
        world.mail(&mail).await;
        assert!(server.taken().is_empty());
        assert!(world.casework.mailed_reports(&world.council, &colin).await.unwrap().is_empty(), "it is forgotten");
        let (_, councillor) = person(&world, "cllr@example.org", &[Role::Councillor]).await;
        assert!(matches!(ask(&world, &councillor, Every::Week).await, Err(Failure::NotPermitted)));
    }

    async fn what_was_stopped_or_is_not_taken_is_not_mailed_again_and_again(world: World) {
        let server = MailServer::start(Mode::Plain);
        let mail = server.mail(Mode::Plain);
        let (_, colin) = person(&world, "busy-1@example.org", &[Role::ServiceManager]).await;
        ask(&world, &colin, Every::Week).await.unwrap();
        world.wait(DAY * 7);
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), 0, "the server was busy");
        world.wait(SignedDuration::from_mins(2));
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), 1, "and took it at the next try");
        world.casework.stop_report(&world.council, &colin, ("overview", "waste")).await.unwrap();
        world.wait(DAY * 14);
        world.mail(&mail).await;
        assert_eq!(server.taken().len(), 1);
    }
}
