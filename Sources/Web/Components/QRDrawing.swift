import Markup
import Media

/// The drawing of a code that a telephone reads.
///
/// - Throws: where the text is too long for a code.
func qrDrawing(_ text: String, moduleSize: Int, label: String) throws -> HTML {
    // Made by our own encoder, from whole numbers alone and an escaped label.
    HTML(raw: try QRCode(text).svg(moduleSize: moduleSize, label: label))
}
