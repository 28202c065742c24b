import type { AddressPaper, Block, BoundPapers } from '#platform/documents/model.ts';
import { confirmationOf } from '#archives/annuals/facts.ts';
import { annualParts, annualSummary } from '#archives/dossiers/annual.ts';
import type { Printing } from '#archives/dossiers/papers.ts';

/** 委员年度履职情况登记表 (forms member_annual): on the front who it is and what the year came to, on the back the summary and what others say of it. */
export function annualPapers({ dossier, profile, lines, annuals, organ, day }: Printing): BoundPapers {
  const year = dossier.year!;
  const title = `委员年度履职情况登记表（${year}年）`;
  const parts = annualParts(lines);
  const written = annuals.find((one) => one.year === year);
  const summary = written?.summary ?? annualSummary(year, parts);
  const taken = summary.split('\n').reduce((n, words) => n + Math.ceil(words.length / SUMMARY_WIDTH), 0);
  const more = Math.max(0, taken - SUMMARY_LINES);
  const sheet = (name: string, blocks: Block[], byline?: string): AddressPaper => ({ layout: 'address', title: name, byline, date: day, organ, blocks });
  return {
    title: `${dossier.name}${title}`, date: day, organ,
    papers: [
      sheet(title, [paired(profile.filter(([label]) => ON_FRONT.has(label))), table(parts.map(({ label, told }) => [label, told]))], `${dossier.name}　${dossier.shown.from}至${dossier.shown.to}`),
      sheet('履职小结和意见', [table([
        [written ? '履职小结' : '履职小结\n（本人修改）', `${summary}${blank(SUMMARY_LINES - taken)}`], ['委员签名', `${blank(2 - more)}　　　　　　　　　　　　年　　月　　日`],
        ['联络委\n（专委会）意见', `${blank(Math.min(2, 4 - more))}${SEAL}${DAY}`], ['县政协意见', written?.state === 'confirmed' ? `${confirmationOf(written)}${SEAL}` : `${blank(2)}${SEAL}${DAY}`],
      ])], `${dossier.name}　${year}年`),
    ],
  };
}

/** The form has no room for the whole first page of the archive. */
const ON_FRONT = new Set(['姓名', '性别', '民族', '出生年月', '党派', '界别', '届次', '政协职务', '所属联络委', '所属专委会', '单位及职务']);

/** Lines for the hand: the back fills one side of the sheet (forms member_annual: A4正反两面); where the summary takes more of them, the hand has fewer. */
const SUMMARY_LINES = 15;
const SUMMARY_WIDTH = 26;
const SEAL = '\n　　　　　　　　　　　　（盖章）';
const DAY = '\n　　　　　　　　　　　　年　　月　　日';
const blank = (lines: number): string => '\n'.repeat(Math.max(0, Math.min(lines, SUMMARY_LINES)));

const table = (rows: readonly (readonly [string, string])[]): Block =>
  ({ kind: 'table', form: true, columns: [{ label: '', share: 2, align: 'center' }, { label: '', share: 8, align: 'left' }], rows });

/** Two facts on a line. */
function paired(facts: readonly (readonly [string, string])[]): Block {
  const columns = [2, 3, 2, 3].map((share, place) => ({ label: '', share, align: place % 2 === 0 ? ('center' as const) : ('left' as const) }));
  const rows = Array.from({ length: Math.ceil(facts.length / 2) }, (_, row) => [0, 1].flatMap((side) => {
    const [label = '', value = ''] = facts[2 * row + side] ?? [];
    return [label, label ? value || '—' : ''];
  }));
  return { kind: 'table', form: true, columns, rows };
}
