import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Meetings: called and held at the desk, read by everyone.
    static let meetingRoutes: [Route] = [
        .get("/desk/meetings", .post(.read), meetingsDesk),
        .get("/desk/meetings/new", .post(.convene), newMeetingForm),
        .post("/desk/meetings", .post(.convene), callMeeting),
        .get("/desk/meetings/:id", .post(.read)) { try await meetingReply($0) },
        .post("/desk/meetings/:id/change", .post(.convene)) { try await act(.change, $0) },
        .post("/desk/meetings/:id/cancellation", .post(.convene)) {
            try await act(.cancellation, $0)
        },
        .post("/desk/meetings/:id/opening", .post(.convene)) { try await act(.opening, $0) },
        .post("/desk/meetings/:id/motions", .post(.convene)) { try await act(.motions, $0) },
        .post("/desk/meetings/:id/resolutions", .post(.convene)) {
            try await act(.resolutions, $0)
        },
        .post("/desk/meetings/:id/closure", .post(.convene)) { try await act(.closure, $0) },
        .get("/desk/meetings/:id/notice", .post(.read), noticeSheet),
        .get("/desk/meetings/:id/minutes", .post(.read), minutesSheet),
        .get("/:realm/meetings", .everyone) { try await $0.neighbourhood().meetingsReply() },
        .get("/:realm/meetings/:id", .everyone) { try await $0.neighbourhood().meetingReply() },
    ]

    private static func meetingReply(
        _ ask: Ask, act: MeetingAct? = nil, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await ask.meetingFile(in: frame.visit.realm)
        let rooms =
            file.meeting.state == .called
            ? try await frame.roomChoice(of: .init(.meeting, file.meeting.id.rawValue))
            : RoomChoice()
        let view = frame.view(of: file, rooms: rooms, act: act, refused: refused)
        var reply = frame.page(view.title, current: .meetings(), content: meetingPage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }

    private static func act(_ act: MeetingAct, _ ask: Ask) async throws -> Reply {
        do {
            let meeting = try await MeetingSending(ask: ask).send(act)
            return .see(.meeting(meeting.id))
        } catch let error as ActionError where error.isOfForm {
            return try await meetingReply(ask, act: act, refused: error)
        }
    }
}

extension Ask {
    func meetingID() throws -> Meeting.ID {
        guard let id = Meeting.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }

    func meetingFile(in realm: Realm) async throws -> MeetingFile {
        guard let file = try await installation.meetingFile(meetingID(), in: realm) else {
            throw ActionError.notFound
        }
        return file
    }
}

/// Reads what a form of a meeting sent, and has it done.
private struct MeetingSending {
    let ask: Ask

    func send(_ act: MeetingAct) async throws -> Meeting {
        let visit = try ask.visit
        let (realm, holding, id) = (visit.realm, visit.holding, try ask.meetingID())
        let seen = ask.form["seen"].flatMap { Int($0) } ?? 0
        switch act {
        case .change:
            return try await ChangeMeeting(
                realm: realm, holding: holding, meeting: id, seen: seen,
                call: ask.form.meetingWish
            ).run(in: ask.installation)
        case .cancellation:
            return try await CancelMeeting(
                realm: realm, holding: holding, meeting: id, seen: seen,
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
        case .opening:
            return try await OpenMeeting(
                realm: realm, holding: holding, meeting: id, seen: seen,
                attendance: try attendance(), endsWithoutQuorum: ask.form["ends"] != nil
            ).run(in: ask.installation)
        case .motions:
            let numbers = try numbers(["inFavour", "against", "abstained"])
            return try await PutMotion(
                realm: realm, holding: holding, meeting: id, seen: seen,
                text: ask.form["text"] ?? "", inFavour: numbers[0], against: numbers[1],
                abstained: numbers[2]
            ).run(in: ask.installation)
        case .resolutions:
            return try await ResolveAtMeeting(
                realm: realm, holding: holding, meeting: id, seen: seen,
                title: ask.form["title"] ?? "", account: ask.form["account"] ?? "",
                lead: ask.form["lead"].flatMap { Body.ID($0) }, until: ask.form["until"] ?? ""
            ).run(in: ask.installation)
        case .closure:
            return try await CloseMeeting(
                realm: realm, holding: holding, meeting: id, seen: seen,
                minutes: ask.form["minutes"] ?? ""
            ).run(in: ask.installation)
        }
    }

    /// A form with numbers counts heads, one with units ticks those, any other names.
    private func attendance() throws -> OpenMeeting.Attendance {
        if ask.form["units"] != nil {
            let present = (ask.form.texts["present"] ?? []).compactMap { Body.ID($0) }
            return .units(
                Dictionary(
                    present.map { ($0, ask.form[OpenMeeting.field(of: $0)] ?? "") },
                    uniquingKeysWith: { first, _ in first }))
        }
        if ask.form.texts["entitled"] != nil {
            let numbers = try numbers(["entitled", "present"])
            return .counted(entitled: numbers[0], present: numbers[1])
        }
        return .named(Set((ask.form.texts["present"] ?? []).compactMap { Person.ID($0) }))
    }

    private func numbers(_ names: [String]) throws -> [Int] {
        var complaints: [String: ActionError.Complaint] = [:]
        let numbers = names.map { name -> Int in
            guard let text = ask.form[name] else {
                complaints[name] = .init("answer.missing")
                return 0
            }
            guard let number = Int(text.trimmingCharacters().halfWidth) else {
                complaints[name] = .init("answer.notANumber")
                return 0
            }
            return number
        }
        guard complaints.isEmpty else { throw ActionError.invalid(complaints) }
        return numbers
    }
}
