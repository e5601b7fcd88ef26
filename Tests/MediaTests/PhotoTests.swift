import Testing

@testable import Media

@Test(arguments: [PhotoShelf.Kind.jpeg, .progressive, .png, .webp])
func aPhotoOfEachKindBecomesAJPEG(kind: PhotoShelf.Kind) throws {
    let photo = try Photo(cleaning: PhotoShelf.quarters(kind))
    #expect(photo.width == 64)
    #expect(photo.height == 32)
    #expect(photo.bytes.starts(with: [0xFF, 0xD8, 0xFF]))
    #expect(photo.thumbnail.starts(with: [0xFF, 0xD8, 0xFF]))
    #expect(
        PhotoShelf.corners(of: photo.bytes, width: 64, height: 32)
            == [PhotoShelf.red, PhotoShelf.green, PhotoShelf.blue, PhotoShelf.black])
}

@Test func placeTimeCameraAndCommentsAreGone() throws {
    let upload = PhotoShelf.withMetadata(PhotoShelf.quarters(.jpeg), orientation: 6)
    #expect(upload.contains(words: PhotoShelf.hidden))

    let photo = try Photo(cleaning: upload)

    for picture in [photo.bytes, photo.thumbnail] {
        #expect(!picture.contains(words: PhotoShelf.hidden))
        #expect(!picture.contains(words: "Exif"))
        #expect(!picture.contains(words: "ns.adobe.com"))
        #expect(!picture.contains(words: "gd-jpeg"))
        #expect(JPEGSegments(picture).segments.filter(\.isMetadata).isEmpty)
        #expect(JPEGSegments(picture).isComplete)
    }
}

@Test func aPageHiddenBehindThePictureIsGone() throws {
    let upload = PhotoShelf.quarters(.jpeg) + Array("<script>alert(1)</script>".utf8)
    #expect(try !Photo(cleaning: upload).bytes.contains(words: "<script"))
}

/// Corners of the upright picture, and whether it stands on its side.
private let held: [(UInt16, [Int32], Bool)] = {
    let (r, g, b, k) = (PhotoShelf.red, PhotoShelf.green, PhotoShelf.blue, PhotoShelf.black)
    return [
        (0, [r, g, b, k], false), (1, [r, g, b, k], false), (2, [g, r, k, b], false),
        (3, [k, b, g, r], false), (4, [b, k, r, g], false), (5, [r, b, g, k], true),
        (6, [b, r, k, g], true), (7, [k, g, b, r], true), (8, [g, k, r, b], true),
        (9, [r, g, b, k], false),
    ]
}()

@Test(arguments: held)
func aPhotoStandsUprightHoweverTheCameraWasHeld(tag: UInt16, corners: [Int32], stands: Bool) throws
{
    let upload = PhotoShelf.withMetadata(PhotoShelf.quarters(.jpeg), orientation: tag)
    let photo = try Photo(cleaning: upload)
    #expect(photo.width == (stands ? 32 : 64))
    #expect(photo.height == (stands ? 64 : 32))
    #expect(
        PhotoShelf.corners(of: photo.bytes, width: photo.width, height: photo.height) == corners)
}

@Test func aPNGAlsoSaysHowItWasHeld() throws {
    let png = PhotoShelf.quarters(.png)
    let tag = PhotoShelf.chunk("eXIf", Array(PhotoShelf.exif(orientation: 6).dropFirst(6)))
    // After the signature and IHDR: 8 + 25 bytes.
    let photo = try Photo(cleaning: Array(png.prefix(33)) + tag + png.dropFirst(33))
    #expect(photo.width == 32)
    #expect(!photo.bytes.contains(words: PhotoShelf.hidden))
}

@Test func textsAndProfilesOfAPNGAreNotEvenRead() throws {
    let png = PhotoShelf.quarters(.png)
    let words = Array("Comment\0".utf8) + Array(PhotoShelf.hidden.utf8)
    // Twice the same profile, and neither is one: libpng would complain about both.
    let chunks = ["tEXt", "iCCP", "iCCP", "zTXt"].flatMap { PhotoShelf.chunk($0, words) }
    let upload = Array(png.prefix(33)) + chunks + png.dropFirst(33)
    #expect(!PNGChunks(upload).withoutMetadata(upload).contains(words: PhotoShelf.hidden))
    #expect(try Photo(cleaning: upload) == Photo(cleaning: png))
}

@Test func brokenEXIFCountsAsUpright() throws {
    let jpeg = PhotoShelf.quarters(.jpeg)
    let broken = PhotoShelf.segment(0xE1, Array(PhotoShelf.exif(orientation: 6).prefix(17)))
    let photo = try Photo(cleaning: Array(jpeg.prefix(2)) + broken + jpeg.dropFirst(2))
    #expect(photo.width == 64)
}

@Test func transparencyBecomesWhite() throws {
    let upload = PhotoShelf.plain(.png, PhotoShelf.clear, width: 20, height: 20)
    let photo = try Photo(cleaning: upload)
    #expect(PhotoShelf.colour(of: photo.bytes, column: 10, row: 10) == PhotoShelf.white)
    #expect(PhotoShelf.colour(of: photo.thumbnail, column: 10, row: 10) == PhotoShelf.white)
}

@Test(arguments: [
    (2400, 600, 1920, 480), (600, 2400, 480, 1920), (1920, 10, 1920, 10), (1921, 10, 1920, 10),
    (4000, 1, 1920, 1), (1, 1, 1, 1),
])
func theLongestSideIsAtMost1920(width: Int, height: Int, newWidth: Int, newHeight: Int) throws {
    let upload = PhotoShelf.plain(.png, PhotoShelf.red, width: width, height: height)
    let photo = try Photo(cleaning: upload)
    #expect(photo.width == newWidth)
    #expect(photo.height == newHeight)
}

@Test func theThumbnailFitsIn320() throws {
    let upload = PhotoShelf.plain(.jpeg, PhotoShelf.red, width: 640, height: 480)
    let thumbnail = try Photo(cleaning: upload).thumbnail
    let size = try #require(JPEGSegments(thumbnail).size(in: thumbnail))
    #expect(size == (320, 240))
}

@Test func theSamePhotoHasTheSameDigest() throws {
    let first = try Photo(cleaning: PhotoShelf.quarters(.png))
    let tagged = PhotoShelf.withMetadata(PhotoShelf.quarters(.jpeg), orientation: 1)
    #expect(try first == Photo(cleaning: PhotoShelf.quarters(.png)))
    #expect(try Photo(cleaning: tagged) == Photo(cleaning: PhotoShelf.quarters(.jpeg)))
    #expect(first.digest.count == 64)
    let other = try Photo(cleaning: PhotoShelf.quarters(.png, width: 66))
    #expect(first.digest != other.digest)
}
