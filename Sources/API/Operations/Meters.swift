import Synchronization

/// What the running program counts of itself, since it was started: no name and no address of
/// anybody is among it.
package final class Meters: Sendable {
    /// An address as it is declared, such as `/:realm/map`.
    struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    struct Route: Hashable {
        let method: String
        let route: String
    }

    /// Upper ends of the steps in which answers are counted by how long they took, in seconds.
    static let steps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    struct Times {
        var counts = [Int](repeating: 0, count: steps.count)
        var count = 0
        var seconds = 0.0

        mutating func add(_ taken: Double) {
            for index in Meters.steps.indices where taken <= Meters.steps[index] {
                counts[index] += 1
            }
            count += 1
            seconds += taken
        }
    }

    struct Counted {
        var answers: [Key: Int] = [:]
        var times: [Route: Times] = [:]
        var waiting = 0
    }

    /// Holds what was counted. Routes are those declared, so that nobody can make it grow.
    private let counted = Mutex(Counted())

    package init() {}

    func begin() {
        counted.withLock { $0.waiting += 1 }
    }

    func end(_ key: Key, seconds: Double) {
        counted.withLock { counted in
            counted.waiting -= 1
            counted.answers[key, default: 0] += 1
            counted.times[Route(method: key.method, route: key.route), default: Times()]
                .add(seconds)
        }
    }

    var now: Counted { counted.withLock { $0 } }
}
