import Crypto
package import Secrets

/// A photograph that shows what it shows and says nothing else: a JPEG made anew from the pixels,
/// so that place, time, camera, comments and embedded previews of the upload are gone.
///
/// Blocking: a large photo takes one to three seconds of a core, and while it is decoded up to 8
/// bytes of memory a pixel (400 MB at the limit). From asynchronous code use
/// `Photo.cleaned(_:on:)`.
package struct Photo: Hashable, Sendable {
    package enum Problem: Error, Hashable {
        case empty
        /// `bytes` and `bytesMax` of the upload.
        case tooLarge(bytes: Int, bytesMax: Int)
        /// As the header declares them; nothing was decoded.
        case tooManyPixels(width: Int, height: Int, pixelsMax: Int)
        /// Neither JPEG, PNG nor a still WebP.
        case notAPhoto
        /// Cut off, inconsistent or unreadable.
        case damaged
    }

    /// 12 MiB.
    package static let bytesMax = 12 * 1024 * 1024
    /// 50 megapixels, as much as a good phone makes.
    package static let pixelsMax = 50_000_000
    /// Longest side in pixels.
    package static let sideMax = 1920
    /// Longest side of the thumbnail in pixels.
    package static let thumbnailSideMax = 320
    /// JPEG quality of both pictures.
    package static let quality = 85

    /// A baseline JPEG, upright, opaque, without metadata.
    package let bytes: [UInt8]
    package let width: Int
    package let height: Int
    /// A JPEG of the same picture.
    package let thumbnail: [UInt8]
    /// SHA-256 of `bytes`, 64 lower-case hexadecimal digits.
    package let digest: String

    /// - Parameter upload: JPEG, PNG or WebP, recognised by its first bytes.
    /// - Throws: a `Problem`; sizes are judged from the header before anything is decoded.
    package init(cleaning upload: [UInt8]) throws(Problem) {
        guard !upload.isEmpty else { throw .empty }
        guard upload.count <= Self.bytesMax else {
            throw .tooLarge(bytes: upload.count, bytesMax: Self.bytesMax)
        }
        let header = try PhotoHeader(upload)
        // Division, because two 32-bit sides may overflow a product.
        guard header.width <= Self.pixelsMax / header.height else {
            throw .tooManyPixels(
                width: header.width, height: header.height, pixelsMax: Self.pixelsMax)
        }
        guard header.isComplete else { throw .damaged }

        let picture = try Self.upright(upload, header)
        bytes = try picture.jpeg(quality: Self.quality)
        width = picture.width
        height = picture.height
        thumbnail = try picture.fitted(sideMax: Self.thumbnailSideMax).jpeg(quality: Self.quality)
        digest = [UInt8](SHA256.hash(data: bytes)).hex
    }

    /// The same, on a thread of the bench instead of a cooperative one.
    ///
    /// - Throws: a `Problem`, or `Workbench.Problem.busy`.
    package static func cleaned(_ upload: [UInt8], on bench: Workbench) async throws -> Photo {
        try await bench.run { try Photo(cleaning: upload) }
    }

    /// Scaled before turning: fewer pixels to move, and the full-size copy is released here.
    private static func upright(
        _ upload: [UInt8], _ header: PhotoHeader
    ) throws(Problem) -> Canvas {
        let stored = try Canvas(decoding: upload, as: header.kind)
        guard stored.width == header.width, stored.height == header.height else { throw .damaged }
        let fitted = try stored.fitted(sideMax: sideMax)
        let orientation = Orientation(exif: header.exif)
        return orientation == .upright ? fitted : try fitted.turned(orientation)
    }
}
