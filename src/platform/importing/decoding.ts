import { giveBack } from './container.ts';

/** Text of a csv or txt file: UTF-8 with or without mark, UTF-16 with mark (Excel's “Unicode 文本”), else GB 18030. */
export function decodeText(bytes: Uint8Array): string {
  const text = decodeAs(encodingByMark(bytes), bytes) ?? decodeAs('utf-8', bytes) ?? decodeAs('gb18030', bytes) ?? giveBack('other');
  if (/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/u.test(text)) giveBack('other');
  if (/^\s*(<!doctype html|<html|<table|<head|<meta|mime-version:|<\?xml)/iu.test(text)) giveBack('web');
  if (text.trim() === '') giveBack('empty');
  return text;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

function encodingByMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decodeAs(encoding: Encoding | null, bytes: Uint8Array): string | null {
  if (!encoding) return null;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const separators = [',', '\t', ';', '，'] as const;

/**
 * The separator that cuts the first lines most evenly: the one whose count repeats from line to line.
 * Separators inside quotes do not count.
 */
export function separatorOf(text: string): string {
  const lines = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/gu, '').split(/\r\n|\n|\r/u).filter((line) => line.trim() !== '').slice(0, 50);
  const evenness = (separator: string) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    return counts.filter((count) => count === usual).length * Math.min(usual, 20);
  };
  const best = separators.map((separator) => ({ separator, score: evenness(separator) })).toSorted((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best.separator : ',';
}
