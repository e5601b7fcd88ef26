package import Kernel
import Synchronization

/// Counts in memory how much each address, and each realm, asks of this node in a minute.
///
/// The machine itself is not counted: a web server in front names who asks.
package final class Traffic: Sendable {
    package let settings: LimitSettings

    /// Addresses that are counted in one minute; more are not told apart, and the limits of their
    /// realms stand.
    static let addressesMax = 100_000
    private static let minute: Int64 = 60_000

    private struct Key: Hashable {
        let kind: LimitSettings.Kind
        let subject: String
    }

    private struct Window {
        var minute: Int64 = 0
        var counts: [Key: Int] = [:]
    }

    /// Holds the counts of the minute.
    private let window = Mutex(Window())

    package init(_ settings: LimitSettings = LimitSettings()) {
        self.settings = settings
    }

    /// - Throws: `ActionError.tooOften`.
    package func take(
        _ kind: LimitSettings.Kind, from address: String, at now: Instant
    ) throws(ActionError) {
        guard let most = settings.most(of: kind), !Self.isThisMachine(address) else { return }
        try take(Key(kind: kind, subject: Self.network(of: address)), most: most, at: now)
    }

    /// - Throws: `ActionError.tooOften`.
    package func take(
        _ kind: LimitSettings.Kind, in realm: Realm, at now: Instant
    ) throws(ActionError) {
        guard let most = settings.realmMost(of: kind) else { return }
        try take(Key(kind: kind, subject: "realm \(realm.slug)"), most: most, at: now)
    }

    private func take(_ key: Key, most: Int, at now: Instant) throws(ActionError) {
        let minute = now.milliseconds / Self.minute
        let count = window.withLock { window in
            if window.minute != minute { window = Window(minute: minute) }
            guard window.counts.count < Self.addressesMax || window.counts[key] != nil else {
                return 0
            }
            window.counts[key, default: 0] += 1
            return window.counts[key] ?? 0
        }
        guard count > most else { return }
        let left = (minute + 1) * Self.minute - now.milliseconds
        throw .tooOften(seconds: Int((left + 999) / 1_000))
    }

    static func isThisMachine(_ address: String) -> Bool {
        address == "-" || address == "::1" || address.hasPrefix("127.")
    }

    /// One household has a whole /64 of the newer addresses, and may change within it at will.
    static func network(of address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        var groups = halves[0].split(separator: ":").map(String.init)
        if halves.count > 1 {
            let after = halves[1].split(separator: ":").count
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - after))
        }
        return groups.prefix(4).joined(separator: ":")
    }
}
