//! Who is signed in. To be written with the staff pages.
