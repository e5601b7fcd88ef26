/// What stands in the brackets of `\(…)`, anywhere in a source, with what stands in those again.
struct Interpolations {
    private let bytes: [UInt8]
    private(set) var found: [Range<Int>] = []

    init(in text: String) {
        bytes = Array(text.utf8)
        walk(0..<bytes.count)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func line(of place: Int) -> Int { bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1 }

    /// The values between which a condition chooses at the top of an expression, such as
    /// `isNew ? "a" : "b"`; none where it does not choose.
    func choices(in range: Range<Int>) -> [String] {
        var values: [String] = []
        var start = range.lowerBound
        var place = start
        var depth = 0
        while place < range.upperBound {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                place = literalEnd(from: place).end
                continue
            }
            if Self.opening.contains(byte) { depth += 1 }
            if Self.closing.contains(byte) { depth -= 1 }
            if depth == 0, isChoice(at: place, in: range) {
                // What stands before a question mark is a condition, not a value.
                if byte == UInt8(ascii: ":") { values.append(trimmed(start..<place)) }
                start = place + 1
            }
            place += 1
        }
        return values.isEmpty ? [] : values + [trimmed(start..<range.upperBound)]
    }

    private func trimmed(_ range: Range<Int>) -> String {
        let first = range.first { !Self.isSpace(bytes[$0]) } ?? range.upperBound
        let last = range.last { !Self.isSpace(bytes[$0]) } ?? range.lowerBound
        return first <= last ? text(first..<last + 1) : ""
    }

    /// Whether a value is one literal and nothing else.
    static func isLiteral(_ value: String) -> Bool {
        guard value.hasPrefix("\"") else { return false }
        let own = Interpolations(in: value)
        return own.literalEnd(from: 0).end == own.bytes.count
    }

    // MARK: - Reading

    private static let opening = Set("([{".utf8)
    private static let closing = Set(")]}".utf8)

    /// A mark of a choice stands between spaces.
    private func isChoice(at place: Int, in range: Range<Int>) -> Bool {
        guard bytes[place] == UInt8(ascii: "?") || bytes[place] == UInt8(ascii: ":"),
            place > range.lowerBound, place + 1 < range.upperBound
        else { return false }
        return Self.isSpace(bytes[place - 1]) && Self.isSpace(bytes[place + 1])
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
    }

    private mutating func walk(_ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            if isComment(at: place) {
                place = lineEnd(from: place)
            } else if bytes[place] == UInt8(ascii: "\"") {
                let (end, inner) = literalEnd(from: place)
                for one in inner {
                    found.append(one)
                    walk(one)
                }
                place = end
            } else {
                place += 1
            }
        }
    }

    private func isComment(at place: Int) -> Bool {
        bytes[place] == UInt8(ascii: "/") && place + 1 < bytes.count
            && bytes[place + 1] == UInt8(ascii: "/")
    }

    private func lineEnd(from place: Int) -> Int {
        bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    }

    /// After the literal that begins here, with what it interpolates.
    private func literalEnd(from start: Int) -> (end: Int, inner: [Range<Int>]) {
        let isLong = bytes[start...].starts(with: "\"\"\"".utf8)
        let mark = isLong ? Array("\"\"\"".utf8) : [UInt8(ascii: "\"")]
        var place = start + mark.count
        var inner: [Range<Int>] = []
        while place < bytes.count {
            if bytes[place] == mark[0], bytes[place...].starts(with: mark) {
                return (place + mark.count, inner)
            }
            guard bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count else {
                place += 1
                continue
            }
            if bytes[place + 1] == UInt8(ascii: "(") {
                let end = bracketEnd(from: place + 1)
                inner.append(place + 2..<max(place + 2, end - 1))
                place = end
            } else {
                place += 2
            }
        }
        return (bytes.count, inner)
    }

    private func bracketEnd(from start: Int) -> Int {
        var depth = 0
        var place = start
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "\""):
                place = literalEnd(from: place).end
                continue
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            place += 1
            if depth == 0 { return place }
        }
        return bytes.count
    }
}
