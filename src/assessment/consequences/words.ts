/** What a decided assessment can lead to (domain rules 8.2; the speech: 推荐提拔、晋级、评先, 通报批评并扣减年度考核相应分值). */

export const kinds = { recommendation: '推荐函', praise: '通报表扬', talk: '提醒谈话', criticism: '通报批评', deduction: '年度目标考核扣分' } as const;
export type Kind = keyof typeof kinds;

/** Of these the one concerned hears before they are issued, and may object. */
export const toldBefore: readonly Kind[] = ['criticism', 'deduction'];

const meant: readonly (readonly [RegExp, Kind])[] = [[/推荐|提拔|晋级/u, 'recommendation'], [/批评/u, 'criticism'], [/扣/u, 'deduction'], [/谈话|提醒|约谈/u, 'talk'], [/表扬|表彰|先进|优秀/u, 'praise']];

/** Of what kind the scheme's words are; one sentence may say several. What it does not say a person chooses. */
export function kindsIn(words: string, otherwise: readonly Kind[] = []): readonly Kind[] {
  const found = meant.filter(([word]) => word.test(words)).map(([, kind]) => kind);
  return found.length > 0 ? found : otherwise;
}

/** What a sheet proposes: from its awards, and from what follows from its band. */
export const proposalsOf = ({ awards, follows }: { awards: readonly string[]; follows: readonly string[] }): { kind: Kind; grounds: string }[] => [
  ...awards.flatMap((grounds) => kindsIn(grounds, /[末后]/u.test(grounds) ? ['talk'] : ['praise']).map((kind) => ({ kind, grounds }))),
  ...follows.flatMap((grounds) => kindsIn(grounds, ['talk']).map((kind) => ({ kind, grounds }))),
];
