import Foundation
package import Kernel

/// The calendars that come with the program.
package enum CalendarData {
    /// Moved days of mainland China, from the State Council's yearly notices 2004 to 2026.
    ///
    /// - Throws: what is wrong with the file, line by line.
    package static func builtIn() throws -> CalendarFile {
        let file = ProfileSource.resources.appending(path: "calendar/cn_2004_2026.csv")
        return try CalendarFile(parsing: String(contentsOf: file, encoding: .utf8))
    }
}
