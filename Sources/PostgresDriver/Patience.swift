import Foundation

import enum SQL.SQLError

/// The line to the server broke before anything was decided.
struct Lost: Error {
    let reason: SQLError
}

/// How long a server that is away is waited for.
struct Patience {
    let seconds: Int

    private static let pauseSeconds = 0.1

    /// Tries `work` again as long as the line breaks, with a short pause between two tries.
    ///
    /// - Throws: the reason of the last `Lost`; any other error at once.
    func whileLost<T>(_ work: () throws -> T) throws -> T {
        let end = DispatchTime.now() + .seconds(seconds)
        while true {
            do {
                return try work()
            } catch let lost as Lost {
                guard DispatchTime.now() < end else { throw lost.reason }
                Thread.sleep(forTimeInterval: Self.pauseSeconds)
            }
        }
    }
}
