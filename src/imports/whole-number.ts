/** A whole number written in a form or an address, at least `least`; null when it is none. */
export function wholeNumber(text: string | null | undefined, least = 1): number | null {
  const number = Number(text || Number.NaN);
  return Number.isSafeInteger(number) && number >= least ? number : null;
}
