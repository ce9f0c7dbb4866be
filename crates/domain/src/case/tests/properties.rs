//! What holds whatever anybody does, in any order.
