//! The councils' logos.

use redress_domain::id::CouncilId;

use crate::Store;
use crate::column::unreadable;
use crate::engine::sql;
use crate::error::StoreError;

impl Store {
    /// A council's logo, if it has one: a PNG.
    pub async fn logo(&self, council: &CouncilId) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(row) = self.row(sql!("logo/get.sql").bind(council)).await? else {
            return Ok(None);
        };
        let text: String = row.get("content")?;
        let content = data_encoding::BASE64.decode(text.as_bytes());
        content
            .map(Some)
            .map_err(|error| unreadable("content", error.to_string()))
    }
}
