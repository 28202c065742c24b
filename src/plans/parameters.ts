/** A dated value that a plan sets, instead of a number in the code. */
type Declared =
  | { label: string; unit: string; type: 'number'; min: number; max: number; default: number; clause: string | null }
  | { label: string; unit: ''; type: 'choice'; options: Readonly<Record<string, string>>; default: string; clause: string | null }
  | { label: string; unit: ''; type: 'text'; max: number; default: string; clause: string | null };

/**
 * Every local number and word of the program. The default holds until a county sets its own; each change is a new value from a day on.
 * `clause` names the plan's clause that sets it (`clauses.ts`), null when no plan does.
 */
export const parameters = {
  'monthly.day': { label: '上月民情最迟报送日（每月）', unit: '日', type: 'number', min: 1, max: 31, default: 25, clause: 'duty.monthly' },
  'monthly.required': { label: '每月应反映民情', unit: '次', type: 'number', min: 0, max: 31, default: 1, clause: 'duty.monthly' },
  'quarterly.required': { label: '每季度应开展调研视察', unit: '次', type: 'number', min: 0, max: 20, default: 1, clause: 'duty.quarterly' },
  'half_yearly.required': { label: '每半年应开展协商', unit: '次', type: 'number', min: 0, max: 20, default: 1, clause: 'duty.half_yearly' },
  'deeds.required': { label: '每名委员每年应办民生实事', unit: '件', type: 'number', min: 0, max: 20, default: 1, clause: 'duty.deed' },
  'filing_rate.convention': {
    label: '提案立案率的口径', unit: '', type: 'choice', default: 'filed_only', clause: 'duty.yearly',
    options: { filed_only: '并案不计入立案', with_merged: '并案计入立案' },
  },
  'label.consultation': { label: '协商活动的本县名称', unit: '', type: 'text', max: 20, default: '协商活动', clause: 'duty.half_yearly' },
  'light.near_days': { label: '临期提醒提前', unit: '个工作日', type: 'number', min: 0, max: 60, default: 3, clause: null },
  'import.undo_days': { label: '表格导入后可以撤销', unit: '天', type: 'number', min: 0, max: 365, default: 30, clause: null },
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
export function complaintAbout(declared: Declared, typed: string): string | undefined {
  switch (declared.type) {
    case 'number': {
      const n = Number(typed);
      return /^\d{1,9}$/.test(typed) && n >= declared.min && n <= declared.max ? undefined : `“${declared.label}”请填${declared.min}到${declared.max}之间的整数。`;
    }
    case 'choice': return Object.hasOwn(declared.options, typed) ? undefined : `“${declared.label}”请从列出的几项中选择。`;
    case 'text': return Array.from(typed).length <= declared.max && typed !== '' ? undefined : `“${declared.label}”请填1到${declared.max}个字。`;
  }
}
