"""The quick copies give what word2pdf's own give, to the byte."""

from __future__ import annotations

import dataclasses
import importlib.util
import sys
from typing import Any

import pytest
import word2pdf.document.props
from helpers.money_samples import a_pay_list
from helpers.paper_samples import TEMPLATES
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents import builtin_pdf, builtin_speed
from desktop.documents.money_papers import amounts_of, paged
from desktop.documents.templates import fill_paper


def library() -> Any:
    """word2pdf's module as it came, untouched by what is put in its place."""
    spec = importlib.util.spec_from_file_location(
        "word2pdf.document.as_it_came", word2pdf.document.props.__file__
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["word2pdf.document.as_it_came"] = module
    spec.loader.exec_module(module)
    return module


LIBRARY = library()
NAMES = [field.name for field in dataclasses.fields(LIBRARY.RunProps)]
some = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([None, 1.0, True, "May 2"])).map(
    lambda values: LIBRARY.RunProps(**values)
)


@given(some, st.one_of(st.none(), some))
def test_merging_is_the_librarys(base: Any, over: Any) -> None:
    assert builtin_speed.merged(base, over) == LIBRARY._merge_dataclass(base, over)


@given(some, st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3)))
def test_replacing_is_pythons(value: Any, changes: dict[str, int]) -> None:
    assert builtin_speed.replaced(value, **changes) == dataclasses.replace(value, **changes)


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(TypeError, match="has no colours"):
        builtin_speed.replaced(LIBRARY.RunProps(), colours=1)


def test_a_list_is_the_same_to_the_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = a_pay_list(30)
    docx = paged(fill_paper(facts, [TEMPLATES]).docx, amounts_of(facts), "Cộng trang")
    quick = builtin_pdf.convert(docx).pdf
    from word2pdf.document import parser, props
    from word2pdf.layout import engine, flow

    monkeypatch.setattr(props, "_merge_dataclass", LIBRARY._merge_dataclass)
    for module in (parser, engine, flow):
        monkeypatch.setattr(module, "replace", dataclasses.replace)
    assert builtin_pdf.convert(docx).pdf == quick
