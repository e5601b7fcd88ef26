import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the certificate again at SIGHUP, which is what programs that renew certificates send;
/// without one the signal does nothing, rather than end the program.
struct CertificateRenewal: Service {
    let certificate: ServerCertificate?
    let logger: Logger

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sighup)
        for try await _ in signals.cancelOnGracefulShutdown() {
            do {
                try certificate?.reload()
                logger.notice("The certificate was read again.")
            } catch {
                logger.error("The certificate in use stays: \(error)")
            }
        }
    }
}
