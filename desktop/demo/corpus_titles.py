"""Titles and descriptions of initiatives, written by hand, by field; `{…}` are filled in by the generator."""

from __future__ import annotations

from desktop.domain.initiative import Field

WEIGHTS = {
    Field.OPERATION_5S: 34, Field.TOOLING: 27, Field.SAVING: 14, Field.QUALITY: 12, Field.SAFETY: 7, Field.SOFTWARE: 4,
    Field.ENVIRONMENT: 2,
}  # fmt: skip
WORDS = {
    Field.OPERATION_5S: "Thao tác - 5S", Field.TOOLING: "Đồ gá - cơ khí", Field.SAVING: "Tiết kiệm",
    Field.QUALITY: "Chất lượng", Field.SAFETY: "ATVSLĐ", Field.SOFTWARE: "Excel / phần mềm",
    Field.ENVIRONMENT: "Môi trường",
}  # fmt: skip

TITLES: dict[Field, tuple[str, ...]] = {
    Field.OPERATION_5S: (
        "Cải tiến cữ may viền cổ giày mã {code}",
        "Đổi hướng băng chuyền {line}, giảm 2 lượt bê",
        "Bố trí lại bàn quét keo theo hình chữ U",
        "Gộp công đoạn dán logo và dập lỗ xỏ dây",
        "Sắp xếp kệ chỉ may theo màu và số lô",
        "Hạ độ cao bàn kiểm hàng cho công nhân nữ",
        "Chia ngăn khay đựng chi tiết mũ giày theo cỡ",
        "Dùng thẻ kanban gọi bán thành phẩm từ kho trung chuyển",
        "Chuyển thao tác cắt chỉ thừa về đầu chuyền",
        "Vẽ vạch sơn lối đi và ô để xe phom",
        "Đánh dấu vị trí dao chặt bằng bảng bóng",
        "Rút ngắn đường đi lấy đế từ kho đến chuyền {line}",
        "Ghép hai công nhân xỏ dây thành một tổ luân phiên",
        "Treo súng keo bằng lò xo cân bằng trên chuyền",
        "Làm bảng phân công đa kỹ năng cho tổ trưởng",
        "Cân bằng lại chuyền {line} theo nhịp 42 giây",
        "Thay ghế tĩnh bằng ghế xoay có bánh ở khâu nhặt chỉ",
        "Gom rác vải theo giờ, không để cuối ca",
        "Tách lối xe nâng và lối người đi bộ trong kho da",
        "Chuẩn bị sẵn bộ kim chỉ đổi mã trước 30 phút",
        "Xếp chồng khuôn ép theo tần suất sử dụng",
        "Dán hình ảnh lỗi mẫu ngay tại vị trí thao tác",
        "Quy định lại thứ tự kiểm tra mũi giày trước khi gò",
        "Đặt thùng phụ liệu nghiêng 15 độ cho dễ lấy",
        "Dùng xe ba tầng cấp mũ giày thay cho bê tay",
        "Kẻ lưới định vị trên bàn cắt lót",
        "Rút ngắn thời gian thay khuôn máy ép đế từ 45 xuống 12 phút",
        "Làm giá để mũ bảo hộ và áo phản quang ở cửa xưởng",
        "Luân chuyển ca nghỉ giữa giờ để chuyền không dừng",
        "Sắp xếp lại kho hóa chất theo nguyên tắc nhập trước xuất trước",
        "Chia nhỏ lô gò còn 60 đôi để giảm hàng chờ",
        "Sổ giao ca một trang cho thợ máy",
        "Phát dụng cụ vệ sinh theo ô màu từng tổ",
        "Chuyển bàn ủi phom lên đầu lò sấy",
        "Lịch tra dầu máy may treo tại chân máy",
    ),
    Field.TOOLING: (
        "Chế tạo xe đẩy phom có khóa bánh",
        "Gá kẹp giữ gót khi mài nhám đế mã {code}",
        "Lắp bàn xoay cho máy may trụ",
        "Chế cữ chặn dao cho máy lạng da",
        "Thay xi lanh khí bằng cần đạp ở máy dập khoen",
        "Đồ gá dán đế cao su tự căn tâm",
        "Gắn đèn laze chỉ đường may trên máy lập trình",
        "Hộp thu chỉ thừa bằng quạt hút mini",
        "Khuôn ép nhiệt hai mặt cho logo phản quang",
        "Gia công trục cuốn thay trục nhập khẩu của máy cắt dây",
        "Chế tạo máy bóc tem keo hai mặt",
        "Giá xoay treo phom sau lò sấy",
        "Bộ dẫn hướng dây đai cho băng tải {line}",
        "Làm kìm mở khuôn nhanh không cần búa",
        "Cảm biến đếm đôi gắn cuối băng chuyền",
        "Máng trượt đưa hộp giày từ lầu hai xuống kho",
        "Đồ gá khoan lỗ đế gỗ mã {code}",
        "Cải tạo máy ép phẳng thành máy ép cạnh",
        "Tay gắp nam châm nhặt kim gãy",
        "Gá định vị may khóa kéo bốt cổ cao",
        "Lắp biến tần cho quạt hút lò sấy keo",
        "Phục hồi bàn ren máy tán đinh bằng hàn đắp",
        "Chế bộ căng chỉ cho máy thêu sáu đầu",
        "Đầu thổi khí làm sạch khuôn thay giẻ lau",
        "Khung treo cuộn vải lót có phanh",
        "Máy quấn dây giày tự ngắt",
        "Thiết kế dao chặt ghép hai chi tiết mã {code}",
        "Con lăn ép mép thay bàn là tay",
        "Giá đỡ mũi giày khi phun sơn bóng",
        "Bộ ngắt tự động khi máy chặt kẹt dao",
        "Cần cẩu mini nâng cuộn simili",
        "Ray dẫn thay mũi khoan máy đột bốn trục",
        "Bơm mỡ trung tâm cho dàn gò hậu",
    ),
    Field.SAVING: (
        "Tận dụng nhiệt máy sấy keo để hong đế",
        "Tận dụng da vụn làm móc khóa tặng khách",
        "Xếp sơ đồ chặt da lợi dụng mép cong mã {code}",
        "Dùng lại thùng carton nhập phụ liệu để đóng hàng mẫu",
        "Giảm lượng keo quét bằng chổi bản 12 mm",
        "Tắt máy nén khí số 2 vào ca đêm",
        "Thay bóng cao áp bằng đèn LED ở xưởng đế",
        "Thu hồi chỉ cuối cuộn nối lại cho may lót",
        "Cắt giấy độn từ giấy in một mặt",
        "Đặt mức tiêu hao dung môi theo từng mã giày",
        "Thu nước ngưng máy lạnh để vệ sinh sàn",
        "Giặt lại bao tay vải ba lần trước khi bỏ",
        "Pha keo theo mẻ nhỏ, hết mới pha tiếp",
        "Đổi cách cuộn mút xốp, bớt đầu thừa mỗi cuộn",
        "Dùng chung dao chặt lót cho bốn cỡ liền kề",
        "Tự sấy hạt chống ẩm dùng lại lần hai",
        "Hẹn giờ tắt quạt trần giờ cơm",
    ),
    Field.QUALITY: (
        "Lắp cân điện tử soát thiếu đôi trong thùng hàng",
        "Bảng màu chuẩn đối chiếu da trước khi chặt",
        "Kiểm tra lực bám dính đầu ca bằng mẫu thử nhanh",
        "Đo nhiệt độ keo bằng súng hồng ngoại mỗi giờ",
        "Phương pháp chống bung mũi giày mã {code}",
        "Xử lý lỗi nhăn gót sau khi gò",
        "Quy trình thay kim có đổi kim gãy lấy kim mới",
        "Dưỡng kiểm đường may cách mép 2 ly",
        "Khử ố vàng đế trắng bằng đèn tia cực tím",
        "Mẫu giới hạn vết xước cho khâu kiểm cuối",
        "Chống lệch đôi trái phải khi đóng hộp",
        "Dán tem truy xuất lô keo lên khay bán thành phẩm",
        "Cách phát hiện kim loại sót trong mũ giày",
        "Thước góc kiểm độ nghiêng gót",
        "Phiếu phản hồi lỗi công đoạn sau gửi công đoạn trước",
    ),
    Field.SAFETY: (
        "Lắp cảm biến dừng máy chặt khi mở cửa",
        "Che chắn dây curoa máy mài bằng lưới thép",
        "Nút dừng khẩn kéo dây dọc băng chuyền {line}",
        "Tủ hút hơi dung môi di động",
        "Gương cầu ở góc khuất lối xe nâng",
        "Còi báo lùi cho xe kéo hàng",
        "Bọc cách nhiệt ống hơi lò sấy",
        "Khay chống tràn dưới phuy hóa chất",
    ),
    Field.SOFTWARE: (
        "Bảng Excel tự tính tồn kho da theo mã",
        "Quét mã vạch thẻ phom để chấm sản lượng",
        "File theo dõi hạn kiểm định thiết bị có tô màu nhắc",
        "Biểu mẫu điện tử báo hỏng máy qua điện thoại",
        "Phần mềm nhỏ tính định mức chỉ may",
        "Báo cáo năng suất chuyền tự gửi thư cuối ca",
    ),
    Field.ENVIRONMENT: (
        "Lọc bụi mài đế bằng màn nước",
        "Ép bùn nước thải bằng khung bản tự chế",
        "Phân loại rác tại chuyền bằng túi ba màu",
        "Ủ rác bếp ăn làm phân bón cây xanh",
    ),
}

