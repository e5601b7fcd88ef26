import Profiles

/// The files of a built-in profile, to be changed by a test.
struct ProfileText {
    private(set) var files: [String: String]

    static func files(of name: String) throws -> ProfileText {
        ProfileText(files: try ProfileSource(builtIn: name).files)
    }

    var source: ProfileSource { ProfileSource(files: files) }

    mutating func replace(_ text: String, with other: String) {
        files = files.mapValues { $0.replacing(text, with: other) }
    }

    mutating func replaceVersion(_ version: Int, with other: Int) {
        files["profile.yml"] = files["profile.yml"]?.replacing(
            "\nversion: \(version)\n", with: "\nversion: \(other)\n")
    }
}
