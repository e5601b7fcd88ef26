import Actions
import Kernel
import SQL
import Storage
import TestSupport

/// A colleague who announces, joins and records activities in tests.
extension Colleague {
    func wish(
        _ title: String = "理花坛", inDays days: Int = 2, from: String = "09:00",
        until: String = "11:00", places: Int? = 2
    ) async throws -> ActivityWish {
        let today = try await town.rulebook().day(of: town.clock.now)
        var wish = ActivityWish()
        wish.kind = "cleaning"
        wish.title = title
        wish.about = "带手套来，一起把花坛理一理。"
        wish.venue = "三号楼前"
        wish.day = today.adding(days: days).description
        wish.time = from
        wish.until = until
        wish.places = places.map(String.init) ?? ""
        wish.risk = "ordinary"
        return wish
    }

    func announces(
        _ title: String = "理花坛", inDays days: Int = 2, from: String = "09:00",
        until: String = "11:00", places: Int? = 2
    ) async throws -> Activity {
        try await AnnounceActivity(
            realm: realm, holding: holding, place: try town.place("岩岭社区").id,
            wish: try await wish(title, inDays: days, from: from, until: until, places: places)
        ).run(in: town.installation)
    }

    @discardableResult
    func cancels(_ activity: Activity, seen: Int) async throws -> Activity {
        try await CancelActivity(
            realm: town.realm, holding: holding, activity: activity.id, seen: seen, reason: "下雨"
        ).run(in: town.installation)
    }

    @discardableResult
    func signsUp(for activity: Activity) async throws -> SignUp {
        try await SignUpForActivity(realm: realm, holding: holding, activity: activity.id)
            .run(in: town.installation)
    }

    func leaves(_ activity: Activity) async throws {
        try await LeaveActivity(realm: realm, holding: holding, activity: activity.id)
            .run(in: town.installation)
    }

    @discardableResult
    func keepsRoll(
        of activity: Activity, _ minutes: [(Colleague, Int64)], walkIns: [String] = [],
        visitors: Int? = nil, reason: String = ""
    ) async throws -> Activity {
        let standing = try await town.activity(activity)
        return try await KeepRoll(
            realm: realm, holding: holding, activity: activity.id, seen: standing.version,
            minutes: Dictionary(
                minutes.map { ($0.0.person.id, $0.1) },
                uniquingKeysWith: { first, _ in first }), walkIns: walkIns, visitors: visitors,
            reason: reason
        ).run(in: town.installation)
    }

    func contests(_ activity: Activity, _ words: String) async throws {
        try await ContestHours(
            realm: realm, holding: holding, activity: activity.id, words: words
        ).run(in: town.installation)
    }

    func file(of activity: Activity) async throws -> ActivityFile? {
        try await town.installation.activityFile(activity.id, in: realm, for: person.id)
    }

    func minutesServed() async throws -> Int64 {
        let (person, realm) = (person.id, realm.id)
        return try await town.database.read { db in
            try Ledgers.balance(of: .person(person), .minutes, in: realm, db)
        }
    }
}

extension Town {
    func activity(_ activity: Activity) async throws -> Activity {
        let realm = realm.id
        let found = try await database.read { db in try Activities.find(activity.id, in: realm, db)
        }
        return try found ?? { throw ActionError.notFound }()
    }
}
