import Actions
import Kernel
import SQL
import Storage
import TestSupport

extension Town {
    /// The exchange with the hotline that the street declares.
    func hotline() async throws -> Exchange {
        let found = try await rulebook().profile.exchange("hotline")
        return try found ?? { throw ActionError.notFound }()
    }

    /// A ticket as the centre writes it.
    func ticket(_ number: String = "2026-0001", _ more: [String: String] = [:]) -> SentTicket {
        SentTicket(
            values: [
                "工单编号": number, "受理时间": "2026-11-20 09:12:00", "办结时限": "2026-12-20 18:00:00",
                "工单标题": "路灯不亮", "诉求内容": "小区门口的路灯三天没亮。", "事发地址": "半山尚小区 3号楼 门口",
                "诉求类别": "路灯", "所属社区": "岩岭社区", "诉求人": "演示来电人", "联系电话": "13800001234",
                "工单状态": "已转办",
            ].merging(more) { $1 })
    }

    @discardableResult
    func takes(_ tickets: [SentTicket]) async throws -> [TicketOutcome] {
        try await TakeTickets(realm: realm, exchange: try await hotline(), tickets: tickets)
            .run(in: installation)
    }

    func matter(ofTicket number: String) async throws -> Matter {
        let reference = try await installation.matter(
            ofTicket: number, of: "hotline", in: realm)
        guard let reference else { throw ActionError.notFound }
        return try await matter(reference)
    }

    func failures(aside: Bool = false) async throws -> [ExchangeFailure] {
        try await installation.exchangeFailures(
            of: "hotline", isSetAside: aside, in: realm, limit: 50)
    }

    func returns(after sequence: Int64 = 0, limit: Int = 100) async throws -> TicketReturns {
        try await installation.ticketReturns(
            of: try await hotline(), in: realm, after: sequence, limit: limit)
    }
}
