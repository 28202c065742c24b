import { randomBytes } from 'node:crypto';

/** Digits and capital letters that nobody takes for one another, read out or written by hand: no 0 O 1 I. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 8;

/** A receipt number: 32⁸ of them, so that trying (which is limited) finds nobody's. */
export const newReceipt = (): string => drawnCode(LENGTH);

/** As it is printed and read out: A3K7 Q2M9. */
export const spaced = (receipt: string): string => `${receipt.slice(0, LENGTH / 2)} ${receipt.slice(LENGTH / 2)}`;

/** What somebody typed, as it is stored; undefined when it cannot be a receipt number. */
export function typedReceipt(typed: string): string | undefined {
  const receipt = typed.normalize('NFKC').toUpperCase().replace(/[\s\-—.·]/gu, '');
  return receipt.length === LENGTH && [...receipt].every((letter) => ALPHABET.includes(letter)) ? receipt : undefined;
}

/** A short public address of so many letters, for what is shown without an id. */
export const drawnCode = (length: number): string => Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
