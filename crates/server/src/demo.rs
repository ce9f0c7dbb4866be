//! The demo council: made-up people and a year of made-up history, the same for a seed and a day.

mod causes;
pub(crate) mod chance;
mod checks;
mod complaint;
mod conduct;
pub(crate) mod dated;
pub(crate) mod fill;
mod fit;
mod lessons;
pub(crate) mod mail;
mod people;
mod reports;
mod request;
mod review;
mod said;
mod signals;
mod slow;
pub(crate) mod staff;
mod story;
mod surveys;
mod texts;
mod year;
