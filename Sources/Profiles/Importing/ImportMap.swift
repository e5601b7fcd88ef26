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

    /// What becomes of a value that is blank or not listed.
    package enum Otherwise: Hashable, Sendable {
        /// The row is left out and reported.
        case refuse
        /// The fact is left out.
        case none
        case value(String)
    }

    /// From the file's words to ours.
    package struct Choice: Sendable {
        /// One column, or several whose values together decide.
        package let columns: [String]
        /// Our word by the file's values, joined by the unit separator U+001F.
        package let exact: [String: String]
        /// Our word by how the value begins, the first that fits.
        package let starts: [(beginning: String, word: String)]
        package let blank: Otherwise
        package let other: Otherwise

        /// What the values of `columns`, in that order, mean.
        package func meaning(of values: [String]) -> Otherwise {
            if values.contains("") { return blank }
            let joined = values.joined(separator: Self.joint)
            if let word = exact[joined] { return .value(word) }
            return starts.first { joined.hasPrefix($0.beginning) }.map { .value($0.word) } ?? other
        }

        static let joint = "\u{1F}"

        /// Every word of ours that may come out.
        package var words: Set<String> {
            let fallbacks = [blank, other].compactMap { otherwise in
                if case .value(let word) = otherwise { word } else { nil }
            }
            return Set(exact.values).union(starts.map(\.word)).union(fallbacks)
        }
    }

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
        let nothing = Choice(columns: [], exact: [:], starts: [], blank: .refuse, other: .refuse)
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
