/** What is wrong with a signed file, as sentences, and who signed it. */
export function verifyRollup(text: string, fingerprint?: string): { faults: string[]; fingerprint?: string; content?: unknown };
