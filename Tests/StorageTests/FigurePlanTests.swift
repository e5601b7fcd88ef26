import Actions
import Foundation
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What figures and their evidence ask goes through an index, and so does counting.
@Suite(.enabled(if: TownHall.isEmbedded, "plans are those of the embedded engine"))
struct FigurePlanTests {
    @Test func noFigureReadsEveryRow() async throws {
        try await withTown { town in
            let realm = town.realm.id
            let street = try town.place("车城路街道")
            let day = try await town.rulebook().day(of: town.clock.now)
            let year = Period(.year, with: Month(of: day))
            let figures = try await town.rulebook().profile.figures
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                for figure in figures {
                    if case .register(let register) = figure.formula {
                        _ = try Registers.count(
                            register, under: street.path, on: day, in: realm, db)
                    }
                    guard let tally = figure.tally else { continue }
                    _ = try Facts.months(
                        of: [tally], at: street.id, from: year.first, through: year.last,
                        in: realm, db)
                    _ = try db.ints(
                        tally.names.map {
                            Facts.counting($0, at: street.id, through: year.last, in: realm)
                        })
                    _ = try Facts.bodies(
                        of: tally, under: street.path, on: year.days, in: realm, db)
                    for cursor in [nil, FactCursor(day: day, subject: 1, sequence: 1)] {
                        _ = try Facts.page(
                            Facts.pageQuery(
                                of: tally, under: street.path, on: year.days, after: cursor,
                                limit: 9, in: realm, db.dialect), db)
                    }
                }
                _ = try Facts.places(
                    of: figures.compactMap(\.measure), at: [street.id], from: year.first,
                    through: year.last, in: realm, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }

    @Test func gridsAreFoundByTheirKeys() async throws {
        try await withTown { town in
            let realm = town.realm.id
            let street = try town.place("车城路街道").path
            let day = try await town.rulebook().day(of: town.clock.now)
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                let plan = GridPlan.ID(1)
                _ = try GridPlans.all(in: realm, db)
                _ = try GridPlans.inForce(on: day, in: realm, db)
                _ = try GridPlans.notTakenUp(on: day, in: realm, db)
                _ = try GridPlans.openMatters(in: realm, after: Matter.ID(1), limit: 9, db)
                _ = try Grids.all(of: plan, db)
                _ = try Grids.holdings(of: plan, db)
                _ = try Grids.counts(of: [plan], db)
                _ = try Grids.at([street], in: plan, db)
                _ = try Registers.count(
                    .grids(kind: "general"), under: street, on: day, in: realm, db)
                _ = try Registers.count(
                    .enrolments(kind: .reported), under: street, on: day, in: realm, db)
                return db.scans
            }
            #expect(scans == [])
        }
    }

    @Test func reportsAndExclusionsAreFoundByTheirKeys() async throws {
        try await withTown { town in
            let realm = town.realm.id
            let street = try town.place("车城路街道")
            let day = try await town.rulebook().day(of: town.clock.now)
            let year = Period(.year, with: Month(of: day))
            let tally = try #require(
                try await town.rulebook().profile.figure("requestsSettled")?.tally)
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try Reports.page(
                    under: street.path, before: nil, limit: 9, in: realm, db)
                _ = try Reports.versions(
                    of: "work", at: street.id, for: year, in: realm, limit: 9, db)
                _ = try Reports.find(Report.ID(1), in: realm, db)
                _ = try ReportCells.of(Report.ID(1), db)
                _ = try Exclusions.page(
                    Exclusions.pageQuery(
                        of: "onTimeRate", under: street.path, limit: 9, in: realm), db)
                _ = try Exclusions.stands("onTimeRate", Matter.ID(1), in: realm, db)
                _ = try Facts.excluded(
                    from: "onTimeRate", of: tally, under: street.path, on: year.days,
                    in: realm, db)
                _ = try Baselines.all(at: street.id, in: realm, db)
                _ = try Baselines.page(
                    Baselines.pageQuery(of: "onTimeRate", at: street.id, in: realm), db)
                return db.scans
            }
            #expect(scans == [])
        }
    }

    @Test func countingReadsWhatWasRecordedAndNoMore() async throws {
        try await withTown { town in
            let scans = try await town.database.read { db in
                let db = ExplainingReader(db)
                _ = try Facts.lastCounted(db)
                _ = try Facts.of([1, 2], db)
                _ = try MatterStanding.find([Matter.ID(1)], db)
                for noun in Fact.Noun.allCases {
                    _ = try FactSources.facts(of: noun, [1, 2], zone: .gmt, db)
                }
                return db.scans
            }
            #expect(scans == [])
        }
    }
}
