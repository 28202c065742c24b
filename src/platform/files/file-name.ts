/** Line ends, other control characters, and those that turn writing round or show nothing. The joiners of Uyghur and of pictographs stay. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

const MOST = 120;

/** The bare name without folders, control characters and dots at its ends; long ones keep their end, where the kind of file stands. */
export function tidyFileName(name: string, otherwise: string): string {
  const bare = name.toWellFormed().replaceAll(unseen, '').replace(/^.*[/\\]/u, '').replace(/^[.\s]+|[.\s]+$/gu, '');
  return Array.from(bare).slice(-MOST).join('') || otherwise;
}

/** The name with the ending of what the file is: a picture called `x.exe` is opened as a picture. */
export function withEnding(name: string, endings: readonly string[]): string {
  const ending = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase();
  if (ending && endings.includes(ending)) return name;
  return `${Array.from(name).slice(0, MOST - endings[0]!.length - 1).join('')}.${endings[0]}`;
}
