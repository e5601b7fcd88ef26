package import Kernel
import SQL
import Storage

/// Gives the invented units of a demonstration an alliance, through the real actions, each at its
/// own time: members, a rota, two joint meetings with what they decided, and one to come.
package struct PlayAlliances: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    private struct Cast {
        let secretary: Holding
        let liaison: Holding
        let property: Holding
        let bodies: [String: Body]

        func body(_ name: String) throws -> Body {
            guard let body = bodies[name] else { throw PlayDemonstration.Problem.nobody(name) }
            return body
        }
    }

    private static let alliance = "岩岭社区大党委（演示）"
    private static let hospital = "车城惠民医院（演示）"
    private static let school = "车城实验小学（演示）"
    private static let bank = "车城路银行网点（演示）"
    private static let buses = "公交三车队（演示）"

    /// Does nothing where the cast of the built-in demonstration is not there.
    package func run(in installation: Installation) async throws {
        let book = try await installation.rulebook(of: realm)
        let today = book.day(of: installation.now())
        guard let cast = try await cast(book, on: today, installation) else { return }
        let clock = TurnedClock(installation.now())
        let play = Play(
            realm: realm, secretary: cast.secretary, alliance: try cast.body(Self.alliance).id,
            today: today, now: installation.now(), book: book,
            past: installation.past(of: .alliances) { clock.now }, clock: clock)
        let property = cast.property.post.body
        let committee = cast.secretary.post.body
        let hospital = try cast.body(Self.hospital).id
        let school = try cast.body(Self.school).id
        let bank = try cast.body(Self.bank).id
        let buses = try cast.body(Self.buses).id
        for (member, days) in [
            (hospital, 420), (school, 419), (bank, 300), (property, 299), (committee, 298),
        ] {
            try await play.join(member, daysAgo: days, entered: 75)
        }
        try await joinThreeParties(cast, play)
        try await play.drawUp(daysAgo: 74)
        try await play.join(buses, daysAgo: 34, entered: 34)

        let first = try await play.meet(
            at: -50, called: -58, agenda: ["各单位说说能帮什么", "定下三件事"],
            came: [hospital: "演示·蒋医生", school: "", bank: "", property: "演示·冯经理", committee: ""])
        let clinic = try await play.resolve(
            first, "每月第二个周六在半山尚小区门口义诊", hospital, until: -25,
            account: "带血压计和血糖仪，社区摆桌子。")
        let garage = try await play.resolve(
            clinic.meeting, "清出地下车库的消防通道", property, until: -22)
        let field = try await play.resolve(
            garage.meeting, "周末开放小学操场", school, until: -10)
        try await play.close(field.meeting, "各单位都表了态。义诊、消防通道、操场三件事分头去办，下次会先看结果。")
        try await play.act(
            "report", clinic.matter, cast.liaison, at: -40, ["progress": "医生排好了班，带两台血压计。"])
        try await play.act(
            "drop", field.matter, cast.secretary, at: -30,
            ["reason": "操场正在翻修，明年春天以后再议。"])
        try await play.act(
            "finish", clinic.matter, cast.liaison, at: -28,
            ["result": "义诊办了一次，来了六十多位居民，以后每月一次。"])

        let second = try await play.meet(
            at: -20, called: -27, agenda: ["看上次三件事办得怎样", "商量冬天的事"],
            came: [hospital: "演示·蒋医生", bank: "", property: "演示·冯经理", buses: ""])
        let fraud = try await play.resolve(
            second, "到小区讲三场防诈骗", bank, until: 20, account: "每场半小时，讲真实案例，不推销。")
        let bus = try await play.resolve(
            fraud.meeting, "早高峰加一班到医院的车", buses, until: -3)
        let doctor = try await play.resolve(
            bus.meeting, "家庭医生每两周进一次楼栋", hospital, until: 2)
        try await play.close(doctor.meeting, "消防通道还没清完，物业说周末加人。新定了三件事。")
        try await play.act(
            "finish", garage.matter, cast.property, at: -15,
            ["result": "通道清空了，画了禁停线。"])
        try await play.act(
            "report", fraud.matter, cast.secretary, at: -5, ["progress": "讲了一场，来了四十人。"])
        try await play.passOver(daysAgo: 4, "年底盘点，抽不出人。")
        try await play.call(at: 8, called: -2, agenda: ["看以前定的事办得怎样", "春节前慰问怎么分工"])
    }

    /// The council of three parties of one estate: owners, property company and committee.
    private func joinThreeParties(_ cast: Cast, _ play: Play) async throws {
        let council = try cast.body("半山尚三方联席（演示）").id
        let owners = cast.bodies.values.first {
            $0.kind == "ownersCommittee" && $0.place == cast.property.post.place
        }
        let members = [owners?.id, cast.property.post.body, cast.secretary.post.body]
        for member in members.compactMap(\.self) {
            try await play.join(member, of: council, daysAgo: 200, entered: 75)
        }
        try await play.callForNow(
            council, "电梯大修的钱怎么出", agenda: ["物业报价", "业委会说说公共收益"])
    }

    private func cast(
        _ book: Rulebook, on day: Day, _ installation: Installation
    ) async throws -> Cast? {
        let realm = realm
        return try await installation.database.read { db in
            let bodies = Dictionary(
                try Bodies.all(in: realm.id, db).map { ($0.name.zh, $0) },
                uniquingKeysWith: { first, _ in first })
            guard bodies[Self.alliance] != nil else { return nil }
            let cast = try DemoCast(
                signIns: ["secretary", "liaison", "property"], book: book, on: day, db)
            return Cast(
                secretary: try cast.holding(of: "secretary", granting: [.convene]),
                liaison: try cast.holding(of: "liaison", granting: [.offer]),
                property: try cast.holding(of: "property", granting: [Verb("handle")]),
                bodies: bodies)
        }
    }
}
