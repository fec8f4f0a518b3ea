//! No answer, because what was asked about cannot be searched. A model must not fill in here: the person asked their documents.

use super::{Draft, Out};
use crate::error::TurnError;
use chatbox_core::{
    chat::{Event, TurnStep},
    search::Holdings,
};

const NOTHING: &str = "The chosen collections have no documents, so there is nothing to answer from. Add some in the Library, or choose \
                       other collections.";
const BEING_READ: &str = "The documents are still being read, so there is nothing to answer from yet. Ask again when the Library shows \
                          them as ready; paused ones have to be resumed there.";
const UNREADABLE: &str =
    "None of the documents could be read, so there is nothing to answer from. The Library says why, and what to do.";

/// Says which case it is.
pub(crate) async fn answer(holdings: Holdings, draft: &mut Draft, out: &mut Out<'_>) -> Result<(), TurnError> {
    out.emit(Event::Step { step: TurnStep::Writing }).await?;
    draft.abstained = true;
    let text = match holdings {
        Holdings::BeingRead => BEING_READ,
        Holdings::Unreadable => UNREADABLE,
        Holdings::Nothing | Holdings::Passages => NOTHING,
    };
    draft.write(out, text).await
}
