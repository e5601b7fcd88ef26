import Actions
import Kernel

extension Words {
    /// How many things that were found are told of; the rest is counted.
    private static let findingsTold = 4

    /// Where something stands that may not be made public, and how it reads when it is covered.
    func sentence(_ found: [PersonalData.Finding]) -> String {
        let told = found.prefix(Self.findingsTold).map { finding in
            self(
                "personal.finding",
                [
                    "line": String(finding.line), "column": String(finding.column),
                    "kind": self("personal.kind.\(finding.kind.rawValue)"), "text": finding.text,
                    "covered": finding.covered,
                ])
        }
        let more = found.count - told.count
        return self("personal.found") + told.joined()
            + (more > 0 ? self("personal.more", ["count": String(more)]) : "")
    }

    func trouble(_ problem: Answers.Problem) -> Trouble {
        var cover: String?
        if case .personal = problem { cover = self("personal.cover") }
        return Trouble(words: sentence(problem), coverWords: cover)
    }

    func trouble(_ complaint: ActionError.Complaint) -> Trouble {
        complaint.found.isEmpty
            ? Trouble(words: self(complaint.key, complaint.gaps), coverWords: nil)
            : Trouble(words: sentence(complaint.found), coverWords: self("personal.cover"))
    }
}
