import Actions
package import Kernel

extension Town {
    /// A deliberation of 半山尚小区, brought to a state by the secretary, with real meetings held
    /// where the steps ask for them.
    package func deliberation(standing state: String) async throws -> Matter {
        let secretary = try await secretary
        let receipt = try await resident.raises(
            "deliberation", "raise",
            [
                "category": ["common.space"], "account": ["东门空地荒着，邻居老吴想占。"],
                "place": [try place("半山尚小区").id.description],
                "reporterName": [Resident.secretName], "reporterPhone": [Resident.secretPhone],
            ])
        var matter = try await matter(receipt.id)
        let way = [
            "raised", "hearing", "deliberating", "deciding", "doing", "appraising", "published",
        ]
        guard let end = way.firstIndex(of: state) else { throw Missing.wayTo(state) }
        for step in way[...end].dropFirst() {
            clock.advance(minutes: 10)
            switch step {
            case "hearing":
                matter = try await secretary.does("admit", matter, ["title": ["东门空地做什么"]])
            case "deliberating": matter = try await secretary.does("summarise", matter)
            case "deciding":
                try await secretary.holdsConsultation(on: matter)
                matter = try await secretary.does("propose", matter)
            case "doing":
                try await secretary.holdsVote(on: matter)
                matter = try await secretary.does("carry", matter)
            case "appraising":
                try await finishTask(try await secretary.assigns(on: matter))
                matter = try await secretary.does("finish", matter)
            default:
                try await resident.says("rate", to: matter, ["satisfaction": ["fairly"]])
                matter = try await secretary.does("publish", matter)
            }
        }
        return matter
    }

    /// The property company's task, done, checked and confirmed.
    package func finishTask(_ task: Matter) async throws {
        var task = try await property.does("receive", task)
        clock.advance(minutes: 10)
        task = try await property.does("finish", task, ["result": ["solved"]])
        task = try await checker.does("passCheck", task)
        try await callBack.does("confirmSolved", task)
    }
}

extension Colleague {
    /// Hands the property company of 半山尚小区 a task.
    ///
    /// - Returns: the child matter.
    package func assigns(_ title: String = "平整场地", on matter: Matter) async throws -> Matter {
        try await does(
            "assign", matter,
            [
                "taskTitle": [title], "taskWords": ["两周内平整。"],
                "taskBody": [try town.body("property-banshan").id.description],
            ])
        guard let task = try await town.children(of: matter).last else { throw Town.Missing.matter }
        return task
    }

    /// Calls and holds a consultation of households, counted at the door.
    package func holdsConsultation(
        on matter: Matter, entitled: Int = 20, present: Int = 12, inFavour: Int = 9
    ) async throws {
        try await holds("consultation", at: "半山尚小区", inDays: 5, on: matter, inFavour, present) {
            _ in .counted(entitled: entitled, present: present)
        }
    }

    /// Calls and holds a meeting of the representatives; the first ten of the roll come.
    package func holdsVote(on matter: Matter, inFavour: Int = 8) async throws {
        let town = town
        try await holds("representativesMeeting", at: "岩岭社区", inDays: 5, on: matter, inFavour, 10) {
            _ in
            var people: Set<Person.ID> = []
            for signIn in (1...10).map({ "representative\($0)" }) {
                people.insert(try await town.colleague(signIn).person.id)
            }
            return .named(people)
        }
    }

    private func holds(
        _ rule: String, at place: String, inDays days: Int, on matter: Matter, _ inFavour: Int,
        _ present: Int, attendance: (Meeting) async throws -> OpenMeeting.Attendance
    ) async throws {
        let today = try await town.rulebook().day(of: town.clock.now)
        var meeting = try await CallMeeting(
            realm: realm, holding: holding, rule: rule, matter: matter.id,
            place: try town.place(place).id,
            call: MeetingWish(
                title: "东门空地", venue: "社区活动室", day: today.adding(days: days).description,
                time: "19:00", agenda: "商量\n表决")
        ).run(in: town.installation)
        town.clock.set(meeting.startsAt)
        meeting = try await OpenMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            attendance: try await attendance(meeting)
        ).run(in: town.installation)
        meeting = try await PutMotion(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            text: "建凉亭", inFavour: inFavour, against: present - inFavour, abstained: 0
        ).run(in: town.installation)
        _ = try await CloseMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            minutes: "演示·甲先说。"
        ).run(in: town.installation)
        // Nobody writes down what a meeting said in the instant in which it ends.
        town.clock.advance(minutes: 10)
    }
}