BAD_TITLES = ("xắp xếp lại kho", "Rút ngắng thời gian thay khuông", "TIẾC KIỆM CHỈ", "Cải tiến", "Sáng kiến tổ 3",
              "sữa máy", "5S", "Cãi tiến chuyền", "Sáng kiến cải tiến kỷ thuật", "làm giá để đồ", "Nâng cao năng xuất",
              "giãm hàng lổi")  # fmt: skip
"""As they come: misspelt, empty of meaning, or in capitals."""

PROBLEMS = (
    "Trước đây công nhân phải cúi và xoay người nhiều lần trong một chu kỳ, cuối ca mỏi lưng và hay sai thao tác.",
    "Mỗi lần đổi mã phải chờ thợ máy chỉnh tay, chuyền dừng từ mười đến hai mươi phút.",
    "Hàng lỗi chỉ được phát hiện ở khâu kiểm cuối nên phải tháo ra làm lại cả lô.",
    "Vật tư để lẫn nhiều loại, mất thời gian tìm và dễ lấy nhầm.",
    "Thiết bị cũ không có chốt giữ, khi đẩy qua gờ hay đổ, đã có lần làm rách mũ giày.",
    "Lượng hao hụt mỗi ngày không ai ghi, cuối tháng mới biết vượt định mức.",
)
CURES = (
    "Nhóm tự làm một bộ gá bằng thép tấm và ống hộp tận dụng, bắt vào chân máy bằng bốn bu lông M8.",
    "Chúng tôi kẻ lại vị trí, dán nhãn màu và thống nhất thứ tự lấy hàng trong tổ.",
    "Thay cơ cấu kẹp bằng lò xo, một tay thao tác được, tay kia giữ sản phẩm.",
    "Bổ sung cảm biến tiệm cận đấu nối tiếp với nút chạy, mở nắp là máy dừng.",
    "Chuyển công đoạn về trước một trạm, bán thành phẩm đi thẳng không quay đầu.",
    "Lập bảng theo dõi theo giờ, vượt mức thì đèn báo đỏ và tổ trưởng xử lý ngay.",
)
GAINS = (
    "Sau khi áp dụng, thời gian một chu kỳ giảm rõ rệt, chị em đỡ mỏi và không phải làm thêm giờ.",
    "Tỷ lệ lỗi giảm hơn một nửa so với tháng trước, không phát sinh chi phí mua sắm.",
    "Kết quả đã được quản đốc và phòng IE xác nhận, có thể nhân rộng sang các chuyền khác.",
    "Chi phí làm chỉ vài trăm nghìn đồng tiền vật tư, hoàn vốn trong tuần đầu.",
)
ONE_LINERS = (
    "Làm theo hình vẽ kèm theo.",
    "Đã áp dụng tại chuyền, hiệu quả tốt.",
    "Giảm thao tác thừa cho công nhân.",
    "Tự chế từ vật liệu có sẵn trong xưởng.",
)
PASTED = (
    "Căn cứ tình hình thực tế sản xuất tại phân xưởng, tổ chúng tôi đã nghiên cứu và đưa ra giải pháp cải tiến"
    " nhằm nâng cao năng suất lao động, giảm chi phí và cải thiện điều kiện làm việc cho người lao động."
)
"""One description in ten is this very paragraph."""

SECRETS = (
    "Công thức keo PU-{code}: tỷ lệ chất đóng rắn {number} phần nghìn, ủ {minutes} phút",
    "Thông số ép đế mã {code}: {number} bar, {minutes} giây, 138 độ",
    "Chế độ sấy mã {code}: vùng ba {number} độ, tốc độ {minutes} m/phút",
    "Bảng pha màu đế mã {code}: bột {number} gam, dầu {minutes} ml",
)
"""What must never leave in clear."""
