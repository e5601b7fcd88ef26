package import Kernel
import SQL
import Storage

/// Keeps the roll of an activity: who came and for how many minutes, and how many came besides.
///
/// Whoever organises records, and whoever records certifies (民政部令第67号). Kept once more it
/// corrects: minutes that change are taken back by a reversal and given anew.
package struct KeepRoll: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let activity: Activity.ID
    package let seen: Int
    /// Minutes of those on the list, 0 for one who did not come.
    package let minutes: [Person.ID: Int64]
    /// The sign-ins of those who came without having signed up.
    package let walkIns: [String]
    /// How many came or were served without a name; nil leaves the number as it is.
    package let visitors: Int?
    /// Why it is right although it looks implausible; empty where nothing does.
    package let reason: String

    package init(
        realm: Realm, holding: Holding, activity: Activity.ID, seen: Int,
        minutes: [Person.ID: Int64], walkIns: [String] = [], visitors: Int? = nil,
        reason: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.activity = activity
        self.seen = seen
        self.minutes = minutes
        self.walkIns = walkIns
        self.visitors = visitors
        self.reason = reason
    }

    /// Where minutes of service come from.
    static let source = Holder.source("service")
    package static let walkInsMax = 100

    /// - Throws: `ActionError`; `.implausible` where doubts stand and no reason is given.
    @discardableResult
    package func run(in installation: Installation) async throws -> Activity {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let before = try work.find(activity, seen: seen)
            guard before.takesRoll(at: work.now) else {
                throw ActionError.invalid(["activity": .init("activities.problem.notBegun")])
            }
            let wanted = try wanted(before, work)
            var text = FormText()
            let reason =
                reason.trimmingCharacters().isEmpty
                ? "" : text.read("reason", reason, most: Activity.reasonCharactersMax)
            try text.finish()
            let changes = wanted.filter { $0.signUp.minutes != $0.minutes }
            try check(changes, of: before, reason: reason, work)
            for change in changes { try apply(change, work) }
            var held = before
            held.state = .held
            held.visitors = visitors ?? before.visitors
            held.version += 1
            var payload: [String: Payload] = [
                "minutes": .object(
                    Dictionary(
                        changes.map { ($0.signUp.person.description, .int($0.minutes)) },
                        uniquingKeysWith: { first, _ in first }))
            ]
            if let visitors { payload["visitors"] = .int(Int64(visitors)) }
            if !reason.isEmpty { payload["reason"] = .text(reason) }
            return try work.store(held, from: before, action: "keepRoll", payload)
        }
    }

    /// What somebody on the list is to have.
    private struct Wanted {
        let signUp: SignUp
        let minutes: Int64
    }

    private func wanted(_ activity: Activity, _ work: ActivityWork) throws -> [Wanted] {
        var complaints: [String: ActionError.Complaint] = [:]
        let names = try SignUps.of(activity.id, work.db)
        var found: [Wanted] = []
        for name in names {
            let person = name.signUp.person
            guard let minutes = minutes[person] ?? name.signUp.minutes else {
                // Whoever waited and was not there is not an absentee.
                if name.signUp.standing == .placed {
                    complaints["minutes-\(person)"] = .init("answer.missing")
                }
                continue
            }
            if minutes == 0, name.signUp.standing == .waiting { continue }
            found.append(Wanted(signUp: name.signUp, minutes: minutes))
        }
        found += try newcomers(names, activity, work, &complaints)
        for one in found where !(0...activity.minutes).contains(one.minutes) {
            complaints["minutes-\(one.signUp.person)"] = .init(
                "answer.outOfRange", ["min": "0", "max": String(activity.minutes)])
        }
        if let visitors, !(0...Activity.visitorsMax).contains(visitors) {
            complaints["visitors"] = .init(
                "answer.outOfRange", ["min": "0", "max": String(Activity.visitorsMax)])
        }
        guard complaints.isEmpty else { throw ActionError.invalid(complaints) }
        return found
    }

    /// Those who came without having signed up, each for the whole time.
    private func newcomers(
        _ names: [SignUps.Name], _ activity: Activity, _ work: ActivityWork,
        _ complaints: inout [String: ActionError.Complaint]
    ) throws -> [Wanted] {
        guard walkIns.count <= Self.walkInsMax else {
            complaints["walkIns"] = .init("answer.tooMany", ["max": String(Self.walkInsMax)])
            return []
        }
        var known = Set(names.map(\.signUp.person))
        var ordinal = try SignUps.nextOrdinal(of: activity.id, work.db)
        var found: [Wanted] = []
        for signIn in walkIns {
            guard let person = try People.find(signIn: signIn, work.db), person.realm == realm.id
            else {
                complaints["walkIns"] = .init("activities.problem.unknown", ["name": signIn])
                continue
            }
            guard known.insert(person.id).inserted else { continue }
            found.append(
                Wanted(
                    signUp: SignUp(
                        activity: activity.id, person: person.id, ordinal: ordinal, at: work.now,
                        standing: .placed), minutes: activity.minutes))
            ordinal += 1
        }
        return found
    }

    private func check(
        _ changes: [Wanted], of activity: Activity, reason: String, _ work: ActivityWork
    ) throws {
        guard reason.isEmpty else { return }
        let served = changes.filter { $0.minutes > 0 }
        let zone = try work.book().profile.zone
        let day = Day(of: activity.startsAt, in: zone)
        let others = try SignUps.served(
            by: served.map(\.signUp.person), from: day.start(in: zone),
            until: Day(ordinal: day.ordinal + 1).start(in: zone), except: activity.id, work.db)
        let doubts = HoursDoubt.of(
            activity,
            minutes: Dictionary(
                served.map { ($0.signUp.person, $0.minutes) },
                uniquingKeysWith: { first, _ in first }), others: others, at: work.now)
        guard doubts.isEmpty else { throw ActionError.implausible(doubts) }
    }

    private func apply(_ change: Wanted, _ work: ActivityWork) throws {
        var signUp = change.signUp
        let subject = Ledgers.Subject("activity", signUp.activity.rawValue)
        if let old = try signUp.transfer.flatMap({ try Ledgers.find($0, work.db) }) {
            try Ledgers.post(
                try old.reversal(id: work.installation.newID()), for: subject, in: realm.id,
                at: work.now, work.db)
        }
        signUp.transfer = nil
        if change.minutes > 0 {
            let transfer = try Transfer(
                id: work.installation.newID(), unit: .minutes,
                entries: [
                    Transfer.Entry(Self.source, -change.minutes),
                    Transfer.Entry(.person(signUp.person), change.minutes),
                ])
            try Ledgers.post(transfer, for: subject, in: realm.id, at: work.now, work.db)
            signUp.transfer = transfer.id
        }
        signUp.standing = .placed
        signUp.minutes = change.minutes
        signUp.contest = nil
        try SignUps.keep(signUp, work.db)
    }
}
