import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// How much of forms may be in memory at once, of all who send: without it a few dozen senders of
/// photographs could fill any machine.
final class BodyRoom: Sendable {
    /// 256 MiB: three of the largest forms with photographs, and thousands of others.
    static let bytesMax = 256 * 1_024 * 1_024

    let most: Int
    private let taken = Mutex(0)

    init(most: Int = bytesMax) {
        self.most = most
    }

    var count: Int { taken.withLock { $0 } }

    func take(_ bytes: Int) -> Bool {
        taken.withLock { taken in
            guard taken + bytes <= most else { return false }
            taken += bytes
            return true
        }
    }

    func give(_ bytes: Int) {
        taken.withLock { $0 -= bytes }
    }
}

/// The body of one request, and the room that it takes until it is released.
struct HeldBody {
    private let room: BodyRoom
    private var held = 0

    init(in room: BodyRoom) {
        self.room = room
    }

    /// - Throws: `.tooLarge`, before anything is read where the sender says how much comes;
    ///   `.noRoom`; `.cutOff`.
    mutating func read(_ request: Request, bytesMax: Int) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= bytesMax else { throw FormRefusal.tooLarge(bytesMax: bytesMax) }
        var bytes: [UInt8] = []
        do {
            for try await piece in request.body {
                guard bytes.count + piece.readableBytes <= bytesMax else {
                    throw FormRefusal.tooLarge(bytesMax: bytesMax)
                }
                guard room.take(piece.readableBytes) else { throw FormRefusal.noRoom }
                held += piece.readableBytes
                bytes.append(contentsOf: piece.readableBytesView)
            }
        } catch let refusal as FormRefusal {
            throw refusal
        } catch {
            throw FormRefusal.cutOff
        }
        return bytes
    }

    mutating func release() {
        room.give(held)
        held = 0
    }
}
