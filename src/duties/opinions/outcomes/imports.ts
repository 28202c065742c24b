import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, derivedCell, long, plainCell, wordCell } from '#platform/importing/outgoing-cells.ts';
import { choice } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import { newColumns, type ImportTarget } from '#platform/importing/target.ts';
import { createMany, lock } from '#platform/records/write.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { keptOf } from '#duties/opinions/outcomes/noting.ts';
import { levels, outcome, type Outcome, outcomeKinds } from '#duties/opinions/outcomes/record.ts';
import { countOnItems, itemsOfRows, levelOf, levelWords } from '#duties/opinions/outcomes/sheet.ts';

const kindWords = choice({
  adopted_merged: ['综合采用', '综合', '合并采用', '参与采用', '综合编发', '综合信息'],
  adopted_single: ['单篇采用', '单篇', '采用', '已采用', '录用', '刊发', '编发', '采纳', '单条采用'],
  forwarded: ['转呈', '转送', '报送', '呈送', '转报', '呈报'],
  feedback: ['部门反馈', '反馈', '回复', '办理反馈'],
  instruction: ['批示', '领导批示', '签批', '圈阅'],
});

/** 采用情况登记表: one row for each time that an item was adopted, forwarded or answered. */
const kind = importKind({
  name: 'outcomes',
  title: '采用情况登记表',
  record: outcome.name,
  words: ['采用情况', '采用登记', '信息采用', '采用统计', '转呈登记'],
  columns: {
    title: column('信息标题', { synonyms: ['标题', '信息题目', '题目', '信息名称'], read: text({ max: 100 }) }),
    issue: column('期号', { synonyms: ['期数', '编入期号', '本县期号', '信息期号'], read: naming({ max: 30 }) }),
    level: column('采用层级', { synonyms: ['层级', '级别', '采用级别'], read: choice(levelWords) }),
    kind: column('采用方式', { synonyms: ['采用类型', '采用结果', '结果', '方式', '采用形式'], read: kindWords }),
    body: column('采用单位', { synonyms: ['采用或转送单位', '采用机关', '转送单位', '刊发单位', '采用部门', '接收单位'], read: naming({ max: 100 }) }),
    publication: column('刊物和期号', { synonyms: ['采用刊物', '刊物', '刊登期号', '刊发刊物'], read: naming({ max: 100 }) }),
    came: column('采用日期', { synonyms: ['采用时间', '转呈日期', '转送日期', '刊发日期', '刊发时间', '时间', '日期'], read: day(), required: true }),
    share: column('共用几条原稿', { synonyms: ['综合稿共用了几条原稿', '所占份额', '占比', '份额', '占'], read: naming({ max: 20 }) }),
    leader: column('批示领导', { synonyms: ['签批领导', '领导'], read: naming({ max: 50 }) }),
    words: column('说明或反馈内容', { synonyms: ['说明', '反馈内容', '备注', '批示内容'], read: text({ max: 2_000, lines: true }) }),
  },
  identity: ({ title, issue, came, level, kind: how, body }) => [title, issue, came?.day, level, how, body],
});

/** 1/3, 三分之一 as 3 and 3条 are three originals. */
const shareIn = (written: string): number | undefined => Number(/(\d{1,2})\D*$/u.exec(written.normalize('NFKC').replace('⁄', '/'))?.[1]) || undefined;

const columnsThere = ['item_id', 'came_on', 'level', 'kind'] as const;
const withBody = standingBy(outcome, [...columnsThere, 'body'], sql<boolean>`r.state = 'noted'`);
const withoutBody = standingBy(outcome, columnsThere, sql<boolean>`r.state = 'noted' and r.body is null`);

export const outcomeImport: ImportTarget = {
  kind,
  declared: outcome,
  async resolve(reading, rows) {
    const itemOf = await itemsOfRows(reading, rows);
    return resolveRows(kind, rows, (values, row) => {
      if (values.kind === 'instruction' || values.leader) row.remark(values.leader ? 'leader' : 'kind', 'refuse', '这一行是领导批示。请把同一张表再按“领导批示登记表”导入一次，批示会登记到批示里。');
      const level = values.level ?? levelOf(values.body);
      if (!level) row.remark('level', 'refuse', '看不出是哪一级采用的。请写明层级：乡镇（街道）、县、市、省或全国。');
      const share = values.share === null ? undefined : shareIn(values.share);
      const how = values.kind ?? (share && share > 1 ? 'adopted_merged' : 'adopted_single');
      if (values.share !== null && (share === undefined || (share < 2 && how === 'adopted_merged'))) row.remark('share', 'check', `“${values.share}”看不出共用了几条原稿，没有录入。请写成 1/3 或 3。`);
      else if (share && share > 1 && how !== 'adopted_merged') row.remark('share', 'check', '只有综合采用才填共用几条原稿，没有录入。');
      if (values.came && values.came.precision !== 'day') row.remark('came', 'check', `只写到${values.came.precision === 'month' ? '月' : '年'}，按${values.came.day}录入，请核对。`);
      return {
        item_id: itemOf(values, row), kind: how, level, body: values.body, publication: values.publication, came_on: values.came?.day, words: values.words,
        share_of: share && share > 1 && how === 'adopted_merged' ? share : null,
      };
    });
  },
  outgoing: async () => [
    plainCell('title', 'title', { ...always, ...long }), wordCell('level', 'level', levels, always), wordCell('kind', 'kind', outcomeKinds, always), plainCell('body'), plainCell('publication'), plainCell('came', 'came_on', always),
    derivedCell('share', 'share_of', ({ share_of }) => (share_of ? `1/${share_of}` : null)), plainCell('words', 'words', long),
  ],
  async existing(reading, rows) {
    return new Map([...(await withoutBody(reading, rows.filter(({ columns }) => !columns['body']))), ...(await withBody(reading, rows))]);
  },
  async enter(act, rows, batch) {
    const told = rows.map((row) => newColumns(row) as Partial<Outcome> & { item_id: string });
    const items = new Map<string, OpinionItem>();
    for (const { item_id } of told) if (!items.has(item_id)) items.set(item_id, await lock(act, opinionItem, item_id));
    const pieces = new Map<string, string>();
    const entered = await createMany<Outcome>(act, outcome, told.map((one, n) => ({ ...one, ...keptOf(items.get(one.item_id)!), piece_id: pieceOf(pieces, one, n) })), { batch });
    await countOnItems(act, entered, 1, (outcomes) => ({ outcomes }), '从采用情况登记表导入');
    return entered;
  },
  withdraw: (act, records) => countOnItems(act, records as readonly Outcome[], -1, (outcomes) => ({ outcomes }), '撤销从表格导入的采用情况'),
};

/** Rows of one sheet that name the same printed piece are one piece; what does not say where it was printed is one of its own. */
function pieceOf(pieces: Map<string, string>, { kind: how, level, body, publication, came_on }: Partial<Outcome>, n: number): string {
  const key = how === 'adopted_merged' && publication ? [level, body, publication, came_on].join('|') : String(n);
  if (!pieces.has(key)) pieces.set(key, uuidv7());
  return pieces.get(key)!;
}
