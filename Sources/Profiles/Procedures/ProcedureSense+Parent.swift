import Kernel

extension ProcedureSense {
    /// Under what a matter was opened is settled then.
    func checkOpenings(ask field: Procedure.Field, at place: Passage) {
        let late = procedure.actions.first { action in
            !action.opens && action.asks.contains { $0.field == field.id }
        }
        guard let late else { return }
        place.problem(
            "parentTooLate", ["what": .named("field", field.id), "action": .said(late.id)])
    }
}
