import Actions
import HTTPTypes
import Kernel
import Storage

// Which matters there are: those that everyone may read, and nothing else.
extension Open311 {
    /// The standard's own bounds: so many days and so many requests at most.
    static let daysMax = 90
    static let pageMax = 1_000
    /// How many requests may be named at once.
    static let namedMax = 200
    /// How many rows one answer looks through where it is asked for certain kinds.
    private static let lookedMax = 5_000

    func requests() async throws -> Answer {
        let place = try await place()
        if let ids = field("service_request_id") {
            let found = try await named(ids.split(separator: ",").map(String.init), place)
            return list("service_requests", "request", found.map { members($0, place) })
        }
        let found = try await listed(place)
        return list("service_requests", "request", found.map { members($0, place) })
    }

    func request() async throws -> Answer {
        let place = try await place()
        guard let reference = try? Reference(parsing: name) else {
            throw Complaint.bad("service_request_id provided was not found.", status: .notFound)
        }
        if let feature = try await call.installation.matterFeature(reference, in: place.realm) {
            return list("service_requests", "request", [members(feature, place)])
        }
        // What is not for everyone is still for the system that sent it.
        if let own = try await own(reference, place) {
            return list("service_requests", "request", [own])
        }
        throw Complaint.bad("service_request_id provided was not found.", status: .notFound)
    }

    /// The id behind a token: a reference and the check word of its receipt.
    func token() async throws -> Answer {
        let place = try await place()
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Complaint.bad("token provided was not found.", status: .notFound)
        }
        do {
            let matter = try await TrackMatter(
                realm: place.realm, reference: parts[0], word: parts[1], address: call.address
            ).run(in: call.installation)
            return list(
                "service_requests", "request",
                [
                    [
                        .text("service_request_id", matter.reference.description),
                        .text("token", name),
                    ]
                ])
        } catch ActionError.invalid {
            throw Complaint.bad("token provided was not found.", status: .notFound)
        }
    }

    // MARK: - Lists

    private func named(_ ids: [String], _ place: Open311Place) async throws -> [MatterFeature] {
        guard ids.count <= Self.namedMax else {
            throw Complaint.bad("service_request_id may name up to \(Self.namedMax) requests.")
        }
        return try await call.installation.matterFeatures(
            named: ids.compactMap { try? Reference(parsing: $0) }, in: place.realm)
    }

    private func listed(_ place: Open311Place) async throws -> [MatterFeature] {
        let codes = field("service_code").map { Set($0.split(separator: ",").map(String.init)) }
        let statuses = try statuses()
        let (page, size) = (
            try number("page", 1...Self.lookedMax) ?? 1,
            try number("page_size", 1...Self.pageMax) ?? Self.pageMax
        )
        guard page * size <= Self.lookedMax else {
            throw Complaint.bad(
                "Pages reach up to \(Self.lookedMax) requests. Ask for a shorter span of time.")
        }
        let span = try span()
        var query = FeatureQuery(limit: Self.pageMax)
        (query.from, query.until) = (span.from, span.until)
        var found: [MatterFeature] = []
        for _ in 0..<(Self.lookedMax / Self.pageMax) {
            let step = try await call.installation.matterFeatures(
                query, isNewestFirst: true, in: place.realm)
            found += step.items.filter { feature in
                (codes?.contains(feature.line.category) ?? true)
                    && (statuses?.contains(feature.line.endedAt == nil) ?? true)
            }
            query.after = step.next
            if step.next == nil || found.count >= page * size { break }
        }
        return Array(found.dropFirst((page - 1) * size).prefix(size))
    }

    /// Whether open ones are wanted, closed ones, or both.
    private func statuses() throws -> Set<Bool>? {
        guard let text = field("status") else { return nil }
        return Set(
            try text.split(separator: ",").map { word in
                switch word {
                case "open": true
                case "closed": false
                default: throw Complaint.bad("status is open, closed, or both with a comma.")
                }
            })
    }

    private func number(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let text = field(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Complaint.bad(
                "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// `start_date` and `end_date`, at most ninety days apart: the last ninety where none is given.
    func span() throws -> (from: Instant, until: Instant) {
        func instant(_ name: String) throws -> Instant? {
            guard let text = field(name) else { return nil }
            guard let instant = try? Instant(iso8601: text) else {
                throw Complaint.bad("\(name) is a time such as 2026-11-01T00:00:00Z.")
            }
            return instant
        }
        let (start, end) = (try instant("start_date"), try instant("end_date"))
        let until = end ?? start?.adding(fullDays: Self.daysMax) ?? call.now
        let from = start ?? until.adding(fullDays: -Self.daysMax)
        guard from <= until else { throw Complaint.bad("start_date lies after end_date.") }
        guard until <= from.adding(fullDays: Self.daysMax) else {
            throw Complaint.bad("start_date and end_date are up to \(Self.daysMax) days apart.")
        }
        return (from, until)
    }

    // MARK: - One request

    private func members(_ feature: MatterFeature, _ place: Open311Place) -> [Member] {
        let line = feature.line
        let isTitled = feature.procedure.isOpenToAll(.title) && !line.title.isEmpty
        return place.members(
            reference: line.reference, procedure: line.procedure, state: line.state,
            category: line.category, description: isTitled ? line.title : nil,
            lead: feature.procedure.isOpenToAll(.lead) ? line.leadName : nil,
            times: (line.openedAt, line.touchedAt, line.endedAt == nil ? line.dueAt : nil),
            isOpen: line.endedAt == nil, place: feature.place, position: feature.position)
    }

    /// A matter that came in with the key of the call, as its reporter may know it.
    private func own(
        _ reference: Reference, _ place: Open311Place
    ) async throws -> [Member]? {
        guard let text = field("api_key") else { return nil }
        let installation = call.installation
        guard
            let key = try await installation.accessKey(text, for: .report, from: call.address),
            key.realm == place.realm.id,
            let file = try await installation.file(
                of: reference, in: place.realm, for: .reporter),
            try await installation.cameIn(file.matter.id, with: key)
        else { return nil }
        let matter = file.matter
        let due = Standing(of: matter, under: file.procedure, by: place.book.keeper).dueAt
        return place.members(
            reference: matter.reference, procedure: file.procedure.key.name, state: matter.state,
            category: matter.category, description: matter.account,
            lead: matter.lead.flatMap { file.bodies[$0]?.name },
            times: (matter.openedAt, file.story.last?.at ?? matter.openedAt, due),
            isOpen: matter.isOpen, place: file.place, position: nil)
    }
}

extension Open311Place {
    func members(
        reference: Reference, procedure: Procedure.Name, state: Procedure.State.ID,
        category: Kernel.Category.ID, description: String?, lead: LocalName?,
        times: (opened: Instant, touched: Instant, due: Instant?), isOpen: Bool, place: Place,
        position: Position?
    ) -> [Open311.Member] {
        [
            .text("service_request_id", reference.description),
            .text("status", isOpen ? "open" : "closed"),
            .text("status_notes", words("\(procedure).state.\(state)")),
            .text("service_name", words("category.\(category)")),
            .text("service_code", category),
            .text("description", description),
            .text("agency_responsible", lead.map(words.name)),
            .text("service_notice", nil),
            .text("requested_datetime", times.opened.iso8601),
            .text("updated_datetime", times.touched.iso8601),
            .text("expected_datetime", times.due?.iso8601),
            .text("address", words.name(place.name)),
            .text("address_id", place.id.description),
            .text("zipcode", nil),
            .number("lat", position?.degrees.latitude),
            .number("long", position?.degrees.longitude),
            .text("media_url", nil),
        ]
    }
}
