import { column, importKind } from './kind.ts';
import { affiliation, choice, ethnicGroup, letter, sex, yesNo } from './readers/choice.ts';
import { day } from './readers/day.ts';
import { identityNumber } from './readers/identity-number.ts';
import { count, half, quarter, serialNumber } from './readers/number.ts';
import { partsFor } from './readers/pair.ts';
import { personName, personNames } from './readers/person-name.ts';
import { telephone } from './readers/telephone.ts';
import { naming, namings, text } from './readers/text.ts';

/** Kinds for this folder's own tests: they stand for the slices' declarations without depending on them. */
const handling = choice({ spot: ['现场办结'], referred: ['转办'], reported: ['报县政协'], followed: ['跟踪'] });
const outcome = choice({ resolved: ['已解决'], pending: ['办理中'], unresolved: ['未解决'], answered: ['答复'] });

export const ledger = importKind({
  name: 'ledger',
  title: '民情台账',
  record: 'ledger_entry',
  words: ['台账', '民情', '群众反映', '来访登记'],
  columns: {
    collected: column('收集时间', { synonyms: ['来访时间', '登记日期', '登记时间', '反映时间', '日期', '时间', '月份'], read: day(), required: true }),
    committee: column('乡镇（街道）', { synonyms: ['乡镇', '所在乡镇', '联络委', '填报单位'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place, refersTo: 'committee' }),
    reporter: column('反映人', { synonyms: ['姓名', '来访人', '群众姓名', '反映人及电话', '反映人姓名及联系方式'], read: personName({ telephone: 'telephone', nobody: ['匿名'] }) }),
    telephone: column('联系电话', { synonyms: ['电话', '手机', '手机号码', '联系方式'], read: telephone() }),
    matter: column('反映事项', { synonyms: ['反映问题', '问题或建议', '问题', '内容', '反映内容', '诉求'], read: text({ max: 5000, lines: true }), required: true }),
    topic: column('事项类别', { synonyms: ['分类', '类别'], read: naming() }),
    place: column('地点', { synonyms: ['村（社区）', '村居', '地址', '发生地点'], read: naming() }),
    handling: column('办理方式', { synonyms: ['处理情况', '办理情况', '处理方式'], read: partsFor({ handling, outcome }, 'handling') }),
    outcome: column('办理结果', { synonyms: ['结果', '处理结果'], read: outcome }),
    dispute: column('是否矛盾纠纷', { synonyms: ['矛盾纠纷'], read: yesNo() }),
  },
  identity: ({ committee, collected, matter }) => [committee, collected?.day, matter],
});

export const member = importKind({
  name: 'member',
  title: '政协委员名册',
  record: 'member',
  words: ['委员名册', '委员名单', '花名册'],
  columns: {
    name: column('姓名', { synonyms: ['委员姓名'], read: personName({ sex: 'sex', ethnicGroup: 'ethnicGroup' }), required: true }),
    sex: column('性别', { read: sex() }),
    ethnicGroup: column('民族', { read: ethnicGroup() }),
    born: column('出生年月', { synonyms: ['出生日期', '生日'], read: day() }),
    affiliation: column('党派', { synonyms: ['政治面貌'], read: affiliation() }),
    sector: column('界别', { read: naming(), refersTo: 'sector' }),
    work: column('单位及职务', { synonyms: ['工作单位', '职务', '工作单位及职务'], read: text({ max: 200 }) }),
    telephone: column('手机', { synonyms: ['联系电话', '电话', '手机号码', '联系方式'], read: telephone({ wrong: 'refuse' }) }),
    identityNumber: column('身份证号', { synonyms: ['身份证号码', '身份证', '公民身份号码'], read: identityNumber() }),
    committee: column('所在乡镇（街道）', { synonyms: ['乡镇', '所在乡镇', '活动小组'], read: naming(), refersTo: 'committee', fromContext: ({ place }) => place }),
  },
  identity: ({ identityNumber: number, name, telephone: phone, born }) => (number ? [number] : [name, phone ?? born?.day]),
  likeness: ({ name }) => [name],
  likenessSentence: ({ name }, other) => `与${other}同名（${name}），按两个人录入，请核对是不是同一人。`,
});

export const inspection = importKind({
  name: 'inspection',
  title: '调研视察',
  record: 'inspection',
  words: ['调研', '视察'],
  columns: {
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '联络委', '组织单位'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place, refersTo: 'committee' }),
    quarter: column('季度', { read: quarter() }),
    topic: column('主题', { synonyms: ['调研主题', '视察主题', '活动主题', '内容', '题目'], read: text({ max: 200 }), required: true }),
    held: column('时间', { synonyms: ['活动时间', '开展时间', '日期'], read: day(), required: true }),
    joint: column('是否与县政协联动', { synonyms: ['是否联动', '联动调研'], read: yesNo() }),
    participants: column('参加委员人次', { synonyms: ['参加人数', '参加人次', '委员人次'], read: count({ max: 5000 }) }),
    report: column('形成报告', { synonyms: ['报告', '是否形成报告'], read: yesNo() }),
  },
  identity: ({ committee, held, topic }) => [committee, held?.day, topic],
});

