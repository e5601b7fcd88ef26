import Kernel
import Synchronization

/// How fast each key asks: counted in memory, so that reading costs no writing. Each node counts
/// for itself, and a restart begins anew.
final class Pace: Sendable {
    /// 20 calls a second, over five minutes.
    static let callsMax = 6_000
    static let windowSeconds: Int64 = 300
    private static let keptMax = 10_000

    private struct Window {
        var start: Instant
        var calls: Int
    }

    /// Holds the present window of each key.
    private let windows = Mutex<[Int64: Window]>([:])

    /// Counts a call.
    ///
    /// - Returns: how many seconds to wait, where there were too many.
    func wait(of key: Int64, at now: Instant) -> Int? {
        let length = Self.windowSeconds * 1_000
        let start = Instant(milliseconds: now.milliseconds / length * length)
        let calls = windows.withLock { windows -> Int in
            if windows.count > Self.keptMax { windows = windows.filter { $0.value.start == start } }
            var window = windows[key] ?? Window(start: start, calls: 0)
            if window.start != start { window = Window(start: start, calls: 0) }
            window.calls += 1
            windows[key] = window
            return window.calls
        }
        guard calls > Self.callsMax else { return nil }
        return Int(start.adding(milliseconds: length).seconds(since: now)) + 1
    }
}
