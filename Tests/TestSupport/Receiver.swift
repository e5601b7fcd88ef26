import Foundation
import Synchronization

/// Another system at a free port of this machine: gives the answers that it was told to, one after
/// the other, and remembers what it was asked.
package final class Receiver: Sendable {
    package let port: Int
    private let listener: Int32

    private struct Story {
        var answers: [String?]
        var asked: [String] = []
    }

    /// Holds what `Story` names; the thread that answers and the test both look at it.
    private let story: Mutex<Story>

    package var asked: [String] { story.withLock { $0.asked } }
    package var url: String { "http://127.0.0.1:\(port)" }

    /// - Parameter answers: whole answers; nil never answers; the last one is given for good.
    package init(answers: [String?]) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isOpen = withUnsafeMutablePointer(to: &address) { [listener] address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
                bind(listener, plain, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, plain, &length) == 0
            }
        }
        guard isOpen else { throw POSIXError(.EADDRINUSE) }
        port = Int(UInt16(bigEndian: address.sin_port))
        story = Mutex(Story(answers: answers))
        let listener = listener
        Thread { [weak self] in
            while true {
                let caller = accept(listener, nil, nil)
                guard caller >= 0 else { return }
                self?.serve(caller)
                close(caller)
            }
        }.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// An answer with a status line and a body.
    package static func answer(_ status: String, _ body: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
            + body
    }

    /// Answers this from now on.
    package func answer(_ answers: [String?]) {
        story.withLock { $0.answers = answers }
    }

    private func serve(_ caller: Int32) {
        var request: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while !Self.isWhole(request) {
            let count = recv(caller, &bytes, bytes.count, 0)
            guard count > 0 else { break }
            request += bytes.prefix(count)
        }
        let text = String(decoding: request, as: UTF8.self)
        let answer = story.withLock { story in
            story.asked.append(text)
            return story.answers.count > 1 ? story.answers.removeFirst() : story.answers[0]
        }
        if let answer {
            _ = Array(answer.utf8).withUnsafeBytes {
                send(caller, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
        } else {
            // Whoever waits hangs up first.
            _ = recv(caller, &bytes, bytes.count, 0)
        }
        shutdown(caller, Int32(SHUT_RDWR))
    }

    private static func isWhole(_ request: [UInt8]) -> Bool {
        let parts = String(decoding: request, as: UTF8.self)
            .components(separatedBy: "\r\n\r\n")
        guard parts.count > 1 else { return false }
        let length =
            parts[0].lowercased().components(separatedBy: "content-length: ").dropFirst()
            .first.flatMap { $0.split(separator: "\r\n").first }.flatMap { Int($0) } ?? 0
        return parts.dropFirst().joined(separator: "\r\n\r\n").utf8.count >= length
    }
}
