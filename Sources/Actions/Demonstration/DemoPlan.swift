import Kernel
import Profiles

/// When each step of an invented request is done, so that it shows the wished light now.
struct DemoPlan {
    let request: DemoScript.Request
    let steps: [DemoPath.Step]
    let times: [Instant]

    /// How far back a wished light is looked for.
    private static let hoursMax: Int64 = 480

    /// Nobody works at night: steps fall between ten past eight and half past eight.
    private static let dayMinutes = 490...1_230

    init(
        _ request: DemoScript.Request, place: Int, procedure: Procedure, book: Rulebook,
        now: Instant
    ) {
        self.request = request
        let steps = DemoPath.steps(of: request)
        self.steps = steps
        // A few odd minutes each, so that the list does not look ruled.
        let odd = Int64(place * 7 % 53)
        func times(from start: Instant) -> [Instant]? {
            var time = start
            let times = steps.map { step in
                time = Self.daytime(time.adding(minutes: step.minutesAfter), odd, book)
                return time
            }
            return time < now ? times : nil
        }
        let wished = request.light.flatMap { light in
            (0..<Self.hoursMax).lazy.map { now.adding(minutes: -$0 * 60 - odd) }
                .compactMap(times).first {
                    Self.light(of: request, steps, $0, procedure, book, now) == light
                }
        }
        let raised = book.day(of: now).adding(days: -request.daysAgo)
            .instant(minuteOfDay: 8 * 60 + 35 + place * 37 % 540, in: book.profile.zone)
        let daysBefore = (0..<Int64(60)).lazy.map { raised.adding(minutes: -$0 * 1_440) }
        self.times = wished ?? daysBefore.compactMap(times).first ?? steps.map { _ in now }
    }

    /// The same time, or the next morning if nobody would be up.
    static func daytime(_ time: Instant, _ odd: Int64, _ book: Rulebook) -> Instant {
        let day = book.day(of: time)
        let start = day.start(in: book.profile.zone)
        let minute = Int(time.milliseconds(since: start) / 60_000)
        if dayMinutes.contains(minute) { return time }
        let next = minute < dayMinutes.lowerBound ? day : day.adding(days: 1)
        return next.instant(minuteOfDay: dayMinutes.lowerBound, in: book.profile.zone)
            .adding(minutes: odd)
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
