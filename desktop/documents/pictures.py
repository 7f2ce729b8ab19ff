"""Photos and pages as files of an initiative: shrunk, freed of what they tell beside the picture, turned, joined.

A phone writes the place, the time and its owner's name into a photo. None of that is asked for, so it is taken out
before the file's fingerprint is frozen.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from desktop.domain.problems import Refused

LONG_SIDE = 2_048
QUALITY = 85
JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
HEIC = "image/heic"
PHOTOS = frozenset({JPEG, PNG, HEIC, "image/heif", "image/tiff", "image/bmp", "image/webp"})
SHOWN = frozenset({JPEG, PNG, PDF})
"""What can be shown, turned and joined: every photo becomes a JPEG or stays a PNG."""
_TELLING = ("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "iptc")
_A4 = (595.0, 842.0)
_MOST_DOTS = 120_000_000


def prepared(data: bytes, media_type: str, name: str) -> tuple[bytes, str]:
    """A photo as it will be kept: upright, at most `LONG_SIDE`, telling nothing but the picture.

    A small JPEG or PNG that tells nothing more stays byte for byte. Raises `attachment.damaged`, `attachment.large`.
    """
    with _photo(data, media_type, name) as photo:
        is_small = max(photo.size) <= LONG_SIDE
        if is_small and media_type in (JPEG, PNG) and not _tells(photo):
            return data, media_type
        upright = ImageOps.exif_transpose(photo)
        upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
        if is_small and media_type == PNG:
            return _png(upright), PNG
        return _jpeg(upright), JPEG


def turned(data: bytes, media_type: str, quarters: int, name: str) -> bytes:
    """The picture, or every page of the PDF, turned by quarters clockwise. Raises `attachment.damaged`, `.kind`."""
    if media_type == PDF:
        with _pdf(data, name) as document:
            for page in document.pages:
                page.rotate(90 * quarters, relative=True)
            return _saved(document)
    if media_type not in (JPEG, PNG):
        raise Refused("attachment.kind", file=name)
    with _photo(data, media_type, name) as photo:
        made = photo.rotate(-90 * quarters, expand=True)
        return _png(made) if media_type == PNG else _jpeg(made)


def joined(parts: Sequence[tuple[bytes, str, str]]) -> bytes:
    """One PDF of (content, media type, name), a page a picture, in the order given.

    Raises `attachment.kind`, `attachment.damaged`.
    """
    whole = pikepdf.Pdf.new()
    for data, media_type, name in parts:
        with _pdf(as_pdf(data, media_type, name), name) as document:
            whole.pages.extend(document.pages)
    return _saved(whole)


def as_pdf(data: bytes, media_type: str, name: str) -> bytes:
    """A picture as a page that fits on A4; a PDF as it is. Raises `attachment.kind`, `attachment.damaged`."""
    if media_type == PDF:
        return data
    if media_type not in (JPEG, PNG):
        raise Refused("attachment.kind", file=name)
    with _photo(data, media_type, name) as photo:
        flat = _flat(photo)
        short, long = sorted(flat.size)
        dots = max(short / _A4[0], long / _A4[1]) * 72
        out = io.BytesIO()
        flat.save(out, "PDF", resolution=max(dots, 36.0), quality=QUALITY)
        return out.getvalue()


def _tells(photo: Image.Image) -> bool:
    return (
        bool(photo.getexif())
        or any(photo.info.get(key) for key in _TELLING)
        or bool(getattr(photo, "text", None))
    )


def _flat(photo: Image.Image) -> Image.Image:
    """Without transparency, which neither JPEG nor paper has."""
    if photo.mode in ("RGB", "L"):
        return photo
    if "A" in photo.getbands() or "transparency" in photo.info:
        with_alpha = photo.convert("RGBA")
        white = Image.new("RGB", with_alpha.size, "white")
        white.paste(with_alpha, mask=with_alpha.getchannel("A"))
        return white
    return photo.convert("RGB")


def _jpeg(photo: Image.Image) -> bytes:
    out = io.BytesIO()
    _bare(_flat(photo)).save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _png(photo: Image.Image) -> bytes:
    out = io.BytesIO()
    _bare(photo).save(out, "PNG", optimize=True)
    return out.getvalue()


def _bare(photo: Image.Image) -> Image.Image:
    """The same dots without what lies beside them."""
    made = photo.copy()
    for key in [key for key in made.info if key != "transparency"]:
        del made.info[key]
    return made


@contextmanager
def _photo(data: bytes, media_type: str, name: str) -> Iterator[Image.Image]:
    if media_type in (HEIC, "image/heif"):
        import pi_heif

        pi_heif.register_heif_opener()
    try:
        with Image.open(io.BytesIO(data)) as photo:
            if photo.width * photo.height > _MOST_DOTS:
                raise Refused("attachment.damaged", file=name)
            photo.load()
            yield photo
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as fault:
        raise Refused("attachment.damaged", file=name) from fault


@contextmanager
def _pdf(data: bytes, name: str) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.Pdf.open(io.BytesIO(data)) as document:
            yield document
    except pikepdf.PasswordError as fault:
        raise Refused("attachment.locked", file=name) from fault
    except pikepdf.PdfError as fault:
        raise Refused("attachment.damaged", file=name) from fault


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()
