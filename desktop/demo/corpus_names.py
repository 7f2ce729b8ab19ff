"""Names of an invented factory: people as they are called in the Red River delta and by those who came from further."""

from __future__ import annotations

from random import Random

FAMILIES = (
    ("Nguyễn", 31), ("Trần", 12), ("Lê", 10), ("Phạm", 8), ("Vũ", 4), ("Võ", 2), ("Hoàng", 4), ("Đặng", 3), ("Bùi", 4),
    ("Đỗ", 3), ("Hồ", 2), ("Ngô", 2), ("Dương", 2), ("Lý", 1), ("Đinh", 3), ("Trịnh", 2), ("Mai", 1), ("Phan", 2),
    ("Lương", 1), ("Tạ", 1), ("Chu", 1), ("Quách", 1),
)  # fmt: skip
FEMALE_MIDDLES = ("Thị", "Thị", "Thị", "Thị", "Thu", "Ngọc", "Thanh", "Kim", "Hồng", "Minh")
MALE_MIDDLES = ("Văn", "Văn", "Văn", "Đức", "Quang", "Hữu", "Mạnh", "Xuân", "Công", "Tiến", "Anh", "Đình")
FEMALE_SECONDS = (
    "Thanh",
    "Thu",
    "Bích",
    "Ngọc",
    "Phương",
    "Hồng",
    "Minh",
    "Mai",
    "Kim",
    "Ánh",
    "Thúy",
    "Lan",
)
MALE_SECONDS = ("Tuấn", "Minh", "Hoàng", "Anh", "Quốc", "Thanh", "Hải", "Trung", "Duy", "Bảo")
FEMALE_GIVEN = (
    "Hằng", "Hương", "Lan", "Thúy", "Thuý", "Hoa", "Mai", "Nga", "Nhung", "Phương", "Oanh", "Yến", "Vân", "Loan",
    "Huệ", "Hạnh", "Dung", "Thảo", "Trang", "Linh", "Hà", "Hiền", "Liên", "Quỳnh", "Ngân", "Tuyết", "Xuân", "Thơm",
    "Duyên", "Nguyệt", "Chinh", "Gấm", "Lụa", "Mận", "Thoa", "Ánh", "Khuyên", "Út", "Thủy", "Hòa", "Hoà", "Thắm",
)  # fmt: skip
MALE_GIVEN = (
    "Nam", "Hùng", "Dũng", "Tuấn", "Cường", "Thắng", "Hải", "Sơn", "Long", "Quân", "Đức", "Kiên", "Trung", "Huy",
    "Việt", "Hưng", "Thành", "Toàn", "Tùng", "Khánh", "Lâm", "Phúc", "Bình", "Thịnh", "Vượng", "Chiến", "Quyết",
    "Đạt", "Ước", "Hoàn", "Khỏe", "Phong", "Quý", "Tú", "Nghĩa", "Khuê",
)  # fmt: skip
FROM_ELSEWHERE = (
    ("Giàng A Dế", True), ("Lò Thị Inh", False), ("H'Ler Niê", False), ("Thạch Sa Rây", True), ("Sùng A Páo", True),
    ("Vàng Thị Mỷ", False), ("Y Bhiăng Êban", True), ("Nguyễn Phạm Tuấn Kiệt", True), ("Lê Thuý", False),
    ("Lê Thúy", False),
    ("Quàng Văn Ớt", True), ("Hà Thị Ưu", False), ("Đặng Ửng", True), ("Bàn Mùi Ghển", False),
)  # fmt: skip
"""Names that break programs: given name first or last, apostrophes, capitals inside, rare letters. True: a man."""
NAMESAKES = (("Nguyễn Thị Hằng", False, 6), ("Trần Văn Nam", True, 4))
"""So many people of one name: only their staff codes tell them apart."""

JOBS = ("Công nhân may", "Công nhân gò", "Công nhân chặt", "Tổ trưởng", "Chuyền trưởng", "Kỹ thuật viên", "Thợ cơ điện",
        "Nhân viên QC", "Nhân viên IE", "Thủ kho", "Nhân viên văn phòng")  # fmt: skip
QUALIFICATIONS = ("12/12", "9/12", "Trung cấp", "Cao đẳng", "Đại học", "Sơ cấp nghề", "")

WORKSHOPS = (
    "Chặt", "In - Ép", "May 1", "May 2", "Đế", "Gò A", "Gò B", "Gò C", "Gò D", "Cơ điện", "Kho", "QC", "IE", "HCNS",
    "Bếp ăn", "Xử lý nước thải",
)  # fmt: skip
"""May 1 holds lines 1 to 7, May 2 lines 8 to 14."""
SPELLINGS = {
    "May 2": ("PX May 2", "Px.May II", "xưởng may2", "May 2 - C5", "P.Xưởng May 2", "may 2"),
    "May 1": ("PX May 1", "Px.May I", "Xưởng may1", "May 1 - C3"),
    "Gò A": ("PX Gò A", "Xưởng Gò A", "gò A"),
    "Gò B": ("PX Gò B", "X. Gò B"),
    "Gò C": ("Px.Gò C",),
    "Gò D": ("PX Gò D",),
    "Chặt": ("PX Chặt", "Xưởng chặt"),
    "In - Ép": ("PX In - Ép", "Xưởng In - Ép"),
    "Đế": ("PX Đế", "Xưởng đế"),
    "Cơ điện": ("BP Cơ điện", "Phòng Cơ điện", "cơ điện"),
    "Kho": ("BP Kho", "Bộ phận kho"),
    "QC": ("Phòng QC", "BP. QC"),
    "IE": ("Phòng IE",),
    "HCNS": ("Phòng HCNS", "P. HCNS"),
    "Bếp ăn": ("Bộ phận Bếp ăn",),
    "Xử lý nước thải": ("BP Xử lý nước thải",),
}
"""How the same workshops are written in workbooks."""


def full_name(random: Random, *, is_man: bool) -> str:
    """A name: 72 % of three syllables, 24 % of four, 3 % of two."""
    families, weights = zip(*FAMILIES, strict=True)
    family: str = random.choices(families, weights)[0]
    middle = random.choice(MALE_MIDDLES if is_man else FEMALE_MIDDLES)
    given = random.choice(MALE_GIVEN if is_man else FEMALE_GIVEN)
    dice = random.random()
    if dice < 0.03:
        return f"{family} {given}"
    if dice < 0.27:
        second = random.choice(MALE_SECONDS if is_man else FEMALE_SECONDS)
        return f"{family} {middle} {second} {given}"
    return f"{family} {middle} {given}"
