import Foundation
package import Logging

extension LogSettings {
    /// The logger of the running program.
    package func logger(
        write: @escaping @Sendable (String) -> Void = {
            FileHandle.standardError.write(Data($0.utf8))
        }
    ) -> Logger {
        var logger =
            switch format {
            case .text: Logger(label: "linli") { StreamLogHandler.standardError(label: $0) }
            case .json: Logger(label: "linli") { _ in JSONLines(write) }
            }
        logger.logLevel =
            switch level {
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        return logger
    }
}
