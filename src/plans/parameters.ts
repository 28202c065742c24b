import { namesNoForbiddenFunction, type Forbidding } from '#plans/forbidding.ts';

/** A dated value that a plan sets, instead of a number in the code. */
type Declared =
  | { label: string; unit: string; type: 'number'; min: number; max: number; default: number; clause: string | null }
  | { label: string; unit: ''; type: 'choice'; options: Readonly<Record<string, string>>; default: string; clause: string | null }
  | { label: string; unit: ''; type: 'text'; max: number; default: string; clause: string | null };

/** Which post of a committee goes with an office of the Party committee. */
const boundPosts = { director: '联络委主任', deputy_director: '联络委副主任', none: '不兼任' } as const;

// Bounds are those of the calendar and of a readable page, never of what we think fit: what a county asks of its committees is its own
// decision, and 填报负担 shows what it costs them.

/** No month has a later day. */
const DAYS_OF_A_MONTH = 31;
/** What is counted from a span or a year would fall into the next one. */
const DAYS_OF_A_YEAR = 366;
/** 52 weeks of five days and two days more: the same, in working days and without a holiday. */
const WORKING_DAYS_OF_A_YEAR = 262;
/** Four digits, as far as a column of a list is wide. */
const COUNT = 9_999;
const SECONDS_OF_A_DAY = 86_400;

/**
 * Every local number and word of the program. The default holds until a county sets its own; each change is a new value from a day on.
 * `clause` names the plan's clause that sets it (`clauses.ts`), null when no plan does.
 */
