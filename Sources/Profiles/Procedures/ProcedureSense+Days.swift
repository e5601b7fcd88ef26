import Kernel

extension ProcedureSense {
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
        if procedure.clock(id)?.starts.contains(action.id) != true {
            place.problem(
                "action “\(action.id)” sets the end of “\(id)”, which it does not start: "
                    + "name the action in starts: of the clock",
                found: id, expected: "starts: [\(action.id)]")
        }
    }
}
