import { giveBack } from '#platform/files/content/refusals.ts';
import { expectModest, partsOf, textOf, type ZipPart } from '#platform/files/content/zip.ts';

/** What [Content_Types].xml calls the main part of a document (ISO/IEC 29500-2). Files with macros and binary workbooks are called otherwise. */
const mainParts = {
  docx: 'officedocument.wordprocessingml.document.main+xml',
  xlsx: 'officedocument.spreadsheetml.sheet.main+xml',
  pptx: 'officedocument.presentationml.presentation.main+xml',
} as const;

const carriesMacros = /(^|\/)(vbaProject\.bin|vbaData\.xml|macrosheets\/)/iu;

/** docx, xlsx, pptx or OFD (GB/T 33190-2016), by what is inside. */
export async function officeKind(file: Buffer): Promise<keyof typeof mainParts | 'ofd'> {
  const parts = partsOf(file);
  await expectModest(parts);
  if (parts.some(({ name }) => carriesMacros.test(name))) giveBack('macros');
  const types = contentNamed(parts, '[Content_Types].xml');
  if (types === undefined) return /<(\w+:)?OFD\b/u.test(contentNamed(parts, 'OFD.xml') ?? '') ? 'ofd' : giveBack('unknown');
  if (/macroEnabled|vbaProject/iu.test(types)) giveBack('macros');
  const kinds = Object.entries(mainParts).filter(([, type]) => types.includes(type)).map(([kind]) => kind as keyof typeof mainParts);
  return kinds.length === 1 ? kinds[0]! : giveBack('unknown');
}

function contentNamed(parts: readonly ZipPart[], name: string): string | undefined {
  const named = parts.filter((part) => part.name === name);
  if (named.length > 1) giveBack('twofold'); // which one is read depends on the program
  return named[0] && textOf(named[0]);
}
