//! The use of the emergency account is mailed to every administrator, once a mail server is there to take it.

use jiff::SignedDuration;
use redress_casework::emergency::NewEmergency;
use redress_casework::user::NewUser;
use redress_domain::id::ActorId;
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Role;
use redress_worker::mail::Mail;
use redress_worker::{Job, Rounds};

use crate::mail_server::{MailServer, Mode};
use crate::on_both_engines;

on_both_engines! {
    async fn every_administrator_is_mailed_that_the_emergency_account_was_used(world: World) {
        let setup = Actor::program(ActorId::Job("setup"));
        for (name, role) in [("ada", Role::Administrator), ("bea", Role::Administrator), ("jo", Role::Officer)] {
            let new = NewUser {
                email: format!("{name}@westshire.example.org"),
                name: name.to_owned(),
                roles: vec![role],
                teams: Vec::new(),
                services: Vec::new(),
                wards: Vec::new(),
                password_hash: None,
                because: None,
            };
            world.casework.create_user(&world.council, &setup, new).await.unwrap();
        }
        let secret = world.casework.fresh_secret();
        let new = NewEmergency {
            email: "emergency@westshire.example.org".to_owned(),
            name: "Emergency account".to_owned(),
            password_hash: "hash".to_owned(),
            code: secret.code_at(world.casework.outside().now()).unwrap(),
            secret,
            because: "For the day on which the provider is away.".to_owned(),
        };
        let made = world.casework.make_emergency_account(&world.council, &setup, new).await.unwrap();
        assert!(made.is_some());
        let mut server = MailServer::start(Mode::Plain);
        let mail = Mail::new(&server.settings(Mode::Plain)).unwrap();
        let mut rounds = Rounds::of(&[Job::RaiseAlarms], Some(mail));
        rounds.go(&world.casework).await;
        assert_eq!(server.taken().len(), 0);
        let account = world.casework.user_by_email(&world.council, "emergency@westshire.example.org").await;
        world.casework.use_emergency_account(&world.council, &account.unwrap().unwrap()).await.unwrap();
        server.down();
        world.wait(SignedDuration::from_mins(10));
        rounds.go(&world.casework).await;
        server.up();
        for _ in 0..3 {
            world.wait(SignedDuration::from_mins(10));
            rounds.go(&world.casework).await;
        }
        let taken = server.taken();
        let mut to: Vec<&str> = taken.iter().flat_map(|one| &one.to).map(String::as_str).collect();
        to.sort_unstable();
        assert_eq!(to, ["ada@westshire.example.org", "bea@westshire.example.org"]);
        for one in &taken {
            assert!(one.text.contains("emergency account"), "{}", one.text);
        }
    }
}
