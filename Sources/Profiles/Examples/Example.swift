package import Kernel

/// A worked example of a procedure: what is done when and by whom, and what must come of it.
///
/// Examples stand in `examples/*.yml` of a profile, beside the procedures that they explain; a test
/// runs them all over the pure rules, without a database.
package struct Example: Hashable, Sendable {
    package let name: String
    package let file: String
    package let line: Int
    package let procedure: Procedure.Name
    package let start: Instant
    package let category: Kernel.Category.ID
    package let urgency: String
    /// Where the matter lies, as words from the widest place down: `yanhu/court-3`.
    package let place: String
    package let steps: [Step]

    /// Something that is done, something that is checked, or both.
    package struct Step: Hashable, Sendable {
        package let line: Int
        package let at: Instant
        /// The body whose child matter the step is about; nil is the matter itself.
        package let on: String?
        package let doing: Doing?
        /// A meeting that was held on the matter.
        package let meeting: Meets?
        /// The procedure of another matter that linked itself with this one.
        package let linkedBy: Procedure.Name?
        /// The procedure of which every linked matter has ended by now.
        package let ends: Procedure.Name?
        package let lights: [Procedure.ClockRule.ID: Light]
        /// To the minute.
        package let due: [Procedure.ClockRule.ID: Instant]
        package let ended: Procedure.Ending?
    }

    /// A meeting with its numbers, held by a rule that the present state names.
    package struct Meets: Hashable, Sendable {
        package let rule: MeetingRule.ID
        package let entitled: Int
        package let present: Int
        package let inFavour: Int
        package let against: Int
        package let abstained: Int
    }

    package struct Doing: Hashable, Sendable {
        package let actor: Actor
        package let action: Procedure.Action.ID
        package let answers: Answers
        package let outcome: Outcome
    }

    package enum Outcome: Hashable, Sendable {
        /// It is done, and the matter then stands in this state where one is named.
        case done(Procedure.State.ID?)
        /// It is refused, by this guard where one is named.
        case refused(RefusalWord, rule: String?)
    }

    package enum Actor: Hashable, Sendable {
        case anyone, reporter, clock
        /// `ROLE#name@body`, or `ROLE#name@body/PLACE` for a post that holds only there.
        case post(role: Role.ID, person: String, body: String, place: String?)
    }

    /// The word by which examples call a refusal.
    package enum RefusalWord: String, Hashable, Sendable, CaseIterable {
        case unknownAction, moved, notYours, answers, guardFailed, usedUp, taken, childrenMax
        case changedMeanwhile

        init(_ refusal: Refusal) {
            self =
                switch refusal {
                case .unknownAction: .unknownAction
                case .moved: .moved
                case .changedMeanwhile: .changedMeanwhile
                case .notYours: .notYours
                case .answers: .answers
                case .guardFailed: .guardFailed
                case .usedUp: .usedUp
                case .taken: .taken
                case .childrenMax: .childrenMax
                }
        }
    }
}

extension ProfileSource {
    /// Reads the worked examples of the profile, with those of the procedures that it shares.
    ///
    /// - Throws: every error at once.
    package func examples(for profile: Profile) throws(ProfileProblems) -> [Example] {
        let findings = Findings()
        var examples: [Example] = []
        for file in files.keys.sorted() where Self.isExample(file) {
            guard let root = YAMLFile.root(of: files[file] ?? "", file: file, findings: findings)
            else {
                continue
            }
            examples += ExampleReader(root, profile: profile)?.read() ?? []
        }
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
        return examples
    }

    private static func isExample(_ file: String) -> Bool {
        file.hasPrefix("examples/") || file.hasPrefix("common/examples/")
    }
}
