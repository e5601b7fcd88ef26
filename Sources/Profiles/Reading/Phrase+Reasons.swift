import Kernel

/// What the kernel refuses, as it is told of a profile's files.
extension Phrase {
    init(_ problem: WorkingHours.Problem) {
        self =
            switch problem {
            case .noSpans: .worded("hours.none", [:])
            case .malformed(let text): .worded("hours.malformed", ["text": .said(text)])
            case .emptySpan(let text): .worded("hours.empty", ["text": .said(text)])
            case .overlap(let first, let second):
                .worded("hours.overlap", ["first": .said(first), "second": .said(second)])
            }
    }

    init(_ problem: TimeLimit.Problem) {
        self =
            switch problem {
            case .notPositive(let amount):
                .worded("limit.notPositive", ["amount": .said("\(amount)")])
            case .tooLong(let amount, let most):
                .worded(
                    "limit.tooLong", ["amount": .said("\(amount)"), "most": .said("\(most)")])
            case .malformed(let text):
                .worded(
                    "limit.malformed",
                    [
                        "text": .said(text),
                        "units": .listed(TimeLimit.Unit.allCases.map(\.rawValue)),
                    ])
            }
    }

    init(_ problem: Share.Problem) {
        self =
            switch problem {
            case .malformed(let text):
                .worded(
                    "share.malformed",
                    [
                        "text": .said(text),
                        "bases": .listed(Share.Base.allCases.map(\.rawValue)),
                    ])
            case .outOfRange(let fraction):
                .worded("share.outOfRange", ["fraction": .said("\(fraction)")])
            }
    }
}
