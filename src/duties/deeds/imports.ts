import { committeeChoices, committeeDirectory, memberDirectory, namesOfMembers } from '#institutions/facts.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { always, byValue, knownDayCell, long, nameCell, plainCell, wordCell, yesNoCell } from '#platform/importing/outgoing-cells.ts';
import { yesNo } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { count } from '#platform/importing/readers/number.ts';
import { personName } from '#platform/importing/readers/person-name.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { today } from '#platform/time.ts';
import { showing } from '#platform/importing/reading.ts';
import { kindReader } from '#duties/kinds-in-force.ts';
import { MOST_LETTERS } from '#duties/own-kinds.ts';
import { kindsOn, ofDeeds } from '#duties/deeds/kinds.ts';
import { deed, deedKinds } from '#duties/deeds/record.ts';

/** The list of livelihood deeds, one row for each member and deed. */
const kind = importKind({
  name: 'deed',
  title: '民生实事',
  record: deed.name,
  words: ['实事'],
  columns: {
    member: column('委员', { synonyms: ['委员姓名', '姓名', '办理委员', '责任委员'], read: personName(), required: true }),
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '所在乡镇', '联络委'], read: naming(), fillDown: true, fromContext: ({ place }) => place }),
    deed: column('实事内容', { synonyms: ['内容', '民生实事', '事项', '实事', '实事名称'], read: text({ max: 200 }), required: true }),
    kind: column('服务类型', { synonyms: ['类型', '类别', '服务类别'], read: showing(deedKinds.policy, text({ max: MOST_LETTERS })) }),
    done: column('完成时间', { synonyms: ['办结时间', '办理时间', '时间', '日期'], read: day(), required: true }),
    village: column('村（社区）', { synonyms: ['村', '社区', '地点'], read: naming({ max: 100 }) }),
    beneficiaries: column('受益人数', { synonyms: ['受益群众', '惠及人数', '受益人次', '受益人数（户）'], read: count({ max: 1_000_000, approximate: 'approximate' }) }),
    approximate: column('受益人数为约数', { read: yesNo() }),
    evidence: column('证明材料', { synonyms: ['佐证材料', '佐证'], read: naming({ max: 200 }) }),
    account: column('做法和成效', { synonyms: ['做法', '成效', '备注'], read: text({ max: 2_000, lines: true }) }),
  },
  identity: ({ member, committee, deed: what, done }) => [member, committee, what, done?.day],
});

/** What the usual kinds are also called: 医疗义诊 is also written 义诊. */
const shorter: Partial<Record<keyof typeof deedKinds, string[]>> = {
  policy: ['宣讲', '政策咨询'], clinic: ['义诊'], teaching: ['支教', '帮教', '助学'], legal: ['法律咨询', '普法'], technical: ['技术培训', '培训'],
  jobs: ['就业'], sales: ['帮销', '助销'], donation: ['捐赠', '捐款', '帮扶', '慰问'], mediation: ['调解'], other: ['其它'],
};

const byMember = standingBy(deed, ['member_id', 'done_on', 'deed']);
const byName = standingBy(deed, ['doer', 'done_on', 'deed', 'committee_id']);

export const deedImport: ImportTarget = {
  kind,
  declared: deed,
  async resolve(reading, rows) {
    const [committees, members] = [await committeeDirectory(reading), await memberDirectory(reading)];
    const kindIn = kindReader(ofDeeds, await kindsOn(reading, today()), shorter);
    return resolveRows(kind, rows, (values, row) => {
      const place = values.committee ? row.id('committee', values.committee, committees) : null;
      const known = members.findAt(values.member ?? '', place);
      const memberId = known.length === 1 ? known[0]! : null;
      if (known.length > 1) row.remark('member', 'check', `名册中有 ${known.length} 位“${values.member}”，没有对上是哪一位。先照表上的姓名录入，录入后请在民生实事中选定。`);
      if (known.length === 0) row.remark('member', 'check', `名册中没有“${values.member}”。先照表上的姓名录入，计入件数，不计入委员人数；请核对姓名，或补登名册后再选定。`);
      row.assume({ state: 'recorded', kind: 'other', approximate: false });
      return {
        member_id: memberId,
        doer: memberId === null ? values.member : null,
        committee_id: place,
        deed: values.deed,
        kind: kindIn(values.kind, row),
        done_on: values.done?.day,
        precision: values.done?.precision,
        village: values.village,
        beneficiaries: values.beneficiaries,
        approximate: values.approximate,
        evidence: values.evidence,
        account: values.account,
      };
    });
  },
  async outgoing(reading) {
    const [names, places] = [await namesOfMembers(reading), byValue(await committeeChoices(reading))];
    return [
      { field: 'member', column: 'member_id', required: true, cell: ({ member_id, doer }) => names.get(member_id) ?? doer }, nameCell('committee', 'committee_id', places), plainCell('deed', 'deed', { ...always, ...long }),
      wordCell('kind', 'kind', deedKinds, always), knownDayCell('done', 'done_on', always), plainCell('village'), plainCell('beneficiaries'), yesNoCell('approximate'), plainCell('evidence'), plainCell('account', 'account', long),
    ];
  },
  existing: async (reading, rows) => new Map([...(await byMember(reading, rows)), ...(await byName(reading, rows))]),
};
