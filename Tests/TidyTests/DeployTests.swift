import Foundation
import Testing

/// What stands in `deploy` fits the program and shuts it in.
@Suite struct DeployTests {
    private func file(_ path: String) throws -> String {
        try String(contentsOf: SourceTree.root.appendingPathComponent(path), encoding: .utf8)
    }

    private func packages(of list: String) throws -> [String] {
        let script = try file("scripts/setup.sh")
        let start = try #require(script.firstRange(of: "\(list)=(")).upperBound
        return script[start...].prefix { $0 != ")" }.split(whereSeparator: \.isWhitespace)
            .map(String.init)
    }

    /// `libcurl` of `libcurl4-openssl-dev`, `libpq` of `libpq-dev`.
    private func stem(_ package: String) -> String {
        let name = package.hasSuffix("-dev") ? package.dropLast(4) : package[...]
        return String(name.split(separator: "-").first ?? name)
    }

    @Test func theContainerInstallsWhatTheProgramNeeds() throws {
        let text = try file("deploy/Containerfile")
        #expect(text.contains("RUN scripts/setup.sh build"))
        let run = try #require(text.components(separatedBy: "FROM ").last)
        let installed = run.split(whereSeparator: \.isWhitespace).map(String.init)
        // What is only needed to build: headers without a library, and tools.
        let buildOnly = ["liblemon-dev", "pkg-config"]
        for package in try packages(of: "build_packages") where !buildOnly.contains(package) {
            #expect(
                installed.contains { $0.hasPrefix(stem(package)) && !$0.hasSuffix("-dev") },
                "the container lacks the library of \(package)")
        }
    }

    @Test func theContainerRunsWithoutRights() throws {
        let text = try file("deploy/Containerfile")
        let run = try #require(text.components(separatedBy: "FROM ").last)
        let lines = run.split(separator: "\n").map(String.init)
        #expect(lines.contains("USER linli"))
        #expect(lines.contains { $0.hasPrefix("HEALTHCHECK ") })
        #expect(lines.contains("STOPSIGNAL SIGTERM"))
        #expect(!text.contains("ADD ") && !text.contains("latest") && !text.contains("sudo"))
        #expect(!run.contains("COPY . "))
    }

    @Test func theUnitShutsTheProgramIn() throws {
        let lines = try file("deploy/linli.service").split(separator: "\n").map(String.init)
        for wanted in [
            "User=linli", "CapabilityBoundingSet=", "NoNewPrivileges=yes", "ProtectSystem=strict",
            "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "RestrictNamespaces=yes",
            "MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service", "UMask=0077",
            "ExecStartPre=/opt/linli/linli config check", "ExecStart=/opt/linli/linli serve",
            "ExecReload=/bin/kill -HUP $MAINPID", "KillSignal=SIGTERM",
        ] {
            #expect(lines.contains(wanted), "\(wanted)")
        }
    }
}
