import Actions
import Kernel
import Storage

// What hangs and what counts as a day off: notices taken down, and the realm's own days.
extension DeskEndpoint {
    static let noticeEndpoints: [DeskEndpoint] = [
        .act(
            "/notices/:id/end", "endNotice", "Takes a notice of the program down", verb: .publish,
            body: .nothingSaid, shape: Shapes.endedNotice, problems: [.conflict]
        ) { call in
            let id: Notice.ID = try call.id("id")
            try await EndNotice(realm: call.realm, holding: call.holding, notice: id)
                .run(in: call.installation)
            return id
        },
        .act(
            "/calendar/local", "editLocalDay",
            "Sets a day of the realm's own calendar, or takes it out, and works every open "
                + "deadline out anew",
            verb: .manage,
            body: .named(
                "LocalDay",
                .object([
                    .text("day", .day),
                    .text("kind", .choice(["work", "off", "none"]), "`none` takes it out."),
                    .maybe(
                        "name", .line(EditLocalDay.nameCharactersMax),
                        "Needed where it is set."),
                ])), shape: Shapes.movedDeadlines, problems: [.conflict]
        ) { call in
            guard let day = try? Day(parsing: call.typed("day")) else { throw Problem(.invalid) }
            let kind = call.typed("kind")
            return try await EditLocalDay(
                realm: call.realm, holding: call.holding,
                edit: kind == "none"
                    ? .remove(day)
                    : .set(day, isWorked: kind == "work", name: call.typed("name"))
            ).run(in: call.installation)
        },
    ]
}

extension Shapes {
    static let endedNotice = Shape<Notice.ID>("EndedNotice", [.id("id") { $0 }])

    static let movedDeadlines = Shape<Int>(
        "MovedDeadlines", [.number("moved", about: "How many deadlines.") { count, _ in count }])
}
