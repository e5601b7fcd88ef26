extension String {
    /// The text with full-width letters, digits and signs (１２Ａ－) written as their plain forms.
    ///
    /// Chinese keyboards produce full-width signs easily, and a person who copies a number from a
    /// slip of paper should not be refused for it.
    package var halfWidth: String {
        var result = UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E:
                result.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0x3000:
                result.append(" ")
            default:
                result.append(scalar)
            }
        }
        return String(result)
    }
}
