import Actions
import Kernel
import Storage

/// Where a matter stands for its reporter: whose move it is, by when, and in which light.
struct StandingReading {
    /// The clock that bounds the present step.
    let clock: ClockReading
    /// By when the whole is to be done, where that clock runs beside the present step's: while it
    /// stands still nobody can say.
    let finish: Instant?
    let owner: Procedure.Owner?

    var due: Instant? { clock.due }

    init(_ file: MatterFile, by keeper: Timekeeper, at now: Instant) {
        let matter = file.matter
        let state = file.procedure.state(matter.state)
        let limit = state?.limit.flatMap(matter.clock)
        clock = ClockReading(matter.isOpen ? limit : nil, of: matter, by: keeper, at: now)
        owner = matter.isOpen ? state?.owner : nil
        let finishing = matter.clock("finish").flatMap { $0.stoppedAt == nil ? $0 : nil }
        finish =
            matter.isOpen && !matter.isSuspended && finishing?.name != limit?.name
            ? finishing?.deadline(by: keeper).at : nil
    }
}