export const consultation = importKind({
  name: 'consultation',
  title: '协商活动',
  record: 'consultation',
  words: ['协商'],
  columns: {
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '联络委', '组织单位'], read: naming(), required: true, fillDown: true, fromContext: ({ place }) => place, refersTo: 'committee' }),
    half: column('半年', { synonyms: ['上/下半年'], read: half() }),
    topic: column('议题', { synonyms: ['协商议题', '协商主题', '主题'], read: text({ max: 200 }), required: true }),
    held: column('时间', { synonyms: ['协商时间', '活动时间', '日期'], read: day(), required: true }),
    place: column('地点', { synonyms: ['协商地点'], read: naming() }),
    residents: column('参加群众', { synonyms: ['参加群众人数', '群众人数', '参加人数'], read: count({ max: 10_000 }) }),
    consensus: column('达成共识', { synonyms: ['共识', '协商成果', '成果'], read: text({ max: 2000, lines: true }) }),
    followUp: column('落实情况', { synonyms: ['成果落实', '办理情况'], read: text({ max: 2000, lines: true }) }),
  },
  identity: ({ committee, held, topic }) => [committee, held?.day, topic],
});

export const deed = importKind({
  name: 'deed',
  title: '民生实事',
  record: 'deed',
  words: ['实事'],
  columns: {
    member: column('委员', { synonyms: ['委员姓名', '姓名', '办理委员'], read: personName(), required: true, refersTo: 'member' }),
    committee: column('乡镇', { synonyms: ['乡镇（街道）', '所在乡镇', '联络委'], read: naming(), refersTo: 'committee', fromContext: ({ place }) => place }),
    deed: column('实事内容', { synonyms: ['内容', '民生实事', '事项', '实事'], read: text({ max: 500, lines: true }), required: true }),
    service: column('服务类型', { synonyms: ['类型', '类别'], read: naming() }),
    done: column('完成时间', { synonyms: ['办结时间', '时间', '日期'], read: day() }),
    beneficiaries: column('受益人数', { synonyms: ['受益群众', '惠及人数', '受益人次'], read: count() }),
    evidence: column('证明材料', { synonyms: ['佐证材料', '佐证'], read: naming() }),
  },
  identity: (row) => [row.member, row.committee, row.deed, row.done?.day],
});

export const proposal = importKind({
  name: 'proposal',
  title: '提案',
  record: 'proposal',
  words: ['提案'],
  columns: {
    serial: column('编号', { synonyms: ['提案号', '序号', '流水号', '提案编号'], read: serialNumber() }),
    title: column('案由', { synonyms: ['提案名称', '提案题目', '标题', '题目'], read: text({ max: 200 }), required: true }),
    proposer: column('提案人', { synonyms: ['第一提案人', '领衔人', '提案者', '提案单位'], read: naming(), required: true }),
    cosigners: column('联名人', { synonyms: ['附议人', '联名提案人'], read: personNames() }),
    topic: column('类别', { synonyms: ['提案类别', '分类'], read: naming() }),
    disposition: column('审查意见', { synonyms: ['立案情况', '审查结果', '处理意见'], read: choice({ declined: ['不予立案', '不立案'], merged: ['并案'], converted: ['转社情民意'], filed: ['立案'] }, { unknown: 'refuse' }) }),
    lead: column('主办单位', { synonyms: ['承办单位', '主办'], read: naming(), refersTo: 'unit' }),
    assisting: column('会办单位', { synonyms: ['协办单位', '会办', '协办'], read: namings() }),
    result: column('办理类别', { synonyms: ['办理结果', '答复类别'], read: letter() }),
    satisfaction: column('委员意见', { synonyms: ['满意度', '委员评价'], read: choice({ satisfied: ['满意'], fair: ['基本满意'], dissatisfied: ['不满意'] }) }),
    key: column('是否重点', { synonyms: ['重点提案', '重点'], read: yesNo() }),
  },
  identity: ({ title, proposer }) => [title, proposer],
});

export const kinds = [ledger, member, inspection, consultation, deed, proposal] as const;

