import Actions
import Kernel
import Storage

extension StoryLines {
    /// The stages in order, each with when it was reached, as the resident's strip draws them.
    func stages() -> [Stage] {
        let procedure = file.procedure
        let now = procedure.state(file.matter.state)?.stage
        let nowIndex = now.flatMap(procedure.stages.firstIndex) ?? 0
        let reached = reachedStages()
        return procedure.stages.enumerated().map { index, stage in
            let label = words("\(procedure.key.name).stage.\(stage)")
            let when = reached[stage].map(times.moment)
            if index == nowIndex {
                return Stage(label, file.matter.isOpen ? .now : .reached, when: when)
            }
            if index > nowIndex { return Stage(label, .ahead) }
            return Stage(label, reached[stage] == nil ? .skipped : .reached, when: when)
        }
    }

    /// When each stage was last entered.
    private func reachedStages() -> [Procedure.Stage.ID: Instant] {
        var reached: [Procedure.Stage.ID: Instant] = [:]
        var before: Procedure.Stage.ID?
        for line in file.story {
            guard case .text(let to)? = line.payload?["to"],
                let stage = file.procedure.state(to)?.stage
            else { continue }
            if stage != before { reached[stage] = line.at }
            before = stage
        }
        return reached
    }

    /// What is still to come after where the matter stands.
    func following() -> [String] {
        guard file.matter.isOpen, let now = file.procedure.state(file.matter.state)?.stage,
            let index = file.procedure.stages.firstIndex(of: now)
        else { return [] }
        return file.procedure.stages.dropFirst(index + 1)
            .map { words("\(file.procedure.key.name).stage.\($0)") }
    }
}

/// The clock that bounds where a matter stands, as pages draw it.
struct ClockReading {
    let light: Light
    let usedPerMille: Int
    let due: Instant?
    let isProvisional: Bool

    init(_ clock: Clock?, of matter: Matter, by keeper: Timekeeper, at now: Instant) {
        guard let clock else {
            light = matter.isOpen ? (matter.isSuspended ? .paused : .green) : .done
            usedPerMille = 0
            due = nil
            isProvisional = false
            return
        }
        let deadline = clock.deadline(by: keeper)
        due = deadline.at
        isProvisional = deadline.provisional
        light = Light(rawValue: clock.light(at: now, deadline: deadline.at).rawValue) ?? .green
        let whole = max(deadline.at.milliseconds(since: clock.startedAt), 1)
        let used = (clock.stoppedAt ?? now).milliseconds(since: clock.startedAt)
        usedPerMille = Int(min(max(used * 1_000 / whole, 0), 1_000))
    }
}
