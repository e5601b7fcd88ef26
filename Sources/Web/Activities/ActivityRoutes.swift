import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Activities: announced and kept at the desk, signed up for by oneself, read by everyone.
    static let activityRoutes: [Route] = [
        .get("/desk/activities", .desk, activitiesDesk),
        .get("/desk/activities/new", .post(.organise)) { try await newActivity($0) },
        .post("/desk/activities", .post(.organise), announceActivity),
        .get("/desk/activities/service", .post(.organise), serviceSheet),
        .get("/desk/activities/:id", .desk) { try await activityReply($0) },
        .post("/desk/activities/:id/place", .desk) { try await act(.place, $0) },
        .post("/desk/activities/:id/withdrawal", .desk) { try await act(.withdrawal, $0) },
        .post("/desk/activities/:id/contest", .desk) { try await act(.contest, $0) },
        .post("/desk/activities/:id/change", .post(.organise)) { try await act(.change, $0) },
        .post("/desk/activities/:id/cancellation", .post(.organise)) {
            try await act(.cancellation, $0)
        },
        .post("/desk/activities/:id/roll", .post(.organise)) { try await act(.roll, $0) },
        .get("/desk/service", .desk) { try await ownServiceReply($0) },
        .post("/desk/service/certificates", .desk, issueCertificate),
        .get("/desk/service/certificates/:code", .desk, certificateSheet),
        .get("/:realm/activities", .everyone) { try await $0.neighbourhood().activitiesReply() },
        .get("/:realm/activities/:id", .everyone) {
            try await $0.neighbourhood().activityReply()
        },
        .get("/:realm/certificates", .everyone) {
            try await $0.neighbourhood().certificateReply()
        },
    ]

    private static func activityReply(
        _ ask: Ask, act: ActivityAct? = nil, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let visit = frame.visit
        let file = try await ask.activityFile(in: visit.realm, for: visit.person.id)
        let isOrganiser = visit.holding.grants(
            .organise, at: file.activity.placePath, in: visit.realm.id)
        let roll = isOrganiser ? try await ask.installation.roll(of: file.activity) : []
        let parts = ActivityParts(
            frame: frame, file: file, roll: roll, isOrganiser: isOrganiser,
            agreements: isOrganiser ? try await frame.agreementChoices() : [],
            rooms: isOrganiser
                ? try await frame.roomChoice(of: .init(.activity, file.activity.id.rawValue))
                : RoomChoice(),
            lines: frame.linesPanel(
                try await ask.installation.workLines(of: .activity(file.activity.id)),
                at: file.activity.placePath, to: .linesOfActivity(file.activity.id)),
            act: act, refused: refused)
        var reply = frame.page(
            file.activity.title, current: .activities(), content: activityPage(parts.view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }

    private static func act(_ act: ActivityAct, _ ask: Ask) async throws -> Reply {
        do {
            try await ActivitySending(ask: ask).send(act)
            return .see(.activity(try ask.activityID()))
        } catch let error as ActionError where error.isOfForm {
            return try await activityReply(ask, act: act, refused: error)
        }
    }
}

extension Ask {
    func activityID() throws -> Activity.ID {
        guard let id = Activity.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }

    func activityFile(in realm: Realm, for person: Person.ID?) async throws -> ActivityFile {
        let found = try await installation.activityFile(activityID(), in: realm, for: person)
        guard let found else { throw ActionError.notFound }
        return found
    }
}

extension SentForm {
    /// What an announcement or a change says.
    var activityWish: ActivityWish {
        var wish = ActivityWish()
        wish.kind = self["kind"] ?? ""
        wish.title = self["title"] ?? ""
        wish.about = self["about"] ?? ""
        wish.venue = self["venue"] ?? ""
        wish.day = self["day"] ?? ""
        wish.time = self["time"] ?? ""
        wish.until = self["until"] ?? ""
        wish.places = self["places"] ?? ""
        wish.risk = self["risk"] ?? ""
        wish.riskNote = self["riskNote"] ?? ""
        wish.agreement = self["agreement"] ?? ""
        wish.room = self["room"] ?? ""
        return wish
    }
}

/// Reads what a form of an activity sent, and has it done.
private struct ActivitySending {
    let ask: Ask

    func send(_ act: ActivityAct) async throws {
        let visit = try ask.visit
        let (realm, holding, id) = (visit.realm, visit.holding, try ask.activityID())
        let seen = ask.form["seen"].flatMap { Int($0) } ?? 0
        switch act {
        case .place:
            try await SignUpForActivity(realm: realm, holding: holding, activity: id)
                .run(in: ask.installation)
        case .withdrawal:
            try await LeaveActivity(realm: realm, holding: holding, activity: id)
                .run(in: ask.installation)
        case .contest:
            try await ContestHours(
                realm: realm, holding: holding, activity: id, words: ask.form["words"] ?? ""
            ).run(in: ask.installation)
        case .change:
            try await ChangeActivity(
                realm: realm, holding: holding, activity: id, seen: seen,
                wish: ask.form.activityWish
            ).run(in: ask.installation)
        case .cancellation:
            try await CancelActivity(
                realm: realm, holding: holding, activity: id, seen: seen,
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
        case .roll:
            try await roll(of: id, seen: seen).run(in: ask.installation)
        }
    }

    private func roll(of id: Activity.ID, seen: Int) throws -> KeepRoll {
        let visit = try ask.visit
        var complaints: [String: ActionError.Complaint] = [:]
        var minutes: [Person.ID: Int64] = [:]
        for (name, values) in ask.form.texts {
            guard name.hasPrefix("minutes-"),
                let person = Person.ID(String(name.dropFirst("minutes-".count)))
            else { continue }
            let typed = (values.first ?? "").trimmingCharacters().halfWidth
            if typed.isEmpty { continue }
            guard let number = Int64(typed) else {
                complaints[name] = .init("answer.notANumber")
                continue
            }
            minutes[person] = number
        }
        var visitors: Int?
        let typed = (ask.form["visitors"] ?? "").trimmingCharacters().halfWidth
        if !typed.isEmpty {
            visitors = Int(typed)
            if visitors == nil { complaints["visitors"] = .init("answer.notANumber") }
        }
        guard complaints.isEmpty else { throw ActionError.invalid(complaints) }
        let walkIns = (ask.form["walkIns"] ?? "").split { $0.isWhitespace || "，,、".contains($0) }
        return KeepRoll(
            realm: visit.realm, holding: visit.holding, activity: id, seen: seen,
            minutes: minutes, walkIns: walkIns.map(String.init), visitors: visitors,
            reason: ask.form["reason"] ?? "")
    }
}
