//! The kill test: people and programs write over HTTP while the process is killed with -9 at random
//! moments, and on PostgreSQL the database server too. After each restart everything that was answered
//! 2xx is there, exactly once, and whole (architecture, section 7).
//!
//! `make chaos` does 200 rounds on SQLite and 50 on PostgreSQL; the short form is part of `make test`. The
//! seed is printed; `REDRESS_CHAOS_SEED` gives the same moments again, as far as a machine can.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should say so and stop; this one prints what it counted, and what it waits for is real"
)]

mod ask;
mod check;
mod machine;
mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::check::{Known, Total};
use crate::machine::{Engine, Killed, Machine};
use crate::writer::Writer;

/// How many write at once.
const WRITERS: usize = 6;

/// Chance that can be had again: SplitMix64.
pub(crate) struct Chance(u64);

impl Chance {
    /// The next number below `below`.
    pub(crate) fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok();
    told.map_or(otherwise, |text| text.parse().unwrap())
}

/// One round: all write until the kill, and whatever was on its way is sent again after the restart.
fn round(machine: &mut Machine, writers: &mut [Writer], chance: &mut Chance) {
    machine.start();
    let stop = Arc::new(AtomicBool::new(false));
    let killed = Killed::of(machine.engine(), chance);
    // From the first request on, into the middle of others, of commits, of checkpoints and of jobs.
    let moment = Duration::from_millis(20 + chance.below(1_400));
    std::thread::scope(|scope| {
        for writer in writers.iter_mut() {
            let (stop, address) = (Arc::clone(&stop), machine.address().to_owned());
            scope.spawn(move || writer.go(&address, &stop));
        }
        std::thread::sleep(moment);
        machine.kill(killed);
        stop.store(true, Ordering::SeqCst);
    });
    machine.recover(killed);
    machine.still();
}

async fn rounds(engine: Engine, rounds: u64) {
    let seed = number("REDRESS_CHAOS_SEED", u64::from(std::process::id()));
    println!("chaos on {}: seed {seed}", engine.name());
    let mut chance = Chance(seed);
    let mut machine = Machine::new(engine);
    let mut writers = machine.writers(WRITERS);
    let mut total = Total::default();
    for number in 1..=rounds {
        round(&mut machine, &mut writers, &mut chance);
        let known = Known::of(&writers);
        check::after_a_kill(&machine, &known, (number, &mut total)).await;
        // The lists are made again from the whole record: now and then, and at the end.
        if rounds <= 10 || number % 25 == 0 || number == rounds {
            check::rebuilt_equals_live(&machine).await;
        }
    }
    // What nobody knows the end of is sent once more, and must then be there once as all else.
    machine.start();
    for writer in &mut writers {
        writer.finish(machine.address());
    }
    let mailed = check::all_mail_leaves(&machine).await;
    machine.kill(Killed::Program);
    machine.recover(Killed::Program);
    let known = Known::of(&writers);
    check::after_a_kill(&machine, &known, (rounds + 1, &mut total)).await;
    check::every_letter_came(&machine, mailed).await;
    println!(
        "chaos on {}: {rounds} rounds, {} acts acknowledged, {} acts lost, {} acts doubled, \
         {} letters of which {} came twice under their own Message-ID",
        engine.name(),
        known.acknowledged(),
        total.lost,
        total.doubled,
        mailed.letters,
        mailed.again,
    );
    known.has_every_act();
    assert_eq!((total.lost, total.doubled), (0, 0), "seed {seed}");
}

#[tokio::test]
async fn killed_at_random_moments_every_acknowledged_act_is_there_exactly_once_on_sqlite() {
    rounds(Engine::Sqlite, number("REDRESS_CHAOS_SQLITE", 5)).await;
}

#[tokio::test]
async fn killed_with_its_database_at_random_moments_every_acknowledged_act_is_there_exactly_once_on_postgres()
{
    if redress_testing::server().is_none() {
        return;
    }
    rounds(Engine::Postgres, number("REDRESS_CHAOS_POSTGRES", 2)).await;
}
