import Foundation
import Kernel
import Profiles
import Testing

/// The model holds two very different procedures without a word of new code.
@Suite struct SketchTests {
    @Test func theSketchesAreSound() throws {
        let reading = try TestSource.sketches().read()
        #expect(reading.problems.description == "")
        #expect(
            reading.profile?.procedures.map(\.key.name) == ["microWish", "sixSteps", "assistance"])
    }

    @Test func theSketchesRunAsTheirExamplesSay() throws {
        let source = try TestSource.sketches()
        let profile = try source.load()
        let days = try CalendarData.builtIn()
        let keeper = Timekeeper(
            calendar: WorkingCalendar(national: days.days, coveredYears: days.coveredYears),
            hours: profile.hours, zone: profile.zone)
        let examples = try source.examples(for: profile)
        #expect(examples.count == 2)
        for example in examples {
            #expect(ExampleRun(profile: profile, timekeeper: keeper).failures(of: example) == [])
        }
    }

    @Test func aTelephoneNumberIsSeenByTheVolunteerOnlyAfterTakingTheOrder() throws {
        let profile = try TestSource.sketches().load()
        let wish = try #require(profile.procedure("microWish"))
        let contact = try #require(wish.field("contact"))
        let place = PlacePath.root.appending(Place.ID(7))
        func post(_ person: Int64, _ role: Role.ID) throws -> Acting {
            let verbs = try #require(profile.role(role)).verbs
            let post = Post(
                id: Post.ID(person), realm: Realm.ID(1), person: Person.ID(person), role: role,
                body: Body.ID(5), place: Place.ID(7), reach: place)
            return .holding(Holding(post: post, verbs: verbs))
        }
        var matter = Matter(
            id: Matter.ID(1), realm: Realm.ID(1), reference: Reference(year: 26, serial: 1),
            procedure: wish.key, channel: .web, openedAt: Instant(milliseconds: 0), state: "pooled",
            title: "", account: "", place: Place.ID(7), placePath: place, category: "service.wish",
            urgency: "general")
        func sees(_ acting: Acting) -> Bool {
            contact.visibility.contains { matter.includes(acting, in: $0) }
        }
        #expect(try !sees(post(1, "volunteer")))
        #expect(try sees(post(3, "branchSecretary")))
        #expect(!sees(.anyone))
        #expect(sees(.reporter))
        matter.taker = Person.ID(1)
        #expect(try sees(post(1, "volunteer")))
        #expect(try !sees(post(2, "volunteer")))
    }
}
