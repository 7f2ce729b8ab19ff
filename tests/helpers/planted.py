"""Words that must be readable nowhere: names, numbers and protected sentences of nobody."""

from __future__ import annotations

from dataclasses import dataclass

_FAMILIES = ("Vương", "Khổng", "Lục", "Mạc", "Thạch")
_MIDDLES = ("Quốc", "Thị Kim", "Xuân", "Ngọc")
_GIVEN = ("Khuê", "Thoa", "Quỳnh", "Nghĩa")
_DEEDS = ("pha", "nung", "ủ", "tẩm", "ép")
_THINGS = ("keo dán đế", "dung môi nhuộm", "bột màu")


@dataclass(frozen=True)
class Planted:
    """Twenty names, fifteen numbers, fifteen sentences."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    secrets: tuple[str, ...]

    @classmethod
    def made(cls) -> Planted:
        """The same ones each time."""
        names = tuple(
            f"{_FAMILIES[at % 5]} {_MIDDLES[at // 5]} {_GIVEN[(at * 3 + at // 5) % 4]}" for at in range(20)
        )
        numbers = tuple(f"MNV-{7781 + at * 37}-{at:02d}" for at in range(15))
        secrets = tuple(
            f"{_DEEDS[at % 5]} {_THINGS[at // 5]} ở {141 + 7 * at} độ trong {23 + at} phút"
            for at in range(15)
        )
        return cls(names, numbers, secrets)

    @property
    def words(self) -> tuple[str, ...]:
        """All fifty."""
        return (*self.names, *self.numbers, *self.secrets)
