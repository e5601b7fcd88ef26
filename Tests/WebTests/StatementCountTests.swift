import Actions
import Hummingbird
import HummingbirdTesting
import Kernel
import SQL
import Storage
import Synchronization
import TestSupport
import Testing
import Web

/// What people wait for asks the database little, however much it holds: each statement counted,
/// without those that begin and end a transaction.
@Suite struct StatementCountTests {
    /// What the database was asked.
    private final class Heard: Sendable {
        private let texts = Mutex<[String]>([])

        func take(_ sql: SQL) { texts.withLock { $0.append(sql.text) } }

        func during(_ work: () async throws -> Void) async throws -> [String] {
            texts.withLock { $0 = [] }
            try await work()
            return texts.withLock { $0 }
        }
    }

    private func withEars(
        _ body: @escaping @Sendable (Town, Browser, Heard) async throws -> Void
    ) async throws {
        try await withTown { town in
            let heard = Heard()
            let listening = Installation(
                database: ListeningDatabase(town.database) { sql, _ in heard.take(sql) },
                vault: town.installation.vault,
                rulebooks: Rulebooks(profilesOf: town.installation.rulebooks),
                ids: town.installation.ids, now: { town.clock.now })
            let application = Application(router: try Site(installation: listening).router())
            try await application.test(.router) { client in
                try await body(town, Browser(town: town, client: client), heard)
            }
        }
    }

    /// A form with everything that a resident can give but photographs.
    private func report(_ town: Town) throws -> [(String, String)] {
        [
            (Sending.field, Sending.freshKey()),
            ("category", "facility.light"), ("account", "楼道的灯不亮。"), ("different", "yes"),
            ("place", try town.place(Resident.home).id.description),
            ("reporterName", "示例居民"), ("reporterPhone", "0719-000-9999"),
        ]
    }

    @Test func aRequestOfAResidentTakesEightStatements() async throws {
        try await withEars { town, browser, heard in
            var browser = browser
            _ = try await browser.post("/checheng-road/report", try report(town))
            let asked = try await heard.during {
                let page = try await browser.post("/checheng-road/report", try report(town))
                #expect(page.status == .seeOther)
            }
            #expect(asked.count <= 8, "\(asked.joined(separator: "\n\n"))")
        }
    }

    @Test func anActOnAMatterTakesEightStatements() async throws {
        try await withEars { town, browser, heard in
            var browser = browser
            try await browser.signIn("dispatcher")
            let matters = [
                try await town.request(standing: "submitted"),
                try await town.request(standing: "submitted"),
            ]
            var asked: [String] = []
            for matter in matters {
                asked = try await heard.during {
                    let page = try await browser.post(
                        "/desk/matters/\(matter.reference)/actions/accept",
                        [
                            ("seen", "1"), ("title", "灯不亮"), ("category", "facility.light"),
                            ("urgency", "general"), ("triage", "onSite"), ("message", "已经受理。"),
                        ])
                    #expect(page.status == .seeOther)
                }
            }
            #expect(asked.count <= 8, "\(asked.joined(separator: "\n\n"))")
        }
    }

    /// The pages that people leaf through, with how many statements each may take.
    @Test(arguments: [
        ("/desk", 3), ("/desk?view=places", 3), ("/desk?view=ended", 3), ("/desk?q=%E7%81%AF", 4),
        ("/checheng-road/report", 2),
    ])
    func aPageAsksLittle(_ path: String, _ most: Int) async throws {
        try await withEars { town, browser, heard in
            var browser = browser
            try await browser.signIn("dispatcher")
            _ = try await town.request(standing: "handling")
            _ = try await browser.get(path)
            let asked = try await heard.during {
                let page = try await browser.get(path)
                #expect(page.status == .ok)
            }
            #expect(asked.count <= most, "\(asked.joined(separator: "\n\n"))")
        }
    }

    @Test func thePageOfAMatterAsksTheSameForALongStory() async throws {
        try await withEars { town, browser, heard in
            var browser = browser
            try await browser.signIn("dispatcher")
            var counts: [Int] = []
            for state in ["handling", "solved"] {
                let matter = try await town.request(standing: state)
                _ = try await browser.get("/desk/matters/\(matter.reference)")
                let asked = try await heard.during {
                    _ = try await browser.get("/desk/matters/\(matter.reference)")
                }
                counts.append(asked.count)
                #expect(asked.count <= 10, "\(asked.joined(separator: "\n\n"))")
            }
            #expect(Set(counts).count == 1)
        }
    }
}
