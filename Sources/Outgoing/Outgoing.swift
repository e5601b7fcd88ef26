import Secrets

/// The one door through which this program calls other systems.
///
/// It calls no host that the configuration does not allow, and no address that the internet does
/// not reach unless the configuration says `private` of that host. The address is looked at when
/// the connection is opened, so a name that is looked up twice and answered differently leads
/// nowhere. Redirections are not followed, and no proxy of the environment is used.
package struct Outgoing: Sendable {
    package let allowed: [AllowedHost]
    /// A file of certificates that are trusted instead of the system's own.
    private let authorities: String?
    private let bench: Workbench

    /// - Parameters:
    ///   - allowed: nothing leaves the house while it is empty.
    ///   - authorities: a PEM file, where the other side's certificates are the house's own.
    package init(allowing allowed: [AllowedHost] = [], authorities: String? = nil) {
        self.allowed = allowed
        self.authorities = authorities
        bench = Workbench("outgoing", workers: 4, waitingMax: 64)
    }

    /// Sends one request and waits for its answer, whatever its status.
    ///
    /// - Throws: `OutgoingTrouble` where there is no answer.
    package func send(
        _ request: OutgoingRequest
    ) async throws(OutgoingTrouble) -> OutgoingAnswer {
        let (allowed, authorities, request) = (allowed, authorities, request.traced)
        return try await onBench { () throws(OutgoingTrouble) in
            try Exchange(authorities: authorities).send(request, allowing: allowed)
        }
    }

    /// Hands one mail to the mail server, which the configuration names and thereby allows.
    ///
    /// - Throws: `OutgoingTrouble` where the server did not take it.
    package func mail(_ mail: Mail, by server: MailServer) async throws(OutgoingTrouble) {
        let authorities = authorities
        try await onBench { () throws(OutgoingTrouble) in
            try Exchange(authorities: authorities).mail(mail, by: server)
        }
    }

    /// Greets the mail server, and signs in where it needs that, without sending anything.
    ///
    /// - Throws: `OutgoingTrouble`.
    package func greet(_ server: MailServer) async throws(OutgoingTrouble) {
        let authorities = authorities
        try await onBench { () throws(OutgoingTrouble) in
            try Exchange(authorities: authorities).greet(server)
        }
    }

    /// Whether a host could be called, before anything is sent.
    ///
    /// - Throws: `.badAddress` or `.notAllowed`.
    package func admit(_ url: String) throws(OutgoingTrouble) {
        _ = try WebAddress(url).admitted(by: allowed)
    }

    /// The host that an address names; nil for what is no address of the web.
    package static func host(of url: String) -> String? { try? WebAddress(url).host }

    private func onBench<Answer: Sendable>(
        _ work: @escaping @Sendable () throws(OutgoingTrouble) -> Answer
    ) async throws(OutgoingTrouble) -> Answer {
        let result: Result<Answer, OutgoingTrouble>
        do {
            result = try await bench.run { Result(catching: work) }
        } catch {
            throw .busy
        }
        return try result.get()
    }
}
