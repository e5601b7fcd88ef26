package import Kernel
import NIOCore
import NIOSSL
import Synchronization

/// The certificate that the program shows, with its key; a new one may take its place at any time,
/// and connections that are open keep the one that they were opened with.
package final class ServerCertificate: Sendable {
    package let settings: TLSSettings

    /// Holds what new connections are opened with.
    private let context: Mutex<NIOSSLContext>

    /// - Throws: `CertificateProblem`.
    package init(_ settings: TLSSettings) throws(CertificateProblem) {
        self.settings = settings
        context = Mutex(try Self.load(settings))
    }

    /// Reads both files again; where one cannot be taken, the certificate in use stays.
    package func reload() throws(CertificateProblem) {
        let loaded = try Self.load(settings)
        context.withLock { $0 = loaded }
    }

    /// What puts TLS before everything else on a connection; nil without a certificate.
    static func before(
        _ certificate: ServerCertificate?
    ) -> (@Sendable (any Channel) throws -> Void)? {
        guard let certificate else { return nil }
        return { channel in try certificate.secure(channel) }
    }

    private func secure(_ channel: any Channel) throws {
        let now = context.withLock { $0 }
        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: now))
    }

    private static func load(_ settings: TLSSettings) throws(CertificateProblem) -> NIOSSLContext {
        let chain = try CertificateFacts.chain(in: settings.certificate)
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: settings.key, format: .pem)
        } catch {
            throw .noKey(file: settings.key)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .noPair(certificate: settings.certificate, key: settings.key)
        }
    }
}

/// What a certificate says of itself.
package struct CertificateFacts: Sendable {
    package let from: Instant
    package let until: Instant
    /// The hosts that it is for, `*.` among them.
    package let hosts: [String]

    /// - Throws: `CertificateProblem.noCertificate`.
    package init(file: String) throws(CertificateProblem) {
        guard let own = try Self.chain(in: file).first else { throw .noCertificate(file: file) }
        from = Instant(milliseconds: Int64(own.notValidBefore) * 1_000)
        until = Instant(milliseconds: Int64(own.notValidAfter) * 1_000)
        hosts = own._subjectAlternativeNames().compactMap { name in
            guard name.nameType == .dnsName else { return nil }
            return name.contents.withUnsafeBufferPointer {
                String(decoding: $0, as: UTF8.self).lowercased()
            }
        }
    }

    /// Whether it is for a host: a star stands for one part of a name.
    package func covers(_ host: String) -> Bool {
        let host = host.lowercased()
        let rest = host.firstIndex(of: ".").map { "*" + host[$0...] }
        return hosts.contains { $0 == host || $0 == rest }
    }

    fileprivate static func chain(
        in file: String
    ) throws(CertificateProblem) -> [NIOSSLCertificate] {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(file)
            guard !chain.isEmpty else { throw CertificateProblem.noCertificate(file: file) }
            return chain
        } catch {
            throw .noCertificate(file: file)
        }
    }
}

/// Why a certificate or its key cannot be used.
package enum CertificateProblem: Error, CustomStringConvertible {
    case noCertificate(file: String)
    case noKey(file: String)
    case noPair(certificate: String, key: String)

    package var description: String {
        switch self {
        case .noCertificate(let file):
            "\(file) is no certificate that can be read: it must hold the certificate and those "
                + "above it, in PEM, readable by this user."
        case .noKey(let file):
            "\(file) is no key that can be read: it must hold a private key without a password, "
                + "in PEM, readable by this user alone."
        case .noPair(let certificate, let key):
            "The key \(key) does not belong to the certificate \(certificate). Name the two that "
                + "were made together."
        }
    }
}
