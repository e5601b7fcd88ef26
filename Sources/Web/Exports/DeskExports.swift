import Actions
import Kernel
import Media
import Storage

extension DeskFrame {
    /// The inbox or what a search found, with the columns of the list.
    func mattersExport() async throws -> ListExport {
        let filters = InboxLink(ask.query)
        var query = InboxQuery(
            scope: filters.scope, light: filters.light, category: filters.category,
            procedure: filters.procedure, state: filters.state, text: filters.text,
            limit: InboxQuery.fileLimitMax)
        if let place = filters.place {
            query.place = try await ask.installation.place(place, in: visit.realm)?.path
        }
        let asked = query
        return ListExport(
            name: "matters", title: words("desk.list"),
            columns: exportColumns([
                ("exports.matter.reference", 14), ("exports.matter.title", 40),
                ("exports.matter.procedure", 14), ("exports.matter.category", 18),
                ("exports.matter.place", 24), ("exports.matter.state", 14),
                ("exports.matter.owner", 22), ("exports.matter.light", 10),
                ("exports.matter.opened", 17), ("exports.matter.due", 17),
                ("exports.matter.ended", 17), ("exports.matter.ending", 14),
            ])
        ) { [self] after in
            var query = asked
            query.after = after.flatMap(InboxQuery.Cursor.init(written:))
            let page = try await ask.installation.inbox(query, for: visit)
            return ListExport.Page(rows: page.lines.map(cells), next: page.next?.written)
        }
    }

    private func cells(_ line: Storage.MatterLine) -> [Spreadsheet.Cell] {
        [
            .text(line.reference.description), .text(title(of: line)),
            .text(words("\(line.procedure).name")), .text(words("category.\(line.category)")),
            .text(place(of: line)), .text(words("\(line.procedure).state.\(line.state)")),
            .text(owner(of: line)),
            .text(words("light.\(line.light(at: ask.now).rawValue)")),
            written(line.openedAt), written(line.dueAt), written(line.endedAt),
            line.ending.map { .text(words("ending.\($0.rawValue)")) } ?? .empty,
        ]
    }

    /// By the clock of the place.
    func written(_ instant: Instant?) -> Spreadsheet.Cell {
        instant.map { .text(times.plain($0)) } ?? .empty
    }

    /// Who signs in, with what they hold today.
    func peopleExport() -> ListExport {
        let text = ask.query["q"].map { String($0.prefix(40)) } ?? ""
        return ListExport(
            name: "people", title: words("people.title"),
            columns: exportColumns([
                ("people.column.name", 16), ("people.column.signIn", 18),
                ("people.column.posts", 60),
            ])
        ) { [self] after in
            let lines = try await ask.installation.people(
                matching: text, in: visit.realm, after: after, limit: ListExport.pageRows)
            return ListExport.Page(
                rows: lines.map { line in
                    let posts = line.posts.map { post in
                        words(
                            "org.post",
                            [
                                "role": words("role.\(post.post.role)"),
                                "body": words.name(post.bodyName),
                            ])
                    }
                    let isEnded = !line.person.maySignIn(on: today)
                    return [
                        .text(line.person.name), .text(line.person.signIn),
                        .text(
                            isEnded ? words("person.ended.chip") : posts.joined(separator: "；")),
                    ]
                },
                next: lines.count < ListExport.pageRows ? nil : lines.last?.person.signIn)
        }
    }

    /// The whole area tree in its order, or what a search in it finds.
    func placesExport() -> ListExport {
        let text = ask.query["q"].map { String($0.prefix(60)) } ?? ""
        return ListExport(
            name: "places", title: words("places.title"),
            columns: exportColumns([
                ("exports.place.name", 24), ("exports.place.english", 24),
                ("exports.place.level", 12), ("exports.place.code", 16),
                ("exports.place.above", 40), ("exports.place.from", 12),
                ("exports.place.until", 12),
            ])
        ) { [self] after in
            let found: PlaceSearch
            let next: String?
            if text.isEmpty {
                found = try await ask.installation.placesInOrder(
                    in: visit.realm, after: after.flatMap { Place.ID($0) },
                    limit: ListExport.pageRows)
                next =
                    found.found.count < ListExport.pageRows
                    ? nil : found.found.last?.id.description
            } else {
                found = try await ask.installation.places(
                    matching: text, in: visit.realm,
                    after: after.flatMap(Places.Cursor.init(written:)),
                    limit: ListExport.pageRows)
                next = found.next.map { "\($0.id.description).\($0.name)" }
            }
            return ListExport.Page(
                rows: found.found.map { place in
                    let above = place.path.ids.dropLast().compactMap { found.above[$0] }
                    return [
                        .text(place.name.zh), place.name.en.map { .text($0) } ?? .empty,
                        .text(words("level.\(place.level)")),
                        place.code.map { .text($0) } ?? .empty,
                        .text(above.map(\.name.zh).joined(separator: "/")),
                        place.from.map { .text("\($0)") } ?? .empty,
                        place.until.map { .text("\($0)") } ?? .empty,
                    ]
                }, next: next)
        }
    }

