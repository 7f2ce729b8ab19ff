"""Hướng dẫn: the guidance packages that are out, as files to carry to units without a link."""

from __future__ import annotations

from starlette.responses import Response

from sync import guidance as packages
from sync.portal import guidance
from sync.portal.review.accounts import Role
from sync.portal.review.pages import Sorry, Visit, page, show
from sync.portal.words import N_


@page("/guidance", needs=Role.READER, menu=N_("Hướng dẫn"))
def listed(visit: Visit) -> Response:
    """What units get from here: this portal's own, and what the portal above handed down."""
    return show(visit, "guidance.html", found=[guidance.shown(one) for one in guidance.listing(visit.portal)])


@page("/guidance/{publisher}", needs=Role.READER)
def file(visit: Visit) -> Response:
    """One of them as its publisher signed it."""
    found = next(
        (one for one in guidance.listing(visit.portal) if one.publisher == visit.path["publisher"]), None
    )
    if found is None:
        raise Sorry(404, "page.unknown")
    name = f"huong-dan-{found.version}{packages.SUFFIX}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(found.package, media_type=packages.MEDIA, headers=headers)


PAGES = (listed, file)
