package import Kernel
import SQL
import Storage

/// Lets invented volunteers of a demonstration say what they help with and in which languages, and
/// thanks one of them in public, with their consent. Real actions, each at its own time.
package struct PlayOffers: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    /// Does nothing where the cast of the built-in demonstration is not there.
    package func run(in installation: Installation) async throws {
        let book = try await installation.rulebook(of: realm)
        let day = book.day(of: installation.now())
        let realm = realm
        let found = try await installation.database.read { db -> (DemoCast, Place)? in
            let cast = try DemoCast(
                signIns: ["volunteer", "volunteer2", "community"], book: book, on: day, db)
            return try Places.called("半山尚小区", in: realm.id, limit: 1, db).first
                .map { (cast, $0) }
        }
        guard let (cast, estate) = found else { return }
        func past(days: Int) -> Installation {
            let then = day.adding(days: -days).start(in: book.profile.zone).adding(minutes: 630)
            return installation.past(of: .helpers) { then }
        }
        let helping: [(signIn: String, languages: Set<String>, most: Int)] = [
            ("volunteer", ["dialect", "signLanguage"], 6), ("volunteer2", ["english"], 5),
        ]
        let early = past(days: 19)
        for helper in helping {
            let holding = try cast.holding(of: helper.signIn, granting: [Verb("help")])
            try await DeclareHelp(
                realm: realm, holding: holding, place: estate.id,
                kinds: Set(book.profile.helpable(by: holding).map(\.id)), times: .all,
                most: helper.most,
                languages: helper.languages.intersection(book.profile.languages)
            ).run(in: early)
        }
        let worker = try cast.holding(of: "community", granting: [.publish])
        let thanked = try await CommendVolunteer(
            realm: realm, holding: worker, volunteer: "volunteer",
            deed: "连着三个周末给楼里换灯泡、修水龙头，二十一户都修好了"
        ).run(in: past(days: 9))
        try await AnswerCommendation(
            realm: realm, holding: try cast.holding(of: "volunteer", granting: [Verb("help")]),
            commendation: thanked.id, answer: .agree, called: "楼下小林（演示）",
            words: "顺手的事，喊一声就来。"
        ).run(in: past(days: 8))
        try await CommendVolunteer(
            realm: realm, holding: worker, volunteer: "volunteer2",
            deed: "每周二在驿站教老人用手机挂号"
        ).run(in: past(days: 2))
    }
}
