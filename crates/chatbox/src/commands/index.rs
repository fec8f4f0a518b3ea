//! `chatbox index`

use super::Base;
use crate::compose::App;
use indicatif::{ProgressBar, ProgressStyle};

/// Makes both indexes anew from the store.
pub(crate) async fn rebuild(base: Base) -> anyhow::Result<()> {
    let app = App::open_for_rebuild(&base).await?;
    let bar = ProgressBar::no_length();
    bar.set_style(ProgressStyle::with_template("{spinner} {pos} passages, {per_sec}")?);
    app.rebuild_index(&|done| bar.set_position(done)).await?;
    bar.finish();
    app.close().await;
    Ok(())
}
