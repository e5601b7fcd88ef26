import Secrets
import Testing

@testable import Media

private func problem(_ upload: [UInt8]) -> Photo.Problem? {
    do {
        _ = try Photo(cleaning: upload)
        return nil
    } catch {
        return error
    }
}

@Test func anEmptyUploadIsRefused() {
    #expect(problem([]) == .empty)
}

@Test func twelveMebibytesAreAcceptedAndOneByteMoreIsNot() {
    let photo = PhotoShelf.quarters(.jpeg)
    let padding = [UInt8](repeating: 0, count: Photo.bytesMax - photo.count)
    #expect(problem(photo + padding) == nil)
    #expect(
        problem(photo + padding + [0])
            == .tooLarge(bytes: 12_582_913, bytesMax: 12_582_912))
}

@Test(arguments: [
    "<!doctype html><title>photo.jpg</title><script>alert(1)</script>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
    "<?xml version=\"1.0\"?><svg/>", "%PDF-1.7", "PK\u{3}\u{4}", "RIFF\0\0\0\0WAVE", "BM", "x",
    "\0\0\0\u{18}ftypheic",
])
func whatIsNoPhotoIsRefusedWhateverItsName(text: String) {
    #expect(problem(Array(text.utf8)) == .notAPhoto)
}

@Test func aGIFIsRefused() {
    #expect(problem(PhotoShelf.quarters(.gif)) == .notAPhoto)
}

@Test func anAnimationIsRefused() {
    #expect(problem(PhotoShelf.webpHeader(canvas: 8, frame: 8, flags: 0b10)) == .notAPhoto)
}

@Test func aBombIsRefusedFromItsHeader() {
    let max = Photo.pixelsMax
    #expect(
        problem(PhotoShelf.pngHeader(width: 60_000, height: 60_000))
            == .tooManyPixels(width: 60_000, height: 60_000, pixelsMax: max))
    #expect(
        problem(PhotoShelf.pngHeader(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF))
            == .tooManyPixels(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF, pixelsMax: max))
    let frame = [8] + PhotoShelf.big(65_000, 2) + PhotoShelf.big(64_000, 2) + [1, 1, 0x11, 0]
    #expect(
        problem([0xFF, 0xD8] + PhotoShelf.segment(0xC2, frame))
            == .tooManyPixels(width: 64_000, height: 65_000, pixelsMax: max))
    #expect(
        problem(PhotoShelf.webpHeader(canvas: 8, frame: 16_383))
            == .tooManyPixels(width: 16_383, height: 16_383, pixelsMax: max))
    #expect(
        problem(PhotoShelf.webpHeader(canvas: 1 << 24, frame: 8))
            == .tooManyPixels(width: 1 << 24, height: 1 << 24, pixelsMax: max))
}

@Test func fiftyMegapixelsAreTheLimit() {
    #expect(problem(PhotoShelf.pngHeader(width: 10_000, height: 5_000)) == .damaged)
    #expect(
        problem(PhotoShelf.pngHeader(width: 10_000, height: 5_001))
            == .tooManyPixels(width: 10_000, height: 5_001, pixelsMax: 50_000_000))
}

@Test(arguments: [PhotoShelf.Kind.jpeg, .progressive, .png, .webp])
func aPhotoCutOffAnywhereIsDamaged(kind: PhotoShelf.Kind) {
    let whole = PhotoShelf.quarters(kind, width: 90, height: 70)
    #expect(problem(whole) == nil)
    for length in 12..<whole.count {
        #expect(problem(Array(whole.prefix(length))) == .damaged, "cut at \(length)")
    }
}

@Test(arguments: [PhotoShelf.Kind.jpeg, .png, .webp])
func aPhotoWithAnyByteChangedNeverStopsTheProgram(kind: PhotoShelf.Kind) {
    let whole = PhotoShelf.withMetadata(PhotoShelf.quarters(.jpeg), orientation: 5)
    let upload = kind == .jpeg ? whole : PhotoShelf.quarters(kind)
    for index in upload.indices {
        var changed = upload
        changed[index] ^= 0xFF
        // Whichever way it ends, what comes out is a small clean picture.
        guard let photo = try? Photo(cleaning: changed) else { continue }
        #expect(photo.width <= Photo.sideMax && photo.height <= Photo.sideMax)
        #expect(!photo.bytes.contains(words: PhotoShelf.hidden))
    }
}

@Test func aPhotoWithoutASizeIsDamaged() {
    #expect(problem(PhotoShelf.pngHeader(width: 0, height: 10)) == .damaged)
    #expect(problem([0xFF, 0xD8, 0xFF, 0xD9]) == .damaged)
}

@Test func aPNGWithAWrongCheckSumIsDamaged() {
    var png = PhotoShelf.quarters(.png)
    png[png.count - 13] ^= 1
    #expect(problem(png) == .damaged)
}

@Test func endlessScansAndSegmentsAreDamaged() {
    let jpeg = PhotoShelf.quarters(.jpeg)
    let scan = PhotoShelf.segment(0xDA, [1, 1, 0, 0, 63, 0])
    let scans = (0..<JPEGSegments.scansMax).flatMap { _ in scan }
    #expect(problem(Array(jpeg.dropLast(2)) + scans + [0xFF, 0xD9]) == .damaged)

    let comment = PhotoShelf.segment(0xFE, [])
    let comments = (0..<JPEGSegments.segmentsMax).flatMap { _ in comment }
    #expect(problem(Array(jpeg.prefix(2)) + comments + jpeg.dropFirst(2)) == .damaged)
}

@Test func aPhotoIsCleanedOnTheBench() async throws {
    let bench = Workbench("photos", workers: 1, waitingMax: 1)
    let photo = try await Photo.cleaned(PhotoShelf.quarters(.webp), on: bench)
    #expect(photo.width == 64)
    await #expect(throws: Photo.Problem.empty) { try await Photo.cleaned([], on: bench) }
}
