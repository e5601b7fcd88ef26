import API
package import Actions
package import Hummingbird
package import Kernel
import Logging
import SQL
import ServiceLifecycle
import UnixSignals
package import Web

// The pages and the doors stand on one router.
extension SiteContext: SourcedContext {}

/// The program as a server: pages, and the work that goes on behind them.
package struct Server: Sendable {
    package let installation: Installation
    package let configuration: Configuration
    private let logger: Logger

    package init(installation: Installation, configuration: Configuration) {
        self.installation = installation
        self.configuration = configuration
        logger = configuration.log.logger()
    }

    /// How many connections may wait to be let in.
    private static let backlog = 1_024

    /// Every address that the program answers: the pages, and the doors for other systems.
    package static func router(
        over installation: Installation, frontage: Frontage = Frontage(),
        isOver: @escaping @Sendable () -> Bool = { false }
    ) throws -> Router<SiteContext> {
        let meters = Meters()
        let router = Router(context: SiteContext.self)
        router.add(middleware: SafeHeaders(frontage: frontage, isOver: isOver))
        router.add(middleware: Measuring(meters, spans: installation.spans))
        try Site(installation: installation, frontage: frontage).open(in: router)
        try Doors(
            installation: installation, frontage: frontage, meters: meters,
            refusals: try PageRefusals().told
        ).open(in: router)
        return router
    }

    /// Serves until the process is asked to stop; then answers what was asked, and closes.
    ///
    /// - Parameter ready: called once with the address, when the port is open.
    /// - Throws: `ServerProblem.portInUse`, or what keeps the pages from starting.
    package func run(ready: @escaping @Sendable (String) -> Void) async throws {
        let (host, port) = (configuration.listen.address, configuration.listen.port)
        let certificate = try configuration.tls.map { try ServerCertificate($0) }
        let scheme = certificate == nil ? "http" : "https"
        let lastCall = LastCall()
        let router = try Self.router(
            over: installation, frontage: configuration.frontage,
            isOver: { lastCall.isOver })
        let connections = OpenConnections(most: OpenFiles.connections(logger: logger))
        let application = Application(
            router: router,
            server: .guarded(connections, before: ServerCertificate.before(certificate)),
            configuration: .init(
                address: .hostname(host, port: port), serverName: "linli",
                backlog: Self.backlog),
            onServerRunning: { listener in
                lastCall.opened(listener)
                ready("\(scheme)://\(host):\(port)/")
            }, logger: logger)
        var group = ServiceGroupConfiguration(
            services: [
                .init(
                    service: TraceExport(
                        installation: installation, collector: configuration.tracing?.otlp,
                        logger: logger)),
                .init(
                    service: application, successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: Housekeeping(installation: installation, logger: logger)),
                .init(service: Messenger(installation: installation, logger: logger)),
                .init(service: TableClerk(installation: installation, logger: logger)),
                .init(service: CertificateRenewal(certificate: certificate, logger: logger)),
                // They end in the order from the last to the first.
                .init(service: lastCall),
            ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(configuration.listen.stopSeconds)
        let hearing = Task { await HearOtherNodes().run(in: installation) }
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error where ServerProblem.isPortInUse(error) {
            throw ServerProblem.portInUse(port)
        }
        try await installation.replica?.close()
        try await installation.database.close()
        await hearing.value
    }
}

/// What keeps the server from starting.
package enum ServerProblem: Error, CustomStringConvertible {
    case portInUse(Int)

    package var description: String {
        switch self {
        case .portInUse(let port):
            "Port \(port) is in use by another program. Stop that one, or choose another port with "
                + "--port."
        }
    }

    static func isPortInUse(_ error: any Error) -> Bool {
        "\(error)".contains("Address already in use") || "\(error)".contains("errno: 98")
    }
}

/// The work behind the pages: timed actions, seals and erasure, each in its own rhythm.
struct Housekeeping: Service {
    let installation: Installation
    let logger: Logger

    /// Seconds between rounds; erasure goes once in so many of them.
    private static let roundSeconds = 15
    private static let roundsBetweenErasures = 240
    /// How many records a round counts into figures: eleven million a day. Whoever wants a longer
    /// story counted at once runs `linli figures`.
    private static let recordsCountedMax: Int64 = 2_000

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while !Task.isCancelled {
                guard await installation.doesTheWork(logger) else {
                    try? await Task.sleep(for: .seconds(Self.roundSeconds))
                    continue
                }
                await attempt("due actions") { try await RunDueActions().run(in: installation) }
                await attempt("lights") { try await RecordTurnedLights().run(in: installation) }
                await attempt("grids") { try await TakeUpGridPlans().run(in: installation) }
                await attempt("profiles") {
                    try await ApplyDueProfiles().run(in: installation)
                }
                await attempt("deadlines") {
                    try await FinishReprojections().run(in: installation)
                }
                await attempt("public matters") {
                    try await FinishPublicMatters().run(in: installation)
                }
                await attempt("the new month") { try await BeginMonth().run(in: installation) }
                await attempt("counting") {
                    try await CountFacts().run(in: installation, atMost: Self.recordsCountedMax)
                }
                await attempt("sealing") { try await SealRecords().run(in: installation) }
                if round.isMultiple(of: Self.roundsBetweenErasures) {
                    await attempt("erasure") { try await EraseExpired().run(in: installation) }
                }
                round += 1
                try? await Task.sleep(for: .seconds(Self.roundSeconds))
            }
        }
        await attempt("leaving") { try await installation.lease?.release(in: installation) }
        installation.live.close()
    }

    private func attempt(_ name: String, _ work: () async throws -> some Any) async {
        do {
            _ = try await work()
        } catch is CancellationError {
            // The server is closing; what was not done is done after the next start.
        } catch {
            logger.error("\(name) failed and will be tried again: \(error)")
        }
    }
}
