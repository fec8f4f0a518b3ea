//! The WebSocket: one task per socket that reads frames, follows runs and watches ingestion.

mod frames;
mod socket;

pub(crate) use frames::{ClientFrame, ServerFrame};

use crate::{Deps, asker::Caller};
use axum::{
    extract::{State, WebSocketUpgrade},
    response::Response,
};

/// Largest frame a client may send, in bytes.
const FRAME: usize = 256 * 1024;
/// Buffer per direction; thousands of idle sockets must stay cheap.
const BUFFER: usize = 4 * 1024;

/// Opens the WebSocket. Text frames hold `ClientFrame` and `ServerFrame`.
#[utoipa::path(get, path = "/ws", tag = "chat", responses((status = 101)))]
pub(crate) async fn open(
    Caller(who, admission): Caller,
    State(deps): State<Deps>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade
        .max_message_size(FRAME)
        .max_frame_size(FRAME)
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        .max_write_buffer_size(FRAME * 8)
        .on_upgrade(move |socket| socket::serve(socket, who, admission, deps))
}
