import { readScheme } from '#assessment/schemes/text.ts';

/** Why a text cannot be adopted as it is, in a sentence; nothing when it can. What nobody has seen, nobody can be assessed by. */
export function obstacleTo(source: string): string | undefined {
  const { scheme, complaints } = readScheme(source);
  if (!scheme) return `文本里有${complaints.length}处要改，第一处在第${complaints[0]!.line}行：${complaints[0]!.sentence}请先到“修改”里改好。`;
  const unseen = scheme.sections.flatMap(({ indicators }) => indicators.filter(({ unknown }) => unknown));
  return unseen.length === 0 ? undefined : `有${unseen.length}项写着“没有看到”（${unseen[0]!.name}），不能作为考核依据。请写明怎样计分，或删去这一项。`;
}
