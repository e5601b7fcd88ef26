package import Kernel
import SQL
import Storage

/// Gives a demonstration registrations, a handbook and a call-up, through the real actions, each at
/// its own time: a hospital and a school that registered, people who reported in, one who is asked.
package struct PlayRegistrations: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    /// The installation so many days ago.
    private typealias Past = (_ days: Int) -> Installation

    private struct Cast {
        let secretary: Holding
        let liaison: Holding
        let volunteer: Holding
        let neighbour: Holding
        let teacher: Holding
        let community: Place
        let estate: Place
    }

    /// Does nothing where the cast of the built-in demonstration is not there.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        let book = try await installation.rulebook(of: realm)
        let day = book.day(of: now)
        guard let cast = try await cast(book, on: day, installation) else { return }
        let clock = TurnedClock(now)
        let playing = installation.past(of: .registrations) { clock.now }
        // Each at ten in the morning, when an office works.
        let past: Past = { days in
            clock.set(
                to: day.adding(days: -days).start(in: book.profile.zone).adding(minutes: 600))
            return playing
        }
        try await playUnit(cast, past)
        let own = try await playPeople(cast, past)
        try await playHandbook(own, cast, on: day, past)
        try await playNewcomers(cast, past)
        try await playCallUp(cast, on: day, past)
    }

    private func playUnit(_ cast: Cast, _ past: Past) async throws {
        let unit = try await RegisterUnit(
            realm: realm, holding: cast.liaison, place: cast.community.id, hands: "12",
            offers: "每月一次义诊，会议室周末可借"
        ).run(in: past(200))
        let confirmed = try await KeepUnit(
            realm: realm, holding: cast.secretary, unit: unit.id, seen: unit.version,
            act: .confirmation
        ).run(in: past(199))
        func note(_ holding: Holding, _ words: String, _ days: Int) async throws {
            try await KeepUnit(
                realm: realm, holding: holding, unit: confirmed.id, seen: confirmed.version,
                act: .note, words: words
            ).run(in: past(days))
        }
        try await note(cast.secretary, "下月初社区有防跌倒讲座，想请一位康复科医生。", 18)
        try await note(cast.liaison, "已和康复科说好，来一位医生、一位护士，自带教具。", 16)
    }

    /// - Returns: the registration whose handbook is played.
    private func playPeople(
        _ cast: Cast, _ past: Past
    ) async throws -> Enrolment {
        let unit = cast.liaison.post.body
        let own = try await Enrol(
            realm: realm, holding: cast.volunteer, kind: "reported", place: cast.community.id,
            unit: unit, offers: "会修小家电，周末上午有空", isNamed: true, consents: true
        ).run(in: past(190))
        try await AnswerEnrolment(
            realm: realm, holding: cast.secretary, enrolment: own.id, seen: own.version,
            answer: .confirm
        ).run(in: past(188))
        let here = try await Enrol(
            realm: realm, holding: cast.volunteer, kind: "here", place: cast.community.id,
            offers: "楼栋里的事随时可以叫我", consents: true
        ).run(in: past(120))
        return try await AnswerEnrolment(
            realm: realm, holding: cast.secretary, enrolment: here.id, seen: here.version,
            answer: .confirm
        ).run(in: past(118))
    }

    /// One who is counted without a name, and one who waits to be confirmed.
    private func playNewcomers(_ cast: Cast, _ past: Past) async throws {
        let other = try await Enrol(
            realm: realm, holding: cast.neighbour, kind: "reported", place: cast.community.id,
            unit: cast.liaison.post.body, offers: "可以教老年人用手机", consents: true
        ).run(in: past(60))
        try await AnswerEnrolment(
            realm: realm, holding: cast.secretary, enrolment: other.id, seen: other.version,
            answer: .confirm
        ).run(in: past(59))
        try await Enrol(
            realm: realm, holding: cast.teacher, kind: "reported", place: cast.community.id,
            unitWords: "演示小学", offers: "可以辅导作业，周三晚上", consents: true
        ).run(in: past(1))
    }

    private func playHandbook(
        _ own: Enrolment, _ cast: Cast, on day: Day, _ past: Past
    ) async throws {
        func enter(
            _ days: Int, _ kind: String, _ minutes: String, _ words: String,
            corrects: HandbookEntry.ID? = nil
        ) async throws -> HandbookEntry {
            try await EnterInHandbook(
                realm: realm, holding: cast.volunteer, enrolment: own.id, kind: kind,
                day: "\(day.adding(days: -days))", minutes: minutes, words: words,
                corrects: corrects
            ).run(in: past(days - 1))
        }
        func confirm(_ entry: HandbookEntry, _ days: Int) async throws {
            try await AnswerHandbookEntry(
                realm: realm, holding: cast.secretary, entry: entry.id, isConfirmed: true
            ).run(in: past(days))
        }
        try await confirm(enter(80, "visiting", "60", "看望独居老人，换了一个灯泡"), 78)
        try await confirm(enter(55, "giving", "", "给社区书屋捐了六本绘本"), 54)
        let wrong = try await enter(30, "duty", "300", "护学岗值守")
        try await confirm(enter(28, "duty", "30", "护学岗值守，时长写错了，是半小时", corrects: wrong.id), 26)
        _ = try await enter(3, "teaching", "45", "在活动室讲怎么认假短信")
        let dues = try await EnterInHandbook(
            realm: realm, holding: cast.volunteer, enrolment: own.id,
            kind: HandbookEntry.dues, day: "\(day.adding(days: -12))", paid: "yes"
        ).run(in: past(12))
        try await confirm(dues, 11)
    }

    private func playCallUp(
        _ cast: Cast, on day: Day, _ past: Past
    ) async throws {
        let callUp = try await OpenCallUp(
            realm: realm, holding: cast.secretary, place: cast.estate.id, kind: "helping",
            title: "寒潮来了，给独居老人送热水袋",
            about: "两人一组，按网格员给的楼栋走一遍：送热水袋，看看窗户和取暖器。不进卧室，不拍照。",
            venue: "半山尚小区物业服务中心"
        ).run(in: past(2))
        func shift(
            _ post: String, _ days: Int, _ time: String, _ until: String, _ places: String
        ) async throws -> Activity {
            try await AddShift(
                realm: realm, holding: cast.secretary, callUp: callUp.id, post: post,
                day: "\(day.adding(days: days))", time: time, until: until, places: places
            ).run(in: past(2))
        }
        let morning = try await shift("上午送达", 2, "09:00", "11:00", "2")
        _ = try await shift("下午送达", 2, "14:30", "16:30", "4")
        _ = try await shift("第二天回访", 3, "09:00", "10:30", "3")
        for holding in [cast.volunteer, cast.neighbour, cast.teacher] {
            try await SignUpForActivity(
                realm: realm, holding: holding, activity: morning.id
            ).run(in: past(1))
        }
        try await AnswerCallUp(
            realm: realm, holding: cast.liaison, callUp: callUp.id, hands: "4",
            words: "下午两位护士、两位行政，带血压计"
        ).run(in: past(1))
    }

    private func cast(
        _ book: Rulebook, on day: Day, _ installation: Installation
    ) async throws -> Cast? {
        let realm = realm
        return try await installation.database.read { db in
            let signIns: Set = [
                "secretary", "liaison", "volunteer", "volunteer2", "representative3",
            ]
            let cast = try DemoCast(signIns: signIns, book: book, on: day, db)
            guard let estate = try Places.called("半山尚小区", in: realm.id, limit: 1, db).first,
                let community = try Places.called("岩岭社区", in: realm.id, limit: 1, db).first
            else { return nil }
            return Cast(
                secretary: try cast.holding(of: "secretary", granting: [.keepRegister]),
                liaison: try cast.holding(of: "liaison", granting: [.offer]),
                volunteer: try cast.holding(of: "volunteer", granting: [Verb("claim")]),
                neighbour: try cast.holding(of: "volunteer2", granting: [Verb("claim")]),
                teacher: try cast.holding(of: "representative3", granting: [.attend]),
                community: community, estate: estate)
        }
    }
}
