import HTTPTypes
import Hummingbird
import Media
import NIOCore
import Synchronization

/// The body of a call, read as its endpoint takes it, and the room that it takes until it is
/// released.
struct SentBody {
    /// What an endpoint takes.
    enum Kind: Sendable {
        /// `application/x-www-form-urlencoded`.
        case form
        /// The same, or `multipart/form-data` with files.
        case formWithFiles
        /// `application/json`.
        case json

        /// Six photographs of 12 MiB; five hundred tickets.
        var bytesMax: Int {
            switch self {
            case .form: 64 * 1_024
            case .formWithFiles: 73 * 1_024 * 1_024
            case .json: 4 * 1_024 * 1_024
            }
        }
    }

    /// How much of all bodies may be in memory at once: a key is looked at only after its form.
    final class Room: Sendable {
        static let bytesMax = 160 * 1_024 * 1_024
        private let taken = Mutex(0)

        func take(_ bytes: Int) -> Bool {
            taken.withLock { taken in
                guard taken + bytes <= Self.bytesMax else { return false }
                taken += bytes
                return true
            }
        }

        func give(_ bytes: Int) { taken.withLock { $0 -= bytes } }
    }

    private let room: Room
    private var held = 0

    init(in room: Room) { self.room = room }

    mutating func release() {
        room.give(held)
        held = 0
    }

    mutating func read(_ request: Request, as kind: Kind, into call: inout Call) async throws {
        let type = request.headers[.contentType] ?? ""
        let isMultipart = type.lowercased().hasPrefix("multipart/form-data")
        try Self.check(type, isMultipart: isMultipart, for: kind)
        let most = isMultipart || kind != .formWithFiles ? kind.bytesMax : Kind.form.bytesMax
        let bytes = try await bytes(of: request, atMost: most)
        if kind == .json {
            call.body = bytes
        } else if isMultipart {
            try Self.take(MultipartBody(type: type, bytes: bytes), into: &call)
        } else {
            guard let text = String(validating: bytes, as: UTF8.self),
                let form = Fields(encoded: text)
            else { throw Complaint.bad("The form is not percent-encoded UTF-8.") }
            call.form = form
        }
    }

    private static func check(_ type: String, isMultipart: Bool, for kind: Kind) throws {
        let isEncoded = type.isEmpty || type.hasPrefix("application/x-www-form-urlencoded")
        let (fits, wanted) =
            switch kind {
            case .form: (isEncoded, "application/x-www-form-urlencoded")
            case .formWithFiles:
                (
                    isEncoded || isMultipart,
                    "application/x-www-form-urlencoded, or multipart/form-data with files"
                )
            case .json: (type.hasPrefix("application/json"), "application/json")
            }
        guard fits else {
            throw Complaint.bad("Send it as \(wanted).", status: .unsupportedMediaType)
        }
    }

    private mutating func bytes(of request: Request, atMost most: Int) async throws -> [UInt8] {
        let tooLong = Complaint.bad("It may have up to \(most) bytes.", status: .contentTooLarge)
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= most else { throw tooLong }
        var bytes: [UInt8] = []
        for try await piece in request.body {
            guard bytes.count + piece.readableBytes <= most else { throw tooLong }
            guard room.take(piece.readableBytes) else {
                throw Complaint.bad(
                    "Too much is being received at this moment. Try again in half a minute.",
                    status: .serviceUnavailable)
            }
            held += piece.readableBytes
            bytes.append(contentsOf: piece.readableBytesView)
        }
        return bytes
    }

    private static func take(_ body: MultipartBody?, into call: inout Call) throws {
        let parts: [MultipartBody.Part]
        do {
            parts = try body?.parts(atMost: Fields.fieldsMax) ?? []
        } catch {
            throw Complaint.bad("The form is not multipart/form-data as RFC 7578 has it.")
        }
        for part in parts {
            if part.fileName != nil {
                if !part.content.isEmpty { call.files.append(Array(part.content)) }
                continue
            }
            guard let text = String(validating: part.content, as: UTF8.self) else {
                throw Complaint.bad("The field \(part.name) is not UTF-8.")
            }
            call.form.add(text, to: part.name)
        }
    }
}
