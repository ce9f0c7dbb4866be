//! What leaves and arrives as mail: letters, e-mail, and the plain-English check.
//!
//! A letter is text with the simplest marks there are: `## ` begins a heading, `- ` an item of a
//! list, `> ` a line that somebody else wrote, an empty line parts paragraphs. An officer can change every word before it goes; what went
//! is kept word for word and never made again.

pub mod compare;
pub mod conduct;
pub mod email;
pub mod icalendar;
pub mod incoming;
pub mod letters;
pub mod markup;
pub mod message;
mod partner;
pub mod plain_english;
pub mod smtp;
pub mod specimen;
pub mod survey;
pub mod text;
mod words;
