import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Activities: announced, signed up for by oneself, with a waiting list that moves by itself.
@Suite struct ActivityTests {
    @Test func whoeverSignsUpFirstHasAPlaceAndTheNextMovesUp() async throws {
        try await withTown { town in
            let activity = try await town.community.announces(places: 1)
            let (first, second, third) = (
                try await town.volunteer, try await town.otherVolunteer, try await town.secretary
            )
            let placed = try await first.signsUp(for: activity)
            let waiting = try await second.signsUp(for: activity)
            #expect(placed.standing == .placed && waiting.standing == .waiting)
            // A form that is sent twice changes nothing.
            let again = try await first.signsUp(for: activity)
            #expect(again == placed)
            try await third.signsUp(for: activity)
            let behind = try await third.file(of: activity)
            #expect(behind?.ahead == 1 && behind?.placed == 1 && behind?.waiting == 2)

            try await first.leaves(activity)
            let moved = try await second.file(of: activity)
            #expect(moved?.own?.standing == .placed && moved?.waiting == 1)
            // Whoever comes back stands at the end.
            let back = try await first.signsUp(for: activity)
            #expect(back.standing == .waiting && back.ordinal == 4)
        }
    }

    @Test func morePlacesGoToThoseWhoWaitAndFewerTakeNobodysAway() async throws {
        try await withTown { town in
            let community = try await town.community
            let activity = try await community.announces(places: 1)
            try await town.volunteer.signsUp(for: activity)
            let second = try await town.otherVolunteer
            try await second.signsUp(for: activity)
            _ = try await ChangeActivity(
                realm: town.realm, holding: community.holding, activity: activity.id, seen: 1,
                wish: try await community.wish(places: 2)
            ).run(in: town.installation)
            let file = try await second.file(of: activity)
            #expect(file?.own?.standing == .placed)
            let fewer = try await community.wish(places: 1)
            let refused = await outcome {
                try await ChangeActivity(
                    realm: town.realm, holding: community.holding, activity: activity.id, seen: 2,
                    wish: fewer
                ).run(in: town.installation)
            }
            #expect(refused == "invalid")
        }
    }

    @Test func onlyOrganisersOfThePlaceAnnounceAndSeeTheirVersion() async throws {
        try await withTown { town in
            let community = try await town.community
            let activity = try await community.announces()
            let strangers = [try await town.volunteer, try await town.otherCommunity]
            for stranger in strangers {
                let announcing = await outcome { try await stranger.announces("别处") }
                #expect(announcing == "forbidden")
                let cancelling = await outcome { try await stranger.cancels(activity, seen: 1) }
                #expect(cancelling == "forbidden")
            }
            let twice = await outcome { try await community.announces() }
            #expect(twice == "invalid")
            let stale = await outcome { try await community.cancels(activity, seen: 9) }
            #expect(stale == "conflict")
            let bostonian = try await town.bostonian
            let elsewhere = await outcome { try await bostonian.signsUp(for: activity) }
            #expect(elsewhere == "forbidden" || elsewhere == "notFound")
        }
    }

    @Test func nobodySignsUpOnceItHasBegunOrWasCalledOff() async throws {
        try await withTown { town in
            let community = try await town.community
            let (begun, off) = (
                try await community.announces(), try await community.announces("另一个", inDays: 3)
            )
            try await community.cancels(off, seen: 1)
            town.clock.set(begun.startsAt)
            let volunteer = try await town.volunteer
            for activity in [begun, off] {
                let late = await outcome { try await volunteer.signsUp(for: activity) }
                #expect(late == "invalid")
            }
        }
    }

    @Test func wrongAnnouncementsAreNamedFieldByField() async throws {
        try await withTown { town in
            let community = try await town.community
            var changed = try await community.wish(inDays: -1, until: "08:00")
            changed.kind = "unheard"
            changed.title = " "
            changed.places = "0"
            changed.risk = "insured"
            changed.about = "请打 13800009999"
            let wish = changed
            let fields = await complaints {
                try await AnnounceActivity(
                    realm: town.realm, holding: community.holding,
                    place: try town.place("岩岭社区").id, wish: wish
                ).run(in: town.installation)
            }
            #expect(
                fields?.keys.sorted() == [
                    "about", "day", "kind", "places", "riskNote", "title", "until",
                ])
        }
    }

    @Test func twoHundredWantTheLastPlace() async throws {
        try await withTown { town in
            let activity = try await town.community.announces(places: 1)
            let volunteer = try await town.volunteer
            let people = (0..<200).map { number in
                Person(
                    id: town.installation.newID(), realm: town.realm.id,
                    name: "演示·志愿者\(number)", signIn: "crowd-\(number)")
            }
            try await town.database.write { db in
                for person in people { try People.insert(person, db) }
            }
            let post = volunteer.holding.post
            let standings = try await withThrowingTaskGroup(of: SignUp.self) { group in
                for person in people {
                    let holding = Holding(
                        post: Post(
                            id: post.id, realm: post.realm, person: person.id, role: post.role,
                            body: post.body, place: post.place, reach: post.reach),
                        verbs: volunteer.holding.verbs)
                    group.addTask {
                        try await SignUpForActivity(
                            realm: town.realm, holding: holding, activity: activity.id
                        ).run(in: town.installation)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let ordered = standings.sorted { $0.ordinal < $1.ordinal }
            #expect(ordered.map(\.ordinal) == Array(1...200))
            #expect(ordered.first?.standing == .placed)
            #expect(ordered.dropFirst().allSatisfy { $0.standing == .waiting })
            let names = try await town.installation.roll(of: activity)
            #expect(names.map(\.signUp) == ordered)
        }
    }
}
