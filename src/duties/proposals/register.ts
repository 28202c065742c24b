import { column, importKind, type ValuesOf } from '#platform/importing/kind.ts';
import { plain, type Reader } from '#platform/importing/reading.ts';
import { choice, letter, yesNo } from '#platform/importing/readers/choice.ts';
import { arabicBefore } from '#platform/importing/readers/chinese-numbers.ts';
import { day } from '#platform/importing/readers/day.ts';
import { serialNumber } from '#platform/importing/readers/number.ts';
import { personNames, tidyName } from '#platform/importing/readers/person-name.ts';
import { naming, namings, text } from '#platform/importing/readers/text.ts';
import { proposal } from '#duties/proposals/record.ts';
import type { Session } from '#duties/proposals/numbers.ts';

/** The register of a session's proposals (提案登记表, 提案目录, 办理情况表), one row for each original. */

const reviewed = choice({
  refused: ['不予立案', '不立案', '未立案'],
  merged: ['并案', '合并办理', '合并'],
  letter: ['作委员来信', '转委员来信', '作来信处理', '转来信'],
  converted: ['转社情民意', '转为社情民意', '转信息', '转意见建议', '转为意见和建议', '作为意见建议'],
  withdrawn: ['撤案', '撤回', '撤销'],
  pending: ['待审查', '未审查', '审查中'],
  filed: ['立案', '予以立案', '已立案'],
}, { unknown: 'refuse' });

/** 并案（并入29号） says two things: the outcome, and the number of the other. */
const review: Reader<NonNullable<ReturnType<typeof reviewed>['value']>> = (cell, context) => {
  const reading = reviewed(cell, context);
  const into = /(?:并入|并至|并到|并案于|与|同|见)\s*(?:提案)?\s*第?\s*(\d{1,6})\s*号?/u.exec(plain(arabicBefore(cell.text, '号')))?.[1];
  return reading.value === 'merged' && into ? { ...reading, also: { merged_into_no: Number(into) } } : reading;
};

const outcome = choice({
  SOLVED: ['已解决', '基本解决', '已落实', '已采纳'],
  PARTLY: ['部分解决', '部分落实', '部分采纳'],
  IN_PROGRESS: ['正在解决', '正在办理', '办理中', '逐步解决'],
  PLANNED: ['列入计划', '计划解决', '拟解决', '拟采纳'],
  DEFERRED: ['暂缓', '因条件限制', '暂不能解决', '暂时不能解决'],
  REFERENCE: ['留作参考', '供参考'],
  INFEASIBLE: ['不可行', '不能解决', '无法解决'],
});

/** The same column holds letters in one county, words in the next, 已办结 in a third. */
const result: Reader<NonNullable<ReturnType<typeof outcome>['value']>> = (cell, context) => {
  const asLetter = letter()(cell, context).value;
  if (asLetter) return { value: null, remarks: [], also: { letter: asLetter } };
  if (/^已?办结$/u.test(plain(cell.text))) return { value: null, remarks: [], also: { closed: true } };
  return outcome(cell, context);
};

const closing = choice({ yes: ['已办结', '办结', '是', '√', '已结'], no: ['未办结', '办理中', '正在办理', '否', '未结', '×'] });
const closed: Reader<boolean> = (cell, context) => {
  const { value, remarks } = closing(cell, context);
  return { value: value === null ? null : value === 'yes', remarks };
};

/** 王强 李芳, 王强等3人: the first is the first proposer, the others co-signed. */
const proposer: Reader<string> = (cell, context) => {
  const reading = naming()({ ...cell, text: cell.text.split(/[、，,;；\n]/u)[0]!.replace(/等\s*\d*\s*[人名位].*$/u, '') }, context);
  const others = cell.text.split(/[、，,;；\n]/u).slice(1).map(tidyName).filter((name) => name !== '');
  return { ...reading, value: reading.value && tidyName(reading.value), also: others.length > 0 ? { cosigners: others } : {} };
};

const session: Reader<Session> = (cell) => {
  const found = /(\d{1,2})\s*届\s*第?\s*(\d{1,2})\s*次/u.exec(arabicBefore(plain(cell.text), '届次'));
  const value = found && { term: Number(found[1]), session: Number(found[2]) };
  return value ? { value, remarks: [] } : { value: null, remarks: [{ level: 'check', sentence: `“${cell.text.slice(0, 30)}”看不出是哪届哪次会议。请写成“九届五次”。` }] };
};

