package import Kernel
package import SQL
import Storage
import Synchronization

/// Writes down what requests that come in, and are accepted, have the database do, and undoes it:
/// the same statements can then be given to the bare engine.
package struct Rehearse: Sendable {
    package let realm: Realm
    package let count: Int

    package init(realm: Realm, count: Int) {
        self.realm = realm
        self.count = count
    }

    /// What one of them has the database do.
    package struct Act: Sendable {
        /// Every statement, reading and writing.
        package let statements: Int
        /// Those that write.
        package let writes: [SQL]
    }

    /// What was rehearsed is thrown, so that the transaction is undone.
    private struct Rehearsed: Error {
        let acts: [Act]
    }

    /// Residents' requests as the public form sends them, each from an address of its own.
    package func openings(in installation: Installation) async throws -> [Act] {
        let places = try await installation.known(realm.id).places ?? []
        let categories = try await installation.rulebook(of: realm).profile
            .categories(of: Category.usual)
        guard let home = places.last, let kind = categories.first else {
            throw ActionError.notFound
        }
        return try await rehearse(in: installation) { number, now, db in
            let opening = OpenMatter(
                realm: realm, procedure: Category.usual, action: "report", acting: .anyone,
                channel: .web,
                form: AnswerForm(texts: [
                    "category": [kind.id], "place": [home.id.description],
                    "account": ["楼道里的灯第\(number)次不亮了，晚上上下楼看不清。"],
                ]), limit: Limit.Counted(.reports, of: "rehearsal \(number)"))
            let prepared = try opening.prepare(CheckWord.drawn(), in: installation, at: now, db)
            _ = try opening.open(prepared, in: installation, at: now, db)
        }
    }

    /// Requests that wait, accepted as the desk does it.
    package func acceptances(in installation: Installation) async throws -> [Act] {
        let now = installation.now()
        let book = try await installation.rulebook(of: realm)
        let found = try await installation.database.read { db in
            (
                dispatcher: try DemoCast(
                    signIns: ["dispatcher"], book: book, on: book.day(of: now), db
                ).holding(of: "dispatcher", granting: [Verb("accept")]),
                waiting: try Matters.standing(
                    in: "submitted", of: Category.usual, realm: realm.id, limit: count, db)
            )
        }
        return try await rehearse(in: installation, most: found.waiting.count) { number, now, db in
            _ = try ActOnMatter(
                realm: realm, matter: found.waiting[number], action: "accept",
                acting: .holding(found.dispatcher), seen: nil,
                form: AnswerForm(texts: [
                    "title": ["楼道灯不亮"], "category": ["facility.light"], "urgency": ["general"],
                    "triage": ["onSite"], "message": ["已经受理，今天派人去看。"],
                ])
            ).act(in: installation, at: now, db)
        }
    }

    private func rehearse(
        in installation: Installation, most: Int = .max,
        _ act: @escaping @Sendable (Int, Instant, any Writer) throws -> Void
    ) async throws -> [Act] {
        let now = installation.now()
        let heard = Mutex<(statements: Int, writes: [SQL])>((0, []))
        let listening = ListeningDatabase(installation.database) { sql, _ in
            heard.withLock { heard in
                heard.statements += 1
                if !sql.isQuery { heard.writes.append(sql) }
            }
        }
        do {
            try await listening.write { db in
                var acts: [Act] = []
                for number in 0..<min(count, most) {
                    heard.withLock { $0 = (0, []) }
                    try act(number, now, db)
                    let (statements, writes) = heard.withLock { $0 }
                    acts.append(Act(statements: statements, writes: writes))
                }
                throw Rehearsed(acts: acts)
            }
            return []
        } catch let rehearsed as Rehearsed {
            return rehearsed.acts
        }
    }
}

extension CheckWord {
    fileprivate static func drawn() -> CheckWord {
        var generator = SystemRandomNumberGenerator()
        return CheckWord(from: &generator)
    }
}

extension SQL {
    /// Whether the text only asks.
    fileprivate var isQuery: Bool { text.hasPrefix("SELECT") }
}
