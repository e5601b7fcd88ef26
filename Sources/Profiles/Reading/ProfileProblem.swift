/// One thing that is wrong with a file that people write, of a profile or the configuration: where,
/// what was found, what was expected.
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
    package let found: String?
    package let expected: String?
    /// What is wrong and what to do, in plain English.
    package let sentence: String
    package let severity: Severity

    package init(
        file: String, line: Int, column: Int = 1, found: String? = nil, expected: String? = nil,
        sentence: String, severity: Severity = .error
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.found = found
        self.expected = expected
        self.sentence = sentence
        self.severity = severity
    }

    /// `request.yml:41: state “objected” has no limit: add limit: CLOCK`
    package var description: String {
        "\(file):\(line): \(severity == .warning ? "warning: " : "")\(sentence)"
    }
}

extension ProfileProblem: Comparable {
    package static func < (a: Self, b: Self) -> Bool {
        (a.file, a.line, a.column, a.sentence) < (b.file, b.line, b.column, b.sentence)
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