export const register = importKind({
  name: 'proposal',
  title: '提案',
  record: proposal.name,
  words: ['提案'],
  columns: {
    title: column('案由', { synonyms: ['提案名称', '提案题目', '提案标题', '标题', '题目', '提案案由', '名称'], read: text({ max: 200 }), required: true }),
    proposer: column('提案人', { synonyms: ['第一提案人', '领衔人', '领衔委员', '提案者', '提案单位', '提案委员', '提案人（单位）', '提出人'], read: proposer, required: true }),
    cosigners: column('联名人', { synonyms: ['附议人', '联名提案人', '联名委员', '联名', '附议', '附议委员', '联署人'], read: personNames() }),
    proposal_no: column('提案号', { synonyms: ['编号', '提案编号', '案号', '立案号', '序号'], read: serialNumber() }),
    serial_no: column('流水号', { synonyms: ['收文号', '登记号', '顺序号'], read: serialNumber() }),
    category: column('类别', { synonyms: ['提案类别', '分类', '提案分类', '所属类别'], read: naming({ max: 30 }) }),
    time_class: column('时间类别', { synonyms: ['大会提案或平时提案', '会议提案或平时提案', '提案时间'], read: choice({ session: ['大会提案', '会议提案', '大会', '会间'], ordinary: ['平时提案', '平时', '会后', '闭会'] }), fromContext: ({ session: named }) => (named ? 'session' : null) }),
    session: column('届次', { synonyms: ['会议届次', '届次会议'], read: session, fromContext: ({ session: named }) => named && { term: named.term, session: named.number } }),
    submitted: column('提交日期', { synonyms: ['提交时间', '收到日期', '收到时间', '提案日期', '收文日期', '登记日期'], read: day(), fromContext: ({ year }) => (year ? { day: `${year}-01-01`, precision: 'year' } : null) }),
    committee: column('征集的联络委', { synonyms: ['联络委', '征集联络委', '征集单位', '乡镇（街道）'], read: naming() }),
    situation: column('情况和问题', { synonyms: ['提案内容', '内容', '主要内容', '具体内容', '存在问题'], read: text({ max: 5_000, lines: true }) }),
    advice: column('建议', { synonyms: ['具体建议', '意见建议', '提案建议'], read: text({ max: 5_000, lines: true }) }),
    review: column('审查意见', { synonyms: ['立案情况', '审查结果', '审查情况', '是否立案', '立案审查', '处理意见'], read: review }),
    merged_into_no: column('并入提案号', { synonyms: ['并入', '并入号', '并案号'], read: serialNumber() }),
    lead: column('主办单位', { synonyms: ['承办单位', '主办', '主承办单位', '办理单位'], read: naming({ max: 60 }) }),
    assisting: column('会办单位', { synonyms: ['协办单位', '会办', '协办'], read: namings({ max: 60 }) }),
    separate: column('分办单位', { synonyms: ['其他分办单位', '分办'], read: namings({ max: 60 }) }),
    due: column('答复期限', { synonyms: ['办理期限', '办理时限', '答复时限'], read: day({ future: 'allow' }) }),
    replied: column('答复日期', { synonyms: ['答复时间', '办复日期', '办复时间'], read: day() }),
    letter: column('办理类别', { synonyms: ['答复类别', '办理结果类别', '结果类别', '答复分类'], read: letter() }),
    result: column('办理结果', { synonyms: ['办理情况', '落实情况', '答复结果'], read: result }),
    rating_result: column('委员意见', { synonyms: ['满意度', '委员评价', '满意情况', '委员满意度', '提案人意见', '反馈意见', '对办理结果'], read: choice({ satisfied: ['满意', '非常满意', '很满意'], basically: ['基本满意', '比较满意', '较满意'], dissatisfied: ['不满意'] }) }),
    rating_work: column('对办理工作', { synonyms: ['对办理态度', '办理态度', '工作评价'], read: choice({ satisfied: ['满意', '非常满意', '很满意'], basically: ['基本满意', '比较满意', '较满意'], dissatisfied: ['不满意'] }) }),
    closed: column('是否办结', { synonyms: ['办结', '办结情况', '办结状态'], read: closed }),
    closed_on: column('办结日期', { synonyms: ['办结时间'], read: day() }),
    key: column('是否重点', { synonyms: ['重点提案', '重点', '是否重点提案'], read: yesNo() }),
    key_led_by: column('领衔督办领导', { synonyms: ['督办领导', '领办领导', '领衔领导', '包案领导'], read: naming() }),
  },
  /**
   * All figures go by the day of submission, which a session's register often does not give: the year in its title, file name or told
   * by the clerk stands for it then (as 1 January, precision year). It is never guessed from the number of the session.
   */
  derive(values, remark) {
    if (!values.submitted) remark('submitted', 'refuse', '表里没有提交日期，标题和文件名里也没有年份。请在导入页面选定是哪一年的提案。', 'year');
  },
  identity: ({ session: held, title, proposer: who }) => [held?.term, held?.session, title, who],
});

export type RegisterValues = ValuesOf<typeof register.columns>;
