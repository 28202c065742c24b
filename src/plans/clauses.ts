/** The four plans (四个方案), in the order of the speech. */
export const planKinds = {
  setting_up: '设置方案', standardisation: '规范化建设工作方案', duty: '履职方案', assessment: '考核评价方案',
} as const;

export type PlanKind = keyof typeof planKinds;

interface ClauseDeclared {
  key: string;
  kind: PlanKind;
  /** What the clause is about, for the person who finds it in the printed plan. */
  about: string;
  /** Words by which a pasted text is taken to be this clause; without any, who enters the plan says it. */
  words?: readonly string[];
}

/**
 * The clauses that steps, claims and parameters of this program cite. A county's plan numbers and words them as it likes:
 * who enters the plan says under which number each stands.
 */
export const citedClauses: readonly ClauseDeclared[] = [
  { key: 'setting_up.procedure', kind: 'setting_up', about: '设置程序：调研、请示、县委常委会审定、印发', words: ['设置程序', '研究审定'] },
  { key: 'setting_up.3', kind: 'setting_up', about: '联络委的设立', words: ['设立乡镇（街道）政协联络委', '设立联络委', '联络委的设立'] },
  { key: 'setting_up.leaders', kind: 'setting_up', about: '主任、副主任由谁兼任', words: ['副书记兼任', '兼任主任'] },
  { key: 'setting_up.directors', kind: 'setting_up', about: '主任作为县政协委员安排', words: ['作为县政协委员安排'] },
  { key: 'setting_up.members', kind: 'setting_up', about: '驻乡镇委员参加联络委、吸纳各界人士', words: ['驻乡镇（街道）委员', '驻乡镇委员'] },
  { key: 'standardisation.five_haves', kind: 'standardisation', about: '“五有”要求', words: ['五有'] },
  { key: 'duty.monthly', kind: 'duty', about: '一月一次民情信息反映', words: ['一月一次', '民情信息反映'] },
  { key: 'duty.quarterly', kind: 'duty', about: '一季一次调研视察', words: ['一季一次', '一季度一次', '每季度开展'] },
  { key: 'duty.half_yearly', kind: 'duty', about: '半年一次协商', words: ['半年一次'] },
  { key: 'duty.yearly', kind: 'duty', about: '一年一次重点提案征集', words: ['一年一次', '重点提案征集'] },
  { key: 'duty.deed', kind: 'duty', about: '一人一件民生实事', words: ['一人一件', '民生实事'] },
  { key: 'duty.archive', kind: 'duty', about: '辖区委员履职档案', words: ['履职档案'] },
  { key: 'duty.report', kind: 'duty', about: '每半年书面报告（述职）', words: ['书面报告工作', '书面向县政协报告', '述职'] },
  { key: 'assessment.annual', kind: 'assessment', about: '纳入年度绩效目标考核', words: ['年度绩效目标考核'] },
  { key: 'assessment.circular', kind: 'assessment', about: '通报批评与扣分', words: ['通报批评'] },
];

export const clausesOf = (kind: string): readonly ClauseDeclared[] => citedClauses.filter((clause) => clause.kind === kind);

/** How deep a piece of a plan's text stands. */
export const levels = { chapter: '章', section: '节', clause: '条' } as const;

export type Level = keyof typeof levels;

/** A piece of a plan's text, in its place. */
export interface Clause {
  level: Level;
  /** As printed: 第六条, 三（二）. */
  number: string;
  heading: string;
  text: string;
  /** The clause of this program that it answers to. */
  key: string | null;
  /** Values that it sets, by the parameter's key: they hold from the day on which the plan comes into force. */
  parameters: Readonly<Record<string, string>>;
}

export const emptyClause: Clause = { level: 'clause', number: '', heading: '', text: '', key: null, parameters: {} };

/** A plan's text. Plans that were registered before texts were kept have only some of the members of each clause. */
export const clausesIn = (plan: { clauses: unknown }): Clause[] => (plan.clauses as Partial<Clause>[]).map((kept) => ({ ...emptyClause, ...kept }));

/** How a piece of text is called in a sentence: 第六条, or its heading where it has no number. */
export const clauseName = ({ number, heading, text }: Clause): string => number || heading || `${Array.from(text).slice(0, 12).join('')}……`;

/** How a piece of text is headed in print: 第一章　总则, 一、总体要求. */
export const clauseTitle = ({ number, heading }: Clause): string => [number, heading].filter(Boolean).join(/^[一二三四五六七八九十]+$/u.test(number) ? '、' : '　');
