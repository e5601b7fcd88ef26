import App
import Foundation
import Outgoing

/// What the doctor hears from the mail server: its greeting, its encryption, and whether it knows
/// us; a message only where one is asked for.
struct MailCheck {
    let settings: Configuration
    /// Who gets a message to try it; nil for nobody.
    let recipient: String?

    func checks() async -> [Doctor.Check] {
        guard let server = settings.mail?.server else {
            return recipient == nil
                ? []
                : [.bad("mail", "no server is named; add mail: to the settings")]
        }
        do {
            try await settings.door.greet(server)
            let greeted = Doctor.Check.well(
                "mail", "\(server.host):\(server.port) answers, \(words(of: server))")
            guard let recipient else { return [greeted] }
            guard let address = MailAddress(recipient) else {
                return [greeted, .bad("mail", "“\(recipient)” is no address")]
            }
            try await settings.door.mail(message(to: address), by: server)
            return [greeted, .well("mail", "a message went to \(recipient); look whether it came")]
        } catch {
            return [.bad("mail", "\(server.host):\(server.port): \(error)")]
        }
    }

    private func words(of server: MailServer) -> String {
        let line = server.security == .none ? "in the clear" : "encrypted"
        return line + (server.user == nil ? "" : ", and knows the name and password")
    }

    private func message(to address: MailAddress) -> Mail {
        let seconds = Int64(Date().timeIntervalSince1970)
        return Mail(
            id: "doctor-\(seconds)", to: [address], subject: "Linli 邻里",
            text: "linli doctor --send-test\n这是一封测试邮件。This is a test.\n", sentAt: seconds)
    }
}
