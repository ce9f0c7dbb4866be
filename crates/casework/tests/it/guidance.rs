//! Guidance: since when somebody has their work, what they read, and who sees it.

use jiff::civil::date;
use redress_domain::guidance::{Guide, Standing};
use redress_domain::permission::Actor;
use redress_store::rebuild::Side;

use crate::on_both_engines;
use crate::world::{World, complaints_manager, councillor, manager, officer};

async fn standing(world: &World, actor: &Actor, guide: Guide) -> Standing {
    let pages = world.casework.guidance(&world.council, actor).await.unwrap();
    pages.iter().find(|page| page.guide == guide).unwrap().standing
}

on_both_engines! {
    async fn given_somebody_begins_then_their_pages_are_due_in_thirty_days_and_today_reminds_them_in_the_last_week(world: World) {
        world.knows(&[officer(), manager(), complaints_manager(), councillor()]).await;
        let casework = &world.casework;
        let noted = casework.note_work_of_guidance(&world.council).await.unwrap();
        assert_eq!(noted, 4);
        assert_eq!(casework.note_work_of_guidance(&world.council).await.unwrap(), 0, "once");
        assert_eq!(standing(&world, &officer(), Guide::Stage1).await, Standing::DueBy(date(2026, 12, 2)));
        assert_eq!(standing(&world, &councillor(), Guide::Councillors).await, Standing::DueBy(date(2026, 12, 2)));
        assert_eq!(standing(&world, &councillor(), Guide::Stage1).await, Standing::ForOthers);
        assert_eq!(casework.guidance_due(&world.council, &officer()).await.unwrap(), []);
        world.wait_days(23);
        assert_eq!(casework.guidance_due(&world.council, &officer()).await.unwrap().len(), 5);
        casework.read_guide(&world.council, &officer(), Guide::Stage1).await.unwrap();
        casework.read_guide(&world.council, &officer(), Guide::Stage1).await.unwrap();
        assert_eq!(standing(&world, &officer(), Guide::Stage1).await, Standing::Read(date(2026, 11, 25)));
        assert_eq!(casework.guidance_due(&world.council, &officer()).await.unwrap().len(), 4);
        let live = world.store().dump_read_models(&world.council, Side::Live).await.unwrap();
        assert!(live.iter().any(|line| line.starts_with("guidance_note")), "{live:?}");
        casework.rebuild(&world.council, |_| {}).await.unwrap();
        assert_eq!(world.store().dump_read_models(&world.council, Side::Live).await.unwrap(), live);
        world.assert_sound().await;
    }

    async fn who_read_what_is_seen_by_managers_of_their_own_people_and_nobody_else(world: World) {
        world.knows(&[officer(), manager(), complaints_manager(), councillor()]).await;
        let casework = &world.casework;
        assert!(casework.guidance_readers(&world.council, &officer()).await.is_err());
        let all = casework.guidance_readers(&world.council, &complaints_manager()).await.unwrap();
        assert_eq!(all.len(), 4);
        let theirs = casework.guidance_readers(&world.council, &manager()).await.unwrap();
        assert!(theirs.len() < all.len(), "{theirs:?}");
    }
}
