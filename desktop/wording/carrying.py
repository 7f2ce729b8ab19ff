"""What goes by hand: typing into a portal's page, bundles between PCs."""

from __future__ import annotations

from desktop.i18n import N_

LABELS: dict[str, str] = {
    "portal_word.answers": N_("nhận kết quả của cổng từ bảng kê"),
    "typing.typed": N_("gõ hộ vào trang của cổng"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "bundle.chain_broken": (
        N_("Gói tệp {file} không nối tiếp các gói trước của máy đó: có hai bản cùng một máy."),
        N_("Chưa có gì bị đổi; máy đó được chép hoặc phục hồi thì đặt lại tên máy rồi ghi gói mới."),
    ),
    "bundle.own": (N_("Gói tệp {file} do chính máy này ghi."), N_("Nhận gói ở máy khác của công đoàn.")),
    "bundle.unknown_pc": (
        N_("Máy ghi gói tệp {file} không giữ khóa của công đoàn nên không nhận."),
        N_("Chưa có gì bị đổi; hỏi người đưa gói, xem máy đó đã vào sổ chung chưa."),
    ),
    "sharing.off": (
        N_("Máy này chưa dùng chung sổ với máy khác."),
        N_("Bật dùng chung ở Máy trong công đoàn trước."),
    ),
    "field_order.unreadable": (
        N_("Tệp thứ tự ô {file} không dùng được: {why}."),
        N_("Sửa chỗ đó theo lời dặn ở đầu tệp; thứ tự đang dùng vẫn còn nguyên."),
    ),
    "portal_list.no_headings": (
        N_("Bảng kê không có cột mã trên cổng cùng cột số hoặc tên sáng kiến."),
        N_("Ghi tên cột như Mã hồ sơ, Tên sáng kiến, Trạng thái rồi nhận lại."),
    ),
    "portal_list.several": (
        N_("Có nhiều sáng kiến cùng tên “{title}”."),
        N_("Thêm cột số sáng kiến vào bảng kê."),
    ),
    "portal_list.state": (
        N_("Không hiểu trạng thái “{state}”."),
        N_("Ghi hợp lệ, trả lại hoặc chờ xem xét."),
    ),
    "portal_list.unknown": (
        N_("Không có sáng kiến đã công nhận nào là “{title}”."),
        N_("Xem lại tên, hoặc thêm cột số sáng kiến."),
    ),
    "typing.clipboard": (N_("Chương trình khác đang giữ bộ nhớ tạm."), N_("Chờ một chút rồi bấm lại.")),
    "typing.key_taken": (
        N_("Phím {keys} đang có chương trình khác giữ."),
        N_("Đóng chương trình đó, hoặc chép từng ô bằng nút Chép ô này."),
    ),
    "typing.key_unknown": (N_("Không có phím nào tên {key}."), N_("Xem tên các phím ở đầu tệp thứ tự ô.")),
    "typing.no_keyboard": (
        N_("Máy này không cho gõ hộ vào cửa sổ khác ({why})."),
        N_("Chép từng ô bằng nút Chép ô này rồi dán vào trang của cổng."),
    ),
    "typing.no_page": (N_("Tệp thứ tự ô không có trang {page}."), N_("Chọn trang khác.")),
    "typing.no_word": (
        N_("Trang của cổng chưa có chữ cho “{value}” ở ô {field}."),
        N_("Thêm vào tệp thứ tự ô, hoặc sửa lại hồ sơ."),
    ),
    "typing.not_recognised": (N_("Sáng kiến này chưa được công nhận nên chưa nộp."), ""),
    "typing.not_released": (
        N_("Sáng kiến này không nộp lên cổng theo mức công bố."),
        N_("Đổi mức công bố trong hồ sơ nếu doanh nghiệp đồng ý."),
    ),
    "typing.other_window": (
        N_("Cửa sổ phía trước là “{title}”, không phải trang “{window}”, nên đã dừng gõ."),
        N_("Mở đúng trang của cổng, đặt con trỏ vào ô đang chọn rồi bấm lại."),
    ),
    "typing.too_many_authors": (
        N_("Có {count} tác giả, trang của cổng chỉ nhận {most}."),
        N_("Tăng số dòng trong tệp thứ tự ô nếu cổng cho, hoặc nhập tay."),
    ),
}
