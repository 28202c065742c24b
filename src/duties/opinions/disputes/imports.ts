import { committeeDirectory } from '#institutions/facts.ts';
import { disputeCausesOn } from '#plans/facts.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { choice } from '#platform/importing/readers/choice.ts';
import { day } from '#platform/importing/readers/day.ts';
import { count } from '#platform/importing/readers/number.ts';
import { personNames } from '#platform/importing/readers/person-name.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget } from '#platform/importing/target.ts';
import { today } from '#platform/time.ts';
import { enterImported, updateImported, withdrawImported } from '#duties/opinions/disputes/importing.ts';
import { dispute, disputeFields, type Dispute } from '#duties/opinions/disputes/record.ts';

const result = choice({
  settled: ['调解成功', '已化解', '化解', '达成协议', '已达成协议', '成功', '已调解'],
  failed: ['调解不成', '调解失败', '未达成协议', '不成功', '未化解', '失败', '调解未成'],
  referred: ['移交', '已移交', '引导起诉', '转司法所', '转法院', '已起诉'],
  withdrawn: ['撤回', '当事人撤回', '自行和解'],
  mediating: ['调解中', '正在调解', '在调', '化解中', '正在化解'],
});

const performed = choice({ yes: ['已履行', '履行', '是', '全部履行', '履行完毕'], no: ['未履行', '没有履行', '否', '部分履行'] });

type Result = 'settled' | 'failed' | 'referred' | 'withdrawn' | 'mediating';

/** The dispute ledger (矛盾纠纷台账, 调解登记簿) in the shapes in which townships keep it. */
const kind = importKind({
  name: 'dispute',
  title: '矛盾纠纷调解台账',
  record: dispute.name,
  words: ['矛盾纠纷', '纠纷调解', '调解登记', '纠纷排查'],
  columns: {
    number: column('案卷编号', { synonyms: ['调解编号', '纠纷编号', '案号', '编号'], read: naming({ max: 30 }) }),
    taken: column('受理日期', { synonyms: ['受理时间', '调解日期', '调解时间', '排查时间', '纠纷受理时间'], read: day(), required: true }),
    committee: column('联络委', { synonyms: ['乡镇（街道）', '乡镇', '所在乡镇', '填报单位', '调解单位'], read: naming({ max: 50 }), required: true, fillDown: true, fromContext: ({ place }) => place }),
    cause: column('纠纷类型', { synonyms: ['纠纷类别', '矛盾类型', '矛盾纠纷类型', '矛盾纠纷类别'], read: naming({ max: 30 }), required: true }),
    parties: column('当事人', { synonyms: ['双方当事人', '纠纷当事人', '申请人', '甲方', '当事人姓名', '纠纷双方'], read: personNames() }),
    against: column('被申请人', { synonyms: ['乙方', '对方当事人', '另一方', '被申请人姓名'], read: personNames() }),
    account: column('纠纷简要情况', { synonyms: ['纠纷情况', '纠纷经过', '主要情况', '矛盾纠纷情况', '纠纷事由', '纠纷内容', '案情', '纠纷简况'], read: text({ max: 2_000, lines: true }), required: true }),
    place: column('纠纷地点', { synonyms: ['发生地点', '村（社区）', '村组'], read: naming({ max: 100 }) }),
    people: column('涉及人数', { synonyms: ['人数'], read: count({ max: 1_000_000 }) }),
    mediators: column('调解员', { synonyms: ['调解人', '调解人员', '参与调解委员', '调解委员'], read: naming({ max: 200 }) }),
    result: column('调解结果', { synonyms: ['化解情况', '化解结果', '调处结果', '调解情况', '是否化解'], read: result }),
    points: column('协议内容', { synonyms: ['调解协议', '协议主要内容', '调解协议内容'], read: text({ max: 5_000, lines: true }) }),
    ended: column('化解日期', { synonyms: ['化解时间', '达成协议时间', '协议日期', '结案时间'], read: day() }),
    performed: column('是否履行', { synonyms: ['履行情况', '协议履行', '协议履行情况'], read: performed }),
  },
  derive({ ended, taken }, remark) {
    if (ended && taken && ended.day < taken.day) remark('ended', 'check', '化解日期早于受理日期，没有录入。请核对是哪一个写错了。');
  },
  identity: ({ committee, taken, account }) => [committee, taken?.day, account],
});

export const disputeImport: ImportTarget = {
  kind,
  declared: dispute,
  fields: disputeFields,
  async resolve(reading, rows) {
    const committees = await committeeDirectory(reading);
    const causes = await disputeCausesOn(reading, today());
    return resolveRows(kind, rows, (values, row) => {
      const cause = causes.find((word) => alike(word, values.cause ?? ''));
      if (values.cause && !cause) row.remark('cause', 'check', `“${values.cause}”不在本县的纠纷分类里，照表上的写法录入。本县的分类：${causes.join('、')}。`);
      const [first, second, ...others] = [...(values.parties ?? []), ...(values.against ?? [])];
      const ended = values.ended?.precision === 'day' && values.ended.day >= (values.taken?.day ?? '') ? values.ended.day : null;
      row.assume({ secrecy: 'ordinary' });
      return {
        committee_id: row.id('committee', values.committee, committees),
        paper_number: values.number, taken_on: values.taken?.day, precision: values.taken?.precision, cause: cause ?? values.cause,
        party_a: first, party_b: second, other_parties: others.length > 0 ? others.join('\n') : null,
        account: values.account, place: values.place, people_affected: values.people || null, outside_mediators: values.mediators, points: values.points,
        ...ending(values.result, ended, values.performed && values.performed === 'yes'),
      };
    });
  },
  existing: standingBy(dispute, ['committee_id', 'taken_on', 'account']),
  enter: enterImported,
  update: updateImported,
  withdraw: withdrawImported,
};

/** 土地山林 and 土地山林纠纷 are one kind. */
const alike = (a: string, b: string): boolean => a.replace(/纠纷$/u, '') === b.replace(/纠纷$/u, '');

/** Where a dispute stands that was mediated before it was entered. */
function ending(result: Result | null, ended: string | null, performed: boolean | null): Partial<Dispute> {
  if (!result) return { state: 'taken' };
  if (result === 'mediating') return { state: 'mediating' };
  if (result === 'settled') return { state: performed === false ? 'breached' : 'closed', settled: true, agreed_on: ended, performed, ended_on: performed === false ? null : ended };
  return { state: result, settled: false, ended_on: ended };
}
