/**
 * How Node runs the program. A smaller nursery of 8 MB: an import of 5,000 rows peaks at 215 MB instead of 326 MB, and is no slower (`bench/`).
 */
export const serverFlags = ['--max-semi-space-size=8'];