export const parameters = {
  'label.deputy_secretary': { label: '兼任主任的党内职务的本县名称', unit: '', type: 'text', max: 20, default: '党（工）委副书记', clause: 'setting_up.leaders' },
  'binding.deputy_secretary': { label: '党（工）委副书记兼任的联络委职务', unit: '', type: 'choice', default: 'director', clause: 'setting_up.leaders', options: boundPosts },
  'label.commissioner': { label: '兼任副主任的党内职务的本县名称', unit: '', type: 'text', max: 20, default: '组宣统委员', clause: 'setting_up.leaders' },
  'binding.commissioner': { label: '组宣统委员兼任的联络委职务', unit: '', type: 'choice', default: 'deputy_director', clause: 'setting_up.leaders', options: boundPosts },
  'committee.forms': { label: '机构形式的本县叫法（用顿号分开）', unit: '', type: 'text', max: 200, default: '联络委、工委、联络组、联络站、联络处', clause: 'setting_up.3' },
  'committee.modes': { label: '设置方式的本县叫法（用顿号分开）', unit: '', type: 'text', max: 200, default: '独立设置、挂牌、召集人', clause: 'setting_up.3' },
  'roster.rank': {
    label: '名册里有固定排位的委员', unit: '', type: 'choice', default: 'first', clause: 'setting_up.members',
    options: { first: '按排位在最前', ignored: '不看排位，一律按姓氏笔画' },
  },
  'roster.given_name': {
    label: '名册里姓氏笔画的比法', unit: '', type: 'choice', default: 'short_first', clause: 'setting_up.members',
    options: { short_first: '同一首字的，单名在前，再比第二字', by_strokes: '同一首字的，不分单名双名，都比第二字' },
  },
  'monthly.day': { label: '上月民情最迟报送日（每月）', unit: '日', type: 'number', min: 1, max: DAYS_OF_A_MONTH, default: 25, clause: 'duty.monthly' },
  'monthly.required': { label: '每月应反映民情', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.monthly' },
  'monthly.zero_report': {
    label: '主任签的零报告', unit: '', type: 'choice', default: 'counts', clause: 'duty.monthly',
    options: { counts: '算当月已反映', not: '不算，仍列为没有反映' },
  },
  'monthly.zero_close': {
    label: '到报送日还没有民情的月份', unit: '', type: 'choice', default: 'director', clause: 'duty.monthly',
    options: { director: '等主任签零报告', system: '由系统签零报告，主任可以改说明、可以撤回' },
  },
  'obligation.late_days': { label: '应办事项过期后宽限', unit: '天', type: 'number', min: 0, max: DAYS_OF_A_YEAR, default: 0, clause: 'duty.report' },
  'quarterly.required': { label: '每季度应开展调研视察', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.quarterly' },
  'half_yearly.required': { label: '每半年应开展协商', unit: '次', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.half_yearly' },
  'deeds.required': { label: '每名委员每年应办民生实事', unit: '件', type: 'number', min: 0, max: COUNT, default: 1, clause: 'duty.deed' },
  'filing_rate.convention': {
    label: '提案立案率的口径', unit: '', type: 'choice', default: 'filed_only', clause: 'duty.yearly',
    options: { filed_only: '并案不计入立案', with_merged: '并案计入立案' },
  },
  'label.consultation': { label: '协商活动的本县名称', unit: '', type: 'text', max: 20, default: '协商活动', clause: 'duty.half_yearly' },
  'participants.kinds': { label: '不是委员的参加人员有哪几类（用顿号分开）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人、信息员', clause: 'setting_up.members' },
  'participants.belong': { label: '其中吸纳进联络委的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人', clause: 'setting_up.members' },
  'participants.ledger': { label: '其中可以登记民情台账的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '无', clause: 'setting_up.members' },
  'participants.consultations': { label: '其中可以应邀参加协商的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人、信息员', clause: 'setting_up.members' },
  'participants.topics': { label: '其中可以提出协商议题的（用顿号分开，没有写“无”）', unit: '', type: 'text', max: 200, default: '界别群众代表、民生部门负责人', clause: 'setting_up.members' },
  // None at all would take the right to be heard away.
  'sectors.counted': {
    label: '组织体检里算作界别有人代表的', unit: '', type: 'choice', default: 'members', clause: 'setting_up.members',
    options: { members: '只算在任委员', with_representatives: '吸纳进联络委的界别代表也算' },
  },
  'circular.objection_days': { label: '通报前告知、可提出异议', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 2, clause: 'assessment.circular' },
  'light.near_days': { label: '临期提醒提前', unit: '个工作日', type: 'number', min: 0, max: WORKING_DAYS_OF_A_YEAR, default: 3, clause: null },
  'statement.plan_days': { label: '年度工作计划最迟报送（年初起）', unit: '天', type: 'number', min: 1, max: DAYS_OF_A_YEAR, default: 60, clause: 'duty.report' },
  'statement.report_days': { label: '半年报告、年度总结最迟报送（期满后）', unit: '个工作日', type: 'number', min: 1, max: WORKING_DAYS_OF_A_YEAR, default: 15, clause: 'duty.report' },
  'public.figures': {
    label: '联络委公开页上的数字', unit: '', type: 'choice', default: 'none', clause: null,
    options: { none: '不公开', activities: '公开活动次数、收集和解决的件数' },
  },
  'public.phone': { label: '联络委公开页上的办公电话', unit: '', type: 'choice', default: 'hidden', clause: null, options: { hidden: '不公开', shown: '公开' } },
  'burden.seconds': { label: '估算负担时每填一栏按', unit: '秒', type: 'number', min: 1, max: SECONDS_OF_A_DAY, default: 20, clause: null },
  'import.undo_days': { label: '表格导入后可以撤销', unit: '天', type: 'number', min: 0, max: COUNT, default: 30, clause: null },
} as const satisfies Record<string, Declared>;

export type ParameterKey = keyof typeof parameters;

/** What a parameter's value is: a number, one of its options, or a text. */
export type ParameterValue<K extends ParameterKey> = (typeof parameters)[K] extends { options: infer O } ? keyof O & string
  : (typeof parameters)[K] extends { type: 'number' } ? number
  : string;

export const declaredParameter = (key: string): Declared | undefined =>
  Object.hasOwn(parameters, key) ? parameters[key as ParameterKey] : undefined;

/** The value as a person reads it: 25日, 并案不计入立案. */
export function shownValue(declared: Declared, value: string | number): string {
  return declared.type === 'choice' ? (declared.options[String(value)] ?? String(value)) : `${value}${declared.unit}`;
}

/** What is wrong with a typed value, in a sentence; nothing when it may stand. */
export const complaintAbout = (declared: Declared, typed: string): string | undefined =>
  misread(declared, typed) ?? forbidsOf(declared).find(({ breaks }) => breaks(typed))?.sentence;

/** What may not be set, whatever a plan says: a word that would bring a forbidden function in. */
export const forbidsOf = (declared: Declared): Forbidding[] => (declared.type === 'text' ? [namesNoForbiddenFunction] : []);

function misread(declared: Declared, typed: string): string | undefined {
  switch (declared.type) {
    case 'number': {
      const n = Number(typed);
      return /^\d{1,9}$/.test(typed) && n >= declared.min && n <= declared.max ? undefined : `“${declared.label}”请填${declared.min}到${declared.max}之间的整数。`;
    }
    case 'choice': return Object.hasOwn(declared.options, typed) ? undefined : `“${declared.label}”请从列出的几项中选择。`;
    case 'text': return Array.from(typed).length <= declared.max && typed !== '' ? undefined : `“${declared.label}”请填1到${declared.max}个字。`;
  }
}
