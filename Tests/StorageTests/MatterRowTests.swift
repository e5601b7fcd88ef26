import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A matter comes back from its rows as it went in, and only once at a time.
@Suite struct MatterRowTests {
    /// A matter with every part that a row can hold.
    private func whole(in town: Town, _ keeper: Timekeeper) throws -> Matter {
        let now = town.clock.now
        let place = try town.place(Resident.home)
        let clock = try Clock(
            name: "finish", budget: .limit(TimeLimit(7, .calendarDays)), startedAt: now
        ).suspended(at: now.adding(minutes: 5), reason: "等配件").resumed(at: now.adding(minutes: 9))
            .extended(by: TimeLimit(2, .calendarDays)).extended(by: TimeLimit(3, .workingDays))
            .suspended(at: now.adding(minutes: 20), reason: "再等")
        let agreed = Clock(name: "agreed", budget: .until(now.adding(minutes: 90)), startedAt: now)
        let stopped = try Clock(
            name: "accept", budget: .limit(TimeLimit(4, .workingHours)), startedAt: now
        ).stopped(at: now.adding(minutes: 1))
        return Matter(
            id: town.installation.newID(), realm: town.realm.id,
            reference: Reference(year: 26, serial: 123_456),
            procedure: Procedure.Key(name: "request", version: 1), channel: .counter, openedAt: now,
            state: "handling", title: "标题", account: "内容", place: place.id,
            placePath: place.path, spot: "三楼", category: "facility.light", urgency: "utility",
            triage: "onSite", supervision: "street", lead: try town.body("city-office").id,
            firstReceiver: try town.body("street-office").id,
            assists: [try town.body("police-station").id, try town.body("fire-brigade").id]
                .sorted(),
            clocks: [stopped, agreed, clock].sorted {
                ($0.startedAt, $0.name) < ($1.startedAt, $1.name)
            }, version: 1)
    }

    private func insert(_ matter: Matter, in town: Town, _ book: Rulebook) async throws {
        let procedure = try #require(book.profile.procedure("request"))
        let now = town.clock.now
        let vault = town.installation.vault
        try await town.database.write { db in
            try Matters.insert(
                matter, standing: Standing(of: matter, under: procedure, by: book.keeper),
                profileVersion: 1, opener: nil,
                keys: try DataKeys.Fresh(for: matter.id, isPersonal: true, vault: vault),
                wordDigest: "w", by: book.keeper, at: now, db)
        }
    }

    private func update(
        _ matter: Matter, from before: Matter, in town: Town, _ book: Rulebook
    ) async throws -> Bool {
        let procedure = try #require(book.profile.procedure("request"))
        let now = town.clock.now
        return try await town.database.write { db in
            try Matters.update(
                matter, from: before,
                standing: Standing(of: matter, under: procedure, by: book.keeper), toucher: nil,
                by: book.keeper, at: now, db)
        }
    }

    @Test func everyPartOfAMatterComesBack() async throws {
        try await withTown { town in
            let book = try await town.rulebook()
            let matter = try whole(in: town, book.keeper)
            try await insert(matter, in: town, book)
            #expect(try await town.matter(matter.id) == matter)
            #expect(try await town.matter(matter.reference) == matter)
        }
    }

    @Test func everyPartOfAMatterCanChange() async throws {
        try await withTown { town in
            let book = try await town.rulebook()
            let before = try whole(in: town, book.keeper)
            try await insert(before, in: town, book)
            var after = before
            let elsewhere = try town.place("蓝山郡一期")
            let person = try await town.property.person.id
            after.state = "solved"
            after.title = "新标题"
            after.account = "新内容"
            after.place = elsewhere.id
            after.placePath = elsewhere.path
            after.spot = nil
            after.category = "facility.road"
            after.urgency = "complex"
            after.triage = nil
            after.supervision = nil
            after.lead = nil
            after.firstReceiver = before.lead
            after.taker = person
            after.petitions = [
                .init(kind: .extension, days: 5, person: person, at: town.clock.now),
                .init(kind: .suspension, days: nil, person: nil, at: town.clock.now),
            ]
            after.clocks = try before.clocks.map {
                $0.stoppedAt == nil ? try $0.stopped(at: town.clock.now.adding(minutes: 30)) : $0
            }
            after.endedAt = town.clock.now
            after.ending = .solved
            after.version = 2
            #expect(try await update(after, from: before, in: town, book))
            #expect(try await town.matter(before.id) == after)
            // And what was ended can be open again, with its clocks begun anew.
            var reopened = after
            reopened.state = "handling"
            reopened.endedAt = nil
            reopened.ending = nil
            reopened.petitions = []
            reopened.clocks = try after.clocks.map {
                $0.name == "finish"
                    ? Clock(
                        name: "finish", budget: .limit(try TimeLimit(1, .workingDays)),
                        startedAt: town.clock.now) : $0
            }.sorted { ($0.startedAt, $0.name) < ($1.startedAt, $1.name) }
            reopened.version = 3
            #expect(try await update(reopened, from: after, in: town, book))
            #expect(try await town.matter(before.id) == reopened)
        }
    }

    @Test func onlyTheFirstOfTwoChangesIsWritten() async throws {
        try await withTown { town in
            let book = try await town.rulebook()
            let seen = try whole(in: town, book.keeper)
            try await insert(seen, in: town, book)
            var first = seen
            first.title = "先到"
            first.version = 2
            var second = seen
            second.title = "后到"
            second.clocks = []
            second.version = 2
            #expect(try await update(first, from: seen, in: town, book))
            #expect(try await update(second, from: seen, in: town, book) == false)
            #expect(try await town.matter(seen.id) == first)
        }
    }

    @Test func aReferenceStandsOnceInARealm() async throws {
        try await withTown { town in
            let book = try await town.rulebook()
            try await insert(try whole(in: town, book.keeper), in: town, book)
            let again = await failure {
                try await insert(try whole(in: town, book.keeper), in: town, book)
            }
            guard case SQLError.constraint(kind: .unique, _)? = again else {
                Issue.record("Stored twice: \(String(describing: again))")
                return
            }
        }
    }
}
