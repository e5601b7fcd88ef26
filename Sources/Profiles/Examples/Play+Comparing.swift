import Kernel

/// What came of a step, held against what the example says.
extension Play {
    static func mismatch(_ doing: Example.Doing, stands state: String?) -> Phrase? {
        switch doing.outcome {
        case .refused(let word, _):
            .worded(
                "play.doneNotRefused",
                ["action": .said(doing.action), "word": .said(word.rawValue)])
        case .done(let expected?) where expected != state:
            .worded(
                "play.leadsElsewhere",
                [
                    "action": .said(doing.action),
                    "state": state.map { .said($0) } ?? .thing("nothing"),
                    "expected": .said(expected),
                ])
        case .done:
            nil
        }
    }

    static func mismatch(_ doing: Example.Doing, _ refusal: Refusal) -> Phrase? {
        guard case .refused(let word, let rule) = doing.outcome else {
            return .worded(
                "play.refused",
                ["action": .said(doing.action), "refusal": .said("\(refusal)")])
        }
        guard Example.RefusalWord(refusal) == word else {
            return .worded(
                "play.refusedOtherwise",
                [
                    "action": .said(doing.action), "refusal": .said("\(refusal)"),
                    "word": .said(word.rawValue),
                ])
        }
        if let rule, case .guardFailed(let failed) = refusal, failed.name != rule {
            return .worded(
                "play.refusedByOther",
                [
                    "action": .said(doing.action), "failed": .said(failed.name),
                    "rule": .said(rule),
                ])
        }
        return nil
    }

    func checks(_ step: Example.Step) -> [Phrase] {
        guard let matter = subject(of: step)?.matter else {
            let checksNothing = step.lights.isEmpty && step.due.isEmpty && step.ended == nil
            return checksNothing ? [] : [.worded("play.noMatter", [:])]
        }
        var failures: [Phrase] = []
        for (id, expected) in step.lights.sorted(by: { $0.key < $1.key }) {
            let light = matter.clock(id).map {
                $0.light(at: step.at, deadline: $0.deadline(by: keeper).at)
            }
            if light != expected {
                failures.append(
                    .worded(
                        "play.light",
                        [
                            "clock": .said(id), "light": .said(light?.rawValue ?? "off"),
                            "expected": .said(expected.rawValue),
                        ]))
            }
        }
        for (id, expected) in step.due.sorted(by: { $0.key < $1.key }) {
            let due = matter.clock(id)?.deadline(by: keeper).at
            if due.map(Self.minute) != Self.minute(expected) {
                failures.append(
                    .worded(
                        "play.due",
                        [
                            "clock": .said(id),
                            "due": due.map { .said($0.iso8601) } ?? .thing("noTime"),
                            "expected": .said(expected.iso8601),
                        ]))
            }
        }
        if let ended = step.ended, matter.ending != ended {
            failures.append(
                .worded(
                    "play.ended",
                    [
                        "ending": matter.ending.map { .said($0.rawValue) }
                            ?? .thing("nothingYet"),
                        "expected": .said(ended.rawValue),
                    ]))
        }
        return failures
    }

    /// A day ends one millisecond before 24:00; examples write 23:59.
    private static func minute(_ instant: Instant) -> Int64 { instant.milliseconds / 60_000 }
}
