"""Server-sent events: a line whenever something in the store changes."""

import json
from collections.abc import AsyncIterator

from fastapi import FastAPI, HTTPException, Request
from starlette.responses import StreamingResponse

PATIENCE, LISTENERS = 15.0, 100


async def events(request: Request) -> StreamingResponse:
    """A stream of ``change`` events, each with the mark of the store's state; it stays open."""
    state = request.app.state
    if getattr(state, "listeners", 0) >= LISTENERS:
        raise HTTPException(503, "too many are listening; try again later", {"Retry-After": "30"})
    return StreamingResponse(_lines(request), media_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})


async def _lines(request: Request) -> AsyncIterator[str]:
    state = request.app.state
    state.listeners = getattr(state, "listeners", 0) + 1
    try:
        yield f"retry: 5000\nevent: state\ndata: {json.dumps({'state': state.watcher.state})}\n\n"
        async for mark in state.watcher.changes(PATIENCE):
            yield f"event: change\nid: {mark}\ndata: {json.dumps({'state': mark})}\n\n" if mark else ": still here\n\n"
    finally:
        state.listeners -= 1


def register(api: FastAPI) -> None:
    """Add the route."""
    stream = {200: {"description": "The stream.", "content": {"text/event-stream": {"schema": {"type": "string"}}}}}
    api.get("/events", response_class=StreamingResponse, responses=stream | {503: {"description": "Too many are listening."}})(events)  # type: ignore[arg-type]
