import Foundation
import Logging
import Web

/// How many files the system lends this process: each connection is one.
enum OpenFiles {
    /// Kept back for the database, its readers and what else a process opens.
    private static let kept = 256
    /// Below it the operator is told.
    private static let connectionsMin = 2_000

    /// Asks for as many files as the system lends at most, and says how many connections that
    /// makes.
    static func connections(logger: Logger) -> Int {
        let room = raised() - kept
        let most = min(OpenConnections.usualMax, max(64, room))
        if most < connectionsMin {
            logger.warning(
                """
                This process may open so few files that only \(most) people can be connected at \
                once. Raise the limit of open files: LimitNOFILE= in systemd, ulimit -Hn in a shell.
                """)
        }
        return most
    }

    private static func raised() -> Int {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { return 1_024 }
        let wanted = min(limit.rlim_max, rlim_t(OpenConnections.usualMax + 4 * kept))
        if limit.rlim_cur < wanted {
            var higher = limit
            higher.rlim_cur = wanted
            if setrlimit(files, &higher) == 0 { return Int(clamping: wanted) }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
