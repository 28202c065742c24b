const MEBIBYTE = 1024 * 1024;

/** The stated limits of attached files. They protect the one ordinary PC this runs on; none is a county's choice. */
export const fileLimits = {
  /** Bytes of one file: a scan of fifty pages, a photo of any telephone. */
  bytes: 20 * MEBIBYTE,
  /** Files that stand on one record. */
  onRecord: 30,
  /** Files of one sending. */
  atOnce: 10,
  /** Bytes of one sending, all its files together. */
  sending: 64 * MEBIBYTE,
  nameCharacters: 120,
  /** Longest edge of a kept image: an A4 page at 220 dots per inch. */
  imageEdge: 2_560,
  /** Decoded pixels of an arriving image; telephones take up to 64 million. A bomb stops here. */
  imagePixels: 70_000_000,
  /** A photo takes half a second; on a machine that has ten things to do at once, half a minute. */
  imageMilliseconds: 60_000,
  /** Parts of a zip container (docx, xlsx, pptx, ofd), and their bytes once unpacked. */
  zipParts: 5_000,
  unpackedBytes: 256 * MEBIBYTE,
} as const;
