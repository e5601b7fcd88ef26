import Kernel

// Months, years and times of day, and the words of a certificate.
extension TextForm {
    /// A time of day on the clock of the realm.
    static let wallClock = TextForm(
        lengths: 5...5, pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        accepts: { text in
            let parts = text.split(separator: ":").map { digits($0) }
            guard parts.count == 2, let hour = parts[0], let minute = parts[1] else {
                return false
            }
            return text.utf8.count == 5 && hour < 24 && minute < 60
        })

    static let month = TextForm(
        lengths: 7...7, pattern: "^[0-9]{4}-(0[1-9]|1[0-2])$",
        accepts: { $0.utf8.count == 7 && Month(parsing: $0) != nil })

    static let year = TextForm(
        lengths: 4...4, pattern: "^[12][0-9]{3}$",
        accepts: { text in digits(text[...]).map { (1_000..<3_000).contains($0) } ?? false })

    static let checkWords = TextForm(
        lengths: 3...40, pattern: "^[a-z]+-[a-z]+$",
        accepts: { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            return parts.count == 2
                && parts.allSatisfy { part in
                    !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) }
                }
        })

    /// A number written in plain digits alone.
    private static func digits(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
