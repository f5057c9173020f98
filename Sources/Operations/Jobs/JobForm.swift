import Primitives

/// Which calls run as jobs, and how a job is told.
public enum JobForm {
  /// Whether an operation always runs as a job: its answer is files.
  public static func runsAsJob(_ entry: CatalogueEntry) -> Bool { resultField(entry) != nil }

  /// The schema of a job.
  public static let schema: Schema = Catalogue.all["job show"]?.output ?? .object([])

  /// The path of a job below the version's root.
  public static func path(of job: String) -> String? {
    Catalogue.all["job show"]?.route?.path(values: ["job": job])
  }

  /// What stands in a job's answer for the folder that the caller will unpack the files into: `{output}`.
  public static func placeholder(of field: String) -> String { "{\(field)}" }

  /// The field that names the folder for the answer's files.
  public static func resultField(_ entry: CatalogueEntry) -> String? {
    entry.input.fields.first { $0.schema == ResultFolder.schema }?.name
  }
}
