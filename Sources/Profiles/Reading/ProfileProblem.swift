package import Kernel

/// One thing that is wrong with a file that people write, of a profile or the configuration: where,
/// and what.
package struct ProfileProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Errors keep a profile from loading; warnings do not.
    package enum Severity: String, Hashable, Sendable {
        case error, warning
    }

    /// The path inside the profile, such as `common/procedures/request.yml`.
    package let file: String
    /// Both start at 1.
    package let line: Int
    package let column: Int
    /// What is wrong and what to do.
    package let phrase: Phrase
    package let severity: Severity

    package init(
        file: String, line: Int, column: Int = 1, phrase: Phrase, severity: Severity = .error
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.phrase = phrase
        self.severity = severity
    }

    package func sentence(in language: Language) -> String { phrase.text(in: language) }

    /// As logs and the command line say it.
    package var sentence: String { sentence(in: .en) }

    /// `request.yml:41: state “objected” has no limit: add limit: CLOCK`
    package func text(in language: Language) -> String {
        let told =
            severity == .warning ? Phrase.worded("warning", ["sentence": phrase]) : phrase
        return "\(file):\(line): \(told.text(in: language))"
    }

    package var description: String { text(in: .en) }
}

extension ProfileProblem: Comparable {
    package static func < (a: Self, b: Self) -> Bool {
        let (here, there) = ((a.file, a.line, a.column), (b.file, b.line, b.column))
        return here == there ? a.sentence < b.sentence : here < there
    }
}

/// Everything that is wrong, in the order of the files and their lines.
package struct ProfileProblems: Error, Hashable, Sendable, CustomStringConvertible {
    package let list: [ProfileProblem]

    package init(_ problems: [ProfileProblem]) {
        list = Set(problems).sorted()
    }

    package var errors: [ProfileProblem] { list.filter { $0.severity == .error } }
    package var warnings: [ProfileProblem] { list.filter { $0.severity == .warning } }
    package var description: String { list.map(\.description).joined(separator: "\n") }
}
