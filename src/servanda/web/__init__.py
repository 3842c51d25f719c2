"""The web: look, cite, ask, correct. It only asks and shows; what it writes goes through ``Ledger.append``.

How the room is laid out, in the order of a request::

    app.py         create(ledger, settings) gathers SUBJECTS (each a module with ``routes() -> list[BaseRoute]``) and
                   MIDDLEWARES (each a module with ``middleware(settings) -> list[Middleware]``)
    settings.py    Settings: what the operator chooses
    views.py       Views (``request.app.state.views``): ``sight(request)`` gives the Sight that the query parameters
                   ``as_of``, ``known`` and ``org`` ask for; a Sight has view, standing, linker, profiles, threads, said
    moments.py     Moment: the whole ledger at (as_of, known), with the indexes that pages look things up in
    showing.py     page(request, "name.html", **context), url(request, path, **changed), and ``@seen``, which gives a
                   handler its Sight and sends an address without as_of and known to the one that has them
    pages/         one module for each page to read, with a template of its name
    templates/     base.html has the blocks title, main, beside; partials begin with an underscore
    static/        one style sheet and one small script

A page reads no clock: `today` is its view's `as_of`, so that a view at (as_of, known) gives the same bytes for ever.
``Settings.today`` fixes the day for addresses that name none; where it is empty, it is the day in UTC.
A handler is a plain function, run in a thread. What it refuses is an HTTPException with a sentence as its detail.
What middleware knows of who asks stands in ``request.state``: ``user``, ``csrf_token``, ``messages``; templates see it.
"""
