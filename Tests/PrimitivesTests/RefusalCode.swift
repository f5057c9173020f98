import Primitives

/// The code of the refusal that an act throws; nil if it throws none.
func refusalCode(_ act: () throws -> some Any) -> String? {
  do {
    _ = try act()
    return nil
  } catch { return (error as? Refusal)?.code ?? "not a refusal: \(error)" }
}

/// The refusal that an act throws; nil if it throws none.
func refusal(_ act: () throws -> some Any) -> Refusal? {
  do {
    _ = try act()
    return nil
  } catch { return error as? Refusal }
}
