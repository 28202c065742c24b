import { committeeChoices, committeeDirectory } from '#institutions/facts.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, byValue, derivedCell, knownDayCell, long, nameCell, plainCell, yesNoCell } from '#platform/importing/outgoing-cells.ts';
import { dayColumns, resolveRows } from '#platform/importing/resolving.ts';
import { yesNo } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { count, quarter } from '#platform/importing/readers/number.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { inspection, inspectionFields } from '#duties/inspections/record.ts';

/** The paper ledger of research and inspection visits, one row for each. */
const kind = importKind({
  name: 'inspection',
  title: '调研视察',
  record: inspection.name,
  words: ['调研', '视察', '考察'],
  columns: {
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '联络委', '组织单位', '开展单位'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place }),
    quarter: column('季度', { synonyms: ['所属季度'], read: quarter() }),
    topic: column('主题', { synonyms: ['调研主题', '视察主题', '活动主题', '调研视察内容', '调研内容', '视察内容', '题目'], read: text({ max: 200 }), required: true }),
    held: column('时间', { synonyms: ['活动时间', '开展时间', '调研时间', '视察时间', '日期'], read: day(), required: true }),
    joint: column('是否与县政协联动', { synonyms: ['是否联动', '联动', '县政协联动', '联动调研'], read: yesNo() }),
    place: column('地点', { synonyms: ['活动地点', '调研地点'], read: naming({ max: 200 }) }),
    attendance: column('参加委员人次', { synonyms: ['参加人次', '参加人数', '委员人次', '参与委员'], read: count({ max: 10_000 }) }),
    report: column('形成报告', { synonyms: ['报告', '是否形成报告', '调研报告'], read: yesNo() }),
    findings: column('发现的问题和建议', { synonyms: ['发现问题', '问题建议', '意见建议', '成果'], read: text({ max: 20_000, lines: true }) }),
  },
  derive({ quarter: said, held }, remark) {
    const shown = held && held.precision !== 'year' ? Math.ceil(Number(held.day.slice(5, 7)) / 3) : null;
    if (said && shown && said !== shown) remark('quarter', 'check', `“季度”写的是第 ${said} 季度，时间却在第 ${shown} 季度。按时间录入，请核对。`);
  },
  identity: ({ committee, held, topic }) => [committee, held?.day, topic],
});

/** Ledgers keep the three kinds together; only the topic's own word tells them apart. */
const kindOf = (topic: string | null) => (/考察/u.test(topic ?? '') ? 'study' : /视察/u.test(topic ?? '') ? 'inspection' : 'research');

export const inspectionImport: ImportTarget = {
  kind,
  declared: inspection,
  fields: inspectionFields,
  async resolve(reading, rows) {
    const committees = await committeeDirectory(reading);
    return resolveRows(kind, rows, (values, row) => {
      row.assume({ state: 'held', kind: kindOf(values.topic), joint: false, report: false });
      return {
        committee_id: row.id('committee', values.committee, committees),
        topic: values.topic,
        ...dayColumns('held_on', values.held),
        joint: values.joint,
        place: values.place,
        attendance: values.attendance,
        report: values.report,
        findings: values.findings,
      };
    });
  },
  async outgoing(reading) {
    const places = byValue(await committeeChoices(reading));
    return [
      nameCell('committee', 'committee_id', places), derivedCell('quarter', 'held_on', ({ held_on, precision }) => (precision === 'year' ? null : `第${'一二三四'[Math.ceil(Number(held_on.slice(5, 7)) / 3) - 1]}季度`)),
      plainCell('topic', 'topic', { ...always, ...long }), knownDayCell('held', 'held_on', always), yesNoCell('joint'), plainCell('place'), plainCell('attendance'), yesNoCell('report'), plainCell('findings', 'findings', long),
    ];
  },
  existing: standingBy(inspection, ['committee_id', 'held_on', 'topic']),
};
