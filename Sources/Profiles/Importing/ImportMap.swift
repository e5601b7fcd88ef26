package import Foundation
package import Kernel

/// How a row of another system's file becomes a matter: which columns are read, and what their
/// words mean here. Read from YAML; `boston/import-map.yml` is the worked example.
package struct ImportMap: Sendable {
    /// Where the rows come from, as the matter's story names it.
    package let source: String
    package let separator: UInt8
    /// The zone whose wall clock the file's times show.
    package let zone: TimeZone
    package let procedure: Procedure.Name
    /// The column of the source's own number.
    package let id: String
    package let opened: String
    package let due: Due
    package let closed: String
    package let status: Choice
    package let ending: Choice
    package let category: Choice
    package let place: Choice
    package let lead: Choice
    package let channel: Choice
    package let title: Title
    package let account: Account
    /// The file's own word on whether it was in time, to compare with ours; nil compares nothing.
    package let timeliness: Timeliness?

    package typealias Otherwise = WordMap.Otherwise
    package typealias Choice = WordMap

    package struct Due: Sendable {
        package let column: String
        package let clock: Procedure.ClockRule.ID
        /// Whether a deadline before the opening is kept as the source has it, or left out.
        package let keepsBeforeOpened: Bool
    }

    package struct Title: Sendable {
        package let column: String
        package let charactersMax: Int
    }

    package struct Account: Sendable {
        package let columns: [String]
        package let charactersMax: Int
    }

    package struct Timeliness: Sendable {
        package let column: String
        package let inTime: String
        package let late: String
    }

    /// Every column that is read.
    package var columns: [String] {
        let choices = [status, ending, category, place, lead, channel]
        return [id, opened, due.column, closed, title.column] + choices.flatMap(\.columns)
            + account.columns + [timeliness?.column].compactMap { $0 }
    }

    /// - Throws: everything that is wrong with the text, by line.
    package init(parsing text: String, named file: String) throws(ProfileProblems) {
        let findings = Findings()
        let read = YAMLFile.root(of: text, file: file, findings: findings)
            .flatMap { ImportMapReader($0)?.read() }
        guard let read, !findings.hasErrors else { throw ProfileProblems(findings.problems) }
        self = read
    }

    init(
        source: String, separator: UInt8, zone: TimeZone, procedure: Procedure.Name, id: String,
        opened: String, due: Due, closed: String, choices: [String: Choice], title: Title,
        account: Account, timeliness: Timeliness?
    ) {
        let nothing = Choice.silent
        self.source = source
        self.separator = separator
        self.zone = zone
        self.procedure = procedure
        self.id = id
        self.opened = opened
        self.due = due
        self.closed = closed
        status = choices["status"] ?? nothing
        ending = choices["ending"] ?? nothing
        category = choices["category"] ?? nothing
        place = choices["place"] ?? nothing
        lead = choices["lead"] ?? nothing
        channel = choices["channel"] ?? nothing
        self.title = title
        self.account = account
        self.timeliness = timeliness
    }
}
