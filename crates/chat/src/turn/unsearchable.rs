//! No answer, because what was asked about cannot be searched. A model must not fill in here: the person asked their documents.

use super::{Draft, Out, Turn};
use crate::error::TurnError;
use chatbox_core::{
    chat::{Event, TurnStep},
    search::Holdings,
};

/// Says which case it is.
pub(crate) async fn answer(
    turn: &Turn<'_>,
    holdings: Holdings,
    draft: &mut Draft,
    out: &mut Out<'_>,
) -> Result<(), TurnError> {
    out.emit(Event::Step { step: TurnStep::Writing }).await?;
    draft.abstained = true;
    let text = match holdings {
        Holdings::BeingRead => turn.phrases.being_read,
        Holdings::Unreadable => turn.phrases.unreadable,
        Holdings::Nothing | Holdings::Passages => turn.phrases.nothing_to_search,
    };
    draft.write(out, text).await
}
