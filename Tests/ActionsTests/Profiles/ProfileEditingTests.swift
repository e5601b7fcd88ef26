import Actions
import Kernel
import Profiles
import SQL
import Storage
import TestSupport
import Testing

/// A profile is edited as a copy, checked as loading checks it, and takes effect on a day.
@Suite struct ProfileEditingTests {
    private func starts(_ town: Town, origin: String = "") async throws {
        try await StartProfileDraft(
            realm: town.realm, holding: try await town.colleague("admin").holding, origin: origin
        ).run(in: town.installation)
    }

    private func writes(_ path: String, _ text: String, _ town: Town) async throws {
        try await EditProfileFile(
            realm: town.realm, holding: try await town.colleague("admin").holding, path: path,
            text: text
        ).run(in: town.installation)
    }

    private func sets(_ day: Day, _ town: Town) async throws {
        try await ScheduleProfile(
            realm: town.realm, holding: try await town.colleague("admin").holding,
            day: day.description
        ).run(in: town.installation)
    }

    private func review(_ town: Town) async throws -> ProfileReview {
        try #require(try await town.installation.profileReview(in: town.realm))
    }

    private func header(_ town: Town) async throws -> String {
        try #require(try await review(town).source.files["profile.yml"])
    }

    private func now(_ town: Town) async throws -> Realm {
        try #require(try await town.installation.realm(slug: town.realm.slug))
    }

    @Test func aCopyOfTheOneInForceIsSoundAndTheSame() async throws {
        try await withTown { town in
            try await starts(town)
            let review = try await review(town)
            #expect(review.isSound, "\(review.problems) \(review.misfits)")
            let second = await outcome { try await starts(town) }
            #expect(second == "conflict")
            let grid = try await town.colleague("grid").holding
            let other = await outcome {
                try await EditProfileFile(
                    realm: town.realm, holding: grid, path: "profile.yml", text: "x"
                ).run(in: town.installation)
            }
            #expect(other == "forbidden")
        }
    }

    @Test func everyProblemIsListedAndNothingTypedIsLost() async throws {
        try await withTown { town in
            try await starts(town)
            let text = try await header(town).replacing("levels:", with: "levles:")
            try await writes("profile.yml", text, town)
            let review = try await review(town)
            #expect(!review.isSound)
            #expect(review.source.files["profile.yml"] == text)
            #expect(review.problems.contains { $0.sentence.contains("did you mean “levels”?") })
            let today = try await town.rulebook().day(of: town.clock.now)
            let early = await complaints { try await sets(today, town) }
            #expect(early == ["day": "profiles.problem.unsound"])
            for path in ["../profile.yml", "common/figures.yml", "notes.txt", "a//b.yml", ".yml"] {
                let odd = await complaints { try await writes(path, "x", town) }
                #expect(odd == ["path": "profiles.problem.path"], "\(path)")
            }
        }
    }

    @Test func whatStandsInTheRealmCannotGo() async throws {
        try await withTown { town in
            try await starts(town, origin: "boston")
            let review = try await review(town)
            #expect(!review.isSound)
            #expect(review.misfits.contains(.role("gridWorker")))
            #expect(!review.misfits.isEmpty)
        }
    }

    @Test func itTakesEffectOnItsDayAndOpenMattersKeepTheirs() async throws {
        try await withTown { town in
            let open = try await town.request(standing: "submitted")
            let before = town.realm.profileVersion
            try await starts(town)
            let text = try await header(town).replacing(
                "readingDays: 1095", with: "readingDays: 800")
            try await writes("profile.yml", text, town)
            let review = try await review(town)
            #expect(review.matters.contains { $0.procedure == "request" && $0.open == 1 })
            let today = try await town.rulebook().day(of: town.clock.now)
            let past = await complaints { try await sets(today.adding(days: -1), town) }
            #expect(past == ["day": "profiles.problem.past"])
            try await sets(today.adding(days: 2), town)
            try await ApplyDueProfiles().run(in: town.installation)
            let waiting = try await now(town)
            #expect(waiting.profileVersion == before)
            town.clock.advance(days: 2)
            let applied = try await ApplyDueProfiles().run(in: town.installation)
            #expect(applied == 1)
            let realm = try await now(town)
            #expect(realm.profileVersion == before + 1)
            let book = try await town.installation.rulebook(of: realm)
            #expect(book.profile.retention.readingDays == 800)
            let version = try await town.count(
                "SELECT profile_version FROM matters WHERE id = \(open.id)")
            #expect(version == before)
            let history = try await town.installation.profileHistory(in: realm)
            #expect(history.map(\.version) == [before + 1])
        }
    }

    @Test func oneMoreEditTakesTheDayBack() async throws {
        try await withTown { town in
            try await starts(town)
            let today = try await town.rulebook().day(of: town.clock.now)
            try await sets(today.adding(days: 1), town)
            try await writes("texts/zh-Hans.yml", "\"place.slogan\": \"一起来\"", town)
            let draft = try await review(town).draft
            #expect(draft.effectiveOn == nil)
            try await DropProfileDraft(
                realm: town.realm, holding: try await town.colleague("admin").holding
            ).run(in: town.installation)
            let none = try await town.installation.profileReview(in: town.realm)
            #expect(none == nil)
        }
    }
}
