extension [UInt8] {
    /// Lower-case hexadecimal, two digits a byte.
    package var hex: String {
        let digits = [UInt8]("0123456789abcdef".utf8)
        let text = flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
