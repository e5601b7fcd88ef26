import struct SQL.SQL

/// What stands around a query that is `walkedInOrder`, in the same message and within its
/// transaction.
enum WalkInOrder {
    static let begin = plan(sortingAndScanning: "off")
    static let end = plan(sortingAndScanning: "on")

    private static func plan(sortingAndScanning value: String) -> SQL {
        """
        SELECT set_config('enable_sort', \(value), true),
            set_config('enable_seqscan', \(value), true)
        """
    }
}
