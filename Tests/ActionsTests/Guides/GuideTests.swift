import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// How things are done here: with a ground, an owner and a day of review, and the one page that is
/// generated from what stands.
@Suite struct GuideTests {
    private func wish(_ town: Town, _ title: String = "居住证明怎么开") async throws -> GuideWish {
        var wish = GuideWish()
        wish.kind = "procedure"
        wish.category = "service"
        wish.title = title
        wish.text = "到窗口说一声，当场开。"
        wish.bring = "身份证\n租房合同"
        wish.source = "演示规程第一条"
        wish.reviewOn = try await day(town, 30)
        wish.windows = [try await town.venue().id.description, "999"]
        return wish
    }

    private func day(_ town: Town, _ days: Int) async throws -> String {
        try await town.rulebook().day(of: town.clock.now).adding(days: days).description
    }

    private func keeping(
        _ town: Town, _ who: Colleague, _ wish: GuideWish, seen: (Guide.ID, Int)? = nil
    ) throws -> KeepGuide {
        KeepGuide(
            realm: town.realm, holding: who.holding,
            place: seen == nil ? try town.place("岩岭社区").id : nil,
            guide: seen.map { (id: $0.0, seen: $0.1) }, wish: wish)
    }

    @Test func aGuideHasAGroundAnOwnerAndADayOfReview() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let guide = try await keeping(town, secretary, try await wish(town))
                .run(in: town.installation)
            #expect(guide.body == secretary.body)
            #expect(guide.windows.count == 1)
            let file = try await town.installation.guideFile(guide.id, in: town.realm)
            #expect(file?.windows.map(\.name.zh) == ["岩岭邻里中心"])
            let twice = await complaints {
                try await keeping(town, secretary, try await wish(town))
                    .run(in: town.installation)
            }
            #expect(twice == ["title": "guides.problem.twice"])
            let stranger = try await town.otherCommunity
            let forbidden = await outcome {
                try await keeping(town, stranger, try await wish(town, "别的"))
                    .run(in: town.installation)
            }
            #expect(forbidden == "forbidden")
        }
    }

    @Test func wrongFormsAreNamedFieldByField() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            var odd = GuideWish()
            odd.kind = "rumour"
            odd.category = "castles"
            odd.text = "请打 13800009999"
            odd.reviewOn = try await day(town, 0)
            let sent = odd
            let fields = await complaints {
                try await keeping(town, secretary, sent).run(in: town.installation)
            }
            #expect(
                fields?.keys.sorted() == [
                    "category", "kind", "reviewOn", "source", "text", "title",
                ])
        }
    }

    @Test func itsOwnerIsRemindedAndTheStaleIsMarked() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let guide = try await keeping(town, secretary, try await wish(town))
                .run(in: town.installation)
            func mine() async throws -> Set<Guide.ID> {
                Set(
                    try await town.installation.guidesToReview(
                        of: secretary.body, in: town.realm
                    ).map(\.id))
            }
            /// On their own page of the day.
            func waits(for colleague: Colleague) async throws -> Bool {
                try await town.installation.today(for: try await colleague.visit())
                    .guides.contains { $0.id == guide.id }
            }
            town.clock.advance(days: 15)
            #expect(try await !mine().contains(guide.id))
            town.clock.advance(days: 1)
            #expect(try await mine().contains(guide.id))
            #expect(try await !waits(for: secretary))
            town.clock.advance(days: 15)
            #expect(try await waits(for: secretary))
            #expect(try await !waits(for: town.otherCommunity))
            #expect(try await !waits(for: town.property))
            let today = try await town.rulebook().day(of: town.clock.now)
            #expect(guide.isStale(on: today) && !guide.isStale(on: today.adding(days: -1)))
            try await ReviewGuide(
                realm: town.realm, holding: secretary.holding, guide: guide.id,
                reviewOn: try await day(town, 100)
            ).run(in: town.installation)
            #expect(try await !mine().contains(guide.id))
            #expect(try await !waits(for: secretary))
        }
    }

    @Test func whatIsSearchedStandsInEitherLanguage() async throws {
        try await withTown { town in
            let all = try await town.installation.guides(in: town.realm)
            #expect(all.filter { $0.matches(["高龄", "津贴"]) }.count == 1)
            #expect(all.filter { $0.matches(["ALLOWANCE"]) }.count == 1)
            #expect(all.filter { $0.matches(["高龄", "骑手"]) }.isEmpty)
            #expect(all.filter { $0.matches([]) }.count == all.count)
        }
    }

    @Test func whatIsTakenDownIsFoundNoMore() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            let guide = try await keeping(town, secretary, try await wish(town))
                .run(in: town.installation)
            let stale = await outcome {
                try await keeping(town, secretary, try await wish(town), seen: (guide.id, 9))
                    .run(in: town.installation)
            }
            #expect(stale == "conflict")
            let ending = EndGuide(
                realm: town.realm, holding: secretary.holding, guide: guide.id)
            try await ending.run(in: town.installation)
            let all = try await town.installation.guides(in: town.realm)
            #expect(!all.contains { $0.id == guide.id })
            let again = await outcome { try await ending.run(in: town.installation) }
            #expect(again == "conflict")
        }
    }

    private func fact(
        _ town: Town, _ who: Colleague, said: String = "2400户", asOf: String
    ) throws -> KeepPlaceFact {
        KeepPlaceFact(
            realm: town.realm, by: .holding(who.holding), place: try town.place("岩岭社区").id,
            kind: "households", said: said, isRough: false, asOf: asOf, source: "社区年报")
    }

    @Test func aFactTakesThePlaceOfTheOneBeforeAndKeepsIt() async throws {
        try await withTown { town in
            let secretary = try await town.colleague("secretary")
            try await fact(town, secretary, asOf: try await day(town, 0))
                .run(in: town.installation)
            let place = try town.place("岩岭社区").id
            let (current, all) = try await town.database.read { db in
                (
                    try PlaceFacts.current(.households, of: place, db),
                    try PlaceFacts.history(of: place, limit: 50, db)
                )
            }
            #expect(current?.said == "2400户")
            #expect(all.filter { $0.kind == .households }.map(\.said) == ["2400户", "2386户"])
            let future = await complaints {
                try await fact(town, secretary, asOf: try await day(town, 1))
                    .run(in: town.installation)
            }
            #expect(future == ["asOf": "facts.problem.future"])
            let stranger = try await town.otherCommunity
            let forbidden = await outcome {
                try await fact(town, stranger, asOf: "2026-01-01").run(in: town.installation)
            }
            #expect(forbidden == "forbidden")
        }
    }

    @Test func thePageThatKnowsEverythingIsReadOffWhatStands() async throws {
        try await withTown { town in
            let place = try town.place("岩岭社区").id
            let overview = try #require(
                try await town.installation.overview(of: place, in: town.realm))
            #expect(overview.facts.map(\.kind) == [.founded, .households, .residents])
            #expect(overview.levels.map(\.level) == ["estate", "building"])
            #expect(overview.below.contains { $0.facts.map(\.said).contains("684户") })
            #expect(overview.venues.map(\.name.zh).contains("岩岭邻里中心"))
            #expect(!overview.venues.map(\.name.zh).contains("艳湖治理驿站"))
            // What holds in the whole street holds here; what holds in another community does not.
            #expect(overview.guides.contains { $0.matches(["高龄"]) })
            #expect(!overview.guides.contains { $0.matches(["骑手"]) })
            #expect(overview.posts.contains { $0.role == "communitySecretary" && $0.count > 0 })
            #expect(overview.leads.count > 20)
        }
    }
}
