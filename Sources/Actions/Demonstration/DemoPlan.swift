import Kernel
import Profiles

/// When each step of an invented request is done, so that it shows the wished light now.
struct DemoPlan {
    let request: DemoScript.Request
    let steps: [DemoPath.Step]
    let times: [Instant]

    /// How far back a wished light is looked for.
    private static let hoursMax: Int64 = 480

    init(_ request: DemoScript.Request, place: Int, procedure: Procedure, book: Rulebook, now: Instant)
    {
        self.request = request
        steps = DemoPath.steps(of: request)
        let steps = steps
        func times(from start: Instant) -> [Instant] {
            var time = start
            return steps.map { step in
                time = time.adding(minutes: step.minutesAfter)
                return time
            }
        }
        // A few odd minutes each, so that the list does not look ruled.
        let odd = Int64(place * 7 % 53)
        let length = steps.reduce(Int64(0)) { $0 + $1.minutesAfter }
        let earliest = now.adding(minutes: -length - odd - 3)
        if let light = request.light {
            for hour in 0..<Self.hoursMax {
                let found = times(from: earliest.adding(minutes: -hour * 60))
                if Self.light(of: request, steps, found, procedure, book, now) == light {
                    self.times = found
                    return
                }
            }
        }
        let raised = book.day(of: now).adding(days: -request.daysAgo)
            .instant(minuteOfDay: 8 * 60 + 35 + place * 37 % 540, in: book.profile.zone)
        self.times = times(from: min(raised, earliest))
    }

    /// The light of the clock that bounds the last state, if the steps were done at these times.
    private static func light(
        of request: DemoScript.Request, _ steps: [DemoPath.Step], _ times: [Instant],
        _ procedure: Procedure, _ book: Rulebook, _ now: Instant
    ) -> Light? {
        let last = steps.compactMap { procedure.action($0.action)?.to }.last
        guard let id = last.flatMap(procedure.state)?.limit, let rule = procedure.clock(id),
            let start = steps.lastIndex(where: { rule.starts.contains($0.action) })
        else { return nil }
        let urgency = book.profile.category(request.category)?.urgency
        let clock = Clock(
            name: id, budget: .limit(rule.limit(for: urgency)), startedAt: times[start])
        return clock.light(at: now, deadline: clock.deadline(by: book.keeper).at)
    }
}
