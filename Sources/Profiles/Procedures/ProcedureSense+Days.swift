import Kernel

extension ProcedureSense {
    /// The action says for how many days a clock runs, and starts it.
    func checkLastingDays(
        _ action: Procedure.Action, of id: Procedure.ClockRule.ID, _ asked: [Procedure.Field]
    ) {
        let place = landmarks[.action(action.id)]
        if !asked.contains(where: { $0.sets == .days }) {
            place.problem(
                "action “\(action.id)” says how long “\(id)” lasts, but nobody says how many days: "
                    + "ask for a field that sets days",
                expected: "a field with sets: days")
        }
        checkStart(of: id, by: action)
    }

    /// The action names the day to which a clock runs, and starts it.
    func checkAgreedDay(
        _ action: Procedure.Action, of id: Procedure.ClockRule.ID, _ asked: [Procedure.Field]
    ) {
        let place = landmarks[.action(action.id)]
        if !asked.contains(where: { $0.type == .day }) {
            place.problem(
                "action “\(action.id)” sets the end of “\(id)”, but nobody says on which day: "
                    + "ask for a field of type day",
                expected: "a field of type day")
        }
        checkStart(of: id, by: action)
    }

    private func checkStart(of id: Procedure.ClockRule.ID, by action: Procedure.Action) {
        if procedure.clock(id)?.starts.contains(action.id) != true {
            landmarks[.action(action.id)].problem(
                "action “\(action.id)” sets the end of “\(id)”, which it does not start: "
                    + "name the action in starts: of the clock",
                found: id, expected: "starts: [\(action.id)]")
        }
    }
}
