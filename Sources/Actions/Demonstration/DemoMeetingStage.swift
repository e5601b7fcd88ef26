import Kernel
import Profiles
import SQL
import Storage

/// Plays invented meetings through the real actions, each step when its time has come.
struct DemoMeetingStage: TimedStage {
    let realm: Realm
    /// The installation under the clock that the script turns.
    let installation: Installation
    let book: Rulebook
    let cast: DemoCast
    let places: [String: Place]
    private let calls: [DemoMeetings.Call]
    var waiting: [Step]
    private var meetings: [Int: Meeting] = [:]
    private let now: Instant

    struct Step {
        let time: Instant
        let call: Int
        let kind: Kind

        enum Kind: Int {
            case call, open, put, close
        }
    }

    init(
        _ script: DemoMeetings, realm: Realm, installation: Installation, book: Rulebook,
        cast: DemoCast, places: [String: Place], now: Instant
    ) {
        self.realm = realm
        self.installation = installation
        self.book = book
        self.cast = cast
        self.places = places
        self.now = now
        calls = script.meetings
        waiting = []
        waiting = calls.enumerated().flatMap { steps(of: $1, number: $0) }
            .sorted { ($0.time, $0.call, $0.kind.rawValue) < ($1.time, $1.call, $1.kind.rawValue) }
    }

    func time(of step: Step) -> Instant { step.time }

    func told(_ step: Step) -> (line: Int, action: String) {
        (calls[step.call].line, "\(step.kind)")
    }

    private func steps(of call: DemoMeetings.Call, number: Int) -> [Step] {
        let start = start(of: call)
        let called = book.day(of: now).adding(days: call.called)
            .instant(minuteOfDay: 9 * 60, in: book.profile.zone)
        var steps = [Step(time: min(called, now), call: number, kind: .call)]
        guard call.present != nil, start < now else { return steps }
        steps.append(Step(time: start, call: number, kind: .open))
        if !call.motions.isEmpty {
            steps.append(Step(time: start.adding(minutes: 40), call: number, kind: .put))
        }
        if call.minutes != nil {
            steps.append(Step(time: start.adding(minutes: 70), call: number, kind: .close))
        }
        return steps
    }

    private func start(of call: DemoMeetings.Call) -> Instant {
        let zone = book.profile.zone
        guard call.starts != 0 else {
            let day = book.day(of: now)
            let minute = Int(now.milliseconds(since: day.start(in: zone)) / 60_000)
            return day.instant(minuteOfDay: minute, in: zone)
        }
        return book.day(of: now).adding(days: call.starts)
            .instant(minuteOfDay: 19 * 60, in: zone)
    }

    mutating func play(_ step: Step) async throws {
        let call = calls[step.call]
        let holding = try cast.holding(of: call.by, granting: [.convene])
        guard let meeting = meetings[step.call] else {
            meetings[step.call] = try await self.call(call, holding)
            return
        }
        switch step.kind {
        case .call: break
        case .open:
            meetings[step.call] = try await OpenMeeting(
                realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
                attendance: try await attendance(call, meeting), endsWithoutQuorum: true
            ).run(in: installation)
        case .put:
            for motion in call.motions {
                meetings[step.call] = try await PutMotion(
                    realm: realm, holding: holding, meeting: meeting.id,
                    seen: meetings[step.call]?.version ?? meeting.version, text: motion.text,
                    inFavour: motion.inFavour, against: motion.against,
                    abstained: motion.abstained
                ).run(in: installation)
            }
        case .close:
            meetings[step.call] = try await CloseMeeting(
                realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
                minutes: call.minutes ?? ""
            ).run(in: installation)
        }
    }

    private func call(_ call: DemoMeetings.Call, _ holding: Holding) async throws -> Meeting {
        guard let place = places[call.place] else {
            throw PlayDemonstration.Problem.noPlace(call.place, line: call.line)
        }
        let zone = book.profile.zone
        let start = start(of: call)
        let day = Day(of: start, in: zone)
        let minute = Int(start.milliseconds(since: day.start(in: zone)) / 60_000)
        let time = "\(minute / 60):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60)"
        return try await CallMeeting(
            realm: realm, holding: holding, rule: call.rule, matter: nil, place: place.id,
            call: MeetingWish(
                title: call.title, venue: call.venue, day: day.description, time: time,
                agenda: call.agenda.joined(separator: "\n"))
        ).run(in: installation)
    }

    private func attendance(
        _ call: DemoMeetings.Call, _ meeting: Meeting
    ) async throws -> OpenMeeting.Attendance {
        let present = call.present ?? 0
        if let entitled = call.entitled { return .counted(entitled: entitled, present: present) }
        let roll = try await installation.meetingFile(meeting.id, in: realm)?.roll ?? []
        return .named(Set(roll.prefix(present).map(\.person)))
    }
}
