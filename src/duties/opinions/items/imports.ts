import { committeeChoices, committeeDirectory, memberDirectory, namesOfMembers } from '#institutions/facts.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, byValue, derivedCell, knownDayCell, long, nameCell, plainCell, wordCell } from '#platform/importing/outgoing-cells.ts';
import { choice } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { serialNumber } from '#platform/importing/readers/number.ts';
import { personName } from '#platform/importing/readers/person-name.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import { newColumns, type ImportTarget } from '#platform/importing/target.ts';
import { issueSeries } from '#duties/opinions/items/editing.ts';
import { itemRoutes, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';
import { numberUsed } from '#platform/records/numbers.ts';
import { createMany } from '#platform/records/write.ts';

const route = choice({
  township: ['报同级党委、政府', '报同级党委政府', '报乡镇党委政府', '报乡镇', '乡镇党委政府', '同级党委政府', '报街道'],
  county: ['报县政协转呈', '报县政协', '县政协', '转呈县委县政府', '转县委县政府'], direct: ['直通车'],
});
const use = choice({
  edited: ['采编', '已采编', '采用', '已采用', '编发', '采纳', '已采纳', '录用', '单篇采用', '综合采用'],
  issued: ['印发', '已印发', '刊发', '已刊发'],
  unused: ['未采用', '不采用', '未采编', '未录用', '未采纳', '留存', '不予采用', '未编发'],
  submitted: ['已报送', '待采编', '待编'],
});

/** What a list says of the state of an item. */
const useTold: Readonly<Record<string, string>> = { submitted: '已报送', reviewed: '待采编', edited: '已采编', checked: '已采编', signed: '已采编', issued: '已印发', unused: '未采用' };

/** The list of opinion items that an office keeps, one row for each. */
const kind = importKind({
  name: 'opinion_items',
  title: '社情民意信息',
  record: opinionItem.name,
  words: ['社情民意', '信息报送', '信息登记', '信息采用'],
  columns: {
    title: column('标题', { synonyms: ['信息标题', '信息题目', '题目', '信息名称', '名称'], read: text({ max: 100 }), required: true }),
    submitted: column('报送时间', { synonyms: ['报送日期', '上报时间', '上报日期', '提交时间', '时间', '日期'], read: day(), required: true }),
    committee: column('报送单位', { synonyms: ['联络委', '乡镇（街道）', '乡镇', '上报单位', '填报单位', '单位'], read: naming({ max: 50 }), fillDown: true, fromContext: ({ place }) => place }),
    member: column('反映委员', { synonyms: ['反映人', '作者', '撰稿人', '委员', '信息作者', '提供人'], read: personName() }),
    category: column('类别', { synonyms: ['分类', '信息类别'], read: naming({ max: 50 }) }),
    situation: column('情况问题', { synonyms: ['内容', '主要内容', '反映内容', '情况', '信息内容', '内容摘要'], read: text({ max: 3_000, lines: true }) }),
    advice: column('意见建议', { synonyms: ['建议', '对策建议'], read: text({ max: 3_000, lines: true }) }),
    route: column('报送去向', { synonyms: ['去向', '报送对象', '主送', '报送方式'], read: route }),
    use: column('采用情况', { synonyms: ['采编情况', '采编状态', '采纳情况', '是否采用', '办理情况', '状态'], read: use }),
    issue: column('期号', { synonyms: ['编入期号', '刊发期号', '期数', '编发期号'], read: serialNumber() }),
  },
  identity: ({ title, committee, submitted }) => [title, committee, submitted?.day],
});

export const itemImport: ImportTarget = {
  kind,
  declared: opinionItem,
  async resolve(reading, rows) {
    const [committees, members] = [await committeeDirectory(reading), await memberDirectory(reading)];
    return resolveRows(kind, rows, (values, row) => {
      const place = row.id('committee', values.committee, committees, 'check');
      const known = values.member ? members.findAt(values.member, place) : [];
      if (values.member && known.length !== 1) row.remark('member', 'check', known.length === 0 ? `委员名册里没有“${values.member}”，反映委员没有录入，请核对。` : `有${known.length}名委员叫“${values.member}”，反映委员没有录入，请核对。`);
      for (const field of ['title', 'situation', 'advice'] as const) {
        const mark = secretMark(values[field] ?? '');
        if (mark) row.remark(field, 'refuse', secretSentence(mark));
      }
      const printed = values.issue !== null && values.use !== 'unused';
      const state = printed ? 'issued' : (values.use ?? null);
      row.assume({ state: 'submitted', sources: 0, outcomes: 0, instructions: 0 });
      const day = values.submitted?.day;
      return {
        title: values.title,
        committee_id: place,
        member_id: known.length === 1 ? known[0] : null,
        submitted_on: day,
        precision: values.submitted?.precision,
        category: values.category,
        situation: values.situation,
        advice: values.advice,
        route: values.route,
        state,
        edited_on: state === 'edited' || state === 'issued' ? day : null,
        issue_year: printed ? Number(day?.slice(0, 4)) : null,
        issue: printed ? values.issue : null,
      };
    });
  },
  async outgoing(reading) {
    const [names, places] = [await namesOfMembers(reading), byValue(await committeeChoices(reading))];
    return [
      plainCell('title', 'title', { ...always, ...long }), knownDayCell('submitted', 'submitted_on', always), nameCell('committee', 'committee_id', places), nameCell('member', 'member_id', names), plainCell('category'),
      plainCell('situation', 'situation', long), plainCell('advice', 'advice', long), wordCell('route', 'route', itemRoutes), derivedCell('use', 'state', ({ state }) => useTold[state] ?? null), plainCell('issue'),
    ];
  },
  existing: standingBy(opinionItem, ['submitted_on', 'title']),
  async enter(act, rows, batch) {
    const entered = await createMany<OpinionItem>(act, opinionItem, rows.map((row) => newColumns(row) as Partial<OpinionItem>), { batch });
    for (const [year, items] of Map.groupBy(entered.filter(({ issue }) => issue !== null), ({ issue_year }) => issue_year!)) {
      await numberUsed(act, issueSeries(null, year), Math.max(...items.map(({ issue }) => issue!)));
    }
    return entered;
  },
};
