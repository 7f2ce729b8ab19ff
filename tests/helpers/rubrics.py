"""Two rubrics for tests: one with points, floors and bands, one with pairs of yes and no."""

from __future__ import annotations

from desktop.domain.rubric import Band, Criterion, Family, Pair, Rubric

_NOVELTY = (
    Band(0, 9_99, "không mới"),
    Band(10_00, 19_99, "mới một phần"),
    Band(20_00, 20_00, "mới hoàn toàn"),
)
COMMUNE = Rubric(
    "commune",
    1,
    "Thang điểm 100",
    criteria=(
        Criterion("new_solution", "Giải pháp mới", 20_00, 10_00, _NOVELTY),
        Criterion("new_use", "Cách áp dụng mới", 20_00, 10_00),
        Criterion("use", "Khả năng áp dụng", 25_00),
        Criterion("economy", "Lợi ích kinh tế", 15_00),
        Criterion("society", "Lợi ích xã hội", 20_00),
    ),
    pass_mark=70_00,
    completion_mark=60_00,
    trim_from=5,
    decimals=1,
)
PAIRS = Rubric(
    "pairs",
    1,
    "Phiếu đánh giá",
    Family.PAIRS,
    pairs=(
        Pair("feasible", "Khả thi", "Không khả thi"),
        Pair("new", "Có tính mới", "Không có tính mới"),
        Pair("effective", "Có hiệu quả", "Không có hiệu quả"),
        Pair("described", "Mô tả đầy đủ", "Mô tả chưa đầy đủ", decisive=False),
    ),
)
