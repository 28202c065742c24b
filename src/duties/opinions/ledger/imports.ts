import { committeeChoices, committeeDirectory } from '#institutions/facts.ts';
import { column, importKind } from '#platform/importing/kind.ts';
import { choice, yesNo } from '#platform/importing/readers/choice.ts';
import { day, showKnownDay, type KnownDay } from '#platform/importing/readers/day.ts';
import { count } from '#platform/importing/readers/number.ts';
import { partsFor } from '#platform/importing/readers/pair.ts';
import { personName } from '#platform/importing/readers/person-name.ts';
import { telephone } from '#platform/importing/readers/telephone.ts';
import { naming, text } from '#platform/importing/readers/text.ts';
import { resolveRows } from '#platform/importing/resolving.ts';
import { standingBy } from '#platform/importing/standing.ts';
import type { ImportTarget, ResolvedRow } from '#platform/importing/target.ts';
import type { Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { enterMany, settledBy } from '#duties/opinions/ledger/actions.ts';
import { handlings, ledgerEntry, ledgerFields, MATTER_MAX, outcomes, ways, stateTold, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { sheetWords } from '#duties/opinions/shield/sheet-words.ts';

/** Words that ledgers use for the same handling and the same outcome; longer words win over those inside them. */
const handling = choice({
  on_spot: ['现场办结', '当场办结', '当场解决', '现场解决', '现场答复', '当场解释', '当场答复', '直接办理', '即办'],
  transferred: ['转办', '转交', '交办', '转相关部门', '转有关部门', '移交', '协调办理', '转职能部门'],
  to_township: ['报乡镇党委政府', '报乡镇', '报同级党委政府', '报镇党委', '报乡党委', '报街道', '乡镇协调', '报镇政府', '报乡政府', '报同级党委、政府'],
  to_county: ['报县政协', '上报县政协', '报政协', '转县政协', '直通车'],
  follow_up: ['跟踪', '跟踪办理', '跟踪督办', '持续跟进', '跟进', '督办'],
});
const outcome = choice({
  solved: ['已解决', '解决', '已办结', '办结', '已落实', '落实', '已化解', '化解', '已整改', '已处理', '完成', '已完成'],
  answered: ['已答复', '答复', '已回复', '回复', '解释说明', '已解释', '已说明', '解释答复'],
  in_hand: ['办理中', '正在办理', '处理中', '正在处理', '在办', '推进中', '正在协调', '协调中', '正在解决', '部分解决'],
  unsolved: ['未解决', '未办结', '未落实', '暂不能解决', '暂时无法解决', '无法解决', '不能解决', '未化解', '未处理', '未办理', '没有解决', '尚未解决'],
});
const way = choice({
  visit: ['走访', '入户', '下村', '调研走访', '走访收集'], reception: ['接待', '来访', '接访', '接待来访', '坐班'], telephone: ['电话', '来电', '热线'],
  qr: ['扫码', '二维码', '网络', '微信', '线上'], meeting: ['会议', '院坝会', '座谈会', '协商会'], letter: ['书信', '来信', '意见箱', '信件'], member: ['委员提供', '委员反映', '委员'], other: ['其他', '其它'],
});

/** The residents' ledger in the shapes in which committees keep it. */
const kind = importKind({
  name: 'ledger',
  title: '民情台账',
  record: ledgerEntry.name,
  words: ['台账', '民情', '群众反映', '来访登记', '意见建议登记', '问题登记'],
  columns: {
    number: column('编号', { synonyms: ['台账编号', '登记编号', '登记号'], read: naming({ max: 30 }) }),
    received: column('收集时间', { synonyms: ['来访时间', '登记日期', '登记时间', '反映时间', '反映日期', '收集日期', '来访日期', '受理时间', '受理日期', '接访时间', '日期', '时间', '月份', '反映月份'], read: day(), required: true }),
    committee: column('联络委', { synonyms: ['乡镇（街道）', '乡镇', '所在乡镇', '所属乡镇', '乡镇（街道）联络委', '填报单位', '收集单位', '登记单位', '报送单位'], read: naming({ max: 50 }), required: true, fillDown: true, fromContext: ({ place }) => place }),
    way: column('收集方式', { synonyms: ['来访方式', '反映方式', '反映渠道', '收集渠道', '渠道', '来源', '受理方式'], read: way }),
    reporter: column('反映人', { synonyms: ['姓名', '来访人', '来访人姓名', '群众姓名', '反映群众', '当事人', '反映人姓名', '反映人及电话', '反映人及联系方式', '反映人姓名及联系方式', '姓名及电话'], read: personName({ telephone: 'phone', nobody: ['匿名', '不详', '不愿透露', '群众', '村民', '无'] }) }),
    phone: column('联系电话', { synonyms: ['电话', '手机', '手机号', '手机号码', '联系方式', '电话号码'], read: telephone() }),
    matter: column('反映事项', { synonyms: ['反映问题', '问题或建议', '反映的问题或建议', '反映问题或建议', '意见建议', '问题', '内容', '反映内容', '反映的问题', '诉求', '诉求内容', '主要诉求', '事项', '问题描述', '民情内容', '来访事由', '事由'], read: text({ max: MATTER_MAX, lines: true }), required: true }),
    category: column('事项类别', { synonyms: ['分类', '类别', '问题类别', '问题分类', '事项分类', '问题类型', '类型'], read: naming({ max: 50 }) }),
    place: column('地点', { synonyms: ['村（社区）', '村（社区）组', '村居', '所在村', '村组', '地址', '住址', '家庭住址', '发生地点', '涉及地点'], read: naming({ max: 100 }) }),
    people: column('涉及人数', { synonyms: ['人数', '受影响人数', '涉及群众', '涉及群众数'], read: count({ max: 1_000_000 }) }),
    handling: column('办理方式', { synonyms: ['处理方式', '处理情况', '办理情况', '处置方式', '处理意见', '处置情况'], read: partsFor({ handling, outcome }, 'handling') }),
    handler: column('承办单位', { synonyms: ['责任单位', '承办人', '责任人', '承办单位或责任人', '承办单位/责任人', '办理单位', '经办人'], read: naming({ max: 100 }) }),
    outcome: column('办理结果', { synonyms: ['结果', '处理结果', '办结情况', '办结结果', '是否解决', '解决情况', '落实情况'], read: outcome }),
    outcomeText: column('办理过程', { synonyms: ['办理说明', '办理进展', '答复内容', '回复内容', '回复情况'], read: text({ max: 2_000, lines: true }) }),
    closed: column('办结时间', { synonyms: ['办结日期', '完成时间', '解决时间'], read: day() }),
    dispute: column('是否矛盾纠纷', { synonyms: ['矛盾纠纷', '是否属于矛盾纠纷', '是否纠纷', '是否涉及矛盾纠纷'], read: yesNo() }),
  },
  derive({ closed, received }, remark) {
    if (closed && received && closed.day < received.day) remark('closed', 'check', '办结时间早于收集时间，没有录入。请核对是哪一个写错了。');
  },
  identity: ({ committee, received, matter }) => [committee, received?.day, matter],
});

export const ledgerImport: ImportTarget = {
  kind,
  declared: ledgerEntry,
  fields: ledgerFields,
  async resolve(reading, rows) {
    const committees = await committeeDirectory(reading);
    return resolveRows(kind, rows, (values, row) => {
      row.assume({ dispute: false });
      return sheetWords({
        committee_id: row.id('committee', values.committee, committees),
        paper_number: values.number,
        received_on: values.received?.day,
        precision: values.received?.precision,
        way: values.way,
        reporter: unmasked(values.reporter),
        phone: values.phone,
        matter: values.matter,
        category: values.category,
        place: values.place,
        people_affected: values.people,
        handling: values.handling,
        handler: values.handler,
        outcome: values.outcome,
        outcome_text: values.outcomeText,
        ...(closedAfter(values.closed, values.received) ? { closed_on: values.closed!.day } : {}),
        dispute: values.dispute,
      });
    });
  },
  async outgoing(reading) {
    const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
    const plain = (field: string, column: keyof LedgerEntry & string) => ({ field, column, cell: (row: LedgerEntry) => row[column] as string | number | null });
    const worded = (field: string, column: keyof LedgerEntry & string, words: Readonly<Record<string, string>>) => ({ field, column, cell: (row: LedgerEntry) => words[row[column] as string] ?? null });
    return [
      plain('number', 'paper_number'),
      { field: 'received', column: 'received_on', cell: (row: LedgerEntry) => showKnownDay({ day: row.received_on, precision: row.precision as KnownDay['precision'] }) },
      { field: 'committee', column: 'committee_id', cell: (row: LedgerEntry) => places.get(row.committee_id) ?? null },
      worded('way', 'way', ways), plain('place', 'place'), { ...plain('matter', 'matter'), long: true as const }, plain('category', 'category'), plain('people', 'people_affected'),
      worded('handling', 'handling', handlings), plain('handler', 'handler'), worded('outcome', 'outcome', outcomes), { ...plain('outcomeText', 'outcome_text'), long: true as const },
      { field: 'dispute', column: 'dispute', cell: (row: LedgerEntry) => (row.dispute ? '是' : '否') },
    ];
  },
  existing: standingEntries,
  enter: (act, rows, batch) => enterMany(act, rows.map(({ columns, assumed }) => ({ ...assumed, ...said(columns) }) as unknown as LedgerEntry), { batch }),
  async update(act, standing, { columns, emptied = [] }, batch) {
    const row = standing as LedgerEntry;
    if (row.erased_on) return row; // a name that was erased does not come back by a sheet
    const told = { ...said(columns), ...Object.fromEntries(emptied.map((column) => [column, null])) };
    const now = { ...row, ...told } as LedgerEntry;
    const state = ledgerEntry.states[row.state as 'received'].open ? stateTold(now) : row.state;
    return amend(act, ledgerEntry, row, { ...(told as Partial<LedgerEntry>), ...asDispute(row, now), state }, { batch, step: 'import_change', relation: 'import' });
  },
};

const byMatter = standingBy(ledgerEntry, ['committee_id', 'received_on', 'matter']);

/** What was imported before numbers were taken out of its words stands there as the sheet had it. */
async function standingEntries(reading: Reading, rows: readonly ResolvedRow[]): Promise<ReadonlyMap<number, Recorded>> {
  const asTheSheetHas = rows.flatMap((row) => (row.columns['matter_in_full'] ? [{ ...row, columns: { ...row.columns, matter: row.columns['matter_in_full'] } }] : []));
  return new Map([...(await byMatter(reading, asTheSheetHas)), ...(await byMatter(reading, rows))]);
}

/** An entry with a file of its mediation is a dispute, and settled as that file says. */
const asDispute = (row: LedgerEntry, now: LedgerEntry): Partial<LedgerEntry> =>
  row.dispute_id ? { dispute: true, settled: row.settled } : { settled: settledBy(now) ?? row.settled };

/** A list that was downloaded shows names only in part; what comes back so is not a name. */
const unmasked = (name: string | null): string | null => (name && /[*＊]/u.test(name) ? null : name);

/** A closing day that is known to the day and can be true. */
const closedAfter = (closed: KnownDay | null, received: KnownDay | null): boolean => closed?.precision === 'day' && closed.day >= (received?.day ?? '');

/** What the row says; an empty cell says nothing. */
const said = (columns: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null && value !== undefined));