    /// The bodies of today, of one kind or with a part of a name; a realm has two thousand at most.
    func bodiesExport() -> ListExport {
        let text = (ask.query["q"].map { String($0.prefix(60)) } ?? "").lowercased()
        let kind = ask.query["kind"]
        let day = today
        let found = bodyNames.values.filter { body in
            body.exists(on: day) && (kind == nil || body.kind == kind)
                && (text.isEmpty || body.name.zh.lowercased().contains(text)
                    || (body.name.en ?? "").lowercased().contains(text))
        }.sorted { $0.id < $1.id }
        let rows = found.map { body -> [Spreadsheet.Cell] in
            let parent = body.parent.flatMap { bodyNames[$0] }
            return [
                .text(words.name(body.name)), .text(words("bodyKind.\(body.kind)")),
                parent.map { .text(words.name($0.name)) } ?? .empty,
                body.phone.map { .text($0) } ?? .empty,
            ]
        }
        return ListExport(
            name: "bodies", title: words("bodies.title"),
            columns: exportColumns([
                ("body.field.name", 30), ("body.field.kind", 16), ("body.field.parent", 30),
                ("body.field.phone", 18),
            ])
        ) { _ in ListExport.Page(rows: rows, next: nil) }
    }

    /// The record, as its page shows it: what was done by whom to what, never what was said.
    func recordsExport() throws -> ListExport {
        let asked: RecordSearch
        do {
            asked = try RecordLink(ask.query).with { _ in }.search(in: visit.book)
        } catch {
            throw ActionError.notFound
        }
        return ListExport(
            name: "records", title: words("records.title"),
            columns: exportColumns([
                ("records.column.sequence", 10), ("records.column.at", 17),
                ("records.column.person", 36), ("records.column.action", 24),
                ("records.column.subject", 14),
            ])
        ) { [self] after in
            var search = asked
            search.query.after = after.flatMap(RecordQuery.Cursor.init(written:))
            let reading = try await ask.installation.records(search, in: visit.realm)
            return ListExport.Page(
                rows: reading.found.headers.map { header in
                    [
                        .number(header.sequence), written(header.at),
                        .text(recordedBy(header, reading)), .text(recorded(header.action)),
                        .text(recordedKind(header.subjectKind)),
                    ]
                }, next: reading.found.next?.written)
        }
    }
}

// Cursors as text, to be handed from one page of a file to the next.

extension InboxQuery.Cursor {
    fileprivate var written: String { "\(due.milliseconds).\(id)" }

    fileprivate init?(written: String) {
        let parts = written.split(separator: ".")
        guard parts.count == 2, let due = Int64(parts[0]), let id = Matter.ID(String(parts[1]))
        else { return nil }
        self.init(due: Instant(milliseconds: due), id: id)
    }
}

extension RecordQuery.Cursor {
    fileprivate var written: String { "\(at.milliseconds).\(sequence)" }

    fileprivate init?(written: String) {
        let parts = written.split(separator: ".")
        guard parts.count == 2, let at = Int64(parts[0]), let sequence = Int64(parts[1]) else {
            return nil
        }
        self.init(at: Instant(milliseconds: at), sequence: sequence)
    }
}

extension Places.Cursor {
    fileprivate init?(written: String) {
        let parts = written.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let id = Place.ID(String(parts[0])) else { return nil }
        self.init(name: String(parts[1]), id: id)
    }
}
