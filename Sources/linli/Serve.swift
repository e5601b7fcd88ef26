import App
import ArgumentParser
import Kernel
import PostgresDriver

/// Serves the pages of an installation.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the pages until stopped with Ctrl-C.",
        discussion: """
            Example: linli serve --data linli-data --port 8080
            It listens on this machine alone, unless told otherwise; “linli config example” shows \
            everything that can be set, and what is not said here is taken from there.
            """)

    @OptionGroup var data: DataOption
    @Option(help: "The address to listen on (default: 127.0.0.1).") var host: String?
    @Option(help: "The port to listen on, 1 to 65535 (default: 8080).") var port: Int?
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
        if let port, !(1...65_535).contains(port) {
            throw ValidationError("“\(port)” is not a port. Give a number from 1 to 65535.")
        }
        if let readReplica, !PostgresAddress.isMeant(by: readReplica) {
            throw ValidationError(
                "--read-replica is the address of a standby, postgres://user@host/name, beside a "
                    + "--database that it follows.")
        }
    }

    /// What the command line says, by option.
    private var options: [String: String] {
        var options: [String: String] = [:]
        options["--host"] = host
        options["--port"] = port.map(String.init)
        options["--behind-proxy"] = behindProxy ? "true" : nil
        options["--read-replica"] = readReplica
        options["--verbose"] = verbose ? LogSettings.Level.info.rawValue : nil
        return options
    }

    func run() async throws {
        let configuration = try data.settings(options, readsSecrets: true).get()
        let installation = try await data.folder(of: configuration).open()
        try await Server(installation: installation, configuration: configuration).run { address in
            Terminal.current.say("Linli serves at \(address)  (stop with Ctrl-C)")
        }
    }
}
