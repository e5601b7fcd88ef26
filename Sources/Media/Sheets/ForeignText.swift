import CIconv

/// Text as other programs save it: UTF-8, UTF-16 with its mark, or GB 18030 (which GBK and GB 2312
/// are a part of), as spreadsheets write it where nobody chose.
package enum ForeignText {
    package enum Encoding: String, Sendable {
        case utf8 = "UTF-8"
        case utf16 = "UTF-16"
        case gb18030 = "GB18030"
    }

    /// The bytes as UTF-8 without a mark.
    ///
    /// - Throws: `.unknownEncoding` where they are none of these.
    package static func utf8(
        of bytes: [UInt8]
    ) throws(SheetRow.Problem) -> (bytes: [UInt8], encoding: Encoding) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let rest = Array(bytes.dropFirst(3))
            guard isText(rest) else { throw .unknownEncoding }
            return (rest, .utf8)
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return (try converted(Array(bytes.dropFirst(2)), from: "UTF-16LE"), .utf16)
        }
        if bytes.starts(with: [0xFE, 0xFF]) {
            return (try converted(Array(bytes.dropFirst(2)), from: "UTF-16BE"), .utf16)
        }
        if isText(bytes) { return (bytes, .utf8) }
        return (try converted(bytes, from: "GB18030"), .gb18030)
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    }

    private static func converted(
        _ bytes: [UInt8], from name: String
    ) throws(SheetRow.Problem) -> [UInt8] {
        guard let converter = iconv_open("UTF-8", name), Int(bitPattern: converter) != -1 else {
            throw .unknownEncoding
        }
        defer { iconv_close(converter) }
        var source = bytes.map { CChar(bitPattern: $0) }
        var result = [CChar](repeating: 0, count: bytes.count * 3 + 16)
        let sent = source.count
        let room = result.count
        let left = source.withUnsafeMutableBufferPointer { from in
            result.withUnsafeMutableBufferPointer { to -> (Int, Int)? in
                var (at, put) = (from.baseAddress, to.baseAddress)
                var (atLeft, putLeft) = (sent, room)
                let answer = iconv(converter, &at, &atLeft, &put, &putLeft)
                return answer < 0 ? nil : (atLeft, putLeft)
            }
        }
        guard let left, left.0 == 0 else { throw .unknownEncoding }
        let text = result[..<(room - left.1)].map { UInt8(bitPattern: $0) }
        guard isText(text) else { throw .unknownEncoding }
        return text
    }
}
