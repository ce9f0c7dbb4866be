//! The way in by browser: routes, sign-in, sessions, errors as pages.
