//! The anchor of the day: made once, and mailed to whoever keeps it until a mail server took it.

use jiff::SignedDuration;
use redress_worker::mail::Mail;
use redress_worker::{Job, Rounds};

use crate::mail_server::{MailServer, Mode};
use crate::on_both_engines;

on_both_engines! {
    async fn the_anchor_of_each_day_is_mailed_once_and_again_when_it_was_not_taken(world: World) {
        let mut server = MailServer::start(Mode::Plain);
        let mut settings = server.settings(Mode::Plain);
        settings.anchor_to = Some("auditor@example.org".to_owned());
        let mail = Mail::new(&settings).unwrap();
        world.logged("Asha Patel", "asha@example.org").await;
        let mut rounds = Rounds::of(&[Job::Anchor], Some(mail));
        server.down();
        rounds.go(&world.casework).await;
        assert_eq!(server.taken().len(), 0);
        server.up();
        for _ in 0..3 {
            world.wait(SignedDuration::from_mins(10));
            rounds.go(&world.casework).await;
        }
        let anchor = world.casework.anchor(&world.council).await.unwrap().unwrap();
        let line = anchor.printed(&world.council).to_string();
        let taken = server.taken();
        assert_eq!(taken.len(), 1, "once, and nobody's letter is among them");
        assert_eq!(taken[0].to, ["auditor@example.org"]);
        assert!(taken[0].text.contains(&line), "{}", taken[0].text);

        world.wait(SignedDuration::from_hours(24));
        rounds.go(&world.casework).await;
        let next = world.casework.anchor(&world.council).await.unwrap().unwrap();
        assert_eq!((next.previous.as_str(), server.taken().len()), (anchor.hash.as_str(), 2));
    }
}
