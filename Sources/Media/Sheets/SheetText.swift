/// The texts of cells as a person reads them.
package enum SheetText {
    /// Without white space and invisible marks at either end, and without the marks that break no
    /// line within.
    package static func plain(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        if isPlain { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xA0, 0x3000: scalars.append(" ")
            case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: continue
            case 0...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: continue
            default: scalars.append(scalar)
            }
        }
        let view = scalars.drop { $0.properties.isWhitespace }
        guard let last = view.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(String.UnicodeScalarView(view[...last]))
    }

    /// A number without an exponent; whole numbers without a point.
    static func number(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        if number.rounded() == number, abs(number) < 1e15 { return String(Int64(number)) }
        return number.description
    }

    /// The day of a serial number of a spreadsheet, such as `2024-03-05`; nil for none.
    ///
    /// Counted from 1900-01-01 as 1, with the 29 February 1900 that never was (ECMA-376, 18.17.4),
    /// or from 1904-01-01 as 0. A time of day is left aside.
    package static func day(ofSerial serial: Double, from1904: Bool) -> String? {
        guard serial.isFinite, serial >= (from1904 ? 0 : 1), serial < 2_958_466 else { return nil }
        var count = Int(serial)
        if from1904 {
            count += 1_462
        } else if count == 60 {
            return nil
        } else if count < 60 {
            count += 1
        }
        return day(sinceUnix: count - 25_569)
    }

    /// The proleptic Gregorian day, by its distance from 1970-01-01.
    private static func day(sinceUnix days: Int) -> String {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let part = (5 * ofYear + 2) / 153
        let day = ofYear - (153 * part + 2) / 5 + 1
        let month = part < 10 ? part + 3 : part - 9
        let whole = year + era * 400 + (month <= 2 ? 1 : 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let digits = String(whole)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            + "-\(two(month))-\(two(day))"
    }
}
