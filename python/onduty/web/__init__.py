"""The HTTP API as an ASGI application.

    import onduty
    from onduty.web import create_app

    db = onduty.open("onduty.db")
    app = create_app(db)  # run it with any ASGI server, or mount it in any ASGI application

`onduty.web.server.serve` runs it on uvicorn, which is what `onduty serve` does.
"""

from onduty.web.app import create_app

__all__ = ["create_app"]
