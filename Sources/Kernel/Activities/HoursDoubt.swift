/// What is implausible about hours of service. It refuses nothing: whoever keeps the roll says why
/// it is right all the same, and the reason stays on the record.
package enum HoursDoubt: Hashable, Sendable {
    /// The person served somewhere else at the same time.
    case overlap(person: Person.ID)
    /// More than twelve hours within one day.
    case longDay(person: Person.ID, minutes: Int64)
    /// Entered so many days after the activity.
    case late(days: Int)

    /// The most that is plausible in one day.
    package static let dayMinutesMax: Int64 = 720
    /// Days after which an entry needs a reason.
    package static let lateDays = 7

    /// Service of one person elsewhere.
    package struct Other: Sendable {
        package let person: Person.ID
        package let startsAt: Instant
        package let endsAt: Instant
        package let minutes: Int64

        package init(person: Person.ID, startsAt: Instant, endsAt: Instant, minutes: Int64) {
            self.person = person
            self.startsAt = startsAt
            self.endsAt = endsAt
            self.minutes = minutes
        }
    }

    /// - Parameters:
    ///   - minutes: those who came, each with the minutes to be entered.
    ///   - others: their other service whose activities began within the same day.
    package static func of(
        _ activity: Activity, minutes: [Person.ID: Int64], others: [Other], at now: Instant
    ) -> [HoursDoubt] {
        var doubts: [HoursDoubt] = []
        let days = Int(now.seconds(since: activity.endsAt) / 86_400)
        if days >= lateDays, minutes.contains(where: { $0.value > 0 }) {
            doubts.append(.late(days: days))
        }
        let elsewhere = Dictionary(grouping: others, by: \.person)
        for (person, served) in minutes.sorted(by: { $0.key < $1.key }) where served > 0 {
            let theirs = elsewhere[person] ?? []
            if theirs.contains(where: {
                $0.startsAt < activity.endsAt && activity.startsAt < $0.endsAt && $0.minutes > 0
            }) {
                doubts.append(.overlap(person: person))
            }
            let sum = theirs.reduce(served) { $0 + $1.minutes }
            if sum > dayMinutesMax { doubts.append(.longDay(person: person, minutes: sum)) }
        }
        return doubts
    }
}
