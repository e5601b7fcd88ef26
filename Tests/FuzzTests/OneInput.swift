import Foundation

/// What libFuzzer calls with every input it makes up. `LINLI_FUZZ` names the target.
///
/// The test bundle holds this function too, where nobody calls it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do {
        try FuzzTarget.chosen.run(bytes)
    } catch {
        FileHandle.standardError.write(Data("Broken: \(error)\n".utf8))
        abort()
    }
    return 0
}

extension FuzzTarget {
    fileprivate static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["LINLI_FUZZ"] ?? ""
        guard let target = named(name) else {
            let known = all.map(\.name).joined(separator: " ")
            FileHandle.standardError.write(
                Data("LINLI_FUZZ names no target: \(name). There is: \(known)\n".utf8))
            exit(2)
        }
        return target
    }()
}
