"""Words about the exchange: what a portal, a link or a check on the way said, and what a person can do about it."""

from __future__ import annotations

from desktop.i18n import N_

_APART = (
    N_("Máy này và cổng chưa hiểu nhau (mã {code})."),
    N_("Không mất gì. Cập nhật chương trình; nếu vẫn vậy, báo người phụ trách cổng kèm mã này."),
)
_MEND = N_("Mở phiếu, sửa rồi chốt nộp lại.")
_LATER = N_("Không mất gì; lần gửi sau sẽ tự thử lại.")
_ANOTHER = N_("Xin người phụ trách cổng ghi gói khác.")
_TYPE_CODE_AGAIN = N_("So lại với giấy, từng nhóm một.")
_NEW_CODE = N_("Xin cổng một mã ghi danh mới.")
_ENROL_AGAIN = N_("Ghi danh lại máy này bằng mã mới của cổng.")

SENTENCES: dict[str, tuple[str, str]] = {
    # how a round ended
    "already_sending": (
        N_("Đang gửi ở lượt khác."),
        N_("Chờ lượt đó xong; không hồ sơ nào bị gửi hai lần."),
    ),
    "not_enrolled": (N_("Máy này chưa ghi danh với cổng nào."), N_("Ghi danh bằng mã trên giấy của cổng.")),
    "waiting": (
        N_("Cổng đã hẹn giờ gửi lại và giờ ấy chưa tới."),
        N_("Không mất gì; hồ sơ vẫn chờ ở máy này."),
    ),
    "stopped": (N_("Đã dừng theo ý bạn."), N_("Phần chưa gửi vẫn còn nguyên.")),
    "limit": (N_("Đã gửi tới giới hạn dung lượng."), N_("Phần còn lại đi ở lần gửi sau.")),
    "daily_cap": (
        N_("Đã gửi đủ mức dung lượng của hôm nay."),
        N_("Phần còn lại đi vào ngày mai; muốn gửi ngay thì nâng mức này lên."),
    ),
    "cap.negative": (N_("Mức dung lượng mỗi ngày không thể âm."), N_("Gõ 0 nếu không muốn giới hạn.")),
    "proxy.malformed": (
        N_("Địa chỉ máy chủ trung gian viết chưa đúng."),
        N_("Viết như 10.0.0.1:8080; chưa có gì rời máy này."),
    ),
    "unreachable": (N_("Chưa liên lạc được với cổng."), _LATER),
    "unsure": (
        N_("Chưa rõ cổng đã nhận hay chưa: câu trả lời bị mất."),
        N_("Lần sau sẽ hỏi lại trước khi gửi."),
    ),
    "not_the_portal": (
        N_("Nơi trả lời không phải là cổng."),
        N_("Có thể mạng đang đòi đăng nhập; mở trình duyệt xem thử."),
    ),
    "no_trust": (
        N_("Đường nối tới cổng không an toàn nên đã ngắt."),
        N_("Mở trình duyệt xem mạng có đòi đăng nhập không; nếu không, hỏi người phụ trách mạng."),
    ),
    "gateway.too_large": (
        N_("Máy chủ đứng trước cổng không cho qua một lượt gửi dù đã chia nhỏ."),
        N_("Hồ sơ còn nguyên ở máy này; báo người phụ trách cổng nới giới hạn, hoặc nộp bằng gói tệp."),
    ),
    "no_trust.date": (
        N_("Theo đồng hồ của máy này, chứng thư của cổng chưa có hoặc đã hết hiệu lực nên đã ngắt."),
        N_("Xem lại ngày giờ ở góc màn hình, sửa rồi gửi lại; chưa có gì rời máy."),
    ),
    "proxy_login": (
        N_("Máy chủ trung gian của mạng đòi tên và mật khẩu."),
        N_(
            "Gõ tên và mật khẩu ấy vào phần Đường truyền. Gõ đúng mà vẫn bị đòi: mạng này dùng kiểu đăng nhập "
            "mà chương trình không có; nhờ người phụ trách mạng mở lối, hoặc nộp bằng gói tệp."
        ),
    ),
    "login": (N_("Cổng đòi đăng nhập lại."), _ENROL_AGAIN),
    "busy": (N_("Cổng đang bận."), _LATER),
    "too_old": (
        N_("Cổng không còn nhận phiên bản này của chương trình."),
        N_("Cập nhật chương trình; dữ liệu vẫn còn nguyên."),
    ),
    "relay.none": (
        N_("Nơi máy này gửi tới không phải là trạm chuyển tiếp."),
        N_("Máy này nộp thẳng cho cổng, không cần mã thứ hai."),
    ),
    "relay.only": (
        N_("Việc này chỉ trạm chuyển tiếp được làm."),
        N_("Không có gì bị đổi; báo người phụ trách cổng."),
    ),
    # sending while nobody is signed in
    "tray.missing": (
        N_("Chưa có gì bày sẵn để gửi theo lịch."),
        N_("Mở sổ, chốt nộp hồ sơ; phần chờ gửi sẽ được bày ra cho lần sau."),
    ),
    "tray.key_missing": (
        N_("Không thấy khóa chỉ gửi {file}."),
        N_("Không mất gì. Mở sổ, tắt rồi bật lại gửi theo lịch để có khóa mới."),
    ),
    "tray.key_wrong": (
        N_("Khóa chỉ gửi không mở được khay gửi này."),
        N_("Không mất gì. Mở sổ, tắt rồi bật lại gửi theo lịch để có khóa mới."),
    ),
    "schedule.minutes": (
        N_("Mỗi lượt cách nhau từ {least} tới {most} phút."),
        N_("Gõ số phút trong khoảng này."),
    ),
    "schedule.refused": (
        N_("Hệ điều hành không nhận lịch gửi ({said})."),
        N_("Không có gì bị đổi; vẫn gửi được khi mở cửa sổ."),
    ),
    "schedule.none": (
        N_("Máy này không có trình hẹn giờ nào (systemd hoặc cron)."),
        N_("Không có gì bị đổi; cài cron rồi bật lại, hoặc gửi khi mở cửa sổ."),
    ),
    # practice
    "practice.real_portal": (
        N_("Sổ tập không gửi tới cổng thật."),
        N_("Không có gì rời máy. Lập sổ khác cho dữ liệu thật."),
    ),
    "practice.enrolled": (
        N_("Sổ này đã ghi danh với cổng nên không dùng để tập được."),
        N_("Dữ liệu còn nguyên. Lập một sổ khác để tập."),
    ),
    "practice.not_one": (
        N_("Đây không phải là sổ tập."),
        N_("Chỉ sổ tập mới có cổng tập; dữ liệu thật không bị đụng tới."),
    ),
    "practice.no_port": (
        N_("Cổng tập không mở được: chỗ của nó trên máy này đang bị chiếm."),
        N_("Đóng cửa sổ kia rồi bắt đầu lại; sổ tập còn nguyên."),
    ),
    # the address and the link
    "url.malformed": (N_("Địa chỉ cổng viết chưa đúng."), N_("Viết như https://cong.example.vn.")),
    "url.not_https": (
        N_("Địa chỉ cổng phải bắt đầu bằng https://."),
        N_("Xem lại địa chỉ trên giấy ghi danh."),
    ),
    "answer.altered": (N_("Câu trả lời của cổng đã bị sửa trên đường về nên không nhận."), _LATER),
    "answer.too_large": (N_("Câu trả lời của cổng dài bất thường nên không nhận."), _LATER),
    "portal.fault": (N_("Cổng đang gặp lỗi."), _LATER),
    "upload.locked": (N_("Cổng đang nhận tệp này ở lượt khác."), _LATER),
    # bundles
    "bundle.size": (N_("Mỗi phần của gói tệp phải từ {least} tới {most} MB."), ""),
    "bundle.nothing": (
        N_("Không có gì chờ nộp."),
        N_("Chốt nộp trước; chỉ muốn hỏi tin thì đánh dấu Ghi cả khi không có gì chờ."),
    ),
    "bundle.out_exists": (N_("Đã có tệp tên {file}."), N_("Chọn tên khác.")),
    "bundle.missing": (N_("Không thấy gói tệp {file}."), N_("Xem lại tên tệp, hoặc cắm lại thẻ nhớ.")),
    "bundle.not_read_back": (
        N_("Đọc lại gói tệp thấy khác bản đã ghi."),
        N_("Dùng thẻ nhớ khác; chưa có gì bị coi là đã nộp."),
    ),
    "bundle.not_for_us": (N_("Gói tệp {file} không gửi cho đơn vị này."), ""),
    "bundle.for_another": (N_("Gói tệp {file} không gửi cho máy này."), N_("Mở trên máy đã ghi gói nộp.")),
    "bundle.damaged": (N_("Gói tệp {file} bị cụt hoặc bị sửa."), _ANOTHER),
    "bundle.malformed": (N_("{file} không phải là gói tệp."), ""),
    "bundle.version": (N_("Gói tệp {file} của phiên bản khác."), N_("Cập nhật chương trình.")),
    "bundle.kind": (N_("Gói tệp {file} không phải là gói biên nhận."), N_("Chọn gói mà cổng đã đưa.")),
    "bundle.signature": (N_("Chữ ký của gói tệp {file} không đúng nên không nhận."), _ANOTHER),
    "bundle.answer": (N_("Biên nhận trong gói tệp {file} không đúng chữ ký nên không nhận."), _ANOTHER),
    "bundle.older": (N_("Gói tệp {file} có từ trước khi cổng phục hồi dữ liệu."), _ANOTHER),
    "bundle.too_large": (N_("Gói tệp {file} lớn quá mức nhận."), _ANOTHER),
    "bundle.too_many": (N_("Gói tệp {file} có quá nhiều mục."), _ANOTHER),
    # comparing with the portal
    "reconcile.only_here": (
        N_("Máy này có biên nhận mà cổng không có hồ sơ."),
        N_("Báo người phụ trách cổng."),
    ),
    "reconcile.only_there": (N_("Chỉ cổng có: máy khác của đơn vị đã nộp."), ""),
    "reconcile.older_here": (N_("Cổng có bản mới hơn máy này."), ""),
    "reconcile.older_there": (
        N_("Cổng có bản cũ hơn biên nhận của máy này."),
        N_("Báo người phụ trách cổng."),
    ),
    # enrolment
    "code.length": (N_("Mã ghi danh thiếu hoặc thừa ký tự."), _TYPE_CODE_AGAIN),
    "code.letter": (N_("Mã ghi danh có ký tự lạ."), _TYPE_CODE_AGAIN),
    "code.group": (N_("Một nhóm của mã ghi danh chưa đúng."), _TYPE_CODE_AGAIN),
    "code.version": (N_("Mã ghi danh này của phiên bản khác."), _NEW_CODE),
    "enrolment.code_unknown": (N_("Cổng không có mã ghi danh này."), _NEW_CODE),
    "enrolment.code_used": (N_("Mã ghi danh này đã dùng cho máy khác."), _NEW_CODE),
    "enrolment.keys_differ": (
        N_("Khóa của cổng khác với giấy ghi danh: có thể đây không phải là cổng thật."),
        N_("Đừng ghi danh; hỏi người đã đưa giấy."),
    ),
    "replica.unknown": (N_("Cổng không biết máy này."), _ENROL_AGAIN),
    "replica.disabled": (N_("Cổng đã khóa máy này."), N_("Hỏi người phụ trách cổng.")),
    "replica.forked": (
        N_("Cổng thấy hai máy cùng một danh tính: dữ liệu đã được chép sang máy khác."),
        _ENROL_AGAIN,
    ),
    "replica.copied": (
        N_("Sổ này được chép từ máy khác nên máy này chưa gửi gì."),
        N_("Vào Nộp cổng, chọn: đã chuyển hẳn sang máy này, hay đây là bản sao. Nhập và in vẫn như thường."),
    ),
    "replica.twice": (
        N_("Trên máy này có hai thư mục của cùng một sổ nên thư mục này chưa gửi gì."),
        N_("Vào Nộp cổng, chọn: đã chuyển hẳn sang đây, hay đây là bản sao. Nhập và in vẫn như thường."),
    ),
    "signature.wrong": (N_("Chữ ký số không đúng nên không nhận."), N_("Báo người phụ trách cổng.")),
    # what was sent
    "change.refused": (N_("Cổng không nhận bản này."), _MEND),
    "key.other_bytes": (
        N_("Cổng đang giữ một bản khác đã gửi dưới cùng mã của bản này; không bản nào bị ghi đè."),
        N_("Mở phiếu xem lại rồi chốt nộp lại: bản của máy đi bằng mã mới để đối chiếu với bản ở cổng."),
    ),
    "record.stale": (N_("Cổng đã có bản mới hơn của hồ sơ này."), N_("Đối chiếu hai bản rồi chốt nộp lại.")),
    "record.of_another_unit": (N_("Hồ sơ này thuộc công đoàn khác."), N_("Báo người phụ trách cổng.")),
    "title.too_long": (N_("Tên dài quá {limit} ký tự nên cổng không nhận."), _MEND),
    "text.too_long": (N_("Một ô dài quá {limit} ký tự nên cổng không nhận."), _MEND),
    "text.control": (N_("Trong chữ có ký tự điều khiển không hiện ra được."), N_("Gõ lại ô này.")),
    "text.not_a_character": (N_("Trong chữ có ký tự hỏng."), N_("Gõ lại ô này.")),
    "number.too_large": (N_("Một con số quá lớn."), _MEND),
    "union.missing": (N_("Chưa ghi tên công đoàn cơ sở."), N_("Ghi ở mục Danh mục.")),
    "recognition.missing": (
        N_("Sáng kiến chưa được công nhận nên chưa nộp được."),
        N_("Ghi quyết định đã ký trước."),
    ),
    "recognition.number_missing": (N_("Chưa có số quyết định công nhận."), N_("Ghi số, ngày đã ký trước.")),
    "authors.too_many": (N_("Quá {limit} tác giả."), _MEND),
    "share.not_positive": (N_("Có tác giả chưa có tỷ lệ đóng góp."), _MEND),
    "benefit.missing": (N_("Chưa ghi giá trị làm lợi."), N_("Ghi số tiền, hoặc chọn Không tính được.")),
    "benefit.amount_unexpected": (N_("Có số tiền làm lợi mà lại chọn không tính được."), _MEND),
    "dates.ended_before_used": (N_("Ngày kết thúc đứng trước ngày áp dụng lần đầu."), _MEND),
    "release.protected": (
        N_("Sáng kiến có thông tin cần bảo mật thì chỉ nộp tên và hiệu quả."),
        N_("Chọn mức “Chỉ tên và hiệu quả”."),
    ),
    "release.title_only": (N_("Có phần nội dung vượt mức “Chỉ tên và hiệu quả”."), N_("Chốt nộp lại.")),
    # files
    "file.missing": (N_("Không đọc được tệp đính kèm trên máy này."), N_("Đính lại tệp rồi chốt nộp lại.")),
    "file.changed": (N_("Tệp đính kèm trên máy đã bị thay đổi."), N_("Đính lại tệp rồi chốt nộp lại.")),
    "file.too_large": (N_("Tệp lớn quá mức cổng nhận."), N_("Thu nhỏ tệp rồi đính lại.")),
    "schema.too_old": (
        N_("Cổng không còn nhận hồ sơ do bản phần mềm cũ này làm ra. Hồ sơ vẫn còn nguyên trên máy."),
        N_("Cập nhật phần mềm rồi chốt nộp lại; trong khi chờ vẫn nhập, in, ký bình thường."),
    ),
    "schema.unknown": (
        N_("Cổng chưa đọc được hồ sơ kiểu mới của phần mềm này. Hồ sơ vẫn còn nguyên trên máy."),
        N_("Chờ cổng cập nhật rồi gửi lại; trong khi chờ vẫn nhập, in, ký bình thường."),
    ),
    "checksum.differs": (N_("Một đoạn tệp bị hỏng trên đường đi."), _LATER),
    "offset.differs": (N_("Cổng và máy lệch nhau về phần tệp đã gửi."), _LATER),
    "file.other_bytes": (N_("Tệp tới cổng không giống tệp trên máy."), _LATER),
}

BETWEEN_PROGRAMS = (
    *("after.malformed", "answer.malformed", "assertion.stale", "audience.differs", "audience.unknown"),
    *(
        "base.malformed",
        "body.shape",
        "body.too_large",
        "change.malformed",
        "checksum.unknown",
        "claim.malformed",
    ),
    *("envelope.malformed", "envelope.of_another", "envelope.too_large", "envelope.too_many"),
    *("envelope.unpacks_too_large", "file.malformed", "file.not_wanted", "file.other_size", "id.malformed"),
    *("key.differs", "keys.malformed", "keys.too_many", "kind.unknown", "line.malformed"),
    *("most.malformed",),
    *(
        "line.not_json",
        "line.too_large",
        "lines.cut",
        "metadata.malformed",
        "method.unknown",
        "nonce.missing",
    ),
    *("period.malformed", "piece.media_type", "piece.too_large", "protocol.unknown", "receipt.malformed"),
    *("text.field_name", "token.expired", "token.missing", "upload.unknown"),
)
"""Codes that a person can do nothing about: one sentence for all, with the code in it."""

SENTENCES |= dict.fromkeys(BETWEEN_PROGRAMS, _APART)
