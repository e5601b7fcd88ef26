/// Collects what is wrong while files are read, so that everything is reported at once.
///
/// A reference type, used by one reading from its start to its end and never shared.
final class Findings {
    private(set) var problems: [ProfileProblem] = []

    func add(_ problem: ProfileProblem) {
        problems.append(problem)
    }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }
}
