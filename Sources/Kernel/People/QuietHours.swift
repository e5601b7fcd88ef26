/// The hours in which the desk announces nothing (免打扰时段): a span of the day on the wall clock,
/// which may pass midnight.
package struct QuietHours: Hashable, Sendable {
    /// Minutes of the day, 0 to 1439: the first quiet minute, and the first that no longer is.
    package let from: Int
    package let until: Int

    /// From nine in the evening to half past seven in the morning, outside which the anti-burden
    /// rules ask nobody to look (整治形式主义为基层减负若干规定, 2024).
    package static let usual = QuietHours(from: 21 * 60, until: 7 * 60 + 30)

    /// Minutes outside a day are brought to its nearest end.
    package init(from: Int, until: Int) {
        self.from = min(max(from, 0), 1_439)
        self.until = min(max(until, 0), 1_439)
    }

    /// Whether a minute of the day is quiet; the same time twice means that none is.
    package func contains(minute: Int) -> Bool {
        from <= until
            ? (from..<until).contains(minute)
            : minute >= from || minute < until
    }
}
