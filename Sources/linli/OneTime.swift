import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Media
import SQL
import Secrets
import Storage

extension PersonCommands {
    struct OneTime: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "one-time",
            abstract: "Set up one-time passwords for someone, in place of every second factor.",
            discussion: """
                What was set up before stops: codes, recovery codes, passkeys, links with \
                providers; every session ends, and tries that locked the person out are forgotten. \
                Scan the code with an authenticator; it is shown only now.
                Example:
                  linli person one-time admin
                """)

        @OptionGroup var data: DataOption

        @Argument(help: ArgumentHelp("What the person signs in as.", valueName: "sign-in"))
        var signIn: String

        func run() async throws {
            let uri = try await data.writing { installation in
                let signIn = signIn
                let person = try await installation.database.read { db in
                    let person = try Finding.person(signIn, db)
                    guard try Credentials.find(person.id, db) != nil else {
                        throw Complaint(
                            "\(signIn) has no password yet. First: linli person password \(signIn)")
                    }
                    return person
                }
                return try await installation.enrolOneTimePassword(of: person)
                    .uri(issuer: "Linli", account: signIn)
            }
            say(uri)
            say(try QRText.drawing(of: uri))
        }
    }
}

/// A QR code as half blocks, two modules a character.
enum QRText {
    static func drawing(of text: String) throws -> String {
        let code = try QRCode(text)
        let margin = QRCode.quietZone
        let range = -margin..<(code.size + margin)
        return stride(from: range.lowerBound, to: range.upperBound, by: 2).map { row in
            range.map { column in
                // Light is drawn, since most terminals are dark; readers take either.
                switch (code[column, row], code[column, row + 1]) {
                case (false, false): "█"
                case (false, true): "▀"
                case (true, false): "▄"
                case (true, true): " "
                }
            }.joined()
        }.joined(separator: "\n")
    }
}

extension Day {
    /// The day that it is on this machine's clock in China, where the realms lie.
    static var today: Day {
        Day(of: Instant(Date()), in: TimeZone(identifier: "Asia/Shanghai") ?? .current)
    }
}
