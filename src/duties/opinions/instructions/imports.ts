import { sql } from 'kysely';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, long, plainCell, wordCell } from '#platform/importing/outgoing-cells.ts';
import { choice } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import { newColumns, type ImportTarget } from '#platform/importing/target.ts';
import { createMany, lock } from '#platform/records/write.ts';
import { contentFor } from '#duties/opinions/instructions/content.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { keptOf } from '#duties/opinions/outcomes/noting.ts';
import { levels } from '#duties/opinions/outcomes/record.ts';
import { countOnItems, itemsOfRows, levelOf, levelWords } from '#duties/opinions/outcomes/sheet.ts';

/** 领导批示登记表: one row for each leader's words on an item; what was done about it is noted here by its steps. */
const kind = importKind({
  name: 'instructions',
  title: '领导批示登记表',
  record: instruction.name,
  words: ['领导批示', '批示登记', '签批登记', '批示件'],
  columns: {
    title: column('信息标题', { synonyms: ['标题', '信息题目', '题目', '信息名称'], read: text({ max: 100 }) }),
    issue: column('期号', { synonyms: ['期数', '编入期号', '本县期号', '信息期号'], read: naming({ max: 30 }) }),
    level: column('批示层级', { synonyms: ['层级', '级别', '采用层级'], read: choice(levelWords) }),
    leader: column('批示领导', { synonyms: ['签批领导', '领导', '领导姓名职务'], read: naming({ max: 50 }), required: true }),
    came: column('批示日期', { synonyms: ['批示时间', '签批日期', '签批时间', '采用日期', '日期', '时间'], read: day(), required: true }),
    words: column('批示原文', { synonyms: ['批示内容', '批示', '签批意见', '批示意见', '说明或反馈内容', '说明'], read: text({ max: 2_000, lines: true }) }),
  },
  identity: ({ title, issue, came, leader }) => [title, issue, came?.day, leader],
});

export const instructionImport: ImportTarget = {
  kind,
  declared: instruction,
  async resolve(reading, rows) {
    const itemOf = await itemsOfRows(reading, rows);
    return resolveRows(kind, rows, (values, row) => {
      const level = values.level ?? levelOf(values.leader);
      if (!level) row.remark('level', 'refuse', '看不出是哪一级领导批示的。请写明层级：乡镇（街道）、县、市、省或全国。');
      if (values.came && values.came.precision !== 'day') row.remark('came', 'refuse', '批示日期要写到日，例如 2025-06-20。');
      return { item_id: itemOf(values, row), leader: values.leader, instructed_on: values.came?.day, level, words: values.words };
    });
  },
  outgoing: async () => [
    plainCell('title', 'title', { ...always, ...long }), wordCell('level', 'level', levels, always), plainCell('leader', 'leader', always), plainCell('came', 'instructed_on', always), plainCell('words', 'words', long),
  ],
  existing: standingBy(instruction, ['item_id', 'instructed_on', 'leader'], sql<boolean>`r.state <> 'void'`),
  async enter(act, rows, batch) {
    const entered: Instruction[] = [];
    for (const row of rows) {
      const told = newColumns(row) as Partial<Instruction> & { item_id: string };
      const item: OpinionItem = await lock(act, opinionItem, told.item_id);
      entered.push(...(await createMany<Instruction>(act, instruction, [{ ...told, ...keptOf(item), content: await contentFor(act, item), sources: item.sources, direct: item.route === 'direct' }], { batch })));
    }
    await countOnItems(act, entered, 1, (n) => ({ outcomes: n, instructions: n }), '从领导批示登记表导入');
    return entered;
  },
  withdraw: (act, records) => countOnItems(act, records as readonly Instruction[], -1, (n) => ({ outcomes: n, instructions: n }), '撤销从表格导入的批示'),
};
