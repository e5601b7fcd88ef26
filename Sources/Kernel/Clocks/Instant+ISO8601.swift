extension Instant: CustomStringConvertible {
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case malformed(String)

        package var description: String {
            switch self {
            case .malformed(let text):
                "“\(text)” is not a time. Write it like 2026-11-21T08:30:00+08:00."
            }
        }
    }

    /// `2026-11-21T00:30:00Z`, with three decimals when the milliseconds are not zero.
    package var iso8601: String {
        let millisecondsPerDay: Int64 = 86_400_000
        let (days, rest) = milliseconds.quotientAndFloorRemainder(by: millisecondsPerDay)
        let day = Day(ordinal: Int(days))
        func twoDigits(_ number: Int64) -> String { "\(number / 10)\(number % 10)" }
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
            .map(twoDigits).joined(separator: ":")
        let thousandths = rest % 1000
        let decimals =
            thousandths == 0 ? "" : ".\(thousandths / 100)" + twoDigits(thousandths % 100)
        return "\(day)T\(clock)\(decimals)Z"
    }

    package var description: String { iso8601 }

    /// Reads `2026-11-21T08:30:00+08:00`: seconds and decimals may be left out, the zone may not.
    ///
    /// A blank may stand for the T. Decimals beyond the third are dropped; a second 60 is
    /// refused.
    package init(iso8601 text: String) throws(Problem) {
        let bytes = Array(text.utf8)
        guard (17...40).contains(bytes.count), [0x54, 0x74, 0x20].contains(bytes[10]),
            let day = try? Day(parsing: String(text.prefix(10))),
            let time = TimeText(bytes[11...])
        else { throw .malformed(text) }
        self.init(milliseconds: Int64(day.ordinal) * 86_400_000 + time.utcMilliseconds)
    }
}

/// The part of an ISO 8601 text after the T: `08:30:00.5+08:00`.
private struct TimeText {
    /// Since midnight UTC; negative east of Greenwich in the early morning.
    let utcMilliseconds: Int64

    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        guard let hour = Self.twoDigits(&rest, max: 23), Self.skip(0x3A, &rest),
            let minute = Self.twoDigits(&rest, max: 59)
        else { return nil }
        var second: Int64 = 0
        var thousandths: Int64 = 0
        if Self.skip(0x3A, &rest) {
            guard let value = Self.twoDigits(&rest, max: 59) else { return nil }
            second = value
            if Self.skip(0x2E, &rest) {
                guard let value = Self.decimals(&rest) else { return nil }
                thousandths = value
            }
        }
        guard let offset = Self.offsetMinutes(&rest), rest.isEmpty else { return nil }
        utcMilliseconds = ((hour * 60 + minute - offset) * 60 + second) * 1000 + thousandths
    }

    private static func offsetMinutes(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        if skip(0x5A, &rest) || skip(0x7A, &rest) { return 0 }
        let sign: Int64
        if skip(0x2B, &rest) {
            sign = 1
        } else if skip(0x2D, &rest) {
            sign = -1
        } else {
            return nil
        }
        guard let hours = twoDigits(&rest, max: 18) else { return nil }
        _ = skip(0x3A, &rest)
        guard let minutes = twoDigits(&rest, max: 59) else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private static func decimals(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        let padded = digits.prefix(3) + Array(repeating: 0x30, count: max(0, 3 - digits.count))
        return padded.reduce(0) { $0 * 10 + Int64($1) - 0x30 }
    }

    private static func twoDigits(_ rest: inout ArraySlice<UInt8>, max: Int64) -> Int64? {
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        rest = rest.dropFirst(2)
        let value = digits.reduce(0) { $0 * 10 + Int64($1) - 0x30 }
        return value <= max ? value : nil
    }

    private static func skip(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }
}

extension FixedWidthInteger {
    /// Division that rounds towards minus infinity, so that days before 1970 come out right.
    func quotientAndFloorRemainder(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
