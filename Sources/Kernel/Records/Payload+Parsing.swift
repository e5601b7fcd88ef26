extension Payload {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unexpected(offset: Int)
        case duplicateKey(String, offset: Int)
        case notAnInteger(offset: Int)
        case tooDeep(depthMax: Int)
        case notUTF8

        package var description: String {
            switch self {
            case .unexpected(let offset):
                "The payload is not JSON: something unexpected stands at byte \(offset)."
            case .duplicateKey(let key, let offset):
                "The payload has the key “\(key)” twice, the second time before byte \(offset)."
            case .notAnInteger(let offset):
                "The payload has a number at byte \(offset) that is not a 64-bit integer."
            case .tooDeep(let depthMax):
                "The payload is nested deeper than \(depthMax) levels."
            case .notUTF8:
                "The payload is not UTF-8 text."
            }
        }
    }

    package static let depthMax = 64

    /// Reads JSON in any layout, without fractions of numbers and without repeated keys.
    package init(parsing bytes: [UInt8]) throws(Problem) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var reader = PayloadReader(bytes: bytes)
        self = try reader.document()
    }

    package init(parsing text: String) throws(Problem) {
        try self.init(parsing: Array(text.utf8))
    }
}

/// Reads one JSON document byte by byte.
private struct PayloadReader {
    let bytes: [UInt8]
    private var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(Payload.Problem) -> Payload {
        let value = try value(depth: 0)
        skipBlanks()
        guard offset == bytes.count else { throw .unexpected(offset: offset) }
        return value
    }

    private mutating func value(depth: Int) throws(Payload.Problem) -> Payload {
        guard depth <= Payload.depthMax else { throw .tooDeep(depthMax: Payload.depthMax) }
        skipBlanks()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .int(try integer())
        }
    }

    private mutating func object(depth: Int) throws(Payload.Problem) -> Payload {
        var members: [String: Payload] = [:]
        offset += 1
        skipBlanks()
        if skip(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { throw .unexpected(offset: offset) }
            let key = try text()
            guard members[key] == nil else { throw .duplicateKey(key, offset: offset) }
            skipBlanks()
            guard skip(UInt8(ascii: ":")) else { throw .unexpected(offset: offset) }
            members[key] = try value(depth: depth + 1)
            skipBlanks()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "}")) else { throw .unexpected(offset: offset) }
        return .object(members)
    }

    private mutating func list(depth: Int) throws(Payload.Problem) -> Payload {
        var values: [Payload] = []
        offset += 1
        skipBlanks()
        if skip(UInt8(ascii: "]")) { return .list(values) }
        repeat {
            values.append(try value(depth: depth + 1))
            skipBlanks()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "]")) else { throw .unexpected(offset: offset) }
        return .list(values)
    }

    private mutating func text() throws(Payload.Problem) -> String {
        offset += 1
        var units: [UInt8] = []
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw .unexpected(offset: offset) }
            offset += 1
            if byte == UInt8(ascii: "\\") {
                units.append(contentsOf: String(try escaped()).utf8)
            } else {
                units.append(byte)
            }
        }
        guard skip(UInt8(ascii: "\"")) else { throw .unexpected(offset: offset) }
        return String(decoding: units, as: UTF8.self)
    }

    private mutating func escaped() throws(Payload.Problem) -> Unicode.Scalar {
        guard let byte = peek else { throw .unexpected(offset: offset) }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try escapedUnits()
        default: throw .unexpected(offset: offset - 1)
        }
    }

    /// The four digits after `\u`, and the second half of a surrogate pair where they need one.
    private mutating func escapedUnits() throws(Payload.Problem) -> Unicode.Scalar {
        let start = offset
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) else {
            throw .unexpected(offset: start)
        }
        let second = try fourHexDigits()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
        else { throw .unexpected(offset: start) }
        return scalar
    }

    private mutating func fourHexDigits() throws(Payload.Problem) -> UInt32 {
        let digits = bytes[offset..<min(offset + 4, bytes.count)]
        guard digits.count == 4, !digits.contains(UInt8(ascii: "+")),
            !digits.contains(UInt8(ascii: "-")),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw .unexpected(offset: offset) }
        offset += 4
        return value
    }

    private mutating func integer() throws(Payload.Problem) -> Int64 {
        let start = offset
        _ = skip(UInt8(ascii: "-"))
        let firstDigit = offset
        while let byte = peek, (0x30...0x39).contains(byte) { offset += 1 }
        guard offset > firstDigit else { throw .unexpected(offset: offset) }
        let hasLeadingZero = bytes[firstDigit] == 0x30 && offset - firstDigit > 1
        let continues = peek.map {
            [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0)
        }
        guard !hasLeadingZero, continues != true,
            let value = Int64(String(decoding: bytes[start..<offset], as: UTF8.self))
        else { throw .notAnInteger(offset: start) }
        return value
    }

    private mutating func word(
        _ word: String, _ value: Payload
    ) throws(Payload.Problem) -> Payload {
        guard bytes[offset...].starts(with: word.utf8) else { throw .unexpected(offset: offset) }
        offset += word.utf8.count
        return value
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }
}
