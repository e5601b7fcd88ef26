import Kernel
import SQL
import Storage

extension PlayAlliances {
    /// What is done to one alliance, each thing some days before or after today.
    struct Play {
        let realm: Realm
        let secretary: Holding
        let alliance: Body.ID
        let today: Day
        let now: Instant
        let book: Rulebook
        /// The installation under the clock that is turned: one, so that no identifier comes twice.
        let past: Installation
        let clock: TurnedClock

        /// A meeting after it decided something, and what it decided.
        struct Resolved {
            let meeting: Meeting
            let matter: Matter.ID
        }

        /// Turns the clock to a day: to the middle of a meeting, or to ten in the morning.
        private func then(_ days: Int, minute: Int = 600) -> Installation {
            let instant = today.adding(days: days).instant(
                minuteOfDay: minute, in: book.profile.zone)
            clock.set(to: instant)
            return past
        }

        func join(
            _ member: Body.ID, of other: Body.ID? = nil, daysAgo: Int, entered: Int
        ) async throws {
            try await JoinAlliance(
                realm: realm, holding: secretary, alliance: other ?? alliance, member: member,
                from: "\(today.adding(days: -daysAgo))"
            ).run(in: then(-entered))
        }

        /// Sets the proposal down for a year.
        func drawUp(daysAgo: Int) async throws {
            let past = then(-daysAgo)
            var months = [Month(of: today.adding(days: -daysAgo))]
            while months.count < 9, let last = months.last { months.append(last.next) }
            guard let file = try await past.allianceFile(alliance, in: realm) else { return }
            var chairs: [Month: Body.ID?] = [:]
            for turn in file.rota.proposal(for: months) {
                chairs.updateValue(turn.body, forKey: turn.month)
            }
            try await SetRota(
                realm: realm, holding: secretary, alliance: alliance, chairs: chairs
            ).run(in: past)
        }

        func passOver(daysAgo: Int, _ reason: String) async throws {
            try await PassOverTurn(
                realm: realm, holding: secretary, alliance: alliance,
                month: Month(of: today).next.next, reason: reason
            ).run(in: then(-daysAgo))
        }

        /// Calls a meeting that may be opened at the present minute.
        func callForNow(_ other: Body.ID, _ title: String, agenda: [String]) async throws {
            let start = today.start(in: book.profile.zone)
            let minute = Int(now.milliseconds(since: start) / 60_000)
            try await call(
                at: 0, called: -5, agenda: agenda, of: other, titled: title, minute: minute)
        }

        @discardableResult
        func call(
            at days: Int, called: Int, agenda: [String], of other: Body.ID? = nil,
            titled title: String? = nil, minute: Int = 14 * 60 + 30
        ) async throws -> Meeting {
            let day = today.adding(days: days)
            let (hour, rest) = (minute / 60, minute % 60)
            let rule = book.profile.meetingRules.first { $0.roll == .members }?.id ?? ""
            return try await CallJointMeeting(
                realm: realm, holding: secretary, alliance: other ?? alliance, rule: rule,
                call: MeetingWish(
                    title: title ?? "\(day.month)月联席会", venue: "岩岭社区二楼会议室",
                    day: "\(day)", time: "\(hour):" + (rest < 10 ? "0" : "") + "\(rest)",
                    agenda: agenda.joined(separator: "\n"))
            ).run(in: then(called))
        }

        func meet(
            at days: Int, called: Int, agenda: [String], came: [Body.ID: String]
        ) async throws -> Meeting {
            let meeting = try await call(at: days, called: called, agenda: agenda)
            return try await OpenMeeting(
                realm: realm, holding: secretary, meeting: meeting.id, seen: meeting.version,
                attendance: .units(came)
            ).run(in: then(days, minute: 14 * 60 + 30))
        }

        func resolve(
            _ meeting: Meeting, _ title: String, _ lead: Body.ID, until days: Int,
            account: String = ""
        ) async throws -> Resolved {
            let day = Day(of: meeting.startsAt, in: book.profile.zone)
            let after = try await ResolveAtMeeting(
                realm: realm, holding: secretary, meeting: meeting.id, seen: meeting.version,
                title: title, account: account, lead: lead,
                until: "\(today.adding(days: days))"
            ).run(in: then(day.ordinal - today.ordinal, minute: 15 * 60))
            let decided = try await past.database.read { db in
                try Resolutions.of(meeting.id, db)
            }
            guard let last = decided.last else { throw ActionError.notFound }
            return Resolved(meeting: after, matter: last.matter.id)
        }

        func close(_ meeting: Meeting, _ minutes: String) async throws {
            let day = Day(of: meeting.startsAt, in: book.profile.zone)
            try await CloseMeeting(
                realm: realm, holding: secretary, meeting: meeting.id, seen: meeting.version,
                minutes: minutes
            ).run(in: then(day.ordinal - today.ordinal, minute: 16 * 60))
        }

        func act(
            _ action: String, _ matter: Matter.ID, _ holding: Holding, at days: Int,
            _ answers: [String: String]
        ) async throws {
            try await ActOnMatter(
                realm: realm, matter: matter, action: action, acting: .holding(holding), seen: nil,
                form: AnswerForm(texts: answers.mapValues { [$0] })
            ).run(in: then(days))
        }
    }
}
