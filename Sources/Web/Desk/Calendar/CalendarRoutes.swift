import Actions
import Kernel
import Markup

/// One of the two pages of the calendar: for everyone at the desk, or for who keeps its local
/// layer.
enum CalendarAddress {
    case desk, local

    var isLocal: Bool { self == .local }

    func link(year: Int? = nil, day: Day? = nil, kind: String? = nil) -> Link {
        let segments = ["desk", "calendar"] + (isLocal ? ["local"] : [])
        return Link(
            segments,
            query: [
                "year": year.map(String.init), "day": day?.description, "kind": kind,
            ], fragment: kind == nil ? nil : "preview")
    }
}

extension Link {
    static let calendar: Link = CalendarAddress.desk.link()
    static let localCalendar: Link = CalendarAddress.local.link()
}

extension Site {
    /// The working calendar: read, counted by, and its local layer kept.
    static let calendarRoutes: [Route] = [
        .get("/desk/calendar", .post(.read)) { ask in try await calendarPage(ask, .desk) },
        .get("/desk/calendar/local", .post(.manage)) { ask in
            try await calendarPage(ask, .local)
        },
        .post("/desk/calendar/local", .post(.manage), editLocalDay),
    ]

    private static func calendarPage(
        _ ask: Ask, _ page: CalendarAddress, problem: Failure? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let today = frame.visit.book.day(of: ask.now)
        let year = ask.query["year"].flatMap { Int($0) } ?? today.year
        guard (1949...today.year + 20).contains(year) else { throw ActionError.notFound }
        let reading = try await ask.installation.calendarReading(
            of: year, today: today, in: frame.visit.realm)
        let writer = CalendarWriter(frame, reading, page: page)
        var editor = HTML.empty
        var found = problem
        if page.isLocal {
            let asked = ask.form["day"] == nil ? ask.query : ask.form
            let form = LocalDayForm(asked)
            var preview: PreviewLocalDay.Report?
            if problem == nil, ask.query["day"] != nil {
                (preview, found) = try await previewed(form, ask, frame)
            }
            editor = writer.editor(form, preview: preview, problem: found)
        }
        let view = writer.view(
            calculator: page.isLocal ? .empty : try await writer.calculator(), editor: editor)
        var reply = frame.page(
            view.title, current: page.link(), content: Web.calendarPage(view))
        if let found { reply.status = found.status }
        return reply
    }

    private static func previewed(
        _ form: LocalDayForm, _ ask: Ask, _ frame: DeskFrame
    ) async throws -> (PreviewLocalDay.Report?, Failure?) {
        do {
            let edit = EditLocalDay(
                realm: frame.visit.realm, holding: frame.visit.holding, edit: try form.edit)
            return (try await PreviewLocalDay(edit).run(in: ask.installation), nil)
        } catch let error as ActionError {
            return (nil, ask.failure(of: error, frame.words))
        }
    }

    private static func editLocalDay(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let edit = try LocalDayForm(ask.form).edit
            try await EditLocalDay(realm: visit.realm, holding: visit.holding, edit: edit)
                .run(in: ask.installation)
            return .see(CalendarAddress.local.link(year: edit.day.year))
        } catch let error as ActionError {
            return try await calendarPage(
                ask, .local, problem: ask.failure(of: error, ask.words(of: visit.book)))
        }
    }
}
