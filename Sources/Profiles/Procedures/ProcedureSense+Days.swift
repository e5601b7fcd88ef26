import Kernel

extension ProcedureSense {
    /// The action says for how many days a clock runs, and starts it.
    func checkLastingDays(
        _ action: Procedure.Action, of id: Procedure.ClockRule.ID, _ asked: [Procedure.Field]
    ) {
        let place = landmarks[.action(action.id)]
        if !asked.contains(where: { $0.sets == .days }) {
            place.problem("lastsUnsaid", ["what": .named("action", action.id), "clock": .said(id)])
        }
        checkStart(of: id, by: action)
    }

    /// The action names the day to which a clock runs, and starts it.
    func checkAgreedDay(
        _ action: Procedure.Action, of id: Procedure.ClockRule.ID, _ asked: [Procedure.Field]
    ) {
        let place = landmarks[.action(action.id)]
        if !asked.contains(where: { $0.type == .day }) {
            place.problem("dayUnsaid", ["what": .named("action", action.id), "clock": .said(id)])
        }
        checkStart(of: id, by: action)
    }

    private func checkStart(of id: Procedure.ClockRule.ID, by action: Procedure.Action) {
        if procedure.clock(id)?.starts.contains(action.id) != true {
            landmarks[.action(action.id)].problem(
                "endUnstarted", ["what": .named("action", action.id), "clock": .said(id)])
        }
    }
}
