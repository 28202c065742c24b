/** What a reviewer says of a proposal; the last round's is carried out by the step of the same kind (domain rules 2.2). */
export const verdicts = { file: '立案', merge: '并案', convert: '转社情民意', letter: '作委员来信', return: '退回修改', refuse: '不予立案' } as const;

export type Verdict = keyof typeof verdicts;
