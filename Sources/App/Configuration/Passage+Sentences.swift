import Kernel
import Profiles

/// The configuration is read by whoever runs the program, and speaks English as the command line
/// does: what is wrong with it is said in sentences of its own.
extension Passage {
    func problem(
        _ sentence: String, severity: ProfileProblem.Severity = .error
    ) {
        report(.said(sentence), severity: severity)
    }

    func text(_ what: String, charactersMax: Int = 4000) -> String? {
        text(.said(what), charactersMax: charactersMax)
    }

    func name(_ what: String) -> String? { name(.said(what)) }
    func number(_ what: String, in range: ClosedRange<Int>) -> Int? {
        number(.said(what), in: range)
    }
    func truth(_ what: String) -> Bool? { truth(.said(what)) }
    func word(_ what: String, among known: some Collection<String>) -> String? {
        word(.said(what), among: known)
    }
    func items(_ what: String) -> [Passage]? { items(.said(what)) }
    func entries(_ what: String) -> [Entry]? { entries(.said(what)) }
    func record(
        _ what: String, required: [String] = [], optional: [String] = []
    ) -> Record? {
        record(.said(what), required: required, optional: optional)
    }
}
