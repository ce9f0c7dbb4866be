//! The machine's time and chance: the only place that reads them.

use jiff::Timestamp;
use rand::TryRng as _;
use redress_casework::outside::Outside;

/// The clock of the machine and the operating system's source of chance.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SystemClock;

impl Outside for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that reads the machine's time"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    #[expect(
        clippy::panic,
        reason = "without chance there are no secrets: to go on would be worse than to stop"
    )]
    fn chance(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        match rand::rngs::SysRng.try_fill_bytes(&mut bytes) {
            Ok(()) => bytes,
            Err(error) => panic!("the operating system gives no random numbers: {error}"),
        }
    }
}
