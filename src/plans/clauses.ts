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
}

/**
 * The clauses that steps, claims and parameters of this program cite. A county's plan numbers and words them as it likes:
 * who enters the plan says under which number each stands.
 */
export const citedClauses: readonly ClauseDeclared[] = [
  { key: 'setting_up.procedure', kind: 'setting_up', about: '设置程序：调研、请示、县委常委会审定、印发' },
  { key: 'setting_up.3', kind: 'setting_up', about: '联络委的设立' },
  { key: 'setting_up.leaders', kind: 'setting_up', about: '主任、副主任由谁兼任' },
  { key: 'setting_up.directors', kind: 'setting_up', about: '主任作为县政协委员安排' },
  { key: 'setting_up.members', kind: 'setting_up', about: '驻乡镇委员参加联络委、吸纳各界人士' },
  { key: 'standardisation.five_haves', kind: 'standardisation', about: '“五有”要求' },
  { key: 'duty.monthly', kind: 'duty', about: '一月一次民情信息反映' },
  { key: 'duty.quarterly', kind: 'duty', about: '一季一次调研视察' },
  { key: 'duty.half_yearly', kind: 'duty', about: '半年一次协商' },
  { key: 'duty.yearly', kind: 'duty', about: '一年一次重点提案征集' },
  { key: 'duty.deed', kind: 'duty', about: '一人一件民生实事' },
  { key: 'duty.archive', kind: 'duty', about: '辖区委员履职档案' },
  { key: 'duty.report', kind: 'duty', about: '每半年书面报告（述职）' },
  { key: 'assessment.annual', kind: 'assessment', about: '纳入年度绩效目标考核' },
  { key: 'assessment.circular', kind: 'assessment', about: '通报批评与扣分' },
];

export const clausesOf = (kind: string): readonly ClauseDeclared[] => citedClauses.filter((clause) => clause.kind === kind);

/** A clause as a plan has it. */
export interface Clause {
  key: string;
  /** As printed: 第六条, 三（二）. */
  number: string;
  text: string;
}
