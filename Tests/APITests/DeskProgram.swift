import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// A program that acts for one colleague.
struct DeskProgram {
    let caller: Caller
    let key: String

    init(_ caller: Caller, for colleague: Colleague) async throws {
        self.caller = caller
        key = try await colleague.programKey()
    }

    func reads(_ path: String) async throws -> Caller.Reply {
        try await caller.desk(path, key: key)
    }

    /// Sends JSON, under the version that was read or any.
    func sends(
        _ path: String, _ json: String = "{}", seen: String? = nil, once: String? = nil
    ) async throws -> Caller.Reply {
        var headers: HTTPFields = [:]
        if let seen { headers[.ifMatch] = seen }
        if let once { headers[DeskEndpoint.idempotencyKey] = once }
        return try await caller.desk(.post, path, key: key, json, headers)
    }

    /// Sends JSON that is taken, and gives back the number of what came of it.
    @discardableResult
    func makes(
        _ path: String, _ json: String = "{}", seen: String? = nil, once: String? = nil,
        is status: HTTPResponse.Status = .created
    ) async throws -> [String: Any] {
        let reply = try await sends(path, json, seen: seen, once: once)
        #expect(reply.status == status, "\(path): \(reply.text)")
        return try reply.json()
    }
}

extension [String: Any] {
    func text(_ name: String) -> String { self[name] as? String ?? "" }
    func number(_ name: String) -> Int { self[name] as? Int ?? -1 }
    func object(_ name: String) -> [String: Any] { self[name] as? [String: Any] ?? [:] }
    func list(_ name: String) -> [[String: Any]] { self[name] as? [[String: Any]] ?? [] }
}

extension Town {
    func day(_ days: Int = 0) async throws -> String {
        try await rulebook().day(of: clock.now).adding(days: days).description
    }

    func bodyID(_ name: String) throws -> Body.ID {
        try #require(bodies.first { $0.name.zh == name }).id
    }
}
