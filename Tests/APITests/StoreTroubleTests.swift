import Actions
import App
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import SQL
import TestSupport
import Testing

/// What somebody hears whose change the database could not take.
@Suite struct StoreTroubleTests {
    /// A database that reads, and has one answer to every change.
    private struct Troubled: DatabaseAround {
        let inner: any Database
        let trouble: SQLError

        func write<T: Sendable>(
            ahead: [SQL], _ body: @escaping @Sendable (any Writer) throws -> T
        ) async throws -> T { throw trouble }
    }

    /// A trouble, and what is told of it.
    struct Told: Sendable {
        let trouble: SQLError
        /// What stands on a page.
        let page: String
        /// What a program is told, and after how many seconds it may come back.
        let detail: String
        let retryAfter: String
    }

    static let troubles = [
        Told(trouble: .busy, page: "什么都没有丢", detail: "现在无法答复", retryAfter: "2"),
        Told(
            trouble: .unavailable("Away."), page: "请稍后先看看存上了没有", detail: "现在无法答复",
            retryAfter: "30"),
        Told(
            trouble: .inDoubt, page: "没能及时确认是否已经存上", detail: "没能及时确认是否已经存上",
            retryAfter: "30"),
    ]

    @Test(arguments: troubles) func eachTroubleIsToldInItsWords(told: Told) async throws {
        try await withTown { town in
            let key = try await town.community.programKey()
            let place = try town.place(Resident.home).id
            let troubled = Installation(
                database: Troubled(inner: town.database, trouble: told.trouble),
                vault: town.installation.vault,
                rulebooks: Rulebooks(profilesOf: town.installation.rulebooks),
                ids: town.installation.ids, now: { town.clock.now })
            let router = try Server.router(over: troubled)
            try await Application(router: router).test(.router) { client in
                let caller = Caller(town: town, client: client)
                let page = try await caller.post(
                    "/checheng-road/report",
                    [
                        (Sending.field, Sending.freshKey()), ("category", "facility.light"),
                        ("place", "\(place)"), ("account", "楼道的灯不亮。"), ("different", "yes"),
                    ])
                #expect(page.status == .serviceUnavailable)
                #expect(page.text.contains(told.page), "\(page.text)")
                let answer = try await caller.desk(
                    .post, "/matters", key: key,
                    """
                    {"procedure":"request","answers":{"onBehalf":"phone",\
                    "category":"facility.light","place":"\(place)","account":"楼道的灯不亮。",\
                    "reporterPhone":"13800001234"}}
                    """)
                #expect(answer.status == .serviceUnavailable)
                #expect(answer.headers[.retryAfter] == told.retryAfter)
                let problem = try answer.json()
                #expect(problem.text("type") == "urn:linli:problem:unavailable")
                #expect(problem.text("detail").contains(told.detail), "\(answer.text)")
            }
        }
    }
}
