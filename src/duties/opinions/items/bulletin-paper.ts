import { heading, paragraph, type Block, type FormalPaper, type Table } from '#platform/documents/model.ts';
import { printedMoment } from '#platform/time.ts';
import { columns, type Bulletin, type CommitteeLine } from '#duties/opinions/items/bulletin.ts';
import type { BulletinPeriod } from '#duties/opinions/items/bulletin-period.ts';
import { issueWords } from '#duties/opinions/items/paper.ts';
import { itemRoutes } from '#duties/opinions/items/record.ts';

export interface BulletinWritten {
  bulletin: Bulletin;
  period: BulletinPeriod;
  bodyName: string;
  /** The moment whose records are told. */
  at: Date;
  date: string;
}

/** The circular as a downward paper; the members' table stands behind it. */
export function bulletinPaper({ bulletin, period, bodyName, at, date }: BulletinWritten): FormalPaper {
  const organ = `${bodyName}办公室`;
  return {
    layout: 'formal', mark: `${organ}文件`, title: `关于${period.words}社情民意信息采用情况的通报`, date, organ, addressee: '各乡镇（街道）政协联络委', sealed: true,
    blocks: [
      paragraph(`现将${period.words}反映社情民意信息情况通报如下。数字按系统记录，截至${printedMoment(at)}；各联络委按全县统一次序排列，不排名。`),
      heading(1, '总体情况'), paragraph(summary(bulletin)), paragraph(`下表中${columns.map(({ label, figure }) => `${label}按${figure.unit}`).join('、')}计，零报告、未反映按月计。`), committeeTable(bulletin),
      heading(1, '采用情况'), ...issuedBlocks(bulletin),
      heading(1, '零报告和未反映'), ...quietBlocks(bulletin),
    ],
    ...(bulletin.members.length > 0 ? { attachments: [{ title: '委员反映社情民意信息情况', blocks: [memberTable(bulletin)] }] } : {}),
  };
}

export const summary = ({ committees, issued }: Bulletin): string => {
  const sums = columns.map(({ figure }, place) => `${figure.label.replace(/（.）$/u, '')}${committees.reduce((sum, { numbers }) => sum + numbers[place]!, 0)}${columns[place]!.figure.unit}`);
  return `各联络委共${sums.join('，')}。期间内全县印发${issued.length}条，目录见后。`;
};

export const committeeTable = ({ committees }: Bulletin): Table => ({
  kind: 'table',
  columns: [
    { label: '联络委', share: 3, align: 'left' },
    ...columns.map(({ label }) => ({ label, share: 2, align: 'right' as const })),
    { label: '零报告', share: 2, align: 'right' }, { label: '未反映', share: 2, align: 'right' },
  ],
  rows: committees.map(({ place, numbers, zero, silent }) => [place, ...numbers.map(String), String(zero.length), String(silent.length)]),
});

const issuedBlocks = ({ issued, committees }: Bulletin): Block[] => {
  if (issued.length === 0) return [paragraph('期间内没有印发信息。')];
  const places = new Map(committees.map(({ id, place }) => [id, place]));
  return [{
    kind: 'table',
    columns: [{ label: '期号', share: 4, align: 'left' }, { label: '标题', share: 7, align: 'left' }, { label: '反映', share: 2.5, align: 'left' }, { label: '去向', share: 3, align: 'left' }],
    rows: issued.map((item) => [`${item.issuer_id ? `${places.get(item.issuer_id) ?? ''}联络委` : ''}${issueWords(item)}`, item.title, places.get(item.committee_id ?? '') ?? '', itemRoutes[item.route as 'county'] ?? '']),
  }];
};

/** A signed zero report is a fact that somebody answers for; silence is none (product law 10). */
function quietBlocks({ committees }: Bulletin): Block[] {
  const words = (of: 'zero' | 'silent'): string => committees.filter((one) => one[of].length > 0).map((one: CommitteeLine) => `${one.place}（${one[of].join('、')}）`).join('、');
  return [
    paragraph(words('zero') ? `主任签了零报告的：${words('zero')}。` : '没有零报告。'),
    paragraph(words('silent') ? `过了报送日，既没有登记民情、也没有签零报告的：${words('silent')}。` : '没有过了报送日还不反映的。'),
  ];
}

export const memberTable = ({ members }: Bulletin): Table => ({
  kind: 'table',
  columns: [{ label: '委员', share: 3, align: 'left' }, { label: '所在联络委', share: 4, align: 'left' }, { label: '报送（条）', share: 2.5, align: 'right' }, { label: '印发（条）', share: 2.5, align: 'right' }],
  rows: members.map(({ name, place, submitted, issued }) => [name, place, String(submitted), String(issued)]),
});
