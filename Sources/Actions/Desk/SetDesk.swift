package import Kernel
import SQL
package import Storage

/// Sets how a person wants the desk to be.
///
/// Like large print it is theirs alone and changes nothing for anyone else, so it is not on the
/// record: a line for each "all seen" would say who looked when (在线时长统计 is forbidden).
package struct SetDesk: Sendable {
    package let visit: Visit
    package let setting: DeskSetting

    package init(visit: Visit, setting: DeskSetting) {
        self.visit = visit
        self.setting = setting
    }

    package func run(in installation: Installation) async throws {
        try await installation.database.write { db in
            var saved = setting
            saved.seenAt = try DeskSettings.find(visit.person.id, db).seenAt
            try DeskSettings.save(saved, of: visit.person.id, db)
        }
    }
}

/// Takes all news as seen, up to the moment at which the page was made.
package struct SeeNews: Sendable {
    package let visit: Visit
    package let until: Instant

    package init(visit: Visit, until: Instant) {
        self.visit = visit
        self.until = until
    }

    package func run(in installation: Installation) async throws {
        let seen = min(until, installation.now())
        try await installation.database.write { db in
            var setting = try DeskSettings.find(visit.person.id, db)
            setting.seenAt = setting.seenAt.map { max($0, seen) } ?? seen
            try DeskSettings.save(setting, of: visit.person.id, db)
        }
    }
}
