"""The officers' pages in the browser, under `/review`: server-rendered, whole without scripts.

How a page is added:

1. Write `sync/portal/review/NOUN.py`. A page is a function of a `Visit` that gives a `Response`::

       @page("/counts", needs=Role.READER, menu=N_("Số liệu"))
       def counts(visit: Visit) -> Response:
           with visit.portal.database.read() as session:
               rows = storage_counts.by_unit(session)
           return show(visit, "counts.html", rows=rows)

       PAGES = (counts,)

   `needs` is the lowest role that may come; `method="POST"` makes it an order: the form's token is
   checked before the function is called, `visit.form` holds the fields. `menu` puts it into the line at
   the top for those who may open it. A refusal is `raise Sorry(404, "entry.unknown")`, its sentence
   stands in `wording.SORRY`. After an order: `return go("/counts")`.
2. Name the module in `routes.MODULES`; put its SQL into `sync/portal/storage_*.py` (and that file into
   the `sql` contract of pyproject.toml).
3. Write `templates/NOUN.html` beginning with `{% extends "layout.html" %}`; words are
   `{{ _("Tiếng Việt {count}", count=3) }}`, every form has `{{ token() }}`. Nothing inline: styles stand in
   static/review.css, scripts in static/review.js. A field with `data-search` gets the focus by "/".
4. English goes into sync/portal/locale/en/LC_MESSAGES/portal.po; tests/house/test_portal_words.py says
   what is missing.
5. Tests stand in tests/sync/portal/review; `browse(role)` of its conftest.py signs in over HTTP.
"""
