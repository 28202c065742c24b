/** The stated limits of an uploaded spreadsheet. They protect the one ordinary PC this runs on; none is a county's choice. */
export const limits = {
  /** Bytes of the uploaded file. */
  fileBytes: 10 * 1024 * 1024,
  /** Bytes of all parts of an xlsx we read, once unpacked (a zip bomb stops here). */
  unpackedBytes: 64 * 1024 * 1024,
  /** Parts inside an xlsx container. */
  zipEntries: 2_000,
  /** Rows of data, all sheets together. */
  rows: 5_000,
  /** Titles, headers, totals and notes that may stand around them. */
  rowsAround: 100,
  sheets: 60,
  /** Rightmost column that may hold a value. */
  columns: 200,
  /** Characters of one cell; Excel's own limit. */
  cellCharacters: 32_767,
  /** Time the reader may take before the file is given back. */
  readingMilliseconds: 10_000,
  /** Memory the reader's worker may take. */
  readerMegabytes: 192,
  /** Header rows are looked for among this many first rows with content. */
  headerSearchRows: 30,
  /** Rows of a header at most (a group line above its columns, twice). */
  headerDepth: 3,
} as const;
