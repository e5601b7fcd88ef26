import App
import ArgumentParser
import Logging
import PostgresDriver

/// Serves the pages of an installation.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the pages until stopped with Ctrl-C.",
        discussion: """
            Example: linli serve --data linli-data --port 8080
            It listens on this machine alone; put a web server with TLS in front of it for others.
            """)

    @OptionGroup var data: DataOption
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The port to listen on, 1 to 65535.") var port = 8080
    @Flag(
        help: """
            A web server with TLS stands in front: take its X-Forwarded-For and \
            X-Forwarded-Proto. Without this they are ignored, since anyone could write them.
            """)
    var behindProxy = false
    @Option(
        help: ArgumentHelp(
            "A standby that follows the PostgreSQL of --database: searches far back in the record "
                + "are asked of it, and say of when they are. While it is away or more than ten "
                + "minutes behind, the database itself is asked.",
            valueName: "url"))
    var readReplica: String?
    @Flag(help: "Log every request.") var verbose = false

    func validate() throws {
        guard (1...65_535).contains(port) else {
            throw ValidationError("“\(port)” is not a port. Give a number from 1 to 65535.")
        }
        guard let readReplica else { return }
        guard PostgresAddress.isMeant(by: readReplica), data.folder.server != nil else {
            throw ValidationError(
                "--read-replica is the address of a standby, postgres://user@host/name, beside a "
                    + "--database that it follows.")
        }
    }

    func run() async throws {
        var logger = Logger(label: "linli")
        logger.logLevel = verbose ? .info : .warning
        var folder = data.folder
        folder.replica = readReplica.map(PostgresAddress.init)
        let installation = try await folder.open()
        let address = "http://\(host):\(port)/"
        try await Server(
            installation: installation, host: host, port: port,
            isBehindProxy: behindProxy, logger: logger
        ).run {
            Terminal.current.say("Linli serves at \(address)  (stop with Ctrl-C)")
        }
    }
}
