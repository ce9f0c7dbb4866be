//! The acts on both engines: real databases, a clock and chance that the test holds.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should say so and stop"
)]

mod accounts;
mod acts;
mod batches;
mod between;
mod canary;
mod causes;
mod clock;
mod conduct;
mod conduct_apart;
mod conduct_canary;
mod conduct_code;
mod conduct_comments;
mod conduct_heard;
mod conduct_moved;
mod conduct_one_way;
mod conduct_posts;
mod conduct_reach;
mod conduct_shown;
mod conduct_silent;
mod conduct_weighed;
mod corrections;
mod desk;
mod early;
mod emergency;
mod erasing;
mod files;
mod guidance;
mod histories;
mod incoming;
mod journeys;
mod languages;
mod lesson;
mod measures;
mod messages;
mod moves;
mod orders;
mod pace;
mod partner_accounts;
mod people;
mod policies;
mod print_runs;
mod readings;
mod remedies;
mod reports;
mod retention;
mod search;
mod settings;
mod signals;
mod stage_2;
mod starting;
mod survey;
mod texts;
mod tracking;
mod transfers;
mod words;
mod world;
