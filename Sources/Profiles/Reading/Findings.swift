/// Collects what is wrong while files are read, so that everything is reported at once.
///
/// A reference type, used by one reading from its start to its end and never shared.
package final class Findings {
    package private(set) var problems: [ProfileProblem] = []

    package init() {}

    package func add(_ problem: ProfileProblem) {
        problems.append(problem)
    }

    package var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
